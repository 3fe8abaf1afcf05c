"""Nothing that is due is missing from the list, and nothing that is done or over is on it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from merge_world import in_memory_folder
from sqlalchemy import delete, insert
from sqlmodel import col
from store_kit import StoreShelf, quick_unlock

from storage.field_values import default_value, field_names
from storage.models import RECORD_TYPES, Case, Pupil
from storage.models.codes import Phase
from storage.store import Store
from zorgarrangeur_tui.desk.watch import due
from zorgarrangeur_tui.domain.watch import WatchRule, day_of, follows_up, in_window, rules_of

TODAY = date(2026, 11, 23)
FOLDER = in_memory_folder()
RUNNING, CLOSED, ON_HOLD, REMOVED_CASE, CHILD, REMOVED_CHILD = (digit * 32 for digit in "123456")
PHASES = {RUNNING: Phase.RUNNING, CLOSED: Phase.CLOSED, ON_HOLD: Phase.ON_HOLD, REMOVED_CASE: Phase.RUNNING}
RULES = tuple(rule for rule in rules_of(TODAY) if not rule.computed)
DAYS = st.none() | st.integers(-70, 250).map(lambda days: TODAY + timedelta(days=days))
MOSTLY = (True, True, True, True, False)


@st.composite
def rule_and_rows(draw: st.DrawFn) -> tuple[WatchRule, list[dict[str, Any]]]:
    """Return a rule and records that it looks at, most of which are on the list but for one thing."""
    rule = draw(st.sampled_from(RULES))
    return rule, [drawn_row(draw, rule, number) for number in range(draw(st.integers(1, 12)))]


def drawn_row(draw: st.DrawFn, rule: WatchRule, number: int) -> dict[str, Any]:
    """Return one record with anything in the fields that count."""

    def usually(value: Any, others: st.SearchStrategy[Any]) -> Any:
        return value if draw(st.sampled_from(MOSTLY)) else draw(others)

    row = default(RECORD_TYPES[rule.record_type]) | {
        "id": f"{number + 256:032x}",
        "deleted": usually(False, st.just(True)),
    }
    row[rule.field] = draw(DAYS)
    row |= {field: usually(None, DAYS) for field in rule.unless}
    if "case_id" in row:
        row["case_id"] = usually(RUNNING, st.sampled_from(("", *PHASES)))
    if "pupil_id" in row:
        row["pupil_id"] = usually(CHILD, st.sampled_from(("", REMOVED_CHILD)))
    if rule.record_type == "case":
        row["phase"] = usually(Phase.RUNNING.value, st.sampled_from([phase.value for phase in Phase]))
    if rule.series_field:
        row[rule.series_field] = draw(DAYS)
    if rule.months_before:
        row[rule.months_before] = draw(st.none() | st.integers(0, 6))
    if rule.while_field:
        row[rule.while_field] = usually(rule.while_values[0], st.just("iets anders"))
    return row


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Return a store with cases that run, wait, ended or are gone, and a child that is there and one that is not."""
    StoreShelf(FOLDER / "shelf").copy("arranger", 0, FOLDER / "store")
    cases = [
        default(Case) | {"id": key, "phase": phase, "deleted": key == REMOVED_CASE} for key, phase in PHASES.items()
    ]
    pupils = [default(Pupil) | {"id": key, "deleted": key == REMOVED_CHILD} for key in (CHILD, REMOVED_CHILD)]
    with quick_unlock(FOLDER / "store") as opened:
        with opened.unit_of_work("Vulling") as work:
            work.connection.execute(insert(Case), cases)
            work.connection.execute(insert(Pupil), pupils)
        yield opened
    shutil.rmtree(FOLDER, ignore_errors=True)


@given(rule_and_rows(), st.integers(0, 12))
@settings(max_examples=150, deadline=None)
def test_the_list_is_what_a_look_at_every_record_would_find(
    store: Store, drawn: tuple[WatchRule, list[dict[str, Any]]], weeks: int
) -> None:
    """Record by record, rule by rule."""
    rule, rows = drawn
    model = RECORD_TYPES[rule.record_type]
    with store.unit_of_work("Vulling") as work:
        work.connection.execute(insert(model), rows)
    try:
        found = {(one.record_id, one.rule.id, one.due_on) for one in due(store, weeks, kinds=(rule.kind,))}
        assert found == set(looked_at_all(rule, rows, weeks))
    finally:
        with store.unit_of_work("Leeg") as work:
            work.connection.execute(delete(model).where(col(model.id).in_([row["id"] for row in rows])))


def default(model: type[Any]) -> dict[str, Any]:
    """Return a row in which nothing was filled in."""
    return {field: default_value(model, field) for field in field_names(model)}


def looked_at_all(drawn: WatchRule, rows: list[dict[str, Any]], weeks: int) -> Iterator[tuple[str, str, date]]:
    """Yield what is due by looking at every record, for every rule on its type of the same kind."""
    standing = [row for row in rows if not row["deleted"]]
    for rule in RULES:
        if (rule.record_type, rule.kind) != (drawn.record_type, drawn.kind):
            continue
        for row in standing:
            day = day_of(rule, row)
            followed = any(follows_up(rule, other, row) for other in standing)
            if not gone(row) and not followed and day is not None and in_window(rule, day, TODAY, weeks):
                yield row["id"], rule.id, day


def gone(row: dict[str, Any]) -> bool:
    """Tell whether a record belongs to a case that ended, or to a case or child that is not there any more."""
    ended = row.get("phase") in (Phase.CLOSED, Phase.WITHDRAWN)
    return ended or row.get("case_id") in (CLOSED, REMOVED_CASE) or row.get("pupil_id") == REMOVED_CHILD
