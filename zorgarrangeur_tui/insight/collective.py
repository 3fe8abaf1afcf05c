"""The same needs given in two ways: to each child apart, as it is now, and by one fixed team at the school.

What is compared and how:

* Individual: every minute that is needed, at the hourly tariff of its own law, kind and form (of a group: per child).
* Collective: one team. Care that stays one to one (nursing, treatment, what has a tariff of an individual entitlement) takes its
  own minutes. Care that can be shared takes its one-to-one part, and the rest divided by the pupils that are helped at once. On
  top comes time around it. The whole costs the tariff of the team, except care under an individual entitlement (Wlz, Zvw):
  that money follows the child, so its hours stay attributable and are priced as they are now (Wlz and Zvw are insurances with
  individual entitlements; only the Jeugdwet and the money of school and gemeente leave room for care without a decision).
* Decisions saved are the titles under which care goes to the team. What they cost in work, and heavier care that is avoided,
  are assumptions and are kept apart from what care itself costs.

Every amount has a least and a most, because tariffs have; a need without a tariff counts on neither side and is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from zorgarrangeur_tui.insight.assumptions import Assumed
from zorgarrangeur_tui.insight.breakdown import Span
from zorgarrangeur_tui.insight.care_lines import CareLine

_HOUR = 60
_EURO = 100
_PERCENT = 100
_SCHOOL_DAYS = 5
_LARGEST_GROUP = 14
"""Above this nobody speaks of care any more: the largest groups of special schools (DOMAIN 2.6)."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What makes a school restless: providers, different professionals a week, entries on an average day."""

    providers: int
    faces: Fraction
    entries: Fraction


@dataclass(frozen=True, slots=True)
class Way:
    """One way of giving the care.

    Attributes:
        hours: of professionals, a week.
        cents: what the care costs a week, of what has a tariff.
        decisions: titles that must be asked for and decided on, a year.
        rest: what the school notices of it.
    """

    hours: Fraction
    cents: Span
    decisions: int
    rest: Rest


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both ways beside each other.

    Attributes:
        individual, collective: the ways.
        pupils: children with care.
        goes_to_team, stays_individual: minutes needed a week, of what goes to the team's own tariff and of what does not.
        unpriced: minutes needed a week without a tariff; they count in hours, not in money.
        decision_cents: what the decisions that are saved cost in work, a year.
        avoided_cents: what avoided trajectories would have cost, a year.
        yearly_saving: individual minus collective, of care alone, a year; below 0 it costs more.
        break_even: fewest pupils helped at once at which collective care costs no more for sure; None when no group does.
    """

    individual: Way
    collective: Way
    pupils: int
    goes_to_team: Fraction
    stays_individual: Fraction
    unpriced: int
    decision_cents: int
    avoided_cents: int
    yearly_saving: Span
    break_even: int | None

    @property
    def priced(self) -> bool:
        """Whether any of the care has a tariff: without one both ways cost nothing, and money compares nothing."""
        return self.individual.cents[1] > 0

    @property
    def yearly_balance(self) -> Span:
        """The saving on care with the work and the care that is avoided, a year."""
        low, high = self.yearly_saving
        apart = self.decision_cents + self.avoided_cents
        return low + apart, high + apart


@dataclass(frozen=True, slots=True)
class Swing:
    """What the yearly balance becomes when one assumption is at its lowest, and at its highest."""

    name: str
    at_low: Span
    at_high: Span

    @property
    def width(self) -> Fraction:
        """How much it matters: the difference between the middles."""
        return abs(self.at_high[0] + self.at_high[1] - self.at_low[0] - self.at_low[1]) / 2


def compare(lines: Sequence[CareLine], now: Rest, assumed: Assumed, individual_pots: Iterable[str]) -> Comparison:
    """Return both ways of giving the care of a school.

    Args:
        lines: the care that is needed.
        now: what the school notices of it now.
        assumed: the assumptions.
        individual_pots: pots that are an entitlement of one child.
    """
    stays = frozenset(individual_pots)
    parts = [_Part(line, _individual_part(line, stays), assumed) for line in lines]
    individual = Way(
        hours=sum((part.hours_now for part in parts), Fraction()),
        cents=_summed(part.cents_now for part in parts),
        decisions=sum(part.titles for part in parts),
        rest=now,
    )
    collective = _by_team(parts, assumed)
    replaced = _summed(part.replaced_cents for part in parts)
    team = _team_cents(parts, assumed, assumed["group_size"])
    saved = individual.decisions - collective.decisions
    return Comparison(
        individual=individual,
        collective=collective,
        pupils=len({line.pupil_id for line in lines} - {""}),
        goes_to_team=sum((part.shared_minutes for part in parts), Fraction()),
        stays_individual=sum((part.kept_minutes for part in parts), Fraction()),
        unpriced=sum(line.needed for line in lines if line.price is None),
        decision_cents=saved * assumed["decision_hours"] * assumed["decision_hour"] * _EURO,
        avoided_cents=assumed["avoided_trajectories"] * assumed["avoided_cost"] * _EURO,
        yearly_saving=_times((replaced[0] - team, replaced[1] - team), assumed["school_weeks"]),
        break_even=_break_even(parts, replaced[0], assumed),
    )


def sensitivity(
    lines: Sequence[CareLine], now: Rest, assumed: Assumed, individual_pots: Iterable[str]
) -> tuple[Swing, ...]:
    """Return what each assumption does to the yearly balance on its own, the one that matters most first."""
    pots = frozenset(individual_pots)

    def balance(name: str, value: int) -> Span:
        return compare(lines, now, assumed.changed(**{name: value}), pots).yearly_balance

    swings = [Swing(name, balance(name, rule.low), balance(name, rule.high)) for name, rule in assumed.rules.items()]
    return tuple(sorted(swings, key=lambda swing: (-swing.width, swing.name)))


def _individual_part(line: CareLine, individual_pots: frozenset[str]) -> Fraction:
    """Return which part of a need is paid by entitlements of the child itself."""
    return sum((one.weight for one in line.payments if one.pot in individual_pots), Fraction())


class _Part:
    """One need, divided over what stays individual and what goes to the team."""

    def __init__(self, line: CareLine, kept: Fraction, assumed: Assumed) -> None:
        self._line = line
        self._kept = kept
        self._assumed = assumed
        self.can_share = line.group or line.kind in assumed.shared
        self.kept_minutes = line.needed * kept
        self.shared_minutes = line.needed * (1 - kept)
        self.titles = len({one.law for one in line.payments if one.law})
        self.titles_kept = len({one.law for one in line.payments if one.law and kept}) if kept else 0
        self.group_now = assumed["group_size"] if line.group else 1

    @property
    def hours_now(self) -> Fraction:
        """Hours of professionals now: a group's minutes are those of one professional for several pupils."""
        return Fraction(self._line.needed, _HOUR * self.group_now)

    @property
    def cents_now(self) -> Span:
        return self._cents(Fraction(1))

    @property
    def kept_cents(self) -> Span:
        """What of it goes on as an entitlement of the child: the same in both ways."""
        return self._cents(self._kept)

    @property
    def replaced_cents(self) -> Span:
        """What of it the team comes in the place of."""
        return self._cents(1 - self._kept)

    def _cents(self, part: Fraction) -> Span:
        low, high = self._line.price or (0, 0)
        hours = self._line.needed * part / _HOUR
        return hours * low, hours * high

    def team_minutes(self, group_size: int) -> Fraction:
        """Minutes of the team for this need, all of it, when so many pupils are helped at once."""
        if not self.can_share:
            return Fraction(self._line.needed)
        alone = Fraction(0 if self._line.group else self._assumed["one_to_one_percent"], _PERCENT)
        return self._line.needed * (alone + (1 - alone) / group_size)

    def team_priced_minutes(self, group_size: int) -> Fraction:
        """Those of them that the team's tariff pays, and that have a tariff now, so that both sides hold the same needs."""
        if self._line.price is None:
            return Fraction()
        return self.team_minutes(group_size) * (1 - self._kept)


