"""Changing the fixed plan on the board: from a day on, in two, or once more elsewhere. Each is one act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import col, select

from storage.clock import local_date
from storage.field_values import field_names
from storage.models import Professional, VisitException, VisitPattern, VisitRecord
from storage.models.codes import Rhythm
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from zorgarrangeur_tui.desk.calendars import calendar_of
from zorgarrangeur_tui.desk.exceptions import set_exception
from zorgarrangeur_tui.desk.records import check_change, checked_values
from zorgarrangeur_tui.desk.refusals import require
from zorgarrangeur_tui.desk.visit_edits import Chosen, exceptions_of, handed_over, visit_now
from zorgarrangeur_tui.desk.visit_locks import require_free, require_loose
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.domain.visit_edits import MINUTES_OF_A_DAY, UNTIL_MIDNIGHT, place_problems
from zorgarrangeur_tui.domain.visit_splits import (
    Meets,
    day_of_second_part,
    fields_of,
    from_day,
    from_day_problems,
    split_at,
    split_problems,
)

_DECIDED = tuple(name for name in field_names(VisitException) if name not in {"owner", "deleted", "visit_id", "day"})


@dataclass(frozen=True, slots=True)
class ChangedFrom:
    """A visit as it is from a day on, and the days of which an exception was dropped because it is not due then any more."""

    visit: VisitPattern
    dropped: tuple[date, ...] = ()


def first_day_of_new(store: Store) -> date:
    """Return the day on which a visit begins that is put in the fixed plan now: the Monday of this week.

    Without a first day it would always have been there: weeks that are over would miss its ticks, and pots would count it.
    """
    return monday_of(local_date(store.clock))


def change_from(
    store: Store, visit_id: str, day: date | None, values: Mapping[str, Any], also_on: Iterable[int] = ()
) -> ChangedFrom:
    """Let a visit be different from a day on: the old one ends the day before, a new one takes over what it serves.

    What was decided about later days goes along when the visit is still due then. A visit that begins no earlier is changed
    itself.

    Args:
        store: an opened store.
        visit_id: which.
        day: the first day on which it is different.
        values: the fields that are different from then on.
        also_on: further weekdays on which it comes from then on.

    Raises:
        ActRefused: with a sentence per field; nothing was changed.
        RecordMissing: the visit, or the new professional, is not there (any more).
    """
    visit = store.get(VisitPattern, visit_id)
    require(from_day_problems(visit, day, {**_times(visit), **values}))
    assert day is not None, "refused above"
    fortnights = calendar_of(store, visit.school_id, (day, day)).fortnights
    with store.unit_of_work("Bezoek gewijzigd vanaf een datum") as work:
        done = changed_from(work, work.get(VisitPattern, visit_id), day, values, fortnights.meets)
        repeat_visit(work, done.visit, also_on)
    return done


def changed_from(
    work: UnitOfWork, record: VisitPattern, day: date, values: Mapping[str, Any], meets: Meets | None = None
) -> ChangedFrom:
    """Let a visit be different from a day on, within an act (see `change_from`).

    Args:
        work: the act.
        record: the visit.
        day: the first day on which it is different.
        values: the fields that are different from then on.
        meets: how its school counts its weeks; None when the rhythm stays, or becomes every week: then it does not matter.

    Raises:
        ActRefused: it is locked, a day from then on was ticked off, or the visit may not stand as it would be.
        RecordMissing: the new professional is not there (any more).
    """
    require_free(record, values)
    require(from_day_problems(record, day, {**_times(record), **values}))
    if values.get("professional_id"):
        work.get(Professional, values["professional_id"])
    _require_unticked(work, record.id, day)
    decided = {one.day: one for one in exceptions_of(work, record.id) if one.day is not None}
    rhythm = record.rhythm
    split = from_day(record, day, values, decided, meets or (lambda now, _: now in {rhythm, Rhythm.WEEKLY}))
    checked_values(VisitPattern, {"starts_on": record.starts_on, "ends_on": record.ends_on, **split.before})
    work.change(record, split.before)
    now = record if split.after is None else added_visit(work, split.after)
    for kept in split.kept:
        set_exception(work, now, kept, {name: getattr(decided[kept], name) for name in _DECIDED})
    gone = split.dropped if split.after is None else (*split.dropped, *split.kept)
    for lost in gone:
        work.remove(decided[lost])
    return ChangedFrom(now, split.dropped)


def change_visit(store: Store, visit_id: str, values: Mapping[str, Any], also_on: Iterable[int] = ()) -> VisitPattern:
    """Change fields of a visit of the fixed plan, and let it come on further weekdays as well, from this week on.

    Raises:
        ActRefused, ValueRefused: nothing was changed.
        RecordMissing: the visit is not there (any more).
    """
    with store.unit_of_work("Bezoek gewijzigd") as work:
        record = work.get(VisitPattern, visit_id)
        check_change(record, values)
        work.change(record, dict(values))
        repeat_visit(work, record, also_on, first_day_of_new(store))
    return record


def end_from(store: Store, visit_id: str, day: date | None) -> ChangedFrom:
    """Let a visit come no more from a day on. What was decided about later days is dropped; one that begins no earlier goes.

    Raises:
        ActRefused: it is locked, has ended by then, or a day from then on was ticked off; nothing was changed.
        RecordMissing: the visit is not there (any more).
    """
    require(from_day_problems(store.get(VisitPattern, visit_id), day, {"ends_on": None}))
    assert day is not None, "refused above"
    with store.unit_of_work("Bezoek beëindigd vanaf een datum") as work:
        return ended_from(work, work.get(VisitPattern, visit_id), day)


def ended_from(work: UnitOfWork, record: VisitPattern, day: date) -> ChangedFrom:
    """Let a visit come no more from a day on, within an act (see `end_from`).

    Raises:
        ActRefused: it is locked, has ended by then, or a day from then on was ticked off.
    """
    require_loose((record,))
    require(from_day_problems(record, day, {"ends_on": None}))
    _require_unticked(work, record.id, day)
    if record.starts_on is not None and day <= record.starts_on:
        work.remove(record)
    else:
        work.change(record, {"ends_on": day - timedelta(days=1)})
    later = [one for one in exceptions_of(work, record.id) if one.day is not None and one.day >= day]
    for one in later:
        work.remove(one)
    return ChangedFrom(record, tuple(one.day for one in later if one.day is not None))


def split_visit(
    store: Store,
    visit_id: str,
    minute: int | None,
    first: Sequence[str],
    second: Sequence[str],
    day: date | None = None,
) -> VisitPattern:
    """Make two visits of one, at a minute of the day; what was decided about its days counts for both. Return the second.

    Before the day from which they are two, the visit stays as it was. What was ticked off never becomes two.

    Args:
        store: an opened store.
        visit_id: which.
        minute: at which the second begins.
        first: ids of the needs that the first serves.
        second: ids of the needs that the second serves.
        day: the first day on which they are two; None: as long as the visit is there.

    Raises:
        ActRefused: it is locked, the minute is not within it, or a day on which they would be two was ticked off; nothing was
            changed.
    """
    visit = store.get(VisitPattern, visit_id)
    require_loose((visit,))
    require(split_problems(visit, minute))
    assert minute is not None, "refused above"
    with store.unit_of_work("Bezoek gesplitst") as work:
        record = work.get(VisitPattern, visit_id)
        later = [one for one in exceptions_of(work, visit_id) if day is None or (one.day or day) >= day]
        decided = [({name: getattr(one, name) for name in _DECIDED}, one.day) for one in later]
        before, after = split_at(record, minute, first, second)
        _require_unticked(work, record.id, day or date.min)
        if day is None or (record.starts_on is not None and day <= record.starts_on):
            work.change(record, before)
        else:
            whole, begins = fields_of(record), {"starts_on": day}
            ended_from(work, record, day)
            record, after = added_visit(work, {**whole, **before, **begins}), {**after, **begins}
        later_by = minute - visit.start_minute
        other = added_visit(work, after)
        for values, on in decided:
            if on is not None:
                set_exception(work, record, on, {**values, "duration_minutes": None})
                set_exception(work, other, on, day_of_second_part(values, later_by))
    return other


def copy_visits(
    store: Store,
    chosen: Sequence[Chosen],
    *,
    days: int = 0,
    minutes: int = 0,
    hand_over: tuple[str, str] | None = None,
) -> list[VisitPattern]:
    """Put copies of visits elsewhere on the board. They are not locked, and begin this week; a copy of one day is a visit on one day.

    Args:
        store: an opened store.
        chosen: what to copy.
        days: so many days later in the week.
        minutes: so many minutes later.
        hand_over: from whom to whom the copies go.

    Raises:
        ActRefused: a copy would fall outside the week or the day; nothing was made.
    """
    with store.unit_of_work("Bezoek gekopieerd" if len(chosen) == 1 else f"{len(chosen)} bezoeken gekopieerd") as work:
        made, first = [], first_day_of_new(store)
        for now in [visit_now(work, one) for one in chosen]:
            shown = now.shown
            require(place_problems(shown, days, minutes))
            place = {"weekday": shown.weekday + days, "start_minute": shown.start_minute + minutes, "locked": False}
            when = _begins(shown, first) if now.day is None else _only(now.day + timedelta(days=days))
            made.append(added_visit(work, {**fields_of(shown), **place, **handed_over(shown, hand_over), **when}))
    return made


def repeat_visit(
    work: UnitOfWork, visit: VisitPattern, weekdays: Iterable[int], first: date | None = None
) -> list[VisitPattern]:
    """Put copies of a visit at the same time on other weekdays, within an act.

    Args:
        work: the act.
        visit: what to copy.
        weekdays: on which the copies come.
        first: they begin no earlier; None: as early as the visit.

    Raises:
        ActRefused: a copy may not stand as it is.
    """
    copied = {**fields_of(visit), **(_begins(visit, first) if first else {}), "locked": False}
    return [added_visit(work, {**copied, "weekday": day}) for day in weekdays if day != visit.weekday]


def added_visit(work: UnitOfWork, values: Mapping[str, Any]) -> VisitPattern:
    """Add a visit with all these values, within an act.

    Raises:
        ActRefused: it may not stand as it is.
    """
    checked = checked_values(VisitPattern, values)
    require(_too_late(checked))
    visit = VisitPattern(**checked)
    work.add(visit)
    return visit


def _too_late(values: Mapping[str, Any]) -> dict[str, str]:
    ends = values["start_minute"] + values["duration_minutes"]
    return {"duration_minutes": UNTIL_MIDNIGHT} if ends > MINUTES_OF_A_DAY else {}


def _begins(visit: VisitPattern, first: date) -> dict[str, Any]:
    """Return when a copy of a visit begins: as the visit, but not before a day."""
    return {"starts_on": max(visit.starts_on or first, first)}


def _only(day: date) -> dict[str, Any]:
    """Return what makes a visit one on one day."""
    return {"starts_on": day, "ends_on": day, "rhythm": Rhythm.WEEKLY}


def _times(visit: VisitPattern) -> dict[str, int]:
    return {"start_minute": visit.start_minute, "duration_minutes": visit.duration_minutes}


def _require_unticked(work: UnitOfWork, visit_id: str, day: date) -> None:
    """Refuse a change of days that were ticked off: what came of them would belong to no visit any more.

    Raises:
        ActRefused: it tells from which day the visit can change.
    """
    query = select(VisitRecord).where(
        VisitRecord.visit_id == visit_id, col(VisitRecord.day) >= day, col(VisitRecord.deleted).is_(False)
    )
    ticked = max((one.day for one in work.session.exec(query).all() if one.day is not None), default=None)
    if ticked is not None:
        told = f"Dit bezoek is al afgetekend tot en met {dutch_date_short(ticked)}. Kies een dag daarna."
        require({"starts_on": told})
