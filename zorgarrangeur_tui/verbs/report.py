"""Documents and files that leave the app: a roster, a calendar, a pupil's file, lists for a spreadsheet."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.list_records import school_option
from zorgarrangeur_tui.verbs.listed_group import ListedGroup
from zorgarrangeur_tui.verbs.report_figures import figures
from zorgarrangeur_tui.verbs.report_files import answer, check_ending, ending, leaving
from zorgarrangeur_tui.verbs.report_note import shared_note
from zorgarrangeur_tui.verbs.report_overviews import region_report, school_report
from zorgarrangeur_tui.verbs.report_papers import action_plan, baseline, dpia, parent_letter
from zorgarrangeur_tui.verbs.report_problem import problem
from zorgarrangeur_tui.verbs.report_ticks import standing_costs

if TYPE_CHECKING:
    from storage.models import School
    from storage.store import Store
    from zorgarrangeur_tui.desk.exports import Made
    from zorgarrangeur_tui.reports.csv_text import Cell
    from zorgarrangeur_tui.reports.imprint import Imprint
    from zorgarrangeur_tui.verbs.listings import Listing

    Make = Callable[[Imprint], Made]

_CSV = (".csv",)

_NUMBER_COLUMNS = {
    "gaps": {
        5: ("Nodig (minuten per week)", "minutes_needed"),
        6: ("Nog open (minuten per week)", "minutes_uncovered"),
    },
    "schools": {4: ("Aantal leerlingen", "pupil_count")},
}
"""Columns of a list that a spreadsheet gets as numbers: (header, name of the value), in place of text or as a new one."""


@click.group("report", cls=ListedGroup)
def command() -> None:
    """Make a PDF, a calendar or a CSV file. Each is logged with its reason, and no file is ever overwritten."""


for _paper in (
    parent_letter,
    action_plan,
    baseline,
    school_report,
    region_report,
    dpia,
    standing_costs,
    problem,
    figures,
    shared_note,
):
    command.add_command(_paper)


@command.command("plan")
@click.option("--school", metavar="CODE", help="The visits of this school (site code, name or id).")
@click.option("--professional", metavar="NAME", help="The visits of this professional (name or id), as .ics.")
@click.option("--draft", is_flag=True, help="The plan as it is now, and not the one that was published last.")
@click.option("--version", "number", type=int, metavar="NUMBER", help="An earlier published plan of the school.")
@click.option("--changes", is_flag=True, help="What changed since the last published plan, or in --version, as .csv.")
@leaving
@with_door
def plan(
    door: StoreDoor,
    school: str | None,
    professional: str | None,
    draft: bool,
    number: int | None,
    changes: bool,
    out: Path,
    reason: str,
    as_json: bool,
) -> None:
    """Make the week roster of a school (.pdf, .csv) or a calendar of this school year (.ics), without pupils.

    It is of the plan that was published last; where nothing was published yet, of the plan as it is now. The file and the
    answer say which. In the calendar the holidays and the own days of the school are left out.
    """
    _check_plan(out, school, professional, draft, number, changes)
    from zorgarrangeur_tui.desk import plan_papers
    from zorgarrangeur_tui.desk.plan_calendars import PlanChoice
    from zorgarrangeur_tui.verbs.finding import find_professional, find_school

    with door.open() as store:
        if professional is not None:
            person = find_professional(store, professional)
            saved = plan_papers.save_professional_calendar(store, person.id, out, reason=reason, draft=draft)
        else:
            at = find_school(store, school or "")
            if changes:
                saved = plan_papers.save_changes(store, at.id, out, reason=reason, number=number)
            else:
                saved = plan_papers.save_plan(store, at.id, out, PlanChoice(draft, number), reason=reason)
    answer(saved.exported, as_json=as_json, about=saved.about)


def _check_plan(
    out: Path, school: str | None, professional: str | None, draft: bool, number: int | None, changes: bool
) -> None:
    """Refuse options that do not go together.

    Raises:
        click.UsageError: with what to give.
    """
    if (school is None) == (professional is None):
        raise click.UsageError("Noem óf een school met --school, óf een zorgprofessional met --professional.")
    if school is None and (changes or number is not None):
        raise click.UsageError("Een nummer en wijzigingen zijn er alleen van een school: noem die met --school.")
    if draft and (changes or number is not None):
        raise click.UsageError("Het concept heeft geen nummer: laat --draft weg, of --version en --changes.")
    check_ending(out, _CSV if changes else (".pdf", ".csv", ".ics") if school else (".ics",))


@command.command("pupil")
@click.argument("pupil")
@leaving
@with_door
def pupil(door: StoreDoor, pupil: str, out: Path, reason: str, as_json: bool) -> None:
    """Make the file of one pupil (pseudonym or id): what is recorded and who looked at it, as .pdf or .csv.

    Name and notes are in it, and the file is not encrypted.
    """
    check_ending(out, (".pdf", ".csv"))
    from zorgarrangeur_tui.desk.exports import Made, export_file
    from zorgarrangeur_tui.desk.report_values import file_of_pupil
    from zorgarrangeur_tui.reports.pupil_file import pupil_file_csv, pupil_file_pdf
    from zorgarrangeur_tui.verbs.finding import find

    with door.open() as store:
        record = find(store, "pupil", pupil)

        def make(imprint: Imprint) -> Made:
            file = file_of_pupil(store, record.id)
            data = pupil_file_pdf(file, imprint) if ending(out) == ".pdf" else pupil_file_csv(file)
            return Made(data, file.row_count)

        exported = export_file(store, out, make, reason=reason, what="pupil", subject=record.id)
    answer(exported, as_json=as_json)


@command.command("cases")
@school_option
@leaving
@with_door
def cases(door: StoreDoor, school: str | None, out: Path, reason: str, as_json: bool) -> None:
    """Make a CSV file of the cases, without names of children."""
    _list_file(door, "cases", school, out, reason, as_json=as_json)


@command.command("schools")
@school_option
@leaving
@with_door
def schools(door: StoreDoor, school: str | None, out: Path, reason: str, as_json: bool) -> None:
    """Make a CSV file of the schools."""
    _list_file(door, "schools", school, out, reason, as_json=as_json)


@command.command("providers")
@school_option
@leaving
@with_door
def providers(door: StoreDoor, school: str | None, out: Path, reason: str, as_json: bool) -> None:
    """Make a CSV file of the care providers with their professionals."""
    _list_file(door, "providers", school, out, reason, as_json=as_json)


@command.command("gaps")
@school_option
@leaving
@with_door
def gaps(door: StoreDoor, school: str | None, out: Path, reason: str, as_json: bool) -> None:
    """Make a CSV file of the needs that are not wholly covered, with pseudonyms."""
    _list_file(door, "gaps", school, out, reason, as_json=as_json)


def _list_file(door: StoreDoor, name: str, school: str | None, out: Path, reason: str, *, as_json: bool) -> None:
    check_ending(out, _CSV)
    from zorgarrangeur_tui.desk.exports import Made, export_file
    from zorgarrangeur_tui.reports.csv_text import csv_bytes
    from zorgarrangeur_tui.verbs import listings
    from zorgarrangeur_tui.verbs.finding import find_school

    lists: dict[str, Callable[[Store, School | None], Listing]] = {
        "cases": listings.cases,
        "schools": listings.schools,
        "providers": listings.providers,
        "gaps": listings.uncovered,
    }
    with door.open() as store:
        at = find_school(store, school) if school else None

        def make(_: Imprint) -> Made:
            headers, rows = _columns(name, lists[name](store, at))
            return Made(csv_bytes(headers, rows), len(rows))

        exported = export_file(store, out, make, reason=reason, what=name, subject=at.id if at else "")
    answer(exported, as_json=as_json)


def _columns(name: str, listing: Listing) -> tuple[list[str], list[list[Cell]]]:
    headers: list[str] = list(listing.headers)
    rows: list[list[Cell]] = [list(row) for row in listing.rows]
    for place, (header, value_name) in _NUMBER_COLUMNS.get(name, {}).items():
        headers[place : place + 1] = [header]
        for row, values in zip(rows, listing.values, strict=True):
            row[place : place + 1] = [values[value_name]]
    return headers, rows
