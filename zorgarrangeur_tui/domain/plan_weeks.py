"""The two weeks that a view of the plan shows, by the numbers that calendars print. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from storage.models.codes import Rhythm
from zorgarrangeur_tui.domain.fortnights import Fortnights
from zorgarrangeur_tui.domain.rhythms import EVEN_WEEK

_ONE_WEEK = timedelta(weeks=1)


def rhythm_of(day: date) -> str:
    """Return of which sort a week is by its number in the calendar, as the code of a rhythm."""
    return Rhythm.EVEN if Fortnights().week_of(day) == EVEN_WEEK else Rhythm.ODD


def next_of_other_sort(monday: date) -> date:
    """Return the Monday of the first week after this one that is of the other sort: after week 53 that is two weeks on."""
    found = monday + _ONE_WEEK
    while rhythm_of(found) == rhythm_of(monday):
        found += _ONE_WEEK
    return found
