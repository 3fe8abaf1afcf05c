"""The calendar of a school in words: its top line, its weeks, and one week in full. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from rich.cells import cell_len

from storage.models.codes import ChosenHoliday, HolidayRegion
from widgets.detail_view import Section
from widgets.plain_text import fitted
from widgets.record_source import Row
from widgets.record_table import Column
from zorgarrangeur_tui.desk.school_year_view import CalendarWeek, CalendarYear
from zorgarrangeur_tui.domain.availability import availability_text
from zorgarrangeur_tui.domain.bell_times import bell_times_text
from zorgarrangeur_tui.domain.clock import day_and_month, dutch_date
from zorgarrangeur_tui.domain.record_values import own_day_value
from zorgarrangeur_tui.domain.school_week_words import day_words
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.keys.act_text import ActText

_SETTINGS = ActText("", "Instellingen ({screens.school_calendar_acts.CalendarSettings})")

COLUMNS = (
    Column("Week", 4, right=True),
    Column("Vanaf", 6, right=True, priority=1),
    Column("Telt als", 8, priority=1),
    Column("School", 8, priority=1),
    Column("Bijzonder", 20, weight=3),
)
_SCHOOL_DAYS = 5
_OTHER_YEAR = " · [ ] ander jaar"


def heading(shown: CalendarYear, today: date, width: int) -> str:
    """Return the top line: the name of the school gives way to the year and the week of today."""
    state = f"schooljaar {shown.year.name} · nu {shown.place.fortnights.words(today)}"
    if cell_len(shown.school.name) + cell_len(state) + cell_len(_OTHER_YEAR) + 4 <= width:
        state += _OTHER_YEAR
    room = width - cell_len(state) - 4
    name = fitted(shown.school.name, min(room, cell_len(shown.school.name)))
    return fitted(f" {name} · {state}" if name else f" {state}", width)


def week_row(week: CalendarWeek, today: date) -> Row:
    """Return a week as a line; the week of today is strong, one that is over or without school is muted."""
    last = week.monday + timedelta(days=6)
    marks = ("strong",) if week.monday <= today <= last else ()
    if last < today or not any(day.is_open for day in week.days):
        marks = (*marks, "muted")
    cells = (str(week.number), day_and_month(week.monday), week.sort, week.open_words, week.special)
    return Row(week.monday.isoformat(), cells, marks)


def week_sections(shown: CalendarYear, week: CalendarWeek, ahead: date) -> list[Section]:
    """Return a week day by day, the own days in it, the weeks after it, and what the school says about its calendar.

    Args:
        shown: the school year.
        week: the week under the cursor.
        ahead: the day from which the coming weeks are told.
    """
    days = [day for day in week.days if day.is_open or day.day.weekday() < _SCHOOL_DAYS]
    title = f"Week {week.number}, {week.sort}: vanaf {dutch_date(week.monday)}"
    coming = shown.place.fortnights.coming(ahead)
    sections = [
        Section(title, [day_words(day) for day in days]),
        Section("Komende zes weken", (), (f"{coming}.", f"Deze school telt {shown.counting}.")),
    ]
    if week.own_days:
        values = [value for value in map(own_day_value, week.own_days) if value is not None]
        sections.insert(1, Section("Eigen dagen", (), tuple(value.words for value in values)))
    warnings = shown.warnings()
    if warnings:
        sections.append(Section("! Let op", (), warnings))
    sections.append(_settings(shown))
    return sections


def _settings(shown: CalendarYear) -> Section:
    school = shown.school
    opened = ", ".join(word(code, ChosenHoliday) for code in school.open_holidays)
    lines = [
        ("Vakantieregio", word(school.holiday_region, HolidayRegion)),
        ("Schooltijden", bell_times_text(school.bell_times) or "niet bekend"),
        ("Pauzes", availability_text(school.breaks)),
        ("Rustige tijden", availability_text(school.quiet_windows)),
        ("Open op", opened or "geen enkele feestdag"),
    ]
    if school.fortnight_anchor is not None:
        lines.append(("Even vanaf", f"de week van {dutch_date(school.fortnight_anchor)}"))
    return Section(_SETTINGS, [line for line in lines if line[1]])
