"""What differs between two plans of a school, such as the last published one and the plan as it is now.

Both are plans as they are made known: nothing of a pupil is in them. What is over before the first day that counts is no
difference, and neither is a first day that has passed in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zorgarrangeur_tui.domain.published_plan import PublishedException, PublishedVisit


class PlanChangeKind(StrEnum):
    """In what a visit, or one day of it, differs."""

    NEW = "new"
    GONE = "gone"
    MOMENT = "moment"
    LENGTH = "length"
    PROFESSIONAL = "professional"
    RHYTHM = "rhythm"
    PERIOD = "period"
    DAY_NEW = "day_new"
    DAY_CHANGED = "day_changed"
    DAY_GONE = "day_gone"


DAY_KINDS = frozenset({PlanChangeKind.DAY_NEW, PlanChangeKind.DAY_CHANGED, PlanChangeKind.DAY_GONE})
"""The kinds that are about one day of a visit that comes back."""


@dataclass(frozen=True, slots=True)
class PlanState:
    """A plan of one school: its recurring visits, and what differs on single days."""

    visits: tuple[PublishedVisit, ...] = ()
    exceptions: tuple[PublishedException, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One difference.

    Attributes:
        kind: in what.
        before: the visit as it was; None for one that is new. For a single day the visit to which the day belongs.
        after: the visit as it is; None for one that is gone.
        day_before: what was said about a single day; None when nothing was.
        day_after: what is said about it now; None when it is as usual again.
    """

    kind: PlanChangeKind
    before: PublishedVisit | None
    after: PublishedVisit | None
    day_before: PublishedException | None = None
    day_after: PublishedException | None = None

    @property
    def visit(self) -> PublishedVisit:
        """The visit that it is about, as it is now; as it was, when it is gone."""
        found = self.after or self.before
        assert found is not None, "a change is about a visit"
        return found

    @property
    def exception(self) -> PublishedException | None:
        """What is said about a single day now, or was before; None for a change of the visit itself."""
        return self.day_after or self.day_before

    @property
    def subject(self) -> tuple[str, date | None]:
        """What changed: a visit, by its id, or one day of it. A visit that changes in two ways is one subject."""
        return self.visit.id, self.exception.day if self.exception else None


@dataclass(frozen=True, slots=True)
class SincePublished:
    """How far a plan is from what was published last: its number and day, and how many visits and single days differ."""

    number: int
    published_on: date | None
    changed: int


def plan_changes(before: PlanState, after: PlanState, from_day: date | None = None) -> tuple[PlanChange, ...]:
    """Return what differs, by weekday and time of the visit, single days last.

    Args:
        before: the plan as it was.
        after: the plan as it is.
        from_day: what is over before this day counts for nothing; None: everything counts.
    """
    olds = {visit.id: visit for visit in before.visits if _lasts(visit, from_day)}
    news = {visit.id: visit for visit in after.visits if _lasts(visit, from_day)}
    found = [
        change for key in olds.keys() | news.keys() for change in _of_visit(olds.get(key), news.get(key), from_day)
    ]
    old_days, new_days = _days(before.exceptions, from_day), _days(after.exceptions, from_day)
    for key, day in old_days.keys() | new_days.keys():
        visit = news.get(key)
        was, now = old_days.get((key, day)), new_days.get((key, day))
        if visit is not None and was != now:
            kind = (
                PlanChangeKind.DAY_CHANGED
                if was and now
                else PlanChangeKind.DAY_NEW
                if now
                else PlanChangeKind.DAY_GONE
            )
            found.append(PlanChange(kind, olds.get(key), visit, was, now))
    return tuple(sorted(found, key=_order))


def changed_count(changes: Iterable[PlanChange]) -> int:
    """Return how many visits and single days differ; one that differs in several ways counts once."""
    return len({change.subject for change in changes})


def _of_visit(old: PublishedVisit | None, new: PublishedVisit | None, from_day: date | None) -> Iterator[PlanChange]:
    if old is None or new is None:
        yield PlanChange(PlanChangeKind.GONE if new is None else PlanChangeKind.NEW, old, new)
        return
    differs = {
        PlanChangeKind.MOMENT: (old.weekday, old.start_minute) != (new.weekday, new.start_minute),
        PlanChangeKind.LENGTH: old.duration_minutes != new.duration_minutes,
        PlanChangeKind.PROFESSIONAL: old.professional_id != new.professional_id,
        PlanChangeKind.RHYTHM: old.rhythm != new.rhythm,
        PlanChangeKind.PERIOD: _period(old, from_day) != _period(new, from_day),
    }
    yield from (PlanChange(kind, old, new) for kind, is_so in differs.items() if is_so)


def _lasts(visit: PublishedVisit, from_day: date | None) -> bool:
    return from_day is None or visit.ends_on is None or visit.ends_on >= from_day


def _period(visit: PublishedVisit, from_day: date | None) -> tuple[date | None, date | None]:
    begun = from_day is not None and visit.starts_on is not None and visit.starts_on <= from_day
    return None if begun else visit.starts_on, visit.ends_on


def _days(
    exceptions: Iterable[PublishedException], from_day: date | None
) -> dict[tuple[str, date], PublishedException]:
    return {
        (one.visit_id, one.day): one
        for one in exceptions
        if from_day is None or one.day >= from_day or (one.moved_to is not None and one.moved_to >= from_day)
    }


def _order(change: PlanChange) -> tuple[bool, date, int, int, str, str]:
    visit, exception = change.visit, change.exception
    day = exception.day if exception else date.min
    return exception is not None, day, visit.weekday, visit.start_minute, visit.id, change.kind
