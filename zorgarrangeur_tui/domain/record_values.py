"""From records to the plain values on which the rules work."""

from __future__ import annotations

from datetime import date

from storage.models import CareNeed, FixedBond, Professional, School, VisitPattern
from storage.models.codes import CareForm
from zorgarrangeur_tui.domain.board_values import BoardNeed, BoardProfessional, BoardSchool, BoardVisit
from zorgarrangeur_tui.domain.caps import Bond
from zorgarrangeur_tui.domain.coverage import Need, PlannedVisit


def in_force(record: CareNeed | VisitPattern | FixedBond, day: date) -> bool:
    """Tell whether a record is not deleted and holds on a day; an unknown start or end is open."""
    begun = record.starts_on is None or record.starts_on <= day
    return begun and (record.ends_on is None or day <= record.ends_on) and not record.deleted


def need_value(record: CareNeed) -> Need:
    """Return what coverage wants to know of a need."""
    return Need(record.id, record.pupil_id, record.kind, record.form == CareForm.GROUP, record.minutes_needed)


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
    times = tuple((hours[0], hours[1]) if len(hours) == 2 else None for hours in record.bell_times)
    return BoardSchool(record.id, record.name, times)


def board_need(record: CareNeed) -> BoardNeed:
    """Return what the planning board wants to know of a need."""
    return BoardNeed(record.id, record.kind, record.reserved_act)


def bond_value(record: FixedBond) -> Bond:
    """Return what the cap wants to know of a fixed bond."""
    return Bond(record.provider_id, record.starts_on, record.ends_on, record.over_cap_reason)
