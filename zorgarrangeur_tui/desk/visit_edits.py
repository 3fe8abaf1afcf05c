"""Changing visits on the board, several as one act: as they always are, or on one day only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from storage.models import Professional, VisitException, VisitPattern, visit_day_id
from storage.models.codes import Rhythm
from storage.models.planning_codes import ExceptionKind
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from zorgarrangeur_tui.desk.calendars import calendar_of
from zorgarrangeur_tui.desk.exceptions import change_exception, clear_exception, set_exception
from zorgarrangeur_tui.desk.records import by_ids, check_change
from zorgarrangeur_tui.desk.refusals import require
from zorgarrangeur_tui.desk.visit_locks import require_loose
from zorgarrangeur_tui.domain.record_values import day_change, visit_series
from zorgarrangeur_tui.domain.visit_edits import (
    MINUTES_OF_A_DAY,
    SHORTEST_VISIT,
    UNTIL_MIDNIGHT,
    as_on,
    called,
    place_problems,
)
from zorgarrangeur_tui.domain.visit_occurrences import Occurrence, occurrences
from zorgarrangeur_tui.keys.act_text import ActText

_DECIDE_FIRST = "Kies met {screens.planning_week_acts.ThisDay} eerst wat er wel gebeurt."
_NEXT_RHYTHM: dict[str, str] = {Rhythm.WEEKLY: Rhythm.EVEN, Rhythm.EVEN: Rhythm.ODD, Rhythm.ODD: Rhythm.WEEKLY}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an act is about: a visit as it always is, or, with the day on which it is due, on that day only."""

    visit_id: str
    due_day: date | None = None


@dataclass(frozen=True, slots=True)
class VisitNow:
    """A visit that is going to change or be copied: its record, and how and on which day it is now. Without a day: as it always is."""

    record: VisitPattern
    shown: VisitPattern
    day: date | None
    cancelled: bool = False


_Plan = Callable[[VisitNow], dict[str, Any]]
"""Returns which fields of a visit, or of what is decided about its day, change."""


def move_visits(
    store: Store,
    chosen: Sequence[Chosen],
    *,
    days: int = 0,
    minutes: int = 0,
    hand_over: tuple[str, str] | None = None,
) -> None:
    """Move visits along together.

    Args:
        store: an opened store.
        chosen: which.
        days: so many days later.
        minutes: so many minutes later.
        hand_over: from whom to whom the visits of the first go; what others do stays theirs.

    Raises:
        ActRefused: one is locked, or would fall outside its day or week. Nothing was moved.
    """

    def plan(now: VisitNow) -> dict[str, Any]:
        _require_held(now)
        require(place_problems(now.shown, days, minutes))
        values = {"start_minute": now.shown.start_minute + minutes, **handed_over(now.shown, hand_over)}
        if now.day is None:
            return {"weekday": now.shown.weekday + days, **values}
        return {"moved_to": now.day + timedelta(days=days), **values}

    _change(store, chosen, plan, "verplaatst")


def stretch_visits(store: Store, chosen: Sequence[Chosen], minutes: int) -> None:
    """Let visits last longer, or with less than 0 shorter, counted from how they are stored now.

    Raises:
        ActRefused: one is locked, or would be too short or last past midnight. Nothing was changed.
    """

    def plan(now: VisitNow) -> dict[str, Any]:
        _require_held(now)
        length = now.shown.duration_minutes + minutes
        if minutes < 0 and length < SHORTEST_VISIT:
            require({"duration_minutes": "Korter dan een kwartier kan niet."})
        if now.shown.start_minute + length > MINUTES_OF_A_DAY:
            require({"duration_minutes": UNTIL_MIDNIGHT})
        return {"duration_minutes": length}

    _change(store, chosen, plan, "langer of korter gemaakt")


def give_visits(store: Store, chosen: Sequence[Chosen], professional_id: str) -> None:
    """Let another professional come.

    Raises:
        ActRefused: one is locked. Nothing was changed.
        RecordMissing: the professional is not there (any more).
    """
    store.get(Professional, professional_id)
    _change(store, chosen, lambda _: {"professional_id": professional_id}, "aan een andere professional gegeven")


def turn_rhythm(store: Store, chosen: Sequence[Chosen]) -> None:
    """Take the next rhythm: every week, even weeks, odd weeks.

    Raises:
        ActRefused: one is locked. Nothing was changed.
    """
    always = [Chosen(one.visit_id) for one in chosen]
    _change(
        store,
        always,
        lambda now: {"rhythm": _NEXT_RHYTHM.get(now.record.rhythm, Rhythm.WEEKLY)},
        "in een ander ritme gezet",
    )


def lock_visits(store: Store, chosen: Sequence[Chosen]) -> bool:
    """Lock visits, or unlock them when all are locked; return whether they are locked now."""
    ids = _ids(chosen)
    lock = not all(store.get(VisitPattern, key).locked for key in ids)
    with store.unit_of_work(_act(ids, "vastgezet" if lock else "losgemaakt")) as work:
        for key in ids:
            work.change(work.get(VisitPattern, key), {"locked": lock})
    return lock


def remove_visits(store: Store, chosen: Sequence[Chosen]) -> None:
    """Take visits off the board, with what was decided about their days.

    Raises:
        ActRefused: one is locked. Nothing was taken away.
    """
    ids = _ids(chosen)
    with store.unit_of_work(_act(ids, "weggehaald")) as work:
        records = [work.get(VisitPattern, key) for key in ids]
        require_loose(records)
        for record in records:
            work.remove(record)
            for exception in exceptions_of(work, record.id):
                work.remove(exception)


