"""Folders and files that may not be written: what a user without rights hears, and that nothing changes.

These run as a user without rights, also where the tests themselves run as root, who may do everything.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from counted_store import begin, check_whole
from hardships import NOBODY
from store_kit import files_of, quick_unlock

AS_ROOT = hasattr(os, "getuid") and os.getuid() == 0


def give_to_nobody(folder: Path) -> None:
    """Let the user without rights own a folder and what is in it; where tests run as such a user, it does already."""
    if AS_ROOT:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)


@pytest.fixture
def folder(shelf, open_folder: Path) -> Path:
    """Return the folder of a closed store of the user without rights, in which acts are counted."""
    shelf.copy("arranger", 0, open_folder / "store")
    with quick_unlock(open_folder / "store") as store:
        begin(store)
    give_to_nobody(open_folder / "store")
    return open_folder / "store"


def lock(folder: Path) -> None:
    """Take away the right to write a folder and its files, as the lock of a stick does."""
    for path in (*folder.rglob("*"), folder):
        path.chmod(0o500 if path.is_dir() else 0o400)


def unlock_again(folder: Path) -> None:
    """Give back the right to write."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)


def test_a_store_in_a_folder_that_may_not_be_written_is_told(store_process, folder: Path) -> None:
    """Opening a store on a stick with its lock on: a sentence, and nothing changes; without the lock it opens."""
    before = files_of(folder)
    lock(folder)
    said = store_process.run("open", folder, under="nobody")
    assert files_of(folder) == before
    unlock_again(folder)
    assert len(said) == 2
    for line in said:
        assert line.partition(":")[0] in ("StoreReadOnly", "StoreUnreachable")
        assert "schrijven" in line or "beschreven" in line
    assert store_process.run("open", folder, under="nobody") == ["opened"]


def test_no_store_can_be_made_where_nothing_may_be_written(store_process, folder: Path) -> None:
    """The sentence says to choose another folder, and nothing is left behind."""
    lock(folder)
    said = store_process.run("make", folder / "nieuw", under="nobody")
    unlock_again(folder)
    assert len(said) == 2
    for line in said:
        assert line.startswith(
            "StoreReadOnly: Deze map mag niet beschreven worden. Er is niets gewijzigd. Kies een map"
        )
    assert not (folder / "nieuw").exists()


def test_a_store_of_somebody_else_is_told_and_left_alone(store_process, folder: Path) -> None:
    """A colleague's store on a shared computer can neither be opened nor looked into."""
    if not AS_ROOT:
        pytest.skip("only root can give a folder to somebody else")
    for path in (folder, *folder.iterdir()):
        os.chown(path, 0, 0)
    before = files_of(folder)
    said = store_process.run("open", folder, under="nobody")
    assert len(said) == 2
    assert all(line.partition(":")[0] in ("StoreReadOnly", "StoreMissing") for line in said)
    assert files_of(folder) == before
    folder.chmod(0o755)
    said = store_process.run("open", folder, under="nobody")
    assert len(said) == 2
    assert all(line.startswith("StoreReadOnly: Het sleutelbestand kluis.toml kan niet gelezen worden") for line in said)
    assert files_of(folder) == before


def test_a_key_file_that_may_not_be_written_does_not_matter_until_the_keys_change(store_process, folder: Path) -> None:
    """Files are replaced, not written over: what the folder allows decides, and every key file stays whole."""
    (folder / "kluis.toml").chmod(0o400)
    (folder / "kluis.toml.bak").chmod(0o400)
    assert store_process.run("open", folder, under="nobody") == ["opened"]
    assert store_process.run("codes", folder, under="nobody") == ["renewed"] * 20
    with quick_unlock(folder) as store:
        check_whole_with_codes(store.folder)


def check_whole_with_codes(folder: Path) -> None:
    """Check that both key files are the same and no other was left."""
    assert (folder / "kluis.toml").read_bytes() == (folder / "kluis.toml.bak").read_bytes()
    assert not list(folder.glob(".kluis*"))


def test_a_folder_for_backups_that_may_not_be_written_is_told(store_process, folder: Path) -> None:
    """The store goes on without its backup, and the sentence says what to do about it."""
    (folder / "backups").mkdir(mode=0o500)
    give_to_nobody(folder / "backups")
    said = store_process.run("backup", folder, under="nobody")
    assert said[0].startswith("BackupNotMade: De reservekopie is niet gemaakt")
    assert "beschreven" in said[0]
    assert said[1:3] == ["reads 0", "later 1"]
    assert said[3] == said[0]
    (folder / "backups").chmod(0o700)
    assert store_process.run("backup", folder, under="nobody") == ["backup 2026-11-23T090000Z"]
    with quick_unlock(folder) as store:
        assert check_whole(store, 1) == 1


def test_a_stick_that_may_not_be_written_is_told(store_process, folder: Path, open_folder: Path) -> None:
    """A backup and a bundle to a stick with its lock on: each has its sentence, and the stick stays empty."""
    stick = open_folder / "stick"
    stick.mkdir(mode=0o500)
    give_to_nobody(stick)
    said = store_process.run("backup", folder, str(stick), under="nobody")
    assert said[0].startswith("BackupPlaceReadOnly: In deze map mag niets geschreven worden")
    said = store_process.run("export", folder, str(stick / "bundel"), under="nobody")
    assert said[0].startswith("ActRefused: Het bestand bundel kan hier niet gemaakt worden. Er is niets gewijzigd.")
    assert list(stick.iterdir()) == []
    with quick_unlock(folder) as store:
        assert check_whole(store, 1) == 1
    shutil.rmtree(stick)
