"""A school year of visits in words: its top line, a line per week, and one week in full. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rich.cells import cell_len

from widgets.detail_view import Section
from widgets.plain_text import fitted
from widgets.record_source import Row
from widgets.record_table import Column
from zorgarrangeur_tui.desk.term_views import TermKind, TermPage
from zorgarrangeur_tui.domain.clock import day_and_month, duration, dutch_date, time_of_day, weekday, weekday_short
from zorgarrangeur_tui.domain.plan_views import DIFFERS
from zorgarrangeur_tui.domain.term_view import TermEntry, TermWeek
from zorgarrangeur_tui.screens.planning_blocks import board_lanes

_NUMBER = Column("Week", 5, right=True)
_FROM = Column("Vanaf", 6, right=True, priority=99)
_SORT = Column("Soort", 6, priority=98)
_WORDS = Column("Wat anders is", 12, weight=3)
_CELL = 6
_FIRST_TO_LEAVE = 1
_ENTRIES = 8
"""Visits of a day that are told at most."""


@dataclass(frozen=True, slots=True)
class TermLook:
    """How a term is drawn.

    Attributes:
        by_person: a column per professional (or per school in the year of a professional), instead of per day.
        as_minutes: hours and minutes in the cells, instead of how many visits.
        only_different: only the weeks that differ from usual.
    """

    by_person: bool = False
    as_minutes: bool = False
    only_different: bool = False


def heading(page: TermPage, look: TermLook, width: int) -> str:
    """Return the top line, exactly `width` cells: the name gives way to what is shown."""
    what = "tijd" if look.as_minutes else "aantal"
    count = sum(week.differs and not week.is_closed for week in page.weeks)
    different = "1 week anders" if count == 1 else f"{count} weken anders"
    shown = "alleen wat anders is" if look.only_different else different
    state = f" · {page.year.name} · {what} per {_column_word(page, look)} · {shown}"
    name = f" {page.title}"
    return fitted(fitted(name, min(cell_len(name), max(0, width - cell_len(state)))) + state, width)


def columns(page: TermPage, look: TermLook) -> tuple[Column, ...]:
    """Return the columns of the table; where the line is too short, people leave it from the last on."""
    if look.by_person:
        middle = [
            Column(title, _CELL, right=True, priority=min(97, _FIRST_TO_LEAVE + place))
            for place, (_, title) in enumerate(_who(page))
        ]
    else:
        middle = [Column(weekday_short(number), _CELL, right=True) for number in page.weekdays]
    return (_NUMBER, _FROM, _SORT, *middle, _WORDS)


def week_rows(page: TermPage, look: TermLook, today: date) -> list[Row]:
    """Return a line per week; that of today is strong, one that is over or without school is muted."""
    weeks = [week for week in page.weeks if week.differs or not look.only_different]
    keys = [key for key, _ in _who(page)] if look.by_person else []
    return [_row(page, week, look, keys, today) for week in weeks]


def week_sections(page: TermPage, week: TermWeek) -> list[Section]:
    """Return a week in full: what differs, who comes on each day, and what is not known about the year."""
    sort = f", {week.sort}" if week.sort else ""
    title = f"Week {week.number}{sort}: vanaf {dutch_date(week.monday)}"
    told = [*filter(None, (week.special,)), *(one.words for one in week.differences)]
    days = [(weekday(number), _day_words(page, week, number)) for number in page.weekdays]
    total = f"{_visits(len(week.entries))}, {duration(week.minutes)}"
    sections = [
        Section(title, [(DIFFERS, one) for one in told], () if told else ("Deze week is zoals altijd.",)),
        Section(f"Wie er komt: {total}", [] if week.is_closed else days),
    ]
    if page.warnings:
        sections.append(Section("! Let op", (), page.warnings))
    return sections


def _row(page: TermPage, week: TermWeek, look: TermLook, keys: Sequence[str], today: date) -> Row:
    if look.by_person:
        changed = {one.professional_id for one in week.differences}
        changed |= {_key(page, one) for one in week.entries if one.differs}
        cells = [
            _cell([one for one in week.entries if _key(page, one) == key], look, differs=key in changed) for key in keys
        ]
    else:
        cells = [_day_cell(week, number, look) for number in page.weekdays]
    last = week.last_monday + timedelta(days=6)
    marks = ("strong",) if week.monday <= today <= last else ()
    if last < today or week.is_closed:
        marks = (*marks, "muted")
    monday = day_and_month(week.monday)
    return Row(week.monday.isoformat(), (week.number, monday, week.sort, *cells, week.words), marks)


def _day_cell(week: TermWeek, number: int, look: TermLook) -> str:
    entries = week.on_weekday(number)
    if not entries and number not in week.open_days and week.open_days:
        return f"dicht{DIFFERS}" if week.differs_on(number) else "dicht"
    return _cell(entries, look, differs=week.differs_on(number))


def _cell(entries: Sequence[TermEntry], look: TermLook, *, differs: bool) -> str:
    total = sum(one.visit.duration_minutes for one in entries)
    shown = (time_of_day(total) if look.as_minutes else str(len(entries))) if entries else "-"
    return f"{shown}{DIFFERS}" if differs else f"{shown} "


def _key(page: TermPage, entry: TermEntry) -> str:
    return entry.visit.school_id if page.ask.kind is TermKind.PROFESSIONAL else entry.visit.professional_id


def _who(page: TermPage) -> list[tuple[str, str]]:
    """Return the columns that are no days, with short titles: professionals, or schools in the year of a professional."""
    if page.ask.kind is TermKind.PROFESSIONAL:
        return sorted(page.places.items(), key=lambda pair: (pair[1].casefold(), pair[0]))
    return [(lane.key, lane.short) for lane in board_lanes(page.people)]


def _column_word(page: TermPage, look: TermLook) -> str:
    if not look.by_person:
        return "dag"
    return "school" if page.ask.kind is TermKind.PROFESSIONAL else "professional"


def _day_words(page: TermPage, week: TermWeek, number: int) -> str:
    entries = week.on_weekday(number)
    if not entries:
        return "niemand" if number in week.open_days else "geen school"
    told = [f"{time_of_day(one.visit.start_minute)} {page.called(one.visit)}" for one in entries[:_ENTRIES]]
    more = len(entries) - _ENTRIES
    return ", ".join([*told, f"en nog {more}"] if more > 0 else told)


def _visits(count: int) -> str:
    return "1 bezoek" if count == 1 else f"{count} bezoeken"
