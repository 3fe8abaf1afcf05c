"""What came of the plan: days that went otherwise, an absence, visits ticked off, published plans and budgets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from storage.models import (
    Absence,
    Budget,
    FigureFreeze,
    PlanVersion,
    Scenario,
    VisitException,
    VisitPattern,
    VisitRecord,
    visit_day_id,
    visit_record_id,
)
from storage.models.casework_codes import FundingSource
from storage.models.codes import Rhythm
from storage.models.planning_codes import AbsenceKind, CancellationCause, ExceptionKind
from zorgarrangeur_tui.demo.draws import drawn_id
from zorgarrangeur_tui.demo.parts import Region
from zorgarrangeur_tui.domain.published_plan import published_visit, to_row
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.insight.frozen_figures import ALL, Measure

_WEEK = timedelta(days=7)
_PUPIL_ABSENT, _STAFF_AWAY = 0.08, 0.03
"""Shares of visits that are not given because the pupil, or the professional, is not there."""
_TICKED_SCHOOLS = 2
"""At so many schools last week was ticked off."""
_BEFORE_PUBLISHED = timedelta(days=10)
_AUTHOR = "Noor"


def add_carried_out(random: Random, region: Region) -> None:
    """Add to the region what a plan has once it runs."""
    monday = monday_of(region.today)
    weekly = [visit for visit in region.visits if visit.rhythm == Rhythm.WEEKLY and visit.school_id]
    ticked = {school.id for school in region.schools[:_TICKED_SCHOOLS]}
    for visit in weekly:
        if visit.school_id in ticked:
            region.carried_out.append(_record(random, visit, monday - _WEEK + timedelta(days=visit.weekday)))
    region.carried_out += _absence(random, region, weekly, monday + _WEEK)
    region.carried_out += _moved(weekly, monday)
    for index, school in enumerate(region.schools):
        visits = [visit for visit in region.visits if visit.school_id == school.id]
        if not index or (visits and random.random() < 0.7):
            region.carried_out.append(
                PlanVersion(
                    id=drawn_id(random),
                    school_id=school.id,
                    published_on=region.today - _BEFORE_PUBLISHED,
                    author=_AUTHOR,
                    holds_from=region.year_start,
                    visits=[to_row(published_visit(visit)) for visit in visits],
                )
            )
        region.carried_out += _budgets(random, school.id, visits, region.year_start)
    region.carried_out += _figures(random, region)


def _figures(random: Random, region: Region) -> Iterator[FigureFreeze | Scenario]:
    """Freeze what was needed at the first school when the year began, and keep one comparison with a larger group."""
    school = region.schools[0]
    cases = {case.id for case in region.cases if case.school_id == school.id}
    needs = [need for need in region.needs if need.case_id in cases]
    yield FigureFreeze(
        id=drawn_id(random),
        school_id=school.id,
        name="Begin van het schooljaar",
        frozen_on=region.year_start,
        rules=["Geteld met de hand, voor er een app was."],
        rows=[
            [ALL, "", "", Measure.PUPILS.value, str(len({need.pupil_id for need in needs} - {""}))],
            [ALL, "", "", Measure.NEEDED.value, str(sum(need.minutes_needed for need in needs) * 9 // 10)],
            [ALL, "", "", Measure.PROVIDERS.value, "9"],
            [ALL, "", "", Measure.ENTRIES.value, "13/2"],
        ],
    )
    yield Scenario(
        id=drawn_id(random),
        school_id=school.id,
        name="Vaste begeleider voor zes leerlingen",
        made_on=region.today,
        assumptions=["group_size=6"],
    )


def _record(random: Random, visit: VisitPattern, day: date) -> VisitRecord:
    """Return what came of a visit on a day."""
    drawn = random.random()
    cause, given = "", visit.duration_minutes
    if drawn < _STAFF_AWAY:
        cause, given = CancellationCause.PROFESSIONAL_ABSENT.value, 0
    elif drawn < _STAFF_AWAY + _PUPIL_ABSENT:
        cause, given = CancellationCause.PUPIL_ABSENT.value, 0
    return VisitRecord(
        id=visit_record_id(visit.id, day),
        visit_id=visit.id,
        day=day,
        professional_id=visit.professional_id,
        planned_minutes=visit.duration_minutes,
        realised_minutes=given,
        declared_minutes=given,
        cause=cause,
        absent_needs=list(visit.serves) if cause == CancellationCause.PUPIL_ABSENT else [],
    )


def _absence(
    random: Random, region: Region, weekly: list[VisitPattern], monday: date
) -> Iterator[Absence | VisitException]:
    """Let one professional be away next week; its first visit was cancelled, the others still ask for somebody."""
    person = next(
        (one for one in region.professionals if any(visit.professional_id == one.id for visit in weekly)), None
    )
    if person is None:
        return
    absence = Absence(
        id=drawn_id(random),
        professional_id=person.id,
        kind=AbsenceKind.LEAVE.value,
        first_day=monday,
        last_day=monday + timedelta(days=4),
    )
    yield absence
    visit = next(one for one in weekly if one.professional_id == person.id)
    day = monday + timedelta(days=visit.weekday)
    yield VisitException(
        id=visit_day_id(visit.id, day),
        visit_id=visit.id,
        day=day,
        kind=ExceptionKind.CANCELLED.value,
        cause=CancellationCause.PROFESSIONAL_ABSENT.value,
        absence_id=absence.id,
    )


def _moved(weekly: list[VisitPattern], monday: date) -> Iterator[VisitException]:
    """Let one visit of next week start half an hour later, because of a school photographer."""
    for visit in weekly[-1:]:
        day = monday + _WEEK + timedelta(days=visit.weekday)
        yield VisitException(
            id=visit_day_id(visit.id, day),
            visit_id=visit.id,
            day=day,
            kind=ExceptionKind.CHANGED.value,
            start_minute=visit.start_minute + 30,
            note="De schoolfotograaf is er.",
        )


def _budgets(random: Random, school_id: str, visits: list[VisitPattern], year_start: date) -> Iterator[Budget]:
    """Let most schools have hours that are a little above what is planned, some a little below."""
    planned = sum(visit.duration_minutes for visit in visits if visit.rhythm == Rhythm.WEEKLY)
    if planned and random.random() < 0.9:
        yield Budget(
            id=drawn_id(random),
            school_id=school_id,
            name="Zorg in onderwijstijd",
            pot=FundingSource.YOUTH_ACT.value,
            minutes_per_week=60 * round(planned * random.uniform(0.95, 1.15) / 60),
            starts_on=year_start,
            ends_on=date(year_start.year + 1, 7, 31),
            source="Besluit van de jeugdregio",
        )
