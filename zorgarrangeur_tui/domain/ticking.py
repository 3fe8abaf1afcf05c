"""What was due in a period and what came of it: a line per visit and day, whether or not somebody ticked it off.

The rules:

* What somebody ticked off stands as it was written, whatever happens to the plan afterwards.
* A visit that was cancelled was not given; its cause is that of the decision, and when that is an absent pupil, all whom it
  serves were absent. While the school is closed nothing is due.
* What was due and is not ticked off is not known. It never counts as given, and not as missed either.
* A visit that was moved to another weekday after it was ticked off would be due a second time in that week: it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zorgarrangeur_tui.domain.cancellation_causes import is_of_pupil
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.domain.visit_occurrences import DayChange, Occurrence


class TickState(StrEnum):
    """What is known of a visit on a day."""

    TICKED = "ticked"
    CANCELLED = "cancelled"
    CLOSED = "closed"
    LATER = "later"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Tick:
    """What somebody wrote about a visit on a day.

    Attributes:
        planned: minutes, as it was planned then.
        professional_id: who came, or should have come.
        given, declared: minutes; None: not known.
        cause: a `CancellationCause` value.
        absent_needs: needs whose pupil was not there.
    """

    planned: int
    professional_id: str = ""
    given: int | None = None
    declared: int | None = None
    cause: str = ""
    absent_needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TickVisit:
    """A visit that comes back, as it is on a day on which nothing was decided. `serves` holds needs, most urgent first."""

    id: str
    professional_id: str
    start_minute: int
    duration_minutes: int
    serves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TickLine:
    """A visit on a day.

    Attributes:
        visit_id: which.
        day: on which it is.
        due_day: the day on which it was due by its rhythm: by this day records speak of it.
        start_minute: when it begins.
        planned: minutes.
        usual_id: who comes usually.
        professional_id: who came, or would have come.
        serves: needs, most urgent first.
        state: what is known.
        given, declared: minutes; None: not known.
        cause: a `CancellationCause` value: why less was given than planned.
        absent_needs: needs whose pupil was not there.
        closed: why the school is closed, in Dutch.
    """

    visit_id: str
    day: date
    due_day: date
    start_minute: int
    planned: int
    usual_id: str
    professional_id: str
    serves: tuple[str, ...] = ()
    state: TickState = TickState.OPEN
    given: int | None = None
    declared: int | None = None
    cause: str = ""
    absent_needs: tuple[str, ...] = ()
    closed: str = ""

    @property
    def key(self) -> str:
        """What makes this line another one than the rest."""
        return f"{self.visit_id} {self.due_day.isoformat()}"

    @property
    def is_open(self) -> bool:
        """Whether it was due and nobody said what came of it."""
        return self.state is TickState.OPEN

    @property
    def is_known(self) -> bool:
        """Whether it is known what was given."""
        return self.given is not None

    @property
    def counts(self) -> bool:
        """Whether it was, or will be, due."""
        return self.state is not TickState.CLOSED

    @property
    def missed(self) -> int:
        """Minutes that were planned and not given; 0 while that is not known."""
        return 0 if self.given is None else max(0, self.planned - self.given)

    @property
    def replaced(self) -> bool:
        """Whether somebody else came than usually."""
        return bool(self.professional_id) and self.professional_id != self.usual_id

    @property
    def present_needs(self) -> tuple[str, ...]:
        """The needs whose pupil was there, as far as is known."""
        return tuple(key for key in self.serves if key not in self.absent_needs)


def tick_lines(
    visit: TickVisit,
    due: Iterable[Occurrence],
    ticks: Mapping[date, Tick],
    changes: Mapping[date, DayChange],
    last: date,
) -> tuple[TickLine, ...]:
    """Return the lines of one visit, from early to late.

    Args:
        visit: the visit.
        due: the days of a period on which it is due.
        ticks: what was written about it, by the day on which it was due.
        changes: what was decided about single days, by the same day.
        last: the last day that can be ticked off: today.
    """
    found = list(due)
    known = {one.due_day for one in found}
    elsewhere = {day for day, change in changes.items() if change.moved_to not in (None, day)}
    stray = {day: tick for day, tick in ticks.items() if day not in known | elsewhere and tick.given is not None}
    spoken_of = {monday_of(day) for day in stray}
    lines = [_line(visit, one, ticks.get(one.due_day), last) for one in found]
    lines = [line for line in lines if line.state is TickState.TICKED or monday_of(line.due_day) not in spoken_of]
    lines += [_written(visit, day, day, tick, changes.get(day)) for day, tick in stray.items()]
    return tuple(sorted(lines, key=line_order))


def line_order(line: TickLine) -> tuple[date, int, str, date]:
    """Return what puts lines in the order of the week."""
    return line.day, line.start_minute, line.visit_id, line.due_day


def _line(visit: TickVisit, one: Occurrence, tick: Tick | None, last: date) -> TickLine:
    if tick is not None and tick.given is not None:
        return _written(visit, one.day, one.due_day, tick, one.change)
    change = one.change or DayChange()
    person = change.professional_id or visit.professional_id
    state, given, cause = TickState.OPEN, None, ""
    absent: tuple[str, ...] = ()
    if one.cancelled:
        state, given, cause = TickState.CANCELLED, 0, change.cause
        absent = visit.serves if is_of_pupil(cause, one.day) else ()
    elif one.reasons:
        state = TickState.CLOSED
    elif one.day > last:
        state = TickState.LATER
    return TickLine(
        visit_id=visit.id,
        day=one.day,
        due_day=one.due_day,
        start_minute=_start(visit, change),
        planned=visit.duration_minutes if change.duration_minutes is None else change.duration_minutes,
        usual_id=visit.professional_id,
        professional_id=person,
        serves=visit.serves,
        state=state,
        given=given,
        declared=tick.declared if tick else None,
        cause=cause,
        absent_needs=absent,
        closed=one.reasons[0].words if one.reasons and state is TickState.CLOSED else "",
    )


def _written(visit: TickVisit, day: date, due_day: date, tick: Tick, change: DayChange | None) -> TickLine:
    return TickLine(
        visit_id=visit.id,
        day=day,
        due_day=due_day,
        start_minute=_start(visit, change or DayChange()),
        planned=tick.planned,
        usual_id=visit.professional_id,
        professional_id=tick.professional_id or visit.professional_id,
        serves=visit.serves,
        state=TickState.TICKED,
        given=tick.given,
        declared=tick.declared,
        cause=tick.cause,
        absent_needs=tick.absent_needs,
    )


def _start(visit: TickVisit, change: DayChange) -> int:
    return visit.start_minute if change.start_minute is None else change.start_minute
