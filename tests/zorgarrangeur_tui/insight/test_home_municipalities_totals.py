"""Totals over all sites: against a slow second count on random sites, and who stays out, worked out by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.domain.home_places import HomePlace
from zorgarrangeur_tui.insight.home_municipalities import (
    Between,
    HomeCount,
    OwnPupil,
    RegionNames,
    SchoolAgreement,
    Site,
    SiteHomes,
    site_homes,
)
from zorgarrangeur_tui.insight.home_municipalities_totals import (
    outside_totals,
    school_alliance_totals,
    youth_region_totals,
)

REGIONS = {
    "Vlonderdam": RegionNames("Vlonderstreek", "PO9901", "VO9901"),
    "Drieveld": RegionNames("Vlonderstreek", "PO9901", "VO9902"),
    "Veenoord": RegionNames("", "", "VO9902"),
}
Counted = tuple[str, str, bool, int]
"""Site code, gemeente, whether in secondary education, and the most pupils; there is one at least."""


def sites_of(
    counted: list[Counted],
    own: list[tuple[str, str]] | None = None,
    agreements: dict[str, list[SchoolAgreement]] | None = None,
) -> list[SiteHomes]:
    """Return the sites with these counts and own pupils (site code, gemeente)."""
    return [
        site_homes(
            Site(code, code, "so_vso", code),
            [
                HomeCount(HomePlace.MUNICIPALITY, name, secondary, Between(1, most))
                for site, name, secondary, most in counted
                if site == code
            ],
            [OwnPupil(name, 30) for site, name in own or [] if site == code],
            (agreements or {}).get(code, []),
            lambda name: REGIONS.get(name, RegionNames()),
        )
        for code in sorted({site for site, *_ in counted} | {site for site, _ in own or []})
    ]


names = st.sampled_from([*REGIONS, "Elders"])
codes = st.sampled_from(["99ZA00", "99ZB00", "99ZC00"])
counts = st.lists(st.tuples(codes, names, st.booleans(), st.integers(1, 9)), max_size=20)


@given(counts, st.lists(st.tuples(codes, names), max_size=8))
def test_totals_are_what_counting_each_pupil_apart_gives(counted: list[Counted], own: list[tuple[str, str]]) -> None:
    """Per jeugdregio and per samenwerkingsverband: least and most, own pupils, and how many schools."""
    sites = sites_of(counted, own)
    slow: dict[str, list[int]] = {}
    for _, name, _, most in counted:
        both = slow.setdefault(REGIONS.get(name, RegionNames()).youth_region, [0, 0, 0])
        both[0] += 1
        both[1] += most
    for _, name in own:
        slow.setdefault(REGIONS.get(name, RegionNames()).youth_region, [0, 0, 0])[2] += 1
    totals = youth_region_totals(sites)
    assert {one.name: [one.pupils.least, one.pupils.most, one.own_pupils] for one in totals} == slow
    assert all(one.own_minutes == 30 * one.own_pupils for one in totals)
    per_alliance: dict[str, tuple[int, set[str]]] = {}
    for site, name, secondary, most in counted:
        regions = REGIONS.get(name, RegionNames())
        code = regions.alliance_secondary if secondary else regions.alliance_primary
        number, at = per_alliance.get(code, (0, set()))
        per_alliance[code] = (number + most, at | {site})
    assert {one.name: (one.pupils.most, one.sites) for one in school_alliance_totals(sites)} == per_alliance
    assert [one.name for one in totals if not one.name] == [one.name for one in totals][-1:] or "" not in slow


def test_who_stays_out_counts_only_where_there_is_an_agreement() -> None:
    """Vlonderdam takes part in A; at B there is no agreement, so nobody stays out of it."""
    agreement = SchoolAgreement(here=True, signed=True, takes_part=["Vlonderdam"], stays_out=["Drieveld"])
    sites = sites_of(
        [("99ZA00", "Vlonderdam", False, 9), ("99ZA00", "Drieveld", True, 4), ("99ZB00", "Veenoord", False, 4)],
        own=[("99ZA00", "Veenoord"), ("99ZB00", "Drieveld")],
        agreements={"99ZA00": [agreement]},
    )
    found = [(one.name, one.pupils.words, one.own_pupils, one.own_minutes, one.sites) for one in outside_totals(sites)]
    assert found == [("Drieveld", "1–4", 0, 0, {"99ZA00"}), ("Veenoord", "0", 1, 30, {"99ZA00"})]
