"""Invented problems: always with a plan that works, and always the same for a size and a seed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from zorgarrangeur_tui.planning.checker import check
from zorgarrangeur_tui.planning.practice.invent import invent
from zorgarrangeur_tui.planning.practice.sizes import SIZES, Size
from zorgarrangeur_tui.planning.soundness import refuse_unsound


@st.composite
def sizes(draw: st.DrawFn) -> Size:
    """Return small sizes, some with far too few workers."""
    schools = draw(st.integers(1, 5))
    return Size(schools, draw(st.integers(0, 15)), draw(st.integers(schools, 60)))


@given(sizes(), st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_the_planted_plan_keeps_every_rule_and_covers_everything(size: Size, seed: int) -> None:
    """Whatever the size, the problem is sound and its plan is a full plan within every budget."""
    practice = invent(size, seed)
    refuse_unsound(practice.problem)
    checked = check(practice.problem, practice.planted)
    assert checked.errors == ()
    assert checked.measures.covers_all
    assert checked.measures.ten_euros_over == 0
    problem = practice.problem
    assert (len(problem.schools), len(problem.workers), len(problem.pupils)) == size


def test_a_seed_always_gives_the_same_problem() -> None:
    """The figures by which planners are compared stay comparable: these problems never change."""
    totals = {
        (name, seed): check(practice.problem, practice.planted).total
        for name in ("S1", "S2")
        for seed in (1, 2, 3)
        for practice in [invent(SIZES[name], seed)]
    }
    assert totals == {
        ("S1", 1): 2_790,
        ("S1", 2): 3_202,
        ("S1", 3): 2_772,
        ("S2", 1): 32_399,
        ("S2", 2): 33_527,
        ("S2", 3): 32_650,
    }
    assert invent(SIZES["S1"], 4) == invent(SIZES["S1"], 4)
    assert invent(SIZES["S1"], 4).problem != invent(SIZES["S1"], 5).problem