def cancel_days(store: Store, chosen: Sequence[Chosen], cause: str) -> None:
    """Let visits fall away on their day.

    Raises:
        ActRefused: a visit is not due on its day, or there is no cause. Nothing was changed.
    """
    with store.unit_of_work(_act(chosen, "op één dag laten vervallen")) as work:
        for one in chosen:
            if one.due_day is not None:
                values = {"kind": ExceptionKind.CANCELLED.value, "cause": cause}
                change_exception(work, work.get(VisitPattern, one.visit_id), one.due_day, values)


def decide_day(store: Store, visit_id: str, due_day: date, values: Mapping[str, Any]) -> VisitException | None:
    """Decide about a visit on one day, instead of what was decided before; with nothing that differs it is as usual.

    What was decided for an absence stays so, unless whoever is absent comes after all.

    Raises:
        ActRefused: with a sentence per field: it is not due then, or what is decided cannot be.
        RecordMissing: it is not there (any more).
    """
    visit = store.get(VisitPattern, visit_id)
    require({} if is_due(store, visit, due_day) else {"day": "In die week is dit bezoek er niet. Kies een andere dag."})
    with store.unit_of_work("Bezoek op één dag gewijzigd") as work:
        record = work.get(VisitPattern, visit_id)
        if values.get("professional_id"):
            work.get(Professional, values["professional_id"])
        before = work.session.get(VisitException, visit_day_id(visit_id, due_day))
        absent = values.get("professional_id") in ("", None, record.professional_id)
        if before is not None and not before.deleted and (values.get("kind") == ExceptionKind.CANCELLED or not absent):
            values = {"absence_id": before.absence_id, **values}
        return set_exception(work, record, due_day, values)


def undo_day(store: Store, visit_id: str, due_day: date) -> bool:
    """Let a visit be as usual on a day, as one act; return whether it was not."""
    with store.unit_of_work("Bezoek op één dag weer gewoon") as work:
        return clear_exception(work, visit_id, due_day)


def is_due(store: Store, visit: VisitPattern, day: date) -> bool:
    """Tell whether a visit is due on a day by its rhythm, whatever was decided about that day."""
    place = calendar_of(store, visit.school_id, (day, day))
    return bool(occurrences(visit_series(visit), None, place.fortnights, day, day))


def require_loose_as_chosen(store: Store, chosen: Iterable[Chosen]) -> None:
    """Refuse, before anything is asked, an act on visits of which one is locked; one that is chosen on a day is not refused.

    Raises:
        ActRefused: it names the one.
    """
    require_loose(by_ids(store, VisitPattern, [one.visit_id for one in chosen if one.due_day is None]).values())


def exceptions_of(work: UnitOfWork, visit_id: str) -> list[VisitException]:
    """Return what was decided about the days of a visit, by day."""
    query = select(VisitException).where(VisitException.visit_id == visit_id, col(VisitException.deleted).is_(False))
    return sorted(work.session.exec(query).all(), key=lambda record: record.day or date.max)


def _change(store: Store, chosen: Sequence[Chosen], plan: _Plan, done: str) -> None:
    """Change visits as planned, as one act, unless one of them is locked and it is not about one day of it."""
    with store.unit_of_work(_act(chosen, done)) as work:
        found = [visit_now(work, one) for one in chosen]
        require_loose(now.record for now in found if now.day is None)
        for one, now in zip(chosen, found, strict=True):
            values = plan(now)
            if one.due_day is None:
                check_change(now.record, values)
                work.change(now.record, values)
            else:
                change_exception(work, now.record, one.due_day, values)


def handed_over(visit: VisitPattern, hand_over: tuple[str, str] | None) -> dict[str, Any]:
    """Return who comes when the visits of one professional go to another; nothing for a visit of somebody else."""
    return {"professional_id": hand_over[1]} if hand_over is not None and visit.professional_id == hand_over[0] else {}


def visit_now(work: UnitOfWork, one: Chosen) -> VisitNow:
    """Return how a visit is now, always or on its day.

    Raises:
        RecordMissing: it is not there (any more).
    """
    record = work.get(VisitPattern, one.visit_id)
    return _now(work.session, record, one.due_day)


def shown_now(store: Store, one: Chosen) -> VisitPattern:
    """Return a visit as it is stored now, always or on its day. A board on screen may still show how it was before the last key.

    Raises:
        RecordMissing: it is not there (any more).
    """
    record = store.get(VisitPattern, one.visit_id)
    with store.read() as session:
        return _now(session, record, one.due_day).shown


def _now(session: Session, record: VisitPattern, due_day: date | None) -> VisitNow:
    if due_day is None:
        return VisitNow(record, record, None)
    exception = session.get(VisitException, visit_day_id(record.id, due_day))
    change = None if exception is None or exception.deleted else day_change(exception)
    day = change.moved_to if change is not None and change.moved_to is not None else due_day
    occurrence = Occurrence(day, (), None if day == due_day else due_day, change)
    return VisitNow(record, as_on(record, occurrence), day, occurrence.cancelled)


def _require_held(now: VisitNow) -> None:
    """Refuse to move or stretch a visit on a day on which it falls away: that would bring it back unasked.

    Raises:
        ActRefused: it does.
    """
    require(
        {"kind": ActText(f"{called(now.shown).capitalize()} vervalt die dag.", _DECIDE_FIRST)} if now.cancelled else {}
    )


def _act(chosen: Sequence[object], done: str) -> str:
    return f"Bezoek {done}" if len(chosen) == 1 else f"{len(chosen)} bezoeken {done}"


def _ids(chosen: Iterable[Chosen]) -> list[str]:
    """Return the visits, each once: in one week a visit may have been chosen on two days."""
    return list(dict.fromkeys(one.visit_id for one in chosen))
