"""Lines of the pots ledger as a table of numbers, for a file: of money the least and the most, each in a column of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from zorgarrangeur_tui.desk.ledger import LedgerBook
from zorgarrangeur_tui.desk.own_tables import OwnTable
from zorgarrangeur_tui.insight.ledger import Ledger, LedgerLine
from zorgarrangeur_tui.insight.ledger_amounts import Amount, Span
from zorgarrangeur_tui.insight.ledger_words import ledger_pot, year_text

ALL_PLACES, ALL_POTS = "alle scholen", "alles samen"
_NO_PLACE = "plek niet bekend"
_MEASURES = ("Gepland", "Gegeven", "Gedeclareerd", "Verwacht")
_HEADERS = (
    "School of zorglocatie",
    "Potje",
    "Budget (euro)",
    "Budget (minuten)",
    "Afgesproken (euro)",
    *(
        f"{measure}{what}"
        for measure in _MEASURES
        for what in (" (minuten)", ", laagste (euro)", ", hoogste (euro)", " zonder tarief (minuten)")
    ),
    "Over, laagste (euro)",
    "Over, hoogste (euro)",
    "Tekort, laagste (euro)",
    "Tekort, hoogste (euro)",
    "Over (minuten)",
    "Tekort (minuten)",
    "Schotten",
)

Line = tuple[str | None, str | None, LedgerLine]
"""A line with its place and its pot; None for all of them."""


def ledger_table(book: LedgerBook, ledger: Ledger, lines: Iterable[Line]) -> OwnTable:
    """Return lines as a table: whole euros and minutes of the whole year, and nothing where it is not known."""
    rows = [
        (
            ALL_PLACES if place is None else book.names.get(place) or _NO_PLACE,
            ALL_POTS if pot is None else ledger_pot(pot),
            *_numbers(line),
            sum(ledger.barriers_at(place, pot).values()),
        )
        for place, pot, line in lines
    ]
    return OwnTable(f"Potjes, {year_text(ledger)}", _HEADERS, rows)


def _numbers(line: LedgerLine) -> Iterator[int | None]:
    yield _euros(line.cents)
    yield line.minutes
    yield _euros(line.agreed_cents)
    for amount in (line.planned, line.given, line.declared, line.forecast):
        yield _whole(amount.minutes)
        yield from _bounds(amount.cents if _has_price(amount) else None)
        yield _whole(amount.unpriced)
    yield from _bounds(line.over)
    yield from _bounds(line.short)
    yield None if line.minutes_over is None else _whole(line.minutes_over)
    yield None if line.minutes_short is None else _whole(line.minutes_short)


def _has_price(amount: Amount) -> bool:
    """Tell whether its cost is known of at least a part: no cost beside time without a tariff is not a cost of nothing."""
    return bool(amount.cents[1]) or not amount.unpriced


def _bounds(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (_euros(span[0]), _euros(span[1]))


def _euros(cents: Fraction | None) -> int | None:
    return None if cents is None else _whole(cents / 100)


def _whole(number: Fraction) -> int:
    return int(number + Fraction(1, 2))
