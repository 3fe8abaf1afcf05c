"""Backups: what they hold, that they were checked, which stay, and what is left when making one goes wrong."""

from __future__ import annotations

import os
import shutil
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from interruptions import interrupted
from store_kit import DATABASE, FrozenClock, files_of, quick_unlock
from store_samples import counts_behind, log, shown

from storage.backup_folders import half_backups, moment_of, stamp_of
from storage.backups import (
    BACKUPS,
    BackupHasNoRoom,
    BackupNotWhole,
    BackupOfDamaged,
    BackupPlaceInside,
    BackupPlaceMissing,
    BackupPlaceReadOnly,
    backup_if_due,
    backup_to,
    list_backups,
    make_backup,
    remove_backups,
    to_keep,
)
from storage.clock import WALL_CLOCK
from storage.models import Case, Pupil
from storage.store import Store

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1)).map(lambda one: one.replace(tzinfo=UTC))  # noqa: DTZ001 - Hypothesis wants naive bounds


def add_case(store: Store, title: str) -> None:
    """Write a case with a pupil."""
    with store.unit_of_work("Casus begonnen") as work:
        case = Case(title=title)
        work.add(case, Pupil(case_id=case.id, pseudonym=title))


def names_in(store: Store) -> list[str]:
    """Return the names of the backups of a store, newest first."""
    return [one.name for one in list_backups(store.folder)]


def test_a_backup_is_a_store_with_all_that_was_written(store: Store) -> None:
    """It opens with the same passphrase and holds every row, those that still stood in the journal included."""
    add_case(store, "Reiger")
    made = make_backup(store)
    before, rows = shown(store), counts_behind(store)
    assert (store.folder / f"{DATABASE}-wal").stat().st_size > 0
    assert made.folder == store.folder / BACKUPS / "2026-11-23T090000Z"
    with quick_unlock(made.folder) as copy:
        assert shown(copy) == before
        # The unlock of the copy is in its log, the making of the backup in that of the store.
        assert copy.warnings == []
        assert counts_behind(copy) == rows
        assert copy.log_fault() is None
    assert log(store)[-1][:2] == ("backup", "backup")


def test_a_backup_is_private_and_has_no_journal_beside_it(store: Store) -> None:
    """Files that only the owner may read, in a folder that only the owner may enter; nothing hidden is left."""
    made = make_backup(store)
    assert sorted(files_of(made.folder)) == ["anker.toml", "kluis.toml", "kluis.toml.bak", "zorg.db"]
    assert made.size == sum(len(files_of(made.folder)[name]) for name in ("kluis.toml", "zorg.db"))
    if os.name != "nt":
        modes = {path.stat().st_mode & 0o777 for path in made.folder.iterdir()}
        assert modes == {0o600}
        assert {path.stat().st_mode & 0o777 for path in (made.folder, made.folder.parent)} == {0o700}
    assert [path.name for path in made.folder.parent.iterdir()] == [made.name]


