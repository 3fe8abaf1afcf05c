"""How long what is kept, and since when something is to be erased: dated rules, and plain arithmetic over them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from zorgarrangeur_tui.domain import dated_rules
from zorgarrangeur_tui.domain.calendar_months import months_later
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.dated_rules import DatedRule, needed_rule_on

_FILE, _TABLE = "retention.toml", "rule"
_UNDATED_WORDS = {
    "closed": "De sluitdatum ontbreekt, dus er loopt geen termijn. Vul die in bij de casus.",
    "removed": "De dag waarop dit is weggehaald, is niet bekend. Overleg met wie verantwoordelijk is voor de gegevens.",
}
_EVENT_WORDS = {"closed": "Gesloten op", "removed": "Weggehaald op"}


class ErasedBy(StrEnum):
    """Who erases what a rule is about."""

    USER = "user"
    APP = "app"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(DatedRule):
    """One rule on keeping. Proofs of erasure name it by its id.

    Attributes:
        about: what kind of record it is about.
        event: from what the clock starts.
        title: what it is about, in Dutch.
        erased_by: who does it, an `ErasedBy` value.
        years, months, days: how long it is kept, together.
        least_age: from which age a child may ask for it; None where that plays no part.
    """

    about: str
    event: str
    title: str
    erased_by: str
    years: int = 0
    months: int = 0
    days: int = 0
    least_age: int | None = None

    def __post_init__(self) -> None:
        """Refuse a rule that nobody could verify or carry out."""
        DatedRule.__post_init__(self)
        ErasedBy(self.erased_by)

    @property
    def least(self) -> timedelta:
        """At least how long, whatever the months are: to look for candidates with."""
        return timedelta(days=365 * self.years + 28 * self.months + self.days)

    @property
    def term(self) -> str:
        """How long, in Dutch: "2 jaar", "6 maanden", "30 dagen"; "" where it is not a matter of time."""
        parts = [f"{self.years} jaar"] if self.years else []
        parts += [f"{self.months} {'maand' if self.months == 1 else 'maanden'}"] if self.months else []
        parts += [f"{self.days} {'dag' if self.days == 1 else 'dagen'}"] if self.days else []
        return " en ".join(parts)


class Standing(StrEnum):
    """How something stands against its rule."""

    DUE = "due"
    SOON = "soon"
    LATER = "later"
    HELD = "held"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing under one rule.

    Attributes:
        rule: which.
        started_on: when its clock started; None when that is not known, or when it has not.
        hold: why it must stay; "" when there is no legal hold.
        running: whether the clock has yet to start.
    """

    rule: Rule
    started_on: date | None
    hold: str = ""
    running: bool = False

    @property
    def due_on(self) -> date | None:
        """The first day on which it is to be erased."""
        return None if self.started_on is None else due_on(self.rule, self.started_on)

    def standing(self, today: date, weeks: int) -> Standing:
        """Return how it stands on a day, told so many weeks ahead. A legal hold wins from everything."""
        if self.hold:
            return Standing.HELD
        due = self.due_on
        if due is None:
            return Standing.LATER if self.running else Standing.UNDATED
        if due <= today:
            return Standing.DUE
        return Standing.SOON if due <= today + timedelta(weeks=weeks) else Standing.LATER

    def explanation(self, today: date) -> str:
        """Return in Dutch why it is or is not to be erased."""
        due = self.due_on
        if self.running:
            text = "De casus loopt nog. De termijn begint als hij sluit."
        elif self.started_on is None or due is None:
            text = _UNDATED_WORDS[self.rule.event]
        else:
            since = "sinds" if due <= today else "vanaf"
            begin = f"{_EVENT_WORDS[self.rule.event]} {dutch_date(self.started_on)}"
            text = f"{begin}, {self.rule.term} bewaren, {since} {dutch_date(due)} te wissen."
        if self.hold:
            return f"Blijft bewaard omdat: {self.hold.rstrip('.')}. Zolang dat geldt, wordt er niets gewist. {text}"
        return text


def due_on(rule: Rule, day: date) -> date:
    """Return the first day on which something is to be erased whose clock started on `day`.

    The same day some months or years later; where that month is shorter, its last day.
    """
    later = months_later(day, rule.months + 12 * rule.years).toordinal() + rule.days
    return date.fromordinal(min(later, date.max.toordinal()))


def rules_on(day: date, rules: Iterable[Rule] | None = None) -> dict[str, Rule]:
    """Return the rules that apply on a day, by id.

    The rule of today decides, not the one of the day on which a clock started: a shorter term protects what is already kept.
    """
    return dated_rules.rules_on(all_rules() if rules is None else rules, day)


def rule_named(rule_id: str, day: date) -> Rule:
    """Return the rule with an id that applies on a day.

    Raises:
        KeyError: when there is no such rule.
    """
    return needed_rule_on(all_rules(), rule_id, day)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule in the app's data, of all times."""
    return dated_rules.load_rules(_FILE, _TABLE, Rule)
