"""What a comparison of individual and collective care assumes: shipped as data, changed by whoever compares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, rules_on

_FILE = "collective.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption(DatedRule):
    """One number that nobody knows for sure, in one version.

    Attributes:
        title: what it is called, short.
        value: what the app proposes.
        low, high: how far it is usually uncertain.
        unit: "pupils", "percent", "euros", "hours", "weeks" or "number".
    """

    title: str
    value: int
    low: int
    high: int
    unit: str

    def __post_init__(self) -> None:
        """Refuse a proposal outside its own bounds."""
        # Not super(): with slots a dataclass is made anew, and the class that super() would look in is the old one.
        DatedRule.__post_init__(self)
        if not self.low <= self.value <= self.high:
            raise ValueError(f"the assumption {self.id!r} is outside its own bounds")


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedKind(DatedRule):
    """Whether care of a kind (the id is a `CareKind` value) can be given to several pupils at once by a team."""

    shared: bool


@dataclass(frozen=True, slots=True)
class Assumed:
    """The numbers of one comparison.

    Attributes:
        rules: the assumptions that hold on its day, by id.
        shared: kinds of care that a team can give to several pupils at once.
        own: what the user put in the place of a proposal, by id.
    """

    rules: Mapping[str, Assumption]
    shared: frozenset[str]
    own: Mapping[str, int]

    def __getitem__(self, name: str) -> int:
        """Return the number that counts.

        Raises:
            KeyError: there is no such assumption.
        """
        return self.own.get(name, self.rules[name].value)

    def changed(self, **values: int) -> Assumed:
        """Return these with other numbers.

        Raises:
            ValueError: a name that is no assumption, or a number that cannot be: below 0, a group of 0, above 100 percent.
        """
        for name, value in values.items():
            refusal = self.refusal(name, value)
            if refusal:
                raise ValueError(refusal)
        return Assumed(self.rules, self.shared, {**self.own, **values})

    def refusal(self, name: str, value: int) -> str:
        """Return in Dutch why a number cannot be; "" when it can."""
        rule = self.rules.get(name)
        if rule is None:
            return "Deze aanname kent de app niet."
        least = 0 if name in _MAY_BE_NONE else 1
        most = 100 if rule.unit == "percent" else 1_000_000
        if least <= value <= most:
            return ""
        return f"{rule.title}: vul een getal in van {least} tot en met {most:,}.".replace(",", ".")


_MAY_BE_NONE = ("one_to_one_percent", "indirect_percent", "decision_hours", "avoided_trajectories", "avoided_cost")


def assumed_on(day: date) -> Assumed:
    """Return what the app proposes on a day."""
    kinds = rules_on(_kinds(), day).values()
    return Assumed(rules_on(_assumptions(), day), frozenset(kind.id for kind in kinds if kind.shared), {})


@cache
def _assumptions() -> tuple[Assumption, ...]:
    return load_rules(_FILE, "assumption", Assumption)


@cache
def _kinds() -> tuple[SharedKind, ...]:
    return load_rules(_FILE, "kind", SharedKind)
