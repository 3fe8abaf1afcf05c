"""The plain values of which replacements are ranked: the visit that asks for somebody, who could come, and how well that fits."""

from __future__ import annotations

from dataclasses import dataclass

from zorgarrangeur_tui.domain.visit_check_values import CheckedProfessional, DayVisit


@dataclass(frozen=True, slots=True)
class AskedVisit:
    """A visit for which somebody else must come.

    Attributes:
        visit: as it is due, still of the professional who is away.
        provider_id: for whom that professional works.
        pupil_ids: the pupils for whom it is.
        fixed: whether it is for care at a fixed moment, so that it cannot begin at another time.
        pupil_visits: other visits of that day that take up the same pupils.
        pupil_weeks: by pupil, the other visits of that week in which it gets care and somebody comes.
    """

    visit: DayVisit
    provider_id: str = ""
    pupil_ids: frozenset[str] = frozenset()
    fixed: bool = False
    pupil_visits: tuple[DayVisit, ...] = ()
    pupil_weeks: tuple[tuple[str, tuple[DayVisit, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who gives the care that is asked.

    Attributes:
        person: who.
        week: its visits in the week of the visit that is asked.
        known_pupils: the pupils whom it meets, or met not long ago.
        school_ids: the schools where it comes.
        provider_name: what its provider is called.
        bound: whether its provider is fixed to the school of the visit.
    """

    person: CheckedProfessional
    week: tuple[DayVisit, ...] = ()
    known_pupils: frozenset[str] = frozenset()
    school_ids: frozenset[str] = frozenset()
    provider_name: str = ""
    bound: bool = False


@dataclass(frozen=True, slots=True)
class Replacement:
    """How well somebody fits.

    Attributes:
        person: who.
        points: for it, less those against.
        reasons: what speaks for it, in Dutch, without names of pupils.
        against: what speaks against it.
        start_minute: when the visit would begin; another time than its own when it only fits then.
        fits: whether it can come at the visit's own time.
        possible: whether it can come at all, if need be at another time.
    """

    person: CheckedProfessional
    points: int
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    start_minute: int
    fits: bool
    possible: bool
