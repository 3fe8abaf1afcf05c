"""The parts of the region desk, and what stands on a line of each: what screen and command line share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from zorgarrangeur_tui.keys.act_text import ActText


class RegionPart(StrEnum):
    """What the region desk shows at a time."""

    PRESENCE = "presence"
    UNCOVERED = "uncovered"
    CAP = "cap"
    LATE = "late"
    BUNDLES = "bundles"
    BARRIERS = "barriers"
    UNFUNDED = "unfunded"


PART_WORDS: dict[RegionPart, str] = {
    RegionPart.PRESENCE: "Wie is waar",
    RegionPart.UNCOVERED: "Niet gedekt",
    RegionPart.CAP: "Boven maximum",
    RegionPart.LATE: "Te laat",
    RegionPart.BUNDLES: "Bundels",
    RegionPart.BARRIERS: "Grenzen",
    RegionPart.UNFUNDED: "Niemand betaalt",
}

NAMES_CHILDREN = frozenset({RegionPart.LATE, RegionPart.UNFUNDED})
"""Parts with lines about a child, by its pseudonym: that they were looked at belongs in the access log."""

HEADERS: dict[RegionPart, tuple[str, ...]] = {
    RegionPart.PRESENCE: ("School of zorglocatie", "Vast"),
    RegionPart.UNCOVERED: ("School of zorglocatie", "Soort zorg", "Nodig", "Niet gedekt"),
    RegionPart.CAP: ("School", "Vast", "Reden"),
    RegionPart.LATE: ("Wanneer", "Datum", "Wat", "Wie", "Waar"),
    RegionPart.BUNDLES: ("Naam", "Laatste van hen", "Naar hen", "Aandacht"),
    RegionPart.BARRIERS: ("Wet", "Wat niet past", "Lln", "Opgelost"),
    RegionPart.UNFUNDED: ("School of zorglocatie", "Wie", "Soort zorg", "Per week", "Betaald"),
}

EMPTY: dict[RegionPart, str] = {
    RegionPart.PRESENCE: "Er is nog geen school met een casus, een vaste zorgaanbieder of een bezoek.",
    RegionPart.UNCOVERED: "Alle zorg die nodig is, staat in een rooster.",
    RegionPart.CAP: "Nergens zijn meer vaste zorgaanbieders dan afgesproken.",
    RegionPart.LATE: "Geen evaluatie of OPP is te laat.",
    RegionPart.BUNDLES: ActText(
        "Nog geen contacten.", "Lees bij Uitwisseling ({GoExchange}) eerst de kaart van een ander in."
    ),
    RegionPart.BARRIERS: "Er staan nog geen grenzen van wet- en regelgeving. Leg ze vast bij een casus.",
    RegionPart.UNFUNDED: "Van alle zorg is bekend wie betaalt.",
}


@dataclass(frozen=True, slots=True)
class RegionLine:
    """One line.

    Attributes:
        key: what tells it from the others of its part.
        cells: the texts under the headers of its part.
        attention: whether it stands out.
        title: what it is about.
        facts: (label, value) pairs that say more.
        paragraphs: running text under these.
        opens: type and id of the record where more stands; None when there is none.
        place_id: school or care location that it is about; "" for none.
        values: the same for scripts.
        presence: of a line of `RegionPart.PRESENCE`, per provider what stands in its column.
    """

    key: str
    cells: tuple[str, ...]
    attention: bool = False
    title: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    paragraphs: tuple[str, ...] = ()
    opens: tuple[str, str] | None = None
    place_id: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    presence: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RegionList:
    """A part of the desk.

    Attributes:
        part: which.
        summary: in a few Dutch words what it comes down to.
        lines: what needs attention first.
        providers: the columns of `RegionPart.PRESENCE` in their order, as (id, name).
    """

    part: RegionPart
    summary: str
    lines: tuple[RegionLine, ...]
    providers: tuple[tuple[str, str], ...] = ()

    @property
    def records(self) -> tuple[tuple[str, str], ...]:
        """Type and id of the records that its lines are about."""
        return tuple(line.opens for line in self.lines if line.opens is not None)

    def with_first(self, line: RegionLine) -> RegionList:
        """Return the same with the providers of a line first, so that one sees where else they are."""
        order = {key: place for place, (key, _) in enumerate(self.providers)}
        providers = sorted(self.providers, key=lambda each: (each[0] not in line.presence, order[each[0]]))
        return replace(self, providers=tuple(providers))
