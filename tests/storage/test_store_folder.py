"""A store as a folder: making it, unlocking it, and what is said when part of it is missing or strange."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from store_kit import (
    PASSPHRASE,
    QUICK_POLICY,
    START,
    FrozenClock,
    files_of,
    master_key_of,
    quick_create,
    quick_settings,
    quick_unlock,
)

from storage import tables
from storage.audit_anchors import ANCHOR_FILE
from storage.errors import (
    ClockWrong,
    DatabaseDamaged,
    DatabaseNotEncrypted,
    KeyFileDamaged,
    RecoveryCodeMistyped,
    SchemaTooNew,
    StoreExists,
    StoreMissing,
    StoreReadOnly,
    ValueRefused,
    WrongSecret,
)
from storage.failed_unlocks import FAILURES_FILE
from storage.key_derivation import DerivationCost, DerivationPolicy
from storage.key_file import read_key_file
from storage.models import Case
from storage.recovery_code import new_recovery_code
from storage.store import DATABASE, KEY_FILE, KEY_FILE_COPY, StoreSettings, exists, unlock

POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")


@pytest.fixture
def folder(shelf, tmp_path: Path) -> Path:
    """Return the folder of a closed store with one case in it."""
    shelf.copy("arranger", 0, tmp_path / "opslag")
    with quick_unlock(tmp_path / "opslag") as store, store.unit_of_work("Casus begonnen") as work:
        work.add(Case(id="c" * 32, title="Logopedie in de klas"))
    return tmp_path / "opslag"


def title_in(folder: Path) -> str:
    """Return the title of the one case, read anew."""
    with quick_unlock(folder) as store:
        return store.get(Case, "c" * 32).title


def test_a_closed_store_opens_again_with_everything_in_it(folder: Path) -> None:
    """What was written is there the next time."""
    assert title_in(folder) == "Logopedie in de klas"


def test_the_recovery_code_opens_the_same_store(tmp_path: Path) -> None:
    """However the code is typed, it gives the same records as the passphrase."""
    code = new_recovery_code()
    with quick_create(tmp_path / "opslag", recovery_code=code) as store:
        fingerprint = store.identity.card.fingerprint
    typed = code.lower().replace("-", " ").replace("0", "o")
    with unlock(tmp_path / "opslag", typed, kind="recovery", settings=quick_settings()) as store:
        assert store.identity.card.fingerprint == fingerprint


@pytest.mark.parametrize("secret", ["", "anders", PASSPHRASE + " ", PASSPHRASE.upper()])
def test_a_wrong_passphrase_is_refused_and_changes_nothing(folder: Path, secret: str) -> None:
    """A slip costs nothing but another try; that there was one is kept for the log."""
    before = files_of(folder)
    with pytest.raises(WrongSecret, match="klopt niet"):
        unlock(folder, secret, settings=quick_settings())
    assert files_of(folder) == before | {FAILURES_FILE: b"2026-11-23T09:00:00+00:00 passphrase\n"}


def test_a_recovery_code_of_another_store_is_refused(folder: Path) -> None:
    """A code that is well-formed but not this store's opens nothing."""
    with pytest.raises(WrongSecret):
        unlock(folder, new_recovery_code(), kind="recovery", settings=quick_settings())


def test_a_mistyped_recovery_code_says_so_without_deriving_a_key(folder: Path) -> None:
    """The check characters are looked at first; the sentence speaks of a slip, not of a wrong code."""
    with pytest.raises(RecoveryCodeMistyped, match="typefout"):
        unlock(folder, "0000-0000", kind="recovery", settings=quick_settings())


def test_an_empty_or_missing_folder_holds_no_store(tmp_path: Path) -> None:
    """The sentence names what to do, and nothing is made."""
    for folder in (tmp_path, tmp_path / "weg"):
        with pytest.raises(StoreMissing, match="init"):
            unlock(folder, PASSPHRASE, settings=quick_settings())
        assert not exists(folder)
    assert list(tmp_path.iterdir()) == []


def test_when_only_the_copy_of_the_key_file_is_left_its_name_is_told(folder: Path) -> None:
    """The app does not silently use the copy: a user must know that something went wrong."""
    (folder / KEY_FILE).unlink()
    with pytest.raises(KeyFileDamaged, match=r"ontbreekt.*kluis\.toml\.bak de naam kluis\.toml"):
        quick_unlock(folder)
    (folder / KEY_FILE_COPY).rename(folder / KEY_FILE)
    assert title_in(folder) == "Logopedie in de klas"


def test_a_damaged_key_file_points_to_its_copy(folder: Path) -> None:
    """One bad byte in the key file, and the sentence tells where a good one is."""
    data = (folder / KEY_FILE).read_bytes()
    (folder / KEY_FILE).write_bytes(data[:300] + bytes([data[300] ^ 1]) + data[301:])
    with pytest.raises(KeyFileDamaged, match=r"kluis\.toml\.bak"):
        quick_unlock(folder)
    (folder / KEY_FILE_COPY).unlink()
    with pytest.raises(KeyFileDamaged) as refusal:
        quick_unlock(folder)
    assert "kluis.toml.bak" not in str(refusal.value)