def _by_team(parts: Sequence[_Part], assumed: Assumed) -> Way:
    size = assumed["group_size"]
    around = 1 + Fraction(assumed["indirect_percent"], _PERCENT)
    hours = sum((part.team_minutes(size) for part in parts), Fraction()) * around / _HOUR
    faces = ceil(hours / assumed["hours_per_professional"])
    team = _team_cents(parts, assumed, size)
    low, high = _summed(part.kept_cents for part in parts)
    entries = max(hours / _SCHOOL_DAYS / assumed["hours_per_day"], Fraction(min(faces, 1)))
    return Way(
        hours=hours,
        cents=(low + team, high + team),
        decisions=sum(part.titles_kept for part in parts),
        rest=Rest(assumed["team_providers"] if hours else 0, Fraction(faces), entries),
    )


def _team_cents(parts: Sequence[_Part], assumed: Assumed, group_size: int) -> Fraction:
    """Return what the team costs a week for the care that it comes in the place of."""
    around = 1 + Fraction(assumed["indirect_percent"], _PERCENT)
    minutes = sum((part.team_priced_minutes(group_size) for part in parts), Fraction())
    return minutes * around / _HOUR * assumed["team_hour"] * _EURO


def _break_even(parts: Sequence[_Part], replaced: Fraction, assumed: Assumed) -> int | None:
    """Return the fewest pupils at once at which the team costs no more than the least that it comes in the place of."""
    sizes = range(1, _LARGEST_GROUP + 1)
    return next((size for size in sizes if _team_cents(parts, assumed, size) <= replaced), None)


def _summed(spans: Iterable[Span]) -> Span:
    known = list(spans)
    return sum((low for low, _ in known), Fraction()), sum((high for _, high in known), Fraction())


def _times(span: Span, times: int) -> Span:
    return span[0] * times, span[1] * times
