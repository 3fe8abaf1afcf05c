"""Choosing between values that two people wrote."""

from __future__ import annotations

from collections.abc import Iterable

from storage import history
from storage.deciding import decide
from storage.field_values import to_op_value
from storage.models import RECORD_TYPES
from storage.store import Store


def settle(store: Store, record_type: str, record_id: str, fields: Iterable[str]) -> None:
    """Let what a record shows stand in these fields, where another value still stands or is proposed beside it.

    A write that changes nothing is no write, so a user who chooses the value on screen would otherwise choose nothing.
    """
    with store.read() as session:
        listed = history.open_fields_of(session.connection(), {record_id})
    disputed = {field for _, _, field in listed} & set(fields)
    if not disputed:
        return
    with store.unit_of_work("Conflict opgelost") as work:
        record = work.get(RECORD_TYPES[record_type], record_id)
        shown = {(record_type, record_id, field): to_op_value(getattr(record, field)) for field in sorted(disputed)}
        decide(work, shown)
