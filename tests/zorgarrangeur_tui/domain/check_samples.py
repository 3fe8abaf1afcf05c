"""A school in Midden, a second one ten kilometres further, and visits to them, for the checks of planned visits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from storage.models.casework_codes import DeliveryForm
from storage.models.codes import CareKind, HolidayRegion, Law
from zorgarrangeur_tui.domain.school_calendar import SchoolCalendar
from zorgarrangeur_tui.domain.school_days import BellTimes, SchoolDays
from zorgarrangeur_tui.domain.travel import Place
from zorgarrangeur_tui.domain.visit_check_values import (
    CheckedNeed,
    CheckedProfessional,
    CheckedProvider,
    CheckedSchool,
    CheckedTitle,
    DayVisit,
    Surroundings,
)
from zorgarrangeur_tui.domain.visit_checks import visit_findings
from zorgarrangeur_tui.domain.visit_findings import Finding

MONDAY = date(2026, 11, 23)
HOURS = BellTimes(((510, 870), (510, 870), (510, 750), (510, 870), (510, 870)))
SCHOOL = CheckedSchool(
    SchoolCalendar(SchoolDays("s", "De Wilgenboog", HolidayRegion.MIDDLE, (HOURS,))), 2, Place(52.1, 5.1)
)
OTHER_SCHOOL = CheckedSchool(
    SchoolCalendar(SchoolDays("o", "De Molenkade", HolidayRegion.MIDDLE, (HOURS,))), 2, Place(52.19, 5.1)
)
NOOR = CheckedProfessional("n", "Noor", "zorg", reserved_acts=False, max_minutes=600)
PROVIDER = CheckedProvider(
    "zorg",
    "Zorg Vlonder",
    frozenset({CareKind.PERSONAL_CARE}),
    frozenset({Law.YOUTH_ACT}),
    frozenset({"Vlonderdam"}),
)
TITLE = CheckedTitle("t", Law.YOUTH_ACT, DeliveryForm.IN_KIND, date(2026, 1, 1), date(2026, 12, 31))
CARE = CheckedNeed("care", CareKind.PERSONAL_CARE, "p", minutes_needed=120, municipality="Vlonderdam", titles=(TITLE,))


def visit(key: str = "v", start: int = 540, minutes: int = 60, **other: Any) -> DayVisit:
    """Return a visit of Noor on a Monday."""
    return replace(DayVisit(key, MONDAY, "n", "s", start, minutes), **other)


def around(*needs: CheckedNeed, **other: Any) -> Surroundings:
    """Return what the visits refer to, with these needs."""
    return replace(
        Surroundings(
            {"s": SCHOOL, "o": OTHER_SCHOOL}, {"n": NOOR}, {"zorg": PROVIDER}, {need.id: need for need in needs}
        ),
        **other,
    )


def found(*visits: DayVisit, needs: tuple[CheckedNeed, ...] = (CARE,), **other: Any) -> list[Finding]:
    """Return what is wrong with these visits."""
    return visit_findings(visits, around(*needs, **other))
