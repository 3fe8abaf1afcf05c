"""What goes when a case or a pupil is erased, looked up before anything is done."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Table, or_, select

from storage import drafts, history, tables
from storage.errors import RecordMissing
from storage.field_values import from_json
from storage.history import in_parts
from storage.joined import end_of_chain, same_as, with_joined
from storage.listing import cases_of_pupils
from storage.models import CASE_PARTS, PUPIL_PARTS, RECORD_TYPES, CareNeed, Pupil, Record, VisitPattern

MINUTES = ("minutes_needed", "minutes_granted", "minutes_agreed")
"""Numbers that are kept of erased needs: minutes a week, added up."""

_SHORTEST_NAME = 4
"""Letters of a name that are looked for elsewhere; shorter ones stand in half of all words."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What goes when a case or a pupil is erased.

    Attributes:
        record_type, record_id: the case or pupil.
        records: the ids of all that goes, by record type; what was taken away earlier goes too.
        holds: why some of it, or the case around it, must stay; empty when nothing stands in the way.
        counts: records by type; "writes", "drafts", "conflicts" and "visits" that it touches; minutes a week by field.
        mentions: fields (record type, record id, field) that stay and hold a name or pseudonym now.
        log_mentions: how many rows of the log hold one in a reason that a user typed. They cannot be changed.
    """

    record_type: str
    record_id: str
    records: Mapping[str, frozenset[str]]
    holds: tuple[str, ...]
    counts: Mapping[str, int]
    mentions: tuple[history.FieldKey, ...]
    log_mentions: int

    @property
    def ids(self) -> frozenset[str]:
        """Every record id."""
        return frozenset().union(*self.records.values())


def scope_of(connection: Connection, record_type: str, record_id: str) -> Scope:
    """Return what erasing a case or a pupil would take away.

    Raises:
        RecordMissing: when it is not there (any more).
    """
    if not ids_of(connection, RECORD_TYPES[record_type], id={record_id}):
        raise RecordMissing
    cases = {record_id} if record_type == "case" else set()
    pupils = set(ids_of(connection, Pupil, case_id=cases)) if cases else {record_id}
    pupils = with_joined(connection, "pupil", pupils)
    sets = {"case": cases} | parts_of(connection, cases, pupils)
    records = {kind: frozenset(ids) for kind, ids in sets.items() if ids}
    ids = set().union(*sets.values())
    names = names_of(connection, pupils)
    reasons = holds(connection, ids | cases_of_pupils(connection, pupils))
    return Scope(
        record_type,
        record_id,
        records,
        tuple(sorted(set(reasons.values()))),
        _counts(connection, records, ids),
        _mentions(connection, [*names, *_first_names(names)], without=ids),
        len(numbers_with(connection, tables.audit.c.number, tables.audit.c.reason, names)),
    )


def parts_of(connection: Connection, cases: Collection[str], pupils: Collection[str]) -> dict[str, set[str]]:
    """Return the ids, by record type, of all that belongs to these cases or to these pupils, with the pupils themselves.

    What names a need of such a pupil is about that pupil, also where it does not name the pupil. A child that was entered
    twice and joined goes with the one in which it went on.
    """
    pupils = with_joined(connection, "pupil", pupils)
    found: dict[str, set[str]] = {"pupil": pupils}
    needs = ids_of(connection, CareNeed, pupil_id=pupils)
    for kind in CASE_PARTS:
        if kind != "pupil":
            model = RECORD_TYPES[kind]
            found[kind] = set(ids_of(connection, model, case_id=cases))
            if kind in PUPIL_PARTS:
                found[kind] |= set(ids_of(connection, model, pupil_id=pupils))
            if "need_id" in model.model_fields:
                found[kind] |= set(ids_of(connection, model, need_id=needs))
    return found


def holds(connection: Connection, record_ids: Collection[str]) -> dict[str, str]:
    """Return why records may not be erased, by id. A hold on which two people do not agree (a conflict) counts too."""
    operation = tables.operation.c
    found: dict[str, str] = {}
    for part in in_parts(sorted(record_ids)):
        rows = connection.execute(
            select(operation.record_id, operation.value).where(
                operation.record_id.in_(part), operation.field == "hold_reason", operation.superseded.is_(False)
            )
        )
        for record_id, value in rows:
            reason = from_json(value) if value is not None else ""
            if isinstance(reason, str) and reason:
                found[record_id] = reason
    return found


def held_among(connection: Connection, record_ids: Collection[str]) -> frozenset[str]:
    """Return which of some records may not go, because they, what they belong to, or what is in them is on hold."""
    pupil = table_of(Pupil).c
    belongs: dict[str, set[str]] = {record_id: {record_id} for record_id in record_ids}
    for part in in_parts(sorted(record_ids)):
        for kind in CASE_PARTS:
            column = table_of(RECORD_TYPES[kind]).c
            around = [column.case_id, column.pupil_id] if kind in PUPIL_PARTS else [column.case_id]
            for record_id, *ids in connection.execute(select(column.id, *around).where(column.id.in_(part))):
                belongs[record_id] |= {*ids} - {""}
        for record_id, case_id in connection.execute(select(pupil.id, pupil.case_id).where(pupil.case_id.in_(part))):
            belongs[case_id].add(record_id)
    joined = _joined_with(connection)
    for family in belongs.values():
        family.update(*(joined[record_id] for record_id in family & joined.keys()))
    on_hold = holds(connection, set().union(*belongs.values())).keys() if belongs else set()
    return frozenset(record_id for record_id, around in belongs.items() if around & on_hold)


def _joined_with(connection: Connection) -> dict[str, set[str]]:
    """Return, by child, the children that went on in it, with the cases in which those were."""
    pupil, joined = table_of(Pupil).c, same_as(connection, "pupil")
    cases: dict[str, str] = {}
    for part in in_parts(sorted(joined)):
        rows = connection.execute(select(pupil.id, pupil.case_id).where(pupil.id.in_(part)))
        cases |= {row.id: row.case_id for row in rows}
    found: dict[str, set[str]] = {}
    for record_id in joined:
        found.setdefault(end_of_chain(joined, record_id), set()).update({record_id, cases.get(record_id, "")} - {""})
    return found


def names_of(connection: Connection, pupil_ids: Collection[str]) -> list[str]:
    """Return the names and pseudonyms by which children may be written down elsewhere, also those of before a change."""
    operation = tables.operation.c
    found = set()
    for part in in_parts(sorted(pupil_ids)):
        rows = connection.execute(
            select(operation.value).where(
                operation.record_id.in_(part),
                operation.field.in_(("name", "pseudonym")),
                operation.value.is_not(None),
            )
        )
        found |= {from_json(value) for value in rows.scalars()}
    return sorted({word.strip() for word in found if isinstance(word, str) and len(word.strip()) >= _SHORTEST_NAME})


def numbers_with(connection: Connection, number: Column[Any], text: Column[Any], words: Collection[str]) -> set[Any]:
    """Return the numbers of rows in whose text any of some words stands as a word of its own, in capitals or not."""
    if not words:
        return set()
    whole = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
    # LIKE itself makes no difference between capitals and small letters; lower() around it would cost twice the time.
    rows = connection.execute(
        select(number, text).where(or_(*(text.contains(word, autoescape=True) for word in words)))
    )
    return {found for found, value in rows if whole.search(value)}


def ids_of(connection: Connection, model: type[Record], **among: Collection[str]) -> list[str]:
    """Return the ids of records whose column is among some values, those that were taken away included."""
    table = table_of(model)
    [(column, values)] = among.items()
    found: list[str] = []
    for part in in_parts(sorted(values)):
        found += connection.execute(select(table.c.id).where(table.c[column].in_(part))).scalars()
    return found


def table_of(model: type[Record]) -> Table:
    """Return the table of a record type."""
    table: Table = model.__table__  # type: ignore[attr-defined]  # SQLModel adds it to table models
    return table


def _first_names(names: Collection[str]) -> list[str]:
    firsts = {name.split()[0] for name in names}
    return sorted(first for first in firsts if len(first) >= _SHORTEST_NAME and first not in names)


def _mentions(connection: Connection, words: Collection[str], without: Collection[str]) -> tuple[history.FieldKey, ...]:
    operation = tables.operation.c
    numbers = sorted(numbers_with(connection, operation.id, operation.value, words))
    found: set[history.FieldKey] = set()
    for part in in_parts(numbers):
        rows = connection.execute(
            select(operation.record_type, operation.record_id, operation.field).where(
                operation.id.in_(part), operation.superseded.is_(False)
            )
        )
        found |= {(row.record_type, row.record_id, row.field) for row in rows if row.record_id not in without}
    return tuple(sorted(found))


def _counts(connection: Connection, records: Mapping[str, frozenset[str]], ids: Collection[str]) -> dict[str, int]:
    operation, conflict = tables.operation.c, tables.conflict.c
    need, visit = table_of(CareNeed).c, table_of(VisitPattern).c
    counts = {"writes": 0, "conflicts": 0, **dict.fromkeys(MINUTES, 0)}
    for part in in_parts(sorted(ids)):
        counts["writes"] += len(connection.execute(select(operation.id).where(operation.record_id.in_(part))).all())
        counts["conflicts"] += len(connection.execute(select(conflict.field).where(conflict.record_id.in_(part))).all())
        rows = connection.execute(select(*(need[name] for name in MINUTES)).where(need.id.in_(part), ~need.deleted))
        for row in rows:
            for name, minutes in zip(MINUTES, row, strict=True):
                counts[name] += minutes or 0
    needs = records.get("care_need", frozenset())
    served = connection.execute(select(visit.serves).where(~visit.deleted)).scalars()
    counts["visits"] = sum(not needs.isdisjoint(serves) for serves in served)
    counts["drafts"] = sum(not set(ids).isdisjoint(draft.key.split(":")) for draft in drafts.all_drafts(connection))
    return {kind: len(found) for kind, found in records.items()} | counts
