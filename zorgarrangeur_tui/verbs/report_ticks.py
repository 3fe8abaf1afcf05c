"""The costs that went on because a pupil was not there, as a list for a spreadsheet."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import WEEK
from zorgarrangeur_tui.verbs.report_files import answer, check_ending, leaving

if TYPE_CHECKING:
    from zorgarrangeur_tui.desk.exports import Made
    from zorgarrangeur_tui.reports.imprint import Imprint


@click.command("standing-costs")
@click.option("--school", required=True, metavar="CODE", help="The school (site code, name or id).")
@click.option("--week", type=WEEK, help="Up to and including this ISO week; otherwise the last whole one.")
@leaving
@with_door
def standing_costs(door: StoreDoor, school: str, week: date | None, out: Path, reason: str, as_json: bool) -> None:
    """Make a CSV file of the Wlz time that was agreed and not declared because a pupil was absent, with pseudonyms."""
    check_ending(out, (".csv",))
    from zorgarrangeur_tui.desk.exports import Made, export_file
    from zorgarrangeur_tui.desk.standing_costs import cost_page
    from zorgarrangeur_tui.desk.ticking import last_whole_week, tick_page
    from zorgarrangeur_tui.reports.csv_text import csv_bytes
    from zorgarrangeur_tui.verbs.finding import find_school
    from zorgarrangeur_tui.verbs.tick_text import COST_COLUMNS, cost_cells

    with door.open() as store:
        at = find_school(store, school)

        def make(_: Imprint) -> Made:
            rows = cost_cells(cost_page(store, tick_page(store, at.id, week or last_whole_week(store))))
            return Made(csv_bytes(COST_COLUMNS, rows), len(rows))

        exported = export_file(store, out, make, reason=reason, what="standing_cost", subject=at.id)
    answer(exported, as_json=as_json)
