"""What a user hears when the disk is full, and that nothing is lost by it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from counted_store import begin, check_whole, counted
from store_kit import files_of, meet, quick_unlock

from storage.backups import list_backups
from storage.handing_over import export_bundle
from storage.models import CareNeed, Case

FULL = "StoreFull: De schijf is vol. De laatste wijziging is niet opgeslagen; alles daarvoor wel."


@pytest.fixture
def folder(shelf, memory_folder: Path) -> Path:
    """Return the folder of a closed store in which acts are counted."""
    shelf.copy("arranger", 0, memory_folder / "store")
    with quick_unlock(memory_folder / "store") as store:
        begin(store)
    return memory_folder / "store"


def check_counted(said: list[str], folder: Path) -> None:
    """Check that a writer was told of the full disk, could read on, and went on where it was once there was room."""
    acts = [int(line) for line in said if line.isdigit()]
    done = max(acts, default=0)
    assert said[0] == "open"
    assert said[len(acts) + 1].startswith(("StoreFull: ", "DiskFault: "))
    assert "niet opgeslagen; alles daarvoor wel" in said[len(acts) + 1]
    assert said[len(acts) + 2 :] == [f"reads {done}", f"later {done + 1}", "closed"]
    with quick_unlock(folder) as store:
        assert check_whole(store, done) == done + 1
        assert store.warnings == []


def test_a_file_that_may_not_grow_is_told_and_costs_only_the_last_act(store_process, folder: Path) -> None:
    """A quota: the system itself refuses to let a file grow."""
    room = max(len(data) for data in files_of(folder).values()) + 120_000
    said = store_process.run("count", folder, under=f"limit={room}")
    assert len(said) > 5
    check_counted(said, folder)


@pytest.mark.parametrize("room", [0, 5_000, 120_000, 500_000])
def test_a_full_disk_is_told_and_costs_only_the_last_act(disk_process, folder: Path, room: int) -> None:
    """Wherever in an act the last byte goes: the sentence, reading on, and writing on when there is room."""
    said = disk_process.run("count", folder, under=f"room={room}")
    assert any(line.startswith(FULL) for line in said)
    check_counted(said, folder)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a real disk of three megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    try:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)], capture_output=True, check=False
        )
    except FileNotFoundError:
        pytest.skip("there is no `mount` here")
    if mounted.returncode:
        pytest.skip("this user may not mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_real_disk_that_is_full_is_told_as_the_simulated_one(store_process, folder: Path, small_disk: Path) -> None:
    """A disk of three megabytes, filled to the last byte while a store on it is open."""
    shutil.copytree(folder, small_disk / "store")
    said = store_process.run("count", small_disk / "store", under=f"ballast={small_disk / 'ballast'}")
    check_counted(said, small_disk / "store")


def test_a_full_disk_while_a_store_is_opened_is_told(disk_process, folder: Path) -> None:
    """Even opening writes a row in the log: the user hears that there is no room, and can open it later."""
    for room in (0, 3_000, 9_000):
        said = disk_process.run("open", folder, under=f"room={room}")
        assert said[0].partition(":")[0] in ("StoreFull", "StoreUnreachable")
        assert "vol" in said[0]
        assert "deze wijziging" not in said[0]
        assert said[1:] == ["later opened"]


def test_a_full_disk_while_a_store_is_made_leaves_a_whole_one_or_none(disk_process, memory_folder: Path) -> None:
    """However much room there was: the user hears it, and can make the store in the same folder or open it."""
    heard = set()
    for room in (0, 1, 3_000, 40_000, 300_000, 600_000, 640_000, 660_000):
        folder = memory_folder / str(room)
        said = disk_process.run("make", folder, under=f"room={room}")
        if said != ["made"]:
            assert said[0].partition(":")[0] in ("StoreFull", "StoreUnreachable")
            assert "vol" in said[0]
            assert said[1:] in (["later made"], ["there"])
            heard.add(said[1])
        quick_unlock(folder).close()
    assert "later made" in heard


def test_a_full_disk_while_importing_takes_in_nothing(disk_process, shelf, folder: Path, memory_folder: Path) -> None:
    """A bundle that does not fit comes in as a whole when there is room."""
    shelf.copy("arranger", 1, memory_folder / "sender")
    with quick_unlock(memory_folder / "sender") as sender, quick_unlock(folder) as receiver:
        contact, _ = meet(sender, receiver)
        with sender.unit_of_work("Veel") as work:
            case = Case(title="groot")
            work.add(case, *(CareNeed(case_id=case.id, minutes_needed=number + 1) for number in range(300)))
        (memory_folder / "bundel").write_bytes(export_bundle(sender, [contact], purpose="Proef"))
    for room in (0, 100_000, 300_000):
        copy = memory_folder / f"receiver{room}"
        shutil.copytree(folder, copy)
        said = disk_process.run("import", copy, str(memory_folder / "bundel"), under=f"room={room}")
        assert said[0] == "open"
        assert said[1].startswith(FULL)
        assert said[2:] == ["reads 0", "later done"]
        with quick_unlock(copy) as receiver:
            assert receiver.counts()["care_need"] == 300
            assert receiver.log_fault() is None


def test_a_full_disk_while_a_backup_is_made_leaves_no_half_one(disk_process, folder: Path) -> None:
    """The sentence is about the backup; the store goes on, and what stands under a backup's name is whole."""
    for room in (0, 100_000, 300_000):
        copy = folder.with_name(f"store{room}")
        shutil.copytree(folder, copy)
        said = disk_process.run("backup", copy, under=f"room={room}")
        assert said[0].startswith("BackupHasNoRoom: De reservekopie is niet gemaakt: er is te weinig ruimte")
        assert said[1:3] == ["reads 0", "later 1"]
        [made] = list_backups(copy)
        assert said[3:] == [f"backup {made.name}"]
        assert [path.name for path in (copy / "backups").iterdir()] == [made.name]
        with quick_unlock(made.folder) as backup:
            assert counted(backup) == 1
