"""Rows that hold in a period: which one holds on a day, and where the periods of one thing leave a gap or overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from zorgarrangeur_tui.domain.clock import dutch_date_short

ONE_DAY = timedelta(days=1)


class Dated(Protocol):
    """A row with a first and a last day; None is open."""

    @property
    def starts_on(self) -> date | None:
        """The first day."""

    @property
    def ends_on(self) -> date | None:
        """The last day."""


DatedRow = TypeVar("DatedRow", bound=Dated)


@dataclass(frozen=True, slots=True)
class Span:
    """A period by itself."""

    starts_on: date | None
    ends_on: date | None


def first_day(row: Dated) -> date:
    """Return the first day of a row; the earliest day that there is when it always held."""
    return row.starts_on or date.min


def last_day(row: Dated) -> date:
    """Return the last day of a row; the latest day that there is when it goes on."""
    return row.ends_on or date.max


def holds_on(row: Dated, day: date) -> bool:
    """Tell whether a row holds on a day; the first and the last day count."""
    return first_day(row) <= day <= last_day(row)


def row_on(rows: Iterable[DatedRow], day: date) -> DatedRow | None:
    """Return the row of one thing that holds on a day; of two that overlap, the one that began last."""
    return max((row for row in rows if holds_on(row, day)), key=first_day, default=None)


def span_faults(rows: Iterable[Dated]) -> list[str]:
    """Return in Dutch, from early to late, where the rows of one thing leave a gap, overlap or end before they begin."""
    faults = []
    standing: Dated | None = None
    for row in sorted(rows, key=lambda one: (first_day(one), last_day(one))):
        if last_day(row) < first_day(row):
            faults.append(f"Een rij die begint op {_day(row.starts_on)} eindigt daarvoor, op {_day(row.ends_on)}.")
            continue
        if standing is not None:
            if first_day(row) <= last_day(standing):
                end = min(last_day(row), last_day(standing))
                faults.append(f"{_from_to(first_day(row), end)} gelden twee rijen tegelijk.")
            elif first_day(row) - last_day(standing) > ONE_DAY:
                faults.append(
                    f"{_from_to(last_day(standing) + ONE_DAY, first_day(row) - ONE_DAY)} geldt geen enkele rij."
                )
        if standing is None or last_day(row) > last_day(standing):
            standing = row
    return faults


def period_words(row: Dated, day: date) -> str:
    """Return how a row stands on a day: "gold t/m 31-12-2026", "vanaf 1-1-2027", "t/m 31-12-2027", or "" when it just holds."""
    if row.ends_on is not None and row.ends_on < day:
        return f"gold t/m {_day(row.ends_on)}"
    if row.starts_on is not None and row.starts_on > day:
        return f"vanaf {_day(row.starts_on)}"
    return f"t/m {_day(row.ends_on)}" if row.ends_on is not None else ""


def _from_to(first: date, last: date) -> str:
    if first == date.min and last == date.max:
        return "Altijd"
    if first == date.min:
        return f"Tot en met {_day(last)}"
    return f"Vanaf {_day(first)}" if last == date.max else f"Van {_day(first)} tot en met {_day(last)}"


def _day(day: date | None) -> str:
    assert day is not None, "an open end is never written out"
    return dutch_date_short(day)
