"""One need with all that figures want to know of it: where, whose, how much, who gives it, and who pays.

A line is never cut into pieces itself: `insight.breakdown` shares its minutes over laws, pots or providers by the weights that
stand in it, so that a total is the same however the care is broken down.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from storage.models.casework_codes import FundingSource
from zorgarrangeur_tui.domain.budgets import NO_POT
from zorgarrangeur_tui.domain.funding import Title
from zorgarrangeur_tui.domain.pot_shares import WHOLE, read_shares

NO_MONEY = (FundingSource.UNKNOWN, FundingSource.UNFUNDED)
"""Pots that stand for nobody who pays."""


@dataclass(frozen=True, slots=True)
class Payment:
    """Which part of a need is paid under which law from which pot; the weights of a need's payments are 1 together.

    Attributes:
        law: a `Law` value; "" when there is none.
        pot: a `FundingSource` value; `UNFUNDED` for what nobody pays.
        weight: the part of the need, above 0 and at most 1.
    """

    law: str
    pot: str
    weight: Fraction

    @property
    def pays(self) -> bool:
        """Whether somebody pays this part."""
        return self.pot not in NO_MONEY


@dataclass(frozen=True, slots=True)
class Giver:
    """Who gives which part of a need; the weights of a need's givers are 1 together. `provider_id` "" is nobody yet."""

    provider_id: str
    weight: Fraction


@dataclass(frozen=True, slots=True)
class CareLine:
    """A need in force on a day. All minutes are a week; None is not known.

    Attributes:
        need_id: the need.
        pupil_id: the child; "" for a need of a group or a school.
        place_id: school or care location; "" when the case names none.
        municipality: gemeente that pays under the Jeugdwet, by the residence rule; "" when that is not certain or not known.
        youth_region: jeugdregio of that gemeente.
        alliance: samenwerkingsverband of the school.
        kind: a `CareKind` value.
        group: whether it is given to several pupils at once.
        counts: a `CountsAsCare` value.
        needed, granted, agreed, planned, realised, declared: minutes; granted is what the titles say when the need does not.
        payments: who pays which part.
        givers: who gives which part.
        price: the lowest and highest euro-cents that an hour may cost by the tariffs that fit; None when none does.
        waiting_days: of the titles that were asked for, how many days each took, or takes so far.
        waits: whether a title that was asked for is not decided on yet.
    """

    need_id: str
    pupil_id: str
    place_id: str
    municipality: str
    youth_region: str
    alliance: str
    kind: str
    group: bool
    counts: str
    needed: int
    granted: int | None
    agreed: int | None
    planned: Fraction
    realised: Fraction | None
    declared: Fraction | None
    payments: tuple[Payment, ...]
    givers: tuple[Giver, ...]
    price: tuple[int, int] | None = None
    waiting_days: tuple[int, ...] = ()
    waits: bool = False

    @property
    def paid(self) -> Fraction:
        """The part of the need that somebody pays."""
        weights = [one.weight for one in self.payments if one.pays]
        return weights[0] if len(weights) == 1 else sum(weights, Fraction())


def payments(need_minutes: int, titles: Iterable[Title], day: date) -> tuple[Payment, ...]:
    """Return who pays which part of a need of some minutes a week, by its titles in their order; what is left is unfunded.

    It agrees with `domain.funding.funded`: a title pays at most what it grants and what is still unpaid, a law without pots
    pays from its own, and a percentage that names nobody who pays is not paid.
    """
    need = max(need_minutes, 1)
    paying = [(title.law, title.minutes_within(need), title.shares) for title in titles if title.pays_on(day)]
    return _payments(need, tuple(paying))


@lru_cache(maxsize=8192)
def _payments(need: int, titles: tuple[tuple[str, int, tuple[str, ...]], ...]) -> tuple[Payment, ...]:
    """Return the payments of a need: by its titles in force, each with its law, the minutes that it grants and its pots.

    Many needs of a region are paid in the same way, so that the answers are kept; they count in percents of a minute.
    """
    whole = left = need * WHOLE
    found: dict[tuple[str, str], int] = {}
    for law, minutes, shares in titles:
        for pot, percent in _pots(law, shares):
            part = min(minutes * percent, left)
            if part > 0:
                found[law, pot] = found.get((law, pot), 0) + part
                left -= part
    if left:
        found["", FundingSource.UNFUNDED] = found.get(("", FundingSource.UNFUNDED), 0) + left
    return tuple(Payment(law, pot, _part(part, whole)) for (law, pot), part in found.items())


@lru_cache(maxsize=8192)
def _part(some: int, whole: int) -> Fraction:
    return Fraction(some, whole)


def pot_weights(paid: Iterable[Payment]) -> tuple[tuple[str, Fraction], ...]:
    """Return which part of a need each pot pays, by pot; under `NO_POT` what nobody pays."""
    found: dict[str, Fraction] = {}
    for one in paid:
        pot = one.pot if one.pays else NO_POT
        found[pot] = found[pot] + one.weight if pot in found else one.weight
    return tuple(sorted(found.items()))


def givers(needed_per_fortnight: int, given: Iterable[tuple[str, int]], now_given_by: str = "") -> tuple[Giver, ...]:
    """Return who gives which part of a need.

    Args:
        needed_per_fortnight: minutes needed in two weeks.
        given: per provider the minutes in two weeks that its visits give this need.
        now_given_by: who gives what no visit gives, as far as the need says so; "" for nobody.
    """
    whole = left = max(needed_per_fortnight, 1)
    found: dict[str, int] = {}
    for provider, minutes in given:
        part = min(minutes, left)
        if part > 0:
            found[provider] = found.get(provider, 0) + part
            left -= part
    if left:
        found[now_given_by] = found.get(now_given_by, 0) + left
    return tuple(Giver(provider, _part(part, whole)) for provider, part in found.items())


def _pots(law: str, written: tuple[str, ...]) -> Sequence[tuple[str, int]]:
    """Return from which pots a title pays, in percent. The law of a title without shares is a pot by itself."""
    if not written:
        return ((law, WHOLE),) if law else ()
    shares = read_shares(written)
    return [(share.pot, share.percent) for share in shares if share.pot not in NO_MONEY]
