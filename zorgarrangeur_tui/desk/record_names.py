"""How people call records and each other: by pseudonym, reference or name. The name of a child is no part of it."""

from __future__ import annotations

from collections.abc import Iterable

from storage.contacts import known_names
from storage.models import RECORD_TYPES, CareNeed, Provision, VisitNote
from storage.store import Store
from zorgarrangeur_tui.desk.access_log import LogReader
from zorgarrangeur_tui.desk.log_words import short
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.value_words import value_word
from zorgarrangeur_tui.domain.words import RECORD_WORDS


def people(store: Store) -> dict[str, str]:
    """Return the name of everybody whose card is here, the user included, by fingerprint; under earlier keys too."""
    return known_names(store)


def record_names(store: Store, ids: Iterable[str]) -> dict[str, str]:
    """Return how some records are called; one that is not known here by the beginning of its id."""
    wanted = {record_id for record_id in ids if record_id}
    names = LogReader(store).names(wanted)
    for need in by_ids(store, CareNeed, wanted - names.keys()).values():
        names[need.id] = value_word("care_need", "kind", need.kind)
    for provision in by_ids(store, Provision, wanted - names.keys()).values():
        names[provision.id] = provision.name or RECORD_WORDS["provision"].singular
    for note in by_ids(store, VisitNote, wanted - names.keys()).values():
        names[note.id] = f"bezoek van {dutch_date(note.day)}" if note.day else RECORD_WORDS["visit_note"].singular
    return {record_id: names.get(record_id) or short(record_id) for record_id in wanted}


def called(store: Store, record_type: str, record_id: str) -> str:
    """Return what to call one record in a heading, such as "zorgaanbieder Zorg De Windroos"."""
    return called_all(store, [(record_type, record_id)])[record_id]


def called_all(store: Store, records: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what to call records (type, id) in a heading, by id."""
    types = {record_id: record_type for record_type, record_id in records}
    names = record_names(store, types)
    nameless = {record_id for record_id, name in names.items() if name == short(record_id)}
    titles = dict.fromkeys(nameless, "")
    for record_type in {types[one] for one in nameless}:
        for record_id, record in by_ids(store, RECORD_TYPES[record_type], nameless).items():
            titles[record_id] = next(
                (text for field in ("title", "what") if (text := str(getattr(record, field, "")))), ""
            )
    found = {}
    for record_id, record_type in types.items():
        kind, name = RECORD_WORDS[record_type].singular, names[record_id]
        if record_id in nameless:
            found[record_id] = f"{kind} {titles[record_id]}".rstrip()
        else:
            found[record_id] = name if name.startswith(kind) else f"{kind} {name}"
    return found
