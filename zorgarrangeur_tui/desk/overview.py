"""What needs attention: gaps, and who is where today. What is due is in `desk.watch`, what must be chosen in `open_questions`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from storage.clock import local_date
from storage.models import CareNeed, Case, FixedBond, Professional, Pupil, School, VisitPattern
from storage.models.planning_codes import CancellationCause
from storage.store import Store
from zorgarrangeur_tui.desk.calendars import calendars, day_changes
from zorgarrangeur_tui.desk.records import by_ids, living
from zorgarrangeur_tui.domain.coverage import NeedCoverage, coverage
from zorgarrangeur_tui.domain.record_values import in_force, need_value, planned_visit
from zorgarrangeur_tui.domain.school_calendar import ClosedReason
from zorgarrangeur_tui.domain.visit_edits import as_on
from zorgarrangeur_tui.domain.visit_occurrences import Occurrence
from zorgarrangeur_tui.domain.words import word


@dataclass(frozen=True, slots=True)
class Gap:
    """A need that the planned visits do not wholly cover."""

    coverage: NeedCoverage
    need: CareNeed
    case: Case
    school: School | None
    pupil: Pupil | None


@dataclass(frozen=True, slots=True)
class VisitToday:
    """A visit on a day, and how its school counts that week: `EVEN_WEEK` or `ODD_WEEK`.

    `visit` is as it is on that day, and `professional` who comes then; `one` tells what was decided about the day.
    """

    visit: VisitPattern
    school: School | None
    professional: Professional | None
    week: int
    why_not: ClosedReason | None = None
    """Why the school is closed, so that it does not take place."""
    one: Occurrence | None = None
    """The day as the calendar has it."""

    @property
    def cancelled(self) -> bool:
        """Whether it was decided that it falls away."""
        return self.one is not None and self.one.cancelled

    @property
    def cause_words(self) -> str:
        """Why that was decided; "" when it was not, or when that is not known."""
        change = self.one.change if self.one else None
        return word(change.cause, CancellationCause) if change and change.cancelled and change.cause else ""


@dataclass(frozen=True, slots=True)
class VisitDay:
    """The visits of a day by start time: those that take place, and those that do not.

    These do not because the school is closed (`VisitToday.why_not`), or because that was decided (`VisitToday.cancelled`).
    """

    visits: tuple[VisitToday, ...]
    cancelled: tuple[VisitToday, ...]


def gaps(store: Store, school_id: str = "") -> list[Gap]:
    """Return the uncovered needs of one school, or of all: by school, largest gap first."""
    today = local_date(store.clock)
    needs = [need for need in living(store, CareNeed) if in_force(need, today)]
    cases = {
        case.id: case
        for case in by_ids(store, Case, [need.case_id for need in needs]).values()
        if not case.deleted and (not school_id or case.school_id == school_id)
    }
    needs = [need for need in needs if need.case_id in cases]
    visits = [visit for visit in living(store, VisitPattern) if in_force(visit, today)]
    schools = by_ids(store, School, [case.school_id for case in cases.values()])
    pupils = by_ids(store, Pupil, [need.pupil_id for need in needs])
    found = []
    for place in sorted({(case.school_id, case.care_location_id) for case in cases.values()}):
        here = [need for need in needs if _place(cases[need.case_id]) == place]
        planned = [planned_visit(visit) for visit in visits if (visit.school_id, visit.care_location_id) == place]
        for one, need in zip(coverage([need_value(need) for need in here], planned), here, strict=True):
            if one.uncovered > 0:
                case = cases[need.case_id]
                found.append(Gap(one, need, case, schools.get(case.school_id), pupils.get(need.pupil_id)))
    return sorted(found, key=_gap_order)


def visits_on(store: Store, day: date) -> list[VisitToday]:
    """Return who is where on a day, by start time. Where a school is closed, nobody is."""
    return list(visit_day(store, day).visits)


def visit_day(store: Store, day: date) -> VisitDay:
    """Return the visits of a day as they are that day, also those that do not take place."""
    changed = day_changes(store, (day, day))
    visits = [
        visit
        for visit in living(store, VisitPattern)
        if visit.id in changed or (visit.weekday == day.weekday() and in_force(visit, day))
    ]
    schools = by_ids(store, School, [visit.school_id for visit in visits])
    known = calendars(store, schools, (day, day))
    dated = [(visit, one) for visit in visits for one in known.of(visit.school_id).occurrences(visit, day, day)]
    shown = [(as_on(visit, one), one) for visit, one in dated]
    people = by_ids(store, Professional, [visit.professional_id for visit, _ in shown])
    found = [
        VisitToday(
            visit,
            schools.get(visit.school_id),
            people.get(visit.professional_id),
            known.of(visit.school_id).fortnights.week_of(day),
            next(iter(one.reasons), None),
            one,
        )
        for visit, one in shown
    ]
    found.sort(key=lambda one: (one.visit.start_minute, one.school.name if one.school else "", one.visit.id))
    return VisitDay(
        tuple(one for one in found if one.one and one.one.takes_place),
        tuple(one for one in found if not (one.one and one.one.takes_place)),
    )


def busy_schools(store: Store) -> list[School]:
    """Return the schools that have a case, a bond or a visit, by name: the ones a user works with."""
    with store.read() as session:
        ids: set[str] = set()
        for model in (Case, FixedBond, VisitPattern):
            ids |= set(session.exec(select(model.school_id).where(col(model.deleted).is_(False))))
    schools = by_ids(store, School, ids).values()
    return sorted((school for school in schools if not school.deleted), key=lambda school: (school.name, school.id))


def _place(case: Case) -> tuple[str, str]:
    return case.school_id, case.care_location_id


def _gap_order(gap: Gap) -> tuple[str, int, str]:
    return gap.school.name if gap.school else "", -gap.coverage.uncovered, gap.need.id
