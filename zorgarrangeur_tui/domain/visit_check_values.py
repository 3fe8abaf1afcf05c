"""The plain values on which the checks of planned visits work. Ids are those of the records.

An empty collection or None means that it is not known, and what is not known is not checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from zorgarrangeur_tui.domain.absences import Away
from zorgarrangeur_tui.domain.board_values import BoardVisit
from zorgarrangeur_tui.domain.budgets import BudgetValue
from zorgarrangeur_tui.domain.caps import Bond
from zorgarrangeur_tui.domain.clock import time_of_day
from zorgarrangeur_tui.domain.school_calendar import SchoolCalendar
from zorgarrangeur_tui.domain.travel import Place
from zorgarrangeur_tui.domain.visit_occurrences import DayChange, Occurrence


@dataclass(frozen=True, slots=True)
class DayVisit:
    """A visit on one day. `serves` holds ids of needs, most urgent first."""

    id: str
    day: date
    professional_id: str
    school_id: str
    start_minute: int
    duration_minutes: int
    serves: tuple[str, ...] = ()

    @property
    def end_minute(self) -> int:
        """The minute at which it is over."""
        return self.start_minute + self.duration_minutes

    @property
    def span(self) -> str:
        """When it is, as within a sentence: "9:00 tot 10:00"."""
        return f"{time_of_day(self.start_minute)} tot {time_of_day(self.end_minute)}"


@dataclass(frozen=True, slots=True)
class Announced:
    """What a school was told about the coming days, as far as they fall in the week that is checked.

    Attributes:
        first, last: the days on which another plan is a change at short notice.
        notice_days: how many days ahead that is.
        visits: those of these days in the published plan, without what they serve.
    """

    first: date
    last: date
    notice_days: int
    visits: tuple[DayVisit, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedSchool:
    """A school.

    Attributes:
        calendar: on which days and at what hours it is open.
        room_count: rooms where care can be given at the same time.
        place: where it is.
        quiet_windows: weekday, first minute and end of the times at which rather nobody comes.
        provider_cap: most fixed providers; None when nothing was agreed.
        bonds: its fixed providers, as far as the cap counts them.
        budgets: what may be spent there.
        announced: what was made known about the coming days; None when nothing was.
    """

    calendar: SchoolCalendar
    room_count: int | None = None
    place: Place | None = None
    quiet_windows: tuple[tuple[int, int, int], ...] = ()
    provider_cap: int | None = None
    bonds: tuple[Bond, ...] = ()
    budgets: tuple[BudgetValue, ...] = ()
    announced: Announced | None = None

    @property
    def id(self) -> str:
        """Id of the school."""
        return self.calendar.school.school_id

    @property
    def name(self) -> str:
        """Its name, as within a sentence."""
        return self.calendar.school.name or "deze school"


@dataclass(frozen=True, slots=True)
class CheckedProfessional:
    """A professional.

    Attributes:
        id: id of the record.
        name: text of a user.
        provider_id: for whom it works.
        reserved_acts: whether competent for reserved acts.
        max_minutes: most minutes a week.
        skills: `CareKind` values that it gives; None when that is not known.
        availability: weekday, first minute and end of the times at which it can work.
        absences: the times in which it does not come.
    """

    id: str
    name: str
    provider_id: str = ""
    reserved_acts: bool = False
    max_minutes: int | None = None
    skills: frozenset[str] | None = None
    availability: tuple[tuple[int, int, int], ...] = ()
    absences: tuple[Away, ...] = ()

    @property
    def called(self) -> str:
        """Its name, as within a sentence."""
        return self.name or "deze zorgprofessional"


@dataclass(frozen=True, slots=True)
class CheckedProvider:
    """What a provider is contracted for: kinds of care, laws and gemeenten."""

    id: str
    name: str
    kinds: frozenset[str] = frozenset()
    laws: frozenset[str] = frozenset()
    municipalities: frozenset[str] = frozenset()

    @property
    def called(self) -> str:
        """Its name, as within a sentence."""
        return self.name or "deze zorgaanbieder"


@dataclass(frozen=True, slots=True)
class CheckedTitle:
    """A title that was given, under a law (`Law`), in a form (`DeliveryForm`), from its first up to its last day."""

    id: str
    law: str
    delivery_form: str
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class CheckedNeed:
    """What a served need asks.

    Attributes:
        id: id of the record.
        kind: a `CareKind` value.
        pupil_id: "" for a need of a group or school.
        group: whether it is care in a group.
        group_size: most pupils at once.
        reserved_act: whether a reserved act is part of it.
        minutes_needed: minutes a week.
        minutes_granted: minutes a week in the decision.
        minutes_agreed: minutes a week agreed with the provider.
        minutes_elsewhere: minutes a week that others planned, outside the app.
        municipality: the gemeente that pays.
        titles: the titles under which it is given; only those that were really given.
        on_call: whether care comes when it is called for, so that a visit for it does not take up the pupil.
        place_id: the school or care location of its case.
    """

    id: str
    kind: str
    pupil_id: str = ""
    group: bool = False
    group_size: int | None = None
    reserved_act: bool = False
    minutes_needed: int = 0
    minutes_granted: int | None = None
    minutes_agreed: int | None = None
    minutes_elsewhere: int = 0
    municipality: str = ""
    titles: tuple[CheckedTitle, ...] = ()
    on_call: bool = False
    place_id: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that visits refer to, each by id. What is not among it is not checked."""

    schools: Mapping[str, CheckedSchool] = field(default_factory=dict)
    professionals: Mapping[str, CheckedProfessional] = field(default_factory=dict)
    providers: Mapping[str, CheckedProvider] = field(default_factory=dict)
    needs: Mapping[str, CheckedNeed] = field(default_factory=dict)

    def served(self, visit: DayVisit) -> list[CheckedNeed]:
        """Return the needs that a visit serves, each once, most urgent first."""
        return [self.needs[key] for key in dict.fromkeys(visit.serves) if key in self.needs]


def day_visits(visit: BoardVisit, found: Iterable[Occurrence]) -> tuple[DayVisit, ...]:
    """Return the days of a visit that comes back as single visits.

    What falls away in a holiday is no visit, and neither is what was cancelled; on a weekday that never has school it stays
    one, so that a check finds it. So does one that somebody moved to a day on which the school is closed.
    """
    return tuple(
        _day_visit(visit, one)
        for one in found
        if one.takes_place or (not one.cancelled and (one.on_a_day_without_school or one.due is not None))
    )


def _day_visit(visit: BoardVisit, one: Occurrence) -> DayVisit:
    change = one.change or DayChange()
    return DayVisit(
        visit.id,
        one.day,
        change.professional_id or visit.professional_id,
        visit.school_id,
        visit.start_minute if change.start_minute is None else change.start_minute,
        visit.duration_minutes if change.duration_minutes is None else change.duration_minutes,
        visit.serves,
    )
