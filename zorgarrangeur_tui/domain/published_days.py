"""The days of published plans: which version holds on which day, and what a visit is on each day.

A plan holds from its first day on until a later one takes over. A day that was decided about alone follows the last version
that knows of it, also when it was moved over that border.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from storage.models.planning_codes import ExceptionKind
from zorgarrangeur_tui.domain.plan_changes import PlanState
from zorgarrangeur_tui.domain.published_plan import PublishedException, PublishedVisit
from zorgarrangeur_tui.domain.visit_occurrences import DayChange, Occurrence, VisitSeries

Occurrences = Callable[[VisitSeries, Mapping[date, DayChange]], tuple[Occurrence, ...]]
"""Gives the days of a series in the span that is asked, with what was decided about single days."""


@dataclass(frozen=True, slots=True)
class HoldingPlan:
    """A plan and the first day on which it holds; None: always has."""

    state: PlanState
    holds_from: date | None = None


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A visit on one day, as somebody was told.

    Attributes:
        visit: as the plan that holds then has it.
        due: the day on which it was due by its rhythm.
        day: on which it is.
        start_minute, duration_minutes: when, on that day.
        professional_id: who comes.
    """

    visit: PublishedVisit
    due: date
    day: date
    start_minute: int
    duration_minutes: int
    professional_id: str


PlannedDays = dict[tuple[str, date], PlannedDay]
"""By visit and by the day on which it was due."""


def day_changes_of(exceptions: Iterable[PublishedException]) -> dict[str, dict[date, DayChange]]:
    """Return what was decided about single days, by visit and by the day on which it was due."""
    found: dict[str, dict[date, DayChange]] = {}
    for one in exceptions:
        found.setdefault(one.visit_id, {})[one.day] = DayChange(
            cancelled=one.kind == ExceptionKind.CANCELLED,
            moved_to=one.moved_to,
            start_minute=one.start_minute,
            duration_minutes=one.duration_minutes,
            professional_id=one.professional_id,
        )
    return found


def planned_days(plans: Iterable[HoldingPlan], occurrences: Occurrences) -> list[PlannedDays]:
    """Return what was known after each plan, from the first to the last: the days on which each visit takes place.

    Args:
        plans: in the order in which they were made known.
        occurrences: of the place.
    """
    known: PlannedDays = {}
    steps = []
    for plan in plans:
        begin = plan.holds_from or date.min
        known = {key: one for key, one in known.items() if one.due < begin}
        changes = day_changes_of(plan.state.exceptions)
        for visit in plan.state.visits:
            series = VisitSeries(visit.weekday, visit.rhythm, visit.starts_on, visit.ends_on)
            for one in occurrences(series, changes.get(visit.id, {})):
                if max(one.day, one.due_day) < begin:
                    continue
                known.pop((visit.id, one.due_day), None)
                if one.takes_place:
                    known[visit.id, one.due_day] = _planned(visit, one)
        steps.append(known)
    return steps


def _planned(visit: PublishedVisit, one: Occurrence) -> PlannedDay:
    change = one.change or DayChange()
    return PlannedDay(
        visit,
        one.due_day,
        one.day,
        visit.start_minute if change.start_minute is None else change.start_minute,
        visit.duration_minutes if change.duration_minutes is None else change.duration_minutes,
        change.professional_id or visit.professional_id,
    )
