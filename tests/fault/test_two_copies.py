"""Two copies of the app on one store, as when a user forgets the window that is open already."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_kit import quick_unlock
from store_samples import log, rows_of, shown

from storage import tables
from storage.models import Case

BUSY = "StoreBusy: Een ander venster van de app is aan het schrijven. Uw wijziging is niet opgeslagen; probeer het zo opnieuw."

KEYS_JUST_CHANGED = (
    "StoreBusy: De sleutels zijn zojuist in een ander venster gewijzigd. Er is niets gewijzigd; open de opslag opnieuw."
)


@pytest.fixture
def folder(shelf, tmp_path: Path) -> Path:
    """Return the folder of a closed store."""
    shelf.copy("arranger", 0, tmp_path / "store")
    return tmp_path / "store"


def without_busy(said: list[str]) -> list[str]:
    """Return what was said besides that the other was writing."""
    return [line for line in said if line != BUSY]


def at_the_same_time(new_store_process, folder: Path, *tasks: tuple[str, str]) -> list[list[str]]:
    """Let processes work on one store at the same time, and return what each said besides that another was writing.

    Each has opened the store, and done its first act, before the next one begins.
    """
    processes = [new_store_process() for _ in tasks]
    first = []
    for process, (command, argument) in zip(processes, tasks, strict=True):
        process.start(command, folder, argument)
        first.append(process.line())
    return [without_busy([line, *process.lines_until_gone()]) for line, process in zip(first, processes, strict=True)]


def check_turns(folder: Path) -> None:
    """Check that all acts of both are there, each with its own numbers, and that the log is unbroken."""
    with quick_unlock(folder) as store:
        titles = sorted(record["title"] for record in shown(store).values())
        assert titles == sorted(f"{name} {number}" for name in ("anna", "bram") for number in range(1, 51))
        acts = [row.act for row in rows_of(store, tables.change)]
        assert sorted(acts) == ["Beurt van anna"] * 50 + ["Beurt van bram"] * 50
        numbers = [row.number for row in rows_of(store, tables.operation)]
        assert sorted(numbers) == list(range(1, len(numbers) + 1))
        assert store.log_fault() is None
        assert store.warnings == []


def test_two_copies_that_write_and_read_at_the_same_time_lose_nothing(new_store_process, folder: Path) -> None:
    """Each writes fifty acts and sees all of the other's, while a third opens and closes the store again and again."""
    anna, bram, visits = at_the_same_time(
        new_store_process, folder, ("turns", "anna"), ("turns", "bram"), ("visits", "")
    )
    turns = [f"wrote {number}" for number in range(1, 51)]
    assert anna == bram == [*turns, "saw 50"]
    assert visits == ["unlocked"] * 20
    check_turns(folder)


def test_keys_that_change_while_two_copies_write_lose_nothing(new_store_process, folder: Path) -> None:
    """Twenty new recovery codes meanwhile: every act is there, and the store opens with the last keys.

    Who opens the store while the keys change is let in or told to try again; nobody hears that a file is too old.
    """
    anna, bram, codes, visits = at_the_same_time(
        new_store_process, folder, ("turns", "anna"), ("turns", "bram"), ("codes", ""), ("visits", "")
    )
    assert set(visits) <= {"unlocked", KEYS_JUST_CHANGED}
    assert visits.count("unlocked") == 20
    assert anna[-1] == bram[-1] == "saw 50"
    assert codes == ["renewed"] * 20
    check_turns(folder)
    with quick_unlock(folder) as store:
        assert sum(action == "keys" for action, _, _ in log(store)) == 20
    assert (folder / "kluis.toml").read_bytes() == (folder / "kluis.toml.bak").read_bytes()


def test_a_copy_that_writes_long_makes_the_other_wait_and_not_fail_halfway(store_process, folder: Path) -> None:
    """While one holds the store, the other hears that it is busy, and nothing of its act is there; then it goes on."""
    with quick_unlock(folder) as store:
        store_process.start("until busy", folder, "bram")
        assert store_process.line() == "wrote 1"
        written = 1
        with store.unit_of_work("Lang werk") as work:
            assert work.connection is not None, "asking for it begins the transaction"
            work.add(Case(title="anna 1"))
            while (line := store_process.line()).startswith("wrote"):
                written += 1
        assert line == BUSY
        assert without_busy(store_process.lines_until_gone()) == [f"wrote {written + 1}"]
        titles = sorted(record["title"] for record in shown(store).values())
        assert titles == sorted(["anna 1", *(f"bram {number}" for number in range(1, written + 2))])
        assert store.log_fault() is None
