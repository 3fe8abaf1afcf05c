"""What is left of a store after a power cut: the app's real writes to disk, replayed with what was not yet certain lost or torn."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from counted_store import check_whole, counted
from power_cuts import Disk, Event, events, write_out
from store_kit import master_key_of, quick_unlock

from storage.backups import list_backups
from storage.database import connect
from storage.errors import DatabaseDamaged, RecordMissing, StorageError
from storage.key_file import subkey
from storage.store import DATABASE, KEY_FILE, Store, exists

STORE = "zorg"
"""The store's folder on the disk: it is made by the app, too."""


@dataclass(frozen=True)
class Life:
    """Some days of a store: every change of its disk in order, and the number of the disk's own folder."""

    events: list[Event]
    root: int


@dataclass(frozen=True)
class Cut:
    """What one power cut left, and what had been acknowledged by then: whether there was a store, acts, backups."""

    left: dict[str, bytes | None]
    made: bool
    acts: int
    backups: tuple[str, ...]


@dataclass
class Tally:
    """What was found in the states of one life."""

    states: int = 0
    lost_acts: int = 0
    lost_backups: int = 0
    unopened: int = 0
    false_alarms: int = 0


def live(disk_process, folder: Path, under: str = "") -> Life:
    """Let a store live on a disk that is watched."""
    (folder / "disk").mkdir()
    said = disk_process.run("live", folder / "disk" / STORE, str(folder / "log"), under)
    assert said[-1] == "again"
    return Life(list(events((folder / "log").read_bytes())), (folder / "disk").stat().st_ino)


def cuts(life: Life, times: int) -> Iterator[Cut]:
    """Cut the power so many times, each time at a random moment and with another loss.

    Half of the moments come soon after a file was made, moved, cut off or removed: there are few, and most can go wrong.
    """
    draw = random.Random(times)  # noqa: S311 - picks moments
    disk, happened = Disk(life.root), 0
    made, acts, backups = False, 0, []
    named = [number for number, event in enumerate(life.events) if event.kind in "CMRUT"]
    anywhere = [draw.randrange(len(life.events)) for _ in range(times // 2)]
    after_names = [draw.choice(named) + draw.randrange(12) for _ in range(times - times // 2)]
    for moment in sorted(anywhere + after_names):
        for event in life.events[happened:moment]:
            disk.follow(event)
            for line in event.data.decode().splitlines() if event.kind == "S" else ():
                made = True
                if line.isdigit():
                    acts = int(line)
                if line.startswith("backup "):
                    backups.append(line.removeprefix("backup "))
        happened = moment
        yield Cut(disk.cut(draw), made, acts, tuple(backups))


def acts_in(store: Store) -> int | None:
    """Return how many acts a store holds, or None when it has not even begun to count."""
    try:
        return counted(store)
    except RecordMissing:
        return None


def look_at(cut: Cut, disk: Path, tally: Tally, seen: dict[str, list[bytes | None]]) -> None:
    """Open what a cut left, as a user would, and see that nothing is half; count what is lost."""
    write_out(cut.left, disk)
    folder = disk / STORE
    tally.states += 1
    if cut.made or exists(folder):
        try:
            with quick_unlock(folder) as store:
                tally.false_alarms += bool(store.warnings)
                if cut.made and (acts := acts_in(store)) is not None:
                    tally.lost_acts += acts < cut.acts
                    check_whole(store, 0)
                else:
                    tally.lost_acts += cut.made
        except StorageError:
            tally.unopened += 1
    found = [backup for backup in list_backups(folder) if backup.complete]
    tally.lost_backups += not {backup.name for backup in found} >= set(cut.backups)
    for backup in found:
        content = [cut.left[f"{STORE}/backups/{backup.name}/{name}"] for name in (DATABASE, KEY_FILE)]
        if seen.get(backup.name) != content:  # the same content need not be opened twice
            seen[backup.name] = content
            try:
                with quick_unlock(backup.folder) as copy:
                    check_whole(copy, 0)
            except StorageError:
                tally.unopened += 1


def tally_of(life: Life, times: int, folder: Path) -> Tally:
    """Cut the power so many times in a life, and return what was found."""
    tally = Tally()
    seen: dict[str, list[bytes | None]] = {}
    for cut in cuts(life, times):
        state = folder / "state"
        state.mkdir()
        look_at(cut, state, tally, seen)
        shutil.rmtree(state)
    return tally


def test_a_power_cut_loses_nothing_that_was_acknowledged(disk_process, memory_folder: Path) -> None:
    """In 150 states of the disk every acknowledged act and backup is there, nothing is half, the log is unbroken."""
    life = live(disk_process, memory_folder)
    assert tally_of(life, 150, memory_folder) == Tally(states=150)


@pytest.mark.slow
@pytest.mark.parametrize("times", [999, 1000, 1001])
def test_a_thousand_power_cuts_lose_nothing_that_was_acknowledged(disk_process, memory_folder: Path, times) -> None:
    """The second tier: three lives with a thousand states each."""
    life = live(disk_process, memory_folder)
    assert tally_of(life, times, memory_folder) == Tally(states=times)


def test_an_emptied_database_is_told_as_damaged(shelf, tmp_path: Path) -> None:
    """A torn copy may keep its first page and nothing else: that is no new store, and it is left as it was found."""
    shelf.copy("arranger", 0, tmp_path / "store")
    database = tmp_path / "store" / DATABASE
    database.unlink()
    connect(database, subkey(master_key_of(tmp_path / "store"), "db")).close()
    before = database.read_bytes()
    with pytest.raises(DatabaseDamaged):
        quick_unlock(tmp_path / "store")
    assert before
    assert database.read_bytes() == before


def test_with_less_care_the_same_power_cuts_lose_acts(disk_process, memory_folder: Path) -> None:
    """The simulator has teeth: where SQLite does not wait for the disk, acts are lost in many states, but never in half."""
    life = live(disk_process, memory_folder, under="normal")
    assert tally_of(life, 40, memory_folder).lost_acts >= 5


def test_an_unsynced_key_file_does_not_survive_the_same_power_cuts(disk_process, memory_folder: Path) -> None:
    """The simulator has teeth for small files too: without the syncs of `atomic_file` stores are left that do not open."""
    life = live(disk_process, memory_folder, under="unsynced")
    assert tally_of(life, 40, memory_folder).unopened >= 5
