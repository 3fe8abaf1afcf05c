"""The solver behind its door: what it answers, what it proves, and that it can be stopped."""

from __future__ import annotations

from itertools import combinations

from zorgarrangeur_tui.planning.cpsat import CpModel, Verdict


def hard_model() -> CpModel:
    """Return a model that nobody proves within a minute: forty pigeons in thirty-nine holes, each pigeon at home costs one."""
    model = CpModel()
    holes = [[model.flag() for _ in range(39)] for _ in range(40)]
    for pigeon in holes:
        missed = model.flag(1)
        model.equal([(missed, 1), *((flag, 1) for flag in pigeon)], 1)
    for hole in range(39):
        for one, other in combinations(range(40), 2):
            model.at_most([(holes[one][hole], 1), (holes[other][hole], 1)], 1)
    return model


def test_the_best_answer_comes_with_its_proof() -> None:
    """Two sessions on one half-day of five slots: one of three and one of two fit, and the start of each is told."""
    model = CpModel()
    model.constant = 7
    times, starts = [], []
    for length in (3, 2):
        missed = model.flag(10)
        given = model.flag()
        model.equal([(missed, 1), (given, 1)], 1)
        starts.append(model.choice(range(6 - length)))
        times.append(model.interval(starts[-1], length, given))
    model.apart(times)
    outcome = model.solve(seconds=10)
    assert outcome.proven
    assert outcome.bound == outcome.cost == 7
    assert sorted(outcome.values[start] for start in starts) in ([0, 3], [0, 2])


def test_what_cannot_be_is_told_as_impossible() -> None:
    """A number that must be more than it can be."""
    model = CpModel()
    model.at_least([(model.number(0, 3), 1)], 4)
    assert model.solve(seconds=10).verdict is Verdict.IMPOSSIBLE


def test_without_time_nothing_is_claimed_but_what_is_plain() -> None:
    """The least that the costs allow is a bound without any search."""
    model = CpModel()
    model.flag(-5)
    model.number(1, 3, 2)
    outcome = model.solve(seconds=0)
    assert (outcome.verdict, outcome.bound, outcome.cost) == (Verdict.UNKNOWN, -3, None)


def test_a_stop_ends_a_search_with_what_it_has() -> None:
    """A stop on the third look ends a search that would take very long; its bound is no more than its cost."""
    looks = iter((False, False))
    outcome = hard_model().solve(seconds=300, stop=lambda: next(looks, True))
    assert outcome.verdict is not Verdict.OPTIMAL
    assert outcome.cost is None or outcome.bound <= outcome.cost
