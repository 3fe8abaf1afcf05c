"""The rows in which a published plan keeps who comes when. Nothing of a pupil is in them.

A row that this version does not understand, as from a newer one, is left out when it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from storage.models import VisitException, VisitPattern

Cell = str | int
Row = list[Cell]


@dataclass(frozen=True, slots=True)
class PublishedVisit:
    """A recurring visit as it was made known."""

    id: str
    professional_id: str
    weekday: int
    start_minute: int
    duration_minutes: int
    rhythm: str
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class PublishedException:
    """What was made known about one day of a visit. What is None or "" is as usual."""

    visit_id: str
    day: date
    kind: str
    moved_to: date | None = None
    start_minute: int | None = None
    duration_minutes: int | None = None
    professional_id: str = ""


def published_visit(record: VisitPattern) -> PublishedVisit:
    """Return what is made known of a recurring visit."""
    return PublishedVisit(
        record.id,
        record.professional_id,
        record.weekday,
        record.start_minute,
        record.duration_minutes,
        record.rhythm,
        record.starts_on,
        record.ends_on,
    )


def published_exception(record: VisitException) -> PublishedException | None:
    """Return what is made known about one day of a visit, but not why; None for an exception without a day."""
    if record.day is None:
        return None
    return PublishedException(
        record.visit_id,
        record.day,
        record.kind,
        record.moved_to,
        record.start_minute,
        record.duration_minutes,
        record.professional_id,
    )


def to_row(value: PublishedVisit | PublishedException) -> Row:
    """Return a row as a published plan keeps it: fields in their order, days as ISO text, "" for None."""
    return [_cell(held) for held in astuple(value)]


def visits_of(rows: Iterable[Sequence[Cell]]) -> tuple[PublishedVisit, ...]:
    """Return the visits that rows hold."""
    return tuple(found for row in rows if (found := _visit(row)) is not None)


def exceptions_of(rows: Iterable[Sequence[Cell]]) -> tuple[PublishedException, ...]:
    """Return the exceptions that rows hold."""
    return tuple(found for row in rows if (found := _exception(row)) is not None)


def _cell(held: Any) -> Cell:
    if isinstance(held, date):
        return held.isoformat()
    return "" if held is None else held


def _visit(row: Sequence[Cell]) -> PublishedVisit | None:
    match list(row):
        case [str(key), str(person), int(weekday), int(start), int(length), str(rhythm), begins, ends, *_]:
            return PublishedVisit(key, person, weekday, start, length, rhythm, _day(begins), _day(ends))
        case _:
            return None


def _exception(row: Sequence[Cell]) -> PublishedException | None:
    match list(row):
        case [str(key), day, str(kind), moved_to, start, length, str(person), *_]:
            held = _day(day)
            if held is None:
                return None
            return PublishedException(key, held, kind, _day(moved_to), _number(start), _number(length), person)
        case _:
            return None


def _day(cell: Cell) -> date | None:
    try:
        return date.fromisoformat(cell) if isinstance(cell, str) else None
    except ValueError:
        return None


def _number(cell: Cell) -> int | None:
    return cell if isinstance(cell, int) else None
