"""Measures everything and writes the page of performance.

Run from the root of the project: `python -m bench.page` for all of it (about a quarter of an hour), `--quick` for less of
everything, `--only start keys` for some parts, `--write` for the page alone, from what was measured before. With `--apps FOLDER`
other apps are installed there and measured too. Every part runs in a process of its own. The planner takes hours:
`python -m bench.plan.run --results bench/results`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.figures import AGAIN, Figure, Size, number
from bench.page_text import INTRODUCTION, PARTS, PLAN_PROSE, PLAN_SIZES, PLAN_TITLE, Part
from bench.plan import moments as plan
from bench.results_file import RESULTS, Result, read
from bench.terminal import ROOT

PAGE = ROOT / "docs" / "performance.md"


def measured(part: Part, size: Size, apps: Path | None) -> bool:
    """Run one bench and keep what it finds; False when it fails."""
    more = ["--apps", str(apps)] if apps and part.name == "apps" else []
    print(f"\n{part.title}", flush=True)
    began = time.monotonic()
    command = [sys.executable, "-m", f"bench.{part.name}", size, "--results", str(RESULTS), *more]
    done = subprocess.run(command, check=False, cwd=ROOT)
    print(f"{time.monotonic() - began:.0f} s", flush=True)
    return done.returncode == 0


def page(folder: Path) -> str:
    """Return the whole page, made of what was kept in a folder."""
    results = [(part, found) for part in PARTS if (found := read(folder, part.name))]
    planned = plan.read(folder)
    chapters = [_chapter(part, found) for part, found in results]
    if planned:
        chapters.append(_plan_chapter(planned))
    return (
        "\n\n".join(["# Performance", INTRODUCTION, _goals([found for _, found in results], planned), *chapters]) + "\n"
    )


def _goals(results: Sequence[Result], planned: plan.PlanResult | None) -> str:
    """Return how many goals hold, and which do not."""
    met, missed = 0, []
    for result in results:
        for one in result.figures:
            for words, holds in one.goals:
                met += holds
                missed += [] if holds else [f"* {_title(result.part)}: {one.what}: {_told(one, words)} (goal {words})"]
    for moment in planned.moments if planned else ():
        goal = plan.goal_of(moment)
        if goal and not plan.reached(moment, goal):
            missed.append(
                f"* {PLAN_TITLE}: {_moment(moment)}: share {moment.share:.3f}, gap {moment.gap:.1f} % (goal {_goal(goal)})"
            )
        elif goal:
            met += 1
    lines = ["## Goals", f"{met} hold. {len(missed)} do not{':' if missed else '.'}"]
    return "\n\n".join([*lines, "\n".join(missed)] if missed else lines)


def _title(name: str) -> str:
    return next(part.title for part in PARTS if part.name == name)


def _told(one: Figure, goal: str) -> str:
    """Return the value that a goal is about."""
    if goal.startswith("95"):
        return f"{number(one.high)} {one.unit}"
    return f"{number(one.ratio)} x" if goal.endswith(" x") else f"{number(one.value)} {one.unit}"


def _chapter(part: Part, result: Result) -> str:
    size = "" if result.size == Size.FULL else f", of the {result.size} size: less than what is told above"
    made = f"Made on {result.made} with `python -m bench.{part.name}`{size}. {result.machine}; load {result.load:g}."
    rows = (
        _screen_rows(result.figures)
        if any(one.what.endswith(AGAIN) for one in result.figures)
        else _rows(result.figures)
    )
    return "\n\n".join([f"## {part.title}", part.prose, made, *result.remarks, "\n".join(rows)])


def _rows(figures: Sequence[Figure]) -> Iterator[str]:
    yield "| what | median | 95 % | baseline | ratio | goal |"
    yield "|---|---|---|---|---|---|"
    for one in figures:
        baseline = f"{number(one.baseline)} {one.unit}: {one.beside}" if one.baseline is not None else ""
        high = f"{number(one.high)} {one.unit}" if one.high is not None else ""
        yield _row(one.what, f"{number(one.value)} {one.unit}", high, baseline, number(one.ratio), _verdicts(one))


def _screen_rows(figures: Sequence[Figure]) -> Iterator[str]:
    """Return one row for each screen: the first time and the time after it."""
    yield "| screen | first ms | ratio | again ms | ratio | goal |"
    yield "|---|---|---|---|---|---|"
    again = {one.what: one for one in figures}
    for one in figures:
        if one.what.endswith(AGAIN):
            continue
        second = again.get(one.what + AGAIN)
        cells = (number(second.value), number(second.ratio)) if second else ("", "")
        yield _row(one.what, number(one.value), number(one.ratio), *cells, _verdicts(one))


def _verdicts(one: Figure) -> str:
    return ", ".join(f"{words}: holds" if holds else f"**{words}: does not hold**" for words, holds in one.goals)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |".replace("|  |", "| |").replace("|  |", "| |")


def _moment(one: plan.PlanMoment) -> str:
    return f"{one.problem} after {one.seconds:.0f} s"


def _goal(goal: plan.Goal) -> str:
    """Return a goal of a plan in words."""
    if goal.gap == 0:
        return "proven the best"
    asked = [f"share <= {goal.share:g}"] if goal.share <= 1 else []
    asked += [f"gap <= {goal.gap:g} %"] if goal.gap < 100 else []
    return ", ".join([*asked, "all covered" if goal.covered == 100 else f"{goal.covered:g} % covered"])


def _plan_chapter(result: plan.PlanResult) -> str:
    rows = [
        "| problem | schools, professionals, pupils | seconds | share | gap | covered | memory | goal |",
        "|---|---|---|---|---|---|---|---|",
    ]
    told = ""
    for one in result.moments:
        size = one.problem.split("-")[0]
        goal = plan.goal_of(one)
        verdict = ""
        if goal:
            verdict = f"{_goal(goal)}: holds" if plan.reached(one, goal) else f"**{_goal(goal)}: does not hold**"
        gap = "proven the best" if one.gap == 0 else f"{one.gap:.1f} %"
        covered = "all" if one.covered == 100 else f"{one.covered:.2f} %"
        memory = f"{one.megabytes / 1024:.1f} GB" if one.megabytes else ""
        shown = PLAN_SIZES[size] if size != told else ""
        told = size
        rows.append(_row(one.problem, shown, f"{one.seconds:.0f}", f"{one.share:.3f}", gap, covered, memory, verdict))
    broken = sum(one.errors or 0 for one in result.moments)
    checked = "No plan broke a rule." if not broken else f"The plans broke {broken} rules."
    made = f"Made on {result.made}. {result.machine}. {checked}"
    return "\n\n".join([f"## {PLAN_TITLE}", PLAN_PROSE, made, "\n".join(rows)])


def main() -> int:
    """Measure what is asked and write the page; 1 when a bench fails."""
    names = [part.name for part in PARTS]
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="less of everything")
    options.add_argument("--only", nargs="+", choices=names, default=names, help="these parts")
    options.add_argument("--write", action="store_true", help="measure nothing, write the page")
    options.add_argument("--apps", type=Path, help="folder in which other apps are installed")
    given = options.parse_args()
    size = Size.QUICK if given.quick else Size.FULL
    asked = [part for part in PARTS if part.name in given.only and not given.write]
    failed = [part.name for part in asked if not measured(part, size, given.apps)]
    PAGE.write_text(page(RESULTS), encoding="utf-8")
    print(f"\n{PAGE.relative_to(ROOT)} is written." + (f" Failed: {', '.join(failed)}." if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
