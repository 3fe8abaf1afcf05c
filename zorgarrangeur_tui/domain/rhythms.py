"""The fortnight: which of its two weeks a visit takes place in."""

from __future__ import annotations

from storage.models.codes import Rhythm

EVEN_WEEK = 0
ODD_WEEK = 1

_WEEKS: dict[str, tuple[int, ...]] = {
    Rhythm.WEEKLY: (EVEN_WEEK, ODD_WEEK),
    Rhythm.EVEN: (EVEN_WEEK,),
    Rhythm.ODD: (ODD_WEEK,),
}


def weeks_of(rhythm: str) -> tuple[int, ...]:
    """Return the weeks of the fortnight for a rhythm; none for a rhythm that this version does not know."""
    return _WEEKS.get(rhythm, ())


def rhythms_meet(one: str, other: str) -> bool:
    """Tell whether two rhythms ever fall in the same week: weekly meets all, even and odd never meet."""
    return any(week in weeks_of(other) for week in weeks_of(one))
