"""What a bundle would change or has changed, for reading and as values."""

from __future__ import annotations

from collections import Counter
from typing import Any

from storage.merge import FieldChange, RecordChange
from storage.models import RECORD_TYPES
from storage.ops import OpValue
from storage.store import Store
from storage.taking_in import Incoming
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.domain.about_a_child import ABOUT_A_CHILD
from zorgarrangeur_tui.domain.words import RECORD_WORDS, field_word
from zorgarrangeur_tui.verbs.finding import ID_SHOWN, label
from zorgarrangeur_tui.verbs.value_text import value_text


def change_lines(incoming: Incoming, store: Store, *, names: bool) -> list[str]:
    """Return every field that changes in a record that was known already, every conflict and every proposal.

    `store` is asked how the records are called, so it must be open.
    """
    lines = []
    for change in incoming.plan.changes:
        shown = [field for field in change.fields if not change.new or field.in_conflict or field.proposed]
        if shown:
            who = f"{RECORD_WORDS[change.record_type].singular} {_called(change, store)}"
            lines += [
                f"{who}: {line}" for field in shown for line in _field_lines(change.record_type, field, names=names)
            ]
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
        "erased": [{"type": record_type, "id": record_id} for record_type, record_id in plan.erases],
        "held": sorted(plan.held),
        "new": dict(Counter(change.record_type for change in plan.changes if change.new)),
        "changed": sum(not change.new for change in plan.changes),
        "conflicts": [
            {"type": change.record_type, "id": change.record_id, "field": field.field}
            for change in plan.changes
            for field in change.fields
            if field.in_conflict
        ],
        "proposals": [
            {"type": change.record_type, "id": change.record_id, "field": field.field}
            for change in plan.changes
            for field in change.fields
            if field.proposed
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


def _field_lines(record_type: str, field: FieldChange, *, names: bool) -> list[str]:
    def text(value: OpValue) -> str:
        return value_text(record_type, field.field, value, names=names)

    word = field_word(record_type, field.field)
    lines = []
    if field.in_conflict:
        others = " / ".join(text(value) for value in field.others)
        lines.append(f"CONFLICT in {word} ({field.field}): {text(field.after)} / {others}")
    elif field.before != field.after or not field.proposed:
        lines.append(f"{word}: {text(field.before)} → {text(field.after)}")
    if field.proposed:
        proposed = " / ".join(text(claim.value) for claim in field.proposed)
        lines.append(f"VOORSTEL voor {word} ({field.field}): {proposed}; nu {text(field.after)}")
    return lines


def _field_values(record_type: str, field: FieldChange, *, names: bool) -> dict[str, Any]:
    if not names and (record_type, field.field) in ABOUT_A_CHILD:
        return {"field": field.field, "hidden": True}
    proposed = [{"value": claim.value, "author": claim.author, "at": claim.at} for claim in field.proposed]
    values = {"field": field.field, "before": field.before, "after": field.after, "others": list(field.others)}
    return {**values, "proposed": proposed}


def _called(change: RecordChange, store: Store) -> str:
    """Return how people call a record of this store: a child by pseudonym, a case by reference, another by its name."""
    known = by_ids(store, RECORD_TYPES[change.record_type], [change.record_id]).get(change.record_id)
    beginning = change.record_id[:ID_SHOWN]
    return f"{label(known)} ({beginning})" if known is not None else beginning
