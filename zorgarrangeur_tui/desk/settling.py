"""Choosing between values that two people wrote."""

from __future__ import annotations

from collections.abc import Iterable

from storage import history
from storage.field_values import to_json, to_op_value
from storage.models import RECORD_TYPES
from storage.store import Store
from zorgarrangeur_tui.desk.overview import open_conflicts


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
