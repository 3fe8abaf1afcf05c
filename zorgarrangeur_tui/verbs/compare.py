"""The same care of a school in two ways: each child apart, or one fixed team."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table, warn
from zorgarrangeur_tui.verbs.table_files import table_file, wanted_file

if TYPE_CHECKING:
    from zorgarrangeur_tui.desk.collective import ComparedPlace
    from zorgarrangeur_tui.desk.own_tables import OwnTable
    from zorgarrangeur_tui.insight.assumptions import Assumed
    from zorgarrangeur_tui.insight.collective import Comparison, Way


@click.command("compare")
@click.option("--school", required=True, metavar="CODE", help="The school (site code, name or id).")
@click.option(
    "--assume", "own", multiple=True, metavar="NAME=NUMBER", help="Another number, such as group_size=5; repeatable."
)
@click.option("--scenario", metavar="NAME", help="Begin with the numbers of a kept scenario.")
@click.option("--keep", metavar="NAME", help="Keep these assumptions as a scenario.")
@table_file
@json_option
@with_door
def command(
    door: StoreDoor,
    school: str,
    own: tuple[str, ...],
    scenario: str | None,
    keep: str | None,
    out: Path | None,
    reason: str | None,
    as_json: bool,
) -> None:
    """Compare care for each child apart with one team: cost, hours, faces, decisions, break-even and sensitivity.

    Euro-cents; a week, or a year where that is said. Nothing is changed but by --keep. --json lists every assumption with
    its name.
    """
    file = wanted_file(out, reason)
    from zorgarrangeur_tui.desk.collective import compared_place
    from zorgarrangeur_tui.desk.scenarios import find_scenario, read_scenario, save_scenario
    from zorgarrangeur_tui.verbs.finding import find_school

    with door.open() as store:
        place = compared_place(store, find_school(store, school).id)
        begin = place.proposed
        if scenario:
            read = read_scenario(find_scenario(store, place.id, scenario), begin)
            begin = read.assumed
            for one in read.not_used:
                warn(f"Niet gebruikt, deze versie kent het niet: {one}")
        assumed = _assumed(begin, own)
        if keep:
            save_scenario(store, place.id, keep, assumed)
        found = place.compared(assumed)
        if file is not None:
            file.write(store, _tables(place, assumed, found), as_json=as_json)
            return
    if as_json:
        say_json(_values(place, assumed, found))
        return
    _tell(place, assumed, found)


def _assumed(proposed: Assumed, own: tuple[str, ...]) -> Assumed:
    """Return the assumptions with what the user put in their place.

    Raises:
        ActRefused: a name that is no assumption, or a number that cannot be.
    """
    assumed = proposed
    for one in own:
        name, _, text = one.partition("=")
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            raise ActRefused(
                f"Schrijf een aanname als naam=getal, zoals group_size=5. Kies uit: {', '.join(proposed.rules)}."
            )
        refusal = assumed.refusal(name, int(text))
        if refusal:
            raise ActRefused(f"{refusal} Kies uit: {', '.join(proposed.rules)}.")
        assumed = assumed.changed(**{name: int(text)})
    return assumed


def _tell(place: ComparedPlace, assumed: Assumed, found: Comparison) -> None:
    from zorgarrangeur_tui.insight.collective_words import changed_text

    if not place.lines:
        say(f"{place.name}: hier is nog geen zorg om te vergelijken.")
        return
    ways, outcome, assumptions = _tables(place, assumed, found)
    say(ways.title)
    say_table(ways.headers, ways.texts)
    say("", *(f"{label}: {text}" for label, text in outcome.rows), changed_text(assumed), "")
    say_table(assumptions.headers, assumptions.texts)


def _tables(place: ComparedPlace, assumed: Assumed, found: Comparison) -> tuple[OwnTable, OwnTable, OwnTable]:
    """Return both ways, what the difference comes to, and what it rests on."""
    from zorgarrangeur_tui.desk.own_tables import OwnTable
    from zorgarrangeur_tui.insight.collective_words import both_ways, outcome_lines, saving_text

    rows = [
        (swing.name, str(assumed[swing.name]), saving_text(swing.at_low), saving_text(swing.at_high))
        for swing in place.swings(assumed)
    ]
    return (
        OwnTable(f"{place.name}: zorg per kind of samen", ("", "Per kind", "Samen"), both_ways(found)),
        OwnTable(f"{place.name}: wat het scheelt", ("", ""), outcome_lines(found)),
        OwnTable("Aannames", ("Aanname", "Getal", "Laag: per jaar", "Hoog: per jaar"), rows),
    )


def _values(place: ComparedPlace, assumed: Assumed, found: Comparison) -> dict[str, Any]:
    return {
        "school": {"id": place.id, "name": place.name},
        "pupils": found.pupils,
        "individual": _way(found.individual),
        "collective": _way(found.collective),
        "minutes_to_team": float(found.goes_to_team),
        "minutes_individual": float(found.stays_individual),
        "minutes_without_tariff": found.unpriced,
        "yearly_saving_cents": [round(amount) for amount in found.yearly_saving],
        "yearly_decision_cents": found.decision_cents,
        "yearly_avoided_cents": found.avoided_cents,
        "yearly_balance_cents": [round(amount) for amount in found.yearly_balance],
        "break_even_group_size": found.break_even,
        "assumptions": [
            {
                "name": swing.name,
                "value": assumed[swing.name],
                "own": swing.name in assumed.own,
                "low": assumed.rules[swing.name].low,
                "high": assumed.rules[swing.name].high,
                "unit": assumed.rules[swing.name].unit,
                "source": assumed.rules[swing.name].source,
                "yearly_balance_at_low": [round(amount) for amount in swing.at_low],
                "yearly_balance_at_high": [round(amount) for amount in swing.at_high],
            }
            for swing in place.swings(assumed)
        ],
    }


def _way(way: Way) -> dict[str, Any]:
    return {
        "hours_per_week": float(way.hours),
        "cents_per_week": [round(amount) for amount in way.cents],
        "decisions": way.decisions,
        "providers": way.rest.providers,
        "faces_per_week": float(way.rest.faces),
        "entries_per_day": float(way.rest.entries),
    }
