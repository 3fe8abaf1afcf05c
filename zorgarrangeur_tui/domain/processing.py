"""What is kept of whom, from whom, what for and on which basis: dated rules for the data sheet of a DPIA."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, rules_on


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessingGroup(DatedRule):
    """Kinds of record that are kept for the same reason. `words` is the basis.

    Attributes:
        title: what they are, in Dutch.
        records: names of record types.
        children: whether they tell about a child.
        from_whom, purpose, recipients: in Dutch.
    """

    title: str
    records: tuple[str, ...]
    children: bool
    from_whom: str
    purpose: str
    recipients: str


def processing_on(day: date) -> list[ProcessingGroup]:
    """Return the groups as they are on a day."""
    return list(rules_on(all_groups(), day).values())


@cache
def all_groups() -> tuple[ProcessingGroup, ...]:
    """Return every group in the app's data, of all times."""
    return load_rules("processing.toml", "group", ProcessingGroup)
