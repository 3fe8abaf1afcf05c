"""Finding anything by a few letters of its words."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table


@click.command("find")
@click.argument("words", metavar="WORD...", nargs=-1, required=True)
@click.option("--most", type=click.IntRange(1, 1000), default=50, show_default=True, help="How many to show at most.")
@json_option
@with_door
def command(door: StoreDoor, words: tuple[str, ...], most: int, as_json: bool) -> None:
    """Find cases, schools, care locations, providers and professionals by the beginnings of their words.

    Every WORD must be in it: of a name, a place, a reference, a pseudonym, a question, an agreement or an action. The
    search is counted in the access log, without the words.
    """
    from zorgarrangeur_tui.desk.everything import find_everything
    from zorgarrangeur_tui.desk.looking import note_search
    from zorgarrangeur_tui.domain.words import RECORD_WORDS
    from zorgarrangeur_tui.verbs.finding import ID_SHOWN

    typed = " ".join(words)
    with door.open() as store:
        found, count = find_everything(store, typed, most)
        note_search(store, "everything", count, words=typed)
    if as_json:
        say_json(
            [
                {"type": one.record_type, "id": one.record_id, "name": one.name, "place": one.place, "code": one.code}
                for one in found
            ]
        )
    elif not found:
        say("Niets gevonden. Een paar letters van elk woord zijn genoeg.")
    else:
        say_table(
            ("Soort", "Kenmerk", "Naam", "Waar", "Code"),
            [
                (RECORD_WORDS[one.record_type].singular, one.record_id[:ID_SHOWN], one.name, one.place, one.code)
                for one in found
            ],
        )
        if count > len(found):
            say(f"Dit zijn de eerste {len(found)} van {count}. Typ meer woorden, of vraag om meer met --most.")
