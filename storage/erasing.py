"""Erasing for good: rows, history, drafts and the words of lists, and then the file itself.

A purge is one transaction; only the record ids stay, so that nothing comes back with a later bundle. That alone leaves
traces in the file: the index of words keeps the terms of deleted rows until its segments are merged, and pages keep copies
of rows that once moved to a neighbour, which secure_delete does not see. So after the commit the file is written anew
(`finish`). Until that was done, the store remembers that it is to do.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert, select, update

from storage import audit, history, tables
from storage.database import DATABASE_ERRORS, errors_in_words
from storage.erasure_scope import Scope, names_of, numbers_with, table_of
from storage.errors import StorageError, StoreBusy
from storage.field_values import to_json
from storage.forgetting import TO_FINISH, forget
from storage.history import in_parts
from storage.listing import forget_words
from storage.materialise import write_fields
from storage.models import TYPE_NAMES, Record, VisitPattern, VisitRecord, new_id
from storage.store_folder import DATABASE
from storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from storage.store import Store

_BLANKED = "(gewist)"


class OnHold(StorageError):
    """Somebody put it on hold: it may not be erased yet."""

    sentence = (
        "Dit wordt bewaard en kan nu niet gewist worden. Er is niets gewist. "
        "Hef het bewaren eerst op als de reden er niet meer is."
    )


@dataclass(frozen=True, slots=True)
class Erasure:
    """What is kept of an erasure. `counts` holds records by type, and other numbers by name; nothing of the content."""

    id: str
    at: str
    actor: str
    rule: str
    reason: str
    counts: Mapping[str, int]
    record_ids: tuple[str, ...]


def erase(work: UnitOfWork, scope: Scope, *, rule: str, reason: str) -> str:
    """Erase what is in scope, in the transaction of `work`, and return the id of the erasure. `finish` must follow.

    Args:
        work: an act that does nothing else.
        scope: as `scope_of` gave it in this transaction.
        rule: the id of the rule under which it is done.
        reason: why, without names: it stays, with the proof and in the log.

    Raises:
        OnHold: nothing was erased.
    """
    if scope.holds:
        raise OnHold
    connection = work.connection
    erasure_id = new_id()
    words = names_of(connection, scope.records.get("pupil", ()))
    _blank_names(connection, words)
    _leave_visits(work, scope.records.get("care_need", frozenset()))
    records = [(kind, record_id) for kind, ids in scope.records.items() for record_id in sorted(ids)]
    details = f"erasure={erasure_id} rule={rule}"
    others = work.note_children(audit.Action.ERASE, records, reason=reason, details=details)
    for kind, record_id in others:
        if kind == "case":
            work.note(audit.Action.ERASE, object="case", subject=record_id, reason=reason, details=details)
    purge(work, scope.ids)
    connection.execute(
        insert(tables.erasure).values(
            id=erasure_id,
            at=work.at,
            actor=work.actor.fingerprint,
            rule=rule,
            reason=reason,
            counts=json.dumps(dict(scope.counts)),
            record_ids=json.dumps(sorted(scope.ids)),
        )
    )
    return erasure_id


def purge(work: UnitOfWork, record_ids: Collection[str]) -> None:
    """Erase records: rows, history, drafts and open conflicts; only the ids stay, so that they never come back.

    `finish` must follow once `work` is written.
    """
    connection = work.connection
    for part in in_parts(sorted(record_ids)):
        connection.execute(insert(tables.purged).prefix_with("OR IGNORE"), [{"record_id": one} for one in part])
    forget(work, record_ids)
    work.count_revision()


def to_finish(store: Store) -> bool:
    """Tell whether the file may still hold traces of what was erased."""
    with store.read() as session:
        return history.read_state(session.connection(), TO_FINISH, "") != ""


def finish(store: Store) -> bool:
    """Write the file anew when something was erased, so that no trace is left in it or in its journal.

    Returns:
        True when nothing is left to do. False when it cannot be done now (another window of the app has the store open, the
        disk is full); then it stays to do, and the next call tries again.
    """
    if not to_finish(store):
        return True
    try:
        with errors_in_words():
            _write_anew(store)
    except StorageError:
        return False
    return not to_finish(store)


def erasures(connection: Connection) -> list[Erasure]:
    """Return what is kept of every erasure, newest first."""
    rows = connection.execute(select(tables.erasure).order_by(tables.erasure.c.at.desc(), tables.erasure.c.id))
    return [
        Erasure(
            row.id, row.at, row.actor, row.rule, row.reason, json.loads(row.counts), tuple(json.loads(row.record_ids))
        )
        for row in rows
    ]


def _write_anew(store: Store) -> None:
    connection = store.connect_to(store.folder / DATABASE)
    try:
        [(last,)] = connection.execute("SELECT value FROM state WHERE name = ?", (TO_FINISH,)).fetchall() or [("",)]
        # VACUUM opens its own temporary database with ATTACH, in memory (temp_store), under the same key.
        connection.set_authorizer(None)
        forget_words(connection)
        connection.execute("VACUUM")
        _empty_journal(connection)
        # What another window took out since then is in the file still.
        connection.execute("DELETE FROM state WHERE name = ? AND value = ?", (TO_FINISH, last))
        _empty_journal(connection)
    except BaseException:
        with contextlib.suppress(*DATABASE_ERRORS):  # the error that led here is the one to tell
            connection.close()
        raise
    connection.close()


def _empty_journal(connection: Any) -> None:
    """Bring the journal into the file and cut it to nothing.

    Raises:
        StoreBusy: when a reader still needs the journal.
    """
    [(busy, _, _)] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    if busy:
        raise StoreBusy


_NEED_LISTS: tuple[tuple[type[Record], str], ...] = ((VisitPattern, "serves"), (VisitRecord, "absent_needs"))
"""The fields that list needs of children."""


def _leave_visits(work: UnitOfWork, need_ids: frozenset[str]) -> None:
    """Take needs out of the visits that serve them, and out of what came of visits.

    No act of the user, so that undo cannot put them back. Where two people do not agree on whom a visit serves, the
    question stays: a need that is gone is passed over everywhere.
    """
    for model, field in _NEED_LISTS:
        _leave_list(work, model, field, need_ids)


def _leave_list(work: UnitOfWork, model: type[Record], field: str, need_ids: frozenset[str]) -> None:
    """Take needs out of one field of all records of a type, where nobody disagrees about it."""
    connection, kind = work.connection, TYPE_NAMES[model]
    table, conflict = table_of(model).c, tables.conflict.c
    open_records = set(connection.execute(select(conflict.record_id).where(conflict.field == field)).scalars())
    left = {
        row.id: [need for need in row[1] if need not in need_ids]
        for row in connection.execute(select(table.id, table[field]))
        if need_ids.intersection(row[1]) and row.id not in open_records
    }
    if not left:
        return
    writes = [history.FieldWrite(kind, key, field, to_json(list(needs))) for key, needs in sorted(left.items())]
    history.write(connection, writes, writer=work.writer(), clock=work.clock, change_id=None)
    write_fields(connection, kind, {entry.record_id: {field: entry.value} for entry in writes})
    work.touch([(kind, key) for key in left])
    work.note(audit.Action.CHANGE, object=kind, reason=work.act, details=f"records={len(left)} fields={len(left)}")


def _blank_names(connection: Connection, words: Sequence[str]) -> None:
    """Take names out of what is kept but shown nowhere: replaced values of other records, and purposes of bundles."""
    operation, bundle = tables.operation.c, tables.bundle.c
    for part in in_parts(sorted(numbers_with(connection, operation.id, operation.value, words))):
        replaced = operation.id.in_(part) & operation.superseded.is_(True)
        connection.execute(update(tables.operation).where(replaced).values(value=None))
    for part in in_parts(sorted(numbers_with(connection, bundle.id, bundle.purpose, words))):
        connection.execute(update(tables.bundle).where(bundle.id.in_(part)).values(purpose=_BLANKED))
