"""Individual against collective care at one place of the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from storage.clock import local_date
from storage.errors import RecordMissing
from storage.models import CareLocation, School
from storage.store import Store
from zorgarrangeur_tui.desk.care_lines import care_lines
from zorgarrangeur_tui.desk.figures import figures_per_place
from zorgarrangeur_tui.domain.dated_rules import rules_on
from zorgarrangeur_tui.domain.pots import all_pots
from zorgarrangeur_tui.insight.assumptions import Assumed, assumed_on
from zorgarrangeur_tui.insight.care_lines import CareLine
from zorgarrangeur_tui.insight.collective import Comparison, Rest, Swing, compare, sensitivity
from zorgarrangeur_tui.insight.figures import PlaceFigures


@dataclass(frozen=True, slots=True)
class ComparedPlace:
    """A place with what is needed there, ready to be compared under any assumptions.

    Attributes:
        id, name: of the school or care location.
        lines: the care in force today.
        now: providers, faces and entries of today.
        individual_pots: pots that are an entitlement of one child, today.
        proposed: what the app assumes.
    """

    id: str
    name: str
    lines: tuple[CareLine, ...]
    now: Rest
    individual_pots: frozenset[str]
    proposed: Assumed

    def compared(self, assumed: Assumed) -> Comparison:
        """Return both ways under some assumptions."""
        return compare(self.lines, self.now, assumed, self.individual_pots)

    def swings(self, assumed: Assumed) -> tuple[Swing, ...]:
        """Return what each assumption does to the yearly balance on its own."""
        return sensitivity(self.lines, self.now, assumed, self.individual_pots)


def compared_place(store: Store, place_id: str) -> ComparedPlace:
    """Return a place, ready to be compared.

    Raises:
        RecordMissing: there is no such school or care location.
    """
    name = _name(store, place_id)
    figures = {one.place.id: one for one in figures_per_place(store) if one.place.id == place_id}
    lines = tuple(line for line in care_lines(store) if line.place_id == place_id)
    return _places(store, {place_id: lines}, figures, {place_id: name})[0]


def compared_places(store: Store, lines: Iterable[CareLine], names: Mapping[str, str]) -> list[ComparedPlace]:
    """Return every place with care, ready to be compared, by name.

    Args:
        store: an opened store.
        lines: all care; what is at no known place is left out.
        names: of places by id.
    """
    per_place: defaultdict[str, list[CareLine]] = defaultdict(list)
    for line in lines:
        if line.place_id:
            per_place[line.place_id].append(line)
    figures = {one.place.id: one for one in figures_per_place(store)}
    found = _places(store, per_place, figures, names)
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


def _places(
    store: Store,
    per_place: Mapping[str, Sequence[CareLine]],
    figures: Mapping[str, PlaceFigures],
    names: Mapping[str, str],
) -> list[ComparedPlace]:
    today = local_date(store.clock)
    pots = frozenset(pot.id for pot in rules_on(all_pots(), today).values() if pot.individual)
    proposed = assumed_on(today)
    return [
        ComparedPlace(
            id=place_id,
            name=names.get(place_id, ""),
            lines=tuple(lines),
            now=_rest(lines, figures.get(place_id)),
            individual_pots=pots,
            proposed=proposed,
        )
        for place_id, lines in per_place.items()
    ]


def _rest(lines: Sequence[CareLine], figures: PlaceFigures | None) -> Rest:
    return Rest(_providers(lines), figures.professionals, figures.entries) if figures else _NOTHING


_NOTHING = Rest(0, Fraction(), Fraction())


def _providers(lines: Sequence[CareLine]) -> int:
    """Return how many providers give something now: by their visits, or as it stands with a need."""
    return len({giver.provider_id for line in lines for giver in line.givers} - {""})


def _name(store: Store, place_id: str) -> str:
    try:
        return store.get(School, place_id).name
    except RecordMissing:
        return store.get(CareLocation, place_id).name
