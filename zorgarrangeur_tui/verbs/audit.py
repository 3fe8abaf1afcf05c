"""The access log: whether it is whole, what is in it, and what was seen of the log of others."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zorgarrangeur_tui.desk.files import new_file, read_input
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.exit_codes import ExitCode
from zorgarrangeur_tui.verbs.listed_group import ListedGroup
from zorgarrangeur_tui.verbs.option_types import DAY
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table, warn

if TYPE_CHECKING:
    from storage.audit import LogRow
    from storage.store import Store

_RECORD_ID = re.compile(r"[0-9a-f]{32}")


@click.group("audit", cls=ListedGroup)
def command() -> None:
    """Read and check the access log."""


@command.command("verify")
@click.option(
    "--anchors",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What a contact saw of this log, as they made it with 'audit anchors export'.",
)
@json_option
@with_door
def verify(door: StoreDoor, file: Path | None, as_json: bool) -> int:
    """Check that no row of the access log was changed, left out or cut off (exit code 3 when one was).

    Whoever has the keys can write a log anew, and whoever puts an old copy of the files back needs none. Only with --anchors
    that is found.
    """
    from storage.anchor_file import MAX_ANCHOR_FILE_BYTES
    from zorgarrangeur_tui.desk.log_checks import check_anchors

    data = read_input(file, MAX_ANCHOR_FILE_BYTES) if file else None
    with door.open() as store:
        checked = check_anchors(store, data) if data is not None else None
        fault = store.log_fault() or (checked.fault if checked else None)
    if as_json:
        say_json({"whole": fault is None, "fault": fault} | ({"anchors": checked.count} if checked else {}))
    elif fault is None:
        say("Het logboek is heel: geen regel is gewijzigd of weggehaald.", *([checked.sentence] if checked else []))
    if fault is None:
        return ExitCode.DONE
    warn(fault, "Meld dit aan de functionaris gegevensbescherming.")
    return ExitCode.REFUSED


@command.command("show")
@click.option(
    "--pupil", metavar="PUPIL", help="Only what is about this pupil (pseudonym or id; also one erased, by id)."
)
@click.option("--from", "first", type=DAY, help="From this day.")
@click.option("--until", "last", type=DAY, help="Up to and including this day.")
@json_option
@with_door
def show(door: StoreDoor, pupil: str | None, first: date | None, last: date | None, as_json: bool) -> None:
    """Show who saw or changed what, oldest first. That it was shown is itself logged."""
    from storage.log_reading import LogRows, LogSelection
    from zorgarrangeur_tui.desk.access_log import LogReader
    from zorgarrangeur_tui.desk.looking import note_log_read

    with door.open() as store:
        subject = _pupil_id(store, pupil) if pupil else ""
        rows = list(LogRows(store, LogSelection(subject, first, last)))
        reader = LogReader(store)
        lines = [] if as_json else reader.lines(rows)
        values = [_values(row, reader.who(row)) for row in rows] if as_json else []
        note_log_read(store, subject)
    if as_json:
        say_json(values)
    elif lines:
        say_table(
            ("Wanneer", "Wie", "Wat", "Over", "Reden en bijzonderheden"),
            [(line.when, line.who, line.what, line.about, line.why) for line in lines],
        )
    else:
        say("Hier staat niets over in het logboek.")


@command.group("anchors")
def anchors() -> None:
    """What bundles told of the access log of others: anchors that an old or rewritten log does not hold."""


@anchors.command("export")
@click.option("--of", "contact", required=True, metavar="FINGERPRINT", help="Whose log: the contact's fingerprint.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE", help="A new file.")
@with_door
def export(door: StoreDoor, contact: str, out: Path) -> None:
    """Write what you saw of a contact's log, signed, for them or their auditor to check it with 'audit verify --anchors'."""
    from zorgarrangeur_tui.desk.log_checks import anchors_of
    from zorgarrangeur_tui.verbs.contact_finding import find_contact

    with new_file(out) as write, door.open() as store:
        found = find_contact(store, contact)
        made = anchors_of(store, found)
        write(made.data)
    count = "1 anker" if made.count == 1 else f"{made.count} ankers"
    say(f"{out} is gemaakt: {count} van het logboek van {found.card.label}. Geef het aan wie dat logboek controleert.")


def _pupil_id(store: Store, typed: str) -> str:
    """Return the id of a pupil. One that was taken away or erased is found by its whole id only."""
    from zorgarrangeur_tui.verbs.finding import find

    text = typed.strip().casefold()
    return text if _RECORD_ID.fullmatch(text) else find(store, "pupil", typed).id


def _values(row: LogRow, who: str) -> dict[str, Any]:
    return {
        "number": row.number,
        "at": row.at,
        "who": who,
        "actor": row.actor,
        "role": row.role,
        "device": row.device,
        "action": row.action,
        "object": row.object,
        "subject": row.subject,
        "reason": row.reason,
        "outcome": row.outcome,
        "details": row.details,
    }
