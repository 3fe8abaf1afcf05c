"""The checks of planned visits: of each visit, of days and of weeks.

A visit on a day on which its school is closed is told, and counts for nothing else: it cannot take place. For visits that come
back, `day_visits` leaves out those that fall away in a holiday.

After an edit only what the edit touches has to be checked again: the visits of the same school and day, those of the same
professional and week, and those of the same week that serve the same pupils or needs, directly or by way of a visit for
several needs. `region_conflicts` does so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from typing import TypeVar

from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.domain.visit_absence_checks import professional_absent
from zorgarrangeur_tui.domain.visit_care_checks import (
    competence_missing,
    group_too_large,
    outside_contract,
    titles_not_valid,
)
from zorgarrangeur_tui.domain.visit_check_values import DayVisit, Surroundings
from zorgarrangeur_tui.domain.visit_findings import Finding
from zorgarrangeur_tui.domain.visit_minute_checks import above_agreements, above_max_minutes
from zorgarrangeur_tui.domain.visit_person_checks import (
    double_bookings,
    outside_availability,
    pupil_twice,
    skills_missing,
    too_many_faces,
)
from zorgarrangeur_tui.domain.visit_place_checks import (
    in_quiet_window,
    outside_school_hours,
    rooms_full,
    school_closed,
    trips_too_short,
)

Key = TypeVar("Key", bound=Hashable)


def visit_findings(visits: Iterable[DayVisit], surroundings: Surroundings) -> list[Finding]:
    """Return all that is wrong with visits, by day, first visit and kind.

    Args:
        visits: of any days; what is counted over a week is only right when all visits of that week are among them.
        surroundings: what they refer to.
    """
    found: list[Finding] = []
    held: list[DayVisit] = []
    for visit in visits:
        school = surroundings.schools.get(visit.school_id)
        closed = school_closed(visit, school) if school else None
        if closed is not None:
            found.append(closed)
        else:
            held.append(visit)
            found += findings_of_visit(visit, surroundings)
    found += _findings_of_days(held, surroundings)
    found += _findings_of_weeks(held, surroundings)
    return sorted(found, key=lambda one: (one.day, one.visit_ids, one.kind, one.about))


def findings_of_visit(visit: DayVisit, surroundings: Surroundings) -> Iterator[Finding]:
    """Yield what is wrong with one visit by itself, on a day with school."""
    school = surroundings.schools.get(visit.school_id)
    professional = surroundings.professionals.get(visit.professional_id)
    provider = surroundings.providers.get(professional.provider_id) if professional else None
    served = surroundings.served(visit)
    single = (
        outside_school_hours(visit, school) if school else None,
        in_quiet_window(visit, school) if school else None,
        outside_availability(visit, professional, school) if professional else None,
        professional_absent(visit, professional) if professional else None,
        competence_missing(visit, professional, served) if professional else None,
        group_too_large(visit, served),
    )
    yield from (finding for finding in single if finding is not None)
    if professional is not None:
        yield from skills_missing(visit, professional, served)
    yield from titles_not_valid(visit, served)
    if provider is not None:
        yield from outside_contract(visit, provider, served)


def pupils_of(visit: DayVisit, surroundings: Surroundings) -> set[str]:
    """Return the ids of the pupils for whom a visit is."""
    return {need.pupil_id for need in surroundings.served(visit) if need.pupil_id}


def _findings_of_days(visits: Iterable[DayVisit], surroundings: Surroundings) -> Iterator[Finding]:
    by_school = _grouped(((visit.school_id, visit.day), visit) for visit in visits)
    for (school_id, _), together in by_school.items():
        school = surroundings.schools.get(school_id)
        if school is not None:
            yield from rooms_full(together, school)
    by_professional = _grouped(((visit.professional_id, visit.day), visit) for visit in visits)
    for (professional_id, _), together in by_professional.items():
        if professional_id:
            yield from trips_too_short(together, surroundings)
            yield from double_bookings(together, surroundings)
    by_pupil = _grouped(((key, visit.day), visit) for visit in visits for key in pupils_of(visit, surroundings))
    for (pupil_id, _), together in by_pupil.items():
        yield from pupil_twice(together, pupil_id, surroundings.needs)


def _findings_of_weeks(visits: Iterable[DayVisit], surroundings: Surroundings) -> Iterator[Finding]:
    by_professional = _grouped(((visit.professional_id, monday_of(visit.day)), visit) for visit in visits)
    for (professional_id, monday), together in by_professional.items():
        professional = surroundings.professionals.get(professional_id)
        finding = above_max_minutes(together, professional, monday) if professional else None
        if finding is not None:
            yield finding
    by_pupil = _grouped(
        ((key, monday_of(visit.day)), visit) for visit in visits for key in pupils_of(visit, surroundings)
    )
    for (pupil_id, monday), together in by_pupil.items():
        faces = too_many_faces(together, pupil_id, surroundings.needs, surroundings.professionals, monday)
        if faces is not None:
            yield faces
    by_week: dict[date, list[DayVisit]] = _grouped((monday_of(visit.day), visit) for visit in visits)
    for monday, together in by_week.items():
        yield from above_agreements(together, surroundings.needs, monday)


def _grouped(pairs: Iterable[tuple[Key, DayVisit]]) -> dict[Key, list[DayVisit]]:
    groups: dict[Key, list[DayVisit]] = defaultdict(list)
    for key, visit in pairs:
        groups[key].append(visit)
    return groups
