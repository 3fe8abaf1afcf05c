"""How times, days, dates, weeks and codes are written in options. A wrong one is answered with how it should be."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import click

from zorgarrangeur_tui.domain.availability import parse_availability
from zorgarrangeur_tui.domain.clock import WEEKDAYS, parse_iso_week

_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")
_DUTCH_DATE = re.compile(r"([0-9]{1,2})([-/])([0-9]{1,2})\2([0-9]{4})")
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def minute_of_day(text: str) -> int:
    """Return the minute of the day of a time such as "9:15" or "9.15".

    Raises:
        ValueError: with a Dutch sentence.
    """
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise ValueError("schrijf een tijd als 9:15.")
    return int(match[1]) * 60 + int(match[2])


def weekday_number(text: str) -> int:
    """Return 0 for "ma", "maandag" or "monday", and so on.

    Raises:
        ValueError: with a Dutch sentence.
    """
    typed = text.strip().casefold()
    for names in (WEEKDAYS, _ENGLISH_DAYS, [name[:2] for name in WEEKDAYS], [name[:3] for name in _ENGLISH_DAYS]):
        if typed in names:
            return list(names).index(typed)
    raise ValueError("schrijf een dag als ma, maandag of monday.")


def day_of_year(text: str) -> date:
    """Return the date of "2026-09-01", "1-9-2026" or "1/9/2026".

    Raises:
        ValueError: with a Dutch sentence.
    """
    match = _DUTCH_DATE.fullmatch(text.strip())
    try:
        if match is not None:
            return date(int(match[4]), int(match[3]), int(match[1]))
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("schrijf een datum als 2026-09-01 of 1-9-2026.") from None


class Time(click.ParamType[int]):
    """A time of the day, as its minute."""

    name = "H:MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the minute of the day."""
        try:
            return value if isinstance(value, int) else minute_of_day(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Weekday(click.ParamType[int]):
    """A day of the week, as its number from Monday, 0."""

    name = "DAY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number of the day."""
        try:
            return value if isinstance(value, int) else weekday_number(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Day(click.ParamType[date]):
    """A date."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date."""
        try:
            return value if isinstance(value, date) else day_of_year(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Week(click.ParamType[date]):
    """An ISO week, as its Monday."""

    name = "2026-W48"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the Monday of the week."""
        try:
            return value if isinstance(value, date) else parse_iso_week(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Availability(click.ParamType[list[list[int]]]):
    """When somebody can work, as windows of weekday, first minute and end."""

    name = '"ma 8:30-12:00, di 9-15"'

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> list[list[int]]:
        """Return the windows."""
        try:
            return parse_availability(value) if isinstance(value, str) else value
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Whole(click.ParamType[int]):
    """A whole number between two bounds."""

    name = "NUMBER"

    def __init__(self, lowest: int, highest: int) -> None:
        self.lowest, self.highest = lowest, highest

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number."""
        text = str(value).strip()
        if not text.isascii() or not text.isdigit() or len(text) > 9 or not self.lowest <= int(text) <= self.highest:
            self.fail(f"geef een heel getal van {self.lowest} tot en met {self.highest}.", param, ctx)
        return int(text)


class Code(click.Choice[str]):
    """One of a few codes, in small letters or capitals, with _ or -."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(codes, case_sensitive=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code."""
        return super().convert(str(value).replace("-", "_"), param, ctx)

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:  # noqa: ARG002 - click's own
        """Say which codes there are."""
        return f"kies een van {', '.join(self.choices)}."


class RecordType(click.ParamType[str]):
    """A type of record as people type it, as its name in the store."""

    name = "TYPE"

    def __init__(self, types: Mapping[str, str]) -> None:
        self.types = types

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name in the store; that name is taken too."""
        typed = str(value).casefold()
        if typed in self.types.values():
            return typed
        if typed not in self.types:
            self.fail(f"kies een van {', '.join(self.types)}.", param, ctx)
        return self.types[typed]


TIME, WEEKDAY, DAY, WEEK, AVAILABILITY = Time(), Weekday(), Day(), Week(), Availability()
MINUTES_A_WEEK = Whole(0, 7 * 24 * 60)
