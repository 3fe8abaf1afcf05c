"""Who pays under a law or from a pot, with the jeugdregio and the zorgkantoor where the reference data has them."""

from __future__ import annotations

from datetime import date

import pytest

from storage.models.casework_codes import FundingSource, PartyKind, ResidenceKind
from storage.models.codes import Law
from zorgarrangeur_tui.domain.payers import RegionsOf, payer_for_law
from zorgarrangeur_tui.domain.residence_periods import ResidencePeriod

TODAY = date(2026, 11, 23)
AT_HOME = [ResidencePeriod("h", "Utrecht", ResidenceKind.HOME)]
IN_STAY = [*AT_HOME, ResidencePeriod("s", "Zeist", ResidenceKind.STAY, date(2026, 1, 5))]


def regions_of(municipality: str, day: date) -> RegionsOf | None:
    """Return invented regions, since this year."""
    return RegionsOf(f"{municipality} en omstreken", f"Midden {municipality}") if day.year >= 2026 else None


def test_the_jeugdwet_follows_residence_and_names_the_jeugdregio() -> None:
    """Also in a stay; and it says so when the region is not in the reference data yet."""
    payer = payer_for_law(Law.YOUTH_ACT, IN_STAY, TODAY, regions_of)
    assert (payer.party, payer.name, payer.certain) == (PartyKind.MUNICIPALITY, "Utrecht", True)
    assert payer.reason_sentence.endswith("Utrecht hoort bij jeugdregio Utrecht en omstreken.")
    older = payer_for_law(Law.YOUTH_ACT, AT_HOME, date(2025, 1, 1), regions_of)
    assert "staat nog niet in de referentiegegevens" in older.reason_sentence
    assert "regio" not in payer_for_law(Law.YOUTH_ACT, AT_HOME, TODAY).reason_sentence
    assert "regio" not in payer_for_law(Law.YOUTH_ACT, [], TODAY, regions_of).reason_sentence


def test_the_wmo_follows_the_address_in_the_brp_from_eighteen() -> None:
    """Not the one before a stay; and an age that does not fit is said."""
    moved = [*IN_STAY[1:], ResidencePeriod("h", "Utrecht", ResidenceKind.HOME, None, date(2026, 3, 1))]
    moved.append(ResidencePeriod("n", "Bunnik", ResidenceKind.HOME, date(2026, 3, 2)))
    assert payer_for_law(Law.SOCIAL_SUPPORT_ACT, moved, TODAY, ages=(18, 19)).name == "Bunnik"
    assert payer_for_law(Law.YOUTH_ACT, moved, TODAY).name == "Utrecht"
    young = payer_for_law(Law.SOCIAL_SUPPORT_ACT, AT_HOME, TODAY, ages=(16, 17))
    assert not young.certain
    assert "nog geen 18" in young.reason_sentence
    grown = payer_for_law(Law.YOUTH_ACT, AT_HOME, TODAY, ages=(18, 19))
    assert not grown.certain
    assert "verlengde jeugdhulp" in grown.reason_sentence
    for law in (Law.YOUTH_ACT, Law.SOCIAL_SUPPORT_ACT):
        assert payer_for_law(law, AT_HOME, TODAY, ages=(17, 18)).certain


def test_the_wlz_is_paid_by_the_zorgkantoor_of_where_the_child_lives() -> None:
    """In a stay that is there, and somebody has to ask."""
    payer = payer_for_law(Law.LONG_TERM_CARE_ACT, AT_HOME, TODAY, regions_of)
    assert (payer.party, payer.name, payer.municipality) == (PartyKind.CARE_OFFICE, "Midden Utrecht", "Utrecht")
    assert payer.certain
    staying = payer_for_law(Law.LONG_TERM_CARE_ACT, IN_STAY, TODAY, regions_of)
    assert (staying.name, staying.certain, staying.period_ids) == ("Midden Zeist", False, ("s",))
    unknown = payer_for_law(Law.LONG_TERM_CARE_ACT, AT_HOME, TODAY)
    assert (unknown.name, unknown.municipality, unknown.certain) == ("", "Utrecht", False)
    assert "staat nog niet in de referentiegegevens" in unknown.reason_sentence
    assert "Niet zeker is waar het kind woont" in payer_for_law(Law.LONG_TERM_CARE_ACT, [], TODAY).reason_sentence


@pytest.mark.parametrize(
    ("pot", "party", "certain"),
    [
        (FundingSource.HEALTH_INSURANCE_ACT, PartyKind.HEALTH_INSURER, True),
        (FundingSource.EMB_SCHEME, PartyKind.SCHOOL, True),
        (FundingSource.HEAVY_SUPPORT_BUDGET, PartyKind.SCHOOL_ALLIANCE, True),
        (FundingSource.MUNICIPAL_SUBSIDY, PartyKind.MUNICIPALITY, False),
        (FundingSource.FUND, PartyKind.OTHER, False),
        (FundingSource.UNFUNDED, "", False),
        (FundingSource.UNKNOWN, "", False),
    ],
)
def test_other_pots_are_paid_by_a_party_itself(pot: str, party: str, certain: bool) -> None:
    """Where the child lives plays no part."""
    payer = payer_for_law(pot, AT_HOME, TODAY, regions_of)
    assert (payer.party, payer.certain, payer.municipality) == (party, certain, "")
    assert payer.reason_sentence.endswith(".")


def test_a_law_that_is_not_chosen_or_not_known_is_no_fault() -> None:
    """A need can wait for its law, and a newer version may know another one."""
    assert "nog geen wet" in payer_for_law("", AT_HOME, TODAY).reason_sentence
    assert "kent deze versie" in payer_for_law("care_of_2030", AT_HOME, TODAY).reason_sentence
