"""The region desk on the command line, part by part."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table
from zorgarrangeur_tui.verbs.table_files import table_file, wanted_file

if TYPE_CHECKING:
    from zorgarrangeur_tui.desk.region_lines import RegionLine, RegionList

_PARTS = ("presence", "uncovered", "cap", "late", "bundles", "barriers", "unfunded")
_COLUMNS = {"presence": ("Zorgaanbieder", "Per week (V: vast)")}


@click.command("region")
@click.option("--part", type=click.Choice(_PARTS), default="presence", show_default=True, help="What to show.")
@table_file
@json_option
@with_door
def list_region(door: StoreDoor, part: str, out: Path | None, reason: str | None, as_json: bool) -> None:
    """All schools in the store, part by part, what needs attention first. For your own use only.

    Who is where, what is not covered, too many providers, late evaluations, how fresh bundles are, what stands in the way by
    law, and care that nobody pays. Children appear by pseudonym.
    """
    file = wanted_file(out, reason)
    from zorgarrangeur_tui.desk.looking import note_search
    from zorgarrangeur_tui.desk.own_tables import OwnTable
    from zorgarrangeur_tui.desk.region_desk import RegionDesk
    from zorgarrangeur_tui.desk.region_lines import EMPTY, HEADERS, NAMES_CHILDREN, PART_WORDS, RegionPart

    shown_part = RegionPart(part)
    headers = (*HEADERS[shown_part], *_COLUMNS.get(part, ()))
    with door.open() as store:
        shown = RegionDesk(store).part(shown_part)
        if shown_part in NAMES_CHILDREN:
            note_search(store, "region", len(shown.lines))
        rows = [row for line in shown.lines for row in _rows(shown, line)]
        if file is not None:
            title, children = f"Regio, {PART_WORDS[shown_part].lower()}", shown_part in NAMES_CHILDREN
            records = shown.records if children else ()
            table = OwnTable(title, headers, rows, names_children=children, records=records)
            file.write(store, [table], as_json=as_json)
            return
    if as_json:
        say_json([{"attention": line.attention, **line.values} for line in shown.lines])
        return
    if not shown.lines:
        say(EMPTY[shown_part])
        return
    say_table(headers, rows)
    say(f"{shown.summary}. Voor eigen gebruik: kleine aantallen zijn niet afgeschermd.")


def _rows(shown: RegionList, line: RegionLine) -> list[tuple[str, ...]]:
    """Return a line as a row; of who is where as a row per provider, for so many columns fit on no line."""
    cells = (f"{'! ' if line.attention else ''}{line.cells[0]}", *line.cells[1:])
    if not shown.providers:
        return [cells]
    return [(*cells, name, line.presence[key]) for key, name in shown.providers if key in line.presence] or [
        (*cells, "", "")
    ]
