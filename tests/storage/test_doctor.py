"""What the doctor finds, how it says so, and what it mends."""

from __future__ import annotations

import os
import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from store_kit import DATABASE, KEY_FILE, FrozenClock, files_of, quick_settings, quick_unlock

from storage.backups import make_backup
from storage.disk_encryption import disk_is_encrypted
from storage.doctor import Finding, NothingToRepair, Repair, examine, repair
from storage.doctor_opened import examine_opened
from storage.models import CareNeed, Case
from storage.store import Store, StoreSettings
from storage.store_folder import KEY_FILE_COPY

QUICK = quick_settings()
SURROUNDINGS = {"disk_plain", "disk_unknown", "room"}
"""What depends on the computer on which the tests run."""


def found(folder: Path, settings: StoreSettings = QUICK) -> dict[str, Finding]:
    """Return what is found about the store itself, by kind."""
    return {one.kind: one for one in examine(folder, settings) if one.kind not in SURROUNDINGS}


@pytest.fixture
def folder(make_store) -> Path:
    """Return the folder of a closed store with a backup."""
    store = make_store()
    make_backup(store)
    store.close()
    return store.folder


def test_a_store_in_good_order_gives_no_findings(folder: Path) -> None:
    """Closed and opened; and looking writes nothing."""
    before = files_of(folder)
    assert found(folder) == {}
    assert files_of(folder) == before
    with quick_unlock(folder) as store:
        assert examine_opened(store) == []
        assert found(folder) == {}


def test_every_finding_says_what_is_wrong_and_what_to_do(tmp_path: Path) -> None:
    """A folder that is not there, and one without a store."""
    for missing in (tmp_path / "nergens", tmp_path):
        [first, *_] = examine(missing, QUICK)
        assert first.serious
        assert first.repair is Repair.RESTORE_BACKUP
        assert "--store" in first.advice
    assert {"no_store", "backup_none"} == found(tmp_path).keys()


def cut_off(path: Path) -> None:
    """Take the last bytes of a file away."""
    path.write_bytes(path.read_bytes()[:-7])


def make_plain(path: Path) -> None:
    """Put a plain SQLite file in place of an encrypted one."""
    path.write_bytes(b"SQLite format 3\x00" + bytes(4080))


@pytest.mark.parametrize(
    ("kind", "act", "word"),
    [
        ("database_missing", Path.unlink, "ontbreekt"),
        ("database_empty", lambda path: path.write_bytes(b""), "leeg"),
        ("database_cut_off", cut_off, "afgebroken"),
        ("database_plain", make_plain, "niet versleuteld"),
    ],
)
def test_a_database_that_is_not_what_it_should_be_is_told(folder: Path, kind: str, act, word: str) -> None:
    """Each in its own words, serious, and a backup is what helps."""
    act(folder / DATABASE)
    finding = found(folder)[kind]
    assert (finding.serious, finding.repair) == (True, Repair.RESTORE_BACKUP)
    assert word in finding.wrong


@pytest.mark.parametrize(
    ("act", "word"), [(Path.unlink, "ontbreekt"), (lambda path: path.write_bytes(b"kapot"), "beschadigd")]
)
def test_a_key_file_that_fails_is_replaced_by_its_copy(folder: Path, act, word: str) -> None:
    """The copy takes its place, the damaged one stays under another name, and the store opens."""
    act(folder / KEY_FILE)
    finding = found(folder)["key_file"]
    assert (finding.serious, finding.repair) == (True, Repair.USE_KEY_FILE_COPY)
    assert word in finding.wrong
    assert "in gebruik genomen" in repair(folder, Repair.USE_KEY_FILE_COPY)
    if word == "beschadigd":
        assert (folder / "kluis.toml.beschadigd").read_bytes() == b"kapot"
    quick_unlock(folder).close()
    assert found(folder) == {}
    with pytest.raises(NothingToRepair):
        repair(folder, Repair.USE_KEY_FILE_COPY)


