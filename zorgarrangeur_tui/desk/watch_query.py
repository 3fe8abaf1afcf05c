"""The records whose watched day may be on the list: one query per rule, on plain columns, past records and sessions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Date, FromClause, and_, exists, func, literal, not_, or_, select, true

from storage.models import RECORD_TYPES
from zorgarrangeur_tui.desk.records import ENDED
from zorgarrangeur_tui.domain.watch import WatchRule

WatchRow = Mapping[str, Any]
"""The id of a record, what it belongs to, and the fields that a rule looks at."""


class FoundDay(NamedTuple):
    """A record with a day that is on the list.

    Attributes:
        row: the record.
        day: the day.
        told: what it is, where the title of the rule does not tell enough; "" otherwise.
        why: why it is watched, as Dutch sentences.
    """

    row: WatchRow
    day: date
    told: str
    why: str


_BELONGS_TO = ("case_id", "pupil_id", "school_id", "care_location_id", "provider_id")


def table_of(record_type: str) -> FromClause:
    """Return the table of a record type."""
    table: FromClause = RECORD_TYPES[record_type].__table__  # type: ignore[attr-defined]  # SQLModel adds it to table models
    return table


def dated_rows(
    connection: Connection, rule: WatchRule, today: date, weeks: int, *, case_id: str = ""
) -> list[WatchRow]:
    """Return the records whose date in a rule's field falls within what is looked at.

    Where months are counted a few too many are returned, never too few: `domain.watch.in_window` has the last word.
    """
    day = table_of(rule.record_type).c[rule.field]
    last_day = today + timedelta(weeks=weeks, days=rule.lead_days - rule.after_days)
    conditions = [day <= last_day] if not rule.months_before else [_months_earlier(rule, day) <= last_day]
    if rule.keep_days is not None:
        conditions.append(day >= today - timedelta(days=rule.keep_days + rule.after_days))
    return living_rows(connection, rule, *conditions, case_id=case_id)


def living_rows(
    connection: Connection,
    rule: WatchRule,
    *conditions: ColumnElement[bool],
    case_id: str = "",
    extra: Sequence[str] = (),
) -> list[WatchRow]:
    """Return the records to which a rule applies: not taken away, in a case that goes on or in none, not done.

    Args:
        connection: to the store.
        rule: what is watched.
        conditions: further ones, on the table of the rule.
        case_id: only what is in this case; "" for all.
        extra: more fields of the record to return.
    """
    record = table_of(rule.record_type)
    names = dict.fromkeys(("id", *_BELONGS_TO, *rule.fields, *extra))
    columns = [record.c[name] for name in names if name in record.c]
    asked = [record.c.deleted.is_(False), *_open(record, rule), *conditions, _in_running_case(record, rule)]
    if "pupil_id" in record.c:
        asked.append(_child_is_there(record))
    if rule.series:
        asked.append(_not_followed_up(record, rule))
    if case_id:
        asked.append(record.c.id == case_id if rule.record_type == "case" else _case_of(record) == case_id)
    return [row._asdict() for row in connection.execute(select(*columns).where(*asked))]


def _months_earlier(rule: WatchRule, day: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the date so many months before another as the database counts it, which can be three days later than ours."""
    months = table_of(rule.record_type).c[rule.months_before]
    return func.date(day, func.printf("-%d months", months), "-3 days", type_=Date())


def _open(record: FromClause, rule: WatchRule) -> list[ColumnElement[bool]]:
    """Return the conditions under which the day of a record still counts."""
    conditions: list[ColumnElement[bool]] = [record.c[field].is_(None) for field in rule.unless]
    if rule.while_field:
        conditions.append(record.c[rule.while_field].in_(rule.while_values))
    return conditions


def _in_running_case(record: FromClause, rule: WatchRule) -> ColumnElement[bool]:
    """Return the condition that the case of a record goes on; what belongs to no case goes on by itself."""
    case = table_of("case").alias("its_case")
    if rule.record_type == "case":
        return record.c.phase.not_in(ENDED)
    if "case_id" not in record.c:
        return true()
    running = exists().where(case.c.id == record.c.case_id, case.c.deleted.is_(False), case.c.phase.not_in(ENDED))
    return or_(record.c.case_id == "", running)


def _case_of(record: FromClause) -> ColumnElement[Any]:
    return record.c.case_id if "case_id" in record.c else literal("")


def _child_is_there(record: FromClause) -> ColumnElement[bool]:
    """Return the condition that the child of a record was not taken away."""
    pupil = table_of("pupil").alias("its_pupil")
    return not_(exists().where(pupil.c.id == record.c.pupil_id, pupil.c.deleted.is_(True)))


def _not_followed_up(record: FromClause, rule: WatchRule) -> ColumnElement[bool]:
    """Return the condition that no record of the same series is later, as `domain.watch.follows_up` means it."""
    later = record.alias("later")
    than, day = record.c[rule.later_field], later.c[rule.later_field]
    newer = or_(day > than, and_(than.is_(None), day.is_not(None)))
    if not rule.series_field:
        newer = or_(newer, and_(day.is_(None), than.is_not(None)))
    same = [later.c[field] == record.c[field] for field in rule.series]
    return not_(exists().where(*same, later.c.deleted.is_(False), newer, *_open(later, rule)))
