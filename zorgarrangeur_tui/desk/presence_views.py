"""What is asked at a school in a week against who is there, and which rooms are in use, as the store has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col, select

from storage.models import CareNeed, Case, Professional, Pupil, School, VisitPattern
from storage.store import Store
from zorgarrangeur_tui.desk.absences import known_absences
from zorgarrangeur_tui.desk.calendars import PlaceCalendar, calendar_of
from zorgarrangeur_tui.desk.records import by_ids, living
from zorgarrangeur_tui.domain.checked_records import checked_need, checked_professional, in_force_in_week
from zorgarrangeur_tui.domain.presence_overlay import presence_overlay
from zorgarrangeur_tui.domain.presence_values import AskedCare, OverlayDay, PresenceOverlay
from zorgarrangeur_tui.domain.record_values import board_school, board_visit
from zorgarrangeur_tui.domain.school_days import weekdays_with_school
from zorgarrangeur_tui.domain.school_week_words import never_school
from zorgarrangeur_tui.domain.school_weeks import school_week
from zorgarrangeur_tui.domain.visit_absence_checks import professional_absent
from zorgarrangeur_tui.domain.visit_check_values import CheckedProfessional, DayVisit, day_visits

_SIX_DAYS = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class PresencePage:
    """A week of a school, and the records that it is about.

    Attributes:
        school: the school.
        monday: of the week.
        kind: the `CareKind` value that is looked at; "" for all.
        overlay: what is asked against who is there.
        visits: to the school in this week, by day and time, without those of who is away.
        missed: the visits of who is away, for which nobody else comes yet.
        people: who makes them, by id.
        pseudonyms: of the children with a need, by id.
        kinds: the kinds of care that are asked, in order.
        words: which week it is and as what the school counts it, in Dutch.
    """

    school: School
    monday: date
    kind: str
    overlay: PresenceOverlay
    visits: tuple[DayVisit, ...]
    missed: tuple[DayVisit, ...]
    people: dict[str, CheckedProfessional]
    pseudonyms: dict[str, str]
    kinds: tuple[str, ...]
    words: str

    def child_name(self, pupil_id: str) -> str:
        """Return the pseudonym of a child; "groep" for a need of a group or the school, "?" for a child that is gone."""
        return (self.pseudonyms.get(pupil_id) or "?") if pupil_id else "groep"

    def person_name(self, professional_id: str) -> str:
        """Return the name of a professional; "?" for one that is gone."""
        person = self.people.get(professional_id)
        return person.name if person and person.name else "?"


def presence_page(store: Store, school_id: str, monday: date, kind: str = "") -> PresencePage:
    """Return what is asked at a school in the week of a Monday against who is there.

    Args:
        store: an opened store.
        school_id: the school.
        monday: of the week.
        kind: a `CareKind` value, to look only at that kind of care; "" for all.

    Raises:
        RecordMissing: the school is not there (any more).
    """
    school = store.get(School, school_id)
    place = calendar_of(store, school_id, (monday, monday + _SIX_DAYS))
    needs = [need for need in _needs(store, school_id) if in_force_in_week(need, monday)]
    due = [
        one
        for record in living(store, VisitPattern, school_id=school_id)
        for one in day_visits(board_visit(record), place.occurrences(record, monday, monday + _SIX_DAYS))
    ]
    due.sort(key=lambda one: (one.day, one.start_minute, one.id))
    ids = {one.professional_id for one in due}
    away = known_absences(store, ids)
    people = {
        key: checked_professional(person, away.get(key, ())) for key, person in by_ids(store, Professional, ids).items()
    }
    missed = [
        one
        for one in due
        if one.professional_id in people and professional_absent(one, people[one.professional_id]) is not None
    ]
    visits = [one for one in due if one not in missed]
    overlay = presence_overlay(
        _days(place, monday, visits),
        [_asked(need) for need in needs],
        visits,
        people,
        usual_days=sorted(weekdays_with_school(board_school(school).bell_times)),
        rooms=school.room_count,
        kind=kind,
    )
    pupils = by_ids(store, Pupil, {need.pupil_id for need in needs if need.pupil_id})
    return PresencePage(
        school=school,
        monday=monday,
        kind=kind,
        overlay=overlay,
        visits=tuple(visits),
        missed=tuple(missed),
        people=people,
        pseudonyms={key: pupil.pseudonym for key, pupil in pupils.items() if not pupil.deleted},
        kinds=tuple(sorted({need.kind for need in needs})),
        words=place.fortnights.words(monday),
    )


def _needs(store: Store, school_id: str) -> list[CareNeed]:
    with store.read() as session:
        case_ids = session.exec(select(Case.id).where(Case.school_id == school_id, col(Case.deleted).is_(False))).all()
        asked = select(CareNeed).where(col(CareNeed.case_id).in_(case_ids), col(CareNeed.deleted).is_(False))
        return list(session.exec(asked.order_by(col(CareNeed.id))))


def _asked(record: CareNeed) -> AskedCare:
    """Return a need with its moment. Who pays for it does not matter here."""
    return AskedCare(
        checked_need(record, "", "", ()),
        record.moment_rule,
        tuple(record.moment_weekdays),
        record.moment_start,
        record.moment_end,
    )


def _days(place: PlaceCalendar, monday: date, visits: list[DayVisit]) -> list[OverlayDay]:
    """Return the days of the week, without those on which there never is school and nobody comes."""
    calendar = place.calendar
    assert calendar is not None, "a school that is there has a calendar"
    used = {one.day for one in visits}
    return [
        OverlayDay(day.day, day.hours, not day.is_open)
        for day in school_week(calendar, monday).days
        if day.day in used or not never_school(day)
    ]
