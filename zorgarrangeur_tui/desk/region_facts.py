"""What the reference data says around one case: the regions of gemeenten, and what its own region counts as care."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from storage.models import CodeEntry, School
from storage.models.casework_codes import CodeList
from storage.store import Store
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.desk.reference import RegionLookup
from zorgarrangeur_tui.domain.boundary import RegionRow
from zorgarrangeur_tui.domain.payers import RegionsOf


@dataclass(frozen=True, slots=True)
class RegionFacts:
    """Reference data as the rules want it.

    Attributes:
        lookup: the gemeenten of the store.
        youth_region: the jeugdregio of the school; "" when it is not known.
        boundary_rows: what regions count as care, of all days.
    """

    lookup: RegionLookup
    youth_region: str
    boundary_rows: tuple[RegionRow, ...]

    def regions_of(self, municipality: str, day: date) -> RegionsOf | None:
        """Return the regions of a gemeente on a day; None when the reference data does not have it."""
        found = self.lookup.regions(municipality, day)
        return RegionsOf(found.youth_region, found.care_office.removeprefix("Zorgkantoor ")) if found.known else None


def region_facts(store: Store, school: School | None, day: date) -> RegionFacts:
    """Return the facts around a school on a day."""
    lookup = RegionLookup(store)
    region = lookup.regions(school.municipality, day).youth_region if school and school.municipality else ""
    rows = tuple(
        RegionRow(row.code, row.value, row.words, row.region, row.starts_on, row.ends_on)
        for row in living(store, CodeEntry, code_list=CodeList.BOUNDARY)
    )
    return RegionFacts(lookup, region, rows)
