"""What counts for and against somebody as a replacement: dated opinions, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, rules_on

SAME_PROVIDER = "same_provider"
KNOWN_FACE = "known_face"
BOUND_PROVIDER = "bound_provider"
KNOWS_SCHOOL = "knows_school"
THERE_THAT_DAY = "there_that_day"
TRAVEL_QUARTER = "travel_quarter"
EXTRA_FACE = "extra_face"
HOURS_UNKNOWN = "hours_unknown"
NO_CONTRACT = "no_contract"
OTHER_TIME_QUARTER = "other_time_quarter"
OTHERS = "others"


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingRule(DatedRule):
    """One thing that counts.

    Attributes:
        points: for somebody; below 0 against.
        most_minutes: how far a visit may shift, for the rule about another time.
        enough: from so many on no others are proposed, for the rule about others.
    """

    points: int
    most_minutes: int = 0
    enough: int = 0


def ranking_rules(day: date) -> Mapping[str, RankingRule]:
    """Return all that counts on a day, by id."""
    return rules_on(all_ranking_rules(), day)


@cache
def all_ranking_rules() -> tuple[RankingRule, ...]:
    """Return everything that counts in the app's data, of all times."""
    return load_rules("replacements.toml", "ranking", RankingRule)
