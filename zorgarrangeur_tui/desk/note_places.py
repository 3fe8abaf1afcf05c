"""Where and when a visit note is about, filled in without asking: the school at hand, or of a visit now, or of the last one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import col, select

from storage.clock import WALL_CLOCK
from storage.models import CareLocation, Case, Pupil, School, VisitNote
from storage.store import Store
from zorgarrangeur_tui.desk.overview import visits_on
from zorgarrangeur_tui.desk.records import ENDED, living
from zorgarrangeur_tui.domain.clock import dutch_date_short, time_of_day, weekday_short
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.keys.act_text import ActText

_CHOOSE_SCHOOL = "kies een school met {screens.visit_capture_acts.PickPlace}"
_ROUNDED_TO = 5
_LAST_MINUTE = 24 * 60 - _ROUNDED_TO


@dataclass(frozen=True, slots=True)
class NotePlace:
    """Where a visit was, for which case if for one, and when. All of it is of the user to change."""

    day: date
    start_minute: int
    school_id: str = ""
    care_location_id: str = ""
    case_id: str = ""
    end_minute: int | None = None

    @property
    def known(self) -> bool:
        """Whether there is a school or care location."""
        return bool(self.school_id or self.care_location_id)

    def texts(self) -> dict[str, str]:
        """Return it as the texts of a draft."""
        return {
            "day": self.day.isoformat(),
            "start_minute": str(self.start_minute),
            "school_id": self.school_id,
            "care_location_id": self.care_location_id,
            "case_id": self.case_id,
            "end_minute": "" if self.end_minute is None else str(self.end_minute),
        }


def proposed_place(store: Store, *, school_id: str = "", case_id: str = "") -> NotePlace:
    """Return where the user is now, as far as that can be told.

    Args:
        store: an opened store.
        school_id: of the screen that the user is on.
        case_id: of the screen that the user is on; it decides the place.
    """
    moment = store.clock().astimezone(WALL_CLOCK)
    minute = moment.hour * 60 + moment.minute
    rounded = min(_ROUNDED_TO * ((minute + _ROUNDED_TO // 2) // _ROUNDED_TO), _LAST_MINUTE)
    now = NotePlace(moment.date(), rounded)
    with store.read() as session:
        case = session.get(Case, case_id) if case_id else None
    if case is not None:
        return replace(
            now,
            school_id=case.school_id,
            care_location_id=case.care_location_id,
            case_id="" if case.deleted else case.id,
        )
    return with_only_case(store, _place_at(store, now, minute, school_id))


def with_only_case(store: Store, place: NotePlace) -> NotePlace:
    """Return a place with its one running case; with none when there are more, or none."""
    cases = running_cases(store, place)
    return replace(place, case_id=cases[0].id if len(cases) == 1 else "")


def running_cases(store: Store, place: NotePlace) -> list[Case]:
    """Return the cases at a place that go on, by title."""
    if not place.known:
        return []
    where = {"school_id": place.school_id} if place.school_id else {"care_location_id": place.care_location_id}
    cases = [case for case in living(store, Case, **where) if case.phase not in ENDED]
    return sorted(cases, key=lambda case: (case.title.casefold(), case.id))


def pupils_at(store: Store, place: NotePlace) -> list[Pupil]:
    """Return the children whom a line of a note may be about: those of the cases at its place."""
    case_ids = {case.id for case in running_cases(store, place)} | ({place.case_id} - {""})
    with store.read() as session:
        pupils = session.exec(
            select(Pupil).where(col(Pupil.case_id).in_(sorted(case_ids)), col(Pupil.deleted).is_(False))
        )
        return sorted(pupils, key=lambda pupil: (pupil.pseudonym, pupil.id))


def place_from(texts: Mapping[str, str], otherwise: NotePlace) -> NotePlace:
    """Return the place that a draft holds; another where it holds none that can be read."""
    try:
        end = texts["end_minute"]
        return NotePlace(
            date.fromisoformat(texts["day"]),
            int(texts["start_minute"]),
            texts["school_id"],
            texts["care_location_id"],
            texts["case_id"],
            int(end) if end else None,
        )
    except (KeyError, ValueError):
        return otherwise


def place_of(note: VisitNote, otherwise: NotePlace) -> NotePlace:
    """Return the place of a note that is there; day and time from elsewhere where it has none."""
    return NotePlace(
        note.day or otherwise.day,
        otherwise.start_minute if note.start_minute is None else note.start_minute,
        note.school_id,
        note.care_location_id,
        note.case_id,
        note.end_minute,
    )


def place_words(store: Store, place: NotePlace) -> str:
    """Return a place in words, such as "De Wilg · ma 23-11-2026 9:00 · casus Z-7F3A2C"."""
    with store.read() as session:
        school = session.get(School, place.school_id) if place.school_id else None
        location = session.get(CareLocation, place.care_location_id) if place.care_location_id else None
    found = school or location
    where = found.name if found else ""
    when = f"{weekday_short(place.day.weekday())} {dutch_date_short(place.day)} {time_of_day(place.start_minute)}"
    until = "" if place.end_minute is None else f"-{time_of_day(place.end_minute)}"
    case = f"casus {case_reference(place.case_id)}" if place.case_id else "geen casus"
    rest = f"· {when}{until} · {case}"
    return f"{where or 'school zonder naam'} {rest}" if found else ActText("", f"{_CHOOSE_SCHOOL} {rest}")


def _place_at(store: Store, now: NotePlace, minute: int, school_id: str) -> NotePlace:
    """Return where it is: the given school, that of the visit that is going on, that of the last note, or the only one."""
    if school_id:
        return replace(now, school_id=school_id)
    going_on = [
        visit
        for visit in visits_on(store, now.day)
        if visit.start_minute <= minute < visit.start_minute + visit.duration_minutes
    ]
    if going_on:
        visit = going_on[-1]
        return replace(now, school_id=visit.school_id, care_location_id=visit.care_location_id)
    with store.read() as session:
        last = session.exec(
            select(VisitNote)
            .where(col(VisitNote.deleted).is_(False))
            .order_by(col(VisitNote.day).desc(), col(VisitNote.start_minute).desc(), col(VisitNote.id))
            .limit(1)
        ).first()
        if last is not None:
            return replace(now, school_id=last.school_id, care_location_id=last.care_location_id)
        schools = session.exec(select(School.id).where(col(School.deleted).is_(False)).limit(2)).all()
    return replace(now, school_id=schools[0]) if len(schools) == 1 else now
