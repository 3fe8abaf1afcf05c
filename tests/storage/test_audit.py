"""The access log: whoever changes it afterwards is found out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert, select, update
from store_kit import master_key_of, quick_unlock
from store_samples import log, rows_of

from storage import audit, tables
from storage.audit import Action, Event, first_fault
from storage.errors import DatabaseDamaged
from storage.key_file import subkey
from storage.models import Case
from storage.search_marks import search_mark
from storage.store import Store

ROWS = 9
TEXT_COLUMNS = ["at", "actor", "role", "device", "action", "object", "subject", "reason", "outcome", "details"]


@pytest.fixture(scope="module")
def logged(shelf, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, bytes]]:
    """Return a store with nine rows in its log, and the key of the first one."""
    folder = tmp_path_factory.mktemp("audit") / "store"
    shelf.copy("arranger", 0, folder)
    with quick_unlock(folder) as store:
        for number in range(ROWS - 2):
            with store.unit_of_work(f"Casus {number}") as work:
                work.add(Case(title=f"casus {number}"))
        yield store, subkey(master_key_of(folder), "audit")


class Abandoned(Exception):
    """Ends a tampering, so that the next finds the log whole."""


@contextmanager
def tampering(logged: tuple[Store, bytes]) -> Iterator[tuple[Connection, Callable[[], str | None]]]:
    """Give a connection to tamper with, and what then is found; everything is undone afterwards."""
    store, first_key = logged
    try:
        with store.unit_of_work("proef") as work:
            yield work.connection, lambda: first_fault(work.connection, first_key)
            raise Abandoned
    except Abandoned:
        assert store.log_fault() is None


def test_the_log_is_whole_after_ordinary_work(logged: tuple[Store, bytes]) -> None:
    """Nine rows, numbered from one, and nothing to remark."""
    store, _ = logged
    assert [row.number for row in rows_of(store, tables.audit)] == list(range(1, ROWS + 1))
    assert store.log_fault() is None


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, ROWS), st.sampled_from(TEXT_COLUMNS), st.text("abc 0\u00e9", max_size=8))
def test_every_changed_word_is_found_in_its_row(
    logged: tuple[Store, bytes], number: int, column: str, text: str
) -> None:
    """Whichever row and column: the row is named."""
    with tampering(logged) as (connection, fault):
        row = tables.audit.c.number == number
        before = connection.execute(select(tables.audit.c[column]).where(row)).scalar_one()
        connection.execute(update(tables.audit).where(row).values({column: text}))
        assert fault() == (None if text == before else f"In het logboek is regel {number} gewijzigd.")


@pytest.mark.parametrize("column", [*TEXT_COLUMNS, "mac"])
@pytest.mark.parametrize("value", ["CAST({} AS BLOB)", "CAST({} AS TEXT)", "x'fffe'", "CAST(x'c328' AS TEXT)", "7"])
def test_a_column_that_was_made_into_something_else_is_found(
    logged: tuple[Store, bytes], column: str, value: str
) -> None:
    """A text as bytes, bytes as a text, no text at all: it is told as a changed row, and stops no reading."""
    with tampering(logged) as (connection, fault):
        unchanged = value == f"CAST({{}} AS {'BLOB' if column == 'mac' else 'TEXT'})"
        connection.exec_driver_sql(f"UPDATE audit SET {column} = {value.format(column)} WHERE number = 4")  # noqa: S608
        assert fault() == (None if unchanged else "In het logboek is regel 4 gewijzigd.")


@pytest.mark.parametrize(
    "change", ["DELETE FROM audit_key", "UPDATE audit_key SET key = 'x'", "UPDATE audit_key SET mac = 7"]
)
def test_a_changed_key_for_the_next_row_is_found(logged: tuple[Store, bytes], change: str) -> None:
    """What is kept for the next row belongs to the log as well."""
    with tampering(logged) as (connection, fault):
        connection.exec_driver_sql(change)
        assert "ontbreekt het eind" in (fault() or "")


@pytest.mark.parametrize("number", range(1, ROWS + 1))
def test_every_changed_seal_is_found(logged: tuple[Store, bytes], number: int) -> None:
    """Any bit of the seal of any row."""
    with tampering(logged) as (connection, fault):
        row = tables.audit.c.number == number
        mac = connection.execute(select(tables.audit.c.mac).where(row)).scalar_one()
        connection.execute(update(tables.audit).where(row).values(mac=bytes([mac[0] ^ 1]) + mac[1:]))
        assert fault() == f"In het logboek is regel {number} gewijzigd."


@pytest.mark.parametrize("number", range(1, ROWS))
def test_every_deleted_row_is_missed(logged: tuple[Store, bytes], number: int) -> None:
    """A gap in the numbers is told; filling it up by renumbering is found as well."""
    with tampering(logged) as (connection, fault):
        connection.execute(delete(tables.audit).where(tables.audit.c.number == number))
        assert fault() == f"In het logboek ontbreekt regel {number}."
        for later in range(number + 1, ROWS + 1):
            connection.execute(update(tables.audit).where(tables.audit.c.number == later).values(number=later - 1))
        assert fault() == f"In het logboek is regel {number} gewijzigd."


@pytest.mark.parametrize("kept", range(ROWS))
def test_every_cut_off_end_is_missed(logged: tuple[Store, bytes], kept: int) -> None:
    """However many rows are cut off, the key that is left behind tells how many there were."""
    with tampering(logged) as (connection, fault):
        connection.execute(delete(tables.audit).where(tables.audit.c.number > kept))
        assert fault() == (
            f"Van het logboek ontbreekt het eind: er zijn {kept} regels, en dat hoorden er {ROWS} te zijn."
        )
        connection.execute(update(tables.audit_key).values(number=kept))
        assert fault() is not None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, ROWS), st.integers(1, ROWS))
def test_every_swap_is_found(logged: tuple[Store, bytes], first: int, second: int) -> None:
    """Two rows in each other's place, each with its own seal."""
    with tampering(logged) as (connection, fault):
        number = tables.audit.c.number
        for old, new in ((first, 0), (second, first), (0, second)):
            connection.execute(update(tables.audit).where(number == old).values(number=new))
        assert (fault() is None) == (first == second)


