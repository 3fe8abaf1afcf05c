"""What came of the visits of a week, and the costs that went on because a pupil was not there."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from datetime import date

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import WEEK
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table, warn

_school = click.option("--school", required=True, metavar="CODE", help="The school (site code, name or id).")


@click.command("ticks")
@_school
@click.option("--week", type=WEEK, help="Another ISO week than the last whole one.")
@json_option
@with_door
def list_ticks(door: StoreDoor, school: str, week: date | None, as_json: bool) -> None:
    """The visits of a week: planned, given and declared minutes, and why less. What is not ticked off is not known.

    Under it the sums of the week, and of the school year up to and including it.
    """
    from zorgarrangeur_tui.desk.looking import note_search
    from zorgarrangeur_tui.desk.ticking import last_whole_week, tick_page
    from zorgarrangeur_tui.verbs.finding import find_school
    from zorgarrangeur_tui.verbs.tick_text import HEADERS, page_values, sum_lines, tick_rows

    with door.open() as store:
        page = tick_page(store, find_school(store, school).id, week or last_whole_week(store))
        note_search(store, "tick", len(page.lines), subject=page.school.id)
    if as_json:
        say_json(page_values(page))
        return
    if page.lines:
        say_table(HEADERS, tick_rows(page))
    else:
        say(f"In week {page.week_number} is er bij {page.school.name} niets gepland.")
    say("", *sum_lines(page))
    if page.doubts:
        warn("Let op:", *page.doubts)


@click.command("standing-costs")
@_school
@click.option("--week", type=WEEK, help="Up to and including this ISO week; otherwise the last whole one.")
@json_option
@with_door
def list_standing_costs(door: StoreDoor, school: str, week: date | None, as_json: bool) -> None:
    """Wlz: minutes that were agreed and not declared in weeks with an absent pupil, of this school year, by title.

    Children appear by pseudonym. A week that is not wholly ticked off and declared is not reckoned.
    """
    from zorgarrangeur_tui.desk.looking import note_search
    from zorgarrangeur_tui.desk.standing_costs import cost_page
    from zorgarrangeur_tui.desk.ticking import last_whole_week, tick_page
    from zorgarrangeur_tui.verbs.finding import find_school
    from zorgarrangeur_tui.verbs.tick_text import COST_HEADERS, NO_COSTS, cost_rows, cost_values

    with door.open() as store:
        page = tick_page(store, find_school(store, school).id, week or last_whole_week(store))
        costs = cost_page(store, page)
        note_search(store, "standing_cost", len(costs.costs), subject=page.school.id)
    if as_json:
        say_json(cost_values(costs))
        return
    if costs.costs:
        say_table(COST_HEADERS, cost_rows(costs))
    else:
        say(NO_COSTS)
    say("", *costs.rule_words)
