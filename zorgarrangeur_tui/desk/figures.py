"""The figures of every place with a case, asked in a few large questions: a region has hundreds of schools."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from storage.clock import local_date
from storage.models import CareLocation, CareNeed, Case, FixedBond, School, VisitPattern
from storage.models.codes import CareForm
from storage.store import Store
from zorgarrangeur_tui.desk.columns import living_columns
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.domain.caps import Bond
from zorgarrangeur_tui.domain.coverage import Need, PlannedVisit
from zorgarrangeur_tui.insight.figures import Place, PlaceFigures, place_figures


def figures_per_place(store: Store) -> list[PlaceFigures]:
    """Return the figures of every school and care location with a case, most uncovered minutes first, then by name."""
    today = local_date(store.clock)
    figures = [place_figures(place, today) for place in _places(store, today)]
    return sorted(figures, key=lambda one: (-one.amounts.uncovered, one.place.name, one.place.id))


def _places(store: Store, today: date) -> Iterator[Place]:
    """Yield every place with a case, with what is in force there."""
    with store.read() as session:
        connection = session.connection()
        place_of = {
            case: place or location for case, place, location in living_columns(connection, Case, "id", *_PLACE)
        }
        needs = _needs(connection, today, place_of)
        visits = _visits(connection, today)
        bonds: defaultdict[str, list[Bond]] = defaultdict(list)
        for school, *values in living_columns(
            connection, FixedBond, "school_id", "provider_id", "starts_on", "ends_on"
        ):
            bonds[school].append(Bond(*values))
    ids = set(place_of.values()) - {""}
    schools = by_ids(store, School, ids)
    locations = by_ids(store, CareLocation, ids - set(schools))
    for place_id in ids:
        school, location = schools.get(place_id), locations.get(place_id)
        found = school or location
        yield Place(
            id=place_id,
            name=found.name if found else "",
            needs=needs[place_id],
            visits=visits[place_id],
            bonds=bonds[place_id],
            cap=school.provider_cap if school else None,
        )


_PLACE = ("school_id", "care_location_id")
_NEED = ("case_id", "id", "pupil_id", "kind", "form", "minutes_needed")
_VISIT = (*_PLACE, "id", "professional_id", "weekday", "start_minute", "duration_minutes", "rhythm", "serves")


def _needs(connection: Connection, today: date, place_of: dict[str, str]) -> defaultdict[str, list[Need]]:
    """Return the needs in force per place."""
    found: defaultdict[str, list[Need]] = defaultdict(list)
    for case, need, pupil, kind, form, minutes in living_columns(connection, CareNeed, *_NEED, on=today):
        found[place_of.get(case, "")].append(Need(need, pupil, kind, form == CareForm.GROUP, minutes))
    return found


def _visits(connection: Connection, today: date) -> defaultdict[str, list[PlannedVisit]]:
    """Return the visits in force per place."""
    found: defaultdict[str, list[PlannedVisit]] = defaultdict(list)
    for school, location, visit, who, day, start, minutes, rhythm, serves in living_columns(
        connection, VisitPattern, *_VISIT, on=today
    ):
        value = PlannedVisit(visit, who, day, start, minutes, rhythm, tuple(json.loads(serves)))
        found[school or location].append(value)
    return found
