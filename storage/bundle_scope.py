"""Which records travel with a case, and their history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from sqlalchemy import Connection, func, select

from storage import tables
from storage.field_values import from_json
from storage.history import in_parts
from storage.joined import with_joined
from storage.models import (
    CASE_PARTS,
    PUPIL_PARTS,
    RECORD_TYPES,
    Absence,
    Budget,
    CareLocation,
    CareNeed,
    Case,
    FixedBond,
    OwnDay,
    PlanVersion,
    Professional,
    Pupil,
    Record,
    VisitException,
    VisitPattern,
    VisitRecord,
)
from storage.models.codes import Role
from storage.ops import Op, OpId, Stamp
from storage.ownership import OWNER, ownership
from storage.standing import viewer, writes_of


def records_of_cases(
    connection: Connection,
    case_ids: Iterable[str] | None = None,
    withheld: Collection[str] = (),
    *,
    types: Collection[str] = tuple(RECORD_TYPES),
) -> dict[str, set[str]]:
    """Return the ids, by record type, of cases and everything that one needs to understand them.

    That is: the place with its own days, budgets and published plans, all that belongs to the case, the fixed bonds and
    visits at that place with what differed and what came of them, and their providers and professionals with absences. Records that were taken away come along, so that the other side takes them away too.

    Args:
        connection: an open transaction.
        case_ids: the cases; None for all.
        withheld: ids of records that stay behind; with a pupil all that belongs to it.
        types: the types that travel at all. What only a record of another type points at, does not come along.
    """
    behind = with_parts(connection, set(withheld))
    cases = set(_column(connection, Case, "id", **({} if case_ids is None else {"id": set(case_ids)})))
    schools = set(_column(connection, Case, "school_id", id=cases)) - {""}
    places = set(_column(connection, Case, "care_location_id", id=cases)) - {""}
    parts = {
        kind: set(_column(connection, RECORD_TYPES[kind], "id", case_id=cases)) - behind
        for kind in CASE_PARTS
        if kind in types
    }
    places |= _pointed_at(connection, parts, "care_location_id")
    bonds = set(_column(connection, FixedBond, "id", school_id=schools))
    visits = set(_column(connection, VisitPattern, "id", school_id=schools))
    visits |= set(_column(connection, VisitPattern, "id", care_location_id=places))
    exceptions = set(_column(connection, VisitException, "id", visit_id=visits))
    professionals = set(_column(connection, VisitPattern, "professional_id", id=visits)) - {""}
    professionals |= set(_column(connection, VisitException, "professional_id", id=exceptions)) - {""}
    providers = set(_column(connection, FixedBond, "provider_id", id=bonds))
    providers |= set(_column(connection, Professional, "provider_id", id=professionals))
    providers |= set(_column(connection, CareLocation, "provider_id", id=places))
    providers |= _pointed_at(connection, parts, "provider_id")
    professionals |= set(_column(connection, Professional, "id", provider_id=providers - {""}))
    elsewhere = _pointed_at(connection, parts, "school_id") | _pointed_at(connection, parts, "enrolled_school_id")
    found = {
        "school": schools | elsewhere,
        "own_day": set(_column(connection, OwnDay, "id", school_id=schools)),
        "care_location": places,
        "provider": providers - {""},
        "professional": professionals,
        "fixed_bond": bonds,
        "case": cases,
        **parts,
        "visit_pattern": visits,
        "visit_exception": exceptions,
        "visit_record": set(_column(connection, VisitRecord, "id", visit_id=visits)),
        "absence": set(_column(connection, Absence, "id", professional_id=professionals)),
        "plan_version": set(_column(connection, PlanVersion, "id", school_id=schools)),
        "budget": set(_column(connection, Budget, "id", school_id=schools)),
    }
    for kind in ("school", "care_location", "provider", "professional"):
        # What went on in another record is named nowhere any more, but others may still have it as one that stands.
        found[kind] = with_joined(connection, kind, found[kind])
    return {kind: ids for kind, ids in found.items() if kind in types}


def _pointed_at(connection: Connection, records: Mapping[str, AbstractSet[str]], pointer: str) -> set[str]:
    """Return the ids that some records, by type, hold in a field that names another record."""
    found: set[str] = set()
    for kind, ids in records.items():
        if pointer in RECORD_TYPES[kind].model_fields:
            found.update(_column(connection, RECORD_TYPES[kind], pointer, id=set(ids)))
    return found - {""}


def with_parts(connection: Connection, record_ids: AbstractSet[str]) -> set[str]:
    """Return records with all that belongs to the pupils among them, and to the needs of those pupils."""
    if not record_ids:
        return set()
    pupils = set(_column(connection, Pupil, "id", id=set(record_ids)))
    found = {
        *record_ids,
        *(part for kind in PUPIL_PARTS for part in _column(connection, RECORD_TYPES[kind], "id", pupil_id=pupils)),
    }
    needs = set(_column(connection, CareNeed, "id", id=found))
    for kind in CASE_PARTS:
        if "need_id" in RECORD_TYPES[kind].model_fields:
            found.update(_column(connection, RECORD_TYPES[kind], "id", need_id=needs))
    return found


def history_of(connection: Connection, record_ids: Iterable[str]) -> tuple[Op, ...]:
    """Return every write to these records, in the order in which this store learnt them.

    A write that another replaced goes without its value: only what stands travels (AVG art. 5.1.c). What its owner wrote
    stands as long as another only proposed something else, and so it goes with its value. Whose a record was is never left
    out: without it nobody could tell by whose word it came to be another's. Hearsay for which a recipient would take this
    store's word stays behind.
    """
    operation, device, author = tables.operation.c, tables.device.c, tables.author.c
    query = (
        select(tables.operation, device.name.label("device_name"), author.fingerprint)
        .join(tables.device, device.id == operation.device_id)
        .join(tables.author, author.id == operation.author_id)
    )
    rows: list[Any] = []
    for part in in_parts(sorted(set(record_ids))):
        rows += connection.execute(query.where(operation.record_id.in_(part))).all()
    rows.sort(key=lambda row: row.id)
    behind = _hearsay(connection, [row for row in rows if not row.vouched])
    if behind:
        rows = [row for row in rows if row.id not in behind]
    replaced = _replaced_by(connection, [row.id for row in rows])
    return tuple(
        Op(
            id=OpId(row.device_name, row.number),
            record_type=row.record_type,
            record_id=row.record_id,
            field=row.field,
            value=from_json(row.value) if _travels(row) else None,
            carries_value=_travels(row),
            stamp=Stamp(row.milliseconds, row.counter),
            author=row.fingerprint,
            supersedes=tuple(sorted(replaced.get(row.id, ()))),
        )
        for row in rows
    )


def _hearsay(connection: Connection, unvouched: Sequence[Any]) -> set[int]:
    """Return which writes that nobody vouched for here would count as true once this store passes them on.

    A recipient takes a coordinator's word for what others wrote, and everybody's for what they wrote themselves. What came
    back of one's own with a record that was lost here is one's own again.
    """
    if not unvouched:
        return set()
    eyes = viewer(connection)
    if connection.execute(select(tables.identity.c.role)).scalar_one() == Role.COORDINATOR:
        return {row.id for row in unvouched}
    mine = [row for row in unvouched if eyes.person(row.fingerprint) == eyes.own]
    came_with = {
        record_id: ownership(record.fields, eyes.persons).root_bundle
        for record_id, record in writes_of(connection, {row.record_id for row in mine}, eyes).items()
    }
    return {row.id for row in mine if row.bundle_row is None or came_with[row.record_id] != row.bundle_row}


def _travels(row: Any) -> bool:
    """Tell whether a write goes with its value."""
    return row.value is not None and (not row.superseded or row.field == OWNER)


def vector(connection: Connection) -> dict[str, int]:
    """Return, per device, the highest number of its writes that this store has."""
    operation, device = tables.operation.c, tables.device.c
    query = (
        select(device.name, func.max(operation.number))
        .join(tables.operation, operation.device_id == device.id)
        .group_by(device.name)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _replaced_by(connection: Connection, operation_ids: Sequence[int]) -> dict[int, list[OpId]]:
    supersedes, device = tables.supersedes.c, tables.device.c
    found: dict[int, list[OpId]] = {}
    query = select(supersedes.operation_id, device.name, supersedes.number).join(
        tables.device, device.id == supersedes.device_id
    )
    for part in in_parts(operation_ids):
        for operation_id, name, number in connection.execute(query.where(supersedes.operation_id.in_(part))):
            found.setdefault(operation_id, []).append(OpId(name, number))
    return found


def _column(connection: Connection, model: type[Record], column: str, **among: set[str]) -> list[str]:
    """Return one column of a record's table, for the rows whose other column is among some ids."""
    table = model.__table__.c  # type: ignore[attr-defined]  # SQLModel adds it to table models
    if not among:
        return list(connection.execute(select(table[column])).scalars())
    [(name, values)] = among.items()
    found: list[str] = []
    for part in in_parts(sorted(values)):
        found += connection.execute(select(table[column]).where(table[name].in_(part))).scalars()
    return found
