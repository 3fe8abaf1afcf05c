"""The plain values of what care is asked per half hour against who is there. Ids are those of the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storage.models.codes import MomentRule
from zorgarrangeur_tui.domain.board_values import Span
from zorgarrangeur_tui.domain.visit_check_values import CheckedNeed, DayVisit

HALF_HOUR = 30
_SPARE = 15
"""From so many minutes on in which no care is asked or given there is time to spare."""
_SHORT = 5
"""Fewer minutes than this are no shortage: care within a wide window is spread thinly over it, and no visit is that short."""


class Balance(StrEnum):
    """How what is asked in a half hour and who is there meet."""

    NOTHING = "nothing"
    SHORT = "short"
    ENOUGH = "enough"
    SPARE = "spare"


class RoomUse(StrEnum):
    """Whether there is still a room."""

    FREE = "free"
    FULL = "full"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class AskedCare:
    """A need with when it asks for care.

    Attributes:
        need: the need.
        rule: a `MomentRule` value.
        weekdays: 0 is Monday; () for every day.
        start: first minute of the window, or the fixed moment.
        end: of the window.
    """

    need: CheckedNeed
    rule: str = MomentRule.FREE
    weekdays: tuple[int, ...] = ()
    start: int | None = None
    end: int | None = None

    @property
    def is_on_call(self) -> bool:
        """Whether care comes when it is called for."""
        return self.rule == MomentRule.ON_CALL

    @property
    def is_free(self) -> bool:
        """Whether it may be given at any time: so too when the time of a window or moment is not known."""
        if self.rule == MomentRule.FIXED:
            return self.start is None
        if self.rule == MomentRule.WINDOW:
            return self.start is None and self.end is None
        return not self.is_on_call


@dataclass(frozen=True, slots=True)
class OverlayDay:
    """A day of the school: its hours, None when it is closed or they are not known, and whether it is closed."""

    day: date
    hours: Span | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class AskedInSlot:
    """A need that asks for care in a half hour.

    Attributes:
        asked: the need.
        minutes: in this half hour.
        span: when on this day it may be given.
        visit: that gives it; None when nobody does.
    """

    asked: AskedCare
    minutes: int
    span: Span
    visit: DayVisit | None = None


@dataclass(frozen=True, slots=True)
class SlotLoad:
    """A half hour of a day.

    Attributes:
        day: the day.
        start: its first minute.
        needs: what is asked, by id of the need.
        asked: minutes of a professional that this takes.
        present: minutes that each professional is there who gives some care that is looked at, by id.
        short: minutes that cannot be given by who is there.
        taken: minutes of who is there in which visits give other care: at any time, or of a kind that is not looked at.
        rooms_used: most visits at the same time.
        rooms: how many rooms there are; None when that is not known.
    """

    day: date
    start: int
    needs: tuple[AskedInSlot, ...] = ()
    asked: int = 0
    present: tuple[tuple[str, int], ...] = ()
    short: int = 0
    taken: int = 0
    rooms_used: int = 0
    rooms: int | None = None

    @property
    def end(self) -> int:
        """The minute at which it ends."""
        return self.start + HALF_HOUR

    @property
    def present_minutes(self) -> int:
        """Minutes of all who are there."""
        return sum(minutes for _, minutes in self.present)

    @property
    def pupils(self) -> int:
        """How many pupils ask for care; a need of a group or the school counts as one."""
        return len({one.asked.need.pupil_id or one.asked.need.id for one in self.needs})

    @property
    def spare(self) -> int:
        """Minutes of who is there in which no care is asked or given."""
        return max(0, self.present_minutes - (self.asked - self.short) - self.taken)

    @property
    def balance(self) -> Balance:
        """How what is asked and who is there meet."""
        if not self.asked and not self.present_minutes:
            return Balance.NOTHING
        if self.short >= _SHORT:
            return Balance.SHORT
        return Balance.SPARE if self.spare >= _SPARE else Balance.ENOUGH

    @property
    def room_use(self) -> RoomUse:
        """Whether there is still a room; one is free when it is not known how many there are."""
        if self.rooms is None or self.rooms_used < self.rooms:
            return RoomUse.FREE
        return RoomUse.FULL if self.rooms_used == self.rooms else RoomUse.OVER


@dataclass(frozen=True, slots=True)
class PresenceOverlay:
    """A week of a school.

    Attributes:
        days: that are shown.
        slots: per weekday and first minute of the half hour.
        free_minutes: a week, that may be given at any time.
        free_planned: minutes of those that visits give in this week.
        on_call: needs on call.
    """

    days: tuple[OverlayDay, ...]
    slots: Mapping[tuple[int, int], SlotLoad]
    free_minutes: int = 0
    free_planned: int = 0
    on_call: tuple[AskedCare, ...] = ()

    @property
    def starts(self) -> tuple[int, ...]:
        """First minutes of the half hours, early first."""
        return tuple(sorted({start for _, start in self.slots}))

    @property
    def spare(self) -> int:
        """Minutes in the week of who is there in which no care is asked or given."""
        return sum(one.spare for one in self.slots.values())
