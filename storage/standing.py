"""What stands in records: their writes, read from the history and judged by who owns them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from storage import tables
from storage.batches import in_parts
from storage.contact_card import read_card
from storage.field_values import default_value, field_names, to_json, to_op_value
from storage.models import RECORD_TYPES
from storage.ops import OpId, Stamp
from storage.ownership import FieldState, Ownership, Write, field_state, ownership
from storage.persons import persons


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whose store this is, and which keys belong to one person."""

    own: str
    """The newest fingerprint of this store's user."""
    persons: Mapping[str, str]

    def person(self, fingerprint: str) -> str:
        """Return the newest fingerprint of whoever has this one."""
        return self.persons.get(fingerprint, fingerprint)


@dataclass(slots=True)
class RecordWrites:
    """All known writes in one record, by field."""

    record_type: str
    fields: dict[str, list[Write]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecordState:
    """What stands in one record."""

    record_type: str
    whose: Ownership
    fields: Mapping[str, FieldState]


def viewer(connection: Connection) -> Viewer:
    """Return with whose eyes this store looks."""
    card = read_card(bytes(connection.execute(select(tables.identity.c.card)).scalar_one()))
    same = persons(connection)
    return Viewer(same.get(card.fingerprint, card.fingerprint), same)


def writes_of(connection: Connection, record_ids: Iterable[str], eyes: Viewer) -> dict[str, RecordWrites]:
    """Return every known write of some records, by record."""
    operation, device, author = tables.operation.c, tables.device.c, tables.author.c
    columns = (
        operation.id,
        device.name,
        operation.number,
        operation.record_type,
        operation.record_id,
        operation.field,
        operation.value,
        operation.milliseconds,
        operation.counter,
        author.fingerprint,
        operation.vouched,
        operation.bundle_row,
    )
    query = (
        select(*columns)
        .join(tables.device, device.id == operation.device_id)
        .join(tables.author, author.id == operation.author_id)
    )
    found: dict[str, RecordWrites] = {}
    for part in in_parts(sorted(set(record_ids))):
        replaced = _replaced_by(connection, part)
        for row in connection.execute(query.where(operation.record_id.in_(part))):
            number, name, device_number, kind, record_id, field_name, value, ms, counter, who, vouched, bundle = row
            write = Write(
                arrival=number,
                id=OpId(name, device_number),
                value=value,
                stamp=Stamp(ms, counter),
                author=who,
                person=eyes.person(who),
                vouched=vouched,
                bundle=bundle,
                supersedes=frozenset(replaced.get(number, ())),
            )
            record = found.setdefault(record_id, RecordWrites(kind))
            record.fields.setdefault(field_name, []).append(write)
    return found


def state_of(record: RecordWrites, eyes: Viewer, only: Iterable[str] | None = None) -> RecordState:
    """Return what stands in a record, given all its writes; in some of its fields only, when asked."""
    whose = ownership(record.fields, eyes.persons)
    wanted = record.fields if only is None else only
    return RecordState(
        record.record_type,
        whose,
        {
            name: field_state(name, record.fields.get(name, ()), whose, eyes.own, _default(record.record_type, name))
            for name in wanted
        },
    )


def states(connection: Connection, record_ids: Iterable[str]) -> dict[str, RecordState]:
    """Return what stands in some records; one that nobody ever wrote in is left out."""
    eyes = viewer(connection)
    return {record_id: state_of(record, eyes) for record_id, record in writes_of(connection, record_ids, eyes).items()}


def knows(record_type: str, field_name: str) -> bool:
    """Tell whether this version knows a field."""
    model = RECORD_TYPES.get(record_type)
    return model is not None and field_name in field_names(model)


def _default(record_type: str, field_name: str) -> str | None:
    if not knows(record_type, field_name):
        return None
    return to_json(to_op_value(default_value(RECORD_TYPES[record_type], field_name)))


def _replaced_by(connection: Connection, record_ids: Sequence[str]) -> dict[int, list[OpId]]:
    operation, supersedes, device = tables.operation.c, tables.supersedes.c, tables.device.c
    rows: Any = connection.execute(
        select(supersedes.operation_id, device.name, supersedes.number)
        .join(tables.operation, operation.id == supersedes.operation_id)
        .join(tables.device, device.id == supersedes.device_id)
        .where(operation.record_id.in_(record_ids))
    )
    found: dict[int, list[OpId]] = {}
    for operation_id, name, number in rows:
        found.setdefault(operation_id, []).append(OpId(name, number))
    return found
