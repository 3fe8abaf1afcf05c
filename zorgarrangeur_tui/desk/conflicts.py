"""What is wrong with the plan of one week, of one school or of all, read once and then kept up with the store."""

from __future__ import annotations

import gc
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from storage.changes import Changed
from storage.models import (
    RECORD_TYPES,
    Absence,
    Budget,
    CareNeed,
    PlanVersion,
    Professional,
    VisitException,
    VisitPattern,
)
from storage.store import Store
from storage.unit_of_work import AnyRecord
from zorgarrangeur_tui.desk.absences import known_absences
from zorgarrangeur_tui.desk.plan_limits import plan_limits
from zorgarrangeur_tui.desk.plan_reading import SchoolPlans, read_needs, read_region
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.desk.remembered import remembered
from zorgarrangeur_tui.domain.checked_records import checked_professional, in_force_in_week
from zorgarrangeur_tui.domain.clock import time_of_day, weekday_short
from zorgarrangeur_tui.domain.record_values import day_change
from zorgarrangeur_tui.domain.region_conflicts import Edit, RegionConflicts, RegionVisit
from zorgarrangeur_tui.domain.visit_check_values import CheckedSchool
from zorgarrangeur_tui.domain.visit_findings import Finding, FindingKind
from zorgarrangeur_tui.domain.visit_occurrences import DayChange

_FOLLOWED = frozenset(
    {"visit_pattern", "visit_exception", "care_need", "professional", "absence", "budget", "plan_version"}
)
"""Types of which a change is taken over by itself; after a change of the others in `CHECKED` all is read again."""

CHECKED = (
    *sorted(_FOLLOWED),
    "case",
    "pupil",
    "residence",
    "entitlement",
    "school",
    "provider",
    "fixed_bond",
    "own_day",
    "school_holiday",
)
"""The record types that matter to a check."""


