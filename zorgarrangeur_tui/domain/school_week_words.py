"""What is special about a week of a school, in words: "Herfstvakantie", "wo Studiedag", "vr Andere schooltijden"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zorgarrangeur_tui.domain.clock import time_of_day, weekday, weekday_short
from zorgarrangeur_tui.domain.school_calendar import ClosedKind, SchoolDay
from zorgarrangeur_tui.domain.school_days import OwnDay


def special_words(days: Sequence[SchoolDay], own_days: Iterable[OwnDay]) -> str:
    """Return what is special about a week; "" for a usual one. Days on which there never is school are left out.

    Args:
        days: of the week.
        own_days: those of the school.
    """
    usual = [day for day in days if not never_school(day)]
    named: dict[str, list[SchoolDay]] = {}
    for day in usual:
        for name in _names(day, own_days):
            named.setdefault(name, []).append(day)
    return ", ".join(
        name if len(found) == len(usual) > 1 else f"{_short(found)} {name}" for name, found in named.items()
    )


def open_words(days: Sequence[SchoolDay]) -> str:
    """Return on how many days there is school: "dicht", "1 dag", "5 dagen"."""
    count = sum(day.is_open for day in days)
    return {0: "dicht", 1: "1 dag"}.get(count, f"{count} dagen")


def day_words(day: SchoolDay) -> tuple[str, str]:
    """Return a day and what it is like: ("maandag 19", "dicht: Herfstvakantie") or ("vrijdag 20", "8:30-12:00")."""
    if not day.is_open:
        told = "geen school" if never_school(day) else f"dicht: {'; '.join(one.words for one in day.reasons)}"
    elif day.hours is None:
        told = "open; schooltijden niet bekend"
    else:
        told = f"{time_of_day(day.hours[0])}-{time_of_day(day.hours[1])}"
    return f"{weekday(day.day.weekday())} {day.day.day}", told


def never_school(day: SchoolDay) -> bool:
    """Tell whether the weekday of a closed day is one on which there never is school."""
    return any(reason.kind is ClosedKind.NO_SCHOOL_DAY for reason in day.reasons)


def _names(day: SchoolDay, own_days: Iterable[OwnDay]) -> list[str]:
    """Return what a day is called: the first reason why it is closed, or an own day with other hours or that opens."""
    if day.reasons:
        return [day.reasons[0].name]
    return list(dict.fromkeys(own.called for own in own_days if not own.closes and own.holds_on(day.day)))


def _short(days: Sequence[SchoolDay]) -> str:
    *others, last = [weekday_short(day.day.weekday()) for day in days]
    return f"{', '.join(others)} en {last}" if others else last
