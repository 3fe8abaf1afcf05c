"""Stopping long work: wherever it happens nothing is changed, and once something is written for good it goes on."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from store_kit import DATABASE, PASSPHRASE, quick_create, quick_settings, quick_unlock

from storage.backups import BACKUPS, make_backup
from storage.file_checks import pages_are_whole
from storage.long_work import LongWork, WorkStopped, going_on, on_trial, part, step
from storage.models import Case
from storage.restoring import check_each, list_backups, restore
from storage.store import Store
from storage.undo import undo


class StopsAt(LongWork):
    """Work that its user stops at a step."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def step(self, share: float) -> None:
        """Count, and stop when it is time."""
        if self.steps + 1 == self._number:
            self.stop()
        super().step(share)


class Followed(LongWork):
    """Work of which is remembered how far it was at every step."""

    def __init__(self) -> None:
        super().__init__()
        self.shares: list[float] = []

    def step(self, share: float) -> None:
        """Count, and remember."""
        super().step(share)
        self.shares.append(self.share)


def add_many(store: Store) -> None:
    """Write many cases in one act."""
    with store.unit_of_work("Veel casussen") as work:
        work.add(*(Case(title=f"Casus {number}") for number in range(450)))


def undo_all(store: Store) -> None:
    """Take back the last act."""
    with store.unit_of_work("Ongedaan gemaakt") as work:
        undo(work)


def made(folder: Path) -> Store:
    """Return a store with one act of many cases."""
    store = quick_create(folder)
    with store.unit_of_work("Eerdere casussen") as work:
        work.add(*(Case(title=f"Eerder {number}") for number in range(450)))
    return store


def seen(store: Store) -> tuple[object, ...]:
    """Return what a user would see of the store."""
    with store.read() as session:
        connection = session.connection()
        acts = connection.exec_driver_sql("SELECT COUNT(*), MAX(id) FROM change").one()
        writes = connection.exec_driver_sql("SELECT COUNT(*), SUM(superseded) FROM operation").one()
        return store.counts()["case"], tuple(acts), tuple(writes), store.log_fault()


