"""The calendar of a school: its school year week by week, or one week day by day."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import WEEK
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table, warn

if TYPE_CHECKING:
    from zorgarrangeur_tui.desk.school_year_view import CalendarWeek, CalendarYear

_YEAR = re.compile(r"(20[0-9]{2})(?:-(20[0-9]{2}))?")


class SchoolYearOption(click.ParamType[int]):
    """A school year, as the calendar year in which it begins."""

    name = "2026-2027"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the year in which it begins."""
        match = _YEAR.fullmatch(str(value).strip())
        if match is None or (match[2] and int(match[2]) != int(match[1]) + 1):
            self.fail("schrijf een schooljaar als 2026-2027.", param, ctx)
        return int(match[1])


@click.command("calendar")
@click.option("--school", required=True, metavar="CODE", help="The school (site code, name or id).")
@click.option("--week", type=WEEK, help="Only this ISO week, day by day.")
@click.option("--year", "begins_in", type=SchoolYearOption(), help="Another school year than that of today.")
@json_option
@with_door
def list_calendar(door: StoreDoor, school: str, week: date | None, begins_in: int | None, as_json: bool) -> None:
    """The weeks of a school year: even or odd as the school counts them, when it is open, and what is special.

    What is not known, and where two weeks of the same sort follow each other, is told on standard error.
    """
    if week is not None and begins_in is not None:
        raise click.UsageError("Noem een week met --week of een schooljaar met --year, niet allebei.")
    from storage.clock import local_date
    from zorgarrangeur_tui.desk.school_year_view import calendar_week, calendar_year
    from zorgarrangeur_tui.domain.school_years import SchoolYear, school_year_of
    from zorgarrangeur_tui.verbs.finding import find_school

    with door.open() as store:
        at = find_school(store, school)
        if week is not None:
            year, one = calendar_week(store, at.id, week)
        else:
            asked = SchoolYear(begins_in) if begins_in else school_year_of(local_date(store.clock))
            year, one = calendar_year(store, at.id, asked), None
        warnings = year.warnings()
    if as_json:
        say_json(_week_values(one) if one else _year_values(year, warnings))
        return
    if one is not None:
        _say_week(year, one)
    else:
        _say_year(year)
    if warnings:
        warn("Let op:", *warnings)


def _say_year(year: CalendarYear) -> None:
    from zorgarrangeur_tui.domain.clock import dutch_date_short

    say(f"{year.school.name}, schooljaar {year.year.name}: {year.counting}.")
    say_table(
        ("Week", "Vanaf", "Telt als", "School", "Bijzonder"),
        [
            (str(week.number), dutch_date_short(week.monday), week.sort, week.open_words, week.special)
            for week in year.weeks
        ],
    )


def _say_week(year: CalendarYear, week: CalendarWeek) -> None:
    from zorgarrangeur_tui.domain.school_week_words import day_words

    say(f"{year.school.name}, week {week.number}, {week.sort} ({year.counting}).")
    say_table(("Dag", "School"), [day_words(day) for day in week.days])


def _year_values(year: CalendarYear, warnings: tuple[str, ...]) -> dict[str, Any]:
    return {
        "school": {"id": year.school.id, "site_code": year.school.site_code, "name": year.school.name},
        "school_year": year.year.name,
        "fortnight_anchor": year.school.fortnight_anchor,
        "fortnight_skips_holidays": year.school.fortnight_skips_holidays,
        "weeks": [_week_values(week) for week in year.weeks],
        "warnings": list(warnings),
    }


def _week_values(week: CalendarWeek) -> dict[str, Any]:
    from zorgarrangeur_tui.domain.clock import iso_week

    return {
        "week": iso_week(week.monday),
        "monday": week.monday,
        "counts_as": "even" if week.even else "odd",
        "special": week.special,
        "own_days": [one.id for one in week.own_days],
        "days": [
            {
                "date": day.day,
                "open": day.is_open,
                "start_minute": day.hours[0] if day.hours else None,
                "end_minute": day.hours[1] if day.hours else None,
                "reasons": [{"kind": reason.kind.value, "words": reason.words} for reason in day.reasons],
            }
            for day in week.days
        ],
    }
