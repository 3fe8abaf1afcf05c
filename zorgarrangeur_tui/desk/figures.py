"""The figures of every place with a case, asked in a few large questions: a region has hundreds of schools."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, select

from storage.clock import local_date
from storage.models import CareLocation, Case, FixedBond, School
from storage.store import Store
from zorgarrangeur_tui.desk.care_at_places import care_at_places
from zorgarrangeur_tui.desk.columns import all_columns, living_columns
from zorgarrangeur_tui.desk.remembered import remembered
from zorgarrangeur_tui.domain.caps import Bond
from zorgarrangeur_tui.insight.figures import Place, PlaceFigures, place_figures


@remembered
def figures_per_place(store: Store) -> tuple[PlaceFigures, ...]:
    """Return the figures of every school and care location with a case, most uncovered minutes first, then by name."""
    today = local_date(store.clock)
    figures = [place_figures(place, today) for place in _places(store)]
    return tuple(sorted(figures, key=lambda one: (-one.amounts.uncovered, one.place.name, one.place.id)))


def _places(store: Store) -> Iterator[Place]:
    """Yield every place with a case, with what is in force there."""
    care = care_at_places(store)
    with store.read() as session:
        connection = session.connection()
        bonds: defaultdict[str, list[Bond]] = defaultdict(list)
        for school, *values in living_columns(
            connection, FixedBond, "school_id", "provider_id", "starts_on", "ends_on"
        ):
            bonds[school].append(Bond(*values))
        schools = {key: (name, cap) for key, name, cap in all_columns(connection, School, "id", "name", "provider_cap")}
        locations = dict(all_columns(connection, CareLocation, "id", "name"))
        places = _with_a_case(connection)
    for place_id in places:
        name, cap = schools.get(place_id) or (locations.get(place_id, ""), None)
        yield Place(
            id=place_id,
            name=name,
            needs=care.needs.get(place_id, ()),
            visits=care.visits.get(place_id, ()),
            bonds=bonds.get(place_id, ()),
            cap=cap,
        )


def _with_a_case(connection: Connection) -> set[str]:
    case = Case.__table__.c  # type: ignore[attr-defined]  # SQLModel adds it to table models
    query = select(case.school_id, case.care_location_id).where(case.deleted.is_(False)).distinct()
    return {school or location for school, location in connection.execute(query)} - {""}
