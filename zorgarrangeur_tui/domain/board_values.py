"""The plain values on which the checks of the planning board work. Ids are those of the records.

Names are text of users: whoever shows a sentence with a name in it makes it safe first.
"""

from __future__ import annotations

from dataclasses import dataclass

from zorgarrangeur_tui.domain.coverage import PlannedVisit
from zorgarrangeur_tui.domain.rhythms import rhythms_meet

Span = tuple[int, int]
"""First minute of the day, and the minute at which it ends."""


@dataclass(frozen=True, slots=True)
class BoardVisit:
    """A recurring visit of a professional to a school."""

    id: str
    professional_id: str
    school_id: str
    weekday: int
    start_minute: int
    duration_minutes: int
    rhythm: str
    serves: tuple[str, ...] = ()

    @property
    def end_minute(self) -> int:
        """The minute at which the visit is over."""
        return self.start_minute + self.duration_minutes

    def overlaps(self, other: BoardVisit) -> bool:
        """Tell whether two visits ever take place at the same time; one that ends when the other starts does not."""
        return (
            self.weekday == other.weekday
            and rhythms_meet(self.rhythm, other.rhythm)
            and self.start_minute < other.end_minute
            and other.start_minute < self.end_minute
        )


@dataclass(frozen=True, slots=True)
class BoardProfessional:
    """A professional: kinds of care, competence for reserved acts, and windows (weekday, first minute, end).

    No windows at all means that the availability is not known.
    """

    id: str
    name: str
    provider_id: str = ""
    skills: frozenset[str] = frozenset()
    reserved_acts: bool = False
    availability: tuple[tuple[int, int, int], ...] = ()

    def windows(self, weekday: int) -> list[Span]:
        """Return the windows of a weekday, joined where they touch, early first."""
        joined: list[Span] = []
        for first, end in sorted((first, end) for day, first, end in self.availability if day == weekday):
            if joined and first <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((first, end))
        return joined


@dataclass(frozen=True, slots=True)
class BoardSchool:
    """A school: bell times per weekday from Monday, None for a day without school; () when they are not known."""

    id: str
    name: str
    bell_times: tuple[Span | None, ...] = ()

    def open_at(self, weekday: int) -> Span | None:
        """Return the school's hours on a weekday, or None when there is no school that day."""
        return self.bell_times[weekday] if 0 <= weekday < len(self.bell_times) else None


@dataclass(frozen=True, slots=True)
class BoardNeed:
    """What a served need asks of the professional. `kind` is a care kind's code."""

    id: str
    kind: str
    reserved_act: bool = False


def planned_of(visit: BoardVisit) -> PlannedVisit:
    """Return what coverage wants to know of a visit on the board."""
    return PlannedVisit(
        visit.id,
        visit.professional_id,
        visit.weekday,
        visit.start_minute,
        visit.duration_minutes,
        visit.rhythm,
        visit.serves,
    )
