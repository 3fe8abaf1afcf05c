"""What is left of a store when its process is killed, its disk is full, or its folder may not be written."""

from __future__ import annotations

import os
import random
import shutil
import time
from pathlib import Path

import pytest
from store_kit import PASSPHRASE, files_of, meet, quick_create, quick_settings, quick_unlock
from store_samples import rows_of, shown

from storage import tables
from storage.errors import StoreReadOnly
from storage.exchange import export_bundle
from storage.models import CareNeed, Case, Pupil
from storage.store import Store, unlock

COUNTER = "c" * 32


@pytest.fixture
def folder(shelf, tmp_path: Path) -> Path:
    """Return the folder of a closed store with a case in it that counts acts."""
    shelf.copy("arranger", 0, tmp_path / "store")
    with quick_unlock(tmp_path / "store") as store, store.unit_of_work("Begonnen") as work:
        work.add(Case(id=COUNTER, title="0"))
    return tmp_path / "store"


def check_whole(store: Store, acknowledged: int) -> int:
    """Check that a store holds every acknowledged act and no half ones; return how many acts it holds."""
    acts = int(store.get(Case, COUNTER).title)
    assert acts >= acknowledged
    records = shown(store).values()
    titles = {record["title"] for record in records if record["type"] == "case"}
    pseudonyms = {record["pseudonym"] for record in records if record["type"] == "pupil"}
    assert titles == {str(acts)} | {f"casus {number}" for number in range(1, acts + 1)}
    assert pseudonyms == {f"leerling {number}" for number in range(1, acts + 1)}
    assert [row.act for row in rows_of(store, tables.change)] == ["Begonnen", *["Geteld"] * acts]
    assert len(rows_of(store, tables.listing)) == acts + 1
    assert store.log_fault() is None
    return acts


def kill_while_committing(store_process, folder: Path, times: int) -> None:
    """Kill a writer again and again, some acts and some milliseconds after it began, and look what is left."""
    draw = random.Random(times)  # noqa: S311 - picks moments
    acts = 0
    for _ in range(times):
        child = store_process.start("count", folder)
        said = [store_process.line() for _ in range(1 + draw.randrange(4))]
        time.sleep(draw.uniform(0, 0.03))  # the moment of the kill is what is drawn
        store_process.kill(child)
        said += store_process.lines_until_gone()
        assert said[0] == "open"
        acknowledged = max([acts, *map(int, said[1:])])
        with quick_unlock(folder) as store:
            acts = check_whole(store, acknowledged)
        assert acts <= acknowledged + 1
    assert acts >= times


def test_a_killed_writer_loses_no_act_that_was_acknowledged(store_process, folder: Path) -> None:
    """After 25 kills at any moment every act is there as a whole or not at all, and the log is unbroken."""
    kill_while_committing(store_process, folder, 25)


@pytest.mark.slow
def test_two_hundred_kills_lose_no_act_that_was_acknowledged(store_process, folder: Path) -> None:
    """The second tier of the same."""
    kill_while_committing(store_process, folder, 200)


def kill_while_importing(store_process, shelf, tmp_path: Path, records: int, times: int) -> None:
    """Kill an import at moments spread over the time that it takes; afterwards all of the bundle is there or nothing."""
    for name, number in (("sender", 0), ("receiver", 1)):
        shelf.copy("arranger", number, tmp_path / name)
    bundle = tmp_path / "bundel"
    with quick_unlock(tmp_path / "sender") as sender, quick_unlock(tmp_path / "receiver") as receiver:
        contact, _ = meet(sender, receiver)
        with sender.unit_of_work("Veel") as work:
            case = Case(title="groot")
            work.add(case, *(CareNeed(case_id=case.id, minutes_needed=number + 1) for number in range(records)))
        bundle.write_bytes(export_bundle(sender, [contact], purpose="Proef"))
    seconds = 0.0
    for number in range(times + 1):
        copy = tmp_path / f"copy{number}"
        shutil.copytree(tmp_path / "receiver", copy)
        child = store_process.start("import", copy, str(bundle))
        assert store_process.line() == "open"
        began = time.perf_counter()
        if number:
            time.sleep(seconds * number / times)  # the moments of the kills are spread over a whole import
            store_process.kill(child)
        said = store_process.lines_until_gone()
        seconds = seconds or time.perf_counter() - began
        with quick_unlock(copy) as receiver:
            counts = receiver.counts()
            assert (counts["case"], counts["care_need"]) in ((0, 0), (1, records))
            assert receiver.log_fault() is None
            assert len(rows_of(receiver, tables.bundle)) == counts["case"]
            assert counts["case"] or not said


def test_a_killed_import_leaves_all_or_nothing(store_process, shelf, tmp_path: Path) -> None:
    """A bundle comes in as one."""
    kill_while_importing(store_process, shelf, tmp_path, records=150, times=8)


@pytest.mark.slow
def test_a_large_import_killed_two_hundred_times_leaves_all_or_nothing(store_process, shelf, tmp_path: Path) -> None:
    """The second tier: a bundle of about 5,000 writes."""
    kill_while_importing(store_process, shelf, tmp_path, records=1700, times=200)


def test_a_full_disk_is_told_and_costs_only_the_last_act(store_process, folder: Path) -> None:
    """The writer hears a sentence; every acknowledged act is there, and the store goes on when there is room again."""
    room = max(len(data) for data in files_of(folder).values()) + 120_000
    store_process.start("fill", folder, str(room))
    said = store_process.lines_until_gone()
    acknowledged = [int(line) for line in said[1:-1]]
    assert said[0] == "open"
    assert acknowledged
    name, _, sentence = said[-1].partition(": ")
    assert name in ("StoreFull", "DiskFault")
    assert "niet opgeslagen; alles daarvoor wel" in sentence
    with quick_unlock(folder) as store:
        assert check_whole(store, max(acknowledged)) == max(acknowledged)
        with store.unit_of_work("Weer ruimte") as work:
            work.add(Pupil(pseudonym="leerling later"))


@pytest.fixture
def read_only(folder: Path):
    """Return the folder of a store that may be read but not written."""
    paths = [folder, *folder.iterdir()]
    for path in paths:
        path.chmod(0o500 if path.is_dir() else 0o400)
    if os.access(folder, os.W_OK):
        pytest.skip("root may write everywhere, and Windows has other rights")
    yield folder
    for path in paths:
        path.chmod(0o700 if path.is_dir() else 0o600)


def test_a_folder_that_may_not_be_written_is_told(read_only: Path) -> None:
    """Opening a store on a stick with its lock on: a sentence, and nothing changes."""
    before = files_of(read_only)
    with pytest.raises(StoreReadOnly, match="niet beschreven"):
        unlock(read_only, PASSPHRASE, settings=quick_settings())
    assert files_of(read_only) == before


def test_no_store_can_be_made_where_nothing_may_be_written(read_only: Path) -> None:
    """The sentence says to choose another folder."""
    with pytest.raises(StoreReadOnly, match="Kies een map"):
        quick_create(read_only / "nieuw")
    assert not (read_only / "nieuw").exists()
