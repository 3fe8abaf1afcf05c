"""The plan of reading in DUO's lists of pupils by postcode, in words and as values for scripts."""

from __future__ import annotations

from typing import Any

from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.importers.pupils_by_postcode import FileRead
from zorgarrangeur_tui.importers.pupils_by_postcode_plan import HomeCountPlan
from zorgarrangeur_tui.importers.report_text import problem_line

_NOTHING_READ = " Er is niets ingelezen."
"""What a refused file says when it is the only one; here others may be read in all the same."""


def file_lines(read: FileRead) -> list[str]:
    """Return what is wrong with a file; nothing when all of it is used without a doubt."""
    if read.refused:
        return [f"{read.name} is niet gebruikt: {read.refused.replace(_NOTHING_READ, '')}"]
    return [f"{read.name}, {problem_line(problem)}" for problem in read.problems]


def count_summary(plan: HomeCountPlan) -> list[str]:
    """Return Dutch lines: how much was read and what would change."""
    day = f"Telling van DUO op {dutch_date(plan.found.count_day)}. " if plan.found.count_day else ""
    read = (
        f"{day}{_files(len(plan.found.files))}, {_lines(plan.lines_read)} gelezen; "
        f"geweigerd: {_lines(plan.refused_count)}, {_files(plan.refused_files)}."
    )
    sites = (
        f"Scholen: {plan.new_count} nieuw, {plan.changed_count} gewijzigd, {plan.unchanged} ongewijzigd. Van wat nieuw of "
        f"gewijzigd is, {'staat' if plan.here_count == 1 else 'staan'} er {plan.here_count} in uw opslag."
    )
    return [read, sites]


def refused_words(plan: HomeCountPlan) -> str:
    """Return what is not used, in a sentence; "" when all is."""
    if not plan.refused_count and not plan.refused_files:
        return ""
    return f"Niet gebruikt: {_lines(plan.refused_count)}, {_files(plan.refused_files)}."


def files_json(files: tuple[FileRead, ...]) -> list[dict[str, Any]]:
    """Return what became of each file as values that JSON knows."""
    return [
        {
            "file": one.name,
            "lines_read": one.lines_read,
            "refused": one.refused or None,
            "problems": [
                {"line": problem.line, "severity": problem.severity.value, "sentence": problem.sentence}
                for problem in one.problems
            ],
        }
        for one in files
    ]


def count_json(plan: HomeCountPlan) -> dict[str, Any]:
    """Return a plan as values that JSON knows."""
    return {
        "count_day": plan.found.count_day,
        "lines_read": plan.lines_read,
        "refused_lines": plan.refused_count,
        "files": files_json(plan.found.files),
        "sites": {
            "new": plan.new_count,
            "changed": plan.changed_count,
            "unchanged": plan.unchanged,
            "changed_here": plan.here_count,
        },
        "rows": len(plan.rows),
    }


def _lines(count: int) -> str:
    return f"{count} {'regel' if count == 1 else 'regels'}"


def _files(count: int) -> str:
    return f"{count} {'bestand' if count == 1 else 'bestanden'}"
