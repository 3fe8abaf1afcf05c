"""Ticking off what came of a visit, or of all visits of a week."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from datetime import date

import click

from zorgarrangeur_tui.verbs.code_names import CANCELLATION_CAUSES
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import DAY, WEEK, Code, Whole
from zorgarrangeur_tui.verbs.output import json_option, say, say_json

_MINUTES = Whole(0, 24 * 60)


@click.command("visit-record")
@click.option("--visit", required=True, metavar="ID", help="The recurring visit.")
@click.option("--day", required=True, type=DAY, help="The day on which it was due by its rhythm.")
@click.option("--given", "minutes", type=_MINUTES, help="Minutes that were given; as planned when it is not told.")
@click.option("--declared", type=_MINUTES, help="Minutes that the provider declared.")
@click.option("--cause", type=Code(CANCELLATION_CAUSES), help="Why less was given than planned.")
@click.option("--absent", multiple=True, metavar="ID", help="A need whose pupil was not there; repeatable.")
@json_option
@with_door
def visit_record(
    door: StoreDoor,
    visit: str,
    day: date,
    minutes: int | None,
    declared: int | None,
    cause: str | None,
    absent: tuple[str, ...],
    as_json: bool,
) -> None:
    """Tick off a visit on a day. What was ticked off before is written anew; 'remove visit-record' takes it back."""
    from zorgarrangeur_tui.desk.tick_acts import tick_given
    from zorgarrangeur_tui.desk.ticking import tick_line
    from zorgarrangeur_tui.verbs.added import tell
    from zorgarrangeur_tui.verbs.finding import find, find_needs

    with door.open() as store:
        line = tick_line(store, find(store, "visit_pattern", visit).id, day)
        needs = [need.id for need in find_needs(store, absent)]
        given = line.planned if minutes is None else minutes
        record = tick_given(store, line, given, cause or "", needs, declared)
    tell(record, as_json=as_json)


@click.command("visit-records")
@click.option("--school", required=True, metavar="CODE", help="The school (site code, name or id).")
@click.option("--week", required=True, type=WEEK, help="The ISO week.")
@click.option("--declared", is_flag=True, help="What was given was declared as well.")
@json_option
@with_door
def visit_records(door: StoreDoor, school: str, week: date, declared: bool, as_json: bool) -> None:
    """Tick off all visits of a week at a school that are still open: given as planned. One act, which undo takes back."""
    from zorgarrangeur_tui.desk.tick_acts import tick_as_planned
    from zorgarrangeur_tui.desk.ticking import tick_page
    from zorgarrangeur_tui.verbs.finding import find_school

    with door.open() as store:
        open_lines = tick_page(store, find_school(store, school).id, week).open_lines
        ticked = tick_as_planned(store, open_lines, declared=declared) if open_lines else 0
    if as_json:
        say_json({"ticked": ticked})
    else:
        say(f"Afgetekend als gepland: {ticked}." if ticked else "Er was niets meer af te tekenen.")
