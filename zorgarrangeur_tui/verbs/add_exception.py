"""Deciding about a recurring visit on one day."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from datetime import date

import click

from zorgarrangeur_tui.verbs.code_names import CANCELLATION_CAUSES
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import DAY, TIME, Code, Whole
from zorgarrangeur_tui.verbs.output import json_option, say, say_json


@click.command("exception")
@click.argument("visit", metavar="VISIT")
@click.argument("day", metavar="DATE", type=DAY)
@click.option("--cancel", "cause", type=Code(CANCELLATION_CAUSES), help="It falls away, for this cause.")
@click.option("--to", "moved_to", type=DAY, help="It is on another day.")
@click.option("--start", "start_minute", type=TIME, help="When it begins that day.")
@click.option("--minutes", "duration_minutes", type=Whole(1, 24 * 60), help="How long it takes that day.")
@click.option("--professional", metavar="NAME", help="Who comes instead (name or id).")
@click.option("--note", metavar="TEXT", help="Anything else.")
@click.option("--usual", is_flag=True, help="It is as usual again that day.")
@json_option
@with_door
def exception(
    door: StoreDoor,
    visit: str,
    day: date,
    cause: str | None,
    moved_to: date | None,
    start_minute: int | None,
    duration_minutes: int | None,
    professional: str | None,
    note: str | None,
    usual: bool,
    as_json: bool,
) -> None:
    """Let a recurring visit be different on one day: cancelled, at another time or day, or by somebody else.

    DATE is the day on which the visit is due. What was decided about that day before is replaced.
    """
    from zorgarrangeur_tui.desk.refusals import require
    from zorgarrangeur_tui.desk.visit_edits import decide_day, undo_day
    from zorgarrangeur_tui.domain.visit_day_words import day_words
    from zorgarrangeur_tui.verbs.added import given
    from zorgarrangeur_tui.verbs.finding import find, find_professional

    with door.open() as store:
        found = find(store, "visit_pattern", visit)
        values = given(
            moved_to=moved_to,
            start_minute=start_minute,
            duration_minutes=duration_minutes,
            professional_id=find_professional(store, professional).id if professional else None,
            note=note,
        )
        if cause is not None:
            require({"cause": _EITHER} if values.keys() - {"note"} else {})
            values |= {"kind": "cancelled", "cause": cause}
        require({"usual": _EITHER} if usual and values else {})
        require({} if usual or values else {"day": _NOTHING})
        decided = None if usual else decide_day(store, found.id, day, values)
        if usual:
            undo_day(store, found.id, day)
    if as_json:
        say_json({"type": "visit_exception", "id": decided.id if decided else None, "visit": found.id, "day": day})
    elif decided is None:
        say(f"Op {day_words(day)} is het bezoek zoals in het vaste rooster.")
    else:
        say(f"Alleen op {day_words(day)} is het bezoek anders. `zorgarrangeur undo` zet het terug.")


_EITHER = "Kies één ding: --cancel, --usual, of een andere tijd, dag of professional."
_NOTHING = "Zeg wat er die dag anders is, zoals --cancel agreed of --start 10:00."
