"""Reading in a list of school holidays. What the app states itself, and what is known just so, is not written."""

from __future__ import annotations

from typing import Any

from sqlmodel import select

from storage import audit
from storage.field_values import default_value, field_names
from storage.models import SchoolHoliday, holiday_id
from storage.store import Store
from storage.text_rules import checked_text
from storage.unit_of_work import UnitOfWork
from zorgarrangeur_tui.desk.calendars import known_holidays
from zorgarrangeur_tui.domain.holiday_periods import HolidayPeriod
from zorgarrangeur_tui.domain.public_holidays import public_holidays
from zorgarrangeur_tui.importers.holiday_lines import HolidayKind
from zorgarrangeur_tui.importers.holiday_report import school_changes
from zorgarrangeur_tui.importers.holidays import HolidayPlan, plan_holidays


def plan_holiday_import(store: Store, file_name: str, data: bytes, source: str = "") -> HolidayPlan:
    """Return what reading in a list would do. Nothing is written.

    Args:
        store: an opened store.
        file_name: name of the file, for sentences.
        data: the whole file.
        source: where it comes from; "" for what the file says about that.

    Raises:
        FileRefused: when the file as a whole cannot be used.
        ValueRefused: the source may not be stored.
    """
    checked_text(source)
    known = known_holidays(store)
    plan = plan_holidays(file_name, data, known, source=source)
    years = sorted({change.period.first_day.year for change in plan.changes if change.kind is HolidayKind.PUBLIC})
    if not years:
        return plan
    public = (HolidayPeriod("", one.name, one.day, one.day) for year in years for one in public_holidays(year))
    return plan_holidays(file_name, data, known, public, source=source)


def import_holidays(store: Store, file_name: str, data: bytes, source: str = "") -> HolidayPlan:
    """Read in a list as one act, and return what was done. Takes what `plan_holiday_import` takes.

    Raises:
        FileRefused: nothing was written.
        ValueRefused: nothing was written.
    """
    with store.unit_of_work("Vakantielijst ingelezen") as work:
        there = {record.id: record for record in work.session.exec(select(SchoolHoliday))}
        plan = plan_holiday_import(store, file_name, data, source)
        changes = school_changes(plan)
        for change in changes:
            _write(work, there, change.period)
        new = sum(change.before is None for change in changes)
        work.note(
            audit.Action.IMPORT,
            object="holidays",
            details=f"lines={plan.lines_read} new={new} changed={len(changes) - new} refused={plan.refused_count}",
        )
    return plan


def _write(work: UnitOfWork, there: dict[str, SchoolHoliday], period: HolidayPeriod) -> None:
    """Write one holiday. One that somebody took away comes back whole when a list has it again."""
    values: dict[str, Any] = {
        "region": str(period.region),
        "name": period.name,
        "first_day": period.first_day,
        "last_day": period.last_day,
        "source": period.source,
        "licence": period.licence,
    }
    record_id = holiday_id(*_identity(period))
    record = there.get(record_id)
    if record is None:
        record = SchoolHoliday(id=record_id, **values)
        work.add(record)
        record.owner = ""  # a public fact is nobody's own: whoever reads the same list has the same record
    else:
        fresh = {name: default_value(SchoolHoliday, name) for name in field_names(SchoolHoliday) if name != "owner"}
        work.change(record, {**fresh, **values})


def _identity(period: HolidayPeriod) -> tuple[str, str, int]:
    region, name, school_year = period.key
    return str(region), name, school_year
