"""The measures of the planning boards as a list for the command line."""

from __future__ import annotations

from typing import Any

from storage.models import School
from storage.store import Store
from zorgarrangeur_tui.desk.measures import SchoolMeasures, region_measures, together
from zorgarrangeur_tui.domain.board_measures import BoardMeasures
from zorgarrangeur_tui.domain.budgets import hours_words
from zorgarrangeur_tui.domain.caps import of_cap
from zorgarrangeur_tui.domain.clock import duration
from zorgarrangeur_tui.domain.figure_words import fraction_text
from zorgarrangeur_tui.verbs.listings import Listing

_HEADERS = ("School", "Dekking", "Uren", "Gezichten", "Aanbieders", "Per dag", "Reizen", "Reserve", "Gewijzigd")
_NOTHING = "Er is nog geen school met een casus, een vaste zorgaanbieder of een bezoek."


def measures(store: Store, school: School | None) -> Listing:
    """Return the measures of one school, or of all with a last row about them together."""
    found = [one for one in region_measures(store) if school is None or one.school.id == school.id]
    rows = [_row(one) for one in found]
    if len(found) > 1:
        rows.append(_total(together(found)))
    return Listing(_HEADERS, rows, [_values(one) for one in found], _NOTHING)


def _row(one: SchoolMeasures) -> tuple[str, ...]:
    found, use = one.measures, one.use
    since = found.since_published
    return (
        one.school.name,
        _covered(found),
        ("! " if one.budget.minutes_over(found.presence) else "") + hours_words(found.presence, one.budget),
        _faces(found),
        f"{'! ' if use.over else ''}{of_cap(len(use.provider_ids), use.cap)}",
        fraction_text(found.mean_entries),
        duration(found.travel_minutes // 2),
        duration(found.reserve // 2),
        "niet gepubliceerd" if since is None else str(since.changed),
    )


def _total(every: BoardMeasures) -> tuple[str, ...]:
    hours = f"{duration((every.presence + 1) // 2)} per week"
    return "Samen", _covered(every), hours, _faces(every), "", "", "", duration(every.reserve // 2), ""


def _covered(found: BoardMeasures) -> str:
    return "" if found.coverage_percent is None else f"{found.coverage_percent} %"


def _faces(found: BoardMeasures) -> str:
    return f"{fraction_text(found.mean_faces)}, meest {found.pupil_faces[-1]}" if found.pupil_faces else ""


def _values(one: SchoolMeasures) -> dict[str, Any]:
    found = one.measures
    since = found.since_published
    return {
        "school": {"id": one.school.id, "site_code": one.school.site_code, "name": one.school.name},
        "needed_minutes_per_fortnight": found.needed,
        "covered_minutes_per_fortnight": found.covered,
        "presence_minutes_per_fortnight": found.presence,
        "budget_minutes_per_week": one.budget.minutes,
        "budget_is_whole": one.budget.whole,
        "faces_per_pupil": list(found.pupil_faces),
        "faces_at_school": found.school_faces,
        "providers": len(one.use.provider_ids),
        "provider_cap": one.use.cap,
        "mean_entries_per_day": round(found.mean_entries, 2),
        "travel_minutes_per_fortnight": found.travel_minutes,
        "travel_km_per_fortnight": round(found.travel_km, 1),
        "reserve_minutes_per_fortnight": found.reserve,
        "published_number": since.number if since else None,
        "changed_since_published": since.changed if since else None,
    }
