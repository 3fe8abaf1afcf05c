"""The plan of a file with reference data in words, for a screen and a terminal, and as plain values for scripts."""

from __future__ import annotations

from collections import Counter
from typing import Any

from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS
from zorgarrangeur_tui.importers.fact_rows import RowAct
from zorgarrangeur_tui.importers.reference_plan import ReferencePlan
from zorgarrangeur_tui.importers.report_text import counts_json, plan_summary


def reference_summary(plan: ReferencePlan) -> list[str]:
    """Return Dutch lines: the counts, what changes per kind of record, and every problem in the order of the file."""
    counts, *problems = plan_summary(plan)
    return [counts, *_per_type(plan), *problems]


def reference_json(plan: ReferencePlan) -> dict[str, Any]:
    """Return a plan as values that JSON knows; `fields` gives per field the value before and after."""
    return {
        "layout": plan.layout,
        "valid_from": plan.valid_from,
        **counts_json(plan),
        "changes": [
            {
                "type": change.record_type,
                "id": change.record_id,
                "title": change.title,
                "act": change.act.value,
                "fields": {name: {"old": old, "new": new} for name, (old, new) in change.fields.items()},
                "ended_id": change.ended_id or None,
                "ended_on": change.ended_on,
            }
            for change in plan.changes
        ],
        "problems": [
            {"line": problem.line, "severity": problem.severity.value, "sentence": problem.sentence}
            for problem in plan.problems
        ],
    }


def _per_type(plan: ReferencePlan) -> list[str]:
    """Return how many of each kind are new, and what a change does with the old row."""
    new = Counter(change.record_type for change in plan.changes if change.act is RowAct.NEW)
    lines = []
    if len(new) > 1:
        counted = [
            f"{count} {RECORD_WORDS[kind].singular if count == 1 else RECORD_WORDS[kind].plural}"
            for kind, count in new.items()
        ]
        lines.append(f"Nieuw: {', '.join(counted)}.")
    if any(change.act is RowAct.FROM_DAY for change in plan.changes) and plan.valid_from:
        lines.append(f"Wat verandert, geldt vanaf {dutch_date(plan.valid_from)}. Wat tot dan gold, blijft staan.")
    return lines
