"""Lists of reference data, as it holds on a day. They are about no person, so that the access log is not told."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import DAY
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table

if TYPE_CHECKING:
    from storage.store import Store
    from zorgarrangeur_tui.verbs.listings import Listing

_day_option = click.option("--on", "day", type=DAY, help="As it holds on this day; by default today.")


@click.command("municipalities")
@_day_option
@json_option
@with_door
def municipalities(door: StoreDoor, day: date | None, as_json: bool) -> None:
    """Gemeenten with the regions they belong to."""
    from zorgarrangeur_tui.verbs import reference_listings

    _show(door, day, reference_listings.municipalities, as_json=as_json)


@click.command("regions")
@_day_option
@json_option
@with_door
def regions(door: StoreDoor, day: date | None, as_json: bool) -> None:
    """Jeugdregio's, zorgkantoren and samenwerkingsverbanden."""
    from zorgarrangeur_tui.verbs import reference_listings

    _show(door, day, reference_listings.regions, as_json=as_json)


@click.command("tariffs")
@_day_option
@json_option
@with_door
def tariffs(door: StoreDoor, day: date | None, as_json: bool) -> None:
    """Tariffs, in euro-cents for scripts."""
    from zorgarrangeur_tui.verbs import reference_listings

    _show(door, day, reference_listings.tariffs, as_json=as_json)


@click.command("codes")
@_day_option
@json_option
@with_door
def codes(door: StoreDoor, day: date | None, as_json: bool) -> None:
    """Entries of code lists."""
    from zorgarrangeur_tui.verbs import reference_listings

    _show(door, day, reference_listings.codes, as_json=as_json)


@click.command("thresholds")
@_day_option
@json_option
@with_door
def thresholds(door: StoreDoor, day: date | None, as_json: bool) -> None:
    """Numbers on which the app warns, hides or decides: your own, or what comes with the app."""
    from zorgarrangeur_tui.verbs import reference_listings

    _show(door, day, reference_listings.thresholds, as_json=as_json)


@click.command("reference-problems")
@json_option
@with_door
def problems(door: StoreDoor, as_json: bool) -> None:
    """Where rows of the reference data overlap, or leave a gap in time."""
    from zorgarrangeur_tui.desk.reference_rows import reference_problems

    with door.open() as store:
        found = reference_problems(store)
    if as_json:
        say_json([{"type": one.record_type, "about": one.title, "problem": one.sentence} for one in found])
    else:
        nothing = "Er is niets mis: nergens gelden twee rijen tegelijk, en nergens zit een gat."
        say(*([one.line for one in found] or [nothing]))


def _show(door: StoreDoor, day: date | None, listed: Callable[[Store, date], Listing], *, as_json: bool) -> None:
    from storage.clock import local_date

    with door.open() as store:
        listing = listed(store, day or local_date(store.clock))
    if as_json:
        say_json(listing.values)
    elif listing.rows:
        say_table(listing.headers, listing.rows)
    else:
        say(listing.nothing)
