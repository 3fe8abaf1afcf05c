"""Fields in which two people wrote different things, with both values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from storage import history
from storage.field_values import from_json, to_json, to_op_value
from storage.materialise import displayed
from storage.models import RECORD_TYPES
from storage.store import Store
from zorgarrangeur_tui.desk.overview import OpenConflict, open_conflicts
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.domain.words import RECORD_WORDS, field_word
from zorgarrangeur_tui.verbs.finding import label
from zorgarrangeur_tui.verbs.listings import Listing
from zorgarrangeur_tui.verbs.value_text import value_text

HEADERS = ("Wat", "Kenmerk", "Naam", "Veld", "Nu te zien", "Ook geschreven")


def conflict_listing(store: Store) -> Listing:
    """Return every open conflict. Values that tell about a child are hidden."""
    rows, values = [], []
    for conflict in open_conflicts(store):
        record_type, field = conflict.record_type, conflict.field
        record = by_ids(store, RECORD_TYPES[record_type], [conflict.record_id]).get(conflict.record_id)
        now, others = _values(store, conflict)
        rows.append(
            (
                RECORD_WORDS[record_type].singular,
                conflict.record_id,
                label(record) if record else "",
                f"{field_word(record_type, field)} ({field})",
                now,
                " / ".join(others),
            )
        )
        values.append(
            {"type": record_type, "id": conflict.record_id, "field": field, "shown": now, "others": list(others)}
        )
    return Listing(HEADERS, rows, values, "Er zijn geen conflicten: nergens staan twee waarden naast elkaar.")


def settle(store: Store, record_type: str, record_id: str, fields: Iterable[str]) -> None:
    """Let what a record shows stand in these fields, where another value still stands beside it.

    A write that changes nothing is no write, so a user who chooses the value on screen would otherwise choose nothing.
    """
    disputed = {one.field for one in open_conflicts(store) if one.record_id == record_id} & set(fields)
    if not disputed:
        return
    with store.unit_of_work("Conflict opgelost") as work:
        record = work.get(RECORD_TYPES[record_type], record_id)
        writes = [
            history.FieldWrite(record_type, record_id, field, to_json(to_op_value(getattr(record, field))))
            for field in sorted(disputed)
        ]
        change_id = work.new_change()
        settled = history.write(work.connection, writes, writer=work.writer(), clock=work.clock, change_id=change_id)
        work.touch([(record_type, record_id)])
        work.note_decisions(settled)


def _values(store: Store, conflict: OpenConflict) -> tuple[str, tuple[str, ...]]:
    """Return the value that the record shows, and the others that stand beside it."""
    with store.read() as session:
        heads = [
            head
            for head in history.heads(session.connection(), [conflict.record_id])
            if head.field == conflict.field and head.value is not None
        ]
    top = displayed(heads)

    def text(value: Any) -> str:
        return value_text(conflict.record_type, conflict.field, from_json(value), names=False)

    others = sorted({head.value for head in heads if head.value is not None and head.value != (top and top.value)})
    return (text(top.value) if top else "", tuple(text(value) for value in others))
