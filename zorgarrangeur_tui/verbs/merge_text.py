"""What a bundle would change or has changed, for reading and as values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from storage.exchange import Incoming
from storage.merge import FieldChange, RecordChange
from storage.models import RECORD_TYPES
from storage.ops import OpValue
from storage.store import Store
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.domain.words import RECORD_WORDS, field_word
from zorgarrangeur_tui.verbs.finding import ID_SHOWN, label
from zorgarrangeur_tui.verbs.value_text import ABOUT_A_CHILD, value_text

_NAMING_FIELDS = ("pseudonym", "site_code", "title", "name")


def counted(counts: Mapping[str, int]) -> str:
    """Return "1 casus, 2 leerlingen" for counts by record type; "niets" when there are none."""
    parts = [
        f"{counts[kind]} {RECORD_WORDS[kind].singular if counts[kind] == 1 else RECORD_WORDS[kind].plural}"
        for kind in RECORD_TYPES
        if counts.get(kind)
    ]
    return ", ".join(parts) or "niets"


def header_lines(incoming: Incoming) -> list[str]:
    """Return who sent a bundle, when and what for, and what is remarkable about it."""
    lines = [
        f"Bundel van {incoming.sender.card.label}, gemaakt op {dutch_date(incoming.header.created.date())}.",
        f"De handtekening klopt: vingerafdruk {incoming.sender.fingerprint}.",
        f"Doel: {incoming.content.purpose}",
    ]
    if incoming.gap:
        lines.append("Let op: voor deze bundel was er nog een die u niet hebt ingelezen. Vraag de afzender ernaar.")
    if incoming.plan.clock_ahead:
        lines.append("Let op: de klok van de afzender loopt meer dan een dag voor.")
    return lines


def change_lines(incoming: Incoming, store: Store, *, names: bool) -> list[str]:
    """Return what is new by number, and every changed field and conflict.

    `store` is asked how changed records are called, so it must not have been closed.
    """
    plan = incoming.plan
    new = Counter(change.record_type for change in plan.changes if change.new)
    lines = [f"Nieuw: {counted(new)}."]
    for change in plan.changes:
        shown = [field for field in change.fields if not change.new or field.in_conflict]
        if shown:
            who = f"{RECORD_WORDS[change.record_type].singular} {_called(change, store)}"
            lines += [f"{who}: {_field_line(change.record_type, field, names=names)}" for field in shown]
    if not plan.changes:
        lines.append("Alles in deze bundel was hier al bekend.")
    if plan.erased_before:
        lines.append(f"{plan.erased_before} wijzigingen gaan over wat hier voorgoed gewist is; die zijn overgeslagen.")
    return lines


def incoming_values(incoming: Incoming, *, names: bool) -> dict[str, Any]:
    """Return a bundle and what it would change as values for JSON. Fields about a child are None without `names`."""
    plan = incoming.plan
    return {
        "sender": {"label": incoming.sender.card.label, "fingerprint": incoming.sender.fingerprint},
        "bundle": incoming.header.bundle_id,
        "created": incoming.header.created,
        "purpose": incoming.content.purpose,
        "profile": incoming.content.profile,
        "sequence": incoming.sequence,
        "gap": incoming.gap,
        "clock_ahead": plan.clock_ahead,
        "operations": len(plan.ops),
        "already_known": plan.already_known,
        "new": dict(Counter(change.record_type for change in plan.changes if change.new)),
        "changed": sum(not change.new for change in plan.changes),
        "conflicts": [
            {"type": change.record_type, "id": change.record_id, "field": field.field}
            for change in plan.changes
            for field in change.fields
            if field.in_conflict
        ],
        "records": [
            {
                "type": change.record_type,
                "id": change.record_id,
                "new": change.new,
                "fields": [_field_values(change.record_type, field, names=names) for field in change.fields],
            }
            for change in plan.changes
        ],
    }


def _field_line(record_type: str, field: FieldChange, *, names: bool) -> str:
    def text(value: OpValue) -> str:
        return value_text(record_type, field.field, value, names=names)

    word = field_word(record_type, field.field)
    if field.in_conflict:
        others = " / ".join(text(value) for value in field.others)
        return f"CONFLICT in {word} ({field.field}): {text(field.after)} / {others}"
    return f"{word}: {text(field.before)} → {text(field.after)}"


def _field_values(record_type: str, field: FieldChange, *, names: bool) -> dict[str, Any]:
    if not names and (record_type, field.field) in ABOUT_A_CHILD:
        return {"field": field.field, "hidden": True}
    return {"field": field.field, "before": field.before, "after": field.after, "others": list(field.others)}


def _called(change: RecordChange, store: Store) -> str:
    """Return how people call a record: as it stands in the store, or as the bundle calls it."""
    if change.record_type == "case":
        return case_reference(change.record_id)
    known = by_ids(store, RECORD_TYPES[change.record_type], [change.record_id]).get(change.record_id)
    if known is not None and label(known):
        return f"{label(known)} ({change.record_id[:ID_SHOWN]})"
    given = {field.field: field.after for field in change.fields}
    naming = [str(given[field]) for field in _NAMING_FIELDS if given.get(field)]
    named = naming[0] if naming and change.record_type != "pupil" else str(given.get("pseudonym", ""))
    return f"{named} ({change.record_id[:ID_SHOWN]})".lstrip()
