"""Forgetting: taking records, or some fields of them, out of rows, history and lists. They may come again.

Erasing everywhere (`erasing.purge`) is forgetting and then remembering the id, so that nothing comes back.
"""

from __future__ import annotations

import json
import secrets
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, exists, insert, or_, select, update

from storage import audit, drafts, history, tables
from storage.batches import in_parts
from storage.bundle_text import Recalled
from storage.erasure_scope import held_among, table_of
from storage.field_values import default_value, field_names, to_json
from storage.known_to_peer import keys_of_person
from storage.listing import cases_found_by
from storage.materialise import write_fields
from storage.models import CASE_PARTS, RECORD_TYPES, new_id
from storage.persons import persons
from storage.unit_of_work import UnitOfWork

TO_FINISH = "erasing_to_finish"
"""State: which was the last act that took something out, while the file may still hold traces of it."""

RECALLED = "recalled"
"""The rule in the proof of what was forgotten because its sender called it back."""


@dataclass(frozen=True, slots=True)
class RecallPlan:
    """What another calls back, and what becomes of it here.

    Attributes:
        whole: records (type, id) that are forgotten.
        fields: records (type, id) of which some fields are forgotten.
        held: ids of records that stay because they are on hold.
        kept: ids of records that stay because they are not the sender's to call back.
    """

    whole: tuple[tuple[str, str], ...] = ()
    fields: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    held: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()

    @property
    def forgets(self) -> list[tuple[str, str]]:
        """The records (type, id) that change or go."""
        return [*self.whole, *self.fields]


NOTHING_RECALLED = RecallPlan()


def plan_recall(connection: Connection, recalled: Iterable[Recalled], *, sender: str, own: str) -> RecallPlan:
    """Return what becomes of what a sender calls back.

    Only what is in a case, is not this user's own, and is the sender's own or came from nobody else can be called back.
    """
    named = {one.record_id: one.fields for one in recalled}
    there = _records_here(connection, named.keys())
    kept = frozenset(_not_theirs(connection, there, sender=sender, own=own))
    held = held_among(connection, there.keys() - kept) if there else frozenset()
    going = {one: kind for one, kind in there.items() if one not in kept | held}
    return RecallPlan(
        whole=tuple((kind, one) for one, kind in sorted(going.items()) if not named[one]),
        fields={(kind, one): named[one] for one, kind in sorted(going.items()) if named[one]},
        held=held,
        kept=kept,
    )


def apply_recall(work: UnitOfWork, plan: RecallPlan, *, reason: str, sender: str) -> None:
    """Forget what a sender called back, and keep a proof of it, in the transaction of `work`. `erasing.finish` must follow."""
    going = plan.forgets
    if not going:
        return
    details = f"recalled from={sender}"
    others = work.note_children(audit.Action.ERASE, going, reason=reason, details=details)
    for kind, record_id in others:
        work.note(audit.Action.ERASE, object=kind, subject=record_id, reason=reason, details=details)
    forget_fields(work, plan.fields)
    forget(work, [record_id for _, record_id in plan.whole])
    counts = Counter(kind for kind, _ in going)
    work.connection.execute(
        insert(tables.erasure).values(
            id=new_id(),
            at=work.at,
            actor=sender,
            rule=RECALLED,
            reason=reason,
            counts=json.dumps(dict(counts)),
            record_ids=json.dumps(sorted(record_id for _, record_id in going)),
        )
    )


def forget(work: UnitOfWork, record_ids: Collection[str]) -> None:
    """Take records away with their history, drafts and open choices. `erasing.finish` must follow once `work` is written."""
    connection = work.connection
    if not record_ids:
        return
    history.keep_last_number(connection, work.writer().device_id)
    work.touch([("case", case_id) for case_id in cases_found_by(connection, set(record_ids))])
    for part in in_parts(sorted(record_ids)):
        take_out(connection, tables.operation.c.record_id.in_(part))
        for open_table in (tables.conflict, tables.proposal):
            connection.execute(delete(open_table).where(open_table.c.record_id.in_(part)))
        for record_type, model in RECORD_TYPES.items():
            table = table_of(model)
            found = connection.execute(select(table.c.id).where(table.c.id.in_(part))).scalars().all()
            if found:
                connection.execute(delete(table).where(table.c.id.in_(found)))
                work.touch([(record_type, record_id) for record_id in found])
    drafts.forget_about(connection, record_ids)


