"""Watched days that follow from a rule of their own: birthdays, consents to be asked anew, the yearly notice of an exemption."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, Integer, and_, case, cast, exists, func, or_, select

from storage.history import in_parts
from zorgarrangeur_tui.desk.watch_query import FoundDay, WatchRow, living_rows, table_of
from zorgarrangeur_tui.domain.birthdays import Turning, turnings
from zorgarrangeur_tui.domain.calendar_months import months_later
from zorgarrangeur_tui.domain.consent_ages import rules_by_age
from zorgarrangeur_tui.domain.consent_rules import Consent, needs_renewal
from zorgarrangeur_tui.domain.exemptions import Renewal, ground_on, renewal_due
from zorgarrangeur_tui.domain.watch import Computed, WatchRule, in_window

_OLDEST_PUPIL = 25
"""Years: no birthday after it changes anything for a pupil."""

_Birth = tuple[int, int | None]


def computed_days(
    connection: Connection, rule: WatchRule, today: date, weeks: int, *, case_id: str = ""
) -> Iterator[FoundDay]:
    """Yield the days of a computed rule that are on the list."""
    match rule.computed:
        case Computed.BIRTHDAY:
            yield from _birthdays(connection, rule, today, weeks, case_id)
        case Computed.CONSENT_AGAIN:
            yield from _consents(connection, rule, today, weeks, case_id)
        case _:
            yield from _notices(connection, rule, today, weeks, case_id)


def _birthdays(connection: Connection, rule: WatchRule, today: date, weeks: int, case_id: str) -> Iterator[FoundDay]:
    births = _turning_births(rule, today, weeks)
    if not births:
        return
    pupil = table_of(rule.record_type).c
    born = or_(
        *(and_(pupil.birth_year == year, pupil.birth_month.is_not_distinct_from(month)) for year, month in births)
    )
    for row in living_rows(connection, rule, born, case_id=case_id, extra=("birth_year", "birth_month")):
        for turning in births[row["birth_year"], row["birth_month"]]:
            yield FoundDay(row, turning.earliest, f"{turning.title} ({turning.when})", turning.changes)


def _turning_births(rule: WatchRule, today: date, weeks: int) -> dict[_Birth, list[Turning]]:
    """Return who has a birthday on the list, by year and month of birth: few of both, whatever the number of children."""
    first, last = today - timedelta(days=rule.keep_days or 0), today + timedelta(weeks=weeks, days=rule.lead_days)
    found: dict[_Birth, list[Turning]] = {}
    for year in range(today.year - _OLDEST_PUPIL, last.year + 1):
        if turnings(year, None, first, last):
            for month in (None, *range(1, 13)):
                listed = [
                    one for one in turnings(year, month, first, last) if in_window(rule, one.earliest, today, weeks)
                ]
                if listed:
                    found[year, month] = listed
    return found


def _consents(connection: Connection, rule: WatchRule, today: date, weeks: int, case_id: str) -> Iterator[FoundDay]:
    consent, pupil = table_of(rule.record_type).c, table_of("pupil").alias("its_child")
    last = today + timedelta(weeks=weeks, days=rule.lead_days)
    ages = [one.least_age for one in rules_by_age(today) if one.least_age]
    turned = [
        and_(
            _month_of_age(pupil.c, age, 1) <= last.year * 12 + last.month,
            _month_of_age(pupil.c, age, 12) >= _months(consent.given_on),
        )
        for age in ages
    ]
    rows = living_rows(
        connection,
        rule,
        consent.given_on.is_not(None),
        # Nearly every consent is still in force: reading them in order is quicker than by the index on their last day.
        func.coalesce(consent.ends_on, date.max, type_=Date()) >= today,
        exists().where(pupil.c.id == consent.pupil_id, or_(*turned)),
        case_id=case_id,
        extra=("capacity", "given_on", "ends_on"),
    )
    births = _births(connection, rows)
    for row in rows:
        given = Consent(row["id"], row["capacity"], given_on=row["given_on"], ends_on=row["ends_on"])
        renewal = needs_renewal(given, *births[row["pupil_id"]], today, (last - today).days // 7)
        if renewal is not None and in_window(rule, renewal.due_on, today, weeks):
            yield FoundDay(row, renewal.due_on, "", renewal.reason)


def _month_of_age(pupil: Any, age: int, unknown: int) -> ColumnElement[Any]:
    """Return the month in which children reach an age, counted from the year 0; the month to take where none is known."""
    month: ColumnElement[Any] = case((pupil.birth_month.between(1, 12), pupil.birth_month), else_=unknown)
    months: ColumnElement[Any] = (pupil.birth_year + age) * 12 + month
    return months


def _months(day: ColumnElement[Any]) -> ColumnElement[int]:
    """Return the month of a date, counted from the year 0."""
    return cast(func.strftime("%Y", day), Integer) * 12 + cast(func.strftime("%m", day), Integer)


def _births(connection: Connection, rows: list[WatchRow]) -> dict[str, tuple[int | None, int | None]]:
    """Return the year and month of birth of the children of some rows."""
    pupil = table_of("pupil").c
    query = select(pupil.id, pupil.birth_year, pupil.birth_month)
    found: dict[str, tuple[int | None, int | None]] = {}
    for part in in_parts(sorted({row["pupil_id"] for row in rows})):
        for record_id, year, month in connection.execute(query.where(pupil.id.in_(part))):
            found[record_id] = (year, month)
    return found


def _notices(connection: Connection, rule: WatchRule, today: date, weeks: int, case_id: str) -> Iterator[FoundDay]:
    exemption = table_of(rule.record_type).c
    going_on = or_(exemption.ends_on.is_(None), exemption.ends_on >= today)
    for row in living_rows(connection, rule, going_on, case_id=case_id, extra=("ends_on", "notified_on")):
        day = _next_notice(row, today - timedelta(days=rule.keep_days or 0), rule.counts_months)
        if day is not None and in_window(rule, day, today, weeks):
            yield FoundDay(row, day, "", rule.sentence)


def _next_notice(row: WatchRow, from_day: date, counts_months: int) -> date | None:
    """Return the first day from some day on before which a yearly notice is needed and was not given."""
    ground = ground_on(row["ground"], from_day)
    if ground is None or ground.renewal != Renewal.YEARLY:
        return None
    due = renewal_due(row["ground"], row["starts_on"], row["ends_on"], from_day)
    notified = row["notified_on"]
    while due is not None and notified is not None and notified >= months_later(due, -counts_months):
        due = renewal_due(row["ground"], row["starts_on"], row["ends_on"], due + timedelta(days=1))
    return due
