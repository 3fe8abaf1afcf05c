"""What is due on 100,000 cases, next to bare SQL that only counts the dates.

Run from the root of the project: `python -m bench.watch`. Every case has a child, a title, an action and a consent with
days spread over four years. Both take turns in one run; nothing is asserted.
"""

from __future__ import annotations

import random
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, update

from bench.command import run
from bench.figures import Figure, Size, figure
from bench.filled_stores import default_row, fill, new_store
from bench.timing import in_turn
from storage.clock import local_date
from storage.models import RECORD_TYPES, Action, Case, Consent, Entitlement, Pupil, Record, new_id
from storage.models.codes import Phase
from storage.store import Store
from zorgarrangeur_tui.desk.attention import attention
from zorgarrangeur_tui.desk.watch import due
from zorgarrangeur_tui.domain.watch import WatchRule, rules_of

CASES = {Size.FULL: 100_000, Size.QUICK: 20_000, Size.TINY: 300}
TIMES = 5
BESIDE = "bare SQL that counts the dates"
OVERDUE_DAYS, AHEAD_DAYS = 10, 1450


def fill_days(store: Store, case_ids: list[str], today: date) -> None:
    """Give every case a deadline, a child, a title, an action and a consent."""
    chance = random.Random(3)  # the same days in every run

    def some_day() -> date:
        return today + timedelta(days=chance.randint(-OVERDUE_DAYS, AHEAD_DAYS))

    rows: dict[type[Record], list[dict[str, Any]]] = {Pupil: [], Entitlement: [], Action: [], Consent: []}
    empty = {model: default_row(model) for model in rows}
    for case_id in case_ids:
        pupil_id = new_id()
        of_child = {"case_id": case_id, "pupil_id": pupil_id}
        born = {"birth_year": today.year - chance.randint(4, 19), "birth_month": chance.choice((None, 1, 4, 7, 12))}
        days = {"admission_until": some_day(), "plan_review_on": some_day()}
        given = {"given_on": today - timedelta(days=chance.randint(0, 700)), "purpose": "overleg"}
        rows[Pupil].append({**empty[Pupil], "id": pupil_id, "case_id": case_id, **born, **days})
        rows[Entitlement].append(
            {**empty[Entitlement], "id": new_id(), **of_child, "law": "youth_act", "ends_on": some_day()}
        )
        rows[Action].append({**empty[Action], "id": new_id(), **of_child, "what": "Bellen", "due_on": some_day()})
        rows[Consent].append({**empty[Consent], "id": new_id(), **of_child, **given, "ends_on": some_day()})
    with store.unit_of_work("Vulling voor de meting") as work:
        for model, written in rows.items():
            work.connection.execute(insert(model), written)
        work.connection.execute(update(Case).values(deadline=today + timedelta(days=400), phase=Phase.RUNNING))


def bare_counts(store: Store, today: date, weeks: int) -> int:
    """Count per rule the dates that are early enough, and no more."""
    with store.read() as session:
        driver = session.connection().connection.driver_connection
        assert driver is not None
        return sum(driver.execute(*counted(rule, today, weeks)).fetchone()[0] for rule in rules_of(today) if rule.field)


def counted(rule: WatchRule, today: date, weeks: int) -> tuple[str, tuple[str]]:
    """Return the bare query of one rule."""
    last_day = today + timedelta(weeks=weeks, days=rule.lead_days - rule.after_days)
    name = RECORD_TYPES[rule.record_type].__tablename__
    return f'SELECT count(*) FROM "{name}" WHERE {rule.field} <= ? AND deleted = 0', (last_day.isoformat(),)


def measure(size: Size) -> list[Figure]:
    """Fill a store and ask what is due."""
    found = []
    with tempfile.TemporaryDirectory() as folder, new_store(Path(folder) / "opslag", "Anna") as store:
        today = local_date(store.clock)
        _, case_ids = fill(store, CASES[size])
        fill_days(store, case_ids, today)
        for weeks in (0, 8, 26):
            lines = len(due(store, weeks))
            turns = in_turn(
                TIMES,
                lambda _, weeks=weeks: due(store, weeks),  # type: ignore[misc]  # bound per turn
                lambda _, weeks=weeks: bare_counts(store, today, weeks),  # type: ignore[misc]  # bound per turn
            )
            found.append(figure(f"due within {weeks} weeks, {lines:,} lines", *turns, beside=BESIDE))
        turns = in_turn(TIMES, lambda _: due(store, 8, case_id=case_ids[0]), lambda _: bare_counts(store, today, 8))
        found.append(figure("due in one case", *turns, beside=BESIDE))
        turns = in_turn(1, lambda _: attention(store), lambda _: bare_counts(store, today, 8))
        found.append(figure("what is not complete", *turns, beside=BESIDE))
    return found


if __name__ == "__main__":
    run("watch", measure)
