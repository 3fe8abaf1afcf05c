"""What may have been entered twice."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table


@click.command("duplicates")
@click.option("--apart", is_flag=True, help="Also what you said is two things.")
@json_option
@with_door
def list_duplicates(door: StoreDoor, apart: bool, as_json: bool) -> None:
    """Schools, providers, professionals and pupils that may be one, surest first. 'join' makes them one.

    Children appear by pseudonym. Records that name something that was joined elsewhere are counted on standard error;
    'join --references' names them anew.
    """
    from zorgarrangeur_tui.desk.duplicates import duplicates
    from zorgarrangeur_tui.desk.joining import strays
    from zorgarrangeur_tui.desk.looking import note_search
    from zorgarrangeur_tui.domain.words import RECORD_WORDS
    from zorgarrangeur_tui.verbs.finding import ID_SHOWN
    from zorgarrangeur_tui.verbs.output import warn

    with door.open() as store:
        found = duplicates(store, also_apart=apart)
        loose = strays(store)
        note_search(store, "duplicate", len(found))
    if loose:
        warn(
            f"{sum(one.count for one in loose)} gegevens noemen nog iets dat is samengevoegd. "
            "Werk ze bij: `zorgarrangeur join --references`."
        )
    if as_json:
        say_json(
            [
                {
                    "type": one.record_type,
                    "first": {"id": one.first, "name": one.first_name},
                    "second": {"id": one.second, "name": one.second_name},
                    "score": one.score,
                    "reasons": list(one.reasons),
                    "apart": one.apart,
                }
                for one in found
            ]
        )
    elif found:
        rows = [
            (
                RECORD_WORDS[one.record_type].singular,
                one.first[:ID_SHOWN],
                one.first_name,
                one.second[:ID_SHOWN],
                one.second_name,
                "verschillend" if one.apart else str(one.score),
                ", ".join(one.reasons),
            )
            for one in found
        ]
        say_table(("Wat", "Kenmerk", "Naam", "Kenmerk", "Naam", "Zekerheid", "Waarom"), rows)
    else:
        say("Er is niets dat dubbel lijkt.")
