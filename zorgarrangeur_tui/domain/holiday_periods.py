"""School holidays per holiday region: those that the app states itself, and how one reads in Dutch.

Both ends of a holiday count. Autumn and spring are advice; where a school deviates is in its own days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from storage.models.codes import HolidayRegion
from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, rule_on
from zorgarrangeur_tui.domain.day_span_words import day_span
from zorgarrangeur_tui.domain.school_years import school_year_of
from zorgarrangeur_tui.domain.words import word

_DATA = "school_holidays.toml"


class SchoolBreak(StrEnum):
    """The five holidays of a school year."""

    AUTUMN = "autumn"
    CHRISTMAS = "christmas"
    SPRING = "spring"
    MAY = "may"
    SUMMER = "summer"


BREAK_NAMES = {
    SchoolBreak.AUTUMN: "Herfstvakantie",
    SchoolBreak.CHRISTMAS: "Kerstvakantie",
    SchoolBreak.SPRING: "Voorjaarsvakantie",
    SchoolBreak.MAY: "Meivakantie",
    SchoolBreak.SUMMER: "Zomervakantie",
}
"""What each holiday is called in the official lists."""


@dataclass(frozen=True, slots=True)
class HolidayPeriod:
    """One school holiday of one region.

    Attributes:
        region: a `HolidayRegion` value; "" for the whole country.
        name: what it is called, such as "Herfstvakantie"; from a file it is text of others.
        first_day, last_day: both count.
        source: where it comes from, in Dutch.
        licence: under which terms the source may be passed on; "" when there are none.
    """

    region: str
    name: str
    first_day: date
    last_day: date
    source: str = ""
    licence: str = ""

    @property
    def length(self) -> int:
        """How many days it has, weekends included."""
        return (self.last_day - self.first_day).days + 1

    @property
    def key(self) -> tuple[str, str, int]:
        """By which it is the same holiday: region, name without capitals, and the year in which its school year begins."""
        return self.region, self.name.casefold(), school_year_of(self.first_day).begins_in

    def holds_on(self, day: date) -> bool:
        """Tell whether a day falls in it."""
        return self.first_day <= day <= self.last_day

    @property
    def words(self) -> str:
        """The holiday in Dutch: "Herfstvakantie regio Midden, 17 t/m 25 oktober 2026"; a whole country has no region."""
        where = f" regio {word(self.region, HolidayRegion)}" if self.region else ""
        return f"{self.name}{where}, {day_span(self.first_day, self.last_day)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolYearRule(DatedRule):
    """The holidays of one school year: per break the first and last day of each region."""

    autumn: Mapping[str, tuple[date, date]]
    christmas: Mapping[str, tuple[date, date]]
    spring: Mapping[str, tuple[date, date]]
    may: Mapping[str, tuple[date, date]]
    summer: Mapping[str, tuple[date, date]]

    def periods(self) -> Iterable[HolidayPeriod]:
        """Yield every holiday of the year, break by break."""
        for school_break, name in BREAK_NAMES.items():
            regions: Mapping[str, tuple[date, date]] = getattr(self, school_break.value)
            for region, (first, last) in regions.items():
                yield HolidayPeriod(region, name, first, last, self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class LongestBreak(DatedRule):
    """How many days a break may have, weekends included, before a list is not believed."""

    days: int


@cache
def shipped_holidays() -> tuple[HolidayPeriod, ...]:
    """Return every school holiday that the app states itself, by region and first day."""
    rules = {rule.id: rule for rule in sorted(_school_years(), key=lambda rule: rule.valid_from)}
    periods = (period for rule in rules.values() for period in rule.periods())
    return tuple(sorted(periods, key=lambda period: (period.region, period.first_day)))


def with_shipped(own: Iterable[HolidayPeriod]) -> tuple[HolidayPeriod, ...]:
    """Return holidays from elsewhere, and those that the app states itself where nothing else is known of the same one."""
    found = {period.key: period for period in (*shipped_holidays(), *own)}
    return tuple(sorted(found.values(), key=lambda period: (period.region, period.first_day)))


def longest_break(name: str, day: date) -> LongestBreak:
    """Return how long a holiday may last on a day, by its name; a name that the app does not know gets the longest of all."""
    rules = _longest_breaks()
    known = {BREAK_NAMES[SchoolBreak(rule.id)].casefold(): rule.id for rule in rules}
    rule_id = known.get(name.casefold(), "")
    return rule_on(rules, rule_id, day) or max(rules, key=lambda rule: rule.days)


@cache
def _school_years() -> tuple[SchoolYearRule, ...]:
    return load_rules(_DATA, "school_year", SchoolYearRule)


@cache
def _longest_breaks() -> tuple[LongestBreak, ...]:
    return load_rules(_DATA, "longest", LongestBreak)
