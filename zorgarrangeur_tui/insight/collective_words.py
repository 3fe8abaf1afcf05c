"""What a comparison of individual and collective care says in Dutch. No amount is more precise than what it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from zorgarrangeur_tui.domain.figure_words import fraction_text
from zorgarrangeur_tui.insight.assumptions import Assumed, Assumption
from zorgarrangeur_tui.insight.breakdown import Span
from zorgarrangeur_tui.insight.breakdown_words import euros_text, hours_text
from zorgarrangeur_tui.insight.collective import Comparison
from zorgarrangeur_tui.insight.collective_region import Together
from zorgarrangeur_tui.keys.act_text import ActText

_HOUR = 60
_WIDEST = 16
_UNITS = {"pupils": "", "percent": " %", "euros": "", "hours": " uur", "weeks": " weken", "number": ""}

HOW_COMPARED = (
    "Dezelfde zorg, twee keer geteld. Per kind: elke minuut tegen het tarief van de eigen wet, zoals het nu gaat. Samen: één "
    "vast team op de school. Zorg die één op één moet, houdt zijn eigen minuten. Begeleiding kan het team voor een deel aan "
    "meer leerlingen tegelijk geven. Daar komt de tijd eromheen bij.",
    "Wlz en Zvw zijn rechten van het kind zelf: dat geld en die uren blijven op naam, en kosten in beide gevallen hetzelfde. De "
    "besparing zit dus alleen in de Jeugdwet en in geld van school en gemeente.",
    ActText(
        "Zorg zonder tarief telt wel mee in de uren, maar niet in de euro's.",
        "Vul tarieven aan in Naslag ({Reference}). Werk aan besluiten en voorkomen trajecten staan apart: dat zijn schattingen.",
    ),
)
"""How the two ways are compared, in paragraphs."""


def assumption_text(rule: Assumption, value: int) -> str:
    """Return a number of an assumption with its unit: "40 %", "€ 65"."""
    amount = f"{value:,}".replace(",", ".")
    return f"€ {amount}" if rule.unit == "euros" else f"{amount}{_UNITS[rule.unit]}"


def bounds_text(rule: Assumption) -> str:
    """Return how far an assumption is usually uncertain: "20-60 %", "€ 51-78"."""
    low = f"{rule.low:,}".replace(",", ".")
    high = assumption_text(rule, rule.high).removeprefix("€ ")
    return f"{'€ ' if rule.unit == 'euros' else ''}{low}-{high}"


def both_ways(found: Comparison) -> list[tuple[str, str, str]]:
    """Return what differs between the ways, as (what, each child apart, together)."""
    now, team = found.individual, found.collective
    return [
        ("Uren zorg per week", hours_text(now.hours * _HOUR), hours_text(team.hours * _HOUR)),
        ("Kosten per week", euros_text(now.cents) or "–", euros_text(team.cents) or "–"),
        ("Zorgaanbieders", str(now.rest.providers), str(team.rest.providers)),
        ("Gezichten per week", fraction_text(now.rest.faces), fraction_text(team.rest.faces)),
        ("Binnen per schooldag", fraction_text(now.rest.entries), fraction_text(team.rest.entries)),
        ("Besluiten per jaar", str(now.decisions), str(team.decisions)),
    ]


def outcome_lines(found: Comparison) -> list[tuple[str, str]]:
    """Return what it comes down to in a year. Without any tariff there is nothing to say of money, and that is said."""
    if not found.priced:
        return [
            (
                "Zonder tarief",
                ActText(
                    f"{hours_text(Fraction(found.unpriced)) or '0:00'} per week:",
                    "vul tarieven aan in Naslag ({Reference})",
                ),
            )
        ]
    lines = [("Zorg per jaar", saving_text(found.yearly_saving))]
    if found.decision_cents:
        lines.append(("Werk aan besluiten", f"{_about(found.decision_cents)} minder per jaar (schatting)"))
    if found.avoided_cents:
        lines.append(("Voorkomen trajecten", f"{_about(found.avoided_cents)} per jaar (uw schatting)"))
    lines.append(("Alles samen per jaar", saving_text(found.yearly_balance)))
    lines.append(("Omslagpunt", _break_even_text(found)))
    if found.unpriced:
        lines.append(("Zonder tarief", f"{hours_text(Fraction(found.unpriced))} per week telt niet mee in euro's"))
    return lines


def scenario_lines(columns: Sequence[tuple[str, Comparison, Assumed]]) -> list[str]:
    """Return scenarios side by side as lines: what care costs together, what it saves, faces, and the own assumptions."""
    rows = [
        ("", [name for name, _, _ in columns]),
        ("Uren per week", [hours_text(found.collective.hours * _HOUR) or "0:00" for _, found, _ in columns]),
        ("Kosten per week", [euros_text(found.collective.cents) or "–" for _, found, _ in columns]),
        ("Zorg per jaar", [_signed(found.yearly_saving) for _, found, _ in columns]),
        ("Alles per jaar", [_signed(found.yearly_balance) for _, found, _ in columns]),
        ("Gezichten", [fraction_text(found.collective.rest.faces) for _, found, _ in columns]),
        ("Omslagpunt", ["geen" if found.break_even is None else str(found.break_even) for _, found, _ in columns]),
    ]
    label = max(len(one) for one, _ in rows)
    widths = [max(len(_cut(cells[place])) for _, cells in rows) for place in range(len(columns))]
    lines = [
        "  ".join([f"{what:<{label}}", *(f"{_cut(cell):>{width}}" for cell, width in zip(cells, widths, strict=True))])
        for what, cells in rows
    ]
    own = [f"{name}: {_own(assumed)}" for name, _, assumed in columns if assumed.own]
    return [*lines, "", "Een min is een besparing, een plus zijn meerkosten: het midden van wat het kan zijn.", *own]


def outcome_rows(found: Sequence[Comparison]) -> list[tuple[str, ...]]:
    """Return what several outcomes at one place come to, a row each; a span stays a span."""
    rows = [
        ("Uren zorg per week", [hours_text(one.collective.hours * _HOUR) or "0:00" for one in found]),
        ("Kosten per week", [euros_text(one.collective.cents) or "–" for one in found]),
        ("Zorg per jaar", [saving_text(one.yearly_saving) if one.priced else "–" for one in found]),
        ("Alles samen per jaar", [saving_text(one.yearly_balance) if one.priced else "–" for one in found]),
        ("Besluiten per jaar", [str(one.collective.decisions) for one in found]),
        ("Gezichten per week", [fraction_text(one.collective.rest.faces) for one in found]),
        ("Binnen per schooldag", [fraction_text(one.collective.rest.entries) for one in found]),
        ("Omslagpunt (leerlingen tegelijk)", [_break_even_number(one) for one in found]),
    ]
    return [(what, *cells) for what, cells in rows]


def together_rows(found: Sequence[Together]) -> list[tuple[str, ...]]:
    """Return what several outcomes of all places together come to, a row each; a span stays a span."""
    priced = [one.untold < one.places for one in found]
    rows = [
        ("Uren zorg per week", [hours_text(one.hours[1] * _HOUR) or "0:00" for one in found]),
        ("Kosten per week", [euros_text(one.cents[1]) or "–" for one in found]),
        (
            "Zorg per jaar",
            [saving_text(one.yearly_saving) if known else "–" for one, known in zip(found, priced, strict=True)],
        ),
        (
            "Alles samen per jaar",
            [saving_text(one.yearly_balance) if known else "–" for one, known in zip(found, priced, strict=True)],
        ),
        ("Besluiten per jaar", [str(one.decisions[1]) for one in found]),
        ("Gezichten per week, per plek", [fraction_text(one.faces[1]) for one in found]),
        ("Binnen per schooldag, per plek", [fraction_text(one.entries[1]) for one in found]),
        ("Plekken zeker niet duurder", [str(one.cheaper) for one in found]),
        ("Plekken zeker duurder", [str(one.dearer) for one in found]),
    ]
    return [(what, *cells) for what, cells in rows]


def differing_rows(columns: Sequence[Sequence[Assumed]]) -> list[tuple[str, ...]]:
    """Return the assumptions that are not the same everywhere, with what stands in each column.

    Args:
        columns: per column what is assumed: of one place, or of several. Of several all different numbers are told.
    """
    rules = next((assumed.rules for column in columns for assumed in column), {})
    rows: list[tuple[str, ...]] = []
    for name, rule in rules.items():
        values = [sorted({assumed[name] for assumed in column}) for column in columns]
        if len({tuple(one) for one in values}) > 1:
            rows.append((rule.title, *(", ".join(assumption_text(rule, value) for value in one) for one in values)))
    return rows


def _break_even_number(found: Comparison) -> str:
    if not found.priced or not found.goes_to_team:
        return "–"
    return "geen" if found.break_even is None else str(found.break_even)


def _own(assumed: Assumed) -> str:
    rules = assumed.rules
    return ", ".join(
        f"{rules[key].title.lower()} {assumption_text(rules[key], one)}" for key, one in assumed.own.items()
    )


def _signed(saving: Span) -> str:
    middle = sum(saving, Fraction()) / 2
    return f"{'-' if middle > 0 else '+'}{_about(abs(middle))}" if middle else "€ 0"


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def saving_text(cents: Span) -> str:
    """Return in words what is saved or costs more, a year."""
    low, high = cents
    if not low and not high:
        return "geen verschil"
    if low >= 0:
        return f"{euros_text(cents) or 'bijna niets'} minder"
    if high <= 0:
        return f"{euros_text((-high, -low)) or 'bijna niets'} meer"
    return f"van {_about(-low)} meer tot {_about(high)} minder"


def changed_text(assumed: Assumed) -> str:
    """Return which numbers are the user's own."""
    own = [assumed.rules[name].title.lower() for name in assumed.own]
    return f"Zelf ingevuld: {', '.join(own)}." if own else "Alle aannames zijn het voorstel van de app."


def _about(cents: int | Fraction) -> str:
    amount = Fraction(cents)
    return euros_text((amount, amount)) or "€ 0"


def _break_even_text(found: Comparison) -> str:
    if not found.goes_to_team:
        return "er is geen zorg die naar een team kan"
    if found.break_even is None:
        return "bij geen enkele groepsgrootte zeker goedkoper"
    if found.break_even == 1:
        return "ook één op één al niet duurder"
    return f"vanaf {found.break_even} leerlingen tegelijk zeker niet duurder"
