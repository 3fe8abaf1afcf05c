"""What is due: every watched day of every record that is overdue or comes within some weeks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from storage.clock import local_date
from storage.models.field_codes import FIELD_CODES
from storage.store import Store
from zorgarrangeur_tui.desk.reference import weeks_ahead
from zorgarrangeur_tui.desk.watch_computed import computed_days
from zorgarrangeur_tui.desk.watch_query import FoundDay, WatchRow, dated_rows
from zorgarrangeur_tui.desk.watch_surroundings import Surroundings
from zorgarrangeur_tui.domain.watch import Watched, WatchRule, day_of, in_window, rules_of
from zorgarrangeur_tui.domain.words import word


def due(
    store: Store,
    weeks: int | None = None,
    *,
    kinds: tuple[str, ...] = (),
    school_id: str = "",
    case_id: str = "",
) -> list[Watched]:
    """Return what is overdue or due within some weeks, longest overdue first. It may take a while: ask in a thread.

    Nothing of a case that ended, or of what was taken away; what waits with its case is marked. Children appear by pseudonym.

    Args:
        store: an opened store.
        weeks: how far ahead; None: as the threshold in the reference data says. What takes long to prepare is told so much earlier.
        kinds: `domain.watch.WatchKind` values; none: all.
        school_id: only what belongs to this school, by itself or by its case; "" for all.
        case_id: only what belongs to this case; "" for all.
    """
    today = local_date(store.clock)
    weeks = weeks_ahead(store) if weeks is None else weeks
    with store.read() as session:
        connection = session.connection()
        found = [
            (rule, day) for rule in rules_of(today, kinds) for day in _days(connection, rule, today, weeks, case_id)
        ]
        around = Surroundings(connection, [(rule.record_type, day.row) for rule, day in found])
    watched = (_watched(around, today, rule, day) for rule, day in found)
    return sorted((one for one in watched if not school_id or one.school_id == school_id), key=lambda one: one.order)


def _days(connection: Connection, rule: WatchRule, today: date, weeks: int, case_id: str) -> Iterable[FoundDay]:
    """Return the days of one rule that are on the list."""
    if rule.computed:
        yield from computed_days(connection, rule, today, weeks, case_id=case_id)
        return
    for row in dated_rows(connection, rule, today, weeks, case_id=case_id):
        day = day_of(rule, row)
        if day is not None and in_window(rule, day, today, weeks):
            yield FoundDay(row, day, "", rule.sentence)


def _watched(around: Surroundings, today: date, rule: WatchRule, found: FoundDay) -> Watched:
    kind, row = rule.record_type, found.row
    return Watched(
        rule=rule,
        record_id=row["id"],
        due_on=found.day,
        today=today,
        case_id=around.case_id(kind, row),
        pupil_id=around.pupil_id(kind, row),
        school_id=around.school_id(kind, row),
        place=around.place(kind, row),
        who=around.pseudonym(kind, row),
        what=found.told or ": ".join(filter(None, (rule.title, _detail(around, rule, row)))),
        why=found.why,
        on_hold=around.on_hold(kind, row),
    )


def _detail(around: Surroundings, rule: WatchRule, row: WatchRow) -> str:
    """Return the first detail of a rule that is filled in, in words."""
    for field in rule.details:
        value = row[field]
        codes = FIELD_CODES.get((rule.record_type, field))
        text = around.provider(row) if field == "provider_id" else value
        if text:
            return word(value, codes) if codes else " ".join(str(text).split())
    return ""
