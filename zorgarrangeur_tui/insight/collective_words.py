"""What a comparison of individual and collective care says in Dutch. No amount is more precise than what it comes from."""

from __future__ import annotations

from fractions import Fraction

from zorgarrangeur_tui.domain.figure_words import fraction_text
from zorgarrangeur_tui.insight.assumptions import Assumed, Assumption
from zorgarrangeur_tui.insight.breakdown import Span
from zorgarrangeur_tui.insight.breakdown_words import euros_text, hours_text
from zorgarrangeur_tui.insight.collective import Comparison

_UNITS = {"pupils": "", "percent": " %", "euros": "", "hours": " uur", "weeks": " weken", "number": ""}

HOW_COMPARED = (
    "Dezelfde zorg, twee keer geteld. Per kind: elke minuut tegen het tarief van de eigen wet, zoals het nu gaat. Samen: één "
    "vast team op de school. Zorg die één op één moet, houdt zijn eigen minuten; begeleiding kan het team voor een deel aan "
    "meer leerlingen tegelijk geven. Daar komt de tijd eromheen bij.",
    "Wlz en Zvw zijn rechten van het kind zelf: dat geld en die uren blijven op naam, en kosten in beide gevallen hetzelfde. De "
    "besparing zit dus alleen in de Jeugdwet en in geld van school en gemeente.",
    "Zorg zonder tarief telt wel mee in de uren, maar niet in de euro's. Vul tarieven aan in Naslag (F7). Werk aan besluiten en "
    "voorkomen trajecten staan apart: dat zijn schattingen.",
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
        ("Uren zorg per week", hours_text(now.hours * 60), hours_text(team.hours * 60)),
        ("Kosten per week", euros_text(now.cents) or "–", euros_text(team.cents) or "–"),
        ("Zorgaanbieders", str(now.rest.providers), str(team.rest.providers)),
        ("Gezichten per week", fraction_text(now.rest.faces), fraction_text(team.rest.faces)),
        ("Binnen per schooldag", fraction_text(now.rest.entries), fraction_text(team.rest.entries)),
        ("Besluiten per jaar", str(now.decisions), str(team.decisions)),
    ]


def outcome_lines(found: Comparison) -> list[tuple[str, str]]:
    """Return what it comes down to in a year."""
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
