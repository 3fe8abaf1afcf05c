"""The gemeenten behind a site as pure figures: hand-worked, and against numbers that are known before they are shielded."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.domain.home_places import HomePlace
from zorgarrangeur_tui.insight.home_municipalities import (
    AgreementState,
    Between,
    HomeCount,
    OwnPupil,
    RegionNames,
    SchoolAgreement,
    Site,
    SiteHomes,
    agreement_states,
    site_homes,
)
from zorgarrangeur_tui.insight.home_municipalities_regions import school_alliances, youth_regions

SITE = Site("99ZA00", "De Wilgenroos", "so_vso", "5" * 32)
REGIONS = {
    "Vlonderdam": RegionNames("Vlonderstreek", "PO9901", "VO9901"),
    "Drieveld": RegionNames("Vlonderstreek", "PO9901", "VO9902"),
    "Veenoord": RegionNames("", "", "VO9902"),
}


def homes(
    *counts: HomeCount, own: tuple[OwnPupil, ...] = (), agreements: tuple[SchoolAgreement, ...] = ()
) -> SiteHomes:
    """Return the site with these counts."""
    return site_homes(SITE, counts, own, agreements, lambda name: REGIONS.get(name, RegionNames()))


def count(municipality: str, least: int, most: int, *, secondary: bool = False) -> HomeCount:
    """Return a count of pupils in a gemeente."""
    return HomeCount(HomePlace.MUNICIPALITY, municipality, secondary, Between(least, most))


def test_a_site_worked_out_by_hand() -> None:
    """So goes by the swv PO and vso by the swv VO; a region that is not known may be one more."""
    site = homes(
        count("Vlonderdam", 3, 9),
        count("Vlonderdam", 10, 10, secondary=True),
        count("Drieveld", 1, 4, secondary=True),
        count("Veenoord", 1, 4),
        HomeCount(HomePlace.ABROAD, "", False, Between(1, 4)),
        HomeCount(HomePlace.UNKNOWN, "", True, Between(2, 2)),
        own=(OwnPupil("Drieveld", 60), OwnPupil("Drieveld", 30), OwnPupil("Verweg", 15), OwnPupil("")),
    )
    assert [(one.name, one.pupils.words, one.own_pupils, one.own_minutes) for one in site.municipalities] == [
        ("Vlonderdam", "13–19", 0, 0),
        ("Drieveld", "1–4", 2, 90),
        ("Veenoord", "1–4", 0, 0),
        ("Verweg", "0", 1, 15),
    ]
    assert (site.home_count, site.own_count, site.own_pupils, site.own_unknown) == (3, 2, 4, 1)
    assert (site.pupils.words, site.abroad.words, site.unknown.words) == ("18–33", "1–4", "2")
    assert [(row.name, row.municipalities, row.pupils.words) for row in youth_regions(site).rows] == [
        ("Vlonderstreek", 2, "14–23"),
        ("", 1, "1–4"),
    ]
    assert youth_regions(site).count == Between(1, 2)
    assert [(row.name, row.pupils.words) for row in school_alliances(site).rows] == [
        ("VO9901", "10"),
        ("PO9901", "3–9"),
        ("VO9902", "1–4"),
        ("", "1–4"),
    ]
    assert school_alliances(site).count == Between(3, 4)


def test_where_no_region_is_known_there_is_at_least_one() -> None:
    """Two gemeenten may belong to the same or to two; without pupils there is none."""
    assert youth_regions(homes(count("Veenoord", 1, 4), count("Verweg", 1, 4))).count == Between(1, 2)
    assert youth_regions(homes()).count == Between(0, 0)


def test_a_gemeente_is_at_the_table_only_by_a_signed_agreement_of_the_school() -> None:
    """To be signed, said to stay out, or in an agreement of another case: each is told for what it is."""
    agreements = (
        SchoolAgreement(here=True, signed=True, takes_part=["A"], stays_out=["A", "C"]),
        SchoolAgreement(here=True, signed=False, takes_part=["A", "B"]),
        SchoolAgreement(here=False, signed=True, takes_part=["C", "D"], stays_out=["E"]),
        SchoolAgreement(here=False, signed=False, takes_part=["E"]),
    )
    assert agreement_states("ABCDE", agreements) == {
        "A": AgreementState.PARTY,
        "B": AgreementState.UNSIGNED,
        "C": AgreementState.STAYS_OUT,
        "D": AgreementState.ELSEWHERE,
        "E": AgreementState.NONE,
    }
    site = homes(count("A", 1, 4), count("E", 1, 4), agreements=agreements)
    assert [one.name for one in site.without_agreement] == ["E"]
    assert site.has_agreement


pupils = st.lists(
    st.tuples(st.sampled_from(["Vlonderdam", "Drieveld", "Veenoord", "Elders"]), st.booleans(), st.integers(1, 12)),
    max_size=30,
)


@given(pupils)
def test_the_true_numbers_lie_between_least_and_most_and_the_number_of_gemeenten_is_exact(
    true: list[tuple[str, bool, int]],
) -> None:
    """Of a site of which all is known, everything below five is shielded as DUO does."""
    shielded = [
        count(name, 1 if number < 5 else number, 4 if number < 5 else number, secondary=secondary)
        for name, secondary, number in true
    ]
    site = homes(*shielded)
    assert site.home_count == len({name for name, _, _ in true})
    assert site.pupils.least <= sum(number for _, _, number in true) <= site.pupils.most
    for one in site.municipalities:
        assert one.pupils.least <= sum(number for name, _, number in true if name == one.name) <= one.pupils.most
    for row in youth_regions(site).rows:
        inside = sum(number for name, _, number in true if REGIONS.get(name, RegionNames()).youth_region == row.name)
        assert row.pupils.least <= inside <= row.pupils.most