@pytest.mark.parametrize("number", [-1, 0, ROWS + 1, ROWS + 2])
def test_every_added_row_is_found(logged: tuple[Store, bytes], number: int) -> None:
    """A row that somebody wrote in without the key of the moment does not fit."""
    with tampering(logged) as (connection, fault):
        values: dict[str, Any] = dict.fromkeys(TEXT_COLUMNS, "x")
        connection.execute(insert(tables.audit).values(number=number, mac=bytes(32), **values))
        assert fault() is not None


def test_who_has_todays_key_cannot_rewrite_yesterday(logged: tuple[Store, bytes]) -> None:
    """The key that is kept seals only what comes next: a row resealed with it is still found."""
    with tampering(logged) as (connection, fault):
        key = connection.execute(select(tables.audit_key.c.key)).scalar_one()
        seen = list(audit.rows(connection))
        for row, _ in seen[4:]:
            connection.execute(delete(tables.audit).where(tables.audit.c.number == row.number))
        connection.execute(update(tables.audit_key).values(number=4, key=key, mac=seen[3][1]))
        audit.append(connection, [Event(at="x", actor="x", role="x", device="x", action=Action.CHANGE)])
        assert fault() == "In het logboek is regel 5 gewijzigd."


def test_the_key_of_a_row_does_not_give_the_one_before(logged: tuple[Store, bytes]) -> None:
    """Each key is made from the last by a hash, and only the newest is kept."""
    store, first_key = logged
    with store.read() as session:
        key = session.connection().execute(select(tables.audit_key.c.key)).scalar_one()
    assert key != first_key
    assert len(rows_of(store, tables.audit_key)) == 1
    assert hashlib.sha256(key).digest() != first_key


