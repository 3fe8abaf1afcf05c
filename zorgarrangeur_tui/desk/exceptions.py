"""What is decided about a visit on one day: written, changed and taken back.

An exception has an id that follows from the visit and the day, so there is at most one for each; one that was taken back, or
undone, comes back whole when it is written again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from storage.field_values import default_value, field_names
from storage.models import VisitException, VisitPattern, visit_day_id
from storage.models.planning_codes import ExceptionKind
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from zorgarrangeur_tui.desk.records import by_ids, checked_values
from zorgarrangeur_tui.desk.refusals import require
from zorgarrangeur_tui.domain.visit_edits import day_problems, day_values

_FIELDS = tuple(sorted(set(field_names(VisitException)) - {"id", "owner", "deleted", "visit_id", "day"}))


def exception_on(store: Store, visit_id: str, due_day: date) -> VisitException | None:
    """Return what was decided about a visit on a day that it is due; None when it is as usual."""
    record = by_ids(store, VisitException, (visit_day_id(visit_id, due_day),)).get(visit_day_id(visit_id, due_day))
    return None if record is None or record.deleted else record


def require_unchanged(store: Store, visit_id: str, due_day: date, seen: VisitException | None) -> None:
    """Refuse to decide about a day when something else was decided than whoever decides has seen.

    Raises:
        ActRefused: nothing was changed.
    """
    now = exception_on(store, visit_id, due_day)
    if _decision(now) != _decision(seen):
        require(
            {
                "day": "Over die dag is al iets anders afgesproken. Sluit dit en bekijk eerst die dag. Er is niets gewijzigd."
            }
        )


def _decision(record: VisitException | None) -> dict[str, Any] | None:
    return None if record is None else {name: getattr(record, name) for name in _FIELDS}


def set_exception(
    work: UnitOfWork, visit: VisitPattern, due_day: date, values: Mapping[str, Any]
) -> VisitException | None:
    """Decide about a visit on one day, instead of what was decided before. What is not named is as usual.

    Args:
        work: the act.
        visit: that comes back.
        due_day: on which it is due by its rhythm.
        values: fields of the exception, such as `kind` and `cause`, or `moved_to`, `start_minute`, `professional_id`.

    Returns:
        The exception; None when nothing differs from usual, so that there is none any more.

    Raises:
        ActRefused: with a sentence per field: it is not due then, it falls away without a cause, or lasts past midnight.
        ValueRefused: on leaving the act, when a text may not be stored.
    """
    require(day_problems(visit, due_day, values))
    kept = day_values(visit, due_day, values)
    if kept is None:
        clear_exception(work, visit.id, due_day)
        return None
    fresh = {name: default_value(VisitException, name) for name in _FIELDS}
    whole = checked_values(VisitException, {**fresh, **kept})
    record = work.session.get(VisitException, visit_day_id(visit.id, due_day))
    if record is None:
        record = VisitException(id=visit_day_id(visit.id, due_day), visit_id=visit.id, day=due_day, **whole)
        work.add(record)
    else:
        work.change(record, {**whole, "visit_id": visit.id, "day": due_day, "deleted": False})
    return record


def change_exception(
    work: UnitOfWork, visit: VisitPattern, due_day: date, values: Mapping[str, Any]
) -> VisitException | None:
    """Decide something more about a visit on one day: what was decided before stays, except what is named now.

    A visit that fell away takes place again, unless `kind` says otherwise. Takes, returns and raises what `set_exception` does.
    """
    record = work.session.get(VisitException, visit_day_id(visit.id, due_day))
    before = {} if record is None or record.deleted else {name: getattr(record, name) for name in _FIELDS}
    again = {"kind": ExceptionKind.CHANGED.value, "cause": ""}
    return set_exception(work, visit, due_day, {**before, **again, **values})


def clear_exception(work: UnitOfWork, visit_id: str, due_day: date) -> bool:
    """Let a visit be as usual on a day, and tell whether it was not."""
    record = work.session.get(VisitException, visit_day_id(visit_id, due_day))
    if record is None or record.deleted:
        return False
    work.remove(record)
    return True
