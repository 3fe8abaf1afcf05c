"""The pots ledger on the command line."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table
from zorgarrangeur_tui.verbs.table_files import table_file, wanted_file

if TYPE_CHECKING:
    from zorgarrangeur_tui.desk.ledger import LedgerBook
    from zorgarrangeur_tui.insight.ledger import Ledger, LedgerLine
    from zorgarrangeur_tui.insight.ledger_amounts import Amount, Span

_HEADERS = ("School", "Potje", "Budget", "Gepland", "Gegeven", "Gedeclareerd", "Verwacht", "Over of tekort")
_KEYS = {"pot": (False, True), "school": (True, False), "both": (True, True)}


@click.command("ledger")
@click.option("--by", type=click.Choice(list(_KEYS)), default="pot", show_default=True, help="What a line is about.")
@click.option(
    "--year",
    type=click.Choice(("school", "calendar")),
    default="school",
    show_default=True,
    help="Forecast to 31 July or to 31 December.",
)
@click.option("--school", metavar="CODE", help="Only this school (site code, name or id).")
@table_file
@json_option
@with_door
def list_ledger(
    door: StoreDoor, by: str, year: str, school: str | None, out: Path | None, reason: str | None, as_json: bool
) -> None:
    """Pots: budget, planned, given, declared, forecast, what is over or short, and blocked combinations.

    Minutes and euro-cents are of the whole year of today. For your own use only.
    """
    file = wanted_file(out, reason)
    from zorgarrangeur_tui.desk.ledger import read_ledger
    from zorgarrangeur_tui.desk.ledger_table import ledger_table
    from zorgarrangeur_tui.insight.ledger import LedgerYear
    from zorgarrangeur_tui.verbs.finding import find_school

    with door.open() as store:
        at = find_school(store, school).id if school else None
        book = read_ledger(store)
        ledger = book.years[LedgerYear(year)]
        lines = _lines(ledger, by, at)
        if file is not None:
            table = ledger_table(book, ledger, [*lines, (at, None, ledger.total(at))])
            file.write(store, [table], as_json=as_json)
            return
    if as_json:
        say_json(
            {
                "first_day": ledger.days[0],
                "last_day": ledger.days[1],
                "schools_with_unknown_holidays": book.uncertain,
                "lines": [_values(book, ledger, place, pot, line) for place, pot, line in lines],
                "total": _values(book, ledger, at, None, ledger.total(at)),
            }
        )
        return
    _tell(book, ledger, [*lines, (at, None, ledger.total(at))])


_Line = tuple[str | None, str | None, "LedgerLine"]


def _lines(ledger: Ledger, by: str, at: str | None) -> list[_Line]:
    """Return the lines asked for, each with its place and pot; None for all of them."""
    with_place, with_pot = _KEYS[by]
    keys = sorted(
        {
            (place if with_place else at, pot if with_pot else None)
            for place, pot in ledger.lines
            if at in (None, place)
        },
        key=str,
    )
    return [(place, pot, ledger.total(place, pot)) for place, pot in keys]


def _rows(book: LedgerBook, lines: list[_Line]) -> list[tuple[str, ...]]:
    from zorgarrangeur_tui.desk.ledger_table import ALL_PLACES, ALL_POTS
    from zorgarrangeur_tui.insight.ledger_words import amount_text, budget_text, ledger_pot, left_text

    def cells(place: str | None, pot: str | None, line: LedgerLine) -> tuple[str, ...]:
        return (
            ALL_PLACES if place is None else book.names.get(place, ""),
            ALL_POTS if pot is None else ledger_pot(pot),
            budget_text(line),
            *map(amount_text, (line.planned, line.given, line.declared, line.forecast)),
            f"{'! ' if line.is_short else ''}{left_text(line)}",
        )

    return [cells(*line) for line in lines]


def _tell(book: LedgerBook, ledger: Ledger, lines: list[_Line]) -> None:
    from zorgarrangeur_tui.insight.ledger_words import FOR_OWN_USE, HOW_RECKONED, SHARED_VISITS, rate_text, year_text

    if len(lines) == 1:
        say("Er is nog geen bezoek of budget.")
        return
    say_table(_HEADERS, _rows(book, lines))
    say(f"Over {year_text(ledger)}; {rate_text(ledger)}.")
    for rule, needs in ledger.barriers_at(lines[-1][0]).items():
        say(f"Schot, {needs} keer: {book.rules[rule].sentence}")
    shared = (SHARED_VISITS,) if ledger.shares_time(lines[-1][0]) else ()
    for paragraph in (*shared, *HOW_RECKONED, FOR_OWN_USE):
        say(paragraph)


def _values(book: LedgerBook, ledger: Ledger, place: str | None, pot: str | None, line: LedgerLine) -> dict[str, Any]:
    from zorgarrangeur_tui.insight.ledger_words import ledger_pot

    rate = ledger.rates.get(place) if place is not None else None
    return {
        "school": None if place is None else {"id": place, "name": book.names.get(place, "")},
        "pot": pot,
        "pot_name": None if pot is None else ledger_pot(pot),
        "budget_cents": None if line.cents is None else round(line.cents),
        "budget_minutes": line.minutes,
        "agreed_cents": None if line.agreed_cents is None else round(line.agreed_cents),
        "amounts_not_divided": line.undated,
        "planned": _amount(line.planned),
        "given": _amount(line.given),
        "declared": _amount(line.declared),
        "forecast": _amount(line.forecast),
        "share_given": None if rate is None else float(rate),
        "over_cents": _span(line.over),
        "short_cents": _span(line.short),
        "over_minutes": None if line.minutes_over is None else round(line.minutes_over),
        "short_minutes": None if line.minutes_short is None else round(line.minutes_short),
        "blocked_needs": ledger.barriers_at(place, pot),
    }


def _amount(amount: Amount) -> dict[str, Any]:
    return {
        "minutes": round(amount.minutes),
        "cents": _span(amount.cents),
        "minutes_without_tariff": round(amount.unpriced),
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [round(cents) for cents in span]
