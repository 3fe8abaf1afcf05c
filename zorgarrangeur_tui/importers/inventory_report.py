"""The plan of an inventory sheet in words, and as plain values for scripts. The name of a child is in neither."""

from __future__ import annotations

from typing import Any

from storage.models.codes import CareKind
from zorgarrangeur_tui.domain.field_words import field_word
from zorgarrangeur_tui.domain.value_words import value_word
from zorgarrangeur_tui.domain.words import RECORD_WORDS, word
from zorgarrangeur_tui.importers.inventory import InventoryChange, InventoryPlan
from zorgarrangeur_tui.importers.inventory_book import LineOutcome
from zorgarrangeur_tui.importers.problems import Problem

_HIDDEN = {("pupil", "name")}
_OUTCOME_WORDS = {
    LineOutcome.NEW: "nieuw",
    LineOutcome.CHANGED: "gewijzigd",
    LineOutcome.SAME: "stond er al",
    LineOutcome.REFUSED: "geweigerd",
}


def counts_line(plan: InventoryPlan) -> str:
    """Return how many lines were read and what becomes of them."""
    counts = ", ".join(f"{plan.count(outcome)} {words}" for outcome, words in _OUTCOME_WORDS.items())
    return f"{plan.lines_read} {'regel' if plan.lines_read == 1 else 'regels'} gelezen: {counts}."


def refused_lines(plan: InventoryPlan) -> list[str]:
    """Return a sentence per refused line, with its number."""
    return [f"Regel {problem.line} (geweigerd): {problem.sentence}" for problem in plan.refused]


def doubt_lines(plan: InventoryPlan) -> list[str]:
    """Return a sentence per doubt, with the number of its line."""
    return [f"{_where(problem)} (twijfel): {problem.sentence}" for problem in plan.doubts]


def change_title(change: InventoryChange) -> str:
    """Return what a change is about: the child by its pseudonym, and the care."""
    child = change.pseudonym or "Hele groep"
    record = RECORD_WORDS[change.record_type].singular
    return child if change.record_type == "pupil" else f"{child} · {word(change.kind, CareKind)} ({record})"


def change_fields(change: InventoryChange, providers: dict[str, str]) -> list[tuple[str, str, str]]:
    """Return (label, before, after) per field that changes, in words; a name only says that it is filled in.

    Args:
        change: the change.
        providers: names by id.
    """
    return [
        (
            field_word(change.record_type, name),
            _value(change.record_type, name, before, providers) if change.record_id else "",
            _value(change.record_type, name, after, providers),
        )
        for name, (before, after) in change.fields.items()
    ]


def plan_values(plan: InventoryPlan) -> dict[str, Any]:
    """Return a plan as values that JSON knows."""
    return {
        "lines_read": plan.lines_read,
        **{outcome.value: plan.count(outcome) for outcome in LineOutcome},
        "lines": [{"line": line, "outcome": outcome.value} for line, outcome in plan.outcomes.items()],
        "changes": [
            {
                "type": change.record_type,
                "id": change.record_id,
                "pseudonym": change.pseudonym,
                "kind": change.kind,
                "new": not change.record_id,
                "lines": list(change.lines),
                "fields": {
                    name: {"old": old, "new": new}
                    for name, (old, new) in change.fields.items()
                    if (change.record_type, name) not in _HIDDEN
                },
            }
            for change in plan.changes
        ],
        "problems": [
            {"line": problem.line, "severity": problem.severity.value, "sentence": problem.sentence}
            for problem in plan.problems
        ],
    }


def _where(problem: Problem) -> str:
    return f"Regel {problem.line}" if problem.line else "Hele overzicht"


def _value(record_type: str, name: str, value: Any, providers: dict[str, str]) -> str:
    if (record_type, name) in _HIDDEN:
        return "(ingevuld)" if value else ""
    if name == "provider_id":
        return providers.get(str(value), "")
    if name == "shares":
        return ", ".join(str(part) for part in value or [])
    return value_word(record_type, name, value)
