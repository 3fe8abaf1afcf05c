"""More and less care: the rung and the minutes on a day, and a chain that breaks nowhere unsaid."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from storage.models import RECORD_TYPES
from storage.models.casework_codes import ScaleDirection
from zorgarrangeur_tui.domain.scaling import (
    ScaleFacts,
    all_rungs,
    effect,
    ladder_at,
    minutes_at,
    rung_words,
)

TODAY = date(2026, 11, 23)
UP = ScaleFacts(date(2026, 9, 1), ScaleDirection.UP, 60, 180, 1, 3)
DOWN = ScaleFacts(date(2026, 10, 1), ScaleDirection.DOWN, 180, 120, 3, 2)


def chain_of(minutes: list[int]) -> list[ScaleFacts]:
    """Return events, a week apart, that lead from each number of minutes to the next."""
    steps = pairwise(minutes)
    return [
        ScaleFacts(
            TODAY + timedelta(weeks=week),
            ScaleDirection.UP if after > before else ScaleDirection.DOWN if after < before else ScaleDirection.SAME,
            before,
            after,
        )
        for week, (before, after) in enumerate(steps)
    ]


def test_the_rung_is_where_the_last_event_led_to() -> None:
    """Before the first event it is where that one came from; without events nobody knows."""
    found = [ladder_at([DOWN, UP], day) for day in (date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 30), TODAY)]
    assert found == [1, 3, 3, 2]
    assert ladder_at([], TODAY) is None
    assert ladder_at([replace(UP, day=None)], TODAY) is None


def test_an_event_counts_from_its_own_day() -> None:
    """Before it the chain is where it came from; an event that does not say where it led to leaves that open."""
    half = ScaleFacts(TODAY, ScaleDirection.UP, from_minutes=60, from_rung=1)
    for read, before, after in ((ladder_at, 1, 3), (minutes_at, 60, 180)):
        assert [read([UP], date(2026, 9, 1) + timedelta(days=days)) for days in (-1, 0)] == [before, after]
        assert [read([half], TODAY + timedelta(days=days)) for days in (-1, 0, 1)] == [before, None, None]


def test_an_event_without_a_rung_leaves_the_rung_as_it_was() -> None:
    """And one without minutes leaves the minutes."""
    only_minutes = ScaleFacts(date(2026, 11, 1), ScaleDirection.UP, 120, 150)
    only_rung = ScaleFacts(date(2026, 11, 2), ScaleDirection.SAME, to_rung=4)
    assert ladder_at([UP, DOWN, only_minutes], TODAY) == 2
    assert minutes_at([UP, DOWN, only_minutes, only_rung], TODAY) == 150


@given(st.lists(st.integers(0, 2400), min_size=2, max_size=8))
def test_a_whole_chain_adds_up_and_has_no_problems(minutes: list[int]) -> None:
    """From the first number to the last, whatever lies between; on each day the minutes are those of that step."""
    events = chain_of(minutes)
    found = effect(events)
    assert (found.first_minutes, found.last_minutes, found.problems) == (minutes[0], minutes[-1], ())
    assert found.difference == sum(after - before for before, after in pairwise(minutes))
    assert [minutes_at(events, TODAY + timedelta(weeks=week, days=-1)) for week in range(len(minutes))] == minutes
    assert effect(events[::-1]) == found


@given(st.lists(st.integers(0, 600), min_size=3, max_size=8), st.data())
def test_a_chain_that_misses_a_link_says_so(minutes: list[int], data: st.DataObject) -> None:
    """One event taken out of the middle: told where the two sides do not meet, and only there."""
    events = chain_of([*minutes, 30])
    gone = data.draw(st.integers(1, len(events) - 2))
    found = effect([*events[:gone], *events[gone + 1 :]])
    broken = events[gone].from_minutes != events[gone].to_minutes
    assert [("Daartussen ontbreekt iets" in one) for one in found.problems] == [True] * broken


def test_the_effect_is_told_in_minutes_a_week() -> None:
    """More, less, the same, or not known."""
    assert effect([UP, DOWN]).sentence == "1 u meer per week: van 1 u naar 2 u per week."
    assert effect([DOWN]).sentence == "1 u minder per week: van 3 u naar 2 u per week."
    assert effect(chain_of([60, 60])).sentence == "Evenveel zorg als eerst: 1 u per week."
    unknown = effect([replace(UP, to_minutes=None)])
    assert (unknown.difference, "niet bekend" in unknown.sentence) == (None, True)
    assert effect([]).difference is None
    halves = [replace(UP, to_minutes=None), replace(DOWN, from_minutes=None)]
    assert (effect(halves).first_minutes, effect(halves).last_minutes) == (60, 120)


def test_an_event_that_contradicts_itself_is_told() -> None:
    """Up that goes down, in minutes and in rungs; down that goes up; and an event without a day."""
    wrong = replace(UP, from_minutes=200, from_rung=4)
    assert effect([wrong]).problems == (
        "Op 1 september 2026 staat opschalen, maar de minuten gaan omlaag. Kijk wat klopt.",
        "Op 1 september 2026 staat opschalen, maar de trede gaat omlaag. Kijk wat klopt.",
    )
    for direction in ScaleDirection:
        assert effect([ScaleFacts(TODAY, direction, 60, 60, 2, 2)]).problems == ()
    assert "afschalen, maar de trede gaat omhoog" in effect([replace(DOWN, to_rung=4)]).problems[0]
    assert "ontbreekt de dag" in effect([UP, replace(DOWN, day=None)]).problems[0]


def test_the_ladder_has_five_rungs_in_words() -> None:
    """A number without words stands as it is."""
    assert [rule.id for rule in all_rungs()] == ["0", "1", "2", "3", "4"]
    assert rung_words(2, TODAY) == "2 Vast"
    assert (rung_words(None, TODAY), rung_words(7, TODAY)) == ("niet bekend", "7")
    assert {field.name for field in fields(ScaleFacts)} <= set(RECORD_TYPES["scale_event"].model_fields)
