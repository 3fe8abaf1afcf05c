"""Documents of casework from the command line: a letter to parents, a plan of action, a startfoto, a DPIA data sheet."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.report_files import answer, check_ending, leaving

_PAPER = (".pdf", ".md")


@click.command("parent-letter")
@click.argument("case")
@click.argument("pupil")
@leaving
@with_door
def parent_letter(door: StoreDoor, case: str, pupil: str, out: Path, reason: str, as_json: bool) -> None:
    """Make the letter to the parents of a PUPIL (pseudonym or id) in a CASE (such as Z-7F3A2C), as .pdf.

    It says in plain Dutch what is recorded about their child, who saw it and what they can do. Name and notes are in it, and
    the file is not encrypted.
    """
    check_ending(out, (".pdf",))
    from zorgarrangeur_tui.desk.cases import find_case
    from zorgarrangeur_tui.desk.papers import save_parent_letter
    from zorgarrangeur_tui.desk.parent_letters import pupil_of_case

    with door.open() as store:
        found = pupil_of_case(store, find_case(store, case).id, pupil)
        exported = save_parent_letter(store, found.id, out, reason=reason)
    answer(exported, as_json=as_json)


@click.command("action-plan")
@click.argument("case")
@click.option("--pseudonyms", is_flag=True, help="Also the children, by pseudonym; never by name.")
@leaving
@with_door
def action_plan(door: StoreDoor, case: str, pseudonyms: bool, out: Path, reason: str, as_json: bool) -> None:
    """Make the plan of action (plan van aanpak) of a CASE, as .pdf or .md, without names of children."""
    check_ending(out, _PAPER)
    from zorgarrangeur_tui.desk.cases import find_case
    from zorgarrangeur_tui.desk.papers import save_action_plan

    with door.open() as store:
        found = find_case(store, case)
        exported = save_action_plan(store, found.id, out, reason=reason, with_children=pseudonyms)
    answer(exported, as_json=as_json)


@click.command("baseline")
@click.argument("school")
@leaving
@with_door
def baseline(door: StoreDoor, school: str, out: Path, reason: str, as_json: bool) -> None:
    """Make the startfoto of a SCHOOL (site code, name or id): the care there counted, as .pdf or .md.

    It holds small counts: not to be published.
    """
    check_ending(out, _PAPER)
    from zorgarrangeur_tui.desk.papers import save_baseline
    from zorgarrangeur_tui.verbs.finding import find_school

    with door.open() as store:
        exported = save_baseline(store, find_school(store, school).id, out, reason=reason)
    answer(exported, as_json=as_json)


@click.command("dpia")
@leaving
@with_door
def dpia(door: StoreDoor, out: Path, reason: str, as_json: bool) -> None:
    """Make the data sheet for a DPIA: which data, from whom, what for, for whom and how long, as .pdf or .md."""
    check_ending(out, _PAPER)
    from zorgarrangeur_tui.desk.papers import save_dpia

    with door.open() as store:
        exported = save_dpia(store, out, reason=reason)
    answer(exported, as_json=as_json)
