"""The problem that the planner works on, as a file: ids, times and kinds of care, no names."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import Code
from zorgarrangeur_tui.verbs.report_files import answer, check_ending, leaving

if TYPE_CHECKING:
    from zorgarrangeur_tui.desk.exports import Made
    from zorgarrangeur_tui.reports.imprint import Imprint


@click.command("problem")
@click.option(
    "--school", "schools", multiple=True, metavar="CODE", help="A school; repeatable. None: the whole region."
)
@click.option("--mode", type=Code(("fill", "anew")), default="anew", show_default=True, help="As for 'plan'.")
@leaving
@with_door
def problem(door: StoreDoor, schools: tuple[str, ...], mode: str, out: Path, reason: str, as_json: bool) -> None:
    """Make a JSON file of what the planner would plan from next Monday on. It has references of children, no names."""
    check_ending(out, (".json",))
    from storage.clock import local_date
    from zorgarrangeur_tui.desk.exports import Made, export_file
    from zorgarrangeur_tui.desk.planner import PlanAsk, PlanMode, prepare
    from zorgarrangeur_tui.desk.publishing import next_monday
    from zorgarrangeur_tui.planning.problem_json import problem_text
    from zorgarrangeur_tui.verbs.finding import find_school

    with door.open() as store:
        ids = tuple(find_school(store, typed).id for typed in schools)

        def make(_: Imprint) -> Made:
            ask = PlanAsk(day=next_monday(local_date(store.clock)), school_ids=ids, mode=PlanMode(mode))
            planned = prepare(store, ask)
            return Made(problem_text(planned.problem).encode(), len(planned.problem.lines))

        exported = export_file(
            store, out, make, reason=reason, what="planning", subject=ids[0] if len(ids) == 1 else ""
        )
    answer(exported, as_json=as_json)
