"""Keeping the figures of today, to hold later ones against."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table
from zorgarrangeur_tui.verbs.table_files import table_file, wanted_file

if TYPE_CHECKING:
    from zorgarrangeur_tui.desk.own_tables import OwnTable
    from zorgarrangeur_tui.insight.frozen_figures import Changed

school_option = click.option(
    "--school", metavar="CODE", help="Only this school (site code, name or id); otherwise all."
)


@click.command("freeze")
@click.argument("name", metavar="NAME")
@school_option
@json_option
@with_door
def command(door: StoreDoor, name: str, school: str | None, as_json: bool) -> None:
    """Keep the figures of today under a name, with how they were counted. 'undo' takes it back."""
    from zorgarrangeur_tui.desk.frozen_figures import EVERYTHING, freeze
    from zorgarrangeur_tui.verbs.finding import find_school

    with door.open() as store:
        made = freeze(store, find_school(store, school).id if school else EVERYTHING, name)
    if as_json:
        say_json({"id": made.id, "name": made.name, "figures": len(made.rows)})
        return
    say(f"Vastgelegd: {made.name}.")


@click.command("freezes")
@school_option
@click.option("--compare", "name", metavar="NAME", help="Show this one beside the figures of now.")
@table_file
@json_option
@with_door
def list_freezes(
    door: StoreDoor, school: str | None, name: str | None, out: Path | None, reason: str | None, as_json: bool
) -> None:
    """Figures that were kept, newest first; with --compare what changed since."""
    file = wanted_file(out, reason)
    if file is not None and name is None:
        raise click.UsageError("Bij --csv hoort --compare: welke startfoto komt in de tabel? Er is niets gemaakt.")
    from zorgarrangeur_tui.desk.frozen_figures import find_freeze, freezes, since
    from zorgarrangeur_tui.domain.clock import dutch_date
    from zorgarrangeur_tui.verbs.finding import find_school

    with door.open() as store:
        found = freezes(store, find_school(store, school).id if school else None)
        changes = since(store, find_freeze(found, name)) if name else None
        if file is not None:
            file.write(store, [_table(changes or ())], as_json=as_json)
            return
    if changes is not None:
        if as_json:
            say_json(
                [
                    {
                        "by": one.cut,
                        "code": one.code,
                        "name": one.name,
                        "measure": one.measure,
                        "before": None if one.before is None else float(one.before),
                        "after": None if one.after is None else float(one.after),
                    }
                    for one in changes
                ]
            )
            return
        table = _table(one for one in changes if one.before != one.after)
        if table.rows:
            say_table(table.headers, table.texts)
        else:
            say("Alle cijfers zijn nog zoals in deze startfoto.")
        return
    if as_json:
        say_json([{"id": one.id, "name": one.name, "on": one.frozen_on, "school": one.school_id} for one in found])
        return
    say_table(
        ("Kenmerk", "Startfoto", "Vastgelegd op"),
        [(one.id[:6], one.name, dutch_date(one.frozen_on) if one.frozen_on else "") for one in found],
    )


def _table(changes: Iterable[Changed]) -> OwnTable:
    from zorgarrangeur_tui.desk.own_tables import OwnTable
    from zorgarrangeur_tui.insight.frozen_words import changed_cells

    return OwnTable("Startfoto en nu", ("Waarvan", "Wat", "Toen", "Nu", ""), changed_cells(changes))


@click.command("scenarios")
@click.option("--school", required=True, metavar="CODE", help="The school (site code, name or id).")
@json_option
@with_door
def list_scenarios(door: StoreDoor, school: str, as_json: bool) -> None:
    """Comparisons that were kept for a school; 'compare --scenario NAME' uses one."""
    from zorgarrangeur_tui.desk.scenarios import scenarios
    from zorgarrangeur_tui.verbs.finding import find_school

    with door.open() as store:
        found = scenarios(store, find_school(store, school).id)
    if as_json:
        say_json([{"id": one.id, "name": one.name, "on": one.made_on, "assumptions": one.assumptions} for one in found])
        return
    say_table(("Scenario", "Eigen aannames"), [(one.name, ", ".join(one.assumptions)) for one in found])