def forget_fields(work: UnitOfWork, fields: Mapping[tuple[str, str], Collection[str]]) -> None:
    """Empty some fields of records (type, id), as if nobody had ever written in them. `erasing.finish` must follow."""
    connection = work.connection
    if not fields:
        return
    history.keep_last_number(connection, work.writer().device_id)
    for (record_type, record_id), names in fields.items():
        operation = tables.operation.c
        take_out(connection, (operation.record_id == record_id) & operation.field.in_(names))
        for open_table in (tables.conflict, tables.proposal):
            here = (open_table.c.record_id == record_id) & open_table.c.field.in_(names)
            connection.execute(delete(open_table).where(here))
        model = RECORD_TYPES[record_type]
        empty = {name: to_json(default_value(model, name)) for name in names if name in field_names(model)}
        write_fields(connection, record_type, {record_id: empty})
    ids = {record_id for _, record_id in fields}
    work.touch([*fields, *(("case", case_id) for case_id in cases_found_by(connection, ids))])
    drafts.forget_about(connection, ids)


def _records_here(connection: Connection, record_ids: Collection[str]) -> dict[str, str]:
    """Return those of some records that are in a case and have a row here, with their types."""
    found: dict[str, str] = {}
    for part in in_parts(sorted(record_ids)):
        for record_type in ("case", *CASE_PARTS):
            column = table_of(RECORD_TYPES[record_type]).c.id
            found |= dict.fromkeys(connection.execute(select(column).where(column.in_(part))).scalars(), record_type)
    return found


def _not_theirs(connection: Connection, records: Mapping[str, str], *, sender: str, own: str) -> set[str]:
    """Return the records that a sender cannot call back."""
    newest = persons(connection)
    operation, bundle = tables.operation.c, tables.bundle.c
    owners: dict[str, str] = {}
    others: set[str] = set()
    for part in in_parts(sorted(records)):
        for record_type in {records[one] for one in part}:
            column = table_of(RECORD_TYPES[record_type]).c
            rows = connection.execute(select(column.id, column.owner).where(column.id.in_(part)))
            owners |= {row.id: row.owner for row in rows}
        others |= set(
            connection.execute(
                select(operation.record_id)
                .join(tables.bundle, bundle.id == operation.bundle_row)
                .where(operation.record_id.in_(part), bundle.peer.not_in(keys_of_person(connection, sender)))
            ).scalars()
        )

    def whose(record_id: str) -> str:
        return newest.get(owners[record_id], owners[record_id])

    return {
        one
        for one in records
        if whose(one) == newest.get(own, own) or (one in others and whose(one) != newest.get(sender, sender))
    }


def take_out(connection: Connection, which: object) -> None:
    """Take writes out of the history, with all that points at them."""
    operation, carried = tables.operation.c, tables.bundle_operation.c
    written = select(operation.id).where(which)  # type: ignore[arg-type]  # a condition on columns
    acts = set(connection.execute(written.with_only_columns(operation.change_id).distinct()).scalars())
    connection.execute(delete(tables.supersedes).where(tables.supersedes.c.operation_id.in_(written)))
    # The numbers of writes are given again, and then these lines would speak of other writes.
    connection.execute(delete(tables.bundle_operation).where(carried.operation_id.in_(written)))
    gone = connection.execute(delete(tables.operation).where(which)).rowcount  # type: ignore[arg-type]  # a condition on columns
    _close_acts(connection, sorted(acts - {None}))
    if gone:
        history.write_state(connection, TO_FINISH, secrets.token_hex(8))


def _close_acts(connection: Connection, change_ids: Sequence[int]) -> None:
    """Let undo and redo pass over acts of which nothing is left: as if each was taken back by itself."""
    change, operation = tables.change.c, tables.operation.c
    left = exists(select(operation.id).where(operation.change_id == change.id))
    for part in in_parts(change_ids):
        closed = or_(change.id.in_(part), change.reverts.in_(part), change.restores.in_(part)) & ~left
        connection.execute(update(tables.change).where(closed).values(reverted_by=change.id))
