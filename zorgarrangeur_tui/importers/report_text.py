"""The plan of an importer in words, for a screen and a terminal, and as plain values for scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from zorgarrangeur_tui.importers.problems import Problem, Severity

if TYPE_CHECKING:
    from zorgarrangeur_tui.importers.schools import SchoolPlan

_SEVERITY_WORDS = {Severity.DOUBTFUL: "twijfel", Severity.REFUSED: "geweigerd"}


class CountedPlan(Protocol):
    """The plan of any importer, as far as its counts and problems go."""

    @property
    def lines_read(self) -> int:
        """Lines with data."""

    @property
    def new_count(self) -> int:
        """What would be added."""

    @property
    def changed_count(self) -> int:
        """What is known and would change."""

    @property
    def unchanged(self) -> int:
        """What is known just so."""

    @property
    def doubtful_count(self) -> int:
        """Lines with a doubt."""

    @property
    def refused_count(self) -> int:
        """Lines that are not used."""

    @property
    def problems(self) -> Sequence[Problem]:
        """In the order of the file."""


def _number(count: int) -> str:
    """Return a number with a dot between thousands."""
    return f"{count:,}".replace(",", ".")


def problem_line(problem: Problem) -> str:
    """Return one problem as one line."""
    where = f"Regel {problem.line}" if problem.line else "Hele bestand"
    return f"{where} ({_SEVERITY_WORDS[problem.severity]}): {problem.sentence}"


def plan_summary(plan: CountedPlan) -> list[str]:
    """Return Dutch lines: first the counts, then every problem in the order of the file."""
    lines = "regel" if plan.lines_read == 1 else "regels"
    read = (
        f"{_number(plan.lines_read)} {lines} gelezen: {_number(plan.doubtful_count)} twijfel, "
        f"{_number(plan.refused_count)} geweigerd."
    )
    # A line may hold several records, or part of one: their counts need not add up to that of the lines.
    records = (
        f"Gegevens daaruit: {_number(plan.new_count)} nieuw, {_number(plan.changed_count)} gewijzigd, "
        f"{_number(plan.unchanged)} ongewijzigd."
    )
    return [f"{read} {records}", *map(problem_line, plan.problems)]


def counts_json(plan: CountedPlan) -> dict[str, int]:
    """Return the counts of a plan as values that JSON knows."""
    return {
        "lines_read": plan.lines_read,
        "new": plan.new_count,
        "changed": plan.changed_count,
        "unchanged": plan.unchanged,
        "doubtful": plan.doubtful_count,
        "refused": plan.refused_count,
    }


def plan_json(plan: SchoolPlan) -> dict[str, Any]:
    """Return a plan as values that JSON knows; `fields` gives per field the value before and after."""
    return {
        "layout": plan.layout,
        **counts_json(plan),
        "changes": [
            {
                "site_code": change.site_code,
                "school_id": change.school_id,
                "name": change.name,
                "new": change.new,
                "fields": {name: {"old": old, "new": new} for name, (old, new) in change.fields.items()},
            }
            for change in plan.changes
        ],
        "problems": [
            {"line": problem.line, "severity": problem.severity.value, "sentence": problem.sentence}
            for problem in plan.problems
        ],
    }
