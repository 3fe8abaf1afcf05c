"""Wishes in words, and the weights that they stand for: fixed moments and coverage first, then what a user finds important."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import IntEnum, StrEnum
from functools import cache

from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, needed_rule_on, rules_on
from zorgarrangeur_tui.planning.problem import Weights

_FILE = "planning_wishes.toml"


class Wish(StrEnum):
    """What a user can find more or less important."""

    KNOWN_FACES = "known_faces"
    FEW_PROVIDERS = "few_providers"
    CALM = "calm"
    LITTLE_TRAVEL = "little_travel"
    LEAST_CHANGE = "least_change"
    WITHIN_BUDGET = "within_budget"


class Level(IntEnum):
    """How important."""

    NOT = 0
    LITTLE = 1
    USUAL = 2
    MUCH = 3


LEVEL_WORDS: Mapping[Level, str] = {
    Level.NOT: "niet",
    Level.LITTLE: "een beetje",
    Level.USUAL: "gewoon",
    Level.MUCH: "zwaar",
}
"""How a user reads a level."""

_EACH_LEVEL = (0,) * len(Level)


@dataclass(frozen=True, slots=True, kw_only=True)
class WishRule(DatedRule):
    """The weights of one wish, per `Level`.

    Attributes:
        title: the wish in a few words.
        face, worker_pair, provider_pair, presence, quiet, kilometre, change, move, ten_euro: as in `Weights`.

    Raises:
        ValueError: when a level is missing, or a higher one weighs less.
    """

    title: str
    face: tuple[int, ...] = _EACH_LEVEL
    worker_pair: tuple[int, ...] = _EACH_LEVEL
    provider_pair: tuple[int, ...] = _EACH_LEVEL
    presence: tuple[int, ...] = _EACH_LEVEL
    quiet: tuple[int, ...] = _EACH_LEVEL
    kilometre: tuple[int, ...] = _EACH_LEVEL
    change: tuple[int, ...] = _EACH_LEVEL
    move: tuple[int, ...] = _EACH_LEVEL
    ten_euro: tuple[int, ...] = _EACH_LEVEL

    def __post_init__(self) -> None:
        """Refuse weights that do not rise with their level."""
        super(WishRule, self).__post_init__()  # the short form does not find the class that slots make
        for name in _WEIGHTED:
            levels = getattr(self, name)
            if len(levels) != len(Level) or list(levels) != sorted(levels):
                raise ValueError(f"{self.id}: {name} needs a rising weight for each of {len(Level)} levels")

    def weights(self, level: Level) -> dict[str, int]:
        """Return what this wish weighs, by the names of `Weights`."""
        return {name: getattr(self, name)[level] for name in _WEIGHTED}


_WEIGHTED = ("face", "worker_pair", "provider_pair", "presence", "quiet", "kilometre", "change", "move", "ten_euro")


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRule(DatedRule):
    """What care that nobody gives weighs: of one fixed moment, and of a slot of other care."""

    fixed_moment: int
    slot: int


def usual_levels() -> dict[Wish, Level]:
    """Return the levels with which the planner begins."""
    return dict.fromkeys(Wish, Level.USUAL)


def weights_of(levels: Mapping[Wish, Level], day: date) -> Weights:
    """Return the weights of wishes as the rules are on a day; a wish that is not named is a usual one."""
    first = needed_rule_on(coverage_rules(), "first", day)
    found = dict.fromkeys((one.name for one in fields(Weights)), 0)
    for wish, rule in wishes_on(day).items():
        for name, weight in rule.weights(levels.get(wish, Level.USUAL)).items():
            found[name] += weight
    return Weights(**{**found, "fixed_moment": first.fixed_moment, "slot": first.slot})


def wishes_on(day: date) -> dict[Wish, WishRule]:
    """Return the rule of every wish on a day, in the order in which they are asked."""
    rules = rules_on(wish_rules(), day)
    return {wish: rules[wish] for wish in Wish}


@cache
def wish_rules() -> tuple[WishRule, ...]:
    """Return every rule of a wish in the app's data, of all times."""
    return load_rules(_FILE, "wish", WishRule)


@cache
def coverage_rules() -> tuple[CoverageRule, ...]:
    """Return every rule of coverage in the app's data, of all times."""
    return load_rules(_FILE, "coverage", CoverageRule)
