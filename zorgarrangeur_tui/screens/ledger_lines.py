"""The pots ledger on screen: a row per pot or per school, one in full, and by which rules. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from widgets.detail_view import Section
from widgets.record_source import Row
from widgets.record_table import Column
from zorgarrangeur_tui.desk.ledger import LedgerBook
from zorgarrangeur_tui.domain.budgets import NO_POT
from zorgarrangeur_tui.domain.figure_words import counted
from zorgarrangeur_tui.insight.ledger import WHOLE_PLACE, Ledger, LedgerLine, LedgerYear
from zorgarrangeur_tui.insight.ledger_words import (
    FOR_OWN_USE,
    HOW_RECKONED,
    SHARED_VISITS,
    YEAR_WORDS,
    amount_in_full,
    amount_text,
    budget_in_full,
    budget_text,
    last_day_text,
    ledger_pot,
    left_lines,
    left_text,
    rate_text,
    used_percent,
    whole_euros,
    year_text,
)
from zorgarrangeur_tui.keys.act_text import ActText

_FILL_IN = "Vul de vakantieregio in, of lees een vakantielijst in (Naslag, {Reference})."

_NOBODY = "\x00"
"""Key of the row of what nobody pays: a row needs a key, and that pot has no code."""


@dataclass(frozen=True, slots=True)
class LedgerView:
    """Which rows are shown.

    Attributes:
        year: over which year.
        per_place: a row per school; otherwise one per pot.
        inside: only of this place (a row per pot) or of this pot (a row per school); None for all.
    """

    year: LedgerYear = LedgerYear.SCHOOL
    per_place: bool = False
    inside: str | None = None

    @property
    def pot(self) -> str | None:
        """Of which pot the schools are shown; None for all pots."""
        return self.inside if self.per_place else None

    @property
    def place(self) -> str | None:
        """Of which school the pots are shown; None for all schools."""
        return None if self.per_place else self.inside

    def chosen(self, code: str) -> LedgerView:
        """Return the view of one row: the schools of a pot, or the pots of a school."""
        return LedgerView(self.year, not self.per_place, code)

    def key(self, code: str) -> tuple[str | None, str | None]:
        """Return the place and the pot of a row; None for all of them."""
        return (code, self.pot) if self.per_place else (self.place, code)

    def lines(self, ledger: Ledger) -> dict[str, LedgerLine]:
        """Return the lines that are shown, by pot or place: what is short first, then what takes most time."""
        found = ledger.per_place(self.pot) if self.per_place else ledger.per_pot(self.place)
        order = sorted(found, key=lambda code: (not found[code].is_short, -found[code].forecast.minutes, code))
        return {code: found[code] for code in order}

    def total(self, ledger: Ledger) -> LedgerLine:
        """Return all that is shown together."""
        return ledger.total(self.place, self.pot)


def columns(view: LedgerView, book: LedgerBook | None = None) -> tuple[Column, ...]:
    """Return the columns; the ones that matter most stay longest on a narrow screen.

    Args:
        view: which rows are shown.
        book: what they show, once it is read: without any budget nothing is over or short, and that column leaves first.
    """
    left = book is None or any(left_text(line) for line in view.lines(book.years[view.year]).values())
    return (
        Column("School of zorglocatie" if view.per_place else "Potje", 18, weight=1),
        Column("Budget", 11, priority=2, right=True),
        Column("Gepland", 19, priority=4, right=True),
        Column("Gegeven", 14, priority=5, right=True),
        Column("Gedeclareerd", 14, priority=6, right=True),
        Column("Verwacht", 19, priority=1, right=True),
        Column("Van budget", 10, priority=7, right=True),
        Column("Over of tekort", 22, priority=0 if left else 9, right=True),
        Column("Schot", 5, priority=8, right=True),
    )


def rows(view: LedgerView, book: LedgerBook) -> list[Row]:
    """Return the rows; one that is short carries a mark."""
    ledger = book.years[view.year]
    return [_row(view, book, ledger, code, line) for code, line in view.lines(ledger).items()]


def _row(view: LedgerView, book: LedgerBook, ledger: Ledger, code: str, line: LedgerLine) -> Row:
    barriers = sum(_barriers(view, ledger, code).values())
    cells = (
        line_name(view, book, code),
        budget_text(line),
        amount_text(line.planned),
        amount_text(line.given),
        amount_text(line.declared),
        amount_text(line.forecast),
        used_percent(line),
        left_text(line),
        str(barriers or ""),
    )
    return Row(code or _NOBODY, cells, ("warning",) if line.is_short else ())


def code_of(key: str | None) -> str | None:
    """Return the pot or place of a row."""
    return "" if key == _NOBODY else key


def line_name(view: LedgerView, book: LedgerBook, code: str) -> str:
    """Return what a row is about."""
    return place_name(book, code) if view.per_place else ledger_pot(code)


def place_name(book: LedgerBook, place: str) -> str:
    """Return the name of a school or care location."""
    return book.names.get(place) or "plek niet bekend"


def heading(view: LedgerView, book: LedgerBook) -> str:
    """Return what is shown."""
    what = "Potjes per school" if view.per_place else "Potjes"
    if view.inside is not None:
        what = (
            f"{ledger_pot(view.inside)}, per school"
            if view.per_place
            else f"{place_name(book, view.inside)}, per potje"
        )
    return f"{what}: {YEAR_WORDS[view.year]} {year_text(book.years[view.year])}"


def sections(view: LedgerView, book: LedgerBook, code: str | None) -> list[Section]:
    """Return the row under the cursor in full, all of it together, and by which rules."""
    ledger = book.years[view.year]
    if not ledger.lines:
        return [Section(paragraphs=("Hier komen bedragen zodra er een bezoek of een budget is.",))]
    found = []
    line = view.lines(ledger).get(code) if code is not None else None
    if code is not None and line is not None:
        place, pot = (code, view.pot) if view.per_place else (view.place, code)
        found.append(_in_full(book, view.year, line_name(view, book, code), place, pot))
    found.append(_in_full(book, view.year, "Alles bij elkaar", view.place, view.pot))
    shared = (SHARED_VISITS,) if ledger.shares_time(view.place) else ()
    return [*found, Section("Hoe is gerekend", paragraphs=(*_doubts(book), *shared, *HOW_RECKONED, FOR_OWN_USE))]


def _in_full(book: LedgerBook, year: LedgerYear, title: str, place: str | None, pot: str | None) -> Section:
    ledger = book.years[year]
    line = ledger.total(place, pot)
    shown = [("Budget", budget_in_full(line))]
    if line.agreed_cents is not None:
        shown.append(("Afgesproken, ernaast", whole_euros(line.agreed_cents)))
    shown += [
        ("Gepland, hele jaar", amount_in_full(line.planned)),
        ("Gegeven tot nu toe", amount_in_full(line.given)),
        ("Gedeclareerd tot nu toe", amount_in_full(line.declared)),
        (last_day_text(ledger.days[1]), f"{amount_in_full(line.forecast)} ({rate_text(ledger, place)})"),
        *left_lines(line),
    ]
    if pot is None and _any_budget(line) and line.outside.minutes:
        shown.append(("Zonder budget", amount_in_full(line.outside)))
    for other in LedgerYear:
        if other is not year:
            known = book.years[other]
            shown.append((last_day_text(known.days[1]), _other_year(known.total(place, pot), other)))
    blocked = [
        f"Schot, {counted(needs, 'zorgbehoefte', 'zorgbehoeften')}: {book.rules[rule].sentence}"
        for rule, needs in ledger.barriers_at(place, pot).items()
    ]
    return Section(title, shown, (*_why(pot), *blocked))


def _other_year(line: LedgerLine, year: LedgerYear) -> str:
    left = left_text(line)
    return f"{YEAR_WORDS[year]}: {amount_in_full(line.forecast)}{f', {left}' if left else ''}"


def _any_budget(line: LedgerLine) -> bool:
    return line.cents is not None or line.minutes is not None


def _why(pot: str | None) -> tuple[str, ...]:
    if pot == NO_POT:
        return ("Voor deze tijd is geen titel of potje bekend, of er is minder toegekend dan nodig is.",)
    if pot == WHOLE_PLACE:
        return ("Dit is alle zorg van scholen met een budget voor alle zorg samen, uit welk potje die ook komt.",)
    return ()


def _barriers(view: LedgerView, ledger: Ledger, code: str) -> dict[str, int]:
    return ledger.barriers_at(*view.key(code))


def _doubts(book: LedgerBook) -> tuple[str, ...]:
    if not book.uncertain:
        return ()
    told = (
        f"Let op: van {counted(book.uncertain, 'school is', 'scholen zijn')} niet alle vakanties in deze jaren bekend. Daar is "
        "te veel gepland en verwacht."
    )
    return (ActText(told, _FILL_IN, without="Vul de vakantieregio in, of lees een vakantielijst in (Naslag)."),)