@pytest.mark.parametrize("task", [add_many, undo_all])
def test_stopped_at_any_step_nothing_is_changed(tmp_path: Path, task: Callable[[Store], None]) -> None:
    """Early, halfway and at the last step; not stopped, it is done."""
    with made(tmp_path / "a") as store:
        before = seen(store)
        counted = LongWork()
        with quick_copy(store, tmp_path / "b") as copy:
            with going_on(counted):
                task(copy)
            assert seen(copy) != before
        assert counted.settled
        for number in (1, counted.steps // 3, counted.steps // 2, counted.steps):
            with pytest.raises(WorkStopped), going_on(StopsAt(number)):
                task(store)
            assert seen(store) == before
        task(store)
        assert seen(store) != before


def quick_copy(store: Store, folder: Path) -> Store:
    """Return an opened copy of a store."""
    with store.unit_of_work("Kopie") as work:
        work.connection.exec_driver_sql("SELECT 1")
    shutil.copytree(store.folder, folder)
    return quick_unlock(folder)


def test_a_backup_that_is_stopped_leaves_no_half_copy(tmp_path: Path) -> None:
    """While it is copied, and after it was checked; its progress is known."""
    with made(tmp_path / "opslag") as store:
        counted = LongWork()
        with going_on(counted):
            first = make_backup(store)
        assert 0 < counted.share <= 1
        for number in range(1, counted.steps + 1):
            with pytest.raises(WorkStopped), going_on(StopsAt(number)):
                make_backup(store)
            assert list((store.folder / BACKUPS).iterdir()) == [first.folder]


def test_putting_a_backup_back_leaves_no_trace_when_it_is_stopped(tmp_path: Path) -> None:
    """While it is copied, opened, checked, and what is there is put aside; not stopped, it is told as no longer stoppable."""
    with made(tmp_path / "opslag") as store:
        backup = make_backup(store).folder
    folder = store.folder
    before = everything_in(folder)
    counted = Followed()
    with going_on(counted):
        restore(quick_copy_of(folder, tmp_path / "proef"), backup, PASSPHRASE, settings=quick_settings())
    assert counted.settled
    assert counted.share == pytest.approx(1)
    assert counted.shares == sorted(counted.shares), "it never goes back"
    for number in (1, counted.steps // 3, counted.steps - 3, counted.steps):
        with pytest.raises(WorkStopped), going_on(StopsAt(number)):
            restore(folder, backup, PASSPHRASE, settings=quick_settings())
        assert everything_in(folder) == before
    place = tmp_path / "nieuwe computer"
    with pytest.raises(WorkStopped), going_on(StopsAt(2)):
        restore(place, backup, PASSPHRASE, settings=quick_settings())
    assert not place.exists()


def test_checking_backups_tells_how_far_it_is_and_can_be_stopped_in_the_middle_of_one(tmp_path: Path) -> None:
    """Within the pages and within the log; what was found before stays known."""
    with made(tmp_path / "opslag") as store:
        make_backup(store)
        make_backup(store)
    backups = list_backups(store.folder)
    counted = LongWork()
    with going_on(counted):
        shares = [(counted.share, found.whole) for found in check_each(backups, PASSPHRASE, settings=quick_settings())]
    assert [whole for _, whole in shares] == [True, True]
    assert [share for share, _ in shares] == pytest.approx([0.5, 1], abs=0.05)
    stopping = StopsAt(counted.steps - 5)
    found = check_each(backups, PASSPHRASE, settings=quick_settings())
    with going_on(stopping):
        assert next(found).whole
        with pytest.raises(WorkStopped):
            next(found)


def test_a_check_of_the_pages_is_broken_off_within_the_database(tmp_path: Path) -> None:
    """It is one question to the database, which would otherwise run to its end."""
    with (
        made(tmp_path / "opslag") as store,
        contextlib.closing(store.connect_to(store.folder / DATABASE)) as connection,
    ):
        counted = LongWork()
        with going_on(counted):
            assert pages_are_whole(connection)
        for number in range(1, counted.steps + 1):
            with pytest.raises(WorkStopped), going_on(StopsAt(number)):
                pages_are_whole(connection)
        assert pages_are_whole(connection), "the connection is as it was"


def test_a_part_of_a_part_runs_from_where_it_begins_to_where_it_ends(tmp_path: Path) -> None:
    """And what is on trial within it settles nothing."""
    work = LongWork()
    with quick_create(tmp_path / "opslag") as store, going_on(work):
        with part(0.5, 1), part(0, 0.5):
            step(1)
            assert work.share == pytest.approx(0.75)
            with on_trial(), store.unit_of_work("Proef") as unit:
                unit.add(Case(title="Op een kopie"))
        assert not work.settled
        step(0.9)
        assert work.share == pytest.approx(0.9)


def quick_copy_of(folder: Path, place: Path) -> Path:
    """Return a copy of a closed store without its backups."""
    shutil.copytree(folder, place, ignore=shutil.ignore_patterns(BACKUPS))
    return place


def everything_in(folder: Path) -> dict[str, bytes]:
    """Return every file and folder in a folder and in those within it."""
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b"" for path in folder.rglob("*")}


def test_what_was_written_for_good_is_not_stopped_any_more(tmp_path: Path) -> None:
    """The user who stops too late hears what was done, and not that nothing was."""
    with quick_create(tmp_path / "opslag") as store:
        work = LongWork()
        with going_on(work):
            with store.unit_of_work("Casus") as unit:
                unit.add(Case(title="Eerst"))
            work.stop()
            step()
            with store.unit_of_work("Casus") as unit:
                unit.add(Case(title="Dan"))
        assert store.counts()["case"] == 2


def test_work_that_nobody_follows_is_not_counted(tmp_path: Path) -> None:
    """As in every verb on the command line."""
    step()
    with quick_create(tmp_path / "opslag") as store, store.unit_of_work("Casus") as work:
        work.add(Case(title="Gewoon"))
