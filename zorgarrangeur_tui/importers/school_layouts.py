"""The two layouts in which lists of schools come, recognised by their headings.

- DUO's own list "09. Alle vestigingen sbo, so en vso" (open onderwijsdata, CC0): one row per site, names in capitals.
- DUO's addresses joined with the BAG (public domain), which adds where a site lies: one row per building, so a site may
  come twice.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from storage.models import School
from zorgarrangeur_tui.importers.problems import FileRefused, quoted

_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Layout:
    """One way of writing a school list.

    Attributes:
        name: Dutch name that users see.
        columns: per part of a school the headings it may have, the present one first and older ones after it. A part is
            a field of `School`, or `institution`, `house_letter` or `house_addition`, which go into another field.
        unread: headings that belong to the layout but say nothing that the app uses.
    """

    name: str
    columns: dict[str, tuple[str, ...]]
    unread: tuple[str, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of `School` that a file in this layout may change; all others are never touched by it."""
        return (*(part for part in self.columns if part in School.model_fields), "other_addresses")


DUO_SITES = Layout(
    name="DUO 09, alle vestigingen sbo, so en vso",
    columns={
        "site_code": ("VESTIGINGSCODE", "VESTIGINGSNUMMER"),
        "institution": ("INSTELLINGSCODE", "BRIN NUMMER"),
        "name": ("VESTIGINGSNAAM",),
        "kind": ("SOORT PRIMAIR ONDERWIJS",),
        "cluster": ("CLUSTER",),
        "education_offer": ("ONDERWIJS",),
        "denomination": ("DENOMINATIE",),
        "board_number": ("BEVOEGD GEZAG NUMMER",),
        "street": ("STRAATNAAM",),
        "house_number": ("HUISNUMMER-TOEVOEGING",),
        "postcode": ("POSTCODE",),
        "place": ("PLAATSNAAM",),
        "municipality": ("GEMEENTENAAM",),
        "municipality_code": ("GEMEENTENUMMER",),
        "province": ("PROVINCIE",),
        "holiday_region": ("VAKANTIEREGIO",),
        "phone": ("TELEFOONNUMMER",),
        "website": ("INTERNETADRES",),
    },
    unread=(
        "STRAATNAAM CORRESPONDENTIEADRES",
        "HUISNUMMER-TOEVOEGING CORRESPONDENTIEADRES",
        "POSTCODE CORRESPONDENTIEADRES",
        "PLAATSNAAM CORRESPONDENTIEADRES",
        "NODAAL GEBIED CODE",
        "NODAAL GEBIED NAAM",
        "RPA-GEBIED CODE",
        "RPA-GEBIED NAAM",
        "WGR-GEBIED CODE",
        "WGR-GEBIED NAAM",
        "COROPGEBIED CODE",
        "COROPGEBIED NAAM",
        "ONDERWIJSGEBIED CODE",
        "ONDERWIJSGEBIED NAAM",
        "RMC-REGIO CODE",
        "RMC-REGIO NAAM",
    ),
)

SITES_ON_THE_MAP = Layout(
    name="Scholen met ligging, DUO en BAG",
    columns={
        "site_code": ("vestigingscode",),
        "institution": ("brin_nummer",),
        "name": ("naam",),
        "kind": ("type",),
        "denomination": ("denominatie",),
        "street": ("straat",),
        "house_number": ("huisnummer",),
        "house_letter": ("huisletter",),
        "house_addition": ("huisnummertoevoeging",),
        "postcode": ("postcode",),
        "place": ("plaats",),
        "municipality": ("gemeente",),
        "province": ("provincie",),
        "pupil_count": ("leerlingen",),
        "latitude": ("lat",),
        "longitude": ("lon",),
    },
    unread=("onderwijsgebied",),
)

LAYOUTS = (DUO_SITES, SITES_ON_THE_MAP)
"""All layouts that are known."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one file.

    Attributes:
        layout: the layout that the headings belong to.
        positions: per part of a school the index of its column.
        unknown: headings that the layout does not have and that are not read.
    """

    layout: Layout
    positions: dict[str, int]
    unknown: tuple[str, ...]


def _found(layout: Layout, headings: list[str]) -> dict[str, int]:
    """Return where the parts of a layout stand in a heading."""
    positions = {}
    for part, names in layout.columns.items():
        present = [name.casefold() for name in names if name.casefold() in headings]
        if present:
            positions[part] = headings.index(present[0])
    return positions


def recognised(header: tuple[str, ...]) -> Columns:
    """Return which layout a heading belongs to. The order of the columns and capitals in their names do not matter.

    Raises:
        FileRefused: no known layout; the sentence names the columns that are missing from the nearest one.
    """
    headings = [heading.strip("\ufeff").casefold() for heading in header]
    layout = max(LAYOUTS, key=lambda one: len(_found(one, headings)) / len(one.columns))
    positions = _found(layout, headings)
    missing = [names[0] for part, names in layout.columns.items() if part not in positions]
    if missing:
        named = ", ".join(missing[:_MOST_NAMED])
        rest = f" en nog {len(missing) - _MOST_NAMED}" if len(missing) > _MOST_NAMED else ""
        known = " en ".join(f"„{one.name}”" for one in LAYOUTS)
        raise FileRefused(
            f"Dit bestand heeft niet de kolommen van een schoollijst. Voor „{layout.name}” ontbreekt: {named}{rest}. "
            f"De app kent twee schoollijsten: {known}. Er is niets ingelezen."
        )
    read = set(positions.values())
    twice = [heading for heading, times in Counter(headings).items() if times > 1 and headings.index(heading) in read]
    if twice:
        raise FileRefused(f"De kolom {quoted(twice[0])} staat twee keer in dit bestand. Er is niets ingelezen.")
    unread = {heading.casefold() for heading in layout.unread}
    unknown = [name for index, name in enumerate(header) if index not in read and headings[index] not in unread]
    return Columns(layout, positions, tuple(unknown))
