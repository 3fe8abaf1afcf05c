"""Adding an own day to a school."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from datetime import date

import click

from zorgarrangeur_tui.verbs.code_names import OWN_DAY_KINDS
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import DAY, TIME, Code
from zorgarrangeur_tui.verbs.output import json_option


@click.command("own-day")
@click.option("--school", required=True, metavar="CODE", help="The school (site code, name or id).")
@click.option("--first-day", required=True, type=DAY, help="The day, or the first day of a period.")
@click.option("--last-day", type=DAY, help="Last day of a period; it counts.")
@click.option("--kind", type=Code(OWN_DAY_KINDS), help="What is different; a study day when it is not told.")
@click.option("--name", metavar="TEXT", help="What the school calls it.")
@click.option("--start", "start_minute", type=TIME, help="When school begins, with --kind open or other_hours.")
@click.option("--end", "end_minute", type=TIME, help="When school ends.")
@json_option
@with_door
def own_day(
    door: StoreDoor,
    school: str,
    first_day: date,
    last_day: date | None,
    kind: str | None,
    name: str | None,
    start_minute: int | None,
    end_minute: int | None,
    as_json: bool,
) -> None:
    """Tell that a school is closed or open on a day of its own, or has other hours."""
    from zorgarrangeur_tui.desk.calendars import add_own_day
    from zorgarrangeur_tui.verbs.added import given, tell
    from zorgarrangeur_tui.verbs.finding import find_school

    values = given(
        first_day=first_day,
        last_day=last_day,
        kind=kind,
        name=name,
        start_minute=start_minute,
        end_minute=end_minute,
    )
    with door.open() as store:
        added = add_own_day(store, find_school(store, school).id, values)
    tell(added, as_json=as_json)