def test_parts_of_a_row_cannot_be_moved_to_the_next_column(logged: tuple[Store, bytes]) -> None:
    """The seal knows where one column ends and the next begins."""
    with tampering(logged) as (connection, fault):
        row = tables.audit.c.number == ROWS
        found = connection.execute(select(tables.audit).where(row)).one()
        connection.execute(
            update(tables.audit).where(row).values(object=found.object + found.subject[:4], subject=found.subject[4:])
        )
        assert fault() == f"In het logboek is regel {ROWS} gewijzigd."


def test_every_act_is_in_the_log_with_who_and_where(store: Store) -> None:
    """Who, in which role, on which device, what, on whom, and how much; the times are those of the clock."""
    with store.unit_of_work("Casus begonnen") as work:
        case = Case(title="x")
        work.add(case)
        work.note(Action.READ, object="case", subject=case.id, reason="geopend", details="fields=3")
    rows = rows_of(store, tables.audit)
    own = store.identity
    assert {(row.actor, row.role, row.device) for row in rows} == {(own.card.fingerprint, "arranger", own.device)}
    assert {row.at for row in rows} == {"2026-11-23T09:00:00.000+00:00"}
    assert log(store)[-2:] == [("read", "case", case.id), ("change", "case", case.id)]


def test_the_head_of_the_log_changes_with_every_row(store: Store) -> None:
    """It goes into bundles, as an anchor that a later rollback cannot change."""
    heads = set()
    for number in range(3):
        with store.unit_of_work("Gezocht") as work:
            work.note(Action.SEARCH, object="case", details=f"found={number}")
        with store.read() as session:
            heads.add(audit.head(session.connection()))
    assert len(heads) == 3
    assert all(len(head) == 64 for head in heads)


def test_many_rows_are_sealed_as_one_by_one(logged: tuple[Store, bytes]) -> None:
    """A bundle brings thousands of rows at once; the chain is the same."""
    event = Event(at="x", actor="x", role="x", device="x", action=Action.READ, subject="7" * 32)
    with tampering(logged) as (connection, fault):
        audit.append(connection, [event] * 2_500)
        assert fault() is None
        assert [row.number for row, _ in audit.rows(connection)] == list(range(1, ROWS + 2_501))
        audit.append(connection, [])
        assert fault() is None


def test_the_log_follows_the_store_to_other_master_keys(logged: tuple[Store, bytes]) -> None:
    """The first key goes along, wrapped under each newer key; a repeated or half done change does no harm."""
    first, second, third = logged[1], b"2" * 32, b"3" * 32
    with tampering(logged) as (connection, _):
        assert audit.first_key(connection, first) == first
        for old, new in ((first, second), (first, second), (second, third), (second, third)):
            audit.rewrap(connection, old, new)
            assert audit.first_key(connection, new) == first
            assert first_fault(connection, audit.first_key(connection, new)) is None
            with pytest.raises(DatabaseDamaged):
                audit.first_key(connection, old)
        wrapped = connection.execute(select(tables.audit_key.c.first_key)).scalar_one()
        assert first not in wrapped


def test_a_wrapped_key_that_was_changed_is_refused(logged: tuple[Store, bytes]) -> None:
    """It says that the database is damaged, and nothing is wrapped anew over it."""
    with tampering(logged) as (connection, _):
        audit.rewrap(connection, logged[1], b"2" * 32)
        connection.execute(update(tables.audit_key).values(first_key=bytes(60)))
        with pytest.raises(DatabaseDamaged):
            audit.first_key(connection, b"2" * 32)
        with pytest.raises(DatabaseDamaged):
            audit.rewrap(connection, b"2" * 32, b"3" * 32)


def test_a_search_leaves_a_mark_that_tells_nothing(store: Store) -> None:
    """The same words give the same mark, whatever the capitals and spaces; another store gives another."""
    with store.unit_of_work("Gezocht") as work:
        mark = search_mark(work.connection, "Zilveren  Reiger ")
        assert mark == search_mark(work.connection, "zilveren reiger")
        assert mark != search_mark(work.connection, "zilveren reigers")
        assert search_mark(work.connection, "  ") == ""
        work.connection.execute(delete(tables.state).where(tables.state.c.name == "search_mark_key"))
        assert mark != search_mark(work.connection, "zilveren reiger")
    assert len(mark) == 16
