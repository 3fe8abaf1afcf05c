"""Which published plan holds on which day, also for a visit that was moved over the day on which another takes over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from storage.models.codes import Rhythm
from storage.models.planning_codes import ExceptionKind
from zorgarrangeur_tui.domain.fortnights import Fortnights
from zorgarrangeur_tui.domain.plan_changes import PlanState
from zorgarrangeur_tui.domain.published_days import HoldingPlan, planned_days
from zorgarrangeur_tui.domain.published_plan import PublishedException, PublishedVisit
from zorgarrangeur_tui.domain.visit_occurrences import DayChange, Occurrence, VisitSeries, occurrences

FIRST, LAST = date(2026, 11, 16), date(2026, 12, 6)
BORDER = date(2026, 11, 30)
OLD = PublishedVisit("v", "anna", 4, 540, 60, Rhythm.WEEKLY)
NEW = replace(OLD, start_minute=600)
FRIDAYS = (date(2026, 11, 20), date(2026, 11, 27), date(2026, 12, 4))


def held(series: VisitSeries, changes: Mapping[date, DayChange]) -> tuple[Occurrence, ...]:
    """Return the days of a series in three weeks in which nothing is closed."""
    return occurrences(series, None, Fortnights(), FIRST, LAST, changes)


def shown(*plans: HoldingPlan) -> list[tuple[date, int]]:
    """Return the days and times that hold after the last plan."""
    return sorted((one.day, one.start_minute) for one in planned_days(plans, held)[-1].values())


def moved(day: date, to: date) -> PublishedException:
    """Return that the visit of a day is on another day."""
    return PublishedException("v", day, ExceptionKind.CHANGED, moved_to=to)


def test_a_plan_holds_until_the_next_takes_over() -> None:
    """The Fridays before the border as they were told first, the last as told later; each step is kept."""
    first, second = HoldingPlan(PlanState((OLD,))), HoldingPlan(PlanState((NEW,)), BORDER)
    assert shown(first, second) == [(FRIDAYS[0], 540), (FRIDAYS[1], 540), (FRIDAYS[2], 600)]
    assert len(planned_days([first, second], held)[0]) == 3


def test_a_visit_that_is_gone_is_there_until_the_border() -> None:
    """And no longer."""
    assert shown(HoldingPlan(PlanState((OLD,))), HoldingPlan(PlanState(), BORDER)) == [
        (FRIDAYS[0], 540),
        (FRIDAYS[1], 540),
    ]


def test_a_day_that_is_moved_over_the_border_is_there_once() -> None:
    """Later as well as earlier: the plan that knows of it says where it is."""
    first = HoldingPlan(PlanState((OLD,)))
    later = HoldingPlan(PlanState((OLD,), (moved(FRIDAYS[1], date(2026, 12, 1)),)), BORDER)
    assert [day for day, _ in shown(first, later)] == [FRIDAYS[0], date(2026, 12, 1), FRIDAYS[2]]
    earlier = HoldingPlan(PlanState((OLD,), (moved(FRIDAYS[2], date(2026, 11, 26)),)), BORDER)
    assert [day for day, _ in shown(first, earlier)] == [FRIDAYS[0], date(2026, 11, 26), FRIDAYS[1]]


def test_a_later_plan_that_holds_sooner_takes_over_all() -> None:
    """What was announced for after it holds no more."""
    announced = HoldingPlan(PlanState((NEW,)), BORDER)
    sooner = HoldingPlan(PlanState((replace(OLD, start_minute=480),)), FRIDAYS[1])
    assert shown(HoldingPlan(PlanState((OLD,))), announced, sooner) == [
        (FRIDAYS[0], 540),
        (FRIDAYS[1], 480),
        (FRIDAYS[2], 480),
    ]
