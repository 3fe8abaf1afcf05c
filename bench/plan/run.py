"""How good the planner's plans are after a while, next to the plan that was planted in each invented problem.

Run from the root of the repository: `python -m bench.plan.run [S2 S3] [--seeds 1 2] [--seconds 60] [--marks 10 60] [--processes 2] [--results bench/results]`.
A line a problem and moment: the cost as a share of that of the planted plan, the proven gap, how much care is covered, the rules
that the plan at the end breaks (there must be none), the time of processors that it took and the most memory. One run gives every moment: it is the
best plan at that time. With `--results` they are kept for the page of performance. With `--iterations` the search makes so many moves in one process, however loaded the machine is.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.plan.memory import PeakMemory
from bench.plan.moments import PlanMoment, keep
from zorgarrangeur_tui.planning.checker import check
from zorgarrangeur_tui.planning.practice.invent import Practice, invent
from zorgarrangeur_tui.planning.practice.sizes import SIZES
from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.progress import Progress
from zorgarrangeur_tui.planning.search import search
from zorgarrangeur_tui.planning.solve import Solved, solve

Search = Callable[[Problem, Callable[[Progress], None]], Solved]


def main() -> int:
    """Search and print; 1 when a plan breaks a rule."""
    parser = argparse.ArgumentParser(description="Measures the planner.")
    parser.add_argument("sizes", nargs="*", metavar="SIZE", help=f"from {', '.join(SIZES)}; all of them by default")
    parser.add_argument("--seeds", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--marks", nargs="+", type=float, default=[10.0, 60.0, 300.0])
    parser.add_argument("--processes", type=int, choices=(1, 2), default=2)
    parser.add_argument("--iterations", type=int, help="moves of one process, instead of seconds")
    parser.add_argument("--results", type=Path, help="folder in which the moments are kept")
    chosen = parser.parse_args()
    unknown = set(chosen.sizes) - set(SIZES)
    if unknown:
        parser.error(f"no such size: {', '.join(sorted(unknown))}")
    print("problem   seconds  ratio    gap %  covered  missed moments/slots  errors  processor s  memory MB")
    moments: list[PlanMoment] = []
    for size in chosen.sizes or SIZES:
        for seed in chosen.seeds:
            practice = invent(SIZES[size], seed, f"{size}-{seed}")
            moments += measure(practice, chosen.marks, _searcher(chosen))
    if chosen.results:
        keep(moments, chosen.results)
    return 1 if any(one.errors for one in moments) else 0


def measure(practice: Practice, marks: list[float], searcher: Search) -> list[PlanMoment]:
    """Search once, print a line for each moment, and return them."""
    moments = []
    planted = check(practice.problem, practice.planted).total
    told: list[Progress] = []
    used = _processor_seconds()
    with PeakMemory() as memory:
        solved = searcher(practice.problem, told.append)
    used = _processor_seconds() - used
    checked = check(practice.problem, solved.proposal)
    end = told[-1].seconds
    for mark in [mark for mark in marks if mark < end - 0.5]:
        seen = [progress for progress in told if progress.seconds <= mark]
        if seen:
            best, bound = seen[-1].best_cost, max(one.bound for one in seen)
            share, gap = best / planted, 100 * (best - bound) / best
            moments.append(PlanMoment(practice.problem.name, mark, share, gap, seen[-1].measures.coverage))
            print(_line(practice.problem.name, mark, share, gap, seen[-1]))
    counted = f"{len(checked.errors):6}  {used:11.1f}  {memory.megabytes:9.0f}"
    print(_line(practice.problem.name, end, solved.cost / planted, solved.gap_percent, told[-1]) + counted, flush=True)
    share, covered = solved.cost / planted, told[-1].measures.coverage
    last = PlanMoment(
        practice.problem.name, end, share, solved.gap_percent, covered, len(checked.errors), memory.megabytes
    )
    return [*moments, last]


def _searcher(chosen: argparse.Namespace) -> Search:
    """Return the search that was asked for."""

    def run(problem: Problem, report: Callable[[Progress], None]) -> Solved:
        if chosen.processes == 2 and chosen.iterations is None:
            return solve(problem, seconds=chosen.seconds, seed=1, stop=_never, report=report)
        made = chosen.iterations
        found = search(problem, seconds=chosen.seconds, seed=1, stop=_never, report=report, iterations=made)
        return Solved(found, check(problem, found).total, 0)

    return run


def _never() -> bool:
    """Never stop early."""
    return False


def _line(name: str, seconds: float, ratio: float, gap: float, progress: Progress) -> str:
    """Return what is printed of a moment."""
    missed = f"{progress.measures.missed_fixed_moments}/{progress.measures.missed_slots}"
    return f"{name:8} {seconds:8.1f}  {ratio:.4f}  {gap:6.1f}  {progress.measures.coverage:6.2f} %  {missed:>20}  "


def _processor_seconds() -> float:
    """Return what this process and those that it started and ended have used."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(kind).ru_utime + resource.getrusage(kind).ru_stime for kind in kinds)


if __name__ == "__main__":
    started = time.monotonic()
    code = main()
    print(f"{time.monotonic() - started:.0f} seconds in all")
    sys.exit(code)
