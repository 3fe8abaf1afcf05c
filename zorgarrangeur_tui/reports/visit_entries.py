"""From the days of published plans to the entries of a calendar: one that comes back, with the times that it is otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from zorgarrangeur_tui.domain.published_days import PlannedDay, PlannedDays
from zorgarrangeur_tui.domain.published_plan import PublishedVisit
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.reports.visit_calendar import CalendarVisit, OtherDay


@dataclass(frozen=True, slots=True)
class EntryWords:
    """What the entries of one place are called.

    Attributes:
        summary: of an entry, from the id of who comes.
        place: where it is.
        note: for whoever reads it.
        sequence, changed_on: number and day of the published plan; 0 and None when there is none.
    """

    summary: Callable[[str], str]
    place: str = ""
    note: str = ""
    sequence: int = 0
    changed_on: date | None = None


def entries(steps: Sequence[PlannedDays], words: EntryWords, professional_id: str = "") -> list[CalendarVisit]:
    """Return the entries of one place, with those of earlier plans that are no more as cancelled.

    A visit is one entry, called after what it is usually. Who comes only instead of another gets the single day.

    Args:
        steps: what was known after each plan; the last is what holds.
        words: for the entries.
        professional_id: whose calendar it is; "" for that of the place.
    """
    now = list(_entries(steps[-1], words, professional_id)) if steps else []
    known = {(one.id, one.single) for one in now}
    gone: dict[tuple[str, date | None], CalendarVisit] = {}
    for earlier in steps[:-1]:
        for one in _entries(earlier, words, professional_id):
            if (one.id, one.single) not in known:
                gone[one.id, one.single] = replace(one, others=(), cancelled=True)
    return [*now, *gone.values()]


def _entries(days: PlannedDays, words: EntryWords, professional_id: str) -> Iterator[CalendarVisit]:
    of_visit: dict[str, list[PlannedDay]] = defaultdict(list)
    for day in days.values():
        if professional_id in {"", day.professional_id}:
            of_visit[day.visit.id].append(day)
    for found in sorted(of_visit.values(), key=lambda held: _order(held[0].visit)):
        yield from _of_visit(sorted(found, key=lambda day: day.due), words, professional_id)


def _of_visit(days: list[PlannedDay], words: EntryWords, professional_id: str) -> Iterator[CalendarVisit]:
    """Yield the entry of a visit, and one for each day that fits in no rule."""
    fits = [day.visit for day in days if professional_id in {"", day.visit.professional_id}]
    usual = fits[-1] if fits else None
    others: dict[date, OtherDay | None] = {}
    single = []
    for day in sorted(days, key=lambda one: (not _is_usual(one, usual), one.due)):
        stands = monday_of(day.due) + timedelta(days=usual.weekday) if usual else None
        if stands is None or stands in others:
            single.append(day)
        else:
            others[stands] = None if _is_usual(day, usual) else _other(day, stands, words)
    if usual is not None:
        yield CalendarVisit(
            usual.id,
            words.summary(usual.professional_id),
            words.place,
            usual.start_minute,
            usual.duration_minutes,
            tuple(sorted(others)),
            words.note,
            tuple(other for _, other in sorted(others.items()) if other is not None),
            sequence=words.sequence,
            changed_on=words.changed_on,
        )
    yield from (_single(day, words) for day in single)


def _is_usual(day: PlannedDay, usual: PublishedVisit | None) -> bool:
    return usual is not None and (
        (day.day, day.day.weekday(), day.start_minute, day.duration_minutes, day.professional_id)
        == (day.due, usual.weekday, usual.start_minute, usual.duration_minutes, usual.professional_id)
    )


def _other(day: PlannedDay, instead_of: date, words: EntryWords) -> OtherDay:
    return OtherDay(instead_of, day.day, day.start_minute, day.duration_minutes, words.summary(day.professional_id))


def _single(day: PlannedDay, words: EntryWords) -> CalendarVisit:
    return CalendarVisit(
        day.visit.id,
        words.summary(day.professional_id),
        words.place,
        day.start_minute,
        day.duration_minutes,
        (day.day,),
        words.note,
        single=day.due,
        sequence=words.sequence,
        changed_on=words.changed_on,
    )


def _order(visit: PublishedVisit) -> tuple[int, int, str]:
    return visit.weekday, visit.start_minute, visit.id
