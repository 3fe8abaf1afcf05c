"""A plan as a file: a roster or a list of a school, or a calendar; logged with its reason and never written over another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from storage.store import Store
from zorgarrangeur_tui.desk.exports import Exported, Made, export_file
from zorgarrangeur_tui.desk.plan_calendars import PlanChoice, calendar_of_professional, calendar_of_school
from zorgarrangeur_tui.desk.plan_rosters import changes_csv, roster_of_school
from zorgarrangeur_tui.desk.report_values import this_school_year
from zorgarrangeur_tui.reports.imprint import Imprint
from zorgarrangeur_tui.reports.visit_calendar import visit_calendar
from zorgarrangeur_tui.reports.week_roster import week_roster_csv, week_roster_pdf

SCHOOL_ENDINGS = (".pdf", ".csv", ".ics")
"""The kinds of file that the plan of a school can be."""
_WHAT = "plan"


@dataclass(frozen=True, slots=True)
class SavedPlan:
    """What was written, and of which plan it is, in Dutch."""

    exported: Exported
    about: str


def save_plan(store: Store, school_id: str, path: Path, choice: PlanChoice, *, reason: str) -> SavedPlan:
    """Write a plan of a school: its roster as PDF or CSV, or a calendar of this school year, as the ending tells.

    Raises:
        ActRefused, RecordMissing, ValueRefused, StorageError: as `export_file`, and when there is no plan of that number;
            nothing was made.
    """
    about: list[str] = []

    def make(imprint: Imprint) -> Made:
        if path.suffix.lower() == ".ics":
            year = this_school_year(store)
            found = calendar_of_school(store, school_id, year, choice)
            about.append(found.about)
            data = visit_calendar(found.name, found.visits, year, imprint, about=found.about)
            return Made(data, len(found.visits))
        roster = roster_of_school(store, school_id, choice)
        about.append(roster.standing)
        data = week_roster_pdf(roster, imprint) if path.suffix.lower() == ".pdf" else week_roster_csv(roster)
        return Made(data, len(roster.visits))

    exported = export_file(store, path, make, reason=reason, what=_WHAT, subject=school_id)
    return SavedPlan(exported, " ".join(about))


def save_professional_calendar(
    store: Store, professional_id: str, path: Path, *, reason: str, draft: bool = False
) -> SavedPlan:
    """Write the calendar of a professional over all places for this school year.

    Raises:
        ActRefused, RecordMissing, ValueRefused, StorageError: as `export_file`; nothing was made.
    """
    about: list[str] = []

    def make(imprint: Imprint) -> Made:
        year = this_school_year(store)
        found = calendar_of_professional(store, professional_id, year, draft=draft)
        about.append(found.about)
        return Made(visit_calendar(found.name, found.visits, year, imprint, about=found.about), len(found.visits))

    exported = export_file(store, path, make, reason=reason, what=_WHAT, subject=professional_id)
    return SavedPlan(exported, " ".join(about))


def save_changes(store: Store, school_id: str, path: Path, *, reason: str, number: int | None = None) -> SavedPlan:
    """Write what changed in the plan of a school as CSV: in one published plan, or since the last one.

    Raises:
        ActRefused, RecordMissing, ValueRefused, StorageError: as `export_file`, and when there is no plan of that number;
            nothing was made.
    """

    def make(_: Imprint) -> Made:
        return Made(*changes_csv(store, school_id, number))

    exported = export_file(store, path, make, reason=reason, what=_WHAT, subject=school_id)
    return SavedPlan(
        exported, "Wijzigingen sinds het laatste rooster." if number is None else f"Wijzigingen in rooster {number}."
    )
