"""From what a user types to a record: a site code, a name, a pseudonym, a reference, an id or the beginning of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from storage.errors import RecordMissing
from storage.models import (
    RECORD_TYPES,
    CareLocation,
    CareNeed,
    Case,
    OwnDay,
    Professional,
    Provider,
    Pupil,
    Record,
    School,
    VisitPattern,
)
from storage.models.codes import CareKind
from storage.store import Store
from storage.unit_of_work import AnyRecord
from zorgarrangeur_tui.desk.cases import find_case
from zorgarrangeur_tui.desk.records import by_ids, living
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.clock import time_span, weekday
from zorgarrangeur_tui.domain.record_values import own_day_value
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.domain.words import RECORD_WORDS, word

ID_SHOWN = 8
"""Digits of an id that lists show."""

_BEGINNING = re.compile(r"[0-9a-f]{6,32}")
_MOST_CANDIDATES = 10


def find(store: Store, record_type: str, typed: str, **where: str) -> Record:
    """Return the record that a user means, among those with these field values.

    Args:
        store: an opened store.
        record_type: a name of `storage.models.RECORD_TYPES`.
        typed: for a case its reference, for a school its site code or name, for a provider or professional the name, for
            a pupil the pseudonym, for anything the id or at least six digits of it.
        where: fields that the record must have.

    Raises:
        RecordMissing: there is none.
        ActRefused: there is more than one; the sentence has their ids.
    """
    text = typed.strip()
    if record_type == "case":
        return find_case(store, text)
    records = living(store, RECORD_TYPES[record_type], **where)
    found = [record for record in records if record.id == text.casefold()]
    found = found or [record for record in records if text.casefold() in _names(record)]
    if not found and _BEGINNING.fullmatch(text.casefold()):
        found = [record for record in records if record.id.startswith(text.casefold())]
    called = RECORD_WORDS[record_type].singular
    if not found:
        raise RecordMissing(
            f"{RECORD_WORDS[record_type].heading} niet gevonden: niets heeft deze naam, code of dit kenmerk. Met 'zorgarrangeur list' ziet u wat er is."
        )
    if len(found) > 1:
        raise ActRefused(f"Meer dan één {called} past hierbij. Geef het kenmerk: {_candidates(store, found)}.")
    return found[0]


def find_school(store: Store, typed: str) -> School:
    """Return a school by site code, name or id (see `find`)."""
    return _typed(find(store, "school", typed), School)


def find_provider(store: Store, typed: str) -> Provider:
    """Return a provider by name or id (see `find`)."""
    return _typed(find(store, "provider", typed), Provider)


def find_professional(store: Store, typed: str) -> Professional:
    """Return a professional by name or id (see `find`)."""
    return _typed(find(store, "professional", typed), Professional)


def find_pupil(store: Store, case_id: str, typed: str) -> Pupil:
    """Return a pupil of a case by pseudonym or id (see `find`)."""
    return _typed(find(store, "pupil", typed, case_id=case_id), Pupil)


def find_needs(store: Store, typed: Iterable[str]) -> list[CareNeed]:
    """Return needs by id, in this order (see `find`)."""
    return [_typed(find(store, "care_need", one), CareNeed) for one in typed]


def label(record: Record) -> str:
    """Return how people call a record. For a pupil that is the pseudonym, never the name."""
    match record:
        case School():
            return f"{record.site_code} {record.name}".strip()
        case Case():
            return case_reference(record.id)
        case Pupil():
            return record.pseudonym
        case CareNeed():
            return word(record.kind, CareKind)
        case VisitPattern():
            return f"{weekday(record.weekday)} {time_span(record.start_minute, record.duration_minutes)}"
        case _:
            return _title(record)


def _title(record: Record) -> str:
    """Return what a record is called by its own fields; the beginning of its id when they say nothing."""
    own_day = own_day_value(record) if isinstance(record, OwnDay) else None
    titles = (str(getattr(record, field, "")) for field in ("name", "title", "what", "criterion"))
    return own_day.words if own_day else next(filter(None, titles), record.id[:ID_SHOWN])


def _typed(record: Record, kind: type[AnyRecord]) -> AnyRecord:
    assert isinstance(record, kind)
    return record


def _names(record: Record) -> set[str]:
    """Return what finds a record. The name of a child does not: it would stand in the history of a shell."""
    match record:
        case Pupil():
            names = [record.pseudonym]
        case School():
            names = [record.site_code, record.name]
        case Provider() | Professional() | CareLocation():
            names = [record.name]
        case _:
            names = []
    return {name.casefold() for name in names if name}


def _candidates(store: Store, records: Sequence[Record]) -> str:
    providers = by_ids(store, Provider, [record.provider_id for record in records if isinstance(record, Professional)])
    shown = []
    for record in records[:_MOST_CANDIDATES]:
        at = providers.get(record.provider_id) if isinstance(record, Professional) else None
        shown.append(f"{record.id} ({label(record)}{f', {at.name}' if at else ''})")
    if len(records) > _MOST_CANDIDATES:
        shown.append(f"en nog {len(records) - _MOST_CANDIDATES}")
    return "; ".join(shown)
