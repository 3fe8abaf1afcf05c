"""A school whose last week can be ticked off: a visit for one child, one for two, and one that was cancelled."""

from __future__ import annotations

from datetime import date

from storage.models import (
    CareNeed,
    Case,
    Entitlement,
    Professional,
    Provider,
    Pupil,
    School,
    Tariff,
    VisitException,
    VisitPattern,
    site_id,
    visit_day_id,
)
from storage.models.casework_codes import TitleState
from storage.models.codes import CareForm, CareKind, Law
from storage.models.planning_codes import CancellationCause, ExceptionKind
from storage.store import Store
from zorgarrangeur_tui.desk.ticking import TickPage, tick_page
from zorgarrangeur_tui.domain.ticking import TickLine

MONDAY, TUESDAY, THURSDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 19)
"""Of the last whole week before the moment at which the clocks of tests stand."""
SCHOOL = site_id("99ZT00")
NURSE, GUIDE, OTTER, EGEL, NURSING = "a" * 32, "b" * 32, "c" * 32, "d" * 32, "e" * 32
GROUP_OTTER, GROUP_EGEL, ALONE, GROUP, GONE = "1" * 32, "2" * 32, "3" * 32, "4" * 32, "5" * 32
_CASE, _SUN, _MOON = "f" * 32, "6" * 32, "7" * 32


def fill_week(store: Store) -> None:
    """Store the school, with a Wlz title and a tariff for the nursing of one child."""
    begins = {"starts_on": MONDAY}
    group = {"kind": CareKind.GROUP_GUIDANCE, "form": CareForm.GROUP, "minutes_needed": 60, "minutes_agreed": 60}
    with store.unit_of_work("Klaargezet") as work:
        work.add(
            School(id=SCHOOL, site_code="99ZT00", name="De Wilg", place="Urk", bell_times=[[510, 900]] * 5),
            Provider(id=_SUN, name="Zorg Zonnig"),
            Provider(id=_MOON, name="Zorg Maan"),
            Professional(id=NURSE, name="Anna Bos", provider_id=_SUN, skills=[CareKind.NURSING]),
            Professional(id=GUIDE, name="Bram Vos", provider_id=_MOON, skills=[CareKind.GROUP_GUIDANCE]),
            Case(id=_CASE, title="Zorg in de klas", school_id=SCHOOL),
            Pupil(id=OTTER, case_id=_CASE, pseudonym="Blauwe Otter"),
            Pupil(id=EGEL, case_id=_CASE, pseudonym="Zilveren Egel"),
            CareNeed(
                id=NURSING,
                case_id=_CASE,
                pupil_id=OTTER,
                kind=CareKind.NURSING,
                minutes_needed=120,
                minutes_agreed=120,
            ),
            CareNeed(id=GROUP_OTTER, case_id=_CASE, pupil_id=OTTER, **group),
            CareNeed(id=GROUP_EGEL, case_id=_CASE, pupil_id=EGEL, **group),
            Entitlement(
                case_id=_CASE,
                pupil_id=OTTER,
                need_id=NURSING,
                law=Law.LONG_TERM_CARE_ACT,
                state=TitleState.PRESENT,
            ),
            Tariff(name="Verpleging", law=Law.LONG_TERM_CARE_ACT, care_kind=CareKind.NURSING, cents=8500),
            VisitPattern(
                id=ALONE,
                school_id=SCHOOL,
                professional_id=NURSE,
                weekday=0,
                duration_minutes=60,
                serves=[NURSING],
                **begins,
            ),
            VisitPattern(
                id=GROUP,
                school_id=SCHOOL,
                professional_id=GUIDE,
                weekday=1,
                duration_minutes=60,
                serves=[GROUP_OTTER, GROUP_EGEL],
                **begins,
            ),
            VisitPattern(
                id=GONE,
                school_id=SCHOOL,
                professional_id=NURSE,
                weekday=3,
                duration_minutes=60,
                serves=[NURSING],
                **begins,
            ),
            VisitException(
                id=visit_day_id(GONE, THURSDAY),
                visit_id=GONE,
                day=THURSDAY,
                kind=ExceptionKind.CANCELLED,
                cause=CancellationCause.PROFESSIONAL_ABSENT,
            ),
        )


def week(store: Store, monday: date = MONDAY) -> TickPage:
    """Return a week of the school."""
    return tick_page(store, SCHOOL, monday)


def line_of(store: Store, visit_id: str) -> TickLine:
    """Return a visit of the last whole week."""
    return next(line for line in week(store).lines if line.visit_id == visit_id)
