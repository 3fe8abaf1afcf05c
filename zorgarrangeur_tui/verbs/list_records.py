"""Lists of what is in the store."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import click

from zorgarrangeur_tui.verbs.code_names import WATCH_KINDS
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.freeze import list_freezes, list_scenarios
from zorgarrangeur_tui.verbs.list_absences import list_absences, list_replacements
from zorgarrangeur_tui.verbs.list_calendar import list_calendar
from zorgarrangeur_tui.verbs.list_duplicates import list_duplicates
from zorgarrangeur_tui.verbs.list_figures import list_figures
from zorgarrangeur_tui.verbs.list_home_municipalities import list_home_municipalities
from zorgarrangeur_tui.verbs.list_ledger import list_ledger
from zorgarrangeur_tui.verbs.list_plan_views import list_occupancy, list_term
from zorgarrangeur_tui.verbs.list_plans import list_plans
from zorgarrangeur_tui.verbs.list_reference import codes, municipalities, problems, regions, tariffs, thresholds
from zorgarrangeur_tui.verbs.list_region import list_region
from zorgarrangeur_tui.verbs.list_rest import list_rest
from zorgarrangeur_tui.verbs.list_ticks import list_standing_costs, list_ticks
from zorgarrangeur_tui.verbs.listed_group import ListedGroup
from zorgarrangeur_tui.verbs.option_types import WEEK, WEEKDAY, Code, Whole
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table
from zorgarrangeur_tui.verbs.read_notes import list_notes

if TYPE_CHECKING:
    from storage.models import School
    from storage.store import Store
    from zorgarrangeur_tui.verbs.listings import Listing

school_option = click.option("--school", metavar="CODE", help="Only what is about this school (site code, name or id).")


@click.group("list", cls=ListedGroup)
def command() -> None:
    """Show what is in the store. Children appear by pseudonym; the first column is what other verbs take."""


for _other in (
    municipalities,
    regions,
    tariffs,
    codes,
    thresholds,
    problems,
    list_notes,
    list_calendar,
    list_plans,
    list_term,
    list_occupancy,
    list_absences,
    list_replacements,
    list_ticks,
    list_standing_costs,
    list_home_municipalities,
    list_duplicates,
    list_figures,
    list_ledger,
    list_freezes,
    list_scenarios,
    list_rest,
    list_region,
):
    command.add_command(_other)


@command.command("cases")
@school_option
@json_option
@with_door
def cases(door: StoreDoor, school: str | None, as_json: bool) -> None:
    """Cases, earliest deadline first."""
    from zorgarrangeur_tui.verbs import listings

    _show(door, "case", school, listings.cases, as_json=as_json)


@command.command("schools")
@school_option
@json_option
@with_door
def schools(door: StoreDoor, school: str | None, as_json: bool) -> None:
    """Schools by place and name."""
    from zorgarrangeur_tui.verbs import listings

    _show(door, "school", school, listings.schools, as_json=as_json)


@command.command("providers")
@school_option
@json_option
@with_door
def providers(door: StoreDoor, school: str | None, as_json: bool) -> None:
    """Care providers with their professionals; with --school those fixed to it."""
    from zorgarrangeur_tui.verbs import listings

    _show(door, "provider", school, listings.providers, as_json=as_json)


@command.command("visits")
@school_option
@click.option("--week", type=WEEK, help="Only visits that take place in this ISO week.")
@click.option("--day", "weekday", type=WEEKDAY, help="Only on this day of the week, such as ma, maandag or monday.")
@click.option("--professional", metavar="NAME", help="Only visits of this professional (name or id).")
@click.option("--provider", metavar="NAME", help="Only visits of the professionals of this provider (name or id).")
@click.option("--pupil", metavar="NAME", help="Only visits for this child (pseudonym or id). That is logged.")
@json_option
@with_door
def visits(
    door: StoreDoor,
    school: str | None,
    week: date | None,
    weekday: int | None,
    professional: str | None,
    provider: str | None,
    pupil: str | None,
    as_json: bool,
) -> None:
    """Recurring visits that have not ended, by day and time."""
    from zorgarrangeur_tui.verbs import listings
    from zorgarrangeur_tui.verbs.visit_choice import VisitChoice

    choice = VisitChoice(professional, provider, pupil, weekday)
    _show(door, "visit", school, lambda store, found: listings.visits(store, found, week, choice), as_json=as_json)


@command.command("gaps")
@school_option
@json_option
@with_door
def gaps(door: StoreDoor, school: str | None, as_json: bool) -> None:
    """Needs that the visits do not wholly cover, with the minutes a week that are still open."""
    from zorgarrangeur_tui.verbs import listings

    _show(door, "gap", school, listings.uncovered, as_json=as_json)


@command.command("clashes")
@school_option
@click.option("--week", type=WEEK, help="Another ISO week than that of today.")
@json_option
@with_door
def clashes(door: StoreDoor, school: str | None, week: date | None, as_json: bool) -> None:
    """What is wrong with the plan of a week: what blocks publishing, and what needs a reason. Gaps in care too."""
    from zorgarrangeur_tui.verbs.clashes import clash_listing

    _show(door, "clash", school, lambda store, at: clash_listing(store, at, week), as_json=as_json)


@command.command("budgets")
@school_option
@json_option
@with_door
def budgets(door: StoreDoor, school: str | None, as_json: bool) -> None:
    """Budgets of schools, with what the plan of now takes from each."""
    from zorgarrangeur_tui.verbs import budget_listing

    _show(door, "budget", school, budget_listing.budgets, as_json=as_json)


@command.command("measures")
@school_option
@json_option
@with_door
def measures(door: StoreDoor, school: str | None, as_json: bool) -> None:
    """How good the plan of each school is: coverage, hours against budget, faces, providers, entries, travel, reserve."""
    from zorgarrangeur_tui.verbs import measure_listing

    _show(door, "measure", school, measure_listing.measures, as_json=as_json)


@command.command("conflicts")
@json_option
@with_door
def conflicts(door: StoreDoor, as_json: bool) -> None:
    """Fields in which two people wrote different things. Writing either value with 'change' settles one."""
    from zorgarrangeur_tui.verbs.conflicts import conflict_listing

    _show(door, "conflict", None, lambda store, _: conflict_listing(store), as_json=as_json)


@command.command("proposals")
@json_option
@with_door
def proposals(door: StoreDoor, as_json: bool) -> None:
    """What others propose in your records, and what of yours waits for others.

    Writing the proposed value with 'change' accepts one; writing the value that stands declines it.
    """
    from zorgarrangeur_tui.verbs.conflicts import proposal_listing

    _show(door, "conflict", None, lambda store, _: proposal_listing(store), as_json=as_json)


@command.command("deadlines")
@school_option
@click.option("--case", metavar="REF", help="Only what belongs to this case (reference or id).")
@click.option("--weeks", type=Whole(0, 520), help="How many weeks ahead; otherwise as the reference data says.")
@click.option(
    "--kind", "kinds", type=Code(WATCH_KINDS), multiple=True, help="Only what is about this; may be repeated."
)
@json_option
@with_door
def deadlines(
    door: StoreDoor, school: str | None, case: str | None, weeks: int | None, kinds: tuple[str, ...], as_json: bool
) -> None:
    """What is overdue or due soon: deadlines, actions, titles, consents, reviews, birthdays."""
    from zorgarrangeur_tui.verbs.deadlines import due_listing

    _show(door, "deadline", school, lambda store, at: due_listing(store, at, weeks, kinds, case), as_json=as_json)


def _show(
    door: StoreDoor, kind: str, school: str | None, listed: Callable[[Store, School | None], Listing], *, as_json: bool
) -> None:
    from zorgarrangeur_tui.desk.looking import note_search
    from zorgarrangeur_tui.verbs.finding import find_school

    with door.open() as store:
        at = find_school(store, school) if school else None
        listing = listed(store, at)
        note_search(store, kind, len(listing.values), subject=at.id if at else "")
    if as_json:
        say_json(listing.values)
    elif listing.rows:
        say_table(listing.headers, listing.rows)
    else:
        say(listing.nothing)
