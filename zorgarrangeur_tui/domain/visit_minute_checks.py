"""Checks of minutes in one week: of a professional against the most that it works, of a need against what was granted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from storage.models.codes import Rhythm
from zorgarrangeur_tui.domain.clock import duration
from zorgarrangeur_tui.domain.coverage import Need, PlannedVisit, coverage
from zorgarrangeur_tui.domain.visit_check_values import CheckedNeed, CheckedProfessional, DayVisit
from zorgarrangeur_tui.domain.visit_findings import Finding, FindingKind


def above_max_minutes(visits: Iterable[DayVisit], professional: CheckedProfessional, monday: date) -> Finding | None:
    """Find a professional with more minutes of visits in a week than the most that it works. Travel does not count.

    Args:
        visits: those of this professional in this week.
        professional: who.
        monday: of the week.
    """
    own = list(visits)
    planned = sum(max(0, visit.duration_minutes) for visit in own)
    most = professional.max_minutes
    if most is None or planned <= most:
        return None
    own.sort(key=_by_moment)
    return Finding(
        FindingKind.ABOVE_MAX_MINUTES,
        monday,
        _ids(reversed(own)),
        (professional.id,),
        f"{_sentence_begin(professional.called)} heeft in week {monday.isocalendar().week} {duration(planned)} aan bezoeken; "
        f"ten hoogste {duration(most)} kan. Haal {duration(planned - most)} weg of geef een bezoek aan iemand anders.",
    )


def above_agreements(visits: Iterable[DayVisit], needs: Mapping[str, CheckedNeed], monday: date) -> Iterator[Finding]:
    """Find the needs that get more minutes in a week than were granted, or than were agreed.

    Args:
        visits: all visits of this week.
        needs: the needs by id.
        monday: of the week.
    """
    week = sorted(visits, key=_by_moment)
    planned = minutes_by_need(week, needs)
    for need_id, minutes in planned.items():
        need = needs[need_id]
        total = minutes + max(0, need.minutes_elsewhere)
        limits = (
            (FindingKind.ABOVE_GRANTED, need.minutes_granted, "toegekend", "vraag meer aan"),
            (FindingKind.ABOVE_AGREED, need.minutes_agreed, "afgesproken", "spreek meer af met de zorgaanbieder"),
        )
        for kind, limit, how, way_out in limits:
            if limit is not None and total > limit:
                yield Finding(
                    kind,
                    monday,
                    _ids(visit for visit in reversed(week) if need_id in visit.serves),
                    (need_id,),
                    f"Voor een zorgvraag is in week {monday.isocalendar().week} {duration(total)} gepland; {how} is "
                    f"{duration(limit)} per week. Plan {duration(total - limit)} minder, of {way_out}.",
                )


def minutes_by_need(visits: Iterable[DayVisit], needs: Mapping[str, CheckedNeed]) -> dict[str, int]:
    """Return the minutes that the visits of one week give each need that they serve.

    A visit for one need, or for one group, gives it all of its time. A visit for more gives each what it still lacks, by the
    rules of `coverage`; the rest of its time is nobody's. Visits count from early to late.
    """
    planned: dict[str, int] = {}
    lacking: dict[str, int] = {}
    for visit in sorted(visits, key=_by_moment):
        served = [needs[key] for key in dict.fromkeys(visit.serves) if key in needs]
        for need in served:
            lacking.setdefault(need.id, max(0, need.minutes_needed))
        if len(served) == 1 or (served and all(need.group for need in served)):
            given = {need.id: max(0, visit.duration_minutes) for need in served}
        else:
            given = _shared(visit, served, lacking)
        for need_id, minutes in given.items():
            planned[need_id] = planned.get(need_id, 0) + minutes
            lacking[need_id] = max(0, lacking[need_id] - minutes)
    return planned


def _shared(visit: DayVisit, served: Iterable[CheckedNeed], lacking: Mapping[str, int]) -> dict[str, int]:
    """Return how one visit divides its time."""
    asked = [Need(need.id, need.pupil_id, need.kind, need.group, lacking[need.id]) for need in served]
    alone = PlannedVisit(visit.id, "", 0, 0, visit.duration_minutes, Rhythm.WEEKLY, visit.serves)
    return {one.need.id: one.covered // 2 for one in coverage(asked, [alone])}


def _ids(visits: Iterable[DayVisit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(visit.id for visit in visits))


def _by_moment(visit: DayVisit) -> tuple[date, int, str]:
    return visit.day, visit.start_minute, visit.id


def _sentence_begin(text: str) -> str:
    return text[:1].upper() + text[1:]
