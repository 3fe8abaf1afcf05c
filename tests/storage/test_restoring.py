"""Putting backups back: the drill, what goes on afterwards, what is refused, and a kill at every moment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from interruptions import interrupted
from store_kit import DATABASE, PASSPHRASE, FrozenClock, files_of, quick_create, quick_settings, quick_unlock
from store_samples import log, open_values, rows_of, shown

from storage import tables
from storage.backup_folders import list_backups
from storage.backups import backup_to, make_backup
from storage.contacts import contacts
from storage.doctor import Repair, examine, repair
from storage.errors import ClockWrong, StorageError, StoreBusy, WrongSecret
from storage.handing_over import export_bundle
from storage.models import Case
from storage.recovery_code import new_recovery_code
from storage.restoring import (
    BackupDamaged,
    BackupMissing,
    BackupOfAnother,
    NoBackupWhole,
    PlaceNotEmpty,
    check_backup,
    find_backup,
    newest_whole,
    restore,
)
from storage.rotation import rotate_master_key
from storage.store import Store
from storage.store_folder import KEY_FILE
from storage.swapping import unfinished
from storage.taking_in import import_bundle
from storage.vault import change_passphrase, renew_recovery_code

QUICK = quick_settings()


def add_case(store: Store, title: str) -> str:
    """Write a case and return its id."""
    with store.unit_of_work("Casus begonnen") as work:
        case = Case(title=title)
        work.add(case)
    return case.id


def titles(folder: Path, passphrase: str = PASSPHRASE) -> set[str]:
    """Return the titles of the cases in a closed store."""
    with quick_unlock(folder) if passphrase == PASSPHRASE else _unlock(folder, passphrase) as store:
        assert store.log_fault() is None
        return {record["title"] for record in shown(store).values() if record["type"] == "case"}


def _unlock(folder: Path, passphrase: str) -> Store:
    from storage.store import unlock  # noqa: PLC0415 - one use

    return unlock(folder, passphrase, settings=QUICK)


def damage(path: Path) -> None:
    """Change a few bytes in the middle of a file."""
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 8] = bytes(byte ^ 255 for byte in data[middle : middle + 8])
    path.write_bytes(data)


def test_the_drill_from_paper_and_stick_to_the_data_on_another_computer(tmp_path: Path) -> None:
    """The laptop is gone: a stick, the recovery code and an empty folder give back every record."""
    code = new_recovery_code()
    stick = tmp_path / "stick"
    stick.mkdir()
    with quick_create(tmp_path / "laptop", recovery_code=code) as store:
        add_case(store, "Reiger")
        before = shown(store)
        backup_to(store, stick)
    [found] = list_backups(stick)
    restored = restore(tmp_path / "nieuw", found.folder, code.lower(), kind="recovery", settings=QUICK)
    assert restored.replaced is None
    assert "van 23-11-2026 om 10:00 is nagekeken en teruggezet" in restored.sentence
    with quick_unlock(restored.folder) as store:
        assert shown(store) == before
        assert store.log_fault() is None
        assert store.warnings == []
        assert ("restore", "store", "") in log(store)
    assert unfinished(restored.folder) == []


def test_what_stood_there_is_put_aside_byte_for_byte(store: Store) -> None:
    """Nothing is deleted: the files of before stand in a folder of their own, and open."""
    make_backup(store)
    add_case(store, "na de reservekopie")
    store.close()
    [backup] = list_backups(store.folder)
    before = files_of(store.folder)
    restored = restore(store.folder, backup.folder, PASSPHRASE, settings=QUICK)
    assert restored.replaced is not None
    assert files_of(restored.replaced) == before
    assert titles(restored.replaced) == {"na de reservekopie"}
    assert titles(store.folder) == set()
    assert [one.name for one in list_backups(store.folder)] == [backup.name]


def test_after_a_restore_bundles_go_on_and_nothing_contradicts(pair, clock: FrozenClock) -> None:
    """The coordinator has what was sent after the backup; the next bundle is a gap, no replay, and a choice is asked."""
    store, coordinator = pair.arranger, pair.coordinator
    case = add_case(store, "eerst")
    import_bundle(coordinator, export_bundle(store, [pair.coordinator_contact], purpose="Overdracht"))
    backup = make_backup(store)
    clock.advance(hours=1)
    for round_number in (1, 2):
        with store.unit_of_work("Gewijzigd") as work:
            work.change(work.get(Case, case), {"title": f"verloren {round_number}"})
        sent = import_bundle(coordinator, export_bundle(store, [pair.coordinator_contact], purpose="Overdracht"))
        store.close()
        clock.advance(minutes=5)
        restore(store.folder, backup.folder, PASSPHRASE, settings=quick_settings(clock))
        store = quick_unlock(store.folder, clock)
        with store.unit_of_work("Gewijzigd") as work:
            work.change(work.get(Case, case), {"title": f"opnieuw {round_number}"})
        again = import_bundle(coordinator, export_bundle(store, contacts(store), purpose="Overdracht"))
        assert again.gap
        assert again.sequence > sent.sequence
        values = open_values(coordinator)[case, "title"]
        assert {f'"verloren {round_number}"', f'"opnieuw {round_number}"'} <= values
        following = import_bundle(coordinator, export_bundle(store, contacts(store), purpose="Overdracht"))
        assert (following.gap, following.sequence) == (False, again.sequence + 1)
    assert coordinator.log_fault() is None
    store.close()


def test_a_restored_store_writes_as_another_device_and_keeps_its_card(store: Store) -> None:
    """What was written stays under the device that wrote it; the person is the same."""
    add_case(store, "eerst")
    backup = make_backup(store)
    card, device = store.identity.card_text, store.identity.device
    store.close()
    restore(store.folder, backup.folder, PASSPHRASE, settings=QUICK)
    with quick_unlock(store.folder) as opened:
        add_case(opened, "daarna")
        assert opened.identity.card_text == card
        assert opened.identity.device != device
        assert [row.name for row in rows_of(opened, tables.device)] == [device, opened.identity.device]
        assert len({row.author_id for row in rows_of(opened, tables.operation)}) == 1


def test_an_older_passphrase_is_told(store: Store) -> None:
    """A backup of before the passphrase and code were changed opens with those of then, and the sentence says so."""
    backup = make_backup(store)
    change_passphrase(store, PASSPHRASE, "geheel andere zin van later")
    renew_recovery_code(store, "geheel andere zin van later", new_recovery_code())
    newer = make_backup(store)
    store.close()
    with pytest.raises(WrongSecret):
        restore(store.folder, backup.folder, "geheel andere zin van later", settings=QUICK)
    restored = restore(store.folder, backup.folder, PASSPHRASE, settings=QUICK)
    assert restored.other_passphrase
    assert "met de wachtwoordzin van toen, niet met uw nieuwste" in restored.sentence
    assert "herstelcode is die van toen" in restored.sentence
    quick_unlock(store.folder).close()
    back = restore(store.folder, newer.folder, "geheel andere zin van later", settings=QUICK)
    assert back.other_passphrase


def test_a_check_reads_all_and_writes_nothing(store: Store) -> None:
    """A whole backup is said to be whole, and every file is as it was, without a file beside it."""
    add_case(store, "Reiger")
    made = make_backup(store)
    before = files_of(made.folder)
    checked = check_backup(made.folder, PASSPHRASE, settings=QUICK)
    assert (checked.whole, checked.sentence) == (
        True,
        "De reservekopie van 23-11-2026 om 10:00 is heel: alles erin is nagekeken.",
    )
    assert files_of(made.folder) == before
    with pytest.raises(WrongSecret):
        check_backup(made.folder, "een andere zin", settings=QUICK)


@pytest.mark.parametrize("name", [DATABASE, KEY_FILE])
def test_the_newest_that_is_whole_is_chosen_and_the_damaged_one_told(
    store: Store, clock: FrozenClock, name: str
) -> None:
    """A damaged database or key file: the one before it is found, and a restore of the damaged one changes nothing."""
    first = make_backup(store)
    clock.advance(days=1)
    second = make_backup(store)
    store.close()
    damage(second.folder / name)
    checked, passed = newest_whole(store.folder, PASSPHRASE, settings=QUICK)
    assert checked.folder == first.folder
    assert [one.folder for one in passed] == [second.folder]
    assert "24-11-2026" in passed[0].sentence
    assert "beschadigd" in passed[0].sentence
    before = files_of(store.folder)
    with pytest.raises(BackupDamaged, match="Kies een andere"):
        restore(store.folder, second.folder, PASSPHRASE, settings=QUICK)
    assert files_of(store.folder) == before
    assert unfinished(store.folder) == []
    damage(first.folder / name)
    with pytest.raises(NoBackupWhole, match="stick"):
        newest_whole(store.folder, PASSPHRASE, settings=QUICK)


def test_a_backup_whose_log_was_rewritten_is_not_chosen_by_itself(store: Store, clock: FrozenClock) -> None:
    """The check tells which row; whoever names the backup can still put it back."""
    made = make_backup(store)
    with store.connect_to(made.folder / DATABASE) as connection:
        connection.execute("UPDATE audit SET actor = 'iemand anders' WHERE number = 1")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    checked = check_backup(made.folder, PASSPHRASE, settings=QUICK)
    assert not checked.whole
    assert "in het logboek is regel 1 gewijzigd" in checked.sentence
    store.close()
    restore(store.folder, made.folder, PASSPHRASE, settings=QUICK)


def test_a_backup_that_was_opened_and_killed_is_put_back_with_its_journal(store: Store, tmp_path: Path) -> None:
    """A copy of a store folder made while it was open: the journal beside the database comes along."""
    case = add_case(store, "in het journaal")
    copy = tmp_path / "kopie"
    copy.mkdir()
    for name, data in files_of(store.folder).items():
        (copy / name).write_bytes(data)
    checked = check_backup(copy, PASSPHRASE, settings=QUICK)
    assert not checked.whole
    assert "Terugzetten kan" in checked.sentence
    restored = restore(tmp_path / "nieuw", copy, PASSPHRASE, settings=QUICK)
    with quick_unlock(restored.folder) as opened:
        assert opened.get(Case, case).title == "in het journaal"


def test_what_cannot_be_a_restore_is_refused_and_changes_nothing(make_store, tmp_path: Path) -> None:
    """Nothing there, the store itself, a store of another, a folder full of other things, a clock in another century."""
    own, other = make_store(), make_store()
    backup, of_other = make_backup(own), make_backup(other)
    own.close()
    before = files_of(own.folder)
    full = tmp_path / "documenten"
    full.mkdir()
    (full / "brief.txt").write_text("van mij")
    wrong_clock = quick_settings(FrozenClock(FrozenClock().moment.replace(year=1975)))
    for error, folder, place, settings in (
        (BackupMissing, own.folder, full, QUICK),
        (BackupMissing, own.folder, own.folder, QUICK),
        (BackupOfAnother, own.folder, of_other.folder, QUICK),
        (PlaceNotEmpty, full, backup.folder, QUICK),
        (ClockWrong, own.folder, backup.folder, wrong_clock),
    ):
        with pytest.raises(error):
            restore(folder, place, PASSPHRASE, settings=settings)
    with pytest.raises(WrongSecret):
        restore(tmp_path / "nieuw", backup.folder, "een andere zin", settings=QUICK)
    assert not (tmp_path / "nieuw").exists()
    assert files_of(own.folder) == before
    assert sorted(path.name for path in own.folder.iterdir() if path.is_dir()) == ["backups"]
    assert [path.name for path in full.iterdir()] == ["brief.txt"]


def test_a_backup_is_found_by_name_or_by_folder(store: Store, tmp_path: Path) -> None:
    """As the list shows it, or as a path; anything else is no backup."""
    made = make_backup(store)
    assert find_backup(store.folder, made.name) == made
    assert find_backup(tmp_path, str(made.folder)) == made
    with pytest.raises(BackupMissing):
        find_backup(store.folder, "2020-01-01T000000Z")


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let go of an open file")
def test_a_store_that_is_open_in_another_window_is_not_replaced(shelf, tmp_path: Path) -> None:
    """The sentence says to close it; nothing was changed."""
    shelf.copy("arranger", 0, tmp_path / "store")
    with quick_unlock(tmp_path / "store") as store:
        backup = make_backup(store)
    program = "import sys; from pathlib import Path; from store_kit import quick_unlock\n"
    program += "store = quick_unlock(Path(sys.argv[1])); print('open', flush=True); input(); store.close()"
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "store")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(root), str(root / "tests")))},
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(StoreBusy, match="Sluit dat venster"):
            restore(tmp_path / "store", backup.folder, PASSPHRASE, settings=QUICK)
        other.communicate(b"\n")
    assert not (tmp_path / "store" / "replaced").exists()
    restore(tmp_path / "store", backup.folder, PASSPHRASE, settings=QUICK)


def opens_with(folder: Path) -> str:
    """Return the title of the case in a store that opens with the old or the new passphrase; "" when it does not open."""
    for passphrase in (PASSPHRASE, "geheel andere zin van later"):
        try:
            [title] = titles(folder, passphrase)
        except StorageError:
            continue
        return title
    return ""


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot fork")
@pytest.mark.parametrize("how", ["kill", pytest.param("fail", marks=pytest.mark.slow)])
def test_a_restore_that_stops_at_any_moment_loses_nothing(shelf, tmp_path: Path, how: str) -> None:
    """The hardest case, a backup under an older master key: old store, new store, or a state that a second restore mends."""
    source = tmp_path / "source"
    shelf.copy("arranger", 0, source)
    with quick_unlock(source) as store:
        case = add_case(store, "toen")
        make_backup(store)
        with store.unit_of_work("Gewijzigd") as work:
            work.change(work.get(Case, case), {"title": "nu"})
        rotate_master_key(store, PASSPHRASE, new_passphrase="geheel andere zin van later", new_code=new_recovery_code())
    told = interrupted("restore", how, source, tmp_path / "tries")
    assert len(told) >= 20
    states = set()
    for nth, error, sentence in told:
        folder = tmp_path / "tries" / nth
        state = opens_with(folder)
        found = {one.kind for one in examine(folder, QUICK)}
        if not state:
            assert "restore_halfway" in found
            [aside] = (folder / "replaced").iterdir()
            assert opens_with(aside) == "nu"
        elif "leftovers" in found:
            repair(folder, Repair.REMOVE_LEFTOVERS)
            assert opens_with(folder) == state
        if how == "fail":
            assert error == "" or sentence.endswith(".")
            assert state != "nu" or error
        states.add(state)
        [backup] = list_backups(folder)
        restore(folder, backup.folder, PASSPHRASE, settings=QUICK)
        assert titles(folder) == {"toen"}
        assert unfinished(folder) == []
    assert states == {"toen", "nu", ""}
