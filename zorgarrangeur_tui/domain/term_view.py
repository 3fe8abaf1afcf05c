"""A school year of visits, week by week: how many there are on each day, and in which weeks something differs. Pure.

The usual week is what the visits that are in force give by their rhythm. What differs from it is told once: a visit that
falls away, is moved or is made by somebody else, one that is there for the first time or not any more, and days without school.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from zorgarrangeur_tui.domain.board_values import BoardVisit
from zorgarrangeur_tui.domain.clock import time_of_day, weekday_short
from zorgarrangeur_tui.domain.fortnights import Fortnights
from zorgarrangeur_tui.domain.rhythms import EVEN_WEEK
from zorgarrangeur_tui.domain.school_years import monday_of, mondays_between
from zorgarrangeur_tui.domain.visit_day_words import (
    UNMANNED,
    NameOf,
    as_on_day,
    day_words,
    difference_words,
    why_not_words,
)
from zorgarrangeur_tui.domain.visit_occurrences import Occurrence

_ONE_WEEK = timedelta(weeks=1)


class DifferenceKind(StrEnum):
    """What makes a week another one than usual."""

    CANCELLED = "cancelled"
    CHANGED = "changed"
    NEW = "new"
    ENDED = "ended"
    ONCE = "once"
    UNMANNED = "unmanned"


@dataclass(frozen=True, slots=True)
class TermVisit:
    """A visit that comes back, in a school year.

    Attributes:
        visit: as it comes back; its `school_id` is the place where it is, be it a school or a care location.
        found: the days on which it is due.
        is_new: whether it would have been due earlier in the year if it had begun then.
        missed_on: the first day in the year on which it would have been due if it had not ended; None when it goes on.
        unmanned: days on which it is due while who comes is away.
    """

    visit: BoardVisit
    found: tuple[Occurrence, ...]
    is_new: bool = False
    missed_on: date | None = None
    unmanned: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A visit that takes place on a day, as it is then."""

    day: date
    visit: BoardVisit
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs on a day.

    Attributes:
        day: the day that it is about.
        kind: what it is.
        words: in Dutch, with the day in front.
        visit_id: of the visit.
        professional_id: who makes it by its rhythm.
        minute: at which minute of the day it begins by its rhythm.
    """

    day: date
    kind: DifferenceKind
    words: str
    visit_id: str
    professional_id: str
    minute: int


@dataclass(frozen=True, slots=True)
class TermWeek:
    """A week, or some weeks after each other without school.

    Attributes:
        monday: its first day.
        last_monday: of the last of them.
        even: whether it counts as even.
        entries: the visits that take place, by day and time.
        differences: what differs, by day.
        special: in Dutch what is special about the days of the school: "Herfstvakantie", "wo Studiedag"; "" for nothing.
        open_days: weekdays on which there is school.
    """

    monday: date
    last_monday: date
    even: bool
    entries: tuple[TermEntry, ...] = ()
    differences: tuple[Difference, ...] = ()
    special: str = ""
    open_days: frozenset[int] = frozenset()

    @property
    def number(self) -> str:
        """The number of the week, or of the first and last of them, as calendars print it."""
        first, last = self.monday.isocalendar().week, self.last_monday.isocalendar().week
        return str(first) if first == last else f"{first}-{last}"

    @property
    def sort(self) -> str:
        """Even or odd, in Dutch; "" for more weeks."""
        if self.monday != self.last_monday:
            return ""
        return "even" if self.even else "oneven"

    @property
    def differs(self) -> bool:
        """Whether it is another week than usual."""
        return bool(self.differences or self.special)

    @property
    def is_closed(self) -> bool:
        """Whether there is no school on any day, and no visit."""
        return not self.open_days and not self.entries

    @property
    def minutes(self) -> int:
        """Minutes of all visits."""
        return sum(one.visit.duration_minutes for one in self.entries)

    @property
    def words(self) -> str:
        """In Dutch, all that differs."""
        return "; ".join([*filter(None, (self.special,)), *(one.words for one in self.differences)])

    def on_weekday(self, number: int) -> tuple[TermEntry, ...]:
        """Return the visits of one day; 0 is Monday."""
        return tuple(one for one in self.entries if one.day.weekday() == number)

    def differs_on(self, number: int) -> bool:
        """Tell whether something differs on a weekday, beside that there is no school."""
        return any(one.day.weekday() == number for one in self.differences)


@dataclass(frozen=True, slots=True)
class TermDays:
    """What is known of the days of a term.

    Attributes:
        first, last: of the term, both included.
        fortnights: how even and odd weeks are counted.
        open_days: gives of a Monday on which weekdays of that week there is school.
        special: gives of a Monday what is special about the week, in Dutch.
    """

    first: date
    last: date
    fortnights: Fortnights
    open_days: Callable[[date], frozenset[int]]
    special: Callable[[date], str]


def term_weeks(
    visits: Iterable[TermVisit], days: TermDays, name_of: NameOf, called: Callable[[BoardVisit], str]
) -> tuple[TermWeek, ...]:
    """Return the weeks of a term, from early to late; weeks without school after each other are one line.

    Args:
        visits: all that are due on some day of the term.
        days: what is known of the term.
        name_of: gives the name of a professional.
        called: gives what a visit is called in words: who comes, or to which school.
    """
    entries: dict[date, list[TermEntry]] = defaultdict(list)
    differences: dict[date, list[Difference]] = defaultdict(list)
    for visit in visits:
        for one in visit.found:
            if one.takes_place:
                differs = one.day in visit.unmanned or bool(difference_words(visit.visit, one, name_of))
                entries[monday_of(one.day)].append(TermEntry(one.day, as_on_day(visit.visit, one), differs))
        for found in _differences(visit, name_of, called):
            differences[monday_of(found.day)].append(found)
    weeks = (
        TermWeek(
            monday,
            monday,
            days.fortnights.week_of(monday) == EVEN_WEEK,
            tuple(sorted(entries[monday], key=lambda one: (one.day, one.visit.start_minute, one.visit.id))),
            tuple(sorted(differences[monday], key=lambda one: (one.day, one.minute, one.words))),
            days.special(monday),
            days.open_days(monday),
        )
        for monday in mondays_between(days.first, days.last)
    )
    return tuple(_joined(weeks))


def _differences(visit: TermVisit, name_of: NameOf, called: Callable[[BoardVisit], str]) -> Iterator[Difference]:
    """Yield what differs from usual about one visit; that the school is closed is told of the week."""
    usual = visit.visit
    first = next((one for one in visit.found if not one.reasons), None) if visit.is_new else None
    once = first is not None and len(visit.found) == 1 and visit.missed_on is not None
    if first is not None:
        kind, words = (DifferenceKind.ONCE, "eenmalig") if once else (DifferenceKind.NEW, "nieuw")
        now = as_on_day(usual, first)
        yield _told(usual, first.day, kind, f"{words}: {_when(first.day, now)} {called(now)}")
    for one in visit.found:
        if one.change is not None and not one.reasons:
            yield from _of_day(usual, one, name_of, called)
        if one.day in visit.unmanned:
            now = as_on_day(usual, one)
            words = f"{_when(one.day, now)} {name_of(now.professional_id)}: {UNMANNED}"
            yield _told(usual, one.day, DifferenceKind.UNMANNED, words)
    if visit.missed_on is not None and not once:
        words = f"gestopt: {_when(visit.missed_on, usual)} {called(usual)}"
        yield _told(usual, visit.missed_on, DifferenceKind.ENDED, words)


def _of_day(
    usual: BoardVisit, one: Occurrence, name_of: NameOf, called: Callable[[BoardVisit], str]
) -> Iterator[Difference]:
    """Yield what was decided about a visit on one day; of one that was moved also on the day where it is not now."""
    if one.cancelled:
        words = f"{weekday_short(one.day.weekday())}: {called(usual)} vervalt ({_lowered(why_not_words(one))})"
        yield _told(usual, one.day, DifferenceKind.CANCELLED, words)
    elif differs := difference_words(usual, one, name_of):
        now = as_on_day(usual, one)
        name = called(now)
        told = differs if differs.startswith(f"{name} ") else f"{name}: {differs}"
        yield _told(usual, one.day, DifferenceKind.CHANGED, f"{_when(one.day, now)} {told}")
        if one.day != one.due_day:
            words = f"{_when(one.due_day, usual)} {called(usual)}: is nu op {day_words(one.day)}"
            yield _told(usual, one.due_day, DifferenceKind.CHANGED, words)


def _told(usual: BoardVisit, day: date, kind: DifferenceKind, words: str) -> Difference:
    return Difference(day, kind, words, usual.id, usual.professional_id, usual.start_minute)


def _joined(weeks: Iterable[TermWeek]) -> Iterator[TermWeek]:
    """Yield weeks; those without school, and nothing else to tell, become one with the ones before them."""
    held: TermWeek | None = None
    for week in weeks:
        plain = week.is_closed and not week.differences
        if held is not None and plain and held.special == week.special:
            held = replace(held, last_monday=week.monday)
            continue
        if held is not None:
            yield held
        held = week if plain else None
        if not plain:
            yield week
    if held is not None:
        yield held


def _when(day: date, visit: BoardVisit) -> str:
    return f"{weekday_short(day.weekday())} {time_of_day(visit.start_minute)}"


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
