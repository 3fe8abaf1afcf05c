"""The fields in which a person must choose, or waits for somebody else who must."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from storage import tables
from storage.clock import moment_of
from storage.field_values import from_json
from storage.ops import OpValue, Stamp
from storage.ownership import FieldState, Write
from storage.standing import RecordState, Viewer, state_of, viewer, writes_of

if TYPE_CHECKING:
    from storage.store import Store


class OpenKind(StrEnum):
    """What is open in a field.

    `conflict`: more than one value stands, and this user may choose. `proposal`: another proposes a value in what is this
    user's own, or nobody's. `awaiting`: there is nothing to choose here; this user's own proposal to another, or a matter
    between others.
    """

    CONFLICT = "conflict"
    PROPOSAL = "proposal"
    AWAITING = "awaiting"


@dataclass(frozen=True, slots=True)
class Claim:
    """One value that somebody gave a field.

    Attributes:
        value: the value.
        author: fingerprint of who wrote it.
        device: on which device.
        at: when, by the clock of that device.
        vouched: whether its author brought it, or a verified coordinator passed it on.
    """

    value: OpValue
    author: str
    device: str
    at: datetime
    vouched: bool


@dataclass(frozen=True, slots=True)
class OpenField:
    """One field in which a value is open.

    Attributes:
        record_type: the kind of record.
        record_id: the record.
        field: the field.
        owner: fingerprint of whose record it is; "" for what is public.
        shown: the value that the record shows; None when it is the one that nobody wrote.
        claims: the other values, newest first.
        kind: who must choose.
    """

    record_type: str
    record_id: str
    field: str
    owner: str
    shown: Claim | None
    claims: tuple[Claim, ...]
    kind: OpenKind


def open_fields(store: Store) -> list[OpenField]:
    """Return every open field of a store, by type, record and name."""
    with store.read() as session:
        return open_fields_in(session.connection())


def open_fields_in(connection: Connection, record_ids: Iterable[str] | None = None) -> list[OpenField]:
    """Return every open field, or those of some records, by type, record and name."""
    listed: set[tuple[str, str]] = set()
    for table in (tables.conflict, tables.proposal):
        listed |= {(row.record_id, row.field) for row in connection.execute(select(table))}
    if record_ids is not None:
        among = set(record_ids)
        listed = {key for key in listed if key[0] in among}
    eyes = viewer(connection)
    found = []
    for record_id, record in writes_of(connection, {record_id for record_id, _ in listed}, eyes).items():
        names = {name for one, name in listed if one == record_id}
        state = state_of(record, eyes, names)
        found += [_open_field(record_id, name, state, eyes) for name in names]
    return sorted(found, key=lambda one: (one.record_type, one.record_id, one.field))


def claim_of(write: Write) -> Claim | None:
    """Return who says what in a write; None where its value never reached this store."""
    if write.value is None:
        return None
    return claim(write.value, write.author, write.id.device, write.stamp, vouched=write.vouched)


def claim(value: str, author: str, device: str, stamp: Stamp, *, vouched: bool) -> Claim:
    """Return who gave a field a value (JSON), and when."""
    return Claim(from_json(value), author, device, moment_of(stamp.milliseconds), vouched)


def _open_field(record_id: str, name: str, state: RecordState, eyes: Viewer) -> OpenField:
    field = state.fields[name]
    kind = OpenKind.AWAITING
    if state.whose.public or eyes.own in state.whose.owners:
        kind = OpenKind.CONFLICT if field.in_conflict else OpenKind.PROPOSAL
    return OpenField(
        record_type=state.record_type,
        record_id=record_id,
        field=name,
        owner=state.whose.owner,
        shown=None if field.shown is None else claim_of(field.shown),
        claims=_others(field),
        kind=kind,
    )


def _others(field: FieldState) -> tuple[Claim, ...]:
    """Return the open values besides the one that is shown, newest first; one that two people gave is there for both."""
    shown = None if field.shown is None else field.shown.value
    writes = [write for write in (*field.standing, *field.proposals) if write.value not in (None, shown)]
    writes.sort(key=lambda write: (write.stamp, write.id), reverse=True)
    return tuple(found for write in writes if (found := claim_of(write)) is not None)
