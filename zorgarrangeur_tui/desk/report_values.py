"""From the store to the plain values of which documents and exports are made."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime

from sqlalchemy import select as core_select
from sqlmodel import col, select

from storage import tables
from storage.clock import local_date
from storage.field_values import field_names
from storage.log_reading import rows_about
from storage.models import (
    PUPIL_PARTS,
    RECORD_TYPES,
    TYPE_NAMES,
    CareNeed,
    Case,
    Professional,
    Provider,
    Pupil,
    Record,
    School,
    VisitPattern,
)
from storage.models.codes import Rhythm
from storage.store import Store
from zorgarrangeur_tui.desk.calendars import PlaceCalendar, calendar_of, calendars
from zorgarrangeur_tui.desk.log_words import action_word
from zorgarrangeur_tui.desk.records import by_ids, living
from zorgarrangeur_tui.desk.schools import place_name
from zorgarrangeur_tui.domain.clock import time_of_day, time_span, weekday
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS, field_word
from zorgarrangeur_tui.domain.record_values import in_force
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.domain.school_years import SchoolYear, school_year_of
from zorgarrangeur_tui.domain.value_words import value_word
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.reports.pupil_file import Fact, Look, PupilFile
from zorgarrangeur_tui.reports.visit_calendar import CalendarVisit
from zorgarrangeur_tui.reports.week_roster import RosterVisit, WeekRoster

UNKNOWN = "(onbekend)"
_FINGERPRINT_SHOWN = 8

_NOT_CONTENT = frozenset({"owner", "deleted", "case_id", "pupil_id", "school_id", "care_location_id"})


def roster_of_school(store: Store, school_id: str) -> WeekRoster:
    """Return the visits of a school that are in force today, without anything of a pupil.

    Raises:
        RecordMissing: when the school is not there.
    """
    school = store.get(School, school_id)
    today = local_date(store.clock)
    visits = [visit for visit in living(store, VisitPattern, school_id=school_id) if in_force(visit, today)]
    people = by_ids(store, Professional, [visit.professional_id for visit in visits])
    providers = by_ids(store, Provider, [person.provider_id for person in people.values()])
    found = []
    for visit in visits:
        person = people.get(visit.professional_id)
        provider = providers.get(person.provider_id) if person else None
        found.append(
            RosterVisit(
                visit.weekday,
                visit.start_minute,
                visit.duration_minutes,
                person.name if person else UNKNOWN,
                provider.name if provider else "",
                visit.rhythm,
            )
        )
    hours = tuple(
        "–".join(time_of_day(minute) for minute in span) if len(span) == 2 else "" for span in school.bell_times
    )
    return WeekRoster(school.name, school.place, hours, tuple(found))


def calendar_of_school(store: Store, school_id: str, year: SchoolYear) -> tuple[str, tuple[CalendarVisit, ...]]:
    """Return the name of a school and its visits of a school year, each called after who comes.

    Raises:
        RecordMissing: when the school is not there.
    """
    school = store.get(School, school_id)
    visits = _of_year(living(store, VisitPattern, school_id=school_id), year)
    calendar = calendar_of(store, school_id)
    people = by_ids(store, Professional, [visit.professional_id for visit in visits])
    providers = by_ids(store, Provider, [person.provider_id for person in people.values()])
    found = []
    for visit in visits:
        person = people.get(visit.professional_id)
        provider = providers.get(person.provider_id) if person else None
        who = person.name if person else UNKNOWN
        found.append(
            _calendar_visit(visit, f"{who} ({provider.name})" if provider else who, _place(school), calendar, year)
        )
    return school.name, tuple(found)


def calendar_of_professional(
    store: Store, professional_id: str, year: SchoolYear
) -> tuple[str, tuple[CalendarVisit, ...]]:
    """Return the name of a professional and the visits of a school year, each called after the school.

    Raises:
        RecordMissing: when the professional is not there.
    """
    person = store.get(Professional, professional_id)
    visits = _of_year(living(store, VisitPattern, professional_id=professional_id), year)
    schools = by_ids(store, School, [visit.school_id for visit in visits])
    known = calendars(store, schools)
    found = []
    for visit in visits:
        school = schools.get(visit.school_id)
        name = school.name if school else place_name(store, "", visit.care_location_id) or UNKNOWN
        calendar = known.of(visit.school_id)
        found.append(_calendar_visit(visit, name, _place(school) if school else "", calendar, year))
    return person.name, tuple(found)


def file_of_pupil(store: Store, pupil_id: str) -> PupilFile:
    """Return what is recorded about a pupil, and every log row about the pupil, the needs and the case.

    A note on the case is left out when the case is about more pupils: it may tell about another child.

    Raises:
        RecordMissing: when the pupil is not there.
    """
    pupil = store.get(Pupil, pupil_id)
    with store.read() as session:
        all_needs = session.exec(select(CareNeed).where(CareNeed.pupil_id == pupil_id).order_by(col(CareNeed.id))).all()
        case = session.get(Case, pupil.case_id) if pupil.case_id else None
    needs = [need for need in all_needs if not need.deleted]
    shared = case is not None and len(living(store, Pupil, case_id=case.id)) > 1
    subjects = {
        pupil_id: "pupil",
        **{need.id: "care_need" for need in all_needs},
        **({case.id: "case"} if case else {}),
    }
    return PupilFile(
        pseudonym=pupil.pseudonym,
        pupil=_facts(pupil),
        case=_case_facts(store, case, shared=shared) if case else (),
        needs=tuple(_facts(need) for need in needs),
        visits=_visits_for(store, {need.id for need in needs}),
        looks=_looks(store, subjects),
        parts=tuple(
            (RECORD_WORDS[kind].heading, _facts(part))
            for kind in PUPIL_PARTS
            if kind != "care_need"
            for part in living(store, RECORD_TYPES[kind], pupil_id=pupil_id)
        ),
    )


def _facts(record: Record, without: Collection[str] = ()) -> tuple[Fact, ...]:
    """Return every field that holds something."""
    record_type = TYPE_NAMES[type(record)]
    named = ((name, value_word(record_type, name, getattr(record, name))) for name in field_names(type(record)))
    return tuple(
        (field_word(record_type, name), value)
        for name, value in named
        if value and name not in _NOT_CONTENT and name not in without
    )


def _case_facts(store: Store, case: Case, *, shared: bool) -> tuple[Fact, ...]:
    place = place_name(store, case.school_id, case.care_location_id)
    return (
        ("Kenmerk", case_reference(case.id)),
        *((("School of zorglocatie", place),) if place else ()),
        *_facts(case, ("note",) if shared else ()),
    )


def visits_for_needs(store: Store, need_ids: AbstractSet[str]) -> tuple[tuple[str, str, str], ...]:
    """Return day, time and who of each visit that is in force today for one of these needs, through the week."""
    today = local_date(store.clock)
    return tuple(row[:3] for row in _visits_for(store, need_ids, today))


def _visits_for(
    store: Store, need_ids: AbstractSet[str], on: date | None = None
) -> tuple[tuple[str, str, str, str], ...]:
    visits = [
        visit
        for visit in living(store, VisitPattern)
        if not need_ids.isdisjoint(visit.serves) and (on is None or in_force(visit, on))
    ]
    visits.sort(key=lambda visit: (visit.weekday, visit.start_minute, visit.id))
    people = by_ids(store, Professional, [visit.professional_id for visit in visits])
    found = []
    for visit in visits:
        person = people.get(visit.professional_id)
        time = time_span(visit.start_minute, visit.duration_minutes)
        who = person.name if person else UNKNOWN
        found.append((weekday(visit.weekday), time, who, word(visit.rhythm, Rhythm)))
    return tuple(found)


def _looks(store: Store, subjects: dict[str, str]) -> tuple[Look, ...]:
    rows = sorted((row for subject in subjects for row in rows_about(store, subject)), key=lambda row: row.number)
    contact = tables.contact.c
    with store.read() as session:
        known = session.connection().execute(core_select(contact.fingerprint, contact.label)).all()
    names = {one.fingerprint: one.label for one in known}
    names[store.identity.actor.fingerprint] = store.identity.label
    return tuple(
        Look(
            at=datetime.fromisoformat(row.at).astimezone(UTC),
            who=names.get(row.actor, row.actor[:_FINGERPRINT_SHOWN]),
            what=action_word(row.action, row.outcome).lower(),
            about=RECORD_WORDS[subjects[row.subject]].singular,
            reason=row.reason,
        )
        for row in rows
    )


def this_school_year(store: Store) -> SchoolYear:
    """Return the school year of today."""
    return school_year_of(local_date(store.clock))


def _of_year(visits: Iterable[VisitPattern], year: SchoolYear) -> list[VisitPattern]:
    kept = [visit for visit in visits if _within(visit, year)]
    return sorted(kept, key=lambda visit: (visit.weekday, visit.start_minute, visit.id))


def _within(visit: VisitPattern, year: SchoolYear) -> bool:
    begun = visit.starts_on is None or visit.starts_on <= year.last_day
    return begun and (visit.ends_on is None or year.first_day <= visit.ends_on)


def _calendar_visit(
    visit: VisitPattern, summary: str, where: str, calendar: PlaceCalendar, year: SchoolYear
) -> CalendarVisit:
    due = calendar.occurrences(visit, year.first_day, year.last_day)
    doubts = calendar.doubts(year.first_day, year.last_day)
    return CalendarVisit(
        visit.id,
        summary,
        where,
        visit.start_minute,
        visit.duration_minutes,
        tuple(one.day for one in due if one.takes_place),
        " ".join(doubts) or "Op dagen zonder school gaat dit bezoek niet door; die dagen zijn weggelaten.",
    )


def _place(school: School) -> str:
    address = " ".join(filter(None, (school.street, school.house_number)))
    return ", ".join(filter(None, (school.name, address, school.place)))
