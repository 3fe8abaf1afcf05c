"""What the planner had reached at a moment, as it is kept for the page, with the goals beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bench.results_file import machine
from storage.clock import local_date, system_clock

PLAN_FILE = "plan.json"


@dataclass(frozen=True, slots=True)
class PlanMoment:
    """The best plan of a problem at a time.

    Args:
        problem: size and seed, as S2-1.
        seconds: since the start.
        share: its cost as a share of that of the planted plan.
        gap: how much cheaper a better plan could be at most, in percent of this one; 0 is proven the best.
        covered: how much of the care, in percent.
        errors: broken rules; None when only the plan at the end was checked and this is not it.
        megabytes: most memory of all processes together, when it was measured.
    """

    problem: str
    seconds: float
    share: float
    gap: float
    covered: float
    errors: int | None = None
    megabytes: float | None = None


@dataclass(frozen=True, slots=True)
class PlanResult:
    """A run of the planner: the day, what it ran on, and what it reached."""

    made: str
    machine: str
    moments: tuple[PlanMoment, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """What must be reached at a time."""

    share: float
    gap: float = 100
    covered: float = 100


GOALS = {
    ("S1", 10): Goal(1, gap=0),
    ("S2", 10): Goal(0.91),
    ("S2", 60): Goal(0.89),
    ("S2", 300): Goal(0.88, gap=8),
    ("S3", 10): Goal(0.95),
    ("S3", 60): Goal(0.90),
    ("S3", 300): Goal(0.87, gap=12),
    ("S4", 10): Goal(100, covered=99),
    ("S4", 60): Goal(1),
    ("S4", 300): Goal(0.92, gap=15),
}
"""Per size and number of seconds. A plan that is proven the best reaches every goal."""


def goal_of(moment: PlanMoment) -> Goal | None:
    """Return the goal of a moment: the first that is not before it."""
    size = moment.problem.split("-")[0]
    later = [seconds for kind, seconds in GOALS if kind == size and seconds >= moment.seconds - 1]
    return GOALS[size, min(later)] if later else None


def reached(moment: PlanMoment, goal: Goal) -> bool:
    """Tell whether a plan reaches a goal. A share is told in three digits, and so is its goal."""
    if moment.errors:
        return False
    within = round(moment.share, 3) <= goal.share and moment.gap <= goal.gap
    return moment.covered >= goal.covered and (moment.gap == 0 or within)


def keep(moments: Sequence[PlanMoment], folder: Path) -> None:
    """Write what was reached, in place of earlier moments of the same problems."""
    earlier = read(folder)
    anew = {one.problem for one in moments}
    kept = [one for one in earlier.moments if one.problem not in anew] if earlier else []
    made = local_date(system_clock).isoformat()
    everything = tuple(sorted((*kept, *moments), key=lambda one: (one.problem, one.seconds)))
    write(PlanResult(made, machine(), everything), folder)


def write(result: PlanResult, folder: Path) -> None:
    """Write a result."""
    text = json.dumps(asdict(result), indent=1, ensure_ascii=False)
    (folder / PLAN_FILE).write_text(f"{text}\n", encoding="utf-8")


def read(folder: Path) -> PlanResult | None:
    """Return what was kept; None when nothing was."""
    path = folder / PLAN_FILE
    if not path.exists():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    return replace(PlanResult(**told), moments=tuple(PlanMoment(**one) for one in told["moments"]))
