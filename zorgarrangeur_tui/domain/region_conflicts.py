"""The conflicts and gaps of one week of a whole region, kept up to date by checking only what an edit touches.

The list consists of cells, each with the findings of one subject: a visit, the rooms of a school on a day, a professional on
a day and in the week, a pupil on a day and in the week, a need, the cap, the budget and the published plan of a school.
Whatever an edit touches is taken out with all visits that refer to it and put back as it is now; the cells of both are checked
again, and no other. A provider matters to what is wrong with single visits only.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from zorgarrangeur_tui.domain.absences import away_then
from zorgarrangeur_tui.domain.board_values import BoardVisit
from zorgarrangeur_tui.domain.plan_checks import budget_exceeded, needs_not_covered, provider_cap_exceeded
from zorgarrangeur_tui.domain.short_notice import changed_at_short_notice
from zorgarrangeur_tui.domain.visit_check_values import (
    CheckedNeed,
    CheckedProfessional,
    CheckedProvider,
    CheckedSchool,
    DayVisit,
    Surroundings,
)
from zorgarrangeur_tui.domain.visit_checks import findings_of_visit, pupils_of
from zorgarrangeur_tui.domain.visit_findings import Finding
from zorgarrangeur_tui.domain.visit_minute_checks import above_agreements, above_max_minutes
from zorgarrangeur_tui.domain.visit_person_checks import double_bookings, pupil_twice, too_many_faces
from zorgarrangeur_tui.domain.visit_place_checks import rooms_full, school_closed, trips_too_short

_VISIT, _NEED, _CAP, _SCHOOL_DAY = "visit", "need", "cap", "school_day"
_PROFESSIONAL_DAY, _PROFESSIONAL_WEEK = "professional_day", "professional_week"
_PUPIL_DAY, _PUPIL_WEEK = "pupil_day", "pupil_week"
_BUDGET, _NOTICE = "budget", "notice"
_BETWEEN_TWO = frozenset({_PROFESSIONAL_DAY, _PUPIL_DAY})
"""Subjects of which something is wrong between two visits only."""
_FEW = 20
"""When more than one in so many findings changes, sorting all is quicker than putting each in its place."""

Cell = tuple[str, str, date | None]
"""A subject, the id that it is about, and the day; None for the whole week."""
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class RegionVisit:
    """A visit that comes back, and its days in the week. Its school is the id of the place, also of a care location.

    One that is over, or yet to begin, is there for a day that was moved to this week; the fixed plan of the week is without
    it (`in_plan`).
    """

    pattern: BoardVisit
    days: tuple[DayVisit, ...] = ()
    in_plan: bool = True

    @property
    def professional_ids(self) -> set[str]:
        """Who comes, also who does so on one day only."""
        return {self.pattern.professional_id, *(one.professional_id for one in self.days)}


@dataclass(frozen=True, slots=True)
class Edit:
    """What changes, each by its id: the value that it has now, or None when it is gone."""

    visits: Mapping[str, RegionVisit | None] = field(default_factory=dict)
    schools: Mapping[str, CheckedSchool | None] = field(default_factory=dict)
    professionals: Mapping[str, CheckedProfessional | None] = field(default_factory=dict)
    providers: Mapping[str, CheckedProvider | None] = field(default_factory=dict)
    needs: Mapping[str, CheckedNeed | None] = field(default_factory=dict)


class RegionConflicts:
    """All that is wrong in one week. `full` counts everything, `after` what an edit touches; both give the same list."""

    def __init__(self, monday: date) -> None:
        """Begin with nothing in the week of a Monday."""
        self.monday = monday
        self._visits: dict[str, RegionVisit] = {}
        self._schools: dict[str, CheckedSchool] = {}
        self._professionals: dict[str, CheckedProfessional] = {}
        self._providers: dict[str, CheckedProvider] = {}
        self._needs: dict[str, CheckedNeed] = {}
        self._around = Surroundings(self._schools, self._professionals, self._providers, self._needs)
        self._held: dict[Cell, set[DayVisit]] = {}
        self._places: dict[str, list[tuple[Cell, DayVisit]]] = {}
        self._at_school = _Links()
        self._of_professional = _Links()
        self._serving = _Links()
        self._staff = _Links()
        self._cells: dict[Cell, tuple[Finding, ...]] = {}
        self._ordered: list[Finding] = []

    @classmethod
    def full(cls, monday: date, visits: Iterable[RegionVisit], surroundings: Surroundings) -> RegionConflicts:
        """Return everything that is wrong in the week of a Monday, counted from nothing.

        Args:
            monday: of the week.
            visits: all visits of the region that are in force in that week, or of which a day was moved to it.
            surroundings: all that they refer to, and every need that asks for care.
        """
        region = cls(monday)
        region._begin(visits, surroundings)
        return region

    @property
    def findings(self) -> list[Finding]:
        """All that is wrong, by day, first visit and kind."""
        return list(self._ordered)

    @property
    def surroundings(self) -> Surroundings:
        """All that the visits refer to, as it is now."""
        return self._around

    @property
    def visits(self) -> Mapping[str, RegionVisit]:
        """The visits as they are now, by id."""
        return self._visits

    @property
    def held(self) -> Iterator[DayVisit]:
        """The visits of the week that take place and for which somebody is there, day by day."""
        held = (one for visit in self._visits.values() for one in visit.days if self._is_held(one))
        return (one for one in held if self.is_there(one.professional_id, one.day, (one.start_minute, one.end_minute)))

    def is_there(self, professional_id: str, day: date, minutes: tuple[int, int]) -> bool:
        """Tell whether a professional is not away on a day, from a minute to another; of one that is not known, yes."""
        professional = self._professionals.get(professional_id)
        return professional is None or away_then(professional.absences, day, *minutes) is None

    def after(self, edit: Edit) -> Edit:
        """Bring the list up to date with an edit, and return the edit that takes it back."""
        touched = self._touched(edit)
        needs = self._linked({*edit.needs, *self._served_by(touched)})
        dirty: set[Cell] = {(of, school_id, None) for school_id in edit.schools for of in (_CAP, _BUDGET, _NOTICE)}
        for visit_id in touched:
            dirty |= self._take_out(visit_id)
        visits = _replaced(self._visits, edit.visits)
        schools = _replaced(self._schools, edit.schools)
        professionals = _replaced(self._professionals, edit.professionals)
        providers = _replaced(self._providers, edit.providers)
        needs_before = _replaced(self._needs, edit.needs)
        back = Edit(visits, schools, professionals, providers, needs_before)
        self._link_staff(professionals)
        for visit_id in touched & self._visits.keys():
            self._put_in(self._visits[visit_id])
            dirty |= self._cells_with(self._visits[visit_id])
        needs |= self._linked({*edit.needs, *self._served_by(touched)})
        for professional_id in (one for key in edit.providers for one in self._staff.of(key)):
            dirty |= {(_VISIT, visit_id, None) for visit_id in self._of_professional.of(professional_id)}
        found = {cell: tuple(self._checked(cell)) for cell in dirty}
        found |= self._checked_needs(needs)
        self._store(found)
        return back

    def _begin(self, visits: Iterable[RegionVisit], surroundings: Surroundings) -> None:
        """Check everything. Of a region that takes half the time of an edit in which all is new."""
        self._visits.update((visit.pattern.id, visit) for visit in visits)
        self._schools.update(surroundings.schools)
        self._professionals.update(surroundings.professionals)
        self._providers.update(surroundings.providers)
        self._needs.update(surroundings.needs)
        self._link_staff(dict.fromkeys(self._professionals))
        for visit in self._visits.values():
            self._put_in(visit)
        cells: set[Cell] = {(of, school_id, None) for school_id in self._schools for of in (_CAP, _BUDGET, _NOTICE)}
        cells.update(self._held, ((_VISIT, visit_id, None) for visit_id in self._visits))
        found = {cell: checked for cell in cells if (checked := tuple(self._checked(cell)))}
        self._store(found | self._checked_needs({*self._needs, *self._served_by(self._visits)}))

    def _touched(self, edit: Edit) -> set[str]:
        """Return the ids of all visits that an edit can put in another cell, or that have another part in theirs."""
        touched = set(edit.visits)
        for school_id in edit.schools:
            touched |= self._at_school.of(school_id)
        for professional_id in edit.professionals:
            touched |= self._of_professional.of(professional_id)
        for need_id in edit.needs:
            touched |= self._serving.of(need_id)
        return touched

    def _served_by(self, visit_ids: Iterable[str]) -> set[str]:
        known = (self._visits.get(visit_id) for visit_id in visit_ids)
        return {need_id for visit in known if visit is not None for need_id in visit.pattern.serves}

    def _linked(self, need_ids: Iterable[str]) -> set[str]:
        """Return needs with all that share time with them, directly or by way of others."""
        found: set[str] = set()
        waiting = list(need_ids)
        while waiting:
            need_id = waiting.pop()
            if need_id in found:
                continue
            found.add(need_id)
            for visit_id in self._serving.of(need_id):
                waiting += self._visits[visit_id].pattern.serves
        return found

    def _link_staff(self, before: Mapping[str, CheckedProfessional | None]) -> None:
        """Bring in step for which provider the changed professionals work."""
        for key, old in before.items():
            if old is not None:
                self._staff.drop(old.provider_id, key)
            if key in self._professionals:
                self._staff.add(self._professionals[key].provider_id, key)

    def _take_out(self, visit_id: str) -> set[Cell]:
        """Take a visit from all cells, and return which those were."""
        visit = self._visits.get(visit_id)
        if visit is None:
            return {(_VISIT, visit_id, None)}
        self._at_school.drop(visit.pattern.school_id, visit_id)
        for professional_id in visit.professional_ids:
            self._of_professional.drop(professional_id, visit_id)
        for need_id in visit.pattern.serves:
            self._serving.drop(need_id, visit_id)
        places = self._places.pop(visit_id, [])
        for cell, day_visit in places:
            held = self._held.get(cell, set())
            held.discard(day_visit)
            if not held:
                self._held.pop(cell, None)
        return {*_cells_of_all(visit.pattern), *(cell for cell, _ in places)}

    def _put_in(self, visit: RegionVisit) -> None:
        """Put a visit in all cells in which it counts."""
        visit_id = visit.pattern.id
        self._at_school.add(visit.pattern.school_id, visit_id)
        for professional_id in visit.professional_ids:
            self._of_professional.add(professional_id, visit_id)
        for need_id in visit.pattern.serves:
            self._serving.add(need_id, visit_id)
        places = [(cell, one) for one in visit.days if self._is_held(one) for cell in self._cells_of(one)]
        for cell, day_visit in places:
            self._held.setdefault(cell, set()).add(day_visit)
        self._places[visit_id] = places

    def _cells_with(self, visit: RegionVisit) -> set[Cell]:
        """Return all cells in which a visit counts."""
        return {*_cells_of_all(visit.pattern), *(cell for cell, _ in self._places[visit.pattern.id])}

    def _is_held(self, visit: DayVisit) -> bool:
        school = self._schools.get(visit.school_id)
        return school is None or school.calendar.on(visit.day).is_open

    def _ever_held(self, visits: Iterable[RegionVisit]) -> Iterator[BoardVisit]:
        """Yield the visits of the fixed plan that are not on a weekday on which there is never school."""
        for visit in visits:
            pattern, school = visit.pattern, self._schools.get(visit.pattern.school_id)
            weekday = self.monday + timedelta(days=pattern.weekday)
            if visit.in_plan and (school is None or school.calendar.has_school(weekday)):
                yield pattern

    def _cells_of(self, visit: DayVisit) -> Iterator[Cell]:
        """Yield the cells in which a visit that can take place counts together with others."""
        yield _SCHOOL_DAY, visit.school_id, visit.day
        if visit.professional_id:
            yield _PROFESSIONAL_DAY, visit.professional_id, visit.day
            yield _PROFESSIONAL_WEEK, visit.professional_id, None
        for pupil_id in pupils_of(visit, self._around):
            yield _PUPIL_DAY, pupil_id, visit.day
            yield _PUPIL_WEEK, pupil_id, None

    def _checked(self, cell: Cell) -> Iterator[Finding]:
        """Yield what is wrong in one cell."""
        subject, key, _ = cell
        if subject == _VISIT:
            yield from self._of_visit(key)
            return
        school = self._schools.get(key)
        if subject in (_CAP, _BUDGET, _NOTICE):
            yield from self._of_school(subject, school) if school else ()
            return
        visits = self._held.get(cell, set())
        if len(visits) < (2 if subject in _BETWEEN_TWO else 1):
            return
        if subject == _SCHOOL_DAY:
            yield from rooms_full(visits, school) if school else ()
        elif subject == _PROFESSIONAL_DAY:
            yield from trips_too_short(visits, self._around)
            yield from double_bookings(visits, self._around)
        elif subject == _PROFESSIONAL_WEEK:
            professional = self._professionals.get(key)
            yield from _one(above_max_minutes(visits, professional, self.monday) if professional else None)
        elif subject == _PUPIL_DAY:
            yield from pupil_twice(visits, key, self._needs)
        else:
            yield from _one(too_many_faces(visits, key, self._needs, self._professionals, self.monday))

    def _of_school(self, subject: str, school: CheckedSchool) -> Iterator[Finding]:
        """Yield what is wrong with the plan of a school as a whole."""
        if subject == _CAP:
            yield from _one(provider_cap_exceeded(school, self.monday))
        elif subject == _BUDGET and school.budgets:
            visits = (self._visits[key] for key in self._at_school.of(school.id))
            yield from _one(budget_exceeded(school, self._ever_held(visits), self.monday))
        elif subject == _NOTICE and school.announced:
            days = (one for key in self._at_school.of(school.id) for one in self._visits[key].days)
            yield from changed_at_short_notice(school, days, self._at_school.of(school.id))

    def _of_visit(self, visit_id: str) -> Iterator[Finding]:
        visit = self._visits.get(visit_id)
        for one in visit.days if visit else ():
            school = self._schools.get(one.school_id)
            closed = school_closed(one, school) if school else None
            yield from _one(closed)
            if closed is None:
                yield from findings_of_visit(one, self._around)

    def _checked_needs(self, need_ids: set[str]) -> dict[Cell, tuple[Finding, ...]]:
        """Check needs that share time with no other, and return what is wrong with each."""
        found: dict[Cell, tuple[Finding, ...]] = {(_NEED, need_id, None): () for need_id in need_ids}
        waiting = set(need_ids)
        while waiting:
            together = self._linked({waiting.pop()})
            waiting -= together
            needs = {key: self._needs[key] for key in together if key in self._needs}
            visits = [self._visits[one] for one in {one for key in together for one in self._serving.of(key)}]
            held = [one for visit in visits for one in visit.days if self._is_held(one)]
            for finding in (
                *above_agreements(held, needs, self.monday),
                *needs_not_covered(needs.values(), self._ever_held(visits), self.monday),
            ):
                cell = (_NEED, finding.about[0], None)
                found[cell] = (*found[cell], finding)
        return found

    def _store(self, found: Mapping[Cell, tuple[Finding, ...]]) -> None:
        """Take over what was found, and keep the list in order."""
        changed = {cell: now for cell, now in found.items() if self._cells.get(cell, ()) != now}
        gone = [one for cell in changed for one in self._cells.get(cell, ())]
        come = [one for now in changed.values() for one in now]
        for cell, now in changed.items():
            if now:
                self._cells[cell] = now
            else:
                self._cells.pop(cell)
        if len(gone) + len(come) > len(self._ordered) // _FEW:
            self._ordered = sorted((one for every in self._cells.values() for one in every), key=_order)
            return
        for one in gone:
            del self._ordered[bisect_left(self._ordered, _order(one), key=_order)]
        for one in come:
            insort(self._ordered, one, key=_order)


class _Links:
    """Which ids belong to a key."""

    def __init__(self) -> None:
        self._ids: dict[str, set[str]] = {}

    def of(self, key: str) -> set[str]:
        """Return them."""
        return self._ids.get(key, set())

    def add(self, key: str, one: str) -> None:
        """Add one."""
        self._ids.setdefault(key, set()).add(one)

    def drop(self, key: str, one: str) -> None:
        """Take one away."""
        rest = self._ids.get(key, set())
        rest.discard(one)
        if not rest:
            self._ids.pop(key, None)


def _replaced(held: dict[str, Value], now: Mapping[str, Value | None]) -> dict[str, Value | None]:
    """Put new values among those that are held, and return what was there before."""
    before = {key: held.get(key) for key in now}
    for key, value in now.items():
        if value is None:
            held.pop(key, None)
        else:
            held[key] = value
    return before


def _cells_of_all(visit: BoardVisit) -> set[Cell]:
    """Return the cells of a visit that are there whatever its days: of itself, and of its school."""
    return {(_VISIT, visit.id, None), (_BUDGET, visit.school_id, None), (_NOTICE, visit.school_id, None)}


def _one(finding: Finding | None) -> tuple[Finding, ...]:
    return () if finding is None else (finding,)


def _order(finding: Finding) -> tuple[date, tuple[str, ...], str, tuple[str, ...], str]:
    return finding.day, finding.visit_ids, finding.kind, finding.about, finding.sentence
