"""A new master key: nothing that a thief may have opens the store any more, and a kill halfway costs nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from store_kit import PASSPHRASE, files_of, master_key_of, meet, quick_settings, quick_unlock

from storage import key_files, rekeying
from storage.errors import DatabaseDamaged, StorageError, StoreBusy, StoreFull, WrongSecret
from storage.escrow import joined, open_share
from storage.handing_over import export_bundle
from storage.key_file import read_key_file
from storage.models import Case
from storage.recovery_code import new_recovery_code
from storage.rotation import rotate_master_key
from storage.store import DATABASE, KEY_FILE, Store, unlock
from storage.store_folder import KEY_FILE_COPY
from storage.taking_in import import_bundle
from storage.vault import set_helpers

NEW = "fiets wolk tafel spijker"


@pytest.fixture
def store(make_store) -> Store:
    """Return a store with one case in it."""
    made: Store = make_store()
    with made.unit_of_work("Casus begonnen") as work:
        work.add(Case(id="c" * 32, title="Logopedie in de klas"))
    return made


def rotate(store: Store, code: str = "") -> None:
    """Give a store a new master key."""
    rotate_master_key(store, PASSPHRASE, new_passphrase=NEW, new_code=code or new_recovery_code())


def check_opens_with(folder: Path, passphrase: str) -> None:
    """Check that a store opens with this passphrase, whole, and with its case in it."""
    with unlock(folder, passphrase, settings=quick_settings()) as opened:
        assert opened.get(Case, "c" * 32).title == "Logopedie in de klas"
        assert opened.log_fault() is None
        with opened.unit_of_work("Verder") as work:
            work.change(work.get(Case, "c" * 32), {"note": "verder"})


def test_everything_opens_under_new_keys_only(store: Store) -> None:
    """New passphrase and code; the old ones, and the old key file with the new database, open nothing."""
    old_files, old_key = files_of(store.folder), master_key_of(store.folder)
    code = new_recovery_code()
    rotate(store, code)
    check_opens_with(store.folder, NEW)
    assert master_key_of(store.folder, NEW) != old_key
    with unlock(store.folder, code, kind="recovery", settings=quick_settings()):
        pass
    with pytest.raises(WrongSecret):
        quick_unlock(store.folder)
    files = files_of(store.folder)
    assert files[KEY_FILE] == files[KEY_FILE_COPY]
    assert b"previous" not in files[KEY_FILE]
    (store.folder / KEY_FILE).write_bytes(old_files[KEY_FILE])
    with pytest.raises(DatabaseDamaged):
        quick_unlock(store.folder)


def test_no_page_of_the_old_database_is_left(store: Store) -> None:
    """Every page is written anew under the new key."""
    store.close()
    before = files_of(store.folder)[DATABASE]
    rotate(quick_unlock(store.folder))
    after = files_of(store.folder)[DATABASE]
    old = {before[at : at + 4096] for at in range(0, len(before), 4096)}
    assert not old & {after[at : at + 4096] for at in range(0, len(after), 4096)}


def test_whose_store_it_is_and_whom_it_knows_stay_the_same(store: Store, make_store) -> None:
    """Contacts do not have to compare numbers again: bundles go on as before."""
    coordinator = make_store("coordinator")
    contact, _ = meet(store, coordinator)
    fingerprint = store.identity.card.fingerprint
    rotate(store)
    with unlock(store.folder, NEW, settings=quick_settings()) as opened:
        assert opened.identity.card.fingerprint == fingerprint
        bundle = export_bundle(opened, [contact], purpose="Overdracht")
    assert import_bundle(coordinator, bundle).plan.new_records == 1


def test_helpers_get_new_codes(store: Store, make_store) -> None:
    """The emergency slot stays, for the same two people; codes that were read out before open nothing."""
    people = [make_store("coordinator"), make_store("coordinator")]
    set_helpers(store, PASSPHRASE, [meet(store, other)[0] for other in people])
    old = [open_share(person, (store.folder / KEY_FILE).read_bytes(), reason="proef") for person in people]
    rotate(store)
    new = [open_share(person, (store.folder / KEY_FILE).read_bytes(), reason="proef") for person in people]
    with pytest.raises(WrongSecret):
        unlock(store.folder, joined(old), kind="region", settings=quick_settings())
    unlock(store.folder, joined(new), kind="region", settings=quick_settings()).close()


def test_a_wrong_passphrase_changes_nothing_and_leaves_the_store_open(store: Store) -> None:
    """A slip costs nothing."""
    with pytest.raises(WrongSecret):
        rotate_master_key(store, "verkeerd", new_passphrase=NEW, new_code=new_recovery_code())
    assert store.get(Case, "c" * 32).title == "Logopedie in de klas"


def test_another_window_on_the_store_stops_it_before_it_begins(store: Store) -> None:
    """Two copies of the app: the sentence says so, and both go on under the old keys."""
    with quick_unlock(store.folder) as other:
        assert other.counts()["case"] == 1
        with pytest.raises(StoreBusy):
            rotate(store)
    assert b"previous" not in files_of(store.folder)[KEY_FILE]
    check_opens_with(store.folder, PASSPHRASE)


def test_too_little_room_stops_it_before_it_begins(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk halfway would be hard to explain."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1))  # type: ignore[attr-defined]  # what it returns
    with pytest.raises(StoreFull, match="niets gewijzigd"):
        rotate(store)
    check_opens_with(store.folder, PASSPHRASE)


class Stopped(BaseException):
    """The power went."""


STEPS: list[tuple[Any, str]] = [
    (key_files, "write_atomically"),
    (rekeying, "connect"),
    (rekeying, "_change_key"),
    (rekeying, "_wrap_anew"),
    (rekeying, "write_key_file"),
]


@pytest.mark.parametrize(("module", "name"), STEPS)
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("nth", [1, 2])
def test_wherever_it_stops_the_store_opens_with_one_passphrase(
    store: Store, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, moment: str, nth: int
) -> None:
    """Before or after each step: the next unlock finishes what was begun, or nothing was begun."""
    called = 0
    step: Callable[..., Any] = getattr(module, name)

    def stopping(*given: Any) -> Any:
        nonlocal called
        called += 1
        if called == nth and moment == "before":
            raise Stopped
        result = step(*given)
        if called == nth:
            raise Stopped
        return result

    with monkeypatch.context() as patch:
        patch.setattr(module, name, stopping)
        try:
            rotate(store)
        except Stopped:
            pass
        else:
            assert called < nth
    begun = read_key_file(files_of(store.folder)[KEY_FILE], quick_settings().policy).generation > 1
    check_opens_with(store.folder, NEW if begun else PASSPHRASE)
    with pytest.raises(WrongSecret):
        unlock(store.folder, PASSPHRASE if begun else NEW, settings=quick_settings())
    files = files_of(store.folder)
    assert files[KEY_FILE] == files[KEY_FILE_COPY]
    assert b"previous" not in files[KEY_FILE]


def test_when_the_database_cannot_change_now_the_store_works_under_its_old_key(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new passphrase opens it all the same, and a later unlock finishes the change."""

    def refuse(*_: object) -> None:
        raise StoreFull

    with monkeypatch.context() as patch:
        patch.setattr(rekeying, "_change_key", refuse)
        rotate(store)
        assert b"previous" in files_of(store.folder)[KEY_FILE]
        check_opens_with(store.folder, NEW)
        assert b"previous" in files_of(store.folder)[KEY_FILE]
    check_opens_with(store.folder, NEW)
    assert b"previous" not in files_of(store.folder)[KEY_FILE]


