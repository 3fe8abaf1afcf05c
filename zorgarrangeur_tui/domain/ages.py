"""How old a child is, known by a year of birth and perhaps a month: never one age, but the least and the most it can be."""

from __future__ import annotations

from datetime import date

from zorgarrangeur_tui.domain.calendar_months import months_later

AgeRange = tuple[int, int]
"""The least and the most that an age can be, in whole years."""

ANY_AGE: AgeRange = (0, 120)
"""What is known of the age of a child without a year of birth."""

_YEARS = range(1900, 2200)


def age_range(birth_year: int | None, birth_month: int | None, day: date) -> AgeRange:
    """Return the least and the most that the age can be on a day; `ANY_AGE` without a year of birth that can be right."""
    births = birth_span(birth_year, birth_month)
    if births is None:
        return ANY_AGE
    first, last = births
    return _age(last, day), _age(first, day)


def birth_span(birth_year: int | None, birth_month: int | None) -> tuple[date, date] | None:
    """Return the first and the last day on which a child can be born; None without a year that can be right."""
    if birth_year is None or birth_year not in _YEARS:
        return None
    if birth_month is not None and 1 <= birth_month <= 12:
        first = date(birth_year, birth_month, 1)
        return first, date.fromordinal(months_later(first, 1).toordinal() - 1)
    return date(birth_year, 1, 1), date(birth_year, 12, 31)


def _age(born: date, day: date) -> int:
    """Return an age in whole years; 0 before birth. Who was born on 29 February has a birthday on 28 February."""
    years = max(day.year - born.year, 0)
    return max(years - (months_later(born, 12 * years) > day), 0)
