"""Who is away, and who could come instead."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import Whole
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table


@click.command("absences")
@json_option
@with_door
def list_absences(door: StoreDoor, as_json: bool) -> None:
    """Who is away, now or later, and how many visits still ask for somebody."""
    from zorgarrangeur_tui.desk.looking import note_search
    from zorgarrangeur_tui.verbs.absence_listings import absences

    with door.open() as store:
        listing = absences(store)
        note_search(store, "absence", len(listing.values))
    if as_json:
        say_json(listing.values)
    elif listing.rows:
        say_table(listing.headers, listing.rows)
    else:
        say(listing.nothing)


@click.command("replacements")
@click.option("--absence", required=True, metavar="ID", help="The absence ('list absences' shows its id).")
@click.option("--most", type=Whole(1, 50), default=3, help="How many candidates a visit; 3 when it is not told.")
@json_option
@with_door
def list_replacements(door: StoreDoor, absence: str, most: int, as_json: bool) -> None:
    """The visits of an absence, what was decided, and for each open one who could come, best first, with why."""
    from zorgarrangeur_tui.desk.absence_page import absence_page
    from zorgarrangeur_tui.desk.looking import note_search
    from zorgarrangeur_tui.verbs.absence_listings import replacements
    from zorgarrangeur_tui.verbs.finding import find

    with door.open() as store:
        page = absence_page(store, find(store, "absence", absence).id)
        note_search(store, "absence", len(page.pupils), subject=page.person.id)
    listing = replacements(page, most)
    if as_json:
        say_json(listing.values)
    elif listing.rows:
        say_table(listing.headers, listing.rows)
    else:
        say(listing.nothing)
