"""One week on the planning board: what differs from the fixed plan, in hours, titles and words. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from storage.models import Professional
from widgets.detail_view import Section
from widgets.week_grid import DayHours
from zorgarrangeur_tui.desk.board import SchoolBoard
from zorgarrangeur_tui.desk.board_weeks import DatedVisit
from zorgarrangeur_tui.domain.clock import MONTHS, time_of_day, weekday_short
from zorgarrangeur_tui.domain.record_values import board_visit
from zorgarrangeur_tui.domain.visit_day_words import difference_words, why_not_words

FIXED_PLAN = "vast rooster"
"""What the board is called when it shows no single week."""
CHANGED_SIGN = "~"
"""Stands in the corner of a visit that is not as usual on that day."""

_WEEK_DAYS = 7
_SHORT_MONTHS = {3: "mrt"}


def day_words_short(day: date) -> str:
    """Return "30 nov"."""
    return f"{day.day} {_SHORT_MONTHS.get(day.month, MONTHS[day.month - 1][:3])}"


def week_words(board: SchoolBoard, today: date) -> str:
    """Return which week the board shows: "week 48, even" of the fixed plan, or "week 49, 30 nov - 4 dec, oneven"."""
    if board.week is None:
        return board.place.fortnights.words(today)
    number, sort = board.place.fortnights.words(board.week).split(", ")
    friday = board.week + timedelta(days=4)
    return f"{number}, {day_words_short(board.week)} - {day_words_short(friday)}, {sort}"


def day_titles(board: SchoolBoard) -> tuple[str, ...]:
    """Return what stands above the days of a week: "di 1 dec", with a sign and why where the school is closed."""
    if board.week is None:
        return ()
    titles = []
    for number in range(_WEEK_DAYS):
        day = board.week + timedelta(days=number)
        reasons = board.place.calendar.on(day).reasons if board.place.calendar is not None else ()
        closed = f" × {reasons[0].name}" if reasons else ""
        titles.append(f"{weekday_short(number)} {day_words_short(day)}{closed}")
    return tuple(titles)


def week_hours(board: SchoolBoard, usual: tuple[DayHours, ...]) -> tuple[DayHours, ...]:
    """Return when the school is open in the week of a board: closed days are not, and some days have other hours.

    Args:
        board: of one week.
        usual: the hours of an ordinary week, with hours of no length that keep the height of the grid.
    """
    calendar = board.place.calendar
    if board.week is None or calendar is None:
        return usual
    days = {number: calendar.on(board.week + timedelta(days=number)) for number in range(_WEEK_DAYS)}
    found = []
    for hours in usual:
        day = days[hours.day]
        if hours.start == hours.end or (day.is_open and day.hours is None):
            found.append(hours)
        else:
            found.append(DayHours(hours.day, hours.start, hours.start))
    found += [DayHours(number, *day.hours) for number, day in days.items() if day.hours is not None]
    return tuple(found)


def dated_words(board: SchoolBoard, one: DatedVisit) -> list[tuple[str, str]]:
    """Return in labelled lines what differs on the day of a visit; none when it is as usual."""
    names = {person.id: _name(person) for person in board.professionals}
    lines = []
    if not one.one.takes_place:
        lines.append(("× Gaat niet door", why_not_words(one.one)))
    told = difference_words(board_visit(one.usual), one.one, lambda key: names.get(key, "iemand anders"))
    if told:
        lines.append(("~ Deze dag", told))
    if one.note:
        lines.append(("Notitie deze dag", one.note))
    return lines


def _name(person: Professional) -> str:
    return person.name or "onbekend"


def week_section(board: SchoolBoard) -> Section:
    """Return what is not as usual in the week of a board, by day and time."""
    names = {person.id: _name(person) for person in board.professionals}
    lines = []
    for one in board.days.values():
        told = [text if one.one.takes_place else f"gaat niet door, {text}" for _, text in dated_words(board, one)]
        if told:
            when = f"{weekday_short(one.one.day.weekday())} {time_of_day(one.visit.start_minute)}"
            lines.append((when, f"{names.get(one.usual.professional_id, 'onbekend')}: {'; '.join(told)}"))
    return Section("Deze week anders", lines, () if lines else ("Niets: alles gaat volgens het vaste rooster.",))
