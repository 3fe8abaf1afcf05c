"""The plan of a list of holidays in words, for a screen and a terminal, and as plain values for scripts."""

from __future__ import annotations

from typing import Any

from storage.models.codes import HolidayRegion
from zorgarrangeur_tui.domain.day_span_words import day_span
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.importers.holiday_lines import HolidayKind
from zorgarrangeur_tui.importers.holidays import HolidayChange, HolidayPlan
from zorgarrangeur_tui.importers.report_text import counts_json, plan_summary


def school_changes(plan: HolidayPlan) -> tuple[HolidayChange, ...]:
    """Return what is written: the school holidays. The app computes public holidays by itself."""
    return tuple(change for change in plan.changes if change.kind is HolidayKind.SCHOOL)


def holiday_summary(plan: HolidayPlan) -> list[str]:
    """Return Dutch lines: the counts, what is not taken over, and every problem in the order of the file."""
    counts, *problems = plan_summary(plan)
    public = [change for change in plan.changes if change.kind is HolidayKind.PUBLIC]
    lines = [counts]
    if public:
        names = ", ".join(dict.fromkeys(change.period.name for change in public))
        lines.append(f"Niet overgenomen: {names}. De feestdagen rekent de app zelf uit.")
    licences = sorted({change.period.licence for change in school_changes(plan) if change.period.licence})
    return [*lines, *licences, *problems]


def holiday_title(change: HolidayChange) -> str:
    """Return what a holiday is called: "Herfstvakantie regio Midden, 2026-2027"."""
    region = word(change.period.region, HolidayRegion)
    begins = change.period.key[2]
    return f"{change.period.name} regio {region}, {begins}-{begins + 1}"


def holiday_days(change: HolidayChange) -> tuple[str, str]:
    """Return the days before, "" for a new holiday, and the days after."""
    before = day_span(change.before.first_day, change.before.last_day) if change.before else ""
    return before, day_span(change.period.first_day, change.period.last_day)


def holiday_json(plan: HolidayPlan) -> dict[str, Any]:
    """Return a plan as values that JSON knows."""
    return {
        "layout": plan.layout,
        **counts_json(plan),
        "changes": [
            {
                "kind": change.kind.value,
                "region": change.period.region,
                "name": change.period.name,
                "first_day": change.period.first_day,
                "last_day": change.period.last_day,
                "old_first_day": change.before.first_day if change.before else None,
                "old_last_day": change.before.last_day if change.before else None,
                "written": change.kind is HolidayKind.SCHOOL,
            }
            for change in plan.changes
        ],
        "problems": [
            {"line": problem.line, "severity": problem.severity.value, "sentence": problem.sentence}
            for problem in plan.problems
        ],
    }
