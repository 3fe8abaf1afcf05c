"""Visits that do not take place because the school is closed: which never do, and what a week of the school is like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from zorgarrangeur_tui.domain.board_values import BoardSchool, BoardVisit
from zorgarrangeur_tui.domain.clock import weekday_short
from zorgarrangeur_tui.domain.planning_clashes import Clash, ClashKind
from zorgarrangeur_tui.domain.school_calendar import SchoolCalendar, SchoolDay
from zorgarrangeur_tui.domain.school_week_words import never_school
from zorgarrangeur_tui.domain.school_weeks import school_week
from zorgarrangeur_tui.domain.visit_occurrences import Occurrence, cancelled_words

AS_USUAL = "school open"
"""The state of a week in which nothing is special."""

_MOST_REASONS = 2


def never_held(visit: BoardVisit, found: Sequence[Occurrence], school: BoardSchool) -> Clash | None:
    """Return the clash of a visit that is due, and finds the school closed every time.

    A weekday without hours is left to `planning_clashes`, which knows the way out.

    Args:
        visit: the visit.
        found: every day on which it is due.
        school: where it is.
    """
    if not found or any(one.takes_place for one in found):
        return None
    if school.bell_times and any(one.on_a_day_without_school for one in found):
        return None
    reasons = cancelled_words(found)
    told = "; ".join(reasons[:_MOST_REASONS]) + (" en meer" if len(reasons) > _MOST_REASONS else "")
    sentence = f"Dit bezoek gaat nooit door: {school.name} is dan dicht ({told}). Kies een andere dag of andere datums."
    return Clash(visit.id, None, sentence, ClashKind.SCHOOL_CLOSED)


def week_state(calendar: SchoolCalendar, day: date) -> str:
    """Return how a school is open in the week of a day: "school open", "dicht op ma en di", "school dicht: Kerstvakantie".

    Days on which there never is school are left out. That it is open is not said where its holidays are not known.
    """
    days = school_week(calendar, day).days
    shut = [one for one in days if not one.is_open and not never_school(one)]
    if not any(one.is_open for one in days):
        return f"school dicht: {names_of(shut)}" if shut else "school dicht"
    if not shut:
        return "" if calendar.doubts(days[0].day, days[-1].day) else AS_USUAL
    *others, last = [weekday_short(one.day.weekday()) for one in shut]
    return f"dicht op {', '.join(others)} en {last}" if others else f"dicht op {last}"


def names_of(days: Iterable[SchoolDay]) -> str:
    """Return, once each, what closed days are called: "Kerstvakantie, Studiedag"."""
    return ", ".join(dict.fromkeys(day.reasons[0].name for day in days if day.reasons))
