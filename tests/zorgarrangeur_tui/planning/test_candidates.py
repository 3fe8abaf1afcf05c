"""What a solver is told to be possible is what the checker allows, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from drawn_problems import problems
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from small_region import ANNA, BRAM, EIK, GUIDANCE, LINDE, small_plan, small_region

from zorgarrangeur_tui.planning import candidates
from zorgarrangeur_tui.planning.checker import check
from zorgarrangeur_tui.planning.placements import Presence, Visit
from zorgarrangeur_tui.planning.problem import BLOCKS, Problem
from zorgarrangeur_tui.planning.proposal import Proposal


@given(st.data())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], max_examples=60, deadline=None)
def test_one_visit_is_allowed_where_and_only_where_candidates_say_so(data: st.DataObject) -> None:
    """For any line, worker, half-day and start: the checker accepts that visit alone exactly when it is a candidate."""
    problem = replace(data.draw(problems()), locked_presence=(), locked_visits=(), published=())
    allowed = _allowed(problem)
    anything = st.tuples(
        *(st.integers(0, len(many) - 1) for many in (problem.lines, problem.workers, BLOCKS, range(32)))
    )
    line, worker, block, start = data.draw(st.sampled_from(allowed) | anything if allowed else anything)
    need = problem.lines[line]
    site, weeks = problem.schools[need.school], data.draw(st.sampled_from(need.week_choices))
    providers = {problem.workers[worker].provider}
    assume(site.rooms >= 1)
    assume(need.duration <= problem.rules.max_care_day)
    assume(
        site.provider_cap is None
        or providers <= set(site.bonds)
        or len(providers | set(site.bonds)) <= site.provider_cap
    )
    span = candidates.working_span(problem, worker, need.school, block)
    possible = (
        span is not None
        and candidates.is_eligible(problem, line, worker)
        and start in candidates.starts_in(need, block, span)
        and (span[1] - span[0]) * len(weeks) <= problem.workers[worker].slots
    )
    presence = tuple(Presence(worker, need.school, block, week) for week in weeks)
    checked = check(problem, Proposal(presence, (Visit(line, worker, block, start, weeks),)))
    assert possible == (not checked.errors)
    assert candidates.is_eligible(problem, line, worker) == (worker in candidates.eligible_workers(problem)[line])
    if possible and span:
        assert checked.measures.quiet_slots == candidates.quiet_slots(problem, need, block, start) * len(weeks)
        assert checked.measures.kilometres == candidates.kilometres(problem, worker, need.school) * len(weeks)
        spent = candidates.presence_cents(problem, worker, span[1] - span[0]) * len(weeks)
        assert checked.measures.ten_euros_over == candidates.ten_euros_over(spent, site.budget)


def test_the_small_region_has_the_candidates_that_one_sees() -> None:
    """Bram can guide at Linde on Monday only: Linde is closed on Tuesday, and he does not work on Wednesday."""
    problem = small_region()
    assert candidates.eligible_workers(problem)[GUIDANCE] == (BRAM,)
    opened = {block: candidates.working_span(problem, BRAM, LINDE, block) for block in BLOCKS}
    assert {block: span for block, span in opened.items() if span} == {0: (2, 15), 1: (15, 24)}
    assert list(candidates.starts_in(problem.lines[GUIDANCE], 1, (15, 18))) == [15, 16]
    assert candidates.kilometres(problem, ANNA, LINDE) == 2


def test_schools_that_cannot_be_done_on_one_day_know_each_other() -> None:
    """A pair of schools holds both ways."""
    problem = replace(small_region(), unreachable=frozenset({(LINDE, EIK)}))
    assert candidates.unreachable_from(problem) == {LINDE: frozenset({EIK}), EIK: frozenset({LINDE})}
    assert check(problem, small_plan()).errors == ()


def _allowed(problem: Problem) -> list[tuple[int, int, int, int]]:
    """Return every line, worker, block and start that a solver is told to be possible."""
    return [
        (line, worker, block, start)
        for line, able in enumerate(candidates.eligible_workers(problem))
        for worker in able
        for block in BLOCKS
        if (span := candidates.working_span(problem, worker, problem.lines[line].school, block))
        for start in candidates.starts_in(problem.lines[line], block, span)
    ]
