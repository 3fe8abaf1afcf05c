"""Who pays under a law or from a pot: the gemeente of residence, the zorgkantoor, the insurer, or a party by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from storage.models.casework_codes import FundingSource, PartyKind, ResidenceKind
from zorgarrangeur_tui.domain.ages import ANY_AGE, AgeRange
from zorgarrangeur_tui.domain.pots import PaidBy, Pot, pot_on
from zorgarrangeur_tui.domain.residence import Payer, payer_on, registered_in
from zorgarrangeur_tui.domain.residence_periods import ResidencePeriod, distinct_places, holding, in_order

_ADULT = 18
_TOO_OLD = "Met 18 jaar stopt de Jeugdwet meestal. Vraag de gemeente of verlengde jeugdhulp geldt, of dat het nu Wmo of Wlz is."
_TOO_YOUNG = "De leerling is nog geen 18. Meestal is het dan de Jeugdwet."


@dataclass(frozen=True, slots=True)
class RegionsOf:
    """To which regions a gemeente belongs; "" for what is not known."""

    youth_region: str
    care_office: str


RegionLookup = Callable[[str, date], RegionsOf | None]
"""From a gemeente and a day to its regions; None when the reference data does not have them."""


@dataclass(frozen=True, slots=True)
class LawPayer:
    """Who pays under a law or from a pot.

    Attributes:
        party: a `PartyKind` value; "" when nobody pays or this version does not know the pot.
        name: of the gemeente or the zorgkantoor; "" when it is not known or the rules do not say it.
        municipality: the gemeente from which it follows; "" when it is not known or plays no part.
        reason_sentence: the explanation in Dutch.
        certain: False when somebody has to look or ask first.
        period_ids: the periods of residence from which it follows.
    """

    party: str
    name: str
    municipality: str
    reason_sentence: str
    certain: bool
    period_ids: tuple[str, ...] = ()


def payer_for_law(
    law: str,
    periods: Iterable[ResidencePeriod],
    day: date,
    regions_of: RegionLookup | None = None,
    ages: AgeRange = ANY_AGE,
) -> LawPayer:
    """Return who pays on a day.

    Args:
        law: a `Law` value, or a `FundingSource` value: a law has the same code as the pot of that law.
        periods: where the child lives.
        day: the day.
        regions_of: the regions in the reference data, if there are any.
        ages: how old the child can be, to warn for a law that does not fit.
    """
    pot = pot_on(law, day)
    if pot is None:
        return LawPayer("", "", "", _words_of_unknown(law), certain=False)
    if pot.payer == PaidBy.RESIDENCE:
        return _by_municipality(pot, payer_on(periods, day), day, regions_of, ages)
    if pot.payer == PaidBy.REGISTERED:
        return _by_municipality(pot, registered_in(periods, day), day, regions_of, ages)
    if pot.payer == PaidBy.CARE_OFFICE:
        return _by_care_office(pot, in_order(periods), day, regions_of)
    return LawPayer(pot.party, "", "", pot.sentence, certain=pot.payer == PaidBy.HEALTH_INSURER or _is_one_party(pot))


def _is_one_party(pot: Pot) -> bool:
    """Tell whether a pot leaves no doubt about who pays: a gemeente that subsidises or a fund is still to be named."""
    return pot.party in {PartyKind.SCHOOL, PartyKind.SCHOOL_ALLIANCE, PartyKind.GUARDIAN}


def _words_of_unknown(law: str) -> str:
    if law:
        return "Deze wet of dit potje kent deze versie van de app niet. Er is niets gewijzigd."
    return "Er is nog geen wet of potje gekozen, dus niet te zeggen is wie betaalt."


def _by_municipality(pot: Pot, payer: Payer, day: date, regions_of: RegionLookup | None, ages: AgeRange) -> LawPayer:
    fits, age_words = _age_fits(pot.id, ages)
    region_words = _youth_region_words(payer.municipality, day, regions_of) if pot.payer == PaidBy.RESIDENCE else ""
    sentence = " ".join(part for part in (payer.reason_sentence, region_words, age_words) if part)
    certain = payer.certain and fits
    return LawPayer(pot.party, payer.municipality, payer.municipality, sentence, certain, payer.period_ids)


def _age_fits(code: str, ages: AgeRange) -> tuple[bool, str]:
    """Tell whether a law fits an age, and if not what to ask. An age that is not known is no reason to doubt."""
    least, most = ages
    if code == FundingSource.YOUTH_ACT and least >= _ADULT:
        return False, _TOO_OLD
    if code == FundingSource.SOCIAL_SUPPORT_ACT and most < _ADULT:
        return False, _TOO_YOUNG
    return True, ""


def _youth_region_words(municipality: str, day: date, regions_of: RegionLookup | None) -> str:
    if not municipality or regions_of is None:
        return ""
    regions = regions_of(municipality, day)
    if regions is None or not regions.youth_region:
        return f"Bij welke jeugdregio {municipality} hoort, staat nog niet in de referentiegegevens."
    return f"{municipality} hoort bij jeugdregio {regions.youth_region}."


def _by_care_office(pot: Pot, known: list[ResidencePeriod], day: date, regions_of: RegionLookup | None) -> LawPayer:
    """Return the zorgkantoor of where the child really lives: in the stay, else at home."""
    living = holding(known, ResidenceKind.STAY, day) or holding(known, ResidenceKind.HOME, day)
    ids = tuple(period.id for period in living)
    places = distinct_places(period.municipality for period in living)
    if len(places) != 1 or not places[0]:
        sentence = f"{pot.sentence} Niet zeker is waar het kind woont. Vul de woonplaats in of vraag welke geldt."
        return LawPayer(pot.party, "", "", sentence, certain=False, period_ids=ids)
    place = places[0]
    regions = regions_of(place, day) if regions_of is not None else None
    if regions is None or not regions.care_office:
        sentence = (
            f"{pot.sentence} Het kind woont in {place}. Bij welk zorgkantoor dat hoort, staat nog niet in de "
            "referentiegegevens."
        )
        return LawPayer(pot.party, "", place, sentence, certain=False, period_ids=ids)
    sentence = f"{pot.sentence} Het kind woont in {place}: zorgkantoor {regions.care_office}."
    at_home = living[0].kind == ResidenceKind.HOME
    if not at_home:
        sentence = f"{sentence} Het gaat om een verblijf: vraag na of dit zorgkantoor het ook is."
    return LawPayer(pot.party, regions.care_office, place, sentence, certain=at_home, period_ids=ids)
