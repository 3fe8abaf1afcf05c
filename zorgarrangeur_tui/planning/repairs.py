"""Which visits of today cannot go on as they are after something happened, so that only those are planned anew.

Somebody who is away for at least the whole fortnight that a plan counts, a title that stopped, a half-day on which the school is
closed from now on. Whoever is away for some days keeps their visits: for those days others are found one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from storage.models import School, VisitPattern
from zorgarrangeur_tui.domain.absences import Away
from zorgarrangeur_tui.planning.region import Region

_REST_OF_A_FORTNIGHT = timedelta(days=13)


class Repair(StrEnum):
    """Why a visit cannot go on."""

    AWAY = "away"
    NOBODY = "nobody"
    CLOSED = "closed"


REPAIR_WORDS: Mapping[Repair, str] = {
    Repair.AWAY: "wie nu komt, is er dan niet",
    Repair.NOBODY: "niemand vraagt deze zorg dan nog, of de titel is gestopt",
    Repair.CLOSED: "de school is dan niet open",
}
"""Why a visit cannot go on, as the rest of a sentence."""


def is_away_all_fortnight(away: Away, day: date) -> bool:
    """Tell whether an absence takes whole days, from a day on for at least the fortnight that a plan counts."""
    whole_days = away.start_minute is None and away.end_minute is None
    return whole_days and away.on(day) and (away.last_day is None or away.last_day >= day + _REST_OF_A_FORTNIGHT)


def visits_to_repair(region: Region, only: Collection[str] = ()) -> dict[str, Repair]:
    """Return by id the visits at the planned schools that cannot go on, and why. One that is locked stays, whatever happened.

    Args:
        region: the region.
        only: ids of professionals who are away, to look at nothing but their visits.
    """
    if only:
        theirs = (visit for visit in region.here if visit.professional_id in only and not visit.locked)
        return {visit.id: Repair.AWAY for visit in theirs}
    found: dict[str, Repair] = {}
    for visit in region.here:
        if visit.locked:
            continue
        if visit.serves and region.stopped.issuperset(visit.serves):
            found[visit.id] = Repair.NOBODY
        elif not _is_open(region.schools[visit.school_id], visit):
            found[visit.id] = Repair.CLOSED
        elif visit.professional_id in region.away:
            found[visit.id] = Repair.AWAY
    return found


def needs_of(visits: Iterable[VisitPattern], repairs: Collection[str]) -> frozenset[str]:
    """Return the needs that visits which cannot go on serve: only those are planned again."""
    return frozenset(need for visit in visits if visit.id in repairs for need in visit.serves)


def _is_open(school: School, visit: VisitPattern) -> bool:
    """Tell whether a school is open for all of a visit; one without bell times is not known to be closed."""
    if not any(len(hours) == 2 for hours in school.bell_times):
        return True
    hours = school.bell_times[visit.weekday] if visit.weekday < len(school.bell_times) else []
    return len(hours) == 2 and hours[0] <= visit.start_minute <= hours[1] - visit.duration_minutes
