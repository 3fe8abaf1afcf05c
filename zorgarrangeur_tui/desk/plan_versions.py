"""The published plans of a school, and the plan as it is now in the same form."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from sqlmodel import col, func, select

from storage.models import PlanVersion, Professional, VisitException, VisitPattern
from storage.store import Store
from zorgarrangeur_tui.desk.records import by_ids, living
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.domain.plan_changes import PlanState, SincePublished, changed_count, plan_changes
from zorgarrangeur_tui.domain.published_plan import (
    exceptions_of,
    published_exception,
    published_visit,
    visits_of,
)


def versions_of(store: Store, school_id: str) -> list[PlanVersion]:
    """Return the published plans of a school, newest first."""
    return sorted(living(store, PlanVersion, school_id=school_id), key=_by_number, reverse=True)


def last_version(store: Store, school_id: str) -> PlanVersion | None:
    """Return the plan of a school that was published last; None when none was."""
    asked = select(PlanVersion).where(PlanVersion.school_id == school_id, col(PlanVersion.deleted).is_(False))
    latest = (col(PlanVersion.number).desc(), col(PlanVersion.published_on).desc(), col(PlanVersion.id).desc())
    with store.read() as session:
        return session.exec(asked.order_by(*latest).limit(1)).first()


def state_of(version: PlanVersion | None) -> PlanState:
    """Return the plan that a version holds; an empty one without a version."""
    if version is None:
        return PlanState()
    return PlanState(visits_of(version.visits), exceptions_of(version.exceptions))


def current_state(store: Store, school_id: str, from_day: date | None = None) -> PlanState:
    """Return the plan of a school as it is now, as it would be made known.

    Args:
        store: an opened store.
        school_id: the school.
        from_day: what is over before this day is left out; None: all of it.
    """
    visits = [
        visit
        for visit in living(store, VisitPattern, school_id=school_id)
        if from_day is None or visit.ends_on is None or visit.ends_on >= from_day
    ]
    kept = [record for record in _exceptions(store, [visit.id for visit in visits]) if _counts(record, from_day)]
    days = sorted(kept, key=lambda record: (record.day or date.min, record.visit_id))
    return PlanState(
        tuple(map(published_visit, visits)),
        tuple(value for value in map(published_exception, days) if value is not None),
    )


def names_in(store: Store, states: Iterable[PlanState]) -> dict[str, str]:
    """Return the names of all professionals in some plans, by id."""
    known = list(states)
    people = {one.professional_id for state in known for one in state.visits}
    people |= {one.professional_id for state in known for one in state.exceptions}
    return {key: person.name for key, person in by_ids(store, Professional, people).items()}


def since_published(store: Store, school_id: str, from_day: date) -> SincePublished | None:
    """Return how many visits and single days of a school differ from the last published plan; None when there is none."""
    last = last_version(store, school_id)
    if last is None:
        return None
    changes = plan_changes(state_of(last), current_state(store, school_id, from_day), from_day)
    return SincePublished(last.number, last.published_on, changed_count(changes))


def published_words(version: PlanVersion) -> str:
    """Return "Rooster 3, gepubliceerd op 10-11-2026 door Noor, geldt vanaf 16-11-2026"."""
    parts = [f"Rooster {version.number}"]
    on = f" op {dutch_date_short(version.published_on)}" if version.published_on else ""
    by = f" door {version.author}" if version.author else ""
    parts.append(f"gepubliceerd{on}{by}")
    if version.holds_from:
        parts.append(f"geldt vanaf {dutch_date_short(version.holds_from)}")
    return ", ".join(parts)


def next_number(store: Store, school_id: str) -> int:
    """Return a number that no version has, also none that was taken back: calendars may have seen it."""
    with store.read() as session:
        highest = session.exec(select(func.max(PlanVersion.number)).where(PlanVersion.school_id == school_id)).one()
    return (highest or 0) + 1


def _exceptions(store: Store, visit_ids: Collection[str]) -> list[VisitException]:
    asked = select(VisitException).where(
        col(VisitException.visit_id).in_(visit_ids), col(VisitException.deleted).is_(False)
    )
    with store.read() as session:
        return list(session.exec(asked))


def _counts(record: VisitException, from_day: date | None) -> bool:
    days = [day for day in (record.day, record.moved_to) if day is not None]
    return bool(days) and (from_day is None or max(days) >= from_day)


def _by_number(version: PlanVersion) -> tuple[int, date, str]:
    return version.number, version.published_on or date.min, version.id
