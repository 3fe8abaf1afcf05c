"""What leaves: the records of some cases, field by field, as a profile and the consents of the children in them allow it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from storage import tables
from storage.batches import in_parts
from storage.bundle_scope import history_of, records_of_cases, with_parts
from storage.erasure_scope import ids_of, parts_of, table_of
from storage.models import PUPIL_PARTS, RECORD_TYPES, CareNeed, Pupil
from storage.ops import Op
from storage.profiles import DataKind, Profile, leaves, travels

REFERENCE_TYPES = ("municipality", "region_body", "tariff", "code_entry", "school_holiday", "school")
"""The records that a coordinator gives to everybody, in an open file."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """What may not leave, whatever the profile.

    Attributes:
        records: ids of records that stay behind; with a pupil all that belongs to it.
        kinds: per pupil the kinds of data that stay behind while the pupil goes.
        unshared: ids of cases that the user no longer shares with the recipient: they stay, and are called back.
        now: ids of records that stay behind this time only, and are not called back.
    """

    records: frozenset[str] = frozenset()
    kinds: Mapping[str, frozenset[DataKind]] = field(default_factory=dict)
    unshared: frozenset[str] = frozenset()
    now: frozenset[str] = frozenset()


NOTHING_WITHHELD = Withheld()


@dataclass(frozen=True, slots=True)
class Leaving:
    """The records, by type, and the writes that may leave."""

    records: dict[str, set[str]]
    ops: tuple[Op, ...]


def leaving(
    connection: Connection,
    profile: Profile,
    case_ids: Iterable[str] | None = None,
    withheld: Withheld = NOTHING_WITHHELD,
) -> Leaving:
    """Return what of these cases (None: all) may leave in a profile."""
    if profile is Profile.REFERENCE:
        records = {kind: set(_written(connection, kind)) for kind in REFERENCE_TYPES}
        kinds: Mapping[str, frozenset[DataKind]] = {}
    else:
        shared = _still_shared(connection, case_ids, withheld.unshared)
        types = {kind for kind in RECORD_TYPES if travels(profile, kind)}
        records = records_of_cases(connection, shared, withheld.records | withheld.now, types=types)
        kinds = kinds_withheld(connection, records, withheld.kinds)
    records = {
        record_type: {one for one in ids if travels(profile, record_type, kinds.get(one, ()))}
        for record_type, ids in records.items()
    }
    ops = tuple(
        op
        for op in history_of(connection, set().union(*records.values()))
        if leaves(profile, op.record_type, op.field, kinds.get(op.record_id, ()))
    )
    return Leaving(records, ops)


def kinds_withheld(
    connection: Connection, records: Mapping[str, Collection[str]], of_pupils: Mapping[str, frozenset[DataKind]]
) -> dict[str, frozenset[DataKind]]:
    """Return, for every record (by type) that is of a pupil, the kinds of data that stay behind with that pupil."""
    if not of_pupils:
        return {}
    found = {pupil_id: of_pupils[pupil_id] for pupil_id in records.get("pupil", ()) if pupil_id in of_pupils}
    of_needs = _pupils_of(connection, "care_need", ids_of(connection, CareNeed, pupil_id=of_pupils.keys()))
    for record_type in PUPIL_PARTS:
        pupils = _pupils_of(connection, record_type, records.get(record_type, ()))
        found |= {one: of_pupils[pupil] for one, pupil in pupils.items() if pupil in of_pupils}
        if "need_id" in RECORD_TYPES[record_type].model_fields:
            needs = _pointers(connection, record_type, "need_id", records.get(record_type, ()))
            found |= {one: of_pupils[of_needs[need]] for one, need in needs.items() if need in of_needs}
    return found


def staying(connection: Connection, withheld: Withheld) -> set[str]:
    """Return the ids of all records that a recipient may not have (any more): with a pupil or a case all that belongs to it."""
    found = with_parts(connection, withheld.records)
    if withheld.unshared:
        pupils = ids_of(connection, Pupil, case_id=withheld.unshared)
        found |= {*withheld.unshared, *pupils}.union(*parts_of(connection, withheld.unshared, pupils).values())
    return found


def _still_shared(
    connection: Connection, case_ids: Iterable[str] | None, unshared: frozenset[str]
) -> Iterable[str] | None:
    if not unshared:
        return case_ids
    chosen = set(_every_id(connection, "case") if case_ids is None else case_ids)
    return chosen - unshared


def _pupils_of(connection: Connection, record_type: str, record_ids: Collection[str]) -> dict[str, str]:
    return _pointers(connection, record_type, "pupil_id", record_ids)


def _pointers(connection: Connection, record_type: str, pointer: str, record_ids: Collection[str]) -> dict[str, str]:
    column = table_of(RECORD_TYPES[record_type]).c
    found: dict[str, str] = {}
    for part in in_parts(sorted(record_ids)):
        rows = connection.execute(select(column.id, column[pointer]).where(column.id.in_(part)))
        found |= {one: named for one, named in rows if named}
    return found


def _every_id(connection: Connection, record_type: str) -> list[str]:
    return list(connection.execute(select(table_of(RECORD_TYPES[record_type]).c.id)).scalars())


def _written(connection: Connection, record_type: str) -> list[str]:
    """Return the records of a type, those that were taken away included: others take them away too."""
    operation = tables.operation.c
    written = connection.execute(select(operation.record_id).where(operation.record_type == record_type).distinct())
    return list(written.scalars())
