"""The figures of every place with a case, asked in a few large questions: a region has hundreds of schools."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, or_, select

from storage.clock import local_date
from storage.models import CareLocation, CareNeed, Case, FixedBond, Record, School, VisitPattern
from storage.models.codes import CareForm
from storage.store import Store
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.domain.caps import Bond
from zorgarrangeur_tui.domain.coverage import Need, PlannedVisit
from zorgarrangeur_tui.insight.figures import Place, PlaceFigures, place_figures


def figures_per_place(store: Store) -> list[PlaceFigures]:
    """Return the figures of every school and care location with a case, most uncovered minutes first, then by name."""
    today = local_date(store.clock)
    figures = [place_figures(place, today) for place in _places(store, today)]
    return sorted(figures, key=lambda one: (-one.amounts.uncovered, one.place.name, one.place.id))


def _places(store: Store, today: date) -> Iterator[Place]:
    """Yield every place with a case, with what is in force there. Columns, not records: that is many times as quick."""
    case, need, visit, bond = (_columns(model) for model in (Case, CareNeed, VisitPattern, FixedBond))
    with store.read() as session:
        ask = session.connection().execute
        place_of = {row.id: row.school_id or row.care_location_id for row in ask(_living(Case, case.id, case.school_id, case.care_location_id))}
        needs: defaultdict[str, list[Need]] = defaultdict(list)
        needed = _living(CareNeed, need.id, need.case_id, need.pupil_id, need.kind, need.form, need.minutes_needed)
        for row in ask(_in_force(needed, need, today)).all():
            value = Need(row.id, row.pupil_id, row.kind, row.form == CareForm.GROUP, row.minutes_needed)
            needs[place_of.get(row.case_id, "")].append(value)
        visits: defaultdict[str, list[PlannedVisit]] = defaultdict(list)
        planned = _living(VisitPattern, visit.id, visit.school_id, visit.care_location_id, visit.professional_id, visit.weekday, visit.start_minute, visit.duration_minutes, visit.rhythm, visit.serves)
        for row in ask(_in_force(planned, visit, today)).all():
            visits[row.school_id or row.care_location_id].append(_visit_value(row))
        bonds: defaultdict[str, list[Bond]] = defaultdict(list)
        for row in ask(_living(FixedBond, bond.school_id, bond.provider_id, bond.starts_on, bond.ends_on)):
            bonds[row.school_id].append(Bond(row.provider_id, row.starts_on, row.ends_on))
    ids = set(place_of.values()) - {""}
    schools = by_ids(store, School, ids)
    locations = by_ids(store, CareLocation, ids - set(schools))
    for place_id in ids:
        school, found = schools.get(place_id), schools.get(place_id) or locations.get(place_id)
        yield Place(
            id=place_id,
            name=found.name if found else "",
            needs=needs[place_id],
            visits=visits[place_id],
            bonds=bonds[place_id],
            cap=school.provider_cap if school else None,
        )


def _visit_value(row: Row[Any]) -> PlannedVisit:
    return PlannedVisit(
        row.id,
        row.professional_id,
        row.weekday,
        row.start_minute,
        row.duration_minutes,
        row.rhythm,
        tuple(row.serves),
    )


def _columns(model: type[Record]) -> Any:
    return model.__table__.c  # type: ignore[attr-defined]  # SQLModel adds it to table models


def _living(model: type[Record], *columns: Any) -> Select[Any]:
    return select(*columns).where(_columns(model).deleted.is_(False))


def _in_force(query: Select[Any], columns: Any, day: date) -> Select[Any]:
    """Narrow a question to what holds on a day; an unknown start or end is open."""
    return query.where(
        or_(columns.starts_on.is_(None), columns.starts_on <= day),
        or_(columns.ends_on.is_(None), columns.ends_on >= day),
    )