def test_a_change_waits_for_one_that_was_left_halfway(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused, the store stays open, and after a new unlock it goes as usual."""

    def refuse(*_: object) -> None:
        raise StoreFull

    newest, code = "wolken tafel spijker fiets", new_recovery_code()
    with monkeypatch.context() as patch:
        patch.setattr(rekeying, "_change_key", refuse)
        rotate(store)
        before = files_of(store.folder)[KEY_FILE]
        with unlock(store.folder, NEW, settings=quick_settings()) as halfway:
            with pytest.raises(StoreBusy, match="nog niet af"):
                rotate_master_key(halfway, NEW, new_passphrase=newest, new_code=code)
            assert halfway.get(Case, "c" * 32).title == "Logopedie in de klas"
        assert files_of(store.folder)[KEY_FILE] == before
    rotate_master_key(unlock(store.folder, NEW, settings=quick_settings()), NEW, new_passphrase=newest, new_code=code)
    check_opens_with(store.folder, newest)


def test_a_database_of_another_store_is_not_taken_for_one_on_its_way(store: Store, shelf, tmp_path: Path) -> None:
    """Halfway a change, a database that opens under neither key is told to be no part of this store."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rekeying, "_change_key", _raise_full)
        rotate(store)
    shelf.copy("coordinator", 7, tmp_path / "ander")
    shutil.copy(tmp_path / "ander" / DATABASE, store.folder / DATABASE)
    with pytest.raises(DatabaseDamaged):
        unlock(store.folder, NEW, settings=quick_settings())


def _raise_full(*_: object) -> None:
    raise StoreFull


def test_the_store_is_told_in_words_when_it_can_no_longer_be_used(store: Store) -> None:
    """After the change the old object has no keys that fit; using it ends in a sentence, not in a fault."""
    rotate(store)
    with pytest.raises(StorageError), store.unit_of_work("Verder") as work:
        work.add(Case(title="x"))
