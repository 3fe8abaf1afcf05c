"""What differs between two plans: found, counted and told without anything of a pupil."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.models.codes import Rhythm
from storage.models.planning_codes import ExceptionKind
from zorgarrangeur_tui.domain.plan_change_words import change_words, count_words, exception_words
from zorgarrangeur_tui.domain.plan_changes import PlanChangeKind, PlanState, changed_count, plan_changes
from zorgarrangeur_tui.domain.published_plan import PublishedException, PublishedVisit

NAMES = {"anna": "Anna Bos", "bram": "Bram Vos"}
VISIT = PublishedVisit("v", "anna", 0, 540, 60, Rhythm.WEEKLY)
TODAY = date(2026, 11, 23)
CANCELLED = PublishedException("v", date(2026, 11, 30), ExceptionKind.CANCELLED)


def lines(before: PlanState, after: PlanState, from_day: date | None = None) -> list[str]:
    """Return every difference in words."""
    return [change_words(change, NAMES) for change in plan_changes(before, after, from_day)]


@pytest.mark.parametrize(
    ("changed", "kind", "told"),
    [
        ({"weekday": 1, "start_minute": 570}, "moment", "ma 9:00-10:00 Anna Bos wordt di 9:30-10:30"),
        ({"duration_minutes": 90}, "length", "ma 9:00-10:00 Anna Bos duurt 1 u 30 min, was 1 u"),
        ({"professional_id": "bram"}, "professional", "ma 9:00-10:00 Bram Vos in plaats van Anna Bos"),
        ({"rhythm": Rhythm.EVEN}, "rhythm", "ma 9:00-10:00 Anna Bos wordt even weken, was elke week"),
        (
            {"ends_on": date(2026, 12, 1)},
            "period",
            "ma 9:00-10:00 Anna Bos wordt tot en met 1-12-2026, was zonder begin en einde",
        ),
    ],
)
def test_each_way_in_which_a_visit_differs_is_told(changed: dict[str, object], kind: str, told: str) -> None:
    """As it was and as it becomes."""
    after = PlanState((replace(VISIT, **changed),))  # type: ignore[arg-type]  # values by name
    (change,) = plan_changes(PlanState((VISIT,)), after)
    assert (change.kind, change_words(change, NAMES)) == (kind, told)


def test_what_is_new_and_what_is_gone_is_told() -> None:
    """With its rhythm and period, and a name that nobody knows as such."""
    other = PublishedVisit("w", "weg", 4, 600, 30, Rhythm.ODD, TODAY)
    assert lines(PlanState((VISIT,)), PlanState((other,))) == [
        "ma 9:00-10:00 Anna Bos",
        "vr 10:00-10:30 (onbekend), oneven weken, vanaf 23-11-2026",
    ]
    changes = plan_changes(PlanState((VISIT,)), PlanState((other,)))
    assert [change.kind for change in changes] == [PlanChangeKind.GONE, PlanChangeKind.NEW]
    assert count_words(changes) == "1 nieuw, 1 vervalt"


def test_single_days_are_told_and_those_of_a_visit_that_is_gone_are_not() -> None:
    """A visit that is no more has no days to speak of."""
    usual = PlanState((VISIT,))
    assert lines(usual, PlanState((VISIT,), (CANCELLED,))) == ["ma 30-11-2026: Anna Bos komt niet (9:00)"]
    (back,) = plan_changes(PlanState((VISIT,), (CANCELLED,)), usual)
    assert back.kind is PlanChangeKind.DAY_GONE
    assert [change.kind for change in plan_changes(PlanState((VISIT,), (CANCELLED,)), PlanState())] == ["gone"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"start_minute": 570}, "ma 30-11-2026: Anna Bos komt, nu 9:30-10:30"),
        (
            {"professional_id": "bram"},
            "ma 30-11-2026: Bram Vos komt in plaats van Anna Bos, zoals altijd om 9:00-10:00",
        ),
        ({"moved_to": date(2026, 12, 1)}, "ma 30-11-2026: Anna Bos komt op di 1-12-2026 9:00-10:00"),
    ],
)
def test_a_day_that_goes_otherwise_is_told(said: dict[str, object], told: str) -> None:
    """When, and who comes."""
    exception = PublishedException("v", date(2026, 11, 30), ExceptionKind.CHANGED)
    assert exception_words(replace(exception, **said), VISIT, NAMES) == told  # type: ignore[arg-type]  # values by name


def test_what_is_over_is_no_difference() -> None:
    """A visit that ended, a day that has passed, and a first day that has passed in both."""
    over = replace(VISIT, id="over", ends_on=date(2026, 11, 20))
    passed = PublishedException("v", date(2026, 11, 16), ExceptionKind.CANCELLED)
    before = PlanState((replace(VISIT, starts_on=date(2026, 8, 1)), over), (passed,))
    after = PlanState((replace(VISIT, starts_on=date(2026, 9, 1)),))
    assert plan_changes(before, after, TODAY) == ()
    assert len(plan_changes(before, after)) == 3


def test_a_visit_that_differs_in_two_ways_counts_once() -> None:
    """The count is of visits and single days."""
    after = PlanState((replace(VISIT, weekday=2, duration_minutes=30),), (CANCELLED,))
    changes = plan_changes(PlanState((VISIT,)), after)
    assert len(changes) == 3
    assert changed_count(changes) == 2
    assert count_words(changes) == "1 anders, 1 losse dag"


VISITS = st.builds(
    PublishedVisit,
    id=st.sampled_from("abc"),
    professional_id=st.sampled_from(["anna", "bram"]),
    weekday=st.integers(0, 4),
    start_minute=st.sampled_from([540, 600]),
    duration_minutes=st.sampled_from([30, 60]),
    rhythm=st.sampled_from(list(map(str, Rhythm))),
)
STATES = st.lists(VISITS, unique_by=lambda visit: visit.id).map(lambda found: PlanState(tuple(found)))


@given(STATES, STATES)
def test_two_plans_differ_in_nothing_exactly_when_they_are_the_same(one: PlanState, other: PlanState) -> None:
    """And what is new one way is gone the other way."""
    forth, back = plan_changes(one, other), plan_changes(other, one)
    assert (not forth) == (set(one.visits) == set(other.visits))
    assert changed_count(forth) == changed_count(back)
    gone = {change.visit.id for change in back if change.kind is PlanChangeKind.GONE}
    assert {change.visit.id for change in forth if change.kind is PlanChangeKind.NEW} == gone