def test_two_failing_key_files_need_a_backup(folder: Path) -> None:
    """The app says so, and does not put one damaged file in the place of the other."""
    for name in (KEY_FILE, KEY_FILE_COPY):
        (folder / name).write_bytes(b"kapot")
    assert found(folder)["key_file"].repair is Repair.RESTORE_BACKUP
    with pytest.raises(NothingToRepair, match="ook niet bruikbaar"):
        repair(folder, Repair.USE_KEY_FILE_COPY)


def test_a_copy_that_fails_is_mended_by_opening(folder: Path) -> None:
    """It is no reason for alarm."""
    (folder / KEY_FILE_COPY).unlink()
    assert not found(folder)["key_file_copy"].serious
    quick_unlock(folder).close()
    assert found(folder) == {}


def test_a_key_file_with_weaker_parameters_is_told(folder: Path) -> None:
    """It is a key file, but not one that this app would make."""
    finding = found(folder, StoreSettings(clock=FrozenClock()))["key_file"]
    assert "te zwak" in finding.wrong


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_rights_that_are_too_wide_are_put_right(folder: Path) -> None:
    """On the folder, the files and the backups in it."""
    folder.chmod(0o755)
    (folder / DATABASE).chmod(0o644)
    [backup] = (folder / "backups").iterdir()
    (backup / DATABASE).chmod(0o640)
    finding = found(folder)["rights"]
    assert (finding.serious, finding.repair) == (False, Repair.TIGHTEN_RIGHTS)
    repair(folder, Repair.TIGHTEN_RIGHTS)
    assert found(folder) == {}
    assert {path.stat().st_mode & 0o777 for path in (folder / DATABASE, backup / DATABASE)} == {0o600}


def test_leftovers_are_told_and_cleared_away_and_nothing_else(folder: Path) -> None:
    """A temporary file, a half backup, a restore that did not begin; a file of the user stays."""
    (folder / ".kluis.toml.0a1b2c3d.new").write_bytes(b"half")
    for name in ("backups/.0123456789abcdef.new", ".0123456789abcdef.herstel"):
        (folder / name).mkdir()
        (folder / name / DATABASE).write_bytes(b"half")
    (folder / "backups" / ".van mij").mkdir()
    before = files_of(folder)
    assert found(folder).keys() - {"rights"} == {"leftovers"}
    repair(folder, Repair.REMOVE_LEFTOVERS)
    assert found(folder).keys() <= {"rights"}
    assert files_of(folder) == {name: data for name, data in before.items() if not name.endswith(".new")}
    assert (folder / "backups" / ".van mij").is_dir()


def test_a_restore_that_stopped_halfway_is_serious(folder: Path) -> None:
    """The database was replaced and the key file not: the same backup again is what helps."""
    half = folder / ".0123456789abcdef.herstel"
    half.mkdir()
    shutil.copy(folder / KEY_FILE, half / KEY_FILE)
    finding = found(folder)["restore_halfway"]
    assert (finding.serious, finding.repair) == (True, Repair.RESTORE_BACKUP)


def test_backups_that_are_old_or_from_the_future_are_told(folder: Path) -> None:
    """A week is fine; more is worth a word; a date that has not been yet says that the clock is wrong."""
    clock = FrozenClock()
    settings = quick_settings(clock)
    clock.advance(days=7)
    assert found(folder, settings) == {}
    clock.advance(minutes=1)
    assert "23-11-2026" in found(folder, settings)["backup_old"].wrong
    clock.advance(days=-30)
    assert "nog niet geweest" in found(folder, settings)["backup_future"].wrong
    clock.advance(days=-20000)
    assert found(folder, settings)["clock"].serious


def test_a_backup_that_misses_a_file_does_not_count(folder: Path) -> None:
    """It is told, and there is none left then."""
    [backup] = (folder / "backups").iterdir()
    (backup / KEY_FILE).unlink()
    assert found(folder).keys() == {"backup_incomplete", "backup_none"}


