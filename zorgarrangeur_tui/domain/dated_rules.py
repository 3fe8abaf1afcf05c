"""Rules that change: each with the day from which it applies, where it comes from, and whether it was checked."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any, TypeVar

CHECK_FIRST = "Ga na of dit nog zo is."
"""What is added to a rule that nobody checked in the text of the law itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedRule:
    """What every rule in the app's data has.

    Attributes:
        id: by which other rules and records name it.
        valid_from: the day from which it applies; a later rule with the same id replaces it on its own day.
        words: the rule in Dutch, as whole sentences.
        source: where it comes from, in Dutch: the law and its article, or "Voorstel van deze app".
        checked: False for what is commonly known but was not looked up in the text of the law.

    Raises:
        ValueError: when it has no day, no words or no source.
    """

    id: str
    valid_from: date
    words: str
    source: str
    checked: bool = True

    def __post_init__(self) -> None:
        """Refuse a rule that a user could not verify."""
        if not isinstance(self.valid_from, date) or not self.words.strip() or not self.source.strip():
            raise ValueError(f"the rule {self.id!r} needs a day, words and a source")

    def told(self, sentence: str) -> str:
        """Return a sentence that follows from this rule, with the request to check it where that is needed."""
        return sentence if self.checked else f"{sentence} {CHECK_FIRST}"

    @property
    def sentence(self) -> str:
        """The rule itself, with the request to check it where that is needed."""
        return self.told(self.words)


RuleType = TypeVar("RuleType", bound=DatedRule)


def load_rules(file_name: str, table: str, rule_type: type[RuleType]) -> tuple[RuleType, ...]:
    """Return the rules of one table of a file in `domain/data`, of all times."""
    text = files("zorgarrangeur_tui.domain").joinpath("data", file_name).read_text(encoding="utf-8")
    return read_rules(text, table, rule_type)


def read_rules(text: str, table: str, rule_type: type[RuleType]) -> tuple[RuleType, ...]:
    """Return the rules of one table of a TOML text. Lists become tuples.

    Raises:
        KeyError, TypeError, ValueError: when a rule misses something, has something unknown, or stands there twice.
    """
    rules = tuple(
        rule_type(**{name: _frozen(value) for name, value in row.items()}) for row in tomllib.loads(text)[table]
    )
    if len({(rule.id, rule.valid_from) for rule in rules}) < len(rules):
        raise ValueError(f"two rules of {table!r} have the same id and day")
    return rules


def rules_on(rules: Iterable[RuleType], day: date) -> dict[str, RuleType]:
    """Return the rules that apply on a day, by id and in the order of the data: of each the newest that is valid by then.

    Before the day of the very first rule those of that first day stand in, so that an older record is judged too.
    """
    known = tuple(rules)
    day = max(day, min((rule.valid_from for rule in known), default=day))
    found: dict[str, RuleType] = {}
    for rule in known:
        standing = found.get(rule.id)
        if rule.valid_from <= day and (standing is None or standing.valid_from < rule.valid_from):
            found[rule.id] = rule
    return found


def rule_on(rules: Iterable[RuleType], rule_id: str, day: date) -> RuleType | None:
    """Return the rule with an id that applies on a day; before the first one was valid, that first one.

    None when there is no rule with this id at all, such as for a code of a newer version.
    """
    versions = sorted((rule for rule in rules if rule.id == rule_id), key=lambda rule: rule.valid_from)
    valid = [rule for rule in versions if rule.valid_from <= day]
    return valid[-1] if valid else next(iter(versions), None)


def needed_rule_on(rules: Iterable[RuleType], rule_id: str, day: date) -> RuleType:
    """Return a rule as `rule_on` does, for an id that the app itself names.

    Raises:
        KeyError: when the data has no such rule.
    """
    rule = rule_on(rules, rule_id, day)
    if rule is None:
        raise KeyError(rule_id)
    return rule


def _frozen(value: Any) -> Any:
    """Return a list as a tuple, so that rules cannot change."""
    return tuple(value) if isinstance(value, list) else value
