"""Schools: reading in a list, and finding one."""

from __future__ import annotations

from typing import Any

from sqlmodel import col, select

from storage import audit
from storage.errors import RecordMissing
from storage.field_values import field_names
from storage.models import CareLocation, School
from storage.store import Store
from zorgarrangeur_tui.importers.schools import SchoolPlan, plan_schools


def plan_school_import(store: Store, file_name: str, data: bytes) -> SchoolPlan:
    """Return what reading in a school list would do. Nothing is written.

    Raises:
        FileRefused: when the file as a whole cannot be used.
    """
    with store.read() as session:
        schools = session.exec(select(School).where(col(School.deleted).is_(False))).all()
    return plan_schools(file_name, data, {school.id: _values(school) for school in schools})


def import_schools(store: Store, file_name: str, data: bytes) -> SchoolPlan:
    """Read in a school list as one act, and return what was done.

    Raises:
        FileRefused: nothing was written.
    """
    with store.unit_of_work("Scholenlijst ingelezen") as work:
        known = {school.id: school for school in work.session.exec(select(School))}
        plan = plan_schools(
            file_name, data, {key: _values(school) for key, school in known.items() if not school.deleted}
        )
        for change in plan.changes:
            values: dict[str, Any] = {field: new for field, (_, new) in change.fields.items()}
            school = known.get(change.school_id)
            if school is None:
                work.add(School(id=change.school_id, **values))
            else:
                work.change(school, {**values, "deleted": False})
        work.note(
            audit.Action.IMPORT,
            object="schools",
            details=f"lines={plan.lines_read} new={plan.new_count} changed={plan.changed_count} "
            f"refused={plan.refused_count}",
        )
    return plan


def school_by_code(store: Store, code: str) -> School:
    """Return the school with a site code such as 99ZZ00, typed in any case.

    Raises:
        RecordMissing: with a sentence that names the next step.
    """
    wanted = code.strip().upper()
    with store.read() as session:
        school = session.exec(select(School).where(School.site_code == wanted, col(School.deleted).is_(False))).first()
    if school is None:
        raise RecordMissing("Er is geen school met deze vestigingscode. Zoek hem op met `zorgarrangeur list schools`.")
    return school


def place_name(store: Store, school_id: str, care_location_id: str) -> str:
    """Return the name of the school or care location that a case is about; empty when it is not known here."""
    with store.read() as session:
        school = session.get(School, school_id) if school_id else None
        place = session.get(CareLocation, care_location_id) if care_location_id else None
    found = school or place
    return found.name if found else ""


def _values(school: School) -> dict[str, object]:
    return {field: getattr(school, field) for field in field_names(School)}
