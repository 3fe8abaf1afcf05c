"""What a user hears when a stick is pulled out while something is written to it, and that nothing is lost by it."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest
from counted_store import begin, check_whole, count_once, counted
from store_kit import meet, quick_unlock

from storage.backups import list_backups
from storage.contacts import contacts
from storage.errors import BundleRefused, StorageError
from storage.handing_over import plan_export
from storage.taking_in import import_bundle

ERRORS = (errno.EIO, errno.ENODEV, errno.ENOENT)
"""What systems answer when a disk is gone."""

READ_OR_WRITTEN = ("DiskFault", "DatabaseUnreadable", "StoreUnreachable")


@pytest.fixture
def folder(shelf, memory_folder: Path) -> Path:
    """Return the folder of a closed store in which acts are counted."""
    shelf.copy("arranger", 0, memory_folder / "store")
    with quick_unlock(memory_folder / "store") as store:
        begin(store)
    return memory_folder / "store"


@pytest.fixture
def stick(memory_folder: Path) -> Path:
    """Return an empty stick."""
    (memory_folder / "stick").mkdir()
    return memory_folder / "stick"


def pulls(*moments: int) -> list[tuple[int, int]]:
    """Return moments (so many calls further) with the errors that take turns."""
    return [(moment, ERRORS[number % len(ERRORS)]) for number, moment in enumerate(moments)]


def test_a_store_on_a_stick_that_is_pulled_out_is_told_and_goes_on_when_it_is_back(disk_process, folder: Path) -> None:
    """Wherever in an act it happens: a sentence, nothing lost or half, and the app goes on when the stick is back.

    An act whose last sync failed may turn out to be there: it was not promised, and it is whole.
    """
    done = 0
    for moment, error in pulls(*range(0, 60, 3), 100, 150, 200, 400):
        said = disk_process.run("count", folder, under=f"pull={moment}:{error}")
        acts = [int(line) for line in said if line.isdigit()]
        done = max([done, *acts])
        refusal, *rest = said[len(acts) + 1 :]
        assert said[0] == "open"
        assert refusal.partition(":")[0] in READ_OR_WRITTEN
        assert "vastzit" in refusal or "loszit" in refusal
        assert rest[0] == f"reads {done}" or rest[0].partition(":")[0] in READ_OR_WRITTEN
        assert rest[1] in (f"later {done + 1}", f"later {done + 2}")
        assert rest[2:] == ["closed"]
        done = int(rest[1].removeprefix("later "))
        with quick_unlock(folder) as store:
            assert check_whole(store, done) == done
            assert store.warnings == []


def test_a_stick_that_is_pulled_out_while_its_store_is_opened_is_told(disk_process, folder: Path) -> None:
    """The sentence tells to look at the stick, or at least which file is missing; put back, the store opens."""
    before = shutil.copytree(folder, folder.parent / "before")
    opened = ""
    moment = 0
    while not opened:
        for error in ERRORS:
            # Each time the same store: one that was opened before has a longer log, and reads more of its disk each time.
            shutil.rmtree(folder)
            shutil.copytree(before, folder)
            said = disk_process.run("open", folder, under=f"pull={moment}:{error}")
            if said == ["opened"]:
                opened = said[0]
            else:
                assert said[0].partition(":")[0] not in ("StorageError", "WrongSecret", "StoreBusy", "StoreFull")
                assert said[1:] == ["later opened"]
        moment += 1
    assert moment > 10
    with quick_unlock(folder) as store:
        check_whole(store, 0)
        assert store.warnings == []


def test_a_bundle_on_a_stick_that_is_pulled_out_does_not_look_whole(
    disk_process, shelf, folder: Path, stick: Path
) -> None:
    """The user hears that it was not written; what is left on the stick is refused or whole, and a second try is whole."""
    shelf.copy("arranger", 1, folder.with_name("receiver"))
    with quick_unlock(folder) as sender, quick_unlock(folder.with_name("receiver")) as receiver:
        meet(sender, receiver)
        operations = plan_export(sender).operations
    for moment, error in pulls(*range(9)):
        said = disk_process.run("export", folder, str(stick / "bundel"), under=f"pull={moment}:{error}")
        if said != ["done"]:
            assert said[0].startswith("ActRefused: Het bestand bundel")
            assert said[1:] == ["reads 0", "later done"]
            with quick_unlock(folder.with_name("receiver")) as receiver:
                for path in sorted(stick.iterdir()):
                    try:
                        taken = import_bundle(receiver, path.read_bytes())
                    except BundleRefused:
                        assert path.name != "opnieuw"
                    else:
                        assert len(taken.content.ops) == operations
        for path in stick.iterdir():
            path.unlink()
    assert said == ["done"]
    with quick_unlock(folder) as store:
        assert len(contacts(store)) == 1
        assert store.log_fault() is None


def test_a_backup_on_a_stick_that_is_pulled_out_does_not_look_whole(disk_process, folder: Path, stick: Path) -> None:
    """The sentence is about the backup and never blames the store; what carries the name of a backup is one."""
    done = 0
    for moment, error in pulls(*range(0, 45, 4), 100, 200, 230, 250, 260, 270):
        said = disk_process.run("backup", folder, str(stick), under=f"pull={moment}:{error}")
        if not said[0].startswith("backup "):
            assert said[0].partition(":")[0] in ("BackupNotMade", "BackupNotWhole", "BackupPlaceMissing")
            assert "pslag" in said[0] or "geen reservekopie" in said[0]
            assert said[1:3] == [f"reads {done}", f"later {done + 1}"]
            assert said[3].startswith("backup ")
            done += 1
        for backup in list_backups(stick):
            with quick_unlock(backup.folder) as copy:
                check_whole(copy, done - 1)
            shutil.rmtree(backup.folder)
    assert done > 10


def test_a_folder_that_is_moved_while_its_store_is_open_loses_nothing(folder: Path) -> None:
    """What was open goes on in the moved folder; what is opened anew hears that it is not there."""
    moved = folder.with_name("moved")
    with quick_unlock(folder) as store:
        count_once(store)
        folder.rename(moved)
        heard = ""
        try:
            count_once(store)
        except StorageError as error:
            heard = str(error)
        assert heard == "" or "vastzit" in heard
    with pytest.raises(StorageError, match="geen opslag"):
        quick_unlock(folder)
    with quick_unlock(moved) as store:
        check_whole(store, 1 if heard else 2)
        assert counted(store) >= 1
