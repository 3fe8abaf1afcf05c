"""Public holidays of the Netherlands, and on which of them a school decides itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, rules_on


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolDecides(DatedRule):
    """A public holiday on which not every school is closed, by its Dutch name."""

    name: str


@dataclass(frozen=True, slots=True)
class PublicHoliday:
    """A public holiday.

    Attributes:
        day: when it is.
        name: what it is called in Dutch.
        rule_id: by which a school says that it is open on it, such as "good_friday"; "" when every school is closed.
    """

    day: date
    name: str
    rule_id: str = ""

    @property
    def words(self) -> str:
        """The holiday in Dutch, such as "Goede vrijdag, 26 maart 2027 (niet elke school is dan dicht)"."""
        doubt = " (niet elke school is dan dicht)" if self.rule_id else ""
        return f"{self.name}, {dutch_date(self.day)}{doubt}"


@cache
def public_holidays(year: int) -> tuple[PublicHoliday, ...]:
    """Return the public holidays of a calendar year, early first."""
    import holidays  # noqa: PLC0415 - it takes a third of a second to load, and most of the app never needs it

    found = holidays.country_holidays("NL", years=year, language="nl", categories=("public", "optional"))
    rules = {rule.name: rule.id for rule in rules_on(all_school_decides(), date(year, 12, 31)).values()}
    return tuple(PublicHoliday(day, name, rules.get(name, "")) for day, name in sorted(found.items()))


def public_holiday_on(day: date) -> PublicHoliday | None:
    """Return the public holiday of a day, or None."""
    return next((holiday for holiday in public_holidays(day.year) if holiday.day == day), None)


@cache
def all_school_decides() -> tuple[SchoolDecides, ...]:
    """Return the public holidays on which a school decides itself, of all times."""
    return load_rules("public_holidays.toml", "school_decides", SchoolDecides)
