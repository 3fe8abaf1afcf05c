"""Writing down that a professional is away."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from datetime import date

import click

from zorgarrangeur_tui.verbs.code_names import ABSENCE_KINDS
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import DAY, TIME, Code
from zorgarrangeur_tui.verbs.output import json_option, warn


@click.command("absence")
@click.option("--professional", required=True, metavar="NAME", help="Who is away (name or id).")
@click.option("--first-day", type=DAY, help="From this day; today when it is not told.")
@click.option("--last-day", type=DAY, help="Up to and including this day; one day when it is not told.")
@click.option("--open-end", is_flag=True, help="Until further notice.")
@click.option("--start", "start_minute", type=TIME, help="From this time, for a part of each day.")
@click.option("--end", "end_minute", type=TIME, help="Until this time, for a part of each day.")
@click.option("--kind", type=Code(ABSENCE_KINDS), help="As far as a planner must know. Never write down an illness.")
@click.option("--note", metavar="TEXT", help="Anything else.")
@json_option
@with_door
def absence(
    door: StoreDoor,
    professional: str,
    first_day: date | None,
    last_day: date | None,
    open_end: bool,
    start_minute: int | None,
    end_minute: int | None,
    kind: str | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Write down that a professional is away. How many visits ask for somebody else is told on standard error.

    'list replacements' shows who could come instead.
    """
    if open_end and last_day is not None:
        raise click.UsageError("Noem een laatste dag met --last-day of kies --open-end, niet allebei.")
    from storage.clock import local_date
    from zorgarrangeur_tui.desk.absence_visits import hit_visits, open_count
    from zorgarrangeur_tui.desk.absences import add_absence
    from zorgarrangeur_tui.verbs.added import given, tell
    from zorgarrangeur_tui.verbs.finding import ID_SHOWN, find_professional

    with door.open() as store:
        first = first_day or local_date(store.clock)
        values = given(
            professional_id=find_professional(store, professional).id,
            first_day=first,
            start_minute=start_minute,
            end_minute=end_minute,
            kind=kind,
            note=note,
        )
        added = add_absence(store, {**values, "last_day": None if open_end else last_day or first})
        count = open_count(hit_visits(store, added))
    tell(added, as_json=as_json, open_visits=count)
    if count:
        asks = "1 bezoek vraagt" if count == 1 else f"{count} bezoeken vragen"
        warn(f"{asks} om een vervanger. Kijk wie kan met: list replacements --absence {added.id[:ID_SHOWN]}")
