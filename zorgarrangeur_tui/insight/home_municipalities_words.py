"""The gemeenten behind a site in Dutch: words for how they stand to an agreement, and the rules of the figures."""

from __future__ import annotations

from datetime import date

from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.insight.home_municipalities import AgreementState

AGREEMENT_WORDS = {
    AgreementState.PARTY: "doet mee",
    AgreementState.UNSIGNED: "nog niet getekend",
    AgreementState.STAYS_OUT: "doet niet mee",
    AgreementState.ELSEWHERE: "alleen in een afspraak van een andere casus",
    AgreementState.NONE: "geen afspraak",
}
UNKNOWN_REGION = "niet bekend"


def rule_sentences(count_day: date | None, day: date) -> list[str]:
    """Return the rules by which the figures are made.

    Args:
        count_day: the day of DUO's count; None when there is none.
        day: the day for which regions, payers and agreements are taken.
    """
    return [*(_duo_sentences(count_day) if count_day else ()), *_own_sentences(day)]


def _duo_sentences(count_day: date) -> list[str]:
    return [
        f"Leerlingen: telling van DUO op {dutch_date(count_day)}. „<5” telt als minstens 1 en hoogstens 4 leerlingen; "
        "zo staat er een laagste en een hoogste aantal.",
        "Thuisgemeenten: elke gemeente waarin volgens DUO een leerling woont. Dit aantal is precies, want een afgeschermd "
        "aantal is nooit 0. Buitenland en onbekend staan apart en tellen niet mee. So en vso op één vestiging tellen samen.",
        "DUO legt elke postcode (vier cijfers) in één gemeente. Voor een postcode op een grens kan dat voor een deel van de "
        "leerlingen anders zijn.",
    ]


def _own_sentences(day: date) -> list[str]:
    regions = (
        f"Gemeenten en regio's: zoals in Naslag (F7) op {dutch_date(day)}. Gemeenten die zijn samengegaan, tellen als "
        "één. Vso telt bij het swv VO, de rest bij het swv PO. "
        "Waar de regio van een gemeente niet bekend is, kan er een regio bijkomen: ook dan een laagste en een hoogste aantal."
    )
    own = (
        "Eigen leerlingen: die in lopende casussen, bij de gemeente die voor hen betaalt. Deze aantallen zijn niet "
        "afgeschermd: geef ze zo niet door."
    )
    agreements = (
        f"Afspraak: getekend en geldig op {dutch_date(day)}, in een casus van deze school, met de gemeente bij „Gemeenten die "
        "meedoen”. Een afspraak van een andere casus staat apart: kijk na of die ook hier geldt."
    )
    return [regions, own, agreements]
