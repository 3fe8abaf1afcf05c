"""Documents that leave the app as a file: made, logged with their reason, and never written over another."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from storage.store import Store
from zorgarrangeur_tui.desk.action_plans import action_plan_of
from zorgarrangeur_tui.desk.baselines import baseline_of
from zorgarrangeur_tui.desk.cases import case_file
from zorgarrangeur_tui.desk.dpia import dpia_sheet
from zorgarrangeur_tui.desk.exports import Exported, Made, export_file
from zorgarrangeur_tui.desk.looking import note_case_read
from zorgarrangeur_tui.desk.parent_letters import letter_for_parents
from zorgarrangeur_tui.desk.region_reports import region_report_of
from zorgarrangeur_tui.desk.school_reports import school_report_of
from zorgarrangeur_tui.reports.action_plan import action_plan_paper
from zorgarrangeur_tui.reports.baseline import baseline_paper
from zorgarrangeur_tui.reports.dpia import dpia_paper
from zorgarrangeur_tui.reports.imprint import Imprint
from zorgarrangeur_tui.reports.paper import Paper, paper_bytes
from zorgarrangeur_tui.reports.parent_letter import parent_letter_pdf
from zorgarrangeur_tui.reports.region_report import region_report_paper
from zorgarrangeur_tui.reports.school_report import school_report_paper


def save_parent_letter(store: Store, pupil_id: str, path: Path, *, reason: str) -> Exported:
    """Write the letter to the parents of a child as a PDF.

    Raises:
        ActRefused, ValueRefused, StorageError: as `export_file`; nothing was made.
    """

    def make(imprint: Imprint) -> Made:
        letter = letter_for_parents(store, pupil_id)
        return Made(parent_letter_pdf(letter, imprint), letter.row_count)

    return export_file(store, path, make, reason=reason, what="pupil", subject=pupil_id)


def save_action_plan(store: Store, case_id: str, path: Path, *, reason: str, with_children: bool = False) -> Exported:
    """Write the plan of action of a case as a PDF or as Markdown.

    Raises:
        ActRefused, ValueRefused, StorageError: as `export_file`; nothing was made.
    """
    paper = action_plan_paper(action_plan_of(store, case_id, with_children=with_children))
    if with_children:
        note_case_read(store, case_id, [pupil.id for pupil in case_file(store, case_id).pupils])
    return _save(store, paper, path, reason=reason, what="case", subject=case_id)


def save_baseline(store: Store, school_id: str, path: Path, *, reason: str) -> Exported:
    """Write the startfoto of a school as a PDF or as Markdown.

    Raises:
        ActRefused, ValueRefused, StorageError: as `export_file`; nothing was made.
    """
    paper = baseline_paper(baseline_of(store, school_id))
    return _save(store, paper, path, reason=reason, what="school", subject=school_id)


def save_school_report(
    store: Store, school_id: str, path: Path, *, reason: str, scenarios: Iterable[str] = ()
) -> Exported:
    """Write the report of a school, with exact figures and for internal use, as a PDF or as Markdown.

    Raises:
        RecordMissing: there is no such school.
        ActRefused: there is no such scenario, or there are too many.
        ActRefused, ValueRefused, StorageError: as `export_file`; nothing was made.
    """
    paper = school_report_paper(school_report_of(store, school_id, scenarios))
    return _save(store, paper, path, reason=reason, what="school", subject=school_id)


def save_region_report(store: Store, path: Path, *, reason: str, scenarios: Iterable[str] = ()) -> Exported:
    """Write the report of the whole region, with exact figures and for internal use, as a PDF or as Markdown.

    Raises:
        ActRefused: there is no such scenario, or there are too many.
        ActRefused, ValueRefused, StorageError: as `export_file`; nothing was made.
    """
    return _save(store, region_report_paper(region_report_of(store, scenarios)), path, reason=reason, what="store")


def save_dpia(store: Store, path: Path, *, reason: str) -> Exported:
    """Write the data sheet for a DPIA as a PDF or as Markdown.

    Raises:
        ActRefused, ValueRefused, StorageError: as `export_file`; nothing was made.
    """
    return _save(store, dpia_paper(dpia_sheet(store)), path, reason=reason, what="store")


def _save(store: Store, paper: Paper, path: Path, *, reason: str, what: str, subject: str = "") -> Exported:
    def make(imprint: Imprint) -> Made:
        return Made(paper_bytes(paper, imprint, path.suffix.lower()), paper.row_count)

    return export_file(store, path, make, reason=reason, what=what, subject=subject)
