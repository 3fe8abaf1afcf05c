"""All that a plan is made from, as it stands in the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from storage.models import Budget, CareNeed, FixedBond, Professional, Provider, Pupil, School, VisitPattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """The schools that are planned together, and all that matters to them.

    Attributes:
        day: the day on which the plan begins; everything here is in force then.
        schools: those that are planned, by id.
        professionals: everybody who may come, by id.
        providers: for whom they work, by id.
        bonds: fixed providers of these schools.
        needs: what is asked at these schools.
        school_of: the school of a need, by the id of its case.
        pupils: those of the needs, by id.
        visits: those at these schools, and what the professionals do at others.
        budgets: of these schools.
        asked: ids of the needs to plan; None for all.
        away: ids of professionals who are not there in this fortnight.
        stopped: ids of needs that are over, or of which every title has ended.
        hourly_cents: what an hour of a professional costs, by `ProfessionalLevel`, as far as a tariff is known.
    """

    day: date
    schools: Mapping[str, School]
    professionals: Mapping[str, Professional]
    providers: Mapping[str, Provider] = field(default_factory=dict)
    bonds: tuple[FixedBond, ...] = ()
    needs: tuple[CareNeed, ...] = ()
    school_of: Mapping[str, str] = field(default_factory=dict)
    pupils: Mapping[str, Pupil] = field(default_factory=dict)
    visits: tuple[VisitPattern, ...] = ()
    budgets: tuple[Budget, ...] = ()
    asked: frozenset[str] | None = None
    away: frozenset[str] = frozenset()
    stopped: frozenset[str] = frozenset()
    hourly_cents: Mapping[str, int] = field(default_factory=dict)

    @property
    def here(self) -> tuple[VisitPattern, ...]:
        """The visits at the schools that are planned."""
        return tuple(visit for visit in self.visits if visit.school_id in self.schools)

    @property
    def elsewhere(self) -> tuple[VisitPattern, ...]:
        """What the professionals do at other places; a plan leaves it as it is."""
        return tuple(visit for visit in self.visits if visit.school_id not in self.schools)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that the planner does not plan, and why.

    Attributes:
        record_type: of what it is about.
        record_id: of what it is about.
        sentence: Dutch; names of schools and professionals in it are text of users, a pupil is never named.
    """

    record_type: str
    record_id: str
    sentence: str
