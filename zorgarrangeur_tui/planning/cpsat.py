"""The one door to the CP-SAT solver: a model of whole numbers, and solving it within a time that can be cut short.

Variables are plain numbers (their place in the model), so that nothing else in the app knows the solver.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from ortools.sat.python import cp_model

MOST_PROCESSORS = 2
_LOOK_SECONDS = 0.04
_ROUNDING = 1e-6

Term = tuple[int, int]
"""A variable, and how many times it counts."""


class Verdict(Enum):
    """What came of solving."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of solving a model.

    Attributes:
        verdict: how far it came.
        bound: no answer costs less than this; it is a proof.
        cost: what the best answer costs; None without an answer.
        values: the best answer, by variable; empty without one.
    """

    verdict: Verdict
    bound: int
    cost: int | None = None
    values: tuple[int, ...] = ()

    @property
    def proven(self) -> bool:
        """Whether nothing better exists."""
        return self.verdict is Verdict.OPTIMAL


class Stopped(Exception):
    """Somebody said stop while a model was being built."""


class CpModel:
    """A model under construction.

    Attributes:
        constant: what every answer costs, beside its variables.
    """

    def __init__(self) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415  takes half a second that most of the app never needs

        self._model = cp_model.CpModel()
        self._weighted = cp_model.LinearExpr.weighted_sum
        self._domain_of = cp_model.Domain.from_values
        self._variables: list[cp_model.IntVar] = []
        self._intervals: list[cp_model.IntervalVar] = []
        self._costs: dict[int, int] = {}
        self._hints: dict[int, int] = {}
        self._spans: list[tuple[int, int]] = []
        self.constant = 0

    def flag(self, cost: int = 0) -> int:
        """Add something that is or is not so."""
        return self._added(self._model.new_bool_var(""), (0, 1), cost)

    def number(self, least: int, most: int, cost: int = 0) -> int:
        """Add a whole number."""
        return self._added(self._model.new_int_var(least, most, ""), (least, most), cost)

    def choice(self, values: Sequence[int]) -> int:
        """Add a number that is one of some values."""
        span = (min(values), max(values))
        return self._added(self._model.new_int_var_from_domain(self._domain_of(values), ""), span, 0)

    def at_most(self, terms: Iterable[Term], limit: int, when: int | None = None) -> None:
        """Ask that a sum is no more than a limit; only `when` a flag is so."""
        self._sum(terms, -(10**12), limit, when)

    def at_least(self, terms: Iterable[Term], limit: int, when: int | None = None) -> None:
        """Ask that a sum is no less than a limit; only `when` a flag is so."""
        self._sum(terms, limit, 10**12, when)

    def equal(self, terms: Iterable[Term], value: int, when: int | None = None) -> None:
        """Ask that a sum is a value; only `when` a flag is so."""
        self._sum(terms, value, value, when)

    def at_most_one(self, flags: Iterable[int]) -> None:
        """Ask that no two flags are so."""
        self._model.add_at_most_one(self._variables[flag] for flag in flags)

    def implies(self, flag: int, other: int) -> None:
        """Ask that one flag is so only with another."""
        self._model.add_implication(self._variables[flag], self._variables[other])

    def never(self, flag: int) -> None:
        """Ask that a flag is not so."""
        self._model.add(self._variables[flag] == 0)

    def interval(self, start: int, duration: int, when: int) -> int:
        """Add a time of a fixed length that begins at a variable, when a flag is so."""
        variables = self._variables
        self._intervals.append(
            self._model.new_optional_fixed_size_interval_var(variables[start], duration, variables[when], "")
        )
        return len(self._intervals) - 1

    def interval_at(self, start: int, duration: int, when: int | None = None) -> int:
        """Add a time that begins at a known moment; `when` a flag is so, or always."""
        if when is None:
            one = self._model.new_fixed_size_interval_var(start, duration, "")
        else:
            one = self._model.new_optional_fixed_size_interval_var(start, duration, self._variables[when], "")
        self._intervals.append(one)
        return len(self._intervals) - 1

    def apart(self, intervals: Iterable[int]) -> None:
        """Ask that no two times overlap."""
        self._model.add_no_overlap([self._intervals[number] for number in intervals])

    def charge(self, variable: int, cost: int) -> None:
        """Let one of a variable cost so much from now on."""
        self._costs[variable] = cost

    def cost_at_least(self, least: int) -> None:
        """Tell that no answer costs less, which is known from elsewhere. All costs must have been given."""
        self.at_least(self._costs.items(), least - self.constant)

    def hint(self, values: Mapping[int, int]) -> None:
        """Tell where an answer may be, in the place of what was told before."""
        self._hints = dict(values)

    def solve(
        self,
        *,
        seconds: float,
        seed: int = 1,
        stop: Callable[[], bool] | None = None,
        processors: int = 1,
        steady: bool = False,
        good_enough: int | None = None,
        from_below: bool = False,
    ) -> Outcome:
        """Make the cost as low as can be and return the best answer.

        Args:
            seconds: how long it may take; 0 or less finds nothing.
            seed: the same seed searches in the same way.
            stop: asked often; True ends the search within a fifth of a second.
            processors: how many to use, `MOST_PROCESSORS` at most.
            steady: measure time by work done, so that a seed gives the same answer on any machine; one processor.
            good_enough: end as soon as an answer costs no more than this.
            from_below: raise the bound until an answer meets it, rather than make an answer better: for a model of which the
                proof matters and answers are known.
        """
        if seconds <= 0 or (stop is not None and stop()):
            return Outcome(Verdict.UNKNOWN, self._least_cost())
        from ortools.sat.python import cp_model  # noqa: PLC0415  as above

        used = list(self._costs)
        self._model.minimize(self._weighted([self._variables[one] for one in used], [self._costs[one] for one in used]))
        self._model.clear_hints()  # type: ignore[no-untyped-call]  # the solver has no types for it
        for variable, value in self._hints.items():
            self._model.add_hint(self._variables[variable], value)
        solver = cp_model.CpSolver()
        solver.parameters.random_seed = seed
        solver.parameters.num_workers = 1 if steady else min(processors, MOST_PROCESSORS)
        solver.parameters.linearization_level = 2
        solver.parameters.optimize_with_core = from_below
        if steady:
            solver.parameters.max_deterministic_time = seconds
        else:
            solver.parameters.max_time_in_seconds = seconds
        callback = None if good_enough is None else _ends_at(cp_model, good_enough - self.constant)
        with _stopped_by(solver, stop):
            status = solver.solve(self._model, callback)
        return self._outcome(solver, _VERDICTS.get(solver.status_name(status), Verdict.UNKNOWN))

    def _outcome(self, solver: cp_model.CpSolver, verdict: Verdict) -> Outcome:
        """Return what a solver came to. A bound of 0 may mean that it had not begun to look for one."""
        if verdict is Verdict.IMPOSSIBLE:
            return Outcome(verdict, self._least_cost())
        bound = math.ceil(solver.best_objective_bound - _ROUNDING) + self.constant
        if verdict is Verdict.UNKNOWN:
            known = bound if solver.best_objective_bound else self._least_cost()
            return Outcome(verdict, max(known, self._least_cost()))
        cost = round(solver.objective_value) + self.constant
        values = tuple(solver.value(variable) for variable in self._variables)
        return Outcome(verdict, cost if verdict is Verdict.OPTIMAL else min(bound, cost), cost, values)

    def _least_cost(self) -> int:
        """Return what no answer costs less than, without any thought."""
        ends = ((cost, self._spans[variable]) for variable, cost in self._costs.items())
        return self.constant + sum(cost * (span[0] if cost > 0 else span[1]) for cost, span in ends)

    def _added(self, variable: cp_model.IntVar, span: tuple[int, int], cost: int) -> int:
        self._variables.append(variable)
        self._spans.append(span)
        number = len(self._variables) - 1
        if cost:
            self._costs[number] = cost
        return number

    def _sum(self, terms: Iterable[Term], least: int, most: int, when: int | None) -> None:
        pairs = list(terms)
        total = self._weighted([self._variables[one] for one, _ in pairs], [times for _, times in pairs])
        made = self._model.add_linear_constraint(total, least, most)
        if when is not None:
            made.only_enforce_if(self._variables[when])


_VERDICTS = {
    "OPTIMAL": Verdict.OPTIMAL,
    "FEASIBLE": Verdict.FEASIBLE,
    "INFEASIBLE": Verdict.IMPOSSIBLE,
}


def _ends_at(module: ModuleType, enough: int) -> cp_model.CpSolverSolutionCallback:
    """Return what ends a solver at the first answer that costs no more than is good enough."""

    class Ending(module.CpSolverSolutionCallback):  # type: ignore[misc, name-defined]  # the solver is known only here
        def on_solution_callback(self) -> None:
            if self.objective_value <= enough:
                self.stop_search()

    return Ending()


@contextmanager
def _stopped_by(solver: cp_model.CpSolver, stop: Callable[[], bool] | None) -> Iterator[None]:
    """Ask, for as long as a solver works, whether it must stop, and tell it so."""
    if stop is None:
        yield
        return
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_LOOK_SECONDS):
            if stop():
                solver.stop_search()

    watcher = threading.Thread(target=watch, name="planner stop", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
