"""The birthdays on which something changes: when they come, as far as a year and perhaps a month of birth tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from zorgarrangeur_tui.domain.ages import birth_span
from zorgarrangeur_tui.domain.calendar_months import months_later
from zorgarrangeur_tui.domain.clock import MONTHS
from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, rule_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Birthday(DatedRule):
    """One age at which something changes, in one version.

    Attributes:
        age_months: the age.
        title: what it is about, in a few Dutch words.
    """

    age_months: int
    title: str


@dataclass(frozen=True, slots=True)
class Turning:
    """A child reaches an age somewhere between two days.

    Attributes:
        id: the birthday's id.
        age_label: the age in Dutch.
        earliest, latest: first and last day on which it can be; it is watched from the earliest.
        title: what it is about.
        changes: what changes and what to do, as Dutch sentences.
        source: where that comes from.
    """

    id: str
    age_label: str
    earliest: date
    latest: date
    title: str
    changes: str
    source: str

    @property
    def when(self) -> str:
        """When it is, as exactly as is known: "in of na maart 2027", "in de loop van 2027"."""
        return when_words(self.earliest, self.latest)


def turnings(
    birth_year: int | None,
    birth_month: int | None,
    from_day: date,
    to_day: date,
    birthdays: Iterable[Birthday] | None = None,
) -> list[Turning]:
    """Return the birthdays that can fall in a range of days, both ends included, the earliest first.

    Nothing is known of a child without a year of birth, so nothing is returned for it.
    """
    births = birth_span(birth_year, birth_month)
    if births is None:
        return []
    known = all_birthdays() if birthdays is None else tuple(birthdays)
    found = [_turning(births, known, name) for name in dict.fromkeys(birthday.id for birthday in known)]
    return sorted(
        (turning for turning in found if turning.earliest <= to_day and from_day <= turning.latest),
        key=lambda turning: (turning.earliest, turning.id),
    )


def age_label(months: int) -> str:
    """Return an age in Dutch: "12 jaar", "17 jaar en 6 maanden"."""
    years, rest = divmod(months, 12)
    if not rest:
        return f"{years} jaar"
    return f"{years} jaar en {rest} {'maand' if rest == 1 else 'maanden'}"


def when_words(earliest: date, latest: date) -> str:
    """Return when a birthday is that falls between two days: "in of na maart 2027", "in de loop van 2027"."""
    first, last = (f"{MONTHS[day.month - 1]} {day.year}" for day in (earliest, latest))
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"in of na {first}"
    if earliest.year == latest.year:
        return f"in de loop van {earliest.year}"
    return f"tussen {first} en {last}"


@cache
def all_birthdays() -> tuple[Birthday, ...]:
    """Return every birthday in the app's data, of all times."""
    return load_rules("birthdays.toml", "birthday", Birthday)


def _turning(births: tuple[date, date], known: tuple[Birthday, ...], name: str) -> Turning:
    """Return one birthday by the version that is valid on it; where a newer version has another age, that one decides."""
    versions = [birthday for birthday in known if birthday.id == name]
    newest = max(versions, key=lambda birthday: birthday.valid_from)
    rule = rule_on(known, name, months_later(births[0], newest.age_months)) or newest
    earliest, latest = (months_later(born, rule.age_months) for born in births)
    return Turning(rule.id, age_label(rule.age_months), earliest, latest, rule.title, rule.sentence, rule.source)