@POSIX_ONLY
@pytest.mark.parametrize("name", [KEY_FILE, DATABASE])
def test_a_folder_in_the_place_of_a_file_is_told_in_a_sentence(folder: Path, name: str) -> None:
    """Whatever lies there, the app says what is wrong instead of falling over."""
    (folder / name).unlink()
    (folder / name).mkdir()
    with pytest.raises(StoreReadOnly, match="kan niet gelezen worden"):
        quick_unlock(folder)


@POSIX_ONLY
def test_a_key_file_that_is_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    """A link could make the app read something else than was meant."""
    (folder / KEY_FILE).rename(tmp_path / "elders.toml")
    (folder / KEY_FILE).symlink_to(tmp_path / "elders.toml")
    with pytest.raises(StoreReadOnly):
        quick_unlock(folder)


def test_an_older_key_file_is_refused(folder: Path) -> None:
    """After a change of passphrase, yesterday's key file with yesterday's passphrase opens nothing."""
    old = (folder / KEY_FILE).read_bytes()
    newer = replace(read_key_file(old, QUICK_POLICY), generation=2).text(master_key_of(folder))
    (folder / KEY_FILE).write_bytes(newer)
    assert title_in(folder) == "Logopedie in de klas"
    (folder / KEY_FILE).write_bytes(old)
    with pytest.raises(KeyFileDamaged, match="ouder"):
        quick_unlock(folder)
    (folder / KEY_FILE).write_bytes(newer)
    assert title_in(folder) == "Logopedie in de klas"


def test_key_file_and_database_of_two_stores_do_not_fit(folder: Path, shelf, tmp_path: Path) -> None:
    """A database under another key is not this store's, and stays as it is."""
    shelf.copy("coordinator", 1, tmp_path / "ander")
    shutil.copy(tmp_path / "ander" / DATABASE, folder / DATABASE)
    before = files_of(folder)
    with pytest.raises(DatabaseDamaged, match="hoort niet bij dit sleutelbestand"):
        quick_unlock(folder)
    assert files_of(folder) == before


def test_the_database_does_not_look_like_sqlite(folder: Path) -> None:
    """Its first bytes are as random as the rest; not even the kind of file shows."""
    header = (folder / DATABASE).read_bytes()[:16]
    assert header != b"SQLite format 3\x00"
    assert len(set(header)) > 8


def test_a_plain_database_is_never_opened(folder: Path) -> None:
    """There is no way to work without encryption: a plain SQLite file is refused and not touched."""
    (folder / DATABASE).unlink()
    plain = sqlite3.connect(folder / DATABASE)
    plain.execute("CREATE TABLE alembic_version (version_num TEXT)")
    plain.commit()
    plain.close()
    before = files_of(folder)
    with pytest.raises(DatabaseNotEncrypted, match="niet versleuteld"):
        quick_unlock(folder)
    assert files_of(folder) == before


def test_a_missing_database_is_told_by_name(folder: Path) -> None:
    """With the key file alone there is nothing to read; no empty database is made."""
    (folder / DATABASE).unlink()
    with pytest.raises(DatabaseDamaged, match=r"zorg\.db ontbreekt"):
        quick_unlock(folder)
    assert not (folder / DATABASE).exists()


@pytest.mark.parametrize("length", [0, 7, 16, 100, 4096, 4097, 20_000, -4096])
def test_a_database_that_is_cut_off_is_damaged(folder: Path, length: int) -> None:
    """However much of it is left, the user is told, and what is left stays as it was."""
    data = (folder / DATABASE).read_bytes()
    (folder / DATABASE).write_bytes(data[:length])
    with pytest.raises(DatabaseDamaged):
        quick_unlock(folder)
    assert (folder / DATABASE).read_bytes() == data[:length]


@pytest.mark.parametrize("page", range(0, 12, 3))
def test_a_damaged_page_is_told_in_words(folder: Path, page: int) -> None:
    """One bit in one page: opening or reading says that the file is damaged, and never gives other values."""
    data = bytearray((folder / DATABASE).read_bytes())
    data[page * 4096 + 2000] ^= 1
    (folder / DATABASE).write_bytes(data)
    with contextlib.suppress(DatabaseDamaged):
        assert title_in(folder) == "Logopedie in de klas"
    if page == 0:
        with pytest.raises(DatabaseDamaged):
            quick_unlock(folder)


def test_a_store_of_a_newer_app_is_refused_and_left_alone(folder: Path) -> None:
    """An older app would not know what the new tables mean."""
    with quick_unlock(folder) as store, store.unit_of_work("proef") as work:
        work.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    before = files_of(folder)[DATABASE]
    with pytest.raises(SchemaTooNew, match="nieuwere versie"):
        quick_unlock(folder)
    assert files_of(folder)[DATABASE] == before


