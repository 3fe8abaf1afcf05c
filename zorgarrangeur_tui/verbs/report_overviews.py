"""Reports with figures from the command line: of one school, and of the whole region."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.report_files import answer, check_ending, leaving

_PAPER = (".pdf", ".md")


@click.command("school")
@click.argument("school")
@leaving
@with_door
def school_report(door: StoreDoor, school: str, out: Path, reason: str, as_json: bool) -> None:
    """Make the report of a SCHOOL (site code, name or id): care, payers, people, one team instead, as .pdf or .md.

    There is nothing of one child in it, but its figures are exact: for internal use, not to be published.
    """
    check_ending(out, _PAPER)
    from zorgarrangeur_tui.desk.papers import save_school_report
    from zorgarrangeur_tui.verbs.finding import find_school

    with door.open() as store:
        exported = save_school_report(store, find_school(store, school).id, out, reason=reason)
    answer(exported, as_json=as_json)


@click.command("region")
@leaving
@with_door
def region_report(door: StoreDoor, out: Path, reason: str, as_json: bool) -> None:
    """Make the report of all schools and locations in the store, for an OOGO or a board, as .pdf or .md.

    There is nothing of one child in it, but its figures are exact: for internal use, not to be published.
    """
    check_ending(out, _PAPER)
    from zorgarrangeur_tui.desk.papers import save_region_report

    with door.open() as store:
        exported = save_region_report(store, out, reason=reason)
    answer(exported, as_json=as_json)
