"""What is wrong with the plan of one week, of one school or of all, read once and then kept up with the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from storage.changes import Changed
from storage.models import RECORD_TYPES, CareNeed, Professional, VisitPattern
from storage.store import Store
from storage.unit_of_work import AnyRecord
from zorgarrangeur_tui.desk.plan_reading import read_needs, read_region, read_school
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.domain.checked_records import checked_professional, in_force_in_week
from zorgarrangeur_tui.domain.clock import time_of_day, weekday_short
from zorgarrangeur_tui.domain.region_conflicts import Edit, RegionConflicts, RegionVisit
from zorgarrangeur_tui.domain.visit_findings import Finding, FindingKind

_FOLLOWED = frozenset({"visit_pattern", "care_need", "professional"})
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
        return f"{weekday_short(pattern.weekday)} {time_of_day(pattern.start_minute)}"


class LiveConflicts:
    """The findings of one week, of a school or of the whole region."""

    def __init__(self, store: Store, monday: date, school_id: str = "") -> None:
        """Read the plan and check it.

        Args:
            store: an opened store.
            monday: of the week.
            school_id: only what is about this school; "" for all.
        """
        self.monday = monday
        self.school_id = school_id
        self._store = store
        self._region = self._counted()

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

        What a professional who does not come here yet does elsewhere is known for the whole region only.
        """
        known = set(self._region.findings)
        back = self._region.after(Edit(visits={visit.id: self._read.visit_value(visit)}))
        found = [one for one in self._region.findings if visit.id in one.visit_ids and one not in known]
        self._region.after(back)
        return found

    def _counted(self) -> RegionConflicts:
        read = (
            read_school(self._store, self.monday, self.school_id)
            if self.school_id
            else read_region(self._store, self.monday)
        )
        self._read = read
        return RegionConflicts.full(self.monday, read.visits, read.surroundings)

    def _edit(self, changed: Changed) -> Edit | None:
        """Return what changed as values; None when it refers to something that was not there when the plan was read."""
        visits = self._of_type(changed, VisitPattern)
        known = self._region.surroundings
        for visit in visits.values():
            if visit is not None and visit.school_id and visit.school_id not in known.schools:
                return None
        people = self._of_type(changed, Professional)
        needs = self._of_type(changed, CareNeed)
        asked = [need for need in needs.values() if need is not None and in_force_in_week(need, self.monday)]
        values = read_needs(self._store, asked, self.monday)
        return Edit(
            visits={key: self._read.visit_value(visit) if visit else None for key, visit in visits.items()},
            professionals={key: checked_professional(one) if one else None for key, one in people.items()},
            needs={key: values.get(key) for key in needs},
        )

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
        if finding.kind is FindingKind.PROVIDER_CAP:
            return FoundPlace(finding, finding.about[0], None)
        visits = [self._region.visits[key] for key in finding.visit_ids]
        own = (visit for visit in visits if visit.pattern.school_id == self.school_id)
        visit = next(own, visits[0])
        return FoundPlace(finding, visit.pattern.school_id, visit)


def _order(one: FoundPlace) -> tuple[str, int, int]:
    pattern = one.visit.pattern if one.visit else None
    return one.finding.severity, pattern.weekday if pattern else -1, pattern.start_minute if pattern else -1
