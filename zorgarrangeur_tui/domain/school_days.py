"""What a school says about its own calendar: its hours, its own days, and the public holidays on which it is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from storage.models.codes import HolidayRegion, OwnDayKind
from zorgarrangeur_tui.domain.board_values import Span
from zorgarrangeur_tui.domain.day_span_words import day_span
from zorgarrangeur_tui.domain.words import word

_FIVE_DAYS = 5
_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day or period on which a school does something else than its region and its weekly hours say.

    Attributes:
        kind: an `OwnDayKind` value.
        first_day, last_day: both count.
        hours: the hours of an open day or of other hours; None: those of the weekday.
        name: what the school calls it; text of a user.
    """

    kind: str
    first_day: date
    last_day: date
    hours: Span | None = None
    name: str = ""

    @property
    def closes(self) -> bool:
        """Whether the school is closed then. A kind of a newer version closes: nobody is sent to a shut door."""
        return self.kind not in {OwnDayKind.OPEN, OwnDayKind.OTHER_HOURS}

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.last_day - self.first_day).days + 1

    def holds_on(self, day: date) -> bool:
        """Tell whether a day falls in it."""
        return self.first_day <= day <= self.last_day

    @property
    def called(self) -> str:
        """What it is called: "Studiedag"; a name of the school's own goes before the kind."""
        known = word(self.kind, OwnDayKind) if self.kind in set(OwnDayKind) else "Eigen dag van de school"
        return self.name or known

    @property
    def words(self) -> str:
        """The day or period in Dutch: "Studiedag, 17 maart 2027"."""
        return f"{self.called}, {day_span(self.first_day, self.last_day)}"


@dataclass(frozen=True, slots=True)
class BellTimes:
    """The hours of a school per weekday from Monday, in a period; None is a day without school."""

    hours: tuple[Span | None, ...]
    starts_on: date | None = None
    ends_on: date | None = None

    def on_weekday(self, weekday: int) -> Span | None:
        """Return the hours of a weekday, or None when there is no school that day."""
        return self.hours[weekday] if 0 <= weekday < len(self.hours) else None


@dataclass(frozen=True, slots=True)
class SchoolDays:
    """All that a school says about its own calendar.

    Attributes:
        school_id, name: which school; the name is text of a user.
        region: a `HolidayRegion` value.
        bell_times: its hours, one row per period; of two rows the one that began last holds. (): not known.
        own_days: where it deviates.
        open_holidays: public holidays on which it is open, such as "good_friday".
    """

    school_id: str
    name: str
    region: str = HolidayRegion.UNKNOWN
    bell_times: tuple[BellTimes, ...] = ()
    own_days: tuple[OwnDay, ...] = ()
    open_holidays: frozenset[str] = frozenset()


def weekdays_with_school(hours: Sequence[Span | None]) -> frozenset[int]:
    """Return the weekdays on which there ever is school, by the hours from Monday; Monday to Friday when none are known.

    A visit on another weekday never takes place, and so gives no care.
    """
    if not hours:
        return frozenset(range(_FIVE_DAYS))
    return frozenset(day for day, times in enumerate(hours[:_WEEK_DAYS]) if times is not None)


def is_usual_school_day(weekday: int) -> bool:
    """Tell whether schools usually have lessons on a weekday: Monday to Friday."""
    return 0 <= weekday < _FIVE_DAYS
