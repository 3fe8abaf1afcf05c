"""Absences and replacements as lists, for people and for scripts. Pupils are in them by pseudonym."""

from __future__ import annotations

from typing import Any

from storage.clock import local_date
from storage.models.planning_codes import AbsenceKind
from storage.store import Store
from zorgarrangeur_tui.desk.absence_page import AbsencePage
from zorgarrangeur_tui.desk.absence_visits import HitVisit, hit_visits, open_count
from zorgarrangeur_tui.desk.absences import current_absences
from zorgarrangeur_tui.domain.checked_records import away_value
from zorgarrangeur_tui.domain.clock import dutch_date_short, time_of_day, time_span, weekday_short
from zorgarrangeur_tui.domain.replacement_values import Replacement
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.verbs.finding import ID_SHOWN
from zorgarrangeur_tui.verbs.listings import Listing

_STANDS = {"open": "open", "replaced": "vervangen door {}", "cancelled": "vervalt"}


def absences(store: Store) -> Listing:
    """Return who is away today or later, earliest first."""
    rows, values = [], []
    for absence, person in current_absences(store, local_date(store.clock)):
        away = away_value(absence)
        count = open_count(hit_visits(store, absence))
        when = away.words if away else ""
        rows.append((absence.id[:ID_SHOWN], person.name, word(absence.kind, AbsenceKind), when, str(count)))
        values.append(
            {
                "id": absence.id,
                "professional": {"id": person.id, "name": person.name},
                "kind": absence.kind,
                "first_day": absence.first_day,
                "last_day": absence.last_day,
                "start_minute": absence.start_minute,
                "end_minute": absence.end_minute,
                "open_visits": count,
            }
        )
    headers = ("Kenmerk", "Zorgprofessional", "Soort", "Wanneer", "Bezoeken open")
    return Listing(headers, rows, values, "Niemand is afwezig.")


def replacements(page: AbsencePage, most: int) -> Listing:
    """Return the visits of an absence, each open one with so many candidates at most."""
    rows: list[tuple[str, ...]] = []
    values = []
    for hit in page.hits:
        found = page.ranked.get(hit.key, [])[:most]
        stand = _STANDS[hit.stand].format(page.name_of(hit.replaced_by))
        first = (_when(hit), page.place(hit), page.whom(hit), stand)
        rows += [(*(first if not place else ("", "", "", "")), *_words(one)) for place, one in enumerate(found)]
        if not found:
            rows.append((*first, "", ""))
        values.append(_value(page, hit, found))
    headers = ("Wanneer", "School", "Voor", "Stand", "Wie kan", "Waarom")
    return Listing(headers, rows, values, "In deze tijd valt geen bezoek.")


def _when(hit: HitVisit) -> str:
    visit = hit.visit
    span = time_span(visit.start_minute, visit.duration_minutes)
    return f"{weekday_short(visit.day.weekday())} {dutch_date_short(visit.day)} {span}"


def _words(one: Replacement) -> tuple[str, str]:
    how = "" if one.fits else f" (om {time_of_day(one.start_minute)})" if one.possible else " (kan niet)"
    return f"{one.person.name}{how}", " ".join((*one.reasons, *one.against))


def _value(page: AbsencePage, hit: HitVisit, found: list[Replacement]) -> dict[str, Any]:
    return {
        "visit": hit.pattern.id,
        "due_day": hit.due_day,
        "day": hit.visit.day,
        "start_minute": hit.visit.start_minute,
        "duration_minutes": hit.visit.duration_minutes,
        "place": hit.visit.school_id,
        "stand": hit.stand,
        "replaced_by": hit.replaced_by or None,
        "cause": hit.cause or None,
        "misses": [
            {
                "need": effect.need.id,
                "pupil": page.pupils[effect.need.pupil_id].pseudonym if effect.need.pupil_id in page.pupils else None,
                "minutes": effect.minutes,
                "week_planned": effect.week_planned,
                "week_lost": effect.week_lost,
                "other_care_that_day": bool(effect.same_day),
            }
            for effect in page.effects.get(hit.key, ())
        ],
        "candidates": [
            {
                "professional": {"id": one.person.id, "name": one.person.name},
                "fits": one.fits,
                "possible": one.possible,
                "start_minute": one.start_minute,
                "points": one.points,
                "reasons": list(one.reasons),
                "against": list(one.against),
            }
            for one in found
        ],
    }
