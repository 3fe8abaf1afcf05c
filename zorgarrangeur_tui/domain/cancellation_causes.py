"""With whom it lies that care was not given, and whether costs that go on may be asked for: dated rules, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from storage.models.planning_codes import CancellationCause
from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, rule_on, rules_on
from zorgarrangeur_tui.domain.words import word

_FILE = "cancellation_causes.toml"
NOT_SAID = "reden niet ingevuld"


class Side(StrEnum):
    """With whom it lies that care was not given."""

    SCHOOL = "school"
    PROVIDER = "provider"
    FAMILY = "family"
    NOBODY = "nobody"
    UNKNOWN = ""


SIDE_WORDS = {
    Side.SCHOOL: "School",
    Side.PROVIDER: "Zorgaanbieder",
    Side.FAMILY: "Gezin",
    Side.NOBODY: "Niemand",
    Side.UNKNOWN: "Niet bekend",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseRule(DatedRule):
    """What a cause means.

    Attributes:
        party: a `Side` value: with whom it lies.
        pupil: whether the pupil was not there.
        no_show: whether nobody had said so beforehand.
    """

    party: str
    pupil: bool
    no_show: bool

    def __post_init__(self) -> None:
        """Refuse a cause or a party that the app does not know.

        Raises:
            ValueError: it does not.
        """
        super(
            CauseRule, self
        ).__post_init__()  # slots: the class is made anew, and the short form would name the old one
        CancellationCause(self.id)
        Side(self.party)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingCostRule(DatedRule):
    """A scheme that pays time which was agreed and could not be declared.

    Attributes:
        law: a `Law` value: for titles under this law.
        causes: `CancellationCause` values for which it is.
        first_day_without: the first day on which it holds no longer; None while it holds.
    """

    law: str
    causes: tuple[str, ...]
    first_day_without: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the scheme holds on a day."""
        return self.valid_from <= day and (self.first_day_without is None or day < self.first_day_without)


def cause_rule(cause: str, day: date) -> CauseRule | None:
    """Return what a cause means on a day; None for no cause, or one of a newer version."""
    return rule_on(all_cause_rules(), cause, day)


def side_of(cause: str, day: date) -> Side:
    """Return with whom a cause lies on a day."""
    rule = cause_rule(cause, day)
    return Side(rule.party) if rule else Side.UNKNOWN


def is_of_pupil(cause: str, day: date) -> bool:
    """Tell whether a cause is that the pupil was not there."""
    rule = cause_rule(cause, day)
    return rule is not None and rule.pupil


def cause_words(cause: str) -> str:
    """Return a cause in Dutch; that it was not filled in when there is none."""
    return word(cause, CancellationCause) if cause else NOT_SAID


def standing_cost_rule(law: str, day: date) -> StandingCostRule | None:
    """Return the newest scheme for a law by a day, also when it holds no longer; None when the app knows none."""
    return next((rule for rule in rules_on(all_standing_cost_rules(), day).values() if rule.law == law), None)


@cache
def all_cause_rules() -> tuple[CauseRule, ...]:
    """Return what every cause means, of all times."""
    return load_rules(_FILE, "cause", CauseRule)


@cache
def all_standing_cost_rules() -> tuple[StandingCostRule, ...]:
    """Return every scheme for costs that go on, of all times."""
    return load_rules(_FILE, "standing_cost", StandingCostRule)
