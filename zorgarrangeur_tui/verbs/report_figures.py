"""A table of figures that leaves, made safe first."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import say, say_json
from zorgarrangeur_tui.verbs.report_files import answer, check_ending, leaving

if TYPE_CHECKING:
    from zorgarrangeur_tui.desk.publications import TablesPlan

_CUTS = ("place", "municipality", "youth-region", "alliance", "law", "pot", "provider", "kind")


@click.command("figures")
@click.option("--by", "rows", type=click.Choice(_CUTS), default="place", show_default=True, help="One row for each.")
@click.option("--across", "columns", type=click.Choice(("kind", "law", "pot")), help="One column for each.")
@click.option(
    "--count",
    "counted",
    type=click.Choice(("children", "minutes")),
    default="children",
    show_default=True,
    help="What.",
)
@click.option("--for", "audience", type=click.Choice(("region", "outside")), required=True, help="Who will read it.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be hidden and why; nothing is written.")
@leaving
@with_door
def figures(
    door: StoreDoor,
    rows: str,
    columns: str | None,
    counted: str,
    audience: str,
    dry_run: bool,
    out: Path,
    reason: str,
    as_json: bool,
) -> None:
    """Make a table of care that others may read, as .csv: small figures are hidden, and cannot be found back.

    It is held against every earlier table for the same readers, and remembered for the next one.
    """
    check_ending(out, (".csv",))
    from zorgarrangeur_tui.desk.publications import Audience, TableChoice, plan_table, publish_table
    from zorgarrangeur_tui.insight.breakdown import Cut
    from zorgarrangeur_tui.insight.publishable import Counted, across

    below = Cut(rows.replace("-", "_"))
    beside = Cut(columns) if columns else across(below)[0]
    if beside not in across(below):
        allowed = " of ".join(across(below))
        raise click.UsageError(f"Bij --by {rows} hoort --across {allowed}. Er is niets gemaakt.")
    with door.open() as store:
        plan = plan_table(store, TableChoice(below, beside, Counted(counted), Audience(audience)))
        if dry_run:
            _tell(plan, as_json=as_json)
            return
        exported = publish_table(store, plan, out, reason=reason)
    answer(exported, as_json=as_json, about=f"{plan.table.sentence} {plan.rules_in_words}")


def _tell(plan: TablesPlan, *, as_json: bool) -> None:
    if as_json:
        hidden = [
            {"row": row, "column": column, "reason": reason.name.lower()}
            for (row, column), reason in plan.table.hidden.items()
        ]
        say_json({"figures": len(plan.table.table.places), "hidden": hidden, "compared_with": plan.earlier})
        return
    say("Dit is een proef: er is niets gemaakt.", plan.table.sentence, plan.rules_in_words)
    say(*(f"{why}: {places}" for why, places in plan.hidden_in_words))
