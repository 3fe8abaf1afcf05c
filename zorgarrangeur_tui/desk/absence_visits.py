"""The visits that fall in an absence, each with its day and with what was decided about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from storage.clock import local_date
from storage.models import Absence, VisitPattern
from storage.store import Store
from zorgarrangeur_tui.desk.absences import current_absences
from zorgarrangeur_tui.desk.calendars import Calendars, calendars, day_changes
from zorgarrangeur_tui.desk.plan_view_visits import with_standins
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.domain.absences import Away
from zorgarrangeur_tui.domain.checked_records import away_value, place_id
from zorgarrangeur_tui.domain.record_values import board_visit
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.domain.visit_check_values import DayVisit
from zorgarrangeur_tui.domain.visit_day_words import as_on_day
from zorgarrangeur_tui.domain.visit_occurrences import Occurrence

AHEAD = timedelta(weeks=4)
"""How far ahead visits are listed while nobody knows when an absence ends."""


class Stand(StrEnum):
    """What was decided about a visit."""

    OPEN = "open"
    REPLACED = "replaced"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class HitVisit:
    """A visit on one day of an absence.

    Attributes:
        pattern: the visit that comes back.
        due_day: the day on which it is due by its rhythm.
        visit: as it is on that day, by the professional who is away.
        stand: what was decided.
        replaced_by: who comes instead; "" for nobody.
        cause: why it falls away, when it does.
    """

    pattern: VisitPattern
    due_day: date
    visit: DayVisit
    stand: Stand
    replaced_by: str = ""
    cause: str = ""

    @property
    def key(self) -> str:
        """Tells it from the others."""
        return f"{self.pattern.id} {self.due_day.isoformat()}"


def absence_period(absence: Absence, today: date) -> tuple[date, date] | None:
    """Return the first and last day of which visits are listed; None for an absence without a first day.

    While the end is not known that is from this week, or the first day, up to four weeks ahead.
    """
    away = away_value(absence)
    if away is None:
        return None
    first = away.first_day if away.last_day else max(away.first_day, monday_of(today))
    return first, away.until(today, AHEAD)


def hit_visits(store: Store, absence: Absence) -> list[HitVisit]:
    """Return the visits that fall in an absence, from early to late.

    Also those of others that the professional would make as a replacement. What fell away for another cause is left out.
    """
    period, away = absence_period(absence, local_date(store.clock)), away_value(absence)
    if period is None or away is None:
        return []
    visits = living(store, VisitPattern, professional_id=absence.professional_id)
    visits = with_standins(store, visits, day_changes(store, period), {absence.professional_id})
    known = calendars(store, {visit.school_id for visit in visits if visit.school_id}, period)
    found = (_of_pattern(visit, absence, away, known, period) for visit in visits)
    return sorted((one for several in found for one in several), key=_order)


def open_count(hits: Iterable[HitVisit], day: date | None = None) -> int:
    """Return how many visits nobody makes and nobody called off, on one day or on all."""
    return sum(one.stand is Stand.OPEN and day in (None, one.visit.day) for one in hits)


def _of_pattern(
    visit: VisitPattern, absence: Absence, away: Away, known: Calendars, period: tuple[date, date]
) -> list[HitVisit]:
    found = known.of(visit.school_id).occurrences(visit, *period)
    hits = (_hit(visit, one, absence) for one in found if not one.reasons)
    return [
        one
        for one in hits
        if one is not None and away.meets(one.visit.day, one.visit.start_minute, one.visit.end_minute)
    ]


def _hit(visit: VisitPattern, one: Occurrence, absence: Absence) -> HitVisit | None:
    """Return a visit on a day of an absence; None when it is not about this professional, or fell away for another cause."""
    value = replace(board_visit(visit), school_id=place_id(visit))
    now = as_on_day(value, one)
    change, person_id = one.change, absence.professional_id
    ours = change is not None and change.absence_id == absence.id
    if one.cancelled and not ours:
        return None
    if person_id not in (visit.professional_id, now.professional_id) and not ours:
        return None
    stand = Stand.OPEN
    if one.cancelled:
        stand = Stand.CANCELLED
    elif now.professional_id != person_id:
        stand = Stand.REPLACED
    usual = DayVisit(
        visit.id, one.day, person_id, now.school_id, now.start_minute, now.duration_minutes, tuple(visit.serves)
    )
    return HitVisit(
        visit,
        one.due_day,
        usual,
        stand,
        now.professional_id if stand is Stand.REPLACED else "",
        change.cause if change and one.cancelled else "",
    )


def _order(one: HitVisit) -> tuple[date, int, str]:
    return one.visit.day, one.visit.start_minute, one.pattern.id


@dataclass(frozen=True, slots=True)
class AwayToday:
    """Somebody who is away today or soon, and how many visits nobody makes: today, and as far ahead as they are listed."""

    name: str
    away: Away
    open_today: int
    open_ahead: int


def away_soon(store: Store) -> list[AwayToday]:
    """Return who will be away within four weeks, as far as there are visits that nobody makes and nobody called off."""
    today = local_date(store.clock)
    found = []
    for absence, person in current_absences(store, today):
        away = away_value(absence)
        if away is not None and today < away.first_day <= today + AHEAD:
            waiting = open_count(hit_visits(store, absence))
            if waiting:
                found.append(AwayToday(person.name, away, 0, waiting))
    return found


def away_today(store: Store) -> list[AwayToday]:
    """Return who is away today."""
    today = local_date(store.clock)
    found = []
    for absence, person in current_absences(store, today):
        away = away_value(absence)
        if away is not None and away.on(today):
            hits = [hit for hit in hit_visits(store, absence) if hit.visit.day >= today]
            found.append(AwayToday(person.name, away, open_count(hits, today), open_count(hits)))
    return found
