"""What the lists of the command line hold: rows for people, values for scripts. Names of children are in neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from storage.clock import local_date
from storage.models import CareLocation, Case, Professional, Provider, School, VisitPattern
from storage.models.codes import CareKind, Phase, Rhythm, SchoolKind
from storage.store import Store
from zorgarrangeur_tui.desk.overview import gaps, visits_on
from zorgarrangeur_tui.desk.providers import bound_providers
from zorgarrangeur_tui.desk.records import by_ids, living
from zorgarrangeur_tui.domain.clock import duration, dutch_date_short, time_span, weekday
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.verbs.finding import ID_SHOWN
from zorgarrangeur_tui.verbs.visit_choice import VisitChoice, chosen

WHOLE_GROUP = "hele groep of school"


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: Dutch headers and rows for reading, a value per row for JSON, and what to say when it is empty."""

    headers: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    values: list[dict[str, Any]]
    nothing: str


def cases(store: Store, school: School | None) -> Listing:
    """Return the cases, of one school or all, earliest deadline first."""
    found = living(store, Case, school_id=school.id) if school else living(store, Case)
    found.sort(key=lambda case: (case.deadline or date.max, case.title.casefold(), case.id))
    schools = by_ids(store, School, [case.school_id for case in found])
    locations = by_ids(store, CareLocation, [case.care_location_id for case in found])
    rows, values = [], []
    for case in found:
        place = schools.get(case.school_id)
        where = _name(place or locations.get(case.care_location_id))
        deadline = dutch_date_short(case.deadline) if case.deadline else ""
        rows.append((case_reference(case.id), case.title, word(case.phase, Phase), where, deadline))
        values.append(
            {
                "id": case.id,
                "reference": case_reference(case.id),
                "title": case.title,
                "phase": case.phase,
                "school": _school(place),
                "care_location": case.care_location_id or None,
                "next_action": case.next_action,
                "deadline": case.deadline,
            }
        )
    return Listing(
        ("Kenmerk", "Vraag", "Fase", "School of zorglocatie", "Uiterlijk op"), rows, values, "Er zijn geen casussen."
    )


def schools(store: Store, school: School | None) -> Listing:
    """Return the schools by place and name."""
    found = [school] if school else living(store, School)
    found.sort(key=lambda one: (one.place.casefold(), one.name.casefold(), one.site_code))
    rows = [(one.site_code, one.name, one.place, word(one.kind, SchoolKind)) for one in found]
    values: list[dict[str, Any]] = [
        {**_known_school(one), "place": one.place, "kind": one.kind, "pupil_count": one.pupil_count} for one in found
    ]
    return Listing(("Code", "Naam", "Plaats", "Soort"), rows, values, "Er zijn geen scholen.")


def providers(store: Store, school: School | None) -> Listing:
    """Return the providers with their professionals, by name; with a school only those fixed to it."""
    if school:
        found = [provider for _, provider in bound_providers(store, school.id) if provider and not provider.deleted]
        found = list({provider.id: provider for provider in found}.values())
    else:
        found = living(store, Provider)
    found.sort(key=lambda one: (one.name.casefold(), one.id))
    staff: dict[str, list[Professional]] = {}
    for person in sorted(living(store, Professional), key=lambda one: (one.name.casefold(), one.id)):
        staff.setdefault(person.provider_id, []).append(person)
    rows, values = [], []
    for provider in found:
        people = staff.get(provider.id, [])
        names = ", ".join(person.name for person in people)
        rows.append((provider.id[:ID_SHOWN], provider.name, provider.chamber_number, names))
        values.append(
            {
                "id": provider.id,
                "name": provider.name,
                "chamber_number": provider.chamber_number,
                "kinds": provider.kinds,
                "professionals": [
                    {"id": person.id, "name": person.name, "level": person.level, "skills": person.skills}
                    for person in people
                ],
            }
        )
    return Listing(("Kenmerk", "Naam", "KvK", "Zorgprofessionals"), rows, values, "Er zijn geen zorgaanbieders.")


def visits(store: Store, school: School | None, monday: date | None, choice: VisitChoice) -> Listing:
    """Return the visits: with a Monday only those that take place in its week, otherwise all that have not ended.

    Raises:
        RecordMissing, ActRefused: whom the choice names is not there, or there is more than one.
    """
    if monday is None:
        today = local_date(store.clock)
        found = [visit for visit in living(store, VisitPattern) if visit.ends_on is None or visit.ends_on >= today]
    else:
        found = [visit for day in range(7) for visit in visits_on(store, monday + timedelta(days=day))]
    found = [visit for visit in chosen(store, found, choice) if school is None or visit.school_id == school.id]
    found.sort(key=lambda visit: (visit.weekday, visit.start_minute, visit.id))
    at = by_ids(store, School, [visit.school_id for visit in found])
    people = by_ids(store, Professional, [visit.professional_id for visit in found])
    rows, values = [], []
    for visit in found:
        person = people.get(visit.professional_id)
        rows.append(
            (
                visit.id[:ID_SHOWN],
                weekday(visit.weekday),
                time_span(visit.start_minute, visit.duration_minutes),
                _name(person),
                _name(at.get(visit.school_id)),
                word(visit.rhythm, Rhythm),
            )
        )
        values.append(
            {
                "id": visit.id,
                "school": _school(at.get(visit.school_id)),
                "professional": {"id": visit.professional_id, "name": _name(person)},
                "weekday": visit.weekday,
                "start_minute": visit.start_minute,
                "duration_minutes": visit.duration_minutes,
                "rhythm": visit.rhythm,
                "first_day": visit.starts_on,
                "last_day": visit.ends_on,
                "serves": visit.serves,
                "locked": visit.locked,
                **({"date": monday + timedelta(days=visit.weekday)} if monday else {}),
            }
        )
    headers = ("Kenmerk", "Dag", "Tijd", "Zorgprofessional", "School", "Ritme")
    return Listing(headers, rows, values, "Er zijn geen bezoeken.")


def uncovered(store: Store, school: School | None) -> Listing:
    """Return the needs that the visits do not wholly cover, by school, largest gap first."""
    rows, values = [], []
    for gap in gaps(store, school.id if school else ""):
        who = gap.pupil.pseudonym if gap.pupil else WHOLE_GROUP
        open_minutes = gap.coverage.uncovered_per_week
        rows.append(
            (
                gap.need.id[:ID_SHOWN],
                case_reference(gap.case.id),
                _name(gap.school),
                who,
                word(gap.need.kind, CareKind),
                duration(gap.need.minutes_needed),
                duration(open_minutes),
            )
        )
        values.append(
            {
                "need": gap.need.id,
                "case": case_reference(gap.case.id),
                "school": _school(gap.school),
                "pupil": gap.pupil.pseudonym if gap.pupil else None,
                "kind": gap.need.kind,
                "minutes_needed": gap.need.minutes_needed,
                "minutes_uncovered": open_minutes,
            }
        )
    headers = ("Kenmerk", "Casus", "School", "Voor", "Soort zorg", "Nodig", "Nog open")
    return Listing(headers, rows, values, "Elke zorgbehoefte is gedekt.")


def _name(record: School | CareLocation | Professional | None) -> str:
    return record.name if record else "(onbekend)"


def _school(school: School | None) -> dict[str, Any] | None:
    return _known_school(school) if school else None


def _known_school(school: School) -> dict[str, Any]:
    return {"id": school.id, "site_code": school.site_code, "name": school.name}
