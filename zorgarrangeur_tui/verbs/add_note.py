"""Writing a visit note."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from dataclasses import replace
from datetime import date

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import DAY, TIME
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, warn


@click.command("note")
@click.option("--school", required=True, metavar="CODE", help="The school (site code, name or id).")
@click.option("--case", "reference", metavar="REF", help="The case; by default the one running case of the school.")
@click.option("--day", type=DAY, help="Day of the visit; today by default.")
@click.option("--start", type=TIME, help="When it began; now by default.")
@click.option("--end", type=TIME, help="When it ended.")
@click.option("--present", multiple=True, metavar="ROLE", help="Who was there, by role, no names; repeatable.")
@click.argument("lines", metavar="LINE...", nargs=-1, required=True)
@json_option
@with_door
def note(
    door: StoreDoor,
    school: str,
    reference: str | None,
    day: date | None,
    start: int | None,
    end: int | None,
    present: tuple[str, ...],
    lines: tuple[str, ...],
    as_json: bool,
) -> None:
    """Write a visit note; every LINE is one thing seen, agreed, asked or to be done.

    "groep 3: text" is about a group, "! text @role morgen" an action, "= text" an agreement, "? text" a question, "+ text"
    a change in the care. "doel: text" and "volgend bezoek: 1/12" say what they say. A * at the end of a line means that it
    may be shared. A pseudonym of a child in a case of this school links the line to that child.
    """
    from storage.clock import local_date
    from zorgarrangeur_tui.desk.cases import find_case
    from zorgarrangeur_tui.desk.note_places import proposed_place, running_cases
    from zorgarrangeur_tui.desk.visit_notes import save_note
    from zorgarrangeur_tui.domain.note_text import parse_note
    from zorgarrangeur_tui.verbs.finding import find_school

    with door.open() as store:
        place = proposed_place(store, school_id=find_school(store, school).id)
        several = len(running_cases(store, place)) > 1 and reference is None
        if reference is not None:
            place = replace(place, case_id=find_case(store, reference).id)
        place = replace(
            place, day=day or place.day, start_minute=place.start_minute if start is None else start, end_minute=end
        )
        today = local_date(store.clock)
        heads = [f"met: {', '.join(present)}"] if present else []
        written = parse_note("\n".join((*heads, *lines)), lambda text: door.environment.read_day(text, today))
        saved = save_note(store, place, written)
    if as_json:
        say_json({"type": "visit_note", "id": saved.id, "case": saved.case_id or None, "lines": len(written.entries)})
    else:
        count = len(written.entries)
        say(f"Toegevoegd: bezoekverslag met {count} {'regel' if count == 1 else 'regels'} (kenmerk {saved.id}).")
    if several:
        warn(
            "Let op: deze school heeft meer dan één casus die loopt; het verslag hoort bij geen casus. Geef --case mee."
        )
