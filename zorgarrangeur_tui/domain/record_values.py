"""From records to the plain values on which the rules work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from storage.models import (
    Budget,
    CareNeed,
    Childcare,
    Entitlement,
    FixedBond,
    OwnDay,
    Professional,
    School,
    SchoolHoliday,
    VisitException,
    VisitPattern,
)
from storage.models.codes import CareForm
from storage.models.planning_codes import ExceptionKind
from zorgarrangeur_tui.domain.board_values import BoardNeed, BoardProfessional, BoardSchool, BoardVisit, Span
from zorgarrangeur_tui.domain.budgets import BudgetValue
from zorgarrangeur_tui.domain.caps import Bond
from zorgarrangeur_tui.domain.coverage import Need, PlannedVisit
from zorgarrangeur_tui.domain.funding import Title
from zorgarrangeur_tui.domain.holiday_periods import HolidayPeriod
from zorgarrangeur_tui.domain.school_days import BellTimes, SchoolDays
from zorgarrangeur_tui.domain.school_days import OwnDay as OwnDayValue
from zorgarrangeur_tui.domain.title_division import OwnedNeed, owner_of
from zorgarrangeur_tui.domain.visit_occurrences import DayChange, VisitSeries


def in_force(record: CareNeed | VisitPattern | FixedBond | Childcare | Budget, day: date) -> bool:
    """Tell whether a record is not deleted and holds on a day; an unknown start or end is open."""
    begun = record.starts_on is None or record.starts_on <= day
    return begun and (record.ends_on is None or day <= record.ends_on) and not record.deleted


def need_value(record: CareNeed) -> Need:
    """Return what coverage wants to know of a need."""
    return Need(record.id, record.pupil_id, record.kind, record.form == CareForm.GROUP, record.minutes_needed)


def budget_value(record: Budget) -> BudgetValue:
    """Return what the rules want to know of a budget."""
    return BudgetValue(record.id, record.pot, record.minutes_per_week, record.cents, record.starts_on, record.ends_on)


def owned_need(record: CareNeed) -> OwnedNeed:
    """Return what a title for all care wants to know of a need."""
    owner = owner_of(record.pupil_id, record.case_id)
    return OwnedNeed(record.id, owner, record.minutes_needed, record.starts_on, record.ends_on)


def title_value(record: Entitlement) -> Title:
    """Return what the rules about who pays want to know of a title."""
    return Title(
        record.law, record.state, record.minutes_granted, record.starts_on, record.ends_on, tuple(record.shares)
    )


def planned_visit(record: VisitPattern) -> PlannedVisit:
    """Return what coverage wants to know of a visit."""
    return PlannedVisit(
        record.id,
        record.professional_id,
        record.weekday,
        record.start_minute,
        record.duration_minutes,
        record.rhythm,
        tuple(record.serves),
    )


def board_visit(record: VisitPattern) -> BoardVisit:
    """Return what the planning board wants to know of a visit."""
    return BoardVisit(
        record.id,
        record.professional_id,
        record.school_id,
        record.weekday,
        record.start_minute,
        record.duration_minutes,
        record.rhythm,
        tuple(record.serves),
    )


def board_professional(record: Professional) -> BoardProfessional:
    """Return what the planning board wants to know of a professional. Windows of another shape are left out."""
    windows = tuple((window[0], window[1], window[2]) for window in record.availability if len(window) == 3)
    return BoardProfessional(
        record.id, record.name, record.provider_id, frozenset(record.skills), record.reserved_acts, windows
    )


def board_school(record: School) -> BoardSchool:
    """Return what the planning board wants to know of a school."""
    return BoardSchool(record.id, record.name, hours_value(record.bell_times))


def hours_value(bell_times: Iterable[Sequence[int]]) -> tuple[Span | None, ...]:
    """Return the hours of a school per weekday; a day without hours of the usual shape is without school."""
    return tuple((hours[0], hours[1]) if len(hours) == 2 else None for hours in bell_times)


def board_need(record: CareNeed) -> BoardNeed:
    """Return what the planning board wants to know of a need."""
    return BoardNeed(record.id, record.kind, record.reserved_act)


def bond_value(record: FixedBond) -> Bond:
    """Return what the cap wants to know of a fixed bond."""
    return Bond(record.provider_id, record.starts_on, record.ends_on, record.over_cap_reason)


def own_day_value(record: OwnDay) -> OwnDayValue | None:
    """Return what a calendar wants to know of an own day; None for one without a first day."""
    if record.first_day is None:
        return None
    start, end = record.start_minute, record.end_minute
    hours = (start, end) if start is not None and end is not None and start < end else None
    return OwnDayValue(record.kind, record.first_day, record.last_day or record.first_day, hours, record.name)


def school_days_value(record: School, own_days: Iterable[OwnDay]) -> SchoolDays:
    """Return what a school says about its own calendar. Days without hours of the usual shape are without school."""
    hours = board_school(record).bell_times
    return SchoolDays(
        record.id,
        record.name,
        record.holiday_region,
        (BellTimes(hours),) if hours else (),
        tuple(value for value in map(own_day_value, own_days) if value is not None),
        frozenset(record.open_holidays),
    )


def holiday_value(record: SchoolHoliday) -> HolidayPeriod | None:
    """Return a school holiday; None for one that misses a day, a region or a name."""
    if record.first_day is None or record.last_day is None or not record.region or not record.name:
        return None
    return HolidayPeriod(record.region, record.name, record.first_day, record.last_day, record.source, record.licence)


def visit_series(record: VisitPattern) -> VisitSeries:
    """Return when a visit comes back."""
    return VisitSeries(record.weekday, record.rhythm, record.starts_on, record.ends_on)


def day_change(record: VisitException) -> DayChange:
    """Return what was decided about a visit on one day."""
    return DayChange(
        record.id,
        record.kind == ExceptionKind.CANCELLED,
        record.cause,
        record.moved_to,
        record.start_minute,
        record.duration_minutes,
        record.professional_id,
        record.absence_id,
    )
