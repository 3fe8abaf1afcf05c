"""How the minutes that a need asks for in a week are divided over sessions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from storage.models import CareNeed, VisitPattern
from storage.models.codes import CareForm, MomentRule, Rhythm
from zorgarrangeur_tui.domain.session_rules import session_rule

_SHORTEST = 10
"""Minutes below which care at a moment is not divided over more days."""
_FORTNIGHTLY = frozenset({Rhythm.EVEN.value, Rhythm.ODD.value})


@dataclass(frozen=True, slots=True)
class Sessions:
    """So many sessions of so many minutes.

    Attributes:
        minutes: of one.
        count: a week, or a fortnight when it is not weekly; at most one a day.
        weekly: whether both weeks are alike.
        days: weekdays on which they may be; None is every day.
        window: first and last minute of the day at which one may start; None is any time.
        week: the week of a fortnight, 0 is even, for what is asked in that week only.
    """

    minutes: int
    count: int
    weekly: bool = True
    days: tuple[int, ...] | None = None
    window: tuple[int, int] | None = None
    week: int | None = None


def sessions_of(
    need: CareNeed, minutes: int, open_days: Collection[int], current: Sequence[VisitPattern], day: date
) -> tuple[Sessions, ...]:
    """Return the sessions that a need still asks for.

    A fixed moment and a window say on which days and when. A need of which the visits of today are for it alone keeps their
    number and length, and what they do not give is divided by the dated assumption on sessions. Without such visits the whole is.

    Args:
        need: the need.
        minutes: a week that are still to be planned.
        open_days: weekdays, 0 is Monday, on which the school is open and the pupil is there.
        current: the visits that serve it now and may be planned anew.
        day: on which the assumptions hold.
    """
    days = sorted(open_days)
    if minutes <= 0 or not days:
        return ()
    if need.moment_rule in (MomentRule.FIXED, MomentRule.WINDOW) and need.moment_start is not None:
        return _at_moments(need, minutes, days)
    kept = _as_now(minutes, current)
    rest = minutes - _per_week(kept)
    if kept and rest < _SHORTEST:
        return kept
    return (*kept, _by_rule(need, rest, days, day))


def _by_rule(need: CareNeed, minutes: int, days: Sequence[int], day: date) -> Sessions:
    """Return minutes of a week divided by the dated assumption on sessions."""
    rule = session_rule(need.kind, group=need.form == CareForm.GROUP, day=day)
    count = min(len(days), max(1, round(minutes / rule.usual_minutes)))
    while count < len(days) and minutes > count * rule.longest_minutes:
        count += 1
    wanted = tuple(one for one in need.moment_weekdays if one in days) or None
    return Sessions(_shared(minutes, count), count, days=wanted if wanted and len(wanted) >= count else None)


def _at_moments(need: CareNeed, minutes: int, days: Sequence[int]) -> tuple[Sessions, ...]:
    """Return a session on every weekday of a moment, within its window.

    Where nobody said on which weekdays, it is on every day as long as that leaves a session of some length.
    """
    asked = [one for one in need.moment_weekdays if one in days]
    count = len(asked) or max(1, min(len(days), minutes // _SHORTEST))
    each = _shared(minutes, count)
    first = need.moment_start or 0
    last = first
    if need.moment_rule == MomentRule.WINDOW and need.moment_end is not None:
        last = max(first, need.moment_end - each)
    return (Sessions(each, count, days=tuple(asked or days), window=(first, last)),)


def _as_now(minutes: int, current: Sequence[VisitPattern]) -> tuple[Sessions, ...]:
    """Return the sessions as they are now; nothing when they give more than is asked, or nearly all of it but not quite."""
    known = all(visit.rhythm in _FORTNIGHTLY or visit.rhythm == Rhythm.WEEKLY for visit in current)
    if not known or any(len(visit.serves) != 1 for visit in current):
        return ()
    count = Counter((visit.rhythm == Rhythm.WEEKLY, visit.duration_minutes) for visit in current)
    found = tuple(
        Sessions(length, count[weekly, length], weekly=weekly) for weekly, length in sorted(count, reverse=True)
    )
    rest = minutes - _per_week(found)
    return found if rest == 0 or rest >= _SHORTEST else ()


def _per_week(sessions: Iterable[Sessions]) -> int:
    """Return the minutes of sessions in a week; half of those in one of two weeks."""
    return round(sum(one.minutes * one.count / (1 if one.weekly else len(_FORTNIGHTLY)) for one in sessions))


def _shared(minutes: int, count: int) -> int:
    """Return the minutes of one of so many sessions, rounded up so that nothing is short."""
    return -(-minutes // count)