def test_creating_over_a_store_is_refused_and_changes_nothing(folder: Path) -> None:
    """No passphrase typed a second time can cost anybody their records."""
    before = files_of(folder)
    with pytest.raises(StoreExists, match="niets overschreven"):
        quick_create(folder)
    assert files_of(folder) == before


@pytest.mark.parametrize("left", [(KEY_FILE,), (KEY_FILE_COPY,), (DATABASE,)])
def test_creating_over_the_remains_of_a_store_is_refused(folder: Path, left: tuple[str, ...]) -> None:
    """A key file without database, or a database without key file, may still be rescued: nothing is overwritten."""
    for path in list(folder.iterdir()):
        if path.name not in left:
            path.unlink()
    before = files_of(folder)
    with pytest.raises(StoreExists):
        quick_create(folder)
    assert files_of(folder) == before


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"recovery_code": "0000-0000"}, RecoveryCodeMistyped),
        ({"label": ""}, ValueRefused),
        ({"label": "Anna\x1b]52;c;x\x07"}, ValueRefused),
        ({"label": "Anna 111222333"}, ValueRefused),
        ({"label": "A" * 101}, ValueRefused),
        ({"settings": quick_settings(FrozenClock(START.replace(year=1970)))}, ClockWrong),
        ({"settings": quick_settings(FrozenClock(START.replace(year=2100)))}, ClockWrong),
    ],
)
def test_a_store_that_cannot_be_made_leaves_nothing(tmp_path: Path, changed: dict[str, object], error) -> None:
    """A refused name, code or clock is told in a sentence, and the next try starts clean."""
    with pytest.raises(error):
        quick_create(tmp_path / "opslag", **changed)
    assert not exists(tmp_path / "opslag")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    quick_create(tmp_path / "opslag").close()


def test_a_fault_while_the_key_file_is_made_leaves_nothing(tmp_path: Path) -> None:
    """An error of any kind halfway leaves no store and no database without a key."""
    impossible = DerivationPolicy(preferred=DerivationCost(memory_kib=1, passes=0))
    with pytest.raises(ValueError, match=r"iterations|memory"):
        quick_create(tmp_path / "opslag", settings=StoreSettings(policy=impossible, calibrate=False))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@POSIX_ONLY
def test_only_the_owner_can_enter_the_folder_and_read_its_files(tmp_path: Path) -> None:
    """The folder is 0700 and every file in it 0600, also those that exist only while the store is open."""
    with quick_create(tmp_path / "opslag") as store:
        with store.unit_of_work("Casus begonnen") as work:
            work.add(Case(title="x"))
        files = list((tmp_path / "opslag").iterdir())
        assert {path.name for path in files} >= {KEY_FILE, KEY_FILE_COPY, DATABASE, f"{DATABASE}-wal"}
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE((tmp_path / "opslag").stat().st_mode) == 0o700


def test_both_copies_of_the_key_file_are_the_same(tmp_path: Path) -> None:
    """Losing one of them loses nothing."""
    quick_create(tmp_path / "opslag").close()
    files = files_of(tmp_path / "opslag")
    assert files[KEY_FILE] == files[KEY_FILE_COPY]
    assert sorted(files) == [ANCHOR_FILE, KEY_FILE, KEY_FILE_COPY, DATABASE]


def test_an_ordinary_store_is_made_with_the_ordinary_cost(tmp_path: Path) -> None:
    """Without a test's settings a key file asks at least 64 MiB and three passes, and the app accepts it."""
    ordinary = DerivationPolicy()
    settings = StoreSettings(policy=replace(ordinary, preferred=ordinary.least), calibrate=False)
    quick_create(tmp_path / "opslag", settings=settings).close()
    slots = read_key_file((tmp_path / "opslag" / KEY_FILE).read_bytes(), ordinary).slots
    assert {(slot.cost.memory_kib, slot.cost.passes) for slot in slots} == {(64 * 1024, 3)}
    unlock(tmp_path / "opslag", PASSPHRASE).close()


def test_the_app_refuses_a_key_file_that_is_too_weak(folder: Path) -> None:
    """The quick key files of tests do not open with the ordinary policy."""
    with pytest.raises(KeyFileDamaged):
        unlock(folder, PASSPHRASE)


def test_unlocking_is_logged_with_the_slot_that_was_used(folder: Path) -> None:
    """Afterwards one can say when the store was opened and whether by recovery code."""
    with quick_unlock(folder) as store, store.read() as session:
        rows = session.connection().execute(tables.audit.select()).all()
    assert [row.action for row in rows] == ["unlock", "unlock", "change", "unlock"]
    assert {row.details for row in rows if row.action == "unlock"} == {"slot=passphrase"}