def test_a_store_that_is_being_written_gives_one_moment(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is committed while the backup is copied is not in it, and the backup still checks out."""
    add_case(store, "daarvoor")
    connect = store.connect_to

    def meanwhile(path: Path) -> object:
        if path.parent.name.startswith("."):
            monkeypatch.setattr(store, "connect_to", connect)
            add_case(store, "intussen")
        return connect(path)

    monkeypatch.setattr(store, "connect_to", meanwhile)
    made = make_backup(store)
    assert store.counts()["case"] == 2
    with quick_unlock(made.folder) as copy:
        assert [record["title"] for record in shown(copy).values() if record["type"] == "case"] == ["daarvoor"]


def test_a_damaged_store_gives_no_backup_and_keeps_the_earlier_ones(store: Store) -> None:
    """The user is sent to the doctor; a copy of damage would in time push out the good ones."""
    add_case(store, "Reiger")
    first = make_backup(store)
    with store.connect_to(store.folder / DATABASE) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    with (store.folder / DATABASE).open("r+b") as file:
        file.seek(4096 * 20 + 100)
        file.write(b"beschadigd")
    with pytest.raises(BackupOfDamaged, match="doctor"):
        make_backup(store)
    assert names_in(store) == [first.name]
    assert half_backups(store.folder / BACKUPS) == []


def test_a_copy_that_does_not_read_back_is_no_backup(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stick that loses what was written to it: it is opened anew, found damaged, and removed."""
    connect = store.connect_to
    seen = []

    def lost(path: Path) -> object:
        if path.parent.name.startswith("."):
            seen.append(path)
        if len(seen) == 2:
            with path.open("r+b") as file:
                file.seek(4096 * 3)
                file.write(bytes(4096))
        return connect(path)

    monkeypatch.setattr(store, "connect_to", lost)
    with pytest.raises(BackupNotWhole, match="klopte hij niet"):
        make_backup(store)
    assert list((store.folder / BACKUPS).iterdir()) == []


def test_one_backup_a_day(store: Store, clock: FrozenClock) -> None:
    """The first time of a day makes one; midnight is that of the wall clock, not of UTC."""
    assert backup_if_due(store) is not None
    clock.advance(hours=8)
    assert backup_if_due(store) is None
    clock.advance(hours=6, minutes=30)  # 23:30 in UTC, 0:30 on the wall clock
    assert backup_if_due(store) is not None
    assert names_in(store) == ["2026-11-23T233000Z", "2026-11-23T090000Z"]


def test_an_opened_backup_is_not_backed_up_itself(store: Store) -> None:
    """A backup stays as it was made, also when somebody looks in it."""
    made = make_backup(store)
    with quick_unlock(made.folder) as copy:
        assert backup_if_due(copy) is None
    assert not (made.folder / BACKUPS).exists()


def test_a_clock_that_jumps_years_costs_no_good_backup(store: Store, clock: FrozenClock) -> None:
    """Two days in the wrong year count as two days; back in the right one, what is made then stays as always."""
    for _ in range(7):
        backup_if_due(store)
        clock.advance(days=1)
    right = set(names_in(store))
    clock.advance(days=3650)
    for _ in range(2):
        backup_if_due(store)
        clock.advance(days=1)
    wrong = {name for name in names_in(store) if name.startswith("2036")}
    assert len(right & set(names_in(store))) >= 5
    clock.advance(days=-3652)
    since = set()
    for _ in range(5):
        assert backup_if_due(store) is not None
        assert backup_if_due(store) is None
        since.add(f"{clock().date()}T090000Z")
        clock.advance(days=1)
    assert since | wrong <= set(names_in(store))


@given(st.lists(MOMENTS, max_size=60), MOMENTS)
def test_what_stays_is_bounded_and_holds_the_newest(stamps: list[datetime], now: datetime) -> None:
    """At most fourteen of before now and fourteen of after; of both the newest stays, and asking again removes no more."""
    kept = to_keep(stamps, now)
    assert kept <= set(stamps)
    assert to_keep(kept, now) == kept
    for part in ([one for one in stamps if one <= now], [one for one in stamps if one > now]):
        assert len(kept & set(part)) <= 14
        assert not part or max(part) in kept
        days = sorted({one.astimezone(WALL_CLOCK).date() for one in part})[-7:]
        for day in days:
            assert max(one for one in part if one.astimezone(WALL_CLOCK).date() == day) in kept


@given(st.integers(0, 400), MOMENTS.map(lambda one: one.replace(hour=12)))
def test_with_a_backup_every_day_there_is_one_for_each_of_the_last_weeks_and_months(days: int, start: datetime) -> None:
    """Kept day after day as the app does: seven days in a row, four weeks and three months back."""
    kept: set[datetime] = set()
    for number in range(days + 1):
        now = start + timedelta(days=number)
        kept = to_keep(kept | {now}, now)
    local = sorted(one.astimezone(WALL_CLOCK).date() for one in kept)
    assert {start + timedelta(days=number) for number in range(max(0, days - 6), days + 1)} <= kept
    assert len({day.isocalendar()[:2] for day in local}) >= min(4, days // 7 + 1)
    assert len({(day.year, day.month) for day in local}) >= min(3, days // 31 + 1)


def test_only_folders_that_are_exactly_ours_are_removed(store: Store, clock: FrozenClock) -> None:
    """Something of the user between the backups stays: another name, an own file inside, a link to elsewhere."""
    place = store.folder / BACKUPS
    for number in range(12):
        backup_if_due(store)
        if number == 0:
            (place / names_in(store)[0] / "mijn aantekening.txt").write_text("van mij")
            (place / "oude spullen").mkdir()
            if os.name != "nt":
                (place / "2020-01-01T000000Z").symlink_to(store.folder, target_is_directory=True)
        clock.advance(days=1)
    names = {path.name for path in place.iterdir()}
    assert {"2026-11-23T090000Z", "oude spullen"} <= names
    assert (place / "2026-11-23T090000Z" / "zorg.db").exists()
    assert os.name == "nt" or "2020-01-01T000000Z" in names
    assert "2026-11-24T090000Z" not in names


def test_all_but_one_can_be_removed(store: Store) -> None:
    """After a change of keys: the backups under the old keys go, and that is logged."""
    for _ in range(3):
        kept = make_backup(store)
    assert remove_backups(store, keep=kept) == 2
    assert names_in(store) == [kept.name]
    assert log(store)[-1][:2] == ("backup", "backup")


@given(MOMENTS)
def test_a_name_tells_its_moment(moment: datetime) -> None:
    """To the second; other names tell none."""
    assert moment_of(stamp_of(moment)) == moment.replace(microsecond=0)
    assert moment_of(f"zorgarrangeur-0a1b2c3d-{stamp_of(moment)}") == moment.replace(microsecond=0)
    assert moment_of(f"{stamp_of(moment)}.old") is None


def test_a_backup_on_a_stick_bears_the_name_of_the_store(store: Store, tmp_path: Path) -> None:
    """It is found there without a passphrase, opens, and is no reason to skip the one of the day."""
    stick = tmp_path / "stick"
    stick.mkdir()
    made = backup_to(store, stick)
    assert made.name.startswith("zorgarrangeur-")
    assert list_backups(stick) == [made]
    quick_unlock(made.folder).close()
    assert backup_if_due(store) is not None


def test_places_where_no_backup_belongs_are_refused(store: Store, tmp_path: Path) -> None:
    """Each with its own sentence, and without a trace."""
    with pytest.raises(BackupPlaceMissing, match="is er niet"):
        backup_to(store, tmp_path / "nergens")
    inside = store.folder / "kopie"
    inside.mkdir()
    with pytest.raises(BackupPlaceInside, match="stick"):
        backup_to(store, inside)
    assert list(inside.iterdir()) == []


def test_a_stick_with_its_lock_on_is_refused(store: Store, tmp_path: Path) -> None:
    """The sentence says to take the lock off."""
    stick = tmp_path / "stick"
    stick.mkdir(mode=0o500)
    if os.access(stick, os.W_OK):
        pytest.skip("root may write everywhere, and Windows has other rights")
    with pytest.raises(BackupPlaceReadOnly, match="slotje"):
        backup_to(store, stick)


def test_a_stick_without_room_is_refused(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is written, and the sentence says how much room it takes."""
    usage = namedtuple("usage", "total used free")  # noqa: PYI024 - what the system's own function gives
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**6, 10**6, 1000))
    with pytest.raises(BackupHasNoRoom, match="MB vrij"):
        backup_to(store, tmp_path)
    assert list_backups(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot fork")
def test_a_stick_pulled_out_at_any_moment_leaves_no_half_backup(shelf, tmp_path: Path) -> None:
    """At each touch of a file the stick is gone: one sentence, nothing that looks whole, and the store as it was."""
    shelf.copy("arranger", 0, tmp_path / "store")
    told = interrupted("stick", "fail", tmp_path / "store", tmp_path / "tries")
    assert len(told) >= 8
    for nth, error, sentence in told:
        found = list_backups(tmp_path / "tries" / f"{nth}-stick")
        if error:
            assert found == []
            assert "aangeraakt" in sentence
        for one in found:
            quick_unlock(one.folder).close()
        with quick_unlock(tmp_path / "tries" / nth) as store:
            assert store.log_fault() is None
    errors = {error for _, error, _ in told}
    assert errors <= {"", "BackupNotMade", "BackupHasNoRoom", "BackupPlaceReadOnly", "KeyFileDamaged"}


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot fork")
def test_a_stick_that_is_full_halfway_leaves_no_half_backup(shelf, tmp_path: Path) -> None:
    """The database itself does not fit: one sentence, an empty stick, and a store that goes on."""
    shelf.copy("arranger", 0, tmp_path / "store")
    told = interrupted("stick", "full", tmp_path / "store", tmp_path / "tries")
    assert len(told) >= 4
    for nth, error, sentence in told:
        assert error in {"BackupNotMade", "BackupHasNoRoom"}
        assert "aangeraakt" in sentence
        assert list((tmp_path / "tries" / f"{nth}-stick").iterdir()) == []
        quick_unlock(tmp_path / "tries" / nth).close()


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot fork")
def test_a_kill_at_any_moment_leaves_a_whole_backup_or_none(shelf, tmp_path: Path) -> None:
    """What it leaves half is hidden, is not listed, and can be cleared away."""
    shelf.copy("arranger", 0, tmp_path / "store")
    told = interrupted("backup", "kill", tmp_path / "store", tmp_path / "tries")
    assert len(told) >= 8
    halves = 0
    for nth, _, _ in told:
        folder = tmp_path / "tries" / nth
        halves += len(half_backups(folder / BACKUPS))
        for one in list_backups(folder):
            assert one.complete
            quick_unlock(one.folder).close()
        quick_unlock(folder).close()
    assert halves >= 4
