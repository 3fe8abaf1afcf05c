"""What breakdowns say in Dutch: what each cut and each part of it is called, and how was counted."""

from __future__ import annotations

from fractions import Fraction

from storage.models.casework_codes import FundingSource
from storage.models.codes import CareKind, Law
from zorgarrangeur_tui.domain.figure_words import percent_text
from zorgarrangeur_tui.domain.pots import pot_name
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.insight.breakdown import CareFigures, Cut, Span
from zorgarrangeur_tui.keys.act_text import ActText

CUT_WORDS = {
    Cut.PLACE: "School of zorglocatie",
    Cut.MUNICIPALITY: "Gemeente die betaalt",
    Cut.YOUTH_REGION: "Jeugdregio",
    Cut.ALLIANCE: "Samenwerkingsverband",
    Cut.LAW: "Wet",
    Cut.POT: "Potje",
    Cut.PROVIDER: "Zorgaanbieder",
    Cut.KIND: "Soort zorg",
}

_NOT_KNOWN = {
    Cut.PLACE: "plek niet bekend",
    Cut.MUNICIPALITY: "gemeente niet bekend",
    Cut.YOUTH_REGION: "jeugdregio niet bekend",
    Cut.ALLIANCE: "geen samenwerkingsverband bekend",
    Cut.LAW: "geen wet",
    Cut.POT: "niet bekend",
    Cut.PROVIDER: "nog niemand",
    Cut.KIND: "soort niet bekend",
}

OTHER_TOWNS = "Andere gemeenten, of niet bekend"
OTHER_REGIONS = "Andere jeugdregio's, of niet bekend"
"""Where gemeenten and jeugdregio's of too few children stand together: a row of its own would tell where a child lives."""

HOW_COUNTED = (
    "Alles is van vandaag, ook zorg die doorgaat na een gesloten casus. Minuten en euro's zijn per week. Zorg uit twee potjes "
    "of van twee aanbieders is naar rato verdeeld, dus de delen zijn samen het totaal; een leerling telt in elk deel mee, en "
    "in het totaal één keer.",
    "De gemeente is die volgens het woonplaatsbeginsel betaalt. Bij Wet en Potje telt eerst wat de titels toekennen; de rest "
    "betaalt niemand. Toegekend is wat bij de zorgbehoefte staat, of anders wat de titels toekennen. Een titel voor alle zorg "
    "van een kind is verdeeld over zijn zorgbehoeften, naar wat elk nodig heeft. Meer dan nodig telt niet mee. Toegekend, "
    "afgesproken, gegeven en gedeclareerd tellen alleen waar ze bekend zijn: het percentage is van wat daarvan nodig is.",
    ActText(
        "Gegeven en gedeclareerd volgen uit wat dit schooljaar is afgetekend. Is er niets afgetekend, dan volgen ze uit wat bij "
        "de zorgbehoefte staat.",
        "Kosten zijn de minuten die nodig zijn tegen de uurtarieven in Naslag ({Reference}). Passen er meer tarieven, "
        "dan staat er van tot. Wachttijd is de middelste, van aanvraag tot besluit of tot vandaag.",
    ),
)
"""How was counted, in paragraphs."""


def part_name(cut: Cut, code: str, names: dict[str, str]) -> str:
    """Return what a part is called.

    Args:
        cut: along what care is broken down.
        code: of the part; "" is what is not known, or nobody.
        names: names of places and providers by id.
    """
    if not code:
        return _NOT_KNOWN[cut]
    match cut:
        case Cut.PLACE | Cut.PROVIDER:
            return names.get(code) or _NOT_KNOWN[cut]
        case Cut.LAW:
            return word(code, Law)
        case Cut.POT:
            return "Niemand betaalt" if code == FundingSource.UNFUNDED else pot_name(code)
        case Cut.KIND:
            return word(code, CareKind)
        case _:
            return code


def hours_text(minutes: Fraction) -> str:
    """Return minutes as hours and minutes, rounded to whole minutes: "12:30"; "" for nothing."""
    whole = int(minutes + Fraction(1, 2))
    return f"{whole // 60}:{whole % 60:02}" if whole else ""


def known_text(minutes: Fraction, of: Fraction) -> str:
    """Return minutes with what part they are of what is needed: "10:00 (80 %)"; "–" when of nothing it is known."""
    if not of:
        return "–"
    return f"{hours_text(minutes) or '0:00'} ({percent_text(int(100 * minutes / of))})"


def known_in_full(minutes: Fraction, of: Fraction, needed: Fraction) -> str:
    """Return minutes with of which whole the percentage is: "10:00 (80 % van de 12:30 die nodig is; van 1:00 niet bekend)".

    Args:
        minutes: how many.
        of: what is needed of the care of which it is known.
        needed: what is needed of all of it.
    """
    if not of:
        return "niet bekend"
    rest = hours_text(needed - of)
    told = f"{percent_text(int(100 * minutes / of))} van de {hours_text(of)} die nodig is"
    return f"{hours_text(minutes) or '0:00'} ({told}{f'; van {rest} niet bekend' if rest else ''})"


def euros_text(cents: Span) -> str:
    """Return euros a week without cents, as an estimate: "€ 1.250", "€ 800-1.250"; "" for nothing.

    Amounts are rounded to what their size can carry: tariffs and minutes are not known to the euro.
    """
    low, high = (rounded_euros(amount) for amount in cents)
    if not high:
        return ""
    return f"€ {_dots(low)}" if low == high else f"€ {_dots(low)}-{_dots(high)}"


def cost_text(figures: CareFigures) -> str:
    """Return what care costs a week; with "+" when some of it has no tariff, "–" when none has."""
    text = euros_text(figures.cents)
    if figures.unpriced:
        return f"{text} +" if text else "–"
    return text


def rounded_euros(cents: Fraction) -> int:
    """Return an amount in whole euros, rounded to three figures."""
    euros = int(cents / 100 + Fraction(1, 2))
    step: int = 10 ** max(len(str(euros)) - 3, 0)
    return (euros + step // 2) // step * step


def _dots(euros: int) -> str:
    return f"{euros:,}".replace(",", ".")
