"""Parts that documents with figures share: care as bars and as a table, both ways of giving it, and what that assumes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zorgarrangeur_tui.domain.figure_words import counted, fraction_text, percent_text
from zorgarrangeur_tui.insight.assumptions import Assumed
from zorgarrangeur_tui.insight.breakdown import CareFigures
from zorgarrangeur_tui.insight.breakdown_words import cost_text, euros_text, hours_text
from zorgarrangeur_tui.insight.collective import Swing
from zorgarrangeur_tui.insight.collective_words import assumption_text, bounds_text, changed_text, saving_text
from zorgarrangeur_tui.insight.figures import Amounts
from zorgarrangeur_tui.insight.ledger import Ledger
from zorgarrangeur_tui.insight.ledger_words import (
    SHARED_VISITS,
    amount_text,
    budget_text,
    last_day_text,
    ledger_pot,
    left_text,
    whole_euros,
    year_text,
)
from zorgarrangeur_tui.reports.paper import Bar, Fact, Part, Table

NamedFigures = tuple[str, CareFigures]
"""What a part of the care is called, and its figures."""

INTERNAL = (
    "Intern: precieze cijfers, kleine aantallen niet afgeschermd. Niet publiceren en niet buiten het overleg delen."
)
"""At the top of every page of a document with exact figures."""

NO_TARIFF = "Van geen enkele zorg hier is een tarief bekend. In euro's is er dan niets te vergelijken: vul tarieven aan in Naslag."
"""In the place of what a comparison comes down to in money."""

WEEKLY_COST = "Kosten: minuten die nodig zijn tegen de uurtarieven in Naslag; + is: van een deel is geen tarief bekend, – is: van niets."


def coverage_bars(kinds: Mapping[str, Amounts], names: Mapping[str, str]) -> tuple[Bar, ...]:
    """Return care as bars: the outline is what is needed, what is filled is covered; most needed first.

    Args:
        kinds: what is needed and covered, per code of a kind of care or of a place.
        names: what each is called.
    """
    longest = max((one.needed for one in kinds.values()), default=0)
    return tuple(
        Bar(
            names[code],
            f"{_time(one.covered_per_week)} van {_time(one.needed_per_week)} ({percent_text(one.percent)})",
            Fraction(one.needed, longest) if longest else Fraction(),
            Fraction(one.covered, longest) if longest else Fraction(),
        )
        for code, one in sorted(kinds.items(), key=lambda pair: (-pair[1].needed, names[pair[0]]))
    )


def minutes_bars(parts: Sequence[NamedFigures], total: CareFigures) -> tuple[Bar, ...]:
    """Return the minutes of each part as a bar: the outline is all care, what is filled is this part."""
    return tuple(
        Bar(
            name,
            f"{hours_text(one.needed) or '0:00'} ({percent_text(int(100 * one.needed / total.needed + Fraction(1, 2)))})",
            Fraction(1),
            one.needed / total.needed,
        )
        for name, one in parts
        if total.needed
    )


def payers_table(header: str, parts: Sequence[NamedFigures]) -> Table:
    """Return care per part: children, minutes, what nobody pays, and what it costs a week."""
    rows = tuple(
        (name, str(one.pupils), hours_text(one.needed), hours_text(one.unfunded), cost_text(one)) for name, one in parts
    )
    return Table((header, "Leerlingen", "Nodig", "Niemand betaalt", "Kosten per week"), rows, (5, 2, 2, 3, 3))


def unpaid_table(header: str, parts: Iterable[NamedFigures]) -> Table:
    """Return the parts of which nobody pays something, most first."""
    found = sorted((pair for pair in parts if pair[1].unfunded), key=lambda pair: (-pair[1].unfunded, pair[0]))
    rows = tuple(
        (name, hours_text(one.needed), hours_text(one.unfunded), euros_text(one.unfunded_cents)) for name, one in found
    )
    return Table((header, "Nodig", "Niemand betaalt", "Kosten daarvan per week"), rows, (5, 2, 3, 4))


def waiting_table(header: str, parts: Iterable[NamedFigures]) -> Table:
    """Return per part how long a decision takes, and how many needs wait for one. Only what was asked for is in it."""
    rows = tuple(
        (name, str(len(one.waited)), str(one.waiting or ""), days_text(one.waiting_days))
        for name, one in parts
        if one.waited
    )
    return Table((header, "Aanvragen", "Zorgbehoeften die wachten", "Middelste wachttijd"), rows, (5, 2, 4, 3))


def budgets_part(ledger: Ledger, place_id: str | None = None) -> Part:
    """Return the pots of a school year that have a budget or an agreed amount, at one place or everywhere."""
    lines = ledger.per_pot(place_id)
    rows = tuple(
        (
            ledger_pot(pot),
            budget_text(line),
            whole_euros(line.agreed_cents),
            amount_text(line.planned),
            amount_text(line.forecast),
            left_text(line),
        )
        for pot, line in sorted(
            lines.items(), key=lambda pair: (not pair[1].is_short, -pair[1].forecast.minutes, pair[0])
        )
        if line.cents is not None or line.minutes is not None or line.agreed_cents is not None
    )
    return Part(
        "Budget en verwachting",
        table=Table(
            ("Potje", "Budget", "Afgesproken", "Gepland", "Verwacht", "Over of tekort"), rows, (6, 5, 6, 10, 10, 7)
        ),
        nothing="Er zijn voor dit schooljaar nog geen budgetten of afgesproken bedragen vastgelegd.",
        source=f"Schooljaar {year_text(ledger)}. {last_day_text(ledger.days[1])}: wat gegeven is, plus wat het rooster nog brengt. "
        "Afgesproken bedragen tellen niet op bij het budget. Bron: budgetten, afspraken en rooster; u = uren."
        + (f" {SHARED_VISITS}" if ledger.shares_time(place_id) else "")
        if rows
        else "",
    )


def days_text(days: Fraction | None) -> str:
    """Return "42 dagen"; "" when nothing was asked for."""
    if days is None:
        return ""
    return "1 dag" if days == 1 else f"{fraction_text(days)} dagen"


def unfunded_words(total: CareFigures) -> str:
    """Return what nobody pays a week: "7:30 uur per week, € 450"."""
    if not total.unfunded:
        return "niets: alle zorg heeft een betaler"
    cents = euros_text(total.unfunded_cents)
    known = " voor zover er een tarief is" if total.unpriced else ""
    return f"{hours_text(total.unfunded)} uur per week" + (f", {cents}{known}" if cents else "")


def waiting_words(total: CareFigures) -> str:
    """Return how many needs wait for a decision and how long decisions take; "" when nothing was asked for."""
    if not total.waited:
        return ""
    waits = counted(total.waiting, "zorgbehoefte", "zorgbehoeften") if total.waiting else "niemand"
    return f"{waits}; middelste wachttijd {days_text(total.waiting_days)}"


def coverage_words(amounts: Amounts) -> str:
    """Return what is covered a week, and which part that is."""
    return (
        f"{_time(amounts.covered_per_week)} van {_time(amounts.needed_per_week)} uur ({percent_text(amounts.percent)})"
    )


def sensitivity_table(swings: Iterable[Swing], assumed: Assumed) -> Table:
    """Return every assumption that makes a difference, with its bounds and what each bound makes of the yearly balance."""
    rows = tuple(
        (
            assumed.rules[one.name].title,
            assumption_text(assumed.rules[one.name], assumed[one.name]),
            bounds_text(assumed.rules[one.name]),
            saving_text(one.at_low),
            saving_text(one.at_high),
        )
        for one in swings
        if one.at_low != one.at_high
    )
    headers = ("Aanname", "Getal", "Laag tot hoog", "Alles per jaar bij laag", "Alles per jaar bij hoog")
    return Table(headers, rows, (4, 2, 3, 5, 5))


def sensitivity_part(swings: Sequence[Swing], assumed: Assumed, lead: str) -> Part:
    """Return what the outcome depends on: every assumption apart, and which make no difference.

    Args:
        swings: what each assumption does, the most important first.
        assumed: the assumptions.
        lead: what is to be told first, in sentences.
    """
    return Part(
        "Waar de uitkomst van afhangt",
        lines=(lead, *filter(None, (no_difference_text(swings, assumed),))),
        table=sensitivity_table(swings, assumed),
    )


def short_facts(total: CareFigures, amounts: Amounts) -> list[Fact]:
    """Return what all care comes down to; a fact of which nothing is to be told is empty."""
    return [
        ("Leerlingen met zorg", str(total.pupils)),
        ("Gedekt door het rooster", coverage_words(amounts)),
        ("Niemand betaalt", unfunded_words(total)),
        ("Kosten per week", cost_text(total)),
        ("Wacht op een besluit", waiting_words(total)),
    ]


def no_difference_text(swings: Iterable[Swing], assumed: Assumed) -> str:
    """Return which assumptions make no difference to the balance here, with their numbers; "" when all do."""
    told = [
        f"{assumed.rules[one.name].title.lower()} ({assumption_text(assumed.rules[one.name], assumed[one.name])})"
        for one in swings
        if one.at_low == one.at_high
    ]
    return f"Maakt voor de uitkomst in euro's nu geen verschil: {', '.join(told)}." if told else ""


def assumptions_part(assumed: Assumed) -> Part:
    """Return every assumption with its number, how far it is uncertain, what it means and where it comes from."""
    rows = tuple(
        (rule.title, assumption_text(rule, assumed[name]), bounds_text(rule), rule.words, rule.source)
        for name, rule in assumed.rules.items()
    )
    return Part(
        "Aannames van de vergelijking",
        table=Table(("Aanname", "Getal", "Laag tot hoog", "Wat het is", "Bron"), rows, (4, 2, 3, 6, 6)),
        source=f"{changed_text(assumed)} Minuten, wetten en tarieven zijn geen aannames: die staan zo "
        "vast in deze opslag.",
    )


@dataclass(frozen=True, slots=True)
class ScenarioColumns:
    """Scenarios beside the proposal.

    Attributes:
        names: what stands above each column; the first is the proposal.
        outcomes: what and what it comes to, a cell per column.
        differing: the assumptions that differ, the same way.
        lines: what is to be told of them, in sentences.
    """

    names: tuple[str, ...]
    outcomes: tuple[tuple[str, ...], ...]
    differing: tuple[tuple[str, ...], ...]
    lines: tuple[str, ...] = ()


def scenario_parts(columns: ScenarioColumns | None) -> tuple[Part, ...]:
    """Return scenarios side by side: what it comes to, and which assumptions differ. Nothing without scenarios."""
    if columns is None:
        return ()
    widths = (4, *(4 for _ in columns.names))
    return (
        Part(
            "Scenario's naast elkaar",
            lines=columns.lines,
            table=Table(("Samen, met een vast team", *columns.names), columns.outcomes, widths),
            source="Elke kolom is dezelfde zorg onder andere aannames. Minder en meer zijn ten opzichte van zorg per kind, zoals nu. "
            "Bedragen zijn van laag tot hoog, niet preciezer dan de tarieven.",
        ),
        Part(
            "Waarin de scenario's verschillen",
            table=Table(("Aanname", *columns.names), columns.differing, widths),
            nothing="De gekozen scenario's hebben dezelfde aannames als het voorstel.",
            source="Alle andere aannames zijn gelijk." if columns.differing else "",
        ),
    )


def _time(minutes: int) -> str:
    return hours_text(Fraction(minutes)) or "0:00"
