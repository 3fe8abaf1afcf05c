"""From records to the plain values on which the checks of planned visits work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from storage.models import Absence, CareNeed, FixedBond, Professional, Provider, School, VisitPattern
from storage.models.codes import CareForm, MomentRule
from zorgarrangeur_tui.domain.absences import Away
from zorgarrangeur_tui.domain.dated_spans import Dated
from zorgarrangeur_tui.domain.record_values import board_visit, bond_value
from zorgarrangeur_tui.domain.region_conflicts import RegionVisit
from zorgarrangeur_tui.domain.school_calendar import SchoolCalendar
from zorgarrangeur_tui.domain.travel import Place
from zorgarrangeur_tui.domain.visit_check_values import (
    CheckedNeed,
    CheckedProfessional,
    CheckedProvider,
    CheckedSchool,
    CheckedTitle,
    day_visits,
)
from zorgarrangeur_tui.domain.visit_occurrences import Occurrence

_SIX_DAYS = timedelta(days=6)


class NeedRow(NamedTuple):
    """The columns of a need that a check reads."""

    id: str
    case_id: str
    pupil_id: str
    kind: str
    form: str
    group_size: int | None
    reserved_act: bool
    minutes_needed: int
    minutes_granted: int | None
    minutes_agreed: int | None
    minutes_planned: int | None
    moment_rule: str
    starts_on: date | None
    ends_on: date | None


def in_force_in_week(record: CareNeed | VisitPattern, monday: date) -> bool:
    """Tell whether a record is not deleted and holds on some day of the week of a Monday."""
    return holds_in_week(record, monday) and not record.deleted


def holds_in_week(row: Dated, monday: date) -> bool:
    """Tell whether a row holds on some day of the week of a Monday."""
    begun = row.starts_on is None or row.starts_on <= monday + _SIX_DAYS
    return begun and (row.ends_on is None or monday <= row.ends_on)


def place_id(record: VisitPattern) -> str:
    """Return the id of the school or care location of a visit."""
    return record.school_id or record.care_location_id


def region_visit(record: VisitPattern, found: Iterable[Occurrence], *, in_plan: bool = True) -> RegionVisit:
    """Return a visit with the days on which it is due in the week that is checked, and whether it holds in that week."""
    value = replace(board_visit(record), school_id=place_id(record))
    return RegionVisit(value, day_visits(value, found), in_plan)


def checked_school(record: School, calendar: SchoolCalendar, bonds: Iterable[FixedBond]) -> CheckedSchool:
    """Return a school. The bonds are those that its cap counts."""
    known = record.latitude is not None and record.longitude is not None
    return CheckedSchool(
        calendar,
        record.room_count,
        Place(record.latitude or 0, record.longitude or 0) if known else None,
        _windows(record.quiet_windows),
        record.provider_cap,
        tuple(bond_value(bond) for bond in bonds),
    )


def checked_professional(record: Professional, absences: Iterable[Absence] = ()) -> CheckedProfessional:
    """Return a professional with the times in which it is away. One without any kind of care gives none, as on the board."""
    return CheckedProfessional(
        record.id,
        record.name,
        record.provider_id,
        record.reserved_acts,
        record.max_minutes,
        frozenset(record.skills),
        _windows(record.availability),
        away_values(absences),
    )


def away_values(absences: Iterable[Absence]) -> tuple[Away, ...]:
    """Return absences by first day; one without a first day, as may come from elsewhere, is left out."""
    found = [away for away in map(away_value, absences) if away is not None]
    return tuple(sorted(found, key=lambda one: (one.first_day, one.id)))


def away_value(record: Absence) -> Away | None:
    """Return an absence; None for one without a first day."""
    if record.first_day is None:
        return None
    return Away(record.id, record.first_day, record.last_day, record.start_minute, record.end_minute, record.kind)


def checked_provider(record: Provider) -> CheckedProvider:
    """Return a provider with what it is contracted for."""
    return CheckedProvider(
        record.id,
        record.name,
        frozenset(record.kinds),
        frozenset(record.laws),
        frozenset(filter(None, record.municipalities)),
    )


def checked_need(
    record: CareNeed | NeedRow, place: str, municipality: str, titles: Iterable[CheckedTitle]
) -> CheckedNeed:
    """Return a need.

    Args:
        record: the need.
        place: id of the school or care location of its case.
        municipality: the gemeente that pays for its child.
        titles: under which it may be given: those that are there.
    """
    return CheckedNeed(
        record.id,
        record.kind,
        record.pupil_id,
        record.form == CareForm.GROUP,
        record.group_size,
        record.reserved_act,
        record.minutes_needed,
        record.minutes_granted,
        record.minutes_agreed,
        record.minutes_planned or 0,
        municipality,
        tuple(titles),
        record.moment_rule == MomentRule.ON_CALL,
        place,
    )


def _windows(windows: Iterable[Sequence[int]]) -> tuple[tuple[int, int, int], ...]:
    """Return windows of the usual shape; the others are left out."""
    return tuple((window[0], window[1], window[2]) for window in windows if len(window) == 3)
