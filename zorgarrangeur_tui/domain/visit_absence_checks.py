"""The check of a visit by somebody who is away."""

from __future__ import annotations

from zorgarrangeur_tui.domain.absences import away_then
from zorgarrangeur_tui.domain.clock import dutch_date, weekday
from zorgarrangeur_tui.domain.visit_check_values import CheckedProfessional, DayVisit
from zorgarrangeur_tui.domain.visit_findings import Finding, FindingKind
from zorgarrangeur_tui.keys.act_text import ActText

_WHAT_NEXT = (
    "Kies een vervanger ({screens.planning_absence_acts.ReportAbsence}), of laat het bezoek die dag vervallen "
    "({screens.planning_week_acts.ThisDay})."
)


def professional_absent(visit: DayVisit, professional: CheckedProfessional) -> Finding | None:
    """Find a visit at a time at which the professional is away, for which nobody else comes."""
    away = away_then(professional.absences, visit.day, visit.start_minute, visit.end_minute)
    if away is None:
        return None
    who = professional.called
    return Finding(
        FindingKind.PROFESSIONAL_ABSENT,
        visit.day,
        (visit.id,),
        (professional.id, away.id),
        ActText(
            f"{who[:1].upper()}{who[1:]} is er niet {away.words}; dit bezoek is op {weekday(visit.day.weekday())} "
            f"{dutch_date(visit.day)} van {visit.span}.",
            _WHAT_NEXT,
        ),
    )
