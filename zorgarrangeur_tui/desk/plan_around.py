"""Planning around a long absence: what is asked of the planner so that it changes only the visits of whoever is away."""

from __future__ import annotations

from datetime import date, timedelta

from zorgarrangeur_tui.desk.absence_page import AbsencePage
from zorgarrangeur_tui.desk.planner import PlanAsk, PlanMode
from zorgarrangeur_tui.planning.repairs import is_away_all_fortnight

_DAY = timedelta(days=1)


def ask_around(page: AbsencePage, today: date) -> PlanAsk | None:
    """Return what to ask the planner for an absence; None for a short one, or when it hits no school.

    The plan begins on the first day of the absence that is still to come, and ends with it.
    """
    day = max(page.away.first_day, today + _DAY)
    schools = sorted({hit.pattern.school_id for hit in page.hits if hit.pattern.school_id})
    if not schools or not is_away_all_fortnight(page.away, day):
        return None
    return PlanAsk(
        day=day,
        until=page.away.last_day,
        school_ids=tuple(schools),
        mode=PlanMode.REPAIR,
        away=frozenset({page.person.id}),
    )