def test_a_full_disk_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Little room is worth a word, hardly any is serious."""
    usage = namedtuple("usage", "total used free")  # noqa: PYI024 - what the system's own function gives
    for free, serious in ((100_000_000, False), (1_000_000, True)):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=free: usage(10**9, 10**9 - free, free))
        [finding] = [one for one in examine(folder, QUICK) if one.kind == "room"]
        assert finding.serious is serious


def test_a_folder_that_may_not_be_written_is_told(folder: Path) -> None:
    """As on a stick with its lock on."""
    folder.chmod(0o500)
    try:
        if os.access(folder, os.W_OK):
            pytest.skip("root may write everywhere, and Windows has other rights")
        assert found(folder)["read_only"].serious
    finally:
        folder.chmod(0o700)


def fake_disk(base: Path, name: str, uuid: str = "", on: tuple[str, ...] = ()) -> None:
    """Describe a disk as the system does."""
    (base / name / "slaves").mkdir(parents=True)
    if uuid:
        (base / name / "dm").mkdir()
        (base / name / "dm" / "uuid").write_text(uuid)
    for other in on:
        (base / name / "slaves" / other).symlink_to(base / other)


def test_an_encrypted_disk_is_seen_through_what_lies_on_it(tmp_path: Path) -> None:
    """A volume on an encrypted partition counts; a plain partition does not; what is no disk cannot be seen."""
    devices, mounts = tmp_path / "block", tmp_path / "mounts"
    fake_disk(devices, "sda1")
    fake_disk(devices, "dm-0", "CRYPT-LUKS2-0123-luks", on=("sda1",))
    fake_disk(devices, "dm-1", "LVM-0123", on=("dm-0",))
    for source, expected in (("/dev/dm-1", True), ("/dev/dm-0", True), ("/dev/sda1", False), ("overlay", None)):
        mounts.write_text(f"/dev/dm-0 /elders ext4 rw 0 0\n{source} / ext4 rw 0 0\nproc /proc proc rw 0 0\n")
        if os.name != "nt" and os.uname().sysname == "Linux":
            assert disk_is_encrypted(tmp_path, mounts=mounts, devices=devices) is expected


def test_damage_inside_is_found_when_the_store_is_open(store: Store) -> None:
    """One page that was changed: a backup is what helps."""
    with store.unit_of_work("Gevuld") as work:
        work.add(*(Case(title=f"casus {number}") for number in range(40)))
    connection = store.connect_to(store.folder / DATABASE)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    with (store.folder / DATABASE).open("r+b") as file:
        file.seek(4096 * 30 + 64)
        file.write(b"beschadigd")
    [finding] = examine_opened(store)
    assert (finding.kind, finding.serious, finding.repair) == ("database_damaged", True, Repair.RESTORE_BACKUP)


def test_a_rewritten_log_is_found(store: Store) -> None:
    """It is for the data protection officer, not for a backup."""
    with store.unit_of_work("Vervalst") as work:
        work.connection.exec_driver_sql("UPDATE audit SET actor = 'iemand anders' WHERE number = 1")
    [finding] = examine_opened(store)
    assert (finding.kind, finding.serious, finding.repair) == ("log", True, None)


def test_an_older_key_file_beside_an_open_store_is_found(store: Store) -> None:
    """Somebody put an old one back while the store was open."""
    with store.unit_of_work("Nieuwere") as work:
        work.connection.exec_driver_sql("UPDATE state SET value = '9' WHERE name = 'key_file_generation'")
    assert [one.kind for one in examine_opened(store)] == ["key_file_older"]


def test_what_points_to_nothing_is_counted_without_a_name(store: Store) -> None:
    """It is no damage; it says how many."""
    with store.unit_of_work("Los") as work:
        work.add(CareNeed(case_id="f" * 32, minutes_needed=30))
    [finding] = examine_opened(store)
    assert (finding.kind, finding.serious) == ("references", False)
    assert finding.wrong.startswith("1 regel verwijst")


def test_open_choices_are_told(pair) -> None:
    """Two values in one field are no damage either."""
    with pair.arranger.unit_of_work("Keuze open") as work:
        values = ("case", "c" * 32, "title")
        work.connection.exec_driver_sql("INSERT INTO conflict (record_type, record_id, field) VALUES (?, ?, ?)", values)
    [finding] = examine_opened(pair.arranger)
    assert (finding.kind, finding.serious) == ("conflicts", False)
