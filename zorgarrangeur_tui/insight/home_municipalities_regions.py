"""The jeugdregio's and samenwerkingsverbanden behind a site, through the gemeenten where its pupils live."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from zorgarrangeur_tui.insight.home_municipalities import Between, HomeMunicipality, SiteHomes


@dataclass(frozen=True, slots=True)
class RegionBehind:
    """A region behind a site.

    Attributes:
        name: of the jeugdregio, or code of the samenwerkingsverband; "" for gemeenten of which it is not known.
        municipalities: how many gemeenten of it.
        pupils: how many pupils by DUO.
    """

    name: str
    municipalities: int
    pupils: Between


@dataclass(frozen=True, slots=True)
class RegionsBehind:
    """All regions of one kind behind a site, most pupils first; the gemeenten of which it is not known last."""

    rows: tuple[RegionBehind, ...]

    @property
    def count(self) -> Between:
        """How many regions there are.

        At least those that are known, or one when none is; at most one more for every gemeente of which it is not known.
        """
        known = sum(bool(row.name) for row in self.rows)
        unknown = sum(row.municipalities for row in self.rows if not row.name)
        return Between(max(known, min(1, unknown)), known + unknown)


def youth_regions(site: SiteHomes) -> RegionsBehind:
    """Return the jeugdregio's in which pupils live by DUO."""
    return _behind((one.regions.youth_region, one.pupils, one) for one in site.municipalities)


def school_alliances(site: SiteHomes) -> RegionsBehind:
    """Return the samenwerkingsverbanden in which pupils live by DUO: PO for primary education, VO for secondary.

    A gemeente with pupils of both of which neither is known counts twice, as two samenwerkingsverbanden.
    """
    primary = ((one.regions.alliance_primary, one.primary, one) for one in site.municipalities)
    secondary = ((one.regions.alliance_secondary, one.secondary, one) for one in site.municipalities)
    first, second = _behind(primary), _behind(secondary)
    named = sorted((*first.rows, *second.rows), key=_order)
    unknown = [row for row in named if not row.name]
    rows = [row for row in named if row.name]
    if unknown:
        pupils = sum((row.pupils for row in unknown), Between())
        rows.append(RegionBehind("", sum(row.municipalities for row in unknown), pupils))
    return RegionsBehind(tuple(rows))


def _behind(parts: Iterable[tuple[str, Between, HomeMunicipality]]) -> RegionsBehind:
    pupils: defaultdict[str, Between] = defaultdict(Between)
    municipalities: defaultdict[str, set[str]] = defaultdict(set)
    for name, number, municipality in parts:
        if number.most:
            pupils[name] += number
            municipalities[name].add(municipality.name)
    rows = [RegionBehind(name, len(municipalities[name]), pupils[name]) for name in pupils]
    return RegionsBehind(tuple(sorted(rows, key=_order)))


def _order(row: RegionBehind) -> tuple[bool, int, int, str]:
    return (not row.name, -row.pupils.most, -row.pupils.least, row.name)
