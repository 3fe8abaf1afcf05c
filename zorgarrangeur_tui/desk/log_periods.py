"""The periods in which a reader looks through the access log."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

_SCHOOL_YEAR_MONTH = 8


class Period(StrEnum):
    """How far back to look, up to today."""

    TODAY = "vandaag"
    WEEK = "deze week"
    MONTH = "deze maand"
    SCHOOL_YEAR = "dit schooljaar"
    ALL = "alles"


def first_day(period: Period, today: date) -> date | None:
    """Return the first day of a period; None when there is no first.

    A week begins on Monday, a school year on 1 August (WPO art. 1).
    """
    match period:
        case Period.TODAY:
            return today
        case Period.WEEK:
            return today - timedelta(days=today.weekday())
        case Period.MONTH:
            return today.replace(day=1)
        case Period.SCHOOL_YEAR:
            year = today.year if today.month >= _SCHOOL_YEAR_MONTH else today.year - 1
            return date(year, _SCHOOL_YEAR_MONTH, 1)
        case Period.ALL:
            return None
