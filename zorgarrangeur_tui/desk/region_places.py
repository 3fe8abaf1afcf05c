"""The places of a region with who is there, asked in a few large questions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from sqlalchemy import Connection

from storage.models import Case, FixedBond, Professional, School
from storage.store import Store
from zorgarrangeur_tui.desk.breakdowns import part_names
from zorgarrangeur_tui.desk.care_at_places import CareAtPlaces, care_at_places
from zorgarrangeur_tui.desk.columns import living_columns
from zorgarrangeur_tui.desk.figures import figures_per_place
from zorgarrangeur_tui.desk.remembered import remembered
from zorgarrangeur_tui.domain.caps import Bond
from zorgarrangeur_tui.domain.rhythms import weeks_of
from zorgarrangeur_tui.insight.figures import PlaceFigures
from zorgarrangeur_tui.insight.region_desk import RegionPlace

_FORTNIGHT = 2


@remembered
def region_places(store: Store) -> tuple[list[RegionPlace], Sequence[PlaceFigures]]:
    """Return every place with a case, a fixed provider or a visit, and the figures of those with a case."""
    figures = figures_per_place(store)
    names = part_names(store)
    with store.read() as session:
        connection = session.connection()
        caps = dict(living_columns(connection, School, "id", "provider_cap"))
        bonds, owners = _bonds(connection), _owners(connection)
        provider_of = dict(living_columns(connection, Professional, "id", "provider_id"))
    minutes = _minutes(care_at_places(store), provider_of)
    uncovered = {one.place.id: one.amounts.uncovered_per_week for one in figures}
    found = [
        RegionPlace(
            place_id,
            names.get(place_id, ""),
            caps.get(place_id),
            bonds.get(place_id, ()),
            minutes.get(place_id, {}),
            uncovered.get(place_id, 0),
            owners.get(place_id, {}),
        )
        for place_id in sorted({*uncovered, *bonds, *minutes} - {""})
    ]
    return found, figures


def _bonds(connection: Connection) -> dict[str, list[Bond]]:
    found: defaultdict[str, list[Bond]] = defaultdict(list)
    fields = ("school_id", "provider_id", "starts_on", "ends_on", "over_cap_reason")
    for school, *values in living_columns(connection, FixedBond, *fields):
        found[school].append(Bond(*values))
    return found


def _minutes(care: CareAtPlaces, provider_of: Mapping[str, str]) -> dict[str, dict[str, Fraction]]:
    """Return the minutes a week of each provider at each place, by the visits that hold today."""
    found: defaultdict[str, defaultdict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for place_id, visits in care.visits.items():
        for one in visits:
            if one.professional_id:
                minutes = len(weeks_of(one.rhythm)) * max(0, one.duration_minutes)
                found[place_id][provider_of.get(one.professional_id, "")] += Fraction(minutes, _FORTNIGHT)
    return {place: dict(providers) for place, providers in found.items()}


def _owners(connection: Connection) -> dict[str, Counter[str]]:
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for school, location, owner in living_columns(connection, Case, "school_id", "care_location_id", "owner"):
        found[school or location][owner] += 1
    return found
