"""What the schools of the region say about their calendars: own days, quiet times, and how they count weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from storage.models import OwnDay
from storage.models.codes import ChosenHoliday, OwnDayKind
from zorgarrangeur_tui.demo.draws import drawn_id
from zorgarrangeur_tui.demo.parts import Region
from zorgarrangeur_tui.domain.school_years import days_between, monday_of

_STUDY_WEEKS = (8, 24, 33)
"""Weeks after the first Monday of September in which schools have a study day."""
_EARLY_END = 12 * 60
_BREAK = (615, 630)
_QUIET_MINUTES = 30
"""How long after the first bell a school would rather have nobody in the class."""


def add_calendars(random: Random, region: Region) -> None:
    """Let schools have breaks, and some a quiet time, another way of counting, and days of their own."""
    first_monday = monday_of(date(region.year_start.year, 9, 7))
    for index, school in enumerate(region.schools):
        school.breaks = [[day, *_BREAK] for day in range(5)]
        if index % 4 == 1:
            school.quiet_windows = [
                [day, span[0], span[0] + _QUIET_MINUTES] for day, span in enumerate(school.bell_times)
            ]
        if index % 6 == 3:
            school.open_holidays = [ChosenHoliday.GOOD_FRIDAY.value]
        if index % 5 == 2:
            school.fortnight_anchor = first_monday
            school.fortnight_skips_holidays = index % 2 == 0
        region.parts += _own_days(random, school.id, first_monday, region.year_start)


def _own_days(random: Random, school_id: str, first_monday: date, year_start: date) -> Iterator[OwnDay]:
    """Yield the own days of one school."""
    for weeks in _STUDY_WEEKS[: random.randint(1, 3)]:
        day = first_monday + timedelta(weeks=weeks, days=random.randint(1, 4))
        yield OwnDay(id=drawn_id(random), school_id=school_id, kind=OwnDayKind.STUDY_DAY.value, first_day=day)
    if random.random() < 0.6:
        monday = _second_may_monday(year_start)
        yield OwnDay(
            id=drawn_id(random),
            school_id=school_id,
            kind=OwnDayKind.SECOND_MAY_WEEK.value,
            first_day=monday,
            last_day=monday + timedelta(days=4),
        )
    if random.random() < 0.5:
        party = date(year_start.year, 12, 4)
        yield OwnDay(
            id=drawn_id(random),
            school_id=school_id,
            kind=OwnDayKind.OTHER_HOURS.value,
            first_day=next(day for day in days_between(party, party + timedelta(days=4)) if day.weekday() < 5),
            name="Sinterklaas",
            start_minute=510,
            end_minute=_EARLY_END,
        )


def _second_may_monday(year_start: date) -> date:
    """Return the first Monday in May that lies after the May holiday of one week."""
    return monday_of(date(year_start.year + 1, 5, 9))
