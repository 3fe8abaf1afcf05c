"""Needs and visits in force, place by place, in a few large questions: what figures, gaps and care lines have in common."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, select

from storage.clock import local_date
from storage.models import CareNeed, Case, School, VisitPattern
from storage.models.codes import CareForm
from storage.store import Store
from zorgarrangeur_tui.desk.columns import living_columns, text_lists
from zorgarrangeur_tui.desk.remembered import remembered
from zorgarrangeur_tui.domain.coverage import Need, PlannedVisit
from zorgarrangeur_tui.domain.record_values import hours_value
from zorgarrangeur_tui.domain.school_days import weekdays_with_school
from zorgarrangeur_tui.domain.visit_occurrences import VisitSeries


@dataclass(frozen=True, slots=True)
class DatedVisit:
    """A visit with the days on which it comes back, and the school where it is; "" elsewhere."""

    planned: PlannedVisit
    series: VisitSeries
    school_id: str

    def holds_on(self, day: date) -> bool:
        """Tell whether a day is within its first and last day."""
        first, last = self.series.starts_on, self.series.ends_on
        return (first is None or first <= day) and (last is None or day <= last)


@dataclass(frozen=True, slots=True)
class CareAtPlaces:
    """Care in force on one day.

    Attributes:
        places: per case that has a need, and was not taken away, its place, a school or a care location; "" for none.
        case_of: per need its case, also when that was taken away.
        needs: per place; under "" also needs whose case was taken away.
        visits: per place; not those on a weekday on which a school never has school: they give no care.
    """

    places: Mapping[str, str] = field(default_factory=dict)
    case_of: Mapping[str, str] = field(default_factory=dict)
    needs: Mapping[str, list[Need]] = field(default_factory=dict)
    visits: Mapping[str, list[PlannedVisit]] = field(default_factory=dict)


@remembered
def visits_at_places(store: Store) -> Mapping[str, list[DatedVisit]]:
    """Return every visit that was not taken away per place, also those that are over or yet to begin."""
    found: defaultdict[str, list[DatedVisit]] = defaultdict(list)
    series: dict[tuple[Any, ...], VisitSeries] = {}
    with store.read() as session:
        rows = living_columns(session.connection(), VisitPattern, *_VISIT)
    for row, serves in zip(rows, text_lists(row[-1] for row in rows), strict=True):
        school, location, visit, who, day, start, minutes, rhythm, first, last, _ = row
        when = day, rhythm, first, last
        if when not in series:
            series[when] = VisitSeries(*when)
        planned = PlannedVisit(visit, who, day, start, minutes, rhythm, tuple(serves))
        found[school or location].append(DatedVisit(planned, series[when], school))
    return dict(found)


@remembered
def care_at_places(store: Store) -> CareAtPlaces:
    """Return the care that is in force today."""
    return care_at_places_on(store, local_date(store.clock))


def care_at_places_on(store: Store, day: date) -> CareAtPlaces:
    """Return the care that is in force on a day."""
    visits = visits_at_places(store)
    with store.read() as session:
        connection = session.connection()
        places = places_of_cases_with_needs(connection)
        rows = living_columns(connection, CareNeed, *_NEED, on=day)
        hours = living_columns(connection, School, "id", "bell_times")
    school_days = {school: _school_days(written) for school, written in hours}
    case_of: dict[str, str] = {}
    needs: defaultdict[str, list[Need]] = defaultdict(list)
    for case, need, pupil, kind, form, minutes in rows:
        case_of[need] = case
        needs[places.get(case, "")].append(Need(need, pupil, kind, form == CareForm.GROUP, minutes))
    current = {
        place: [
            one.planned
            for one in here
            if one.holds_on(day) and one.planned.weekday in school_days.get(one.school_id, _EVERY_DAY)
        ]
        for place, here in visits.items()
    }
    return CareAtPlaces(places, case_of, dict(needs), {place: here for place, here in current.items() if here})


def places_of_cases_with_needs(connection: Connection) -> dict[str, str]:
    """Return the place of every case with a need. Most cases have none, and this is remembered: theirs would fill the memory."""
    case, need = Case.__table__.c, CareNeed.__table__.c  # type: ignore[attr-defined]  # SQLModel adds it to table models
    query = select(case.id, case.school_id, case.care_location_id).where(
        case.deleted.is_(False), case.id.in_(select(need.case_id).where(need.deleted.is_(False)))
    )
    return {case_id: school or location for case_id, school, location in connection.execute(query)}


@lru_cache(maxsize=1024)
def _school_days(written: str) -> frozenset[int]:
    """Return the weekdays with school by the hours of a school as a column holds them."""
    return weekdays_with_school(hours_value(json.loads(written)))


_EVERY_DAY = frozenset(range(7))
_NEED = ("case_id", "id", "pupil_id", "kind", "form", "minutes_needed")
_VISIT = (
    "school_id",
    "care_location_id",
    "id",
    "professional_id",
    "weekday",
    "start_minute",
    "duration_minutes",
    "rhythm",
    "starts_on",
    "ends_on",
    "serves",
)
