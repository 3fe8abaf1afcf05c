"""What needs attention: gaps, and who is where today. What is due is in `desk.watch`, what must be chosen in `open_questions`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import ColumnElement, exists
from sqlmodel import col, or_, select

from storage.models import CareNeed, Case, FixedBond, Professional, Pupil, School, VisitPattern
from storage.models.planning_codes import CancellationCause
from storage.store import Store
from zorgarrangeur_tui.desk.calendars import calendars, day_changes
from zorgarrangeur_tui.desk.care_at_places import care_at_places, visits_at_places
from zorgarrangeur_tui.desk.columns import all_columns
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.domain.coverage import NeedCoverage, PlannedVisit, coverage
from zorgarrangeur_tui.domain.school_calendar import ClosedReason
from zorgarrangeur_tui.domain.visit_edits import as_on, planned_on
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

    `visit` is as it is on that day, and `professional` names who comes then; `one` tells what was decided about the day.
    `school` is the name of the school; both names are "?" when they are not known.
    """

    visit: PlannedVisit
    school_id: str
    school: str
    professional: str
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


@dataclass(frozen=True, slots=True)
class Gaps:
    """All gaps of a store in short: how many, how many minutes a week together, and the largest."""

    count: int
    minutes: int
    largest: tuple[Gap, ...]


def gaps(store: Store, school_id: str = "") -> list[Gap]:
    """Return the uncovered needs of one school, or of all: by school, largest gap first."""
    return sorted(_with_records(store, _uncovered(store), school_id), key=_gap_order)


def largest_gaps(store: Store, most: int) -> Gaps:
    """Return the gaps of all schools in short, with so many of the largest; of equal ones by school."""
    found = sorted(_uncovered(store), key=lambda one: -one.uncovered)
    edge = found[most - 1].uncovered if len(found) >= most else 0
    shown = _with_records(store, [one for one in found if one.uncovered >= edge])
    shown.sort(key=lambda gap: (-gap.coverage.uncovered, _gap_order(gap)))
    return Gaps(len(found), sum(one.uncovered_per_week for one in found), tuple(shown[:most]))


def _uncovered(store: Store) -> list[NeedCoverage]:
    """Return the uncovered needs of cases that were not taken away."""
    care = care_at_places(store)
    return [
        one
        for place_id, needs in care.needs.items()
        for one in coverage(
            [need for need in needs if care.case_of[need.id] in care.places], care.visits.get(place_id, ())
        )
        if one.uncovered > 0
    ]


def _with_records(store: Store, found: Sequence[NeedCoverage], school_id: str = "") -> list[Gap]:
    """Return gaps with the records that they are about; only those of one school when it is given."""
    needs = by_ids(store, CareNeed, [one.need.id for one in found])
    cases = by_ids(store, Case, [need.case_id for need in needs.values()])
    schools = by_ids(store, School, [case.school_id for case in cases.values()])
    pupils = by_ids(store, Pupil, [need.pupil_id for need in needs.values()])
    known = [(one, needs[one.need.id]) for one in found if one.need.id in needs]
    return [
        Gap(one, need, case, schools.get(case.school_id), pupils.get(need.pupil_id))
        for one, need in known
        if (case := cases[need.case_id]) and (not school_id or case.school_id == school_id)
    ]


def visits_on(store: Store, day: date) -> list[VisitPattern]:
    """Return the visits of a day as they are that day, by start time. Where a school is closed, nobody is."""
    shown = visit_day(store, day).visits
    visits = by_ids(store, VisitPattern, [one.visit.id for one in shown])
    return [as_on(visits[one.visit.id], one.one) if one.one else visits[one.visit.id] for one in shown]


def visit_day(store: Store, day: date) -> VisitDay:
    """Return the visits of a day as they are that day, also those that do not take place."""
    changed = day_changes(store, (day, day))
    visits = [
        one
        for here in visits_at_places(store).values()
        for one in here
        if one.planned.id in changed or (one.series.weekday == day.weekday() and one.holds_on(day))
    ]
    known = calendars(store, {visit.school_id for visit in visits} - {""}, (day, day))
    schools, people = _names(store)
    week_at = cache(lambda school_id: known.of(school_id).fortnights.week_of(day))
    usual = cache(lambda school_id, series: known.of(school_id).occurrences_of(series, None, day, day))
    found = []
    for visit in visits:
        changes = changed.get(visit.planned.id)
        for one in (
            known.of(visit.school_id).occurrences_of(visit.series, changes, day, day)
            if changes
            else usual(visit.school_id, visit.series)
        ):
            shown = planned_on(visit.planned, one)
            found.append(
                VisitToday(
                    shown,
                    visit.school_id,
                    schools.get(visit.school_id, "?"),
                    people.get(shown.professional_id, "?"),
                    week_at(visit.school_id),
                    next(iter(one.reasons), None),
                    one,
                )
            )
    found.sort(key=lambda one: (one.visit.start_minute, schools.get(one.school_id, ""), one.visit.id))
    return VisitDay(
        tuple(one for one in found if one.one and one.one.takes_place),
        tuple(one for one in found if not (one.one and one.one.takes_place)),
    )


def _names(store: Store) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names of schools and of professionals by id."""
    with store.read() as session:
        connection = session.connection()
        return dict(all_columns(connection, School, "id", "name")), dict(
            all_columns(connection, Professional, "id", "name")
        )


def busy_schools(store: Store) -> list[School]:
    """Return the schools that have a case, a bond or a visit, by name: the ones a user works with."""
    with store.read() as session:
        return list(session.exec(select(School).where(*_busy()).order_by(col(School.name), col(School.id))))


def first_busy_school(store: Store) -> str:
    """Return the id of the first of the schools that a user works with; "" without any."""
    asked = select(School.id).where(*_busy()).order_by(col(School.name), col(School.id)).limit(1)
    with store.read() as session:
        return session.exec(asked).first() or ""


def _busy() -> tuple[ColumnElement[bool], ...]:
    work = (
        exists().where(col(model.school_id) == col(School.id), col(model.deleted).is_(False))
        for model in (Case, FixedBond, VisitPattern)
    )
    return col(School.deleted).is_(False), or_(*work)


def _gap_order(gap: Gap) -> tuple[str, int, str]:
    return gap.school.name if gap.school else "", -gap.coverage.uncovered, gap.need.id
