"""Which writes leave the history when an import is taken back, and which stay because something was built upon them.

A write stays when another standing bundle brought it too, when something was written over it since, when it is part of a
record that began with the import and that somebody worked on since, or when such work names that record.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, or_, select

from storage import tables
from storage.batches import in_parts
from storage.bundle_series import INCOMING, OUTGOING
from storage.erasure_scope import held_among
from storage.history import FieldKey
from storage.persons import persons

_RECORD_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Leaving:
    """What taking back one import would do to the history. Numbers are local numbers of writes.

    Attributes:
        removed: the writes that leave.
        moved: writes that another standing bundle brought too, with the row of the oldest such bundle.
        stays: the fields that keep what came in, because something was built upon it.
        gone: the records (type, id) of which nothing is left.
        fields: the fields of other records that go back.
    """

    removed: frozenset[int]
    moved: Mapping[int, int]
    stays: frozenset[FieldKey]
    gone: frozenset[tuple[str, str]]
    fields: frozenset[FieldKey]


@dataclass(frozen=True, slots=True)
class _Write:
    id: int
    key: FieldKey
    value: str | None


def leaving(connection: Connection, bundle_row: int, change_id: int | None) -> Leaving:
    """Return what would leave with one import.

    Args:
        connection: the transaction.
        bundle_row: the bundle that was read in.
        change_id: the act in which it was read in, with the choices that were made then.
    """
    brought = _brought(connection, bundle_row)
    moved = _brought_by_others(connection, bundle_row)
    chosen = _chosen(connection, change_id) if change_id is not None else {}
    candidates = {**{one: write for one, write in brought.items() if one not in moved}, **chosen}
    kept = _built_upon(connection, candidates, min(candidates)) if candidates else set()
    removed = candidates.keys() - kept
    records = {candidates[one].key[:2] for one in removed}
    standing = _with_other_writes(connection, {record_id for _, record_id in records}, removed)
    return Leaving(
        removed=frozenset(removed),
        moved=moved,
        stays=frozenset(candidates[one].key for one in kept),
        gone=frozenset(record for record in records if record[1] not in standing),
        fields=frozenset(candidates[one].key for one in removed if candidates[one].key[1] in standing),
    )


def _brought(connection: Connection, bundle_row: int) -> dict[int, _Write]:
    operation = tables.operation.c
    return _writes(connection, operation.bundle_row == bundle_row)


def _chosen(connection: Connection, change_id: int) -> dict[int, _Write]:
    """Return the choices that were made during the import, but for those that were sent to others since."""
    operation, carried, bundle = tables.operation.c, tables.bundle_operation.c, tables.bundle.c
    sent = set(
        connection.execute(
            select(operation.id)
            .join(tables.bundle_operation, carried.operation_id == operation.id)
            .join(tables.bundle, bundle.id == carried.bundle_row)
            .where(operation.change_id == change_id, bundle.direction.in_(OUTGOING))
        ).scalars()
    )
    found = _writes(connection, operation.change_id == change_id)
    return {one: write for one, write in found.items() if one not in sent}


def _writes(connection: Connection, condition: object) -> dict[int, _Write]:
    operation = tables.operation.c
    columns = (operation.id, operation.record_type, operation.record_id, operation.field, operation.value)
    rows = connection.execute(select(*columns).where(condition))  # type: ignore[arg-type]  # a condition on columns
    return {row.id: _Write(row.id, (row.record_type, row.record_id, row.field), row.value) for row in rows}


def _brought_by_others(connection: Connection, bundle_row: int) -> dict[int, int]:
    """Return the writes that came with other standing bundles as well, each with the row of the oldest of those."""
    operation, carried, bundle = tables.operation.c, tables.bundle_operation.c, tables.bundle.c
    rows = connection.execute(
        select(operation.id, func.min(carried.bundle_row).label("other"))
        .join(tables.bundle_operation, carried.operation_id == operation.id)
        .join(tables.bundle, bundle.id == carried.bundle_row)
        .where(
            operation.bundle_row == bundle_row,
            carried.bundle_row != bundle_row,
            bundle.direction.in_(INCOMING),
            bundle.taken_back.is_(False),
        )
        .group_by(operation.id)
    )
    return {row.id: row.other for row in rows}


def _built_upon(connection: Connection, candidates: Mapping[int, _Write], first: int) -> set[int]:
    """Return which writes must stay: found from what was written since, and from what must stay because of that."""
    by_record: dict[str, set[int]] = {}
    for one, write in candidates.items():
        by_record.setdefault(write.key[1], set()).add(one)
    begun = _begun(connection, by_record, first)
    replaced_by = _replaced_by(connection, candidates)
    later = _later(connection, first, candidates)
    whole = (begun & {record_id for record_id, _ in later}) | set(held_among(connection, begun))
    whole |= _named(value for _, value in later) & begun
    kept = {one for one, others in replaced_by.items() if any(o not in candidates and o > first for o in others)}
    while True:
        found = set().union(*(by_record[record_id] for record_id in whole)) if whole else set()
        found |= kept | {one for one, others in replaced_by.items() if others & (found | kept)}
        named = (_named(candidates[one].value for one in found) & begun) | {
            candidates[one].key[1] for one in found if candidates[one].key[1] in begun
        }
        if found == kept and named <= whole:
            return kept
        kept, whole = found, whole | named


def _begun(connection: Connection, record_ids: Collection[str], first: int) -> set[str]:
    """Return the records that nobody wrote before the import."""
    operation = tables.operation.c
    before: set[str] = set()
    for part in in_parts(sorted(record_ids)):
        query = select(operation.record_id).where(operation.record_id.in_(part), operation.id < first).distinct()
        before |= set(connection.execute(query).scalars())
    return set(record_ids) - before


def _replaced_by(connection: Connection, candidates: Collection[int]) -> dict[int, set[int]]:
    """Return, by write, the writes that replaced it."""
    operation, supersedes = tables.operation.c, tables.supersedes.c
    found: dict[int, set[int]] = {}
    for part in in_parts(sorted(candidates)):
        rows = connection.execute(
            select(operation.id, supersedes.operation_id.label("later"))
            .join(
                tables.supersedes,
                (supersedes.device_id == operation.device_id) & (supersedes.number == operation.number),
            )
            .where(operation.id.in_(part))
        )
        for row in rows:
            found.setdefault(row.id, set()).add(row.later)
    return found


def _later(connection: Connection, first: int, candidates: Collection[int]) -> list[tuple[str, str | None]]:
    """Return the record and the value of every write since the import began that is no part of it."""
    operation = tables.operation.c
    rows = connection.execute(select(operation.id, operation.record_id, operation.value).where(operation.id > first))
    return [(row.record_id, row.value) for row in rows if row.id not in candidates]


def _named(values: Iterable[str | None]) -> set[str]:
    """Return every record id that stands in some values."""
    return {found for value in values if value for found in _RECORD_ID.findall(value)}


def _with_other_writes(connection: Connection, record_ids: Collection[str], removed: Collection[int]) -> set[str]:
    """Return which records have writes besides those that leave."""
    operation = tables.operation.c
    standing: set[str] = set()
    for part in in_parts(sorted(record_ids)):
        rows = connection.execute(select(operation.id, operation.record_id).where(operation.record_id.in_(part)))
        standing |= {row.record_id for row in rows if row.id not in removed}
    return standing


def vouched_anew(connection: Connection, bundle_row: int, own: str, coordinators: Collection[str]) -> dict[int, bool]:
    """Return, of the writes that other standing bundles brought too, whether they still count as their author's own word.

    Args:
        connection: the transaction.
        bundle_row: the bundle that is taken back.
        own: fingerprint of this store's user, whose writes others cannot vouch for.
        coordinators: fingerprints of the coordinators who may pass on what others wrote.
    """
    operation, bundle, author = tables.operation.c, tables.bundle.c, tables.author.c
    this, other = tables.bundle_operation.alias(), tables.bundle_operation.alias()
    rows = connection.execute(
        select(operation.id, operation.vouched, author.fingerprint, bundle.peer)
        .join(this, this.c.operation_id == operation.id)
        .join(other, (other.c.operation_id == operation.id) & (other.c.bundle_row != bundle_row))
        .join(tables.bundle, bundle.id == other.c.bundle_row)
        .join(tables.author, author.id == operation.author_id)
        .where(
            this.c.bundle_row == bundle_row,
            bundle.direction.in_(INCOMING),
            bundle.taken_back.is_(False),
            or_(operation.bundle_row.is_not(None), operation.vouched.is_(False)),
        )
    )
    newest = persons(connection)
    before: dict[int, bool] = {}
    after: dict[int, bool] = {}
    for row in rows:
        writer, sender, user = (newest.get(name, name) for name in (row.fingerprint, row.peer, own))
        word = writer != user and (writer == sender or row.peer in coordinators)
        before[row.id] = bool(row.vouched)
        after[row.id] = after.get(row.id, False) or word
    return {one: value for one, value in after.items() if value != before[one]}
