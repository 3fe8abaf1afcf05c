"""Rust: how many people and organisations come, how often somebody comes in, and whether they are known faces. Pure.

Faces and entries of a place are counted as in `insight.figures`, so that they can be held against a startfoto.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from zorgarrangeur_tui.domain.coverage import PlannedVisit
from zorgarrangeur_tui.domain.faces import FacesRule
from zorgarrangeur_tui.domain.rhythms import EVEN_WEEK, ODD_WEEK, weeks_of
from zorgarrangeur_tui.insight.figures import entries_per_day, professionals_per_week

_Served = TypeVar("_Served", PlannedVisit, "TwoWeeks")


@dataclass(frozen=True, slots=True)
class Rest:
    """How restless care is by the fixed plan.

    Attributes:
        providers: organisations of which somebody comes; people of whom the organisation is not known count as none.
        faces: different professionals in a week, averaged over the even and the odd week.
        entries: how often on an average school day somebody comes in.
    """

    providers: int = 0
    faces: Fraction = Fraction()
    entries: Fraction = Fraction()


@dataclass(frozen=True, slots=True)
class Familiar:
    """Of the professionals who come this week, how many also came last week."""

    same: int
    all: int


@dataclass(frozen=True, slots=True)
class TwoWeeks:
    """Who comes for one visit in this week and came in the last, with what is decided about single days."""

    serves: tuple[str, ...]
    this_week: frozenset[str] = frozenset()
    last_week: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PupilNeed:
    """A need of a child, as far as rust asks: whose, and whether it is nursing."""

    pupil_id: str
    nursing: bool = False


@dataclass(frozen=True, slots=True)
class PupilRest:
    """The rust of one child.

    Attributes:
        pupil_id: the child.
        now: by the fixed plan, of the visits in which it gets care.
        familiar: None when nobody comes this week or came last week.
        most: professionals in the week in which it meets most of them.
        wish: how many there should be at most in that week.
    """

    pupil_id: str
    now: Rest
    familiar: Familiar | None
    most: int
    wish: int

    @property
    def above_wish(self) -> bool:
        """Whether the child meets more professionals in a week than is wished."""
        return self.most > self.wish


def rest_of(visits: Iterable[PlannedVisit], provider_of: Mapping[str, str]) -> Rest:
    """Return how restless some visits are. A visit without a professional brings nobody in.

    Args:
        visits: of a fixed plan, on the day on which it is asked.
        provider_of: the organisation of each professional.
    """
    manned = [visit for visit in visits if visit.professional_id]
    providers = {provider_of.get(visit.professional_id, "") for visit in manned if weeks_of(visit.rhythm)}
    return Rest(len(providers - {""}), professionals_per_week(manned), entries_per_day(manned))


def familiar(visits: Iterable[TwoWeeks]) -> Familiar | None:
    """Return how many faces of this week are those of last week; None when in either week nobody came."""
    known = list(visits)
    now = frozenset[str]().union(*(visit.this_week for visit in known))
    before = frozenset[str]().union(*(visit.last_week for visit in known))
    return Familiar(len(now & before), len(now)) if now and before else None


def pupils_rest(
    needs: Mapping[str, PupilNeed],
    visits: Iterable[PlannedVisit],
    weeks: Iterable[TwoWeeks],
    provider_of: Mapping[str, str],
    rule: FacesRule,
) -> list[PupilRest]:
    """Return the rust of every child with a need, most above the wish first, then most faces.

    Args:
        needs: by id, of children only.
        visits: of the fixed plan that hold today.
        weeks: who comes this week and came last week, visit by visit.
        provider_of: the organisation of each professional.
        rule: the wish for few faces.
    """
    of_pupil = _by_pupil(needs, visits)
    weeks_of_pupil = _by_pupil(needs, weeks)
    nursing: defaultdict[str, set[str]] = defaultdict(set)
    for key, need in needs.items():
        if need.nursing:
            nursing[need.pupil_id].add(key)
    found = []
    for pupil in dict.fromkeys(need.pupil_id for need in needs.values()):
        own = [visit for visit in of_pupil[pupil] if visit.professional_id]
        most, wish = _busiest_week(own, nursing[pupil], rule)
        known = familiar(weeks_of_pupil[pupil])
        found.append(PupilRest(pupil, rest_of(own, provider_of), known, most, wish))
    return sorted(found, key=lambda one: (one.wish - one.most, -one.now.faces, -one.now.entries, one.pupil_id))


def _by_pupil(needs: Mapping[str, PupilNeed], visits: Iterable[_Served]) -> Mapping[str, Sequence[_Served]]:
    found: defaultdict[str, list[_Served]] = defaultdict(list)
    for visit in visits:
        for pupil in dict.fromkeys(needs[key].pupil_id for key in visit.serves if key in needs):
            found[pupil].append(visit)
    return found


def _busiest_week(visits: Sequence[PlannedVisit], nursing: Collection[str], rule: FacesRule) -> tuple[int, int]:
    """Return the faces, and the most that is wished, of the week that is most above the wish."""
    weeks = []
    for week in (EVEN_WEEK, ODD_WEEK):
        held = [visit for visit in visits if week in weeks_of(visit.rhythm)]
        days = {visit.weekday for visit in held if any(key in nursing for key in visit.serves)}
        weeks.append((len({visit.professional_id for visit in held}), rule.most_for(len(days))))
    return max(weeks, key=lambda one: (one[0] - one[1], one[0]))
