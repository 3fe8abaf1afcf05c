"""The store's own anchor: whoever puts an old copy of the database back is found out at the next unlock."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import delete
from store_kit import DATABASE, FrozenClock, StoreShelf, quick_unlock
from store_samples import rows_of

from storage import audit_anchors, tables
from storage.audit_anchors import ANCHOR_FILE
from storage.models import Case
from storage.store import Store

OLDER = "Het gegevensbestand is ouder dan het was op 23-11-2026 om 10:00"
DAMAGED = "anker.toml naast uw gegevens is veranderd of beschadigd"
MISSING = "anker.toml naast uw gegevens is weg"


@pytest.fixture
def folder(shelf: StoreShelf, tmp_path: Path) -> Path:
    """Return the folder of a store that was used and closed, with a copy of its database as it was then in `old`."""
    folder = tmp_path / "store"
    shelf.copy("arranger", 0, folder)
    quick_unlock(folder).close()
    shutil.copytree(folder, tmp_path / "old")
    work_and_close(folder)
    return folder


def work_and_close(folder: Path) -> None:
    """Do a day's work."""
    with quick_unlock(folder) as store, store.unit_of_work("Casus begonnen") as work:
        work.add(Case(title="x"))


def put_back(folder: Path, *names: str) -> None:
    """Put files back as they were before the day's work."""
    for stale in folder.glob(f"{DATABASE}-*"):
        stale.unlink()
    for name in names:
        shutil.copyfile(folder.parent / "old" / name, folder / name)


def warnings_at_unlock(folder: Path) -> tuple[list[str], list[str]]:
    """Unlock, close, and return what the user is told and what the log says of it."""
    with quick_unlock(folder) as store:
        rows = [row.details for row in rows_of(store, tables.audit) if row.outcome == "warning"]
        return list(store.warnings), rows


def test_an_ordinary_day_gives_no_warning(folder: Path) -> None:
    """Open and close as often as you like."""
    for _ in range(3):
        assert warnings_at_unlock(folder) == ([], [])


def test_an_old_database_is_told_once_and_stays_in_the_log(folder: Path) -> None:
    """The sentence says since when, what may explain it, and what to do; the next unlock compares with the new state."""
    put_back(folder, DATABASE)
    told, rows = warnings_at_unlock(folder)
    assert OLDER in told[0]
    assert "reservekopie teruggezet" in told[0]
    assert rows == ["anchor=older"]
    assert warnings_at_unlock(folder) == ([], ["anchor=older"])


def test_a_kill_instead_of_closing_gives_no_warning(folder: Path) -> None:
    """The anchor of an earlier close names a row that is still there."""
    anchor = (folder / ANCHOR_FILE).read_bytes()
    work_and_close(folder)
    (folder / ANCHOR_FILE).write_bytes(anchor)
    assert warnings_at_unlock(folder) == ([], [])


def test_an_anchor_that_was_taken_away_is_missed(folder: Path) -> None:
    """Otherwise whoever puts back an old database would only have to delete one file more."""
    put_back(folder, DATABASE)
    (folder / ANCHOR_FILE).unlink()
    told, rows = warnings_at_unlock(folder)
    assert MISSING in told[0]
    assert rows == ["anchor=missing"]


def test_a_store_that_never_had_an_anchor_is_not_told_that_it_is_missing(folder: Path) -> None:
    """Such as one that an earlier version made."""
    (folder / ANCHOR_FILE).unlink()
    with quick_unlock(folder) as store, store.unit_of_work("proef") as work:
        work.connection.execute(delete(tables.state).where(tables.state.c.name == "own_anchor"))
        (folder / ANCHOR_FILE).unlink(missing_ok=True)
        assert audit_anchors.check(work, folder, b"x" * 32) is None


def test_any_change_in_the_file_is_found(folder: Path) -> None:
    """Each bit of it counts, and so does what is added or left out."""
    whole = (folder / ANCHOR_FILE).read_bytes()
    changed = [whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :] for place in range(len(whole))]
    changed += [b"", whole[:-1], whole + b"\n", whole * 2, b"\xff" * 5_000]
    with quick_unlock(folder) as store:
        key = store._audit_key
        for data in changed:
            (folder / ANCHOR_FILE).write_bytes(data)
            assert DAMAGED in (check(store, folder, key) or ""), data
        (folder / ANCHOR_FILE).write_bytes(whole)
        assert check(store, folder, key) is None


def check(store: Store, folder: Path, key: bytes) -> str | None:
    """Return what the own anchor tells, without keeping it in the log."""
    with store.read() as session:
        found = audit_anchors._finding(session.connection(), folder, key)
    return found[1] if found else None


@pytest.mark.parametrize("what", ["folder", "link", "dangling"])
def test_something_else_in_the_place_of_the_file_is_not_read(folder: Path, tmp_path: Path, what: str) -> None:
    """No link is followed, and closing the store puts an anchor in its place where that can be."""
    path = folder / ANCHOR_FILE
    whole = path.read_bytes()
    path.unlink()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(whole)
    if what == "folder":
        path.mkdir()
    else:
        path.symlink_to(elsewhere if what == "link" else tmp_path / "nowhere")
    told, _ = warnings_at_unlock(folder)
    assert DAMAGED in told[0]
    assert elsewhere.read_bytes() == whole
    assert path.is_dir() == (what == "folder")


def test_a_folder_that_cannot_be_written_keeps_nobody_from_closing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The anchor of before stays."""
    whole = (folder / ANCHOR_FILE).read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    store = quick_unlock(folder)
    monkeypatch.setattr(audit_anchors, "write_atomically", full)
    store.close()
    assert (folder / ANCHOR_FILE).read_bytes() == whole
    monkeypatch.undo()
    assert warnings_at_unlock(folder) == ([], [])


def test_an_anchor_holds_for_any_clock(folder: Path, clock: FrozenClock) -> None:
    """A laptop whose clock stands decades off compares rows, not times."""
    for years in (-30, 60):
        clock.moment = clock.moment.replace(year=2026 + years)
        quick_unlock(folder, clock).close()
        assert warnings_at_unlock(folder) == ([], [])
    put_back(folder, DATABASE)
    assert "28-" not in warnings_at_unlock(folder)[0][0]
