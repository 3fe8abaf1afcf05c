"""A permit for fewer hours of education: what it needs, by kind of school."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, rules_on


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitNeed(DatedRule):
    """A field that a permit needs; `kinds` empty: at every kind of school."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReducedTimeFacts:
    """What is recorded of a permit for fewer hours."""

    ends_on: date | None = None
    permitted_on: date | None = None
    guardians_agree: bool = False
    evidence: str = ""
    way_back: str = ""


def permit_problems(permit: ReducedTimeFacts, school_kind: str, day: date) -> tuple[str, ...]:
    """Return in Dutch what a permit for fewer hours misses; of one that is over only that it is over."""
    if permit.ends_on is not None and permit.ends_on < day:
        return (
            f"De toestemming voor minder uren liep tot en met {dutch_date(permit.ends_on)}. "
            "Krijgt het kind nog niet alle uren, dan is een nieuwe nodig.",
        )
    return tuple(
        need.sentence
        for need in rules_on(all_permit_needs(), day).values()
        if (not need.kinds or school_kind in need.kinds) and not _filled(getattr(permit, need.id))
    )


@cache
def all_permit_needs() -> tuple[PermitNeed, ...]:
    """Return what a permit needs, of all times."""
    return load_rules("reduced_time.toml", "permit", PermitNeed)


def _filled(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)
