"""One line of a list of holidays: its cells as plain values, or the reason why it cannot be used."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storage.models.codes import HolidayRegion
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.day_span_words import day_span
from zorgarrangeur_tui.domain.holiday_periods import HolidayPeriod, longest_break
from zorgarrangeur_tui.domain.public_holidays import public_holidays
from zorgarrangeur_tui.importers import school_codes
from zorgarrangeur_tui.importers.cell_text import why_refused
from zorgarrangeur_tui.importers.problems import quoted
from zorgarrangeur_tui.importers.reference_plan import LineRefused

_REGIONS = (HolidayRegion.NORTH, HolidayRegion.MIDDLE, HolidayRegion.SOUTH)
_TYPES = {"school": "school", "schoolvakantie": "school", "public": "public", "feestdag": "public"}
_COUNTRIES = frozenset({"", "NL", "NEDERLAND"})
_LONGEST_NAME = 60
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_SEVERAL = re.compile(r"\s*[,|/+&]\s*")
_DUTCH_NAME = re.compile(r"(?:^|,\s*)NL ([^,]+)")
_OTHER_LANGUAGE = re.compile(r"(?:^|,\s*)(?:DE|EN|FR) ")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DUTCH_DAY = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})")

Stated = Callable[[HolidayPeriod], HolidayPeriod | None]
"""Gives the dates that the app states itself for the same holiday."""


class HolidayKind(StrEnum):
    """A holiday of schools in a region, or a public holiday of the whole country."""

    SCHOOL = "school"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class HolidayLine:
    """What one line says: a holiday for every region that it names; a public holiday has none."""

    kind: HolidayKind
    periods: tuple[HolidayPeriod, ...]


def read_holiday_line(cells: Mapping[str, str], stated: Stated) -> HolidayLine:
    """Return what a line says.

    Args:
        cells: the cleaned cells by part.
        stated: what the app itself knows, to say in a refusal what a wrong date may have to be.

    Raises:
        LineRefused: with the Dutch reason.
    """
    if cells.get("country", "").upper() not in _COUNTRIES:
        raise LineRefused(f"Het land {quoted(cells['country'])} is niet Nederland.")
    name = _name(cells["name"])
    first = _day(cells["first_day"], "eerste dag")
    last = _day(cells["last_day"], "laatste dag") if cells.get("last_day") else None
    kind = _kind(cells, name, first)
    if kind is HolidayKind.PUBLIC:
        if last is not None and last != first:
            raise LineRefused(f"{quoted(name)} is een feestdag van meer dan één dag; dat is geen feestdag.")
        return HolidayLine(kind, (HolidayPeriod("", name, first, first),))
    if last is None:
        raise LineRefused(f"Bij {quoted(name)} vanaf {dutch_date(first)} ontbreekt de laatste dag.")
    periods = tuple(HolidayPeriod(region, name, first, last) for region in _regions(cells.get("regions", "")))
    for period in periods:
        _check_length(period, stated(period))
    return HolidayLine(kind, periods)


def _kind(cells: Mapping[str, str], name: str, first: date) -> HolidayKind:
    """Return the kind of a line: what its type says, and without a type by its region and its name."""
    text = cells.get("type", "")
    if not text:
        is_public = name.casefold() in {holiday.name.casefold() for holiday in public_holidays(first.year)}
        return HolidayKind.PUBLIC if is_public and not cells.get("regions") else HolidayKind.SCHOOL
    code = _TYPES.get(text.casefold())
    if code is None:
        raise LineRefused(f"De soort {quoted(text)} is geen schoolvakantie en geen feestdag.")
    return HolidayKind(code)


def _name(cell: str) -> str:
    """Return the Dutch name of a cell that may hold names in several languages."""
    dutch = _DUTCH_NAME.search(cell)
    if dutch is None and _OTHER_LANGUAGE.search(cell):
        raise LineRefused(f"Er staat geen Nederlandse naam bij: {quoted(cell)}.")
    name = (dutch[1] if dutch else cell).strip()
    if not name:
        raise LineRefused("De naam van de vakantie ontbreekt.")
    if len(name) > _LONGEST_NAME:
        raise LineRefused(f"De naam {quoted(name)} is te lang voor een vakantie.")
    reason = why_refused(name)
    if reason:
        raise LineRefused(f"Naam: {reason}")
    return name


def _day(text: str, words: str) -> date:
    if not text:
        raise LineRefused(f"De {words} ontbreekt.")
    iso, dutch = _ISO_DAY.fullmatch(text), _DUTCH_DAY.fullmatch(text)
    parts = iso.groups() if iso else dutch.groups()[::-1] if dutch else None
    try:
        day = date(*map(int, parts)) if parts else None
    except ValueError:
        day = None
    if day is None or not _FIRST_YEAR <= day.year < _LAST_YEAR:
        raise LineRefused(f"De {words} {quoted(text)} is geen dag zoals 2026-10-17 of 17-10-2026.")
    return day


def _regions(text: str) -> list[HolidayRegion]:
    """Return the regions of a cell; a school holiday without a region holds everywhere."""
    if not text:
        return list(_REGIONS)
    found = []
    for part in dict.fromkeys(_SEVERAL.split(text)):
        region = school_codes.holiday_region(part)
        if not region:
            raise LineRefused(f"De regio {quoted(part)} is niet Noord, Midden of Zuid.")
        found.append(HolidayRegion(region))
    return list(dict.fromkeys(found))


def _check_length(period: HolidayPeriod, stated: HolidayPeriod | None) -> None:
    """Refuse a holiday that ends before it begins, or that is longer than any such holiday."""
    shown = f"{quoted(period.name)} begint op {dutch_date(period.first_day)}"
    if period.length < 1:
        raise LineRefused(f"{shown} en eindigt daarvoor, op {dutch_date(period.last_day)}.")
    longest = longest_break(period.name, period.first_day).days
    if period.length > longest:
        meant = f" De app zelf kent {day_span(stated.first_day, stated.last_day)}." if stated else ""
        raise LineRefused(
            f"{shown} en eindigt op {dutch_date(period.last_day)}: dat is {period.length} dagen, en zo'n vakantie duurt "
            f"ten hoogste {longest} dagen. De laatste dag is fout; verbeter die en lees het bestand opnieuw in.{meant}"
        )
