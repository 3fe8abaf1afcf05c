"""The planning board of one school: who is there when, what that covers, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlmodel import col, select

from storage.clock import local_date
from storage.models import CareNeed, Case, Professional, Pupil, School, VisitPattern
from storage.store import Store
from zorgarrangeur_tui.desk.board_weeks import DatedVisit, dated_visits, week_span
from zorgarrangeur_tui.desk.calendars import PlaceCalendar, calendar_of, calendars
from zorgarrangeur_tui.desk.conflicts import FoundPlace, LiveConflicts
from zorgarrangeur_tui.desk.plan_versions import since_published
from zorgarrangeur_tui.desk.providers import bound_providers
from zorgarrangeur_tui.desk.records import by_ids, checked_values, living, remove_record
from zorgarrangeur_tui.desk.refusals import require
from zorgarrangeur_tui.desk.visit_changes import first_day_of_new, repeat_visit
from zorgarrangeur_tui.desk.visit_locks import require_loose
from zorgarrangeur_tui.domain.board_measures import BoardMeasures, board_measures
from zorgarrangeur_tui.domain.board_values import BoardVisit, planned_of
from zorgarrangeur_tui.domain.checked_records import in_force_in_week
from zorgarrangeur_tui.domain.closed_visits import never_held
from zorgarrangeur_tui.domain.coverage import NeedCoverage, coverage
from zorgarrangeur_tui.domain.planning_clashes import Clash, ClashKind, clashes
from zorgarrangeur_tui.domain.record_values import (
    board_need,
    board_professional,
    board_school,
    board_visit,
    in_force,
    need_value,
    planned_visit,
)
from zorgarrangeur_tui.domain.region_conflicts import RegionConflicts
from zorgarrangeur_tui.domain.school_days import weekdays_with_school
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.domain.travel import Place
from zorgarrangeur_tui.domain.visit_edits import changed_copy
from zorgarrangeur_tui.domain.visit_findings import Finding, FindingKind
from zorgarrangeur_tui.domain.visit_occurrences import DayChange, Occurrence
from zorgarrangeur_tui.domain.week_visits import of_week, one_of_week

_AHEAD = timedelta(weeks=6)
"""How far ahead the board tells which visits do not take place."""
_WEEK = timedelta(weeks=1)
_YEAR = timedelta(days=365)
_SAID_ELSEWHERE = frozenset({FindingKind.NEED_NOT_COVERED, FindingKind.PROVIDER_CAP})
"""What the board tells in a place of its own."""


@dataclass(frozen=True, slots=True)
class SchoolCare:
    """The needs and visits of one school, and how far the visits cover the needs (`covered`)."""

    school: School
    visits: tuple[VisitPattern, ...]
    needs: tuple[CareNeed, ...]
    covered: tuple[NeedCoverage, ...]

    @property
    def gaps(self) -> tuple[NeedCoverage, ...]:
        """The needs that are not wholly covered, largest gap first."""
        return _gaps(self.covered)

    @property
    def coverage_percent(self) -> int | None:
        """Covered minutes in whole percent, rounded down; None when nothing is needed."""
        needed = sum(one.needed for one in self.covered)
        return None if not needed else 100 * sum(one.covered for one in self.covered) // needed


@dataclass(frozen=True, slots=True)
class SchoolBoard(SchoolCare):
    """Everything on the board of one school, and what follows from it: the fixed plan as it is today, or one week.

    Of one week (`week`, a Monday) `visits` are as they are on their days, also those that do not take place, and `days` tells
    of each, by its key, which day that is. `covered` is then what the visits cover that really come in that week, and
    `covered_as_planned` what the fixed plan covers; a week without school needs nothing. `place` is the calendar of the
    school; `cancelled` has the days of the coming six weeks on which a visit of the fixed plan (by its id) does not take place because
    the school is closed; `found` has what else is wrong in the week, which no clash says, and `checked` all that was checked.
    """

    professionals: tuple[Professional, ...]
    pupils: dict[str, Pupil]
    clashes: tuple[Clash, ...]
    place: PlaceCalendar = field(default_factory=PlaceCalendar)
    cancelled: tuple[tuple[str, Occurrence], ...] = ()
    found: tuple[FoundPlace, ...] = ()
    measures: BoardMeasures = field(default_factory=BoardMeasures)
    checked: LiveConflicts | None = None
    week: date | None = None
    days: dict[str, DatedVisit] = field(default_factory=dict)
    covered_as_planned: tuple[NeedCoverage, ...] = ()

    @property
    def gaps_as_planned(self) -> tuple[NeedCoverage, ...]:
        """The needs that the fixed plan does not wholly cover, largest gap first."""
        return _gaps(self.covered_as_planned)

    @property
    def shown(self) -> dict[str, VisitPattern]:
        """The visits by what tells them apart: their id, or in one week also the day on which they were due."""
        return {key: one.visit for key, one in self.days.items()} if self.week else {one.id: one for one in self.visits}


def school_board(store: Store, school_id: str) -> SchoolBoard:
    """Return the board of a school.

    Its lanes are the professionals of the fixed providers, and whoever else visits. A double booking is found across all
    schools.

    Raises:
        RecordMissing: when the school is not there.
    """
    school = store.get(School, school_id)
    today = local_date(store.clock)
    needs, pupils = _asked(store, school_id, lambda need: in_force(need, today))
    visits = [visit for visit in living(store, VisitPattern, school_id=school_id) if in_force(visit, today)]
    people = _lanes(store, school_id, visits)
    elsewhere = _other_visits(store, school_id, [person.id for person in people])
    schools = by_ids(store, School, [visit.school_id for visit in elsewhere])
    found = clashes(
        [board_visit(visit) for visit in (*visits, *(v for v in elsewhere if in_force(v, today)))],
        [board_professional(person) for person in people],
        [board_school(record) for record in (school, *schools.values())],
        [board_need(need) for need in needs],
    )
    own = {visit.id for visit in visits}
    place = calendar_of(store, school_id, (today, today + _YEAR))
    found += _never_held(school, visits, place, today)
    checked = LiveConflicts(store, monday_of(today), school_id)
    covered = _covered(school, needs, visits)
    return SchoolBoard(
        school=school,
        professionals=tuple(people),
        visits=tuple(sorted(visits, key=lambda visit: (visit.weekday, visit.start_minute, visit.id))),
        needs=tuple(needs),
        pupils=pupils,
        covered=covered,
        covered_as_planned=covered,
        clashes=tuple(clash for clash in found if clash.visit_id in own or clash.other_id in own),
        place=place,
        cancelled=_cancelled(visits, place, today),
        found=tuple(one for one in checked.places if not _is_said(one.finding, found)),
        checked=checked,
        measures=_measures(store, school, needs, checked.region, today),
    )


def _gaps(covered: Iterable[NeedCoverage]) -> tuple[NeedCoverage, ...]:
    open_needs = [one for one in covered if one.uncovered > 0]
    return tuple(sorted(open_needs, key=lambda one: (-one.uncovered, one.need.id)))


def _covered(school: School, needs: Iterable[CareNeed], visits: Iterable[VisitPattern]) -> tuple[NeedCoverage, ...]:
    """Return how far the visits of the fixed plan cover the needs of a school."""
    held = weekdays_with_school(board_school(school).bell_times)
    planned = [planned_visit(visit) for visit in visits if visit.weekday in held]
    return tuple(coverage([need_value(need) for need in needs], planned))


def school_care(store: Store, school_id: str) -> SchoolCare:
    """Return the care of today at a school: what its board says of it, without all that takes time to find out.

    Raises:
        RecordMissing: when the school is not there.
    """
    school, today = store.get(School, school_id), local_date(store.clock)
    needs, _ = _asked(store, school_id, lambda need: in_force(need, today))
    held = weekdays_with_school(board_school(school).bell_times)
    every = living(store, VisitPattern, school_id=school_id)
    visits = [visit for visit in every if in_force(visit, today) and visit.weekday in held]
    return SchoolCare(school, tuple(visits), tuple(needs), _covered(school, needs, visits))


def week_board(store: Store, school_id: str, monday: date) -> SchoolBoard:
    """Return the board of a school in the week of a Monday: who comes on which day then, and what is wrong in that week.

    Raises:
        RecordMissing: when the school is not there.
    """
    school = store.get(School, school_id)
    needs, pupils = _asked(store, school_id, lambda need: in_force_in_week(need, monday))
    own = living(store, VisitPattern, school_id=school_id)
    known = calendars(store, (school_id,), week_span(monday))
    days = {one.key: one for one in dated_visits(store, own, known, monday)}
    usual = [visit for visit in own if in_force_in_week(visit, monday)]
    place = known.of(school_id)
    asked = [replace(need_value(need), minutes_per_week=0) for need in needs] if _is_closed(place, monday) else None
    people = _lanes(store, school_id, [one.visit for one in days.values()])
    checked = LiveConflicts(store, monday, school_id, [person.id for person in people])
    coming = [one_of_week(board_visit(one.visit), key) for key, one in days.items() if _comes(one, checked.region)]
    return SchoolBoard(
        school=school,
        professionals=tuple(people),
        visits=tuple(one.visit for one in days.values()),
        needs=tuple(needs),
        pupils=pupils,
        covered=tuple(coverage(asked or map(need_value, needs), map(planned_of, coming))),
        covered_as_planned=_covered(school, needs, usual),
        clashes=(),
        place=place,
        found=tuple(one for one in checked.places if one.finding.kind not in _SAID_ELSEWHERE),
        measures=_measures_of_week(store, school, needs, checked.region, place, coming),
        checked=checked,
        week=monday,
        days=days,
    )


def found_if_day_changed(board: SchoolBoard, one: DatedVisit, change: DayChange) -> list[Finding]:
    """Return what would be newly wrong with a visit if this were decided about its day."""
    if board.checked is None:
        return []
    found = board.checked.if_day_changed(one.usual, one.one.due_day, change)
    return [finding for finding in found if finding.kind not in _SAID_ELSEWHERE]


def found_if_moved(
    board: SchoolBoard, visit: VisitPattern, *, weekday: int, start_minute: int, professional_id: str
) -> list[Finding]:
    """Return what would be newly wrong with a visit at another place on its board, beside what clashes say."""
    if board.checked is None:
        return []
    place = {"weekday": weekday, "start_minute": start_minute, "professional_id": professional_id}
    moved = changed_copy(visit, place)
    said = {*_SAID_ELSEWHERE, *ClashKind}
    return [one for one in board.checked.if_changed(moved) if one.kind not in said]


def place_visit(store: Store, values: dict[str, Any], also_on: Iterable[int] = ()) -> VisitPattern:
    """Place a recurring visit of a professional at a school. A clash is shown, not refused.

    It begins this week, unless the values hold another first day, or None for a visit that was always there.

    Args:
        store: an opened store.
        values: of the visit.
        also_on: further weekdays on which it comes at the same time.

    Raises:
        ActRefused: when the school, the professional or the length is missing.
        RecordMissing: when the school or professional is not there.
    """
    problems = {}
    if not values.get("school_id"):
        problems["school_id"] = "Kies de school."
    if not values.get("professional_id"):
        problems["professional_id"] = "Kies wie er komt."
    require(problems)
    values = checked_values(VisitPattern, {"starts_on": first_day_of_new(store), **values})
    with store.unit_of_work("Bezoek geplaatst") as work:
        work.get(School, values["school_id"])
        work.get(Professional, values["professional_id"])
        visit = VisitPattern(**values)
        work.add(visit)
        repeat_visit(work, visit, also_on)
    return visit


def remove_visit(store: Store, visit_id: str) -> None:
    """Take a visit off the board.

    Raises:
        ActRefused: when it is locked.
    """
    require_loose((store.get(VisitPattern, visit_id),))
    remove_record(store, VisitPattern, visit_id, "Bezoek weggehaald")


def _asked(store: Store, school_id: str, holds: Callable[[CareNeed], bool]) -> tuple[list[CareNeed], dict[str, Pupil]]:
    """Return the needs of a school that hold, and its pupils."""
    with store.read() as session:
        case_ids = session.exec(select(Case.id).where(Case.school_id == school_id, col(Case.deleted).is_(False))).all()
        needs = session.exec(
            select(CareNeed).where(col(CareNeed.case_id).in_(case_ids), col(CareNeed.deleted).is_(False))
        ).all()
        pupils = session.exec(
            select(Pupil).where(col(Pupil.case_id).in_(case_ids), col(Pupil.deleted).is_(False))
        ).all()
    return [need for need in needs if holds(need)], {pupil.id: pupil for pupil in pupils}


def _lanes(store: Store, school_id: str, visits: list[VisitPattern]) -> list[Professional]:
    """Return the professionals of the bound providers and all who visit, by provider and name."""
    people: dict[str, Professional] = {}
    for bond, _ in bound_providers(store, school_id):
        people |= {person.id: person for person in living(store, Professional, provider_id=bond.provider_id)}
    visiting = by_ids(store, Professional, [visit.professional_id for visit in visits])
    people |= {key: person for key, person in visiting.items() if not person.deleted}
    present = {visit.professional_id for visit in visits}
    return sorted(people.values(), key=lambda person: (person.id not in present, person.provider_id, person.name))


def _other_visits(store: Store, school_id: str, professional_ids: list[str]) -> list[VisitPattern]:
    with store.read() as session:
        found = session.exec(
            select(VisitPattern).where(
                col(VisitPattern.professional_id).in_(professional_ids),
                VisitPattern.school_id != school_id,
                col(VisitPattern.deleted).is_(False),
            )
        )
        return list(found)


def _measures(
    store: Store, school: School, needs: Iterable[CareNeed], region: RegionConflicts, today: date
) -> BoardMeasures:
    measures = board_measures(
        school.id,
        (one.pattern for one in region.visits.values() if one.in_plan),
        map(need_value, needs),
        weekdays_with_school(board_school(school).bell_times),
        _places(region),
        today,
    )
    return replace(measures, since_published=since_published(store, school.id, local_date(store.clock)))


def _measures_of_week(
    store: Store,
    school: School,
    needs: Iterable[CareNeed],
    region: RegionConflicts,
    place: PlaceCalendar,
    coming: Iterable[BoardVisit],
) -> BoardMeasures:
    """Return the measures of a week: of who really comes to the school then, and of what they do elsewhere in that week."""
    closed = _is_closed(place, region.monday)
    elsewhere = of_week((one for one in region.held if one.school_id != school.id), region.monday)
    measures = board_measures(
        school.id,
        [*coming, *elsewhere],
        () if closed else map(need_value, needs),
        _open_days(place, region.monday),
        _places(region),
        region.monday,
    )
    since = since_published(store, school.id, local_date(store.clock))
    return replace(measures, since_published=since, no_school=closed)


def _comes(dated: DatedVisit, region: RegionConflicts) -> bool:
    """Tell whether a visit takes place on its day, and whoever makes it is not away then."""
    visit = dated.visit
    minutes = visit.start_minute, visit.start_minute + visit.duration_minutes
    return dated.one.takes_place and region.is_there(visit.professional_id, dated.one.day, minutes)


def _places(region: RegionConflicts) -> dict[str, Place]:
    return {key: one.place for key, one in region.surroundings.schools.items() if one.place is not None}


def _open_days(place: PlaceCalendar, monday: date) -> list[int]:
    """Return the weekdays of a week on which a place is open; every day when it has no calendar."""
    days = range(_WEEK.days)
    return [day for day in days if place.calendar is None or place.calendar.on(monday + timedelta(days=day)).is_open]


def _is_closed(place: PlaceCalendar, monday: date) -> bool:
    """Tell whether a place is closed all week, so that nothing is needed there."""
    return not _open_days(place, monday)


def _is_said(finding: Finding, clashes_found: Iterable[Clash]) -> bool:
    """Tell whether a clash, or another part of the board, says the same as a finding."""
    if finding.kind in _SAID_ELSEWHERE:
        return True
    kinds = {str(finding.kind)}
    if finding.kind is FindingKind.SCHOOL_CLOSED:
        kinds.add(ClashKind.OUTSIDE_SCHOOL_HOURS)
    return any(
        clash.kind in kinds and set(finding.visit_ids) == {clash.visit_id, clash.other_id or clash.visit_id}
        for clash in clashes_found
    )


def _never_held(school: School, visits: Iterable[VisitPattern], place: PlaceCalendar, today: date) -> list[Clash]:
    """Return the visits that find the school closed every time they are due, within a year."""
    found = (
        never_held(board_visit(visit), place.occurrences(visit, today, today + _YEAR), board_school(school))
        for visit in visits
    )
    return [clash for clash in found if clash is not None]


def _cancelled(visits: Iterable[VisitPattern], place: PlaceCalendar, today: date) -> tuple[tuple[str, Occurrence], ...]:
    """Return the days ahead on which a visit does not take place, from early to late."""
    found = [
        (visit.id, one) for visit in visits for one in place.occurrences(visit, today, today + _AHEAD) if one.reasons
    ]
    return tuple(sorted(found, key=lambda pair: (pair[1].day, pair[0])))
