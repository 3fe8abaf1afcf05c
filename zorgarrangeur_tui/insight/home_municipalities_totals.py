"""Who must be at the table over all sites together: totals per jeugdregio and samenwerkingsverband, and who stays out.

DUO's numbers of several sites are added up only when they are of one day (`of_one_day`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from zorgarrangeur_tui.insight.home_municipalities import AgreementState, Between, HomeMunicipality, SiteHomes


@dataclass(slots=True)
class Total:
    """What stands behind one jeugdregio, samenwerkingsverband or gemeente.

    Attributes:
        name: of it; "" for gemeenten of which it is not known.
        sites, municipalities: site codes and names of gemeenten with pupils.
        pupils: by DUO.
        own_pupils, own_minutes: pupils in cases, and the minutes a week that they need.
        states: how the gemeente stands to the agreements, per site; only for a gemeente that stays out.
    """

    name: str
    sites: set[str] = field(default_factory=set)
    municipalities: set[str] = field(default_factory=set)
    pupils: Between = field(default_factory=Between)
    own_pupils: int = 0
    own_minutes: int = 0
    states: dict[str, AgreementState] = field(default_factory=dict)

    def add(self, site: SiteHomes, one: HomeMunicipality, pupils: Between) -> None:
        """Count pupils of a gemeente at a site."""
        self.sites.add(site.site_code)
        self.municipalities.add(one.name)
        self.pupils += pupils

    def add_own(self, one: HomeMunicipality) -> None:
        """Count the own pupils of a gemeente."""
        self.own_pupils += one.own_pupils
        self.own_minutes += one.own_minutes


def of_one_day(sites: Iterable[SiteHomes], day: date | None) -> list[SiteHomes]:
    """Return sites that may be added up: of one with a count of another day only its own pupils are left."""
    return [one if one.counted_on in (None, day) else _without_count(one) for one in sites]


def youth_region_totals(sites: Iterable[SiteHomes]) -> list[Total]:
    """Return every jeugdregio with pupils by DUO or own ones, most pupils first, the gemeenten without one last."""
    found: dict[str, Total] = {}
    for site, one in _all(sites):
        total = found.setdefault(one.regions.youth_region, Total(one.regions.youth_region))
        total.add(site, one, one.pupils)
        total.add_own(one)
    return _ordered(found)


def school_alliance_totals(sites: Iterable[SiteHomes]) -> list[Total]:
    """Return every samenwerkingsverband with pupils by DUO: primary education at that PO, secondary at that VO.

    Of own pupils the app does not know which of the two is theirs, so that they are not in it.
    """
    found: dict[str, Total] = {}
    for site, one in _all(sites):
        parts = ((one.regions.alliance_primary, one.primary), (one.regions.alliance_secondary, one.secondary))
        for name, pupils in parts:
            if pupils.most:
                found.setdefault(name, Total(name)).add(site, one, pupils)
    return _ordered(found)


def outside_totals(sites: Iterable[SiteHomes]) -> list[Total]:
    """Return every gemeente with pupils at a site that has an agreement of which it is no party, most pupils first.

    Only those sites count. Where a site has no agreement at all, nobody stays out of it.
    """
    found: dict[str, Total] = {}
    for site in sites:
        for one in site.without_agreement if site.has_agreement else ():
            total = found.setdefault(one.name, Total(one.name))
            total.add(site, one, one.pupils)
            total.add_own(one)
            total.states[site.site_code] = one.agreement
    return _ordered(found)


def _without_count(site: SiteHomes) -> SiteHomes:
    own = [replace(one, primary=Between(), secondary=Between()) for one in site.municipalities if one.own_pupils]
    return replace(site, municipalities=tuple(own), abroad=Between(), unknown=Between())


def _all(sites: Iterable[SiteHomes]) -> Iterator[tuple[SiteHomes, HomeMunicipality]]:
    return ((site, one) for site in sites for one in site.municipalities)


def _ordered(found: dict[str, Total]) -> list[Total]:
    return sorted(
        found.values(),
        key=lambda one: (not one.name, -one.pupils.most, -one.pupils.least, -one.own_pupils, one.name),
    )
