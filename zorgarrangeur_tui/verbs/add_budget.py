"""Adding a budget to a school."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from datetime import date
from typing import Any

import click

from zorgarrangeur_tui.verbs.code_names import POTS
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import DAY, MINUTES_A_WEEK, Code
from zorgarrangeur_tui.verbs.output import json_option


class Euros(click.ParamType[int]):
    """An amount of money, in euro-cents."""

    name = "EURO"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the euro-cents of an amount such as 1.250,50."""
        from zorgarrangeur_tui.domain.money import EUROS_HINT, parse_euros

        if isinstance(value, int):
            return value
        try:
            cents = parse_euros(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)
        if cents is None:
            self.fail(EUROS_HINT, param, ctx)
        return cents


@click.command("budget")
@click.option("--school", required=True, metavar="CODE", help="The school (site code, name or id).")
@click.option("--pot", type=Code(POTS), help="Which pot pays; without it the budget is for all care together.")
@click.option("--minutes", "minutes_per_week", type=MINUTES_A_WEEK, help="Minutes of presence in a school week.")
@click.option("--euro", "cents", type=Euros(), help="Amount for the whole period, such as 1250 or 1.250,50.")
@click.option("--start", "starts_on", type=DAY, help="First day.")
@click.option("--end", "ends_on", type=DAY, help="Last day; it counts.")
@click.option("--name", metavar="TEXT", help="What it is called here.")
@click.option("--source", metavar="TEXT", help="Where this was decided.")
@json_option
@with_door
def budget(
    door: StoreDoor,
    school: str,
    pot: str | None,
    minutes_per_week: int | None,
    cents: int | None,
    starts_on: date | None,
    ends_on: date | None,
    name: str | None,
    source: str | None,
    as_json: bool,
) -> None:
    """Write down what may be spent at a school: hours a week, an amount, or both."""
    from zorgarrangeur_tui.desk.budgets import add_budget
    from zorgarrangeur_tui.verbs.added import given, tell
    from zorgarrangeur_tui.verbs.finding import find_school

    values = given(
        pot=pot,
        minutes_per_week=minutes_per_week,
        cents=cents,
        starts_on=starts_on,
        ends_on=ends_on,
        name=name,
        source=source,
    )
    with door.open() as store:
        added = add_budget(store, find_school(store, school).id, values)
    tell(added, as_json=as_json)
