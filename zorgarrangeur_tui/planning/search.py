"""The search for a good plan in one process: a quick first plan, then better ones for as long as there is time.

It is ruin and recreate: a small part of the plan is taken out and put together again, and the result is kept when it is better
or, now and then, a little worse (simulated annealing). Only plans that keep every hard rule exist on the way, so the best so far
can be had at any moment.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.progress import Progress, SearchPhase
from zorgarrangeur_tui.planning.proposal import Proposal
from zorgarrangeur_tui.planning.search_engine import SearchEngine
from zorgarrangeur_tui.planning.search_model import SearchModel
from zorgarrangeur_tui.planning.search_reports import Reporter
from zorgarrangeur_tui.planning.search_schedule import heat_at, heat_for, stages
from zorgarrangeur_tui.planning.search_start import construct, keep_what_fits, refuse_clashing_locks

_MOVES_BETWEEN_LOOKS = 8


def search(
    problem: Problem,
    *,
    seconds: float,
    seed: int,
    start: Proposal | None = None,
    stop: Callable[[], bool],
    report: Callable[[Progress], None],
    iterations: int | None = None,
    schools: Sequence[int] | None = None,
) -> Proposal:
    """Return the best plan that can be found in a time.

    Args:
        problem: what to plan.
        seconds: how long to search at most.
        seed: the same seed with the same `iterations` gives the same plan.
        start: an earlier proposal to go on from; what of it does not fit the problem is left out.
        stop: asked many times a second; when it says so, the best plan so far is returned.
        report: told of the first plan, now and then of a better one, and of the last.
        iterations: how many moves to make; then `seconds` plays no part.
        schools: where to plan, if not everywhere; elsewhere all stays as it is in `start`.

    Raises:
        LocksClash: when what is locked cannot be carried out together.
    """
    refuse_clashing_locks(problem)
    began = time.monotonic()
    engine = SearchEngine(SearchModel(problem), seed)

    def over() -> bool:
        return stop() or (iterations is None and time.monotonic() - began >= seconds)

    if start is not None:
        keep_what_fits(engine, start)
    construct(engine, over, schools)
    reports = Reporter(problem, report, began)
    reports.tell(SearchPhase.BUILDING, engine.best_cost, engine.best)
    heat = heat_for(problem.weights, goes_on=start is not None)
    ends = stages(seconds) if iterations is None else (1.0,)
    moves, passed = 0, 0.0
    at, stage = 0.0, 0
    while engine.has_work and (iterations is None or moves < iterations):
        if moves % _MOVES_BETWEEN_LOOKS == 0:
            if over():
                break
            passed = moves / iterations if iterations else (time.monotonic() - began) / seconds
            if passed >= ends[stage] and stage < len(ends) - 1:
                stage += 1
                engine.return_to_best()
            at = heat_at(heat, ends, passed, short=engine.is_short)
            reports.tell_now_and_then(engine.best_cost, engine.best)
        engine.move(at)
        moves += 1
    engine.return_to_best()
    reports.tell(SearchPhase.DONE, engine.best_cost, engine.best)
    return engine.best_proposal()
