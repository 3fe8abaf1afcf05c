"""Which week of the fortnight a week is: by its number in the calendar, or alternating from a week that a school chooses.

By number the rhythm stutters after a year with 53 weeks: week 53 and week 1 are both odd. Alternating weeks never do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from zorgarrangeur_tui.domain.clock import week_is_even
from zorgarrangeur_tui.domain.rhythms import EVEN_WEEK, ODD_WEEK, weeks_of
from zorgarrangeur_tui.domain.school_years import monday_of, mondays_between

_ONE_WEEK = timedelta(weeks=1)
_NAMES = {EVEN_WEEK: "even", ODD_WEEK: "oneven"}


@dataclass(frozen=True, slots=True)
class Fortnights:
    """How a school counts even and odd weeks.

    Attributes:
        anchor: a day in a week that counts as even, from which weeks alternate; None: by ISO week number.
        passed_over: with an anchor, tells of a Monday whether its week does not count, such as a week of holiday. Such a week
            is the same as the next week that does count.
    """

    anchor: date | None = None
    passed_over: Callable[[date], bool] | None = None

    def week_of(self, day: date) -> int:
        """Return `EVEN_WEEK` or `ODD_WEEK` for the week of a day."""
        if self.anchor is None:
            return EVEN_WEEK if week_is_even(day) else ODD_WEEK
        anchor, monday = monday_of(self.anchor), monday_of(day)
        if self.passed_over is None:
            return EVEN_WEEK if (monday - anchor).days // 7 % 2 == 0 else ODD_WEEK
        between = mondays_between(min(anchor, monday), max(anchor, monday) - _ONE_WEEK)
        counted = sum(not self.passed_over(one) for one in between)
        return EVEN_WEEK if counted % 2 == 0 else ODD_WEEK

    def meets(self, rhythm: str, day: date) -> bool:
        """Tell whether a rhythm has a visit in the week of a day."""
        weeks = weeks_of(rhythm)
        return len(weeks) > 1 or (bool(weeks) and self.week_of(day) in weeks)

    def words(self, day: date) -> str:
        """Return "week 53, oneven"."""
        return f"week {day.isocalendar().week}, {_NAMES[self.week_of(day)]}"

    def coming(self, day: date, weeks: int = 6) -> str:
        """Return the weeks from that of a day on: "48 even, 49 oneven, 50 even"."""
        mondays = (monday_of(day) + number * _ONE_WEEK for number in range(weeks))
        return ", ".join(f"{one.isocalendar().week} {_NAMES[self.week_of(one)]}" for one in mondays)

    def stutters(self, first: date, last: date) -> tuple[str, ...]:
        """Return in Dutch where between two days two weeks of the same sort follow each other.

        Weeks that a school passes over are no stutter: it has chosen so.
        """
        if self.anchor is not None:
            return ()
        return tuple(
            _stutter(monday)
            for monday in mondays_between(first, last)
            if monday + _ONE_WEEK <= last and self.week_of(monday) == self.week_of(monday + _ONE_WEEK)
        )


def _stutter(monday: date) -> str:
    """Return the sentence about a last week of the year that is followed by a week of the same sort, which are odd always."""
    year, week, _ = monday.isocalendar()
    return (
        f"Week {week} van {year} en week 1 van {year + 1} zijn allebei oneven. Een bezoek in de oneven weken is er dan "
        "twee weken achter elkaar. Een bezoek in de even weken slaat twee weken over."
    )
