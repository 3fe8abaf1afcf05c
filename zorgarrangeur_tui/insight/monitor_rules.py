"""Which tables go into the anonymous figures of a school year, of which day they are, and into which bands amounts fall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, needed_rule_on, rules_on
from zorgarrangeur_tui.domain.school_years import SchoolYear

_FILE = "monitor.toml"


class MonitorTable(StrEnum):
    """The tables that can be filled."""

    KIND = "kind"
    SCHOOL_KIND = "school_kind"
    MUNICIPALITY = "municipality"
    MINUTES = "minutes"
    PAID = "paid"
    WAITING = "waiting"
    FORM = "form"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRule(DatedRule):
    """A table: what it is called, and what its rows stand for. `words` tell how was counted, `source` who asks for it."""

    title: str
    rows: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BandRule(DatedRule):
    """A row of a table by amount.

    Attributes:
        table: of which table.
        name: what the row is called.
        below: amounts below this are in it, as far as they are in none before; None for all that is left.
    """

    table: str
    name: str
    below: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountDayRule(DatedRule):
    """The day of the year that the figures of a school year are of."""

    month: int
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingRule(DatedRule):
    """Where the law lets nothing be: children in these kinds of school, whose care one of these laws pays alone."""

    school_kinds: tuple[str, ...]
    laws: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MonitorRules:
    """What holds for figures of a day.

    Attributes:
        tables: in the order in which they stand in the file.
        bands: the rows of tables by amount, by the id of the table.
        nothing: where nothing can be.
    """

    tables: tuple[TableRule, ...]
    bands: dict[str, tuple[BandRule, ...]]
    nothing: tuple[NothingRule, ...] = ()

    def band(self, table: str, amount: int) -> str:
        """Return the name of the band in which an amount falls."""
        return next(one.name for one in self.bands[table] if one.below is None or amount < one.below)


@cache
def _tables() -> tuple[TableRule, ...]:
    return load_rules(_FILE, "table", TableRule)


@cache
def _bands() -> tuple[BandRule, ...]:
    return load_rules(_FILE, "band", BandRule)


@cache
def _nothing() -> tuple[NothingRule, ...]:
    return load_rules(_FILE, "nothing", NothingRule)


@cache
def _count_days() -> tuple[CountDayRule, ...]:
    return load_rules(_FILE, "count_day", CountDayRule)


def monitor_rules(day: date) -> MonitorRules:
    """Return the tables and bands that hold on a day."""
    bands: dict[str, list[BandRule]] = {}
    for band in rules_on(_bands(), day).values():
        bands.setdefault(band.table, []).append(band)
    tables = tuple(rules_on(_tables(), day).values())
    nothing = tuple(rules_on(_nothing(), day).values())
    return MonitorRules(tables, {name: tuple(found) for name, found in bands.items()}, nothing)


def count_day_rule(year: SchoolYear) -> CountDayRule:
    """Return the rule that tells of which day the figures of a school year are."""
    return needed_rule_on(_count_days(), "count_day", year.last_day)


def count_day(year: SchoolYear, today: date) -> date:
    """Return of which day the figures of a school year are: its count day once that has come, today before."""
    rule = count_day_rule(year)
    in_first = rule.month >= year.first_day.month
    return min(date(year.begins_in if in_first else year.begins_in + 1, rule.month, rule.day), today)
