"""What all care amounts to, along one cut."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table
from zorgarrangeur_tui.verbs.table_files import table_file, wanted_file

if TYPE_CHECKING:
    from zorgarrangeur_tui.desk.breakdowns import BreakdownPage
    from zorgarrangeur_tui.desk.own_tables import OwnTable
    from zorgarrangeur_tui.insight.breakdown import CareFigures

_CUTS = ("place", "municipality", "youth-region", "alliance", "law", "pot", "provider", "kind")


@click.command("figures")
@click.option(
    "--by", "cut", type=click.Choice(_CUTS), default="place", show_default=True, help="Along what to break down."
)
@table_file
@json_option
@with_door
def list_figures(door: StoreDoor, cut: str, out: Path | None, reason: str | None, as_json: bool) -> None:
    """All care of today: pupils, minutes needed to declared, cost, and what nobody pays. For your own use only.

    Minutes and euro-cents are a week. The parts make the total, but for pupils: one may count in several parts.
    """
    file = wanted_file(out, reason)
    from zorgarrangeur_tui.desk.breakdowns import breakdown_page, part_names
    from zorgarrangeur_tui.desk.care_lines import care_lines
    from zorgarrangeur_tui.insight.breakdown import Cut

    with door.open() as store:
        page = breakdown_page(care_lines(store), Cut(cut.replace("-", "_")), part_names(store))
        if file is not None:
            file.write(store, [_table(page)], as_json=as_json)
            return
    if as_json:
        parts = [{"code": part.code, "name": part.name, **_values(part.figures)} for part in page.parts]
        say_json({"by": cut, "parts": parts, "total": _values(page.total)})
        return
    _tell(page)


def _tell(page: BreakdownPage) -> None:
    table = _table(page)
    say_table(table.headers, table.texts)
    say("Uren en euro's per week, voor eigen gebruik. Publiceer ze niet: kleine aantallen zijn niet afgeschermd.")


def _table(page: BreakdownPage) -> OwnTable:
    from zorgarrangeur_tui.desk.own_tables import OwnTable
    from zorgarrangeur_tui.insight.breakdown_words import CUT_WORDS, cost_text, hours_text

    def cells(name: str, figures: CareFigures) -> tuple[str, ...]:
        hours = (hours_text(minutes) for minutes in (figures.needed, figures.planned, figures.unfunded))
        return (name, str(figures.pupils), *hours, cost_text(figures))

    rows = [cells(part.name, part.figures) for part in page.parts]
    headers = (CUT_WORDS[page.cut], "Leerlingen", "Nodig", "Gepland", "Niet betaald", "Kosten")
    return OwnTable("Zorg, uren en euro's per week", headers, [*rows, cells("Totaal", page.total)])


def _values(figures: CareFigures) -> dict[str, Any]:
    def known(minutes: Fraction, of: Fraction) -> dict[str, float] | None:
        return {"minutes": float(minutes), "of_needed": float(of)} if of else None

    return {
        "pupils": figures.pupils,
        "needs": figures.needs,
        "grey": figures.grey,
        "needed": float(figures.needed),
        "planned": float(figures.planned),
        "granted": known(figures.granted, figures.granted_of),
        "agreed": known(figures.agreed, figures.agreed_of),
        "realised": known(figures.realised, figures.realised_of),
        "declared": known(figures.declared, figures.declared_of),
        "unfunded": float(figures.unfunded),
        "cents": [round(amount) for amount in figures.cents],
        "unfunded_cents": [round(amount) for amount in figures.unfunded_cents],
        "without_tariff": float(figures.unpriced),
        "waiting_days": None if figures.waiting_days is None else float(figures.waiting_days),
        "waiting": figures.waiting,
    }
