"""Fields in which two people wrote different things, with both values."""

from __future__ import annotations

from typing import Any

from storage import history
from storage.field_values import from_json
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
