"""Failed tries to unlock: kept beside the locked store, and in its log from the next unlock."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_kit import FrozenClock, StoreShelf, quick_settings, quick_unlock
from store_samples import rows_of

from storage import tables
from storage.errors import WrongSecret
from storage.failed_unlocks import FAILURES_FILE, MOST_LINES, note_failure, take_over
from storage.recovery_code import new_recovery_code
from storage.store import Store, unlock


@pytest.fixture
def folder(shelf: StoreShelf, tmp_path: Path) -> Path:
    """Return the folder of a locked store."""
    shelf.copy("arranger", 0, tmp_path / "store")
    return tmp_path / "store"


def failures(store: Store) -> list[str]:
    """Return what the log tells of failed tries."""
    return [row.details for row in rows_of(store, tables.audit) if row.outcome == "failed"]


def test_failed_tries_are_in_the_log_after_the_next_unlock(folder: Path, clock: FrozenClock) -> None:
    """With their own moment and which secret was tried, before the row of the unlock itself; then the file is empty."""
    for secret, kind in (("fout", "passphrase"), (new_recovery_code(), "recovery"), ("ook fout", "passphrase")):
        with pytest.raises(WrongSecret):
            unlock(folder, secret, kind=kind, settings=quick_settings(clock))
        clock.advance(seconds=90)
    with quick_unlock(folder, clock) as store:
        assert failures(store) == [
            "at=2026-11-23T09:00:00+00:00 slot=passphrase",
            "at=2026-11-23T09:01:30+00:00 slot=recovery",
            "at=2026-11-23T09:03:00+00:00 slot=passphrase",
        ]
        last = rows_of(store, tables.audit)[-1]
        assert (last.action, last.outcome) == ("unlock", "ok")
        assert store.log_fault() is None
    assert (folder / FAILURES_FILE).read_bytes() == b""
    with quick_unlock(folder, clock) as store:
        assert len(failures(store)) == 3


def test_the_file_tells_nothing_but_moments(folder: Path) -> None:
    """Nothing of what was typed is in it, and only its owner can read it."""
    with pytest.raises(WrongSecret):
        unlock(folder, "geheime zin van Anna", settings=quick_settings())
    path = folder / FAILURES_FILE
    assert path.read_bytes() == b"2026-11-23T09:00:00+00:00 passphrase\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_file_does_not_grow_for_ever(folder: Path, clock: FrozenClock) -> None:
    """After a thousand tries the oldest stay, and the log says that there were more."""
    for _ in range(MOST_LINES + 50):
        note_failure(folder, "passphrase", clock)
    assert (folder / FAILURES_FILE).read_bytes().count(b"\n") == MOST_LINES
    with quick_unlock(folder) as store:
        assert len(failures(store)) == MOST_LINES + 1
        assert failures(store)[-1] == "full=yes"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=80) | st.just(b"2026-11-23T09:00:00+00:00 region"), max_size=8))
def test_what_others_wrote_into_the_file_is_counted_and_not_taken_over(folder: Path, lines: list[bytes]) -> None:
    """Whatever stands there: no text of it comes into the log but moments and kinds, and unlocking goes on."""
    data = b"\n".join(lines)
    with quick_unlock(folder) as store:
        before = len(failures(store))
        (folder / FAILURES_FILE).write_bytes(data)
        with store.unit_of_work("Ontgrendeld") as work:
            take_over(work, folder)
        found = failures(store)[before:]
        assert (folder / FAILURES_FILE).read_bytes() == b""
    whole = "at=2026-11-23T09:00:00+00:00 slot=region"
    assert all(one == whole or re.fullmatch("unreadable=[0-9]+", one) for one in found)
    assert found.count(whole) == data.split(b"\n").count(b"2026-11-23T09:00:00+00:00 region")


@pytest.mark.parametrize("what", ["folder", "link", "fifo", "huge"])
def test_something_else_in_the_place_of_the_file_stops_nobody(folder: Path, tmp_path: Path, what: str) -> None:
    """A wrong passphrase is told as such, a right one opens; no link is followed and no pipe is waited for."""
    path, elsewhere = folder / FAILURES_FILE, tmp_path / "elsewhere"
    elsewhere.write_bytes(b"van een ander\n")
    match what:
        case "folder":
            path.mkdir()
        case "link":
            path.symlink_to(elsewhere)
        case "fifo":
            os.mkfifo(path)
        case _:
            path.write_bytes(b"x" * 10_000_000)
    with pytest.raises(WrongSecret):
        unlock(folder, "fout", settings=quick_settings())
    with quick_unlock(folder) as store:
        assert any(row.startswith("unreadable=") for row in failures(store))
    assert elsewhere.read_bytes() == b"van een ander\n"


def test_a_folder_that_cannot_be_written_hides_no_wrong_passphrase(
    folder: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The try is not kept, and the user still reads what was wrong."""

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    note_failure(folder, "passphrase", clock)
    monkeypatch.undo()
    assert not (folder / FAILURES_FILE).exists()


def test_a_try_while_the_log_is_written_is_not_lost(folder: Path, clock: FrozenClock) -> None:
    """It stays in the file for the next unlock."""
    note_failure(folder, "passphrase", clock)
    with quick_unlock(folder) as store:
        note_failure(folder, "passphrase", clock)
        with store.unit_of_work("Ontgrendeld") as work:
            assert take_over(work, folder) == 1
            note_failure(folder, "recovery", clock)
        assert (folder / FAILURES_FILE).read_bytes().endswith(b" recovery\n")
        assert (folder / FAILURES_FILE).read_bytes().count(b"\n") == 1


def test_tries_stay_in_the_file_while_they_are_not_in_the_log(folder: Path, clock: FrozenClock) -> None:
    """An unlock that fails halfway empties nothing."""
    with quick_unlock(folder) as store:
        note_failure(folder, "passphrase", clock)
        with pytest.raises(LookupError), store.unit_of_work("Ontgrendeld") as work:
            take_over(work, folder)
            raise LookupError
    assert (folder / FAILURES_FILE).read_bytes().count(b"\n") == 1
