"""Numbers on which the app warns, hides or decides: what the app proposes, until a user writes down another one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, needed_rule_on
from zorgarrangeur_tui.domain.dated_spans import row_on

SUPPRESSION_REGION = "suppression_region"
SUPPRESSION_OUTSIDE = "suppression_outside"
ROUNDING = "rounding"
WEEKS_AHEAD = "weeks_ahead"
PROVIDER_CAP_DEFAULT = "provider_cap_default"
SHORT_NOTICE_DAYS = "short_notice_days"
ABSENCE_WEEKS = "absence_weeks"
EXCHANGE_SILENCE_WEEKS = "exchange_silence_weeks"
RECEIPT_WEEKS = "receipt_weeks"
KEY_AGE_WEEKS = "key_age_weeks"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdRule(DatedRule):
    """A number that comes with the app.

    Attributes:
        title: what it is called, in Dutch.
        value: the number.
    """

    title: str
    value: int


@dataclass(frozen=True, slots=True)
class OwnThreshold:
    """A number that a user wrote down, in a period."""

    value: int | None
    starts_on: date | None
    ends_on: date | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """The number that holds on a day.

    Attributes:
        name: by which rules know it.
        title: what it is called, in Dutch.
        value: the number.
        words: what it does, in Dutch.
        source: where it comes from.
        own: whether a user wrote it down.
    """

    name: str
    title: str
    value: int
    words: str
    source: str
    own: bool


@cache
def all_thresholds() -> tuple[ThresholdRule, ...]:
    """Return every number in the app's data, of all times."""
    return load_rules("thresholds.toml", "threshold", ThresholdRule)


def threshold_names() -> tuple[str, ...]:
    """Return the names that the rules know, in the order of the data."""
    return tuple(dict.fromkeys(rule.id for rule in all_thresholds()))


def threshold_on(
    name: str, day: date, own: Iterable[OwnThreshold] = (), rules: Iterable[ThresholdRule] | None = None
) -> Threshold:
    """Return the number that holds on a day: the user's own, else what comes with the app.

    Args:
        name: one of `threshold_names`.
        day: the day.
        own: what users wrote down under this name; a row without a value says nothing.
        rules: the numbers of the app; those in its data by default.

    Raises:
        KeyError: a name that the app does not know.
    """
    rule = needed_rule_on(all_thresholds() if rules is None else rules, name, day)
    standing = row_on((one for one in own if one.value is not None), day)
    if standing is None or standing.value is None:
        return Threshold(name, rule.title, rule.value, rule.words, rule.source, own=False)
    return Threshold(name, rule.title, standing.value, rule.words, standing.source or "Zelf ingevuld.", own=True)
