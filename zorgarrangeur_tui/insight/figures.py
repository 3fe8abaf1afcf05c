"""What a plan comes down to, per place and per kind of care: exact counts, for whoever works with the store.

Nothing here is suppressed, so none of it is fit to publish.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from zorgarrangeur_tui.domain.caps import Bond, providers_over_cap
from zorgarrangeur_tui.domain.clock import WEEKDAYS
from zorgarrangeur_tui.domain.coverage import Need, NeedCoverage, PlannedVisit, coverage
from zorgarrangeur_tui.domain.rhythms import EVEN_WEEK, ODD_WEEK, weeks_of

_WEEKS = (EVEN_WEEK, ODD_WEEK)
_SCHOOL_DAYS = len(WEEKDAYS) - 2


@dataclass(frozen=True, slots=True)
class Amounts:
    """Minutes per fortnight that are needed, and covered."""

    needed: int = 0
    covered: int = 0

    @property
    def uncovered(self) -> int:
        """Minutes per fortnight that nobody gives yet."""
        return self.needed - self.covered

    @property
    def needed_per_week(self) -> int:
        """Minutes per week that are needed."""
        return self.needed // 2

    @property
    def covered_per_week(self) -> int:
        """Minutes per week that are covered, rounded down: with `uncovered_per_week` they make what is needed."""
        return self.covered // 2

    @property
    def uncovered_per_week(self) -> int:
        """Minutes per week that nobody gives yet, rounded up, so that a shortage never shows as nothing."""
        return (self.uncovered + 1) // 2

    @property
    def percent(self) -> int | None:
        """Covered in whole percent, rounded down, so that 100 is really all; None when nothing is needed."""
        return None if not self.needed else 100 * self.covered // self.needed

    def __add__(self, other: Amounts) -> Amounts:
        """Return both together."""
        return Amounts(self.needed + other.needed, self.covered + other.covered)


@dataclass(frozen=True, slots=True)
class Place:
    """A school (or care location) with what is in force there: plain values, all that the figures want to know.

    `cap` is None when no cap was agreed.
    """

    id: str
    name: str
    needs: Sequence[Need] = ()
    visits: Sequence[PlannedVisit] = ()
    bonds: Sequence[Bond] = ()
    cap: int | None = None


@dataclass(frozen=True, slots=True)
class PlaceFigures:
    """The figures of one place.

    Attributes:
        place: what they are about.
        pupils: children with at least one need here. A need of a group or school as a whole counts no child.
        amounts: minutes needed and covered.
        per_kind: the same per kind of care.
        providers: fixed providers bound today; each counts once.
        over_cap: how many of them are too many; 0 without a cap.
        professionals: different professionals in one week, averaged over the even and the odd week.
        entries: see `entries_per_day`.
    """

    place: Place
    pupils: int
    amounts: Amounts
    per_kind: dict[str, Amounts] = field(hash=False)
    providers: int
    over_cap: int
    professionals: Fraction
    entries: Fraction


@dataclass(frozen=True, slots=True)
class Totals:
    """All places together. A child with needs at two places counts at both; `over_cap` is the number of places above it."""

    places: int
    pupils: int
    amounts: Amounts
    per_kind: dict[str, Amounts] = field(hash=False)
    over_cap: int
    entries: Fraction
    busiest: PlaceFigures | None


def place_figures(place: Place, today: date) -> PlaceFigures:
    """Return the figures of one place. Its needs and visits are those in force today; of its bonds these are sorted out."""
    covered = coverage(place.needs, place.visits)
    use = providers_over_cap(place.bonds, place.cap, today)
    return PlaceFigures(
        place=place,
        pupils=len({need.pupil_id for need in place.needs if need.pupil_id}),
        amounts=sum(map(_amounts, covered), Amounts()),
        per_kind=_per_kind((one.need.kind, _amounts(one)) for one in covered),
        providers=len(use.provider_ids),
        over_cap=use.over,
        professionals=professionals_per_week(place.visits),
        entries=entries_per_day(place.visits),
    )


def professionals_per_week(visits: Iterable[PlannedVisit]) -> Fraction:
    """Return how many different professionals come in a week, averaged over the even and the odd week."""
    faces = {(week, visit.professional_id) for visit in visits for week in weeks_of(visit.rhythm)}
    return Fraction(len(faces), len(_WEEKS))


def entries_per_day(visits: Iterable[PlannedVisit]) -> Fraction:
    """Return how often on an average school day somebody comes in to give care.

    Somebody who comes counts once a day, however many visits that day holds. The days are Monday to Friday of the even and
    of the odd week, ten in all, also where a school is closed on one of them; a visit in the weekend does not count.
    """
    entries = {
        (week, visit.weekday, visit.professional_id)
        for visit in visits
        if 0 <= visit.weekday < _SCHOOL_DAYS
        for week in weeks_of(visit.rhythm)
    }
    return Fraction(len(entries), len(_WEEKS) * _SCHOOL_DAYS)


def totals(figures: Sequence[PlaceFigures]) -> Totals:
    """Return the figures of all places together."""
    return Totals(
        places=len(figures),
        pupils=sum(one.pupils for one in figures),
        amounts=sum((one.amounts for one in figures), Amounts()),
        per_kind=_per_kind(pair for one in figures for pair in one.per_kind.items()),
        over_cap=sum(one.over_cap > 0 for one in figures),
        entries=sum((one.entries for one in figures), Fraction()),
        busiest=max(figures, key=lambda one: one.entries, default=None),
    )


def _amounts(covered: NeedCoverage) -> Amounts:
    return Amounts(covered.needed, covered.covered)


def _per_kind(parts: Iterable[tuple[str, Amounts]]) -> dict[str, Amounts]:
    """Return the parts together per kind of care, the kind with most uncovered minutes first."""
    found: defaultdict[str, Amounts] = defaultdict(Amounts)
    for kind, amounts in parts:
        found[kind] += amounts
    return dict(sorted(found.items(), key=lambda pair: (-pair[1].uncovered, -pair[1].needed, pair[0])))