_MANY = 2_000
"""Visits of a region that is not small."""


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Where a finding is: the id of its school or care location, and the visit to change with its time. None for no visit."""

    finding: Finding
    place_id: str
    visit: RegionVisit | None

    @property
    def when(self) -> str:
        """When the visit is: "ma 9:00"; "" for none."""
        if self.visit is None:
            return ""
        pattern = self.visit.pattern
        for one in self.visit.days:
            if one.day == self.finding.day:
                return f"{weekday_short(one.day.weekday())} {time_of_day(one.start_minute)}"
        return f"{weekday_short(pattern.weekday)} {time_of_day(pattern.start_minute)}"


class LiveConflicts:
    """The findings of one week, of a school or of the whole region."""

    def __init__(
        self,
        store: Store,
        monday: date,
        school_id: str = "",
        also: Collection[str] = (),
        plans: SchoolPlans | None = None,
    ) -> None:
        """Read the plan and check it.

        Args:
            store: an opened store.
            monday: of the week.
            school_id: only what is about this school; "" for all.
            also: ids of professionals who do not come to that school, but might (see `if_changed`).
            plans: of that school in this week, when they were just read.
        """
        self.monday = monday
        self.school_id = school_id
        self._also = also
        self._store = store
        self._region = self._counted(plans)

    @property
    def places(self) -> list[FoundPlace]:
        """What is wrong, each with its place: hard before soft, then by weekday and time of the visit to change."""
        found = [self._place(finding) for finding in self._region.findings if self._is_shown(finding)]
        return sorted(found, key=_order)

    @property
    def findings(self) -> list[Finding]:
        """What is wrong, in the same order."""
        return [one.finding for one in self.places]

    @property
    def region(self) -> RegionConflicts:
        """The plan that is checked: of a school also what its professionals do elsewhere."""
        return self._region

    def school_name(self, place_id: str) -> str:
        """Return the name of a school among those that were checked; "" when it is not."""
        school = self._region.surroundings.schools.get(place_id)
        return school.calendar.school.name if school else ""

    def professional_name(self, visit: RegionVisit | None) -> str:
        """Return who comes on a visit; "" when that is not known."""
        person = self._region.surroundings.professionals.get(visit.pattern.professional_id) if visit else None
        return person.name if person else ""

    def follow(self, changed: Changed) -> None:
        """Bring the findings up to date with what a transaction changed."""
        types = {record_type for record_type, _ in changed.records} & set(CHECKED)
        if not types:
            return
        edit = self._edit(changed) if types <= _FOLLOWED and not self.school_id else None
        if edit is None:
            self._region = self._counted()
        else:
            self._region.after(edit)

    def if_changed(self, visit: VisitPattern) -> list[Finding]:
        """Return what would be wrong with a visit, and is not now, if it were like this. Nothing is changed.

        What a professional does who does not come here yet, is known for the whole region, or when it was asked for (`also`).
        """
        return self._newly_found(visit, self._read.visit_value(visit))

    def if_day_changed(self, visit: VisitPattern, due_day: date, change: DayChange) -> list[Finding]:
        """Return what would be wrong with a visit, and is not now, if this were decided about one day (see `if_changed`)."""
        read = self._read.after({visit.id: {due_day: change}})
        return self._newly_found(visit, read.visit_value(visit))

    def if_all_changed(self, visits: Mapping[str, VisitPattern | None]) -> list[Finding]:
        """Return what would be wrong, and is not now, if these visits were like this, or with None not there at all."""
        known = set(self._region.findings)
        values = {key: self._read.visit_value(visit) if visit is not None else None for key, visit in visits.items()}
        back = self._region.after(Edit(visits=values))
        found = [one for one in self._region.findings if one not in known]
        self._region.after(back)
        return found

    def _newly_found(self, visit: VisitPattern, value: RegionVisit | None) -> list[Finding]:
        known = set(self._region.findings)
        back = self._region.after(Edit(visits={visit.id: value}))
        found = [one for one in self._region.findings if visit.id in one.visit_ids and one not in known]
        self._region.after(back)
        return found

    def _counted(self, plans: SchoolPlans | None = None) -> RegionConflicts:
        if self.school_id:
            plans = plans or SchoolPlans(self._store, [self.monday], self.school_id, self._also)
            read = plans.week(self.monday)
        else:
            read = read_region(self._store, self.monday)
        self._read = read
        counted = RegionConflicts.full(self.monday, read.visits, read.surroundings)
        if len(read.visits) > _MANY:
            gc.collect()  # what a large count leaves behind would otherwise be cleared during an edit, for a fifth of a second
        return counted

    def _edit(self, changed: Changed) -> Edit | None:
        """Return what changed as values; None when it refers to something that was not there when the plan was read."""
        visits = self._of_type(changed, VisitPattern) | self._decided(changed)
        known = self._region.surroundings
        for visit in visits.values():
            if visit is not None and visit.school_id and visit.school_id not in known.schools:
                return None
        people = self._of_type(changed, Professional) | self._away(changed)
        absences = known_absences(self._store, people)
        needs = self._of_type(changed, CareNeed)
        asked = [need for need in needs.values() if need is not None and in_force_in_week(need, self.monday)]
        values = read_needs(self._store, asked, self.monday)
        return Edit(
            schools=self._limited(changed),
            visits={key: self._read.visit_value(visit) if visit else None for key, visit in visits.items()},
            professionals={
                key: checked_professional(one, absences.get(key, ())) if one else None for key, one in people.items()
            },
            needs={key: values.get(key) for key in needs},
        )

    def _away(self, changed: Changed) -> dict[str, Professional | None]:
        """Return the professionals of whom an absence changed: who it is about now, and who it was about."""
        ids = {key for record_type, key in changed.records if record_type == "absence"}
        if not ids:
            return {}
        about = {record.professional_id for record in by_ids(self._store, Absence, ids).values()}
        known = self._region.surroundings.professionals
        about |= {key for key, one in known.items() if any(away.id in ids for away in one.absences)}
        found = by_ids(self._store, Professional, about)
        return {key: None if found[key].deleted else found[key] for key in sorted(found)}

    def _decided(self, changed: Changed) -> dict[str, VisitPattern | None]:
        """Take over what was decided about single days, and return the visits that it is about, as they are now."""
        ids = [key for record_type, key in changed.records if record_type == "visit_exception"]
        decided: dict[str, dict[date, DayChange | None]] = {}
        for record in by_ids(self._store, VisitException, ids).values():
            if record.day is not None:
                decided.setdefault(record.visit_id, {})[record.day] = None if record.deleted else day_change(record)
        if not decided:
            return {}
        self._read = self._read.after(decided)
        found = by_ids(self._store, VisitPattern, decided)
        return {key: found[key] if key in found and not found[key].deleted else None for key in sorted(decided)}

    def _limited(self, changed: Changed) -> dict[str, CheckedSchool | None]:
        """Return the schools of which budgets or the published plan changed, as they are now."""
        ids = {key for record_type, key in changed.records if record_type in ("budget", "plan_version")}
        at = {record.school_id for record in by_ids(self._store, Budget, ids).values()}
        at |= {record.school_id for record in by_ids(self._store, PlanVersion, ids).values()}
        known = self._region.surroundings.schools
        touched = at & known.keys()
        if not touched:
            return {}
        limits = plan_limits(self._store, self.monday, self._read.calendars, touched)
        return {
            key: replace(known[key], budgets=limits.budgets.get(key, ()), announced=limits.announced.get(key))
            for key in sorted(touched)
        }

    def _of_type(self, changed: Changed, model: type[AnyRecord]) -> dict[str, AnyRecord | None]:
        """Return the changed records of one type as they are now, by id; None for one that was taken away."""
        ids = {record_id for record_type, record_id in changed.records if RECORD_TYPES.get(record_type) is model}
        found = by_ids(self._store, model, ids)
        return {key: found[key] if key in found and not found[key].deleted else None for key in sorted(ids)}

    def _is_shown(self, finding: Finding) -> bool:
        if not self.school_id:
            return True
        if not finding.visit_ids:
            return self._place(finding).place_id == self.school_id
        at = (self._region.visits[key].pattern.school_id for key in finding.visit_ids)
        return self.school_id in at

    def _place(self, finding: Finding) -> FoundPlace:
        """Return where a finding is; for one school its own visit is the one to change."""
        if finding.kind is FindingKind.NEED_NOT_COVERED:
            return FoundPlace(finding, finding.about[1], None)
        if not finding.visit_ids:
            return FoundPlace(finding, finding.about[0], None)
        visits = [self._region.visits[key] for key in finding.visit_ids]
        own = (visit for visit in visits if visit.pattern.school_id == self.school_id)
        visit = next(own, visits[0])
        return FoundPlace(finding, visit.pattern.school_id, visit)


@remembered
def region_conflicts(store: Store, monday: date) -> LiveConflicts:
    """Return the findings of the whole region in a week, as `LiveConflicts` counts them: counting takes seconds.

    Whoever got them may let them follow the store: after a change that is another revision, for which they are counted anew.
    """
    return LiveConflicts(store, monday)


def _order(one: FoundPlace) -> tuple[str, int, int]:
    pattern = one.visit.pattern if one.visit else None
    return one.finding.severity, pattern.weekday if pattern else -1, pattern.start_minute if pattern else -1
