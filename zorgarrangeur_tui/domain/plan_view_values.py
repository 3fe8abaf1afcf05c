"""The plain values of a view of the plan: what goes in, and the columns and blocks that come out. Ids are those of the records.

Names are text of users: whoever shows them makes them safe first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from storage.models.codes import Rhythm
from zorgarrangeur_tui.domain.board_values import BoardProfessional, BoardSchool, BoardVisit, Span
from zorgarrangeur_tui.domain.travel import Place, TravelRule

DAY_START, DAY_END = 7 * 60, 18 * 60 + 30
"""The minutes that the view by day shows at least: childcare before school up to childcare after it."""


class ViewKind(StrEnum):
    """From which side the plan is seen."""

    PROFESSIONAL = "professional"
    PROVIDER = "provider"
    PUPIL = "pupil"
    DAY = "day"


class BlockKind(StrEnum):
    """What a block of a view stands for."""

    VISIT = "visit"
    CANCELLED = "cancelled"
    TRAVEL = "travel"
    CHILDCARE = "childcare"
    ARRIVAL = "arrival"
    LEAVING = "leaving"


@dataclass(frozen=True, slots=True)
class PlanVisit:
    """A visit in the weeks that a view shows.

    Attributes:
        visit: the visit as it is then; its `school_id` is the place where it is, be it a school or a care location. Its id is
            that of the record, with "@" and the day behind it where a view shows the same visit twice.
        weeks: in which of the shown weeks it takes place, counted from 0.
        why_not: why it does not take place, when the view shows one week: the school is closed, or it was cancelled.
        locked: whether it is locked.
        differs: in Dutch how it differs from usual in the week that is shown; "" for as usual.
        lost: minutes of it that fall away in the week that is shown.
    """

    visit: BoardVisit
    weeks: tuple[int, ...] = (0, 1)
    why_not: str = ""
    locked: bool = False
    differs: str = ""
    lost: int = 0

    @property
    def order(self) -> tuple[int, int, str]:
        """By what visits are sorted."""
        return self.visit.weekday, self.visit.start_minute, self.visit.id

    def meets(self, other: PlanVisit) -> bool:
        """Tell whether both take place at the same time in a week that is shown."""
        one, two = self.visit, other.visit
        same_time = one.start_minute < two.end_minute and two.start_minute < one.end_minute
        return one.weekday == two.weekday and same_time and bool(set(self.weeks) & set(other.weeks))


@dataclass(frozen=True, slots=True)
class PlanChildcare:
    """Childcare of one child, with windows (weekday, first minute, end). `school_id` is where the child goes to school."""

    id: str
    pupil_id: str
    school_id: str
    name: str = ""
    windows: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PlanNeed:
    """What a visit serves. `kind` is a `CareKind` value; `pupil_id` is empty for a need of a group or school."""

    id: str
    pupil_id: str
    kind: str


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What visits refer to, by id, and what the view shows. What is not among it is shown as unknown.

    Attributes:
        rule: what is assumed about trips.
        weeks: a `Rhythm` value per week that is shown: one, or both of the fortnight.
        people: the professionals.
        schools: the schools and care locations.
        needs: what the visits serve.
        places: where a school is, as far as that is known.
    """

    rule: TravelRule
    weeks: tuple[str, ...] = (Rhythm.EVEN, Rhythm.ODD)
    people: Mapping[str, BoardProfessional] = field(default_factory=dict)
    schools: Mapping[str, BoardSchool] = field(default_factory=dict)
    needs: Mapping[str, PlanNeed] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)

    def person_name(self, professional_id: str) -> str:
        """Return the name of a professional, or "?"."""
        person = self.people.get(professional_id)
        return person.name if person and person.name else "?"

    def school_name(self, school_id: str) -> str:
        """Return the name of a school or care location, or "?"."""
        school = self.schools.get(school_id)
        return school.name if school and school.name else "?"

    def served(self, visit: BoardVisit) -> list[PlanNeed]:
        """Return the needs that a visit serves, each once, most urgent first."""
        return [self.needs[key] for key in dict.fromkeys(visit.serves) if key in self.needs]


@dataclass(frozen=True, slots=True)
class Trip:
    """The way of a professional from one visit to the next one on the same day, at another place.

    Attributes:
        earlier: the visit before it.
        later: the visit after it.
        needed: minutes that it takes, by the assumption about trips.
        rhythm: a `Rhythm` value: in which weeks these two visits follow each other.
    """

    earlier: BoardVisit
    later: BoardVisit
    needed: int
    rhythm: str

    @property
    def gap(self) -> int:
        """Minutes between the two visits."""
        return self.later.start_minute - self.earlier.end_minute

    @property
    def too_short(self) -> bool:
        """Whether the gap is shorter than the trip."""
        return self.gap < self.needed

    @property
    def key(self) -> str:
        """What its block is called."""
        return f"{BlockKind.TRAVEL}:{self.earlier.id}:{self.later.id}"


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """A column of a view; `short` stands where `title` does not fit."""

    key: str
    title: str
    short: str


@dataclass(frozen=True, slots=True)
class ViewBlock:
    """A stretch of time in a column. The key of a visit is the id of its `PlanVisit`; others begin with their kind and a colon."""

    key: str
    column: str
    day: int
    start: int
    end: int
    label: str
    kind: BlockKind = BlockKind.VISIT
    rhythm: str = Rhythm.WEEKLY
    locked: bool = False
    warning: bool = False


@dataclass(frozen=True, slots=True)
class PlanView:
    """What a view shows.

    Attributes:
        columns: from left to right.
        blocks: in the columns.
        hours: open time as (day, first minute, end); none at all means that it is not known.
        trips: of professionals between two places.
        warned: ids of the visits that cannot be as they are.
    """

    columns: tuple[ViewColumn, ...] = ()
    blocks: tuple[ViewBlock, ...] = ()
    hours: tuple[tuple[int, int, int], ...] = ()
    trips: tuple[Trip, ...] = ()
    warned: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SchoolOnDay:
    """A school on one day: the first bell and the last, None when it is closed or its times are not known."""

    school_id: str
    hours: Span | None = None
