"""What a plan is held against at a school: its budgets, and what was made known about the coming days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import col, select

from storage.clock import local_date
from storage.models import Budget, PlanVersion
from storage.store import Store
from zorgarrangeur_tui.desk.calendars import Calendars, PlaceCalendar
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.desk.reference import threshold
from zorgarrangeur_tui.domain.budgets import BudgetValue
from zorgarrangeur_tui.domain.published_plan import exceptions_of, visits_of
from zorgarrangeur_tui.domain.record_values import budget_value
from zorgarrangeur_tui.domain.short_notice import announced_days
from zorgarrangeur_tui.domain.thresholds import SHORT_NOTICE_DAYS
from zorgarrangeur_tui.domain.visit_check_values import Announced, DayVisit

_ONE_DAY = timedelta(days=1)
_SIX_DAYS = timedelta(days=6)
_Version = tuple[str, date | None]
"""A published plan: its id, and the day from which it holds; None for always."""


@dataclass(frozen=True, slots=True)
class PlanLimits:
    """By school: its budgets, and what it was told about the coming days. A school without any is not among them."""

    budgets: dict[str, tuple[BudgetValue, ...]] = field(default_factory=dict)
    announced: dict[str, Announced] = field(default_factory=dict)


def plan_limits(store: Store, monday: date, places: Calendars, school_ids: Collection[str]) -> PlanLimits:
    """Return what the plan of schools is held against in the week of a Monday.

    Args:
        store: an opened store.
        monday: of the week.
        places: the calendars of these schools.
        school_ids: the schools.
    """
    return PlanLimits(budget_values(store, school_ids), _announced(store, monday, places, school_ids))


def budget_values(store: Store, school_ids: Collection[str]) -> dict[str, tuple[BudgetValue, ...]]:
    """Return the budgets of schools, of all periods, by school."""
    asked = select(Budget).where(col(Budget.deleted).is_(False)).order_by(col(Budget.id))
    if len(school_ids) == 1:
        asked = asked.where(Budget.school_id == next(iter(school_ids)))
    found: dict[str, list[BudgetValue]] = defaultdict(list)
    with store.read() as session:
        for record in session.exec(asked):
            if record.school_id in school_ids:
                found[record.school_id].append(budget_value(record))
    return {key: tuple(values) for key, values in found.items()}


def _announced(store: Store, monday: date, places: Calendars, school_ids: Collection[str]) -> dict[str, Announced]:
    """Return what was made known about the days of a week on which a change is at short notice."""
    today = local_date(store.clock)
    days = threshold(store, SHORT_NOTICE_DAYS, today)
    first, last = max(today, monday), min(today + timedelta(days=days), monday + _SIX_DAYS)
    if first > last:
        return {}
    held = {key: _held(known, first, last) for key, known in _versions(store, school_ids).items()}
    records = by_ids(store, PlanVersion, {key for spans in held.values() for key, _ in spans})
    found = {}
    for school_id, spans in held.items():
        if spans:
            visits = tuple(one for key, span in spans for one in _days(records[key], places.of(school_id), span))
            found[school_id] = Announced(spans[0][1][0], spans[-1][1][1], days, visits)
    return found


def _versions(store: Store, school_ids: Collection[str]) -> dict[str, list[_Version]]:
    """Return the published plans of schools without what is in them, which is much after a year: newest first."""
    asked = select(PlanVersion.id, PlanVersion.school_id, col(PlanVersion.holds_from)).where(
        col(PlanVersion.deleted).is_(False)
    )
    if len(school_ids) == 1:
        asked = asked.where(PlanVersion.school_id == next(iter(school_ids)))
    found: dict[str, list[_Version]] = defaultdict(list)
    with store.read() as session:
        for key, school_id, holds_from in session.exec(
            asked.order_by(col(PlanVersion.number).desc(), col(PlanVersion.id).desc())
        ):
            if school_id in school_ids:
                found[school_id].append((key, holds_from))
    return found


def _held(newest_first: Sequence[_Version], first: date, last: date) -> list[tuple[str, tuple[date, date]]]:
    """Return which version was made known for which days, from early to late; days before all versions are left out."""
    held: list[tuple[str, tuple[date, date]]] = []
    for day in _each(first, last):
        key = next((key for key, since in newest_first if since is None or since <= day), None)
        if key is None:
            continue
        if held and held[-1][0] == key:
            held[-1] = (key, (held[-1][1][0], day))
        else:
            held.append((key, (day, day)))
    return held


def _each(first: date, last: date) -> Sequence[date]:
    return [first + number * _ONE_DAY for number in range((last - first).days + 1)]


def _days(version: PlanVersion, place: PlaceCalendar, span: tuple[date, date]) -> list[DayVisit]:
    return announced_days(
        version.school_id,
        visits_of(version.visits),
        exceptions_of(version.exceptions),
        place.calendar,
        place.fortnights,
        span,
    )
