"""Clocks that stand years off, and then right again: nothing is lost, and nothing is dated in another century."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from store_kit import START, FrozenClock, meet, quick_create, quick_settings, quick_unlock
from store_samples import hand_over, open_values, rows_of, shown

from storage import tables
from storage.backups import make_backup
from storage.errors import ClockWrong, NothingToUndo
from storage.handing_over import export_bundle
from storage.models import Case, School, site_id
from storage.store import Store, exists
from storage.taking_in import import_bundle
from storage.undo import redo, undo

YEARS = (1970, 2000, 2031, 2099, 2026)
"""A battery that died, a factory setting, a typing slip, the end of what dates hold, and back."""


@pytest.fixture
def folder(shelf, tmp_path: Path) -> Path:
    """Return the folder of a store that was made now."""
    shelf.copy("arranger", 0, tmp_path / "store")
    return tmp_path / "store"


def clock_of(year: int) -> FrozenClock:
    """Return a clock that stands in a year."""
    return FrozenClock(datetime(year, 3, 1, 12, 0, tzinfo=UTC))


def write_in(store: Store, title: str) -> None:
    """Begin a case."""
    with store.unit_of_work(title) as work:
        work.add(Case(title=title))


def titles(store: Store) -> set[str]:
    """Return the cases that stand."""
    return {record["title"] for record in shown(store).values() if not record["deleted"]}


def test_a_store_that_is_opened_in_any_year_keeps_all_in_the_order_in_which_it_was_done(folder: Path) -> None:
    """Whatever the clock says, stamps only go forward, and undo takes back what was done last, not what is dated last."""
    for year in YEARS:
        with quick_unlock(folder, clock_of(year)) as store:
            assert store.warnings == []
            write_in(store, f"in {year}")
    with quick_unlock(folder) as store:
        assert titles(store) == {f"in {year}" for year in YEARS}
        stamps = [(row.milliseconds, row.counter) for row in rows_of(store, tables.operation)]
        assert all(earlier < later for earlier, later in pairwise(stamps))
        for year in reversed(YEARS):
            with store.unit_of_work("Ongedaan") as work:
                assert undo(work).act == f"in {year}"
        with pytest.raises(NothingToUndo), store.unit_of_work("Ongedaan") as work:
            undo(work)
        assert titles(store) == set()
        for year in YEARS:
            with store.unit_of_work("Opnieuw") as work:
                assert redo(work).act == f"in {year}"
        assert titles(store) == {f"in {year}" for year in YEARS}
        assert store.log_fault() is None


def test_a_backup_of_a_wrong_year_is_a_whole_one(folder: Path) -> None:
    """A backup is named after the clock; what is in it does not depend on it."""
    for year in (2000, 2031, 2099):
        with quick_unlock(folder, clock_of(year)) as store:
            write_in(store, f"in {year}")
            backup = make_backup(store)
        with quick_unlock(backup.folder) as copy:
            assert f"in {year}" in titles(copy)


@pytest.mark.parametrize("year", [1970, 1999, 2100])
def test_what_others_read_is_not_dated_in_another_century(shelf, tmp_path: Path, year: int) -> None:
    """Neither a store with its card nor a bundle is made; the sentence says to mend the clock, and then it works."""
    with pytest.raises(ClockWrong, match="Zet de datum goed"):
        quick_create(tmp_path / "new", settings=quick_settings(clock_of(year)))
    assert not exists(tmp_path / "new")
    shelf.copy("arranger", 0, tmp_path / "one")
    shelf.copy("coordinator", 0, tmp_path / "other")
    clock = FrozenClock()
    with quick_unlock(tmp_path / "one", clock) as store, quick_unlock(tmp_path / "other") as other:
        contact, _ = meet(store, other)
        write_in(store, "een")
        clock.moment = clock_of(year)()
        bundles = len(rows_of(store, tables.bundle))
        with pytest.raises(ClockWrong, match="Zet de datum goed"):
            export_bundle(store, [contact], purpose="Proef")
        assert len(rows_of(store, tables.bundle)) == bundles
        clock.moment = START
        import_bundle(other, export_bundle(store, [contact], purpose="Proef"))
        assert titles(other) == {"een"}


@pytest.mark.parametrize("ahead", [True, False])
def test_stores_whose_clocks_stand_31_years_apart_agree_and_lose_no_value(shelf, tmp_path: Path, ahead: bool) -> None:
    """Neither clock wins: both values of one field of a school, which is nobody's own, stay open, also for the one that hears of it twice or later."""
    shelf.copy("arranger", 0, tmp_path / "one")
    shelf.copy("arranger", 1, tmp_path / "other")
    there = clock_of(2057 if ahead else 1995)
    with quick_unlock(tmp_path / "one") as one, quick_unlock(tmp_path / "other", there) as other:
        school = School(id=site_id("99ZZ00"), site_code="99ZZ00", name="begin")
        with one.unit_of_work("Begonnen") as work:
            work.add(school, Case(school_id=school.id))
        hand_over(one, other)
        for store, title in ((one, "hier"), (other, "daar")):
            with store.unit_of_work("Gewijzigd") as work:
                work.change(work.get(School, school.id), {"name": title})
        for _ in range(2):
            there_learns, here_learns = hand_over(one, other), hand_over(other, one)
        assert (there_learns.ops, here_learns.ops) == ((), ())
        assert open_values(one)[school.id, "name"] == open_values(other)[school.id, "name"] == {'"hier"', '"daar"'}
        assert one.get(School, school.id).name == other.get(School, school.id).name
        with one.unit_of_work("Gekozen") as work:
            work.change(work.get(School, school.id), {"name": "samen"})
        hand_over(one, other)
        assert one.get(School, school.id).name == other.get(School, school.id).name == "samen"
        assert open_values(one).get((school.id, "name")) is None
        assert open_values(other).get((school.id, "name")) is None
        write_in(one, "daarna")
        newest = max(row.milliseconds for row in rows_of(one, tables.operation) if row.change_id is not None)
        assert newest < clock_of(2030)().timestamp() * 1000
