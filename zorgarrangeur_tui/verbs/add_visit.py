"""Placing a recurring visit."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from datetime import date

import click

from zorgarrangeur_tui.verbs.code_names import RHYTHMS
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import DAY, TIME, WEEKDAY, Code, Whole
from zorgarrangeur_tui.verbs.output import json_option, warn


@click.command("visit")
@click.option("--school", required=True, metavar="CODE", help="The school (site code, name or id).")
@click.option("--professional", required=True, metavar="NAME", help="Who comes (name or id).")
@click.option("--day", "weekday", required=True, type=WEEKDAY, help="Day of the week, such as ma, maandag or monday.")
@click.option("--start", "start_minute", required=True, type=TIME, help="When it begins.")
@click.option("--minutes", "duration_minutes", required=True, type=Whole(1, 24 * 60), help="How long it takes.")
@click.option("--rhythm", type=Code(RHYTHMS), help="Every week, or only in even or odd weeks.")
@click.option("--serves", multiple=True, metavar="ID", help="A need that it is for, most urgent first; repeatable.")
@click.option("--starts-on", type=DAY, help="First day; the Monday of this week when it is not given.")
@click.option("--always", is_flag=True, help="It was always there: no first day.")
@click.option("--ends-on", type=DAY, help="Last day.")
@click.option("--note", metavar="TEXT", help="Anything else.")
@json_option
@with_door
def visit(
    door: StoreDoor,
    school: str,
    professional: str,
    weekday: int,
    start_minute: int,
    duration_minutes: int,
    rhythm: str | None,
    serves: tuple[str, ...],
    starts_on: date | None,
    always: bool,
    ends_on: date | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Place a visit that comes back every week or fortnight.

    What clashes (a double booking, outside school hours, a kind of care that somebody does not give) is told on standard
    error; the visit is placed all the same.
    """
    from zorgarrangeur_tui.desk.board import place_visit, school_board
    from zorgarrangeur_tui.verbs.added import given, tell
    from zorgarrangeur_tui.verbs.finding import find_needs, find_professional, find_school

    if starts_on is not None and always:
        raise click.UsageError("Noem een eerste dag met --starts-on of kies --always, niet allebei.")
    with door.open() as store:
        values = given(
            school_id=find_school(store, school).id,
            professional_id=find_professional(store, professional).id,
            weekday=weekday,
            start_minute=start_minute,
            duration_minutes=duration_minutes,
            rhythm=rhythm,
            serves=tuple(need.id for need in find_needs(store, serves)),
            starts_on=starts_on,
            ends_on=ends_on,
            note=note,
        )
        placed = place_visit(store, values | ({"starts_on": None} if always else {}))
        board = school_board(store, placed.school_id)
    clashes = [clash.sentence for clash in board.clashes if placed.id in {clash.visit_id, clash.other_id}]
    tell(placed, as_json=as_json, clashes=clashes)
    if clashes:
        warn("Let op:", *clashes)
