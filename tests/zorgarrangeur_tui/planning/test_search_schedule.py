"""A search cools down, a long one several times, and never waits long for a first good plan."""

from __future__ import annotations

import pytest

from zorgarrangeur_tui.planning.problem import Weights
from zorgarrangeur_tui.planning.search_schedule import (
    heat_at,
    heat_for,
    heat_near_best,
    seconds_anew,
    stages,
    stages_anew,
)


def test_a_short_search_cools_down_once_and_a_long_one_more_often() -> None:
    """Ten seconds: one stage; five minutes: three, the first of which ends within ten seconds."""
    assert stages(10) == (1.0,)
    assert len(stages(60)) == 2
    ends = stages(300)
    assert len(ends) == 3
    assert ends[-1] == 1.0
    assert 300 * ends[0] < 10


def test_a_search_that_begins_anew_does_so_after_ten_seconds() -> None:
    """Ten seconds in all are too short for it."""
    assert stages_anew(10) == stages(10)
    assert stages_anew(300) == (pytest.approx(10 / 300), 1.0)


def test_each_search_anew_takes_longer_and_leaves_time_for_the_best_plan() -> None:
    """The first takes twenty seconds; what is left decides in the end, and no search is shorter than the first."""
    assert [round(seconds_anew(turn, 1000)) for turn in range(4)] == [20, 26, 34, 44]
    assert seconds_anew(3, 40) == pytest.approx(32)
    assert seconds_anew(3, 27) == 0
    assert seconds_anew(0, 28) == 20


def test_a_search_near_the_best_plan_is_cooler_and_each_process_keeps_its_own_distance() -> None:
    """Both end as cold as any other."""
    usual = heat_for(Weights(), goes_on=False)
    near = [heat_near_best(usual, process) for process in range(2)]
    assert near[0].hottest < near[1].hottest < usual.hottest
    assert {heat.coldest for heat in near} == {usual.coldest}


@pytest.mark.parametrize(("short", "part"), [(True, 2), (False, 8)])
def test_each_stage_goes_from_the_hottest_to_the_coldest(*, short: bool, part: int) -> None:
    """It only gets cooler until its end, when it is nearly cold; the first begins less hot, least of all when no care is missing."""
    heat, ends = heat_for(Weights(), goes_on=False), stages(60)
    for begin, end, hottest in ((0.0, ends[0], heat.hottest / part), (ends[0], 1.0, heat.hottest)):
        steps = [heat_at(heat, ends, begin + (end - begin) * step / 100, short=short) for step in range(100)]
        assert steps[0] == hottest
        assert steps[-1] == pytest.approx(heat.coldest, abs=0.1)
        assert steps == sorted(steps, reverse=True)
    assert heat_at(heat, ends, 1.0, short=short) == heat.coldest


def test_heat_follows_what_things_cost() -> None:
    """Weights ten times as high make a search ten times as hot; one that goes on from a plan is cooler."""
    usual = heat_for(Weights(), goes_on=False)
    tenfold = Weights(provider_pair=3000, worker_pair=1000, change=600, face=400)
    assert heat_for(tenfold, goes_on=False).hottest == 10 * usual.hottest
    assert heat_for(Weights(), goes_on=True).hottest < usual.hottest
