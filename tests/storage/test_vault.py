"""Changing who can open a store: the old secret stops, the new one works, and the records stay as they were."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from store_kit import PASSPHRASE, files_of, master_key_of, meet, quick_settings, quick_unlock
from store_samples import log

from storage import vault
from storage.contacts import Contact, Trust, add_contact, revoke_contact
from storage.errors import KeyFileDamaged, RecoveryCodeMistyped, StoreFull, WrongSecret
from storage.escrow import HelpersWrong, NotAHelper, ReasonMissing, check_helper, joined, open_share
from storage.key_file import SlotKind, read_key_file
from storage.models import Case
from storage.recovery_code import new_recovery_code
from storage.store import DATABASE, KEY_FILE, Store, unlock
from storage.store_folder import KEY_FILE_COPY

NEW = "fiets wolk tafel spijker"


@pytest.fixture
def store(make_store) -> Store:
    """Return a store with one case in it."""
    made: Store = make_store()
    with made.unit_of_work("Casus begonnen") as work:
        work.add(Case(id="c" * 32, title="Logopedie in de klas"))
    return made


def opens(folder: Path, secret: str, kind: SlotKind = "passphrase") -> bool:
    """Tell whether a secret opens the store, with its case in it."""
    try:
        with unlock(folder, secret, kind=kind, settings=quick_settings()) as opened:
            return opened.get(Case, "c" * 32).title == "Logopedie in de klas"
    except WrongSecret:
        return False


def test_a_new_passphrase_takes_the_place_of_the_old(store: Store) -> None:
    """The old one opens nothing any more, both copies of the key file are new, and the master key is the same."""
    before = master_key_of(store.folder)
    vault.change_passphrase(store, PASSPHRASE, NEW)
    store.close()
    assert (opens(store.folder, NEW), opens(store.folder, PASSPHRASE)) == (True, False)
    assert master_key_of(store.folder, NEW) == before
    files = files_of(store.folder)
    assert files[KEY_FILE] == files[KEY_FILE_COPY]


def test_changing_the_passphrase_does_not_rewrite_the_records(store: Store) -> None:
    """Only the log and a number in the database change: a large store takes no longer than a small one."""
    with store.unit_of_work("Veel") as work:
        work.add(*(Case(title=f"casus {number}", note="x" * 2000) for number in range(200)))
    store.close()
    before = files_of(store.folder)[DATABASE]
    with quick_unlock(store.folder) as opened:
        vault.change_passphrase(opened, PASSPHRASE, NEW)
    after = files_of(store.folder)[DATABASE]
    pages = [after[at : at + 4096] == before[at : at + 4096] for at in range(0, len(before), 4096)]
    assert len(pages) > 150
    assert pages.count(False) < 20


def test_a_wrong_current_passphrase_changes_nothing(store: Store) -> None:
    """Who finds an unlocked laptop cannot lock its owner out."""
    before = files_of(store.folder)[KEY_FILE]
    for change in (
        lambda: vault.change_passphrase(store, "verkeerd", NEW),
        lambda: vault.renew_recovery_code(store, "verkeerd", new_recovery_code()),
        lambda: vault.remove_helpers(store, "verkeerd"),
    ):
        with pytest.raises(WrongSecret):
            change()
    assert files_of(store.folder)[KEY_FILE] == before


def test_the_recovery_code_gives_a_new_passphrase(store: Store) -> None:
    """Who forgot the passphrase opens with the code and sets another."""
    code = new_recovery_code()
    vault.renew_recovery_code(store, PASSPHRASE, code)
    store.close()
    with unlock(store.folder, code, kind="recovery", settings=quick_settings()) as opened:
        vault.change_passphrase(opened, code, NEW, kind="recovery")
    assert opens(store.folder, NEW)
    assert not opens(store.folder, PASSPHRASE)
    assert opens(store.folder, code, "recovery")


def test_a_new_recovery_code_ends_the_old_one(store: Store) -> None:
    """A sheet that was lost is worth nothing after a renewal."""
    first, second = new_recovery_code(), new_recovery_code()
    vault.renew_recovery_code(store, PASSPHRASE, first)
    vault.renew_recovery_code(store, PASSPHRASE, second)
    store.close()
    assert (opens(store.folder, first, "recovery"), opens(store.folder, second, "recovery")) == (False, True)
    assert opens(store.folder, PASSPHRASE)


def test_a_mistyped_new_code_is_refused(store: Store) -> None:
    """A code that nobody could type again never becomes the way back."""
    with pytest.raises(RecoveryCodeMistyped):
        vault.renew_recovery_code(store, PASSPHRASE, "0000-0000")


def test_yesterdays_key_file_opens_nothing_after_a_change(store: Store) -> None:
    """Putting the old file back does not bring the old passphrase back: the database knows the number of the new one."""
    old = files_of(store.folder)[KEY_FILE]
    vault.change_passphrase(store, PASSPHRASE, NEW)
    store.close()
    (store.folder / KEY_FILE).write_bytes(old)
    with pytest.raises(KeyFileDamaged, match="ouder"):
        quick_unlock(store.folder)


def test_every_change_of_keys_is_in_the_log_without_a_secret(store: Store) -> None:
    """One row a change, with the generation; neither passphrase nor code stands in it."""
    code = new_recovery_code()
    vault.change_passphrase(store, PASSPHRASE, NEW)
    vault.renew_recovery_code(store, NEW, code)
    assert [row for row in log(store) if row[0] == "keys"] == [("keys", "vault", "")] * 2


@pytest.mark.parametrize("stopped_after", [KEY_FILE, KEY_FILE_COPY])
def test_a_change_that_stopped_halfway_opens_with_one_of_the_two(
    store: Store, monkeypatch: pytest.MonkeyPatch, stopped_after: str
) -> None:
    """Wherever it stops, one passphrase works; the next unlock brings the copy in step."""

    def write_and_stop(path: Path, data: bytes) -> None:
        written(path, data)
        if path.name == stopped_after:
            raise KeyboardInterrupt

    from storage import key_files  # noqa: PLC0415 - only this test takes it apart

    written: Callable[[Path, bytes], None] = key_files.write_atomically
    with monkeypatch.context() as patch:
        patch.setattr(key_files, "write_atomically", write_and_stop)
        with pytest.raises(KeyboardInterrupt):
            vault.change_passphrase(store, PASSPHRASE, NEW)
    store.close()
    assert (opens(store.folder, NEW), opens(store.folder, PASSPHRASE)) == (True, False)
    files = files_of(store.folder)
    assert files[KEY_FILE] == files[KEY_FILE_COPY]


def test_a_full_disk_leaves_the_old_passphrase(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence, and everything is as it was."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("storage.key_files.write_atomically", full)
        with pytest.raises(StoreFull):
            vault.change_passphrase(store, PASSPHRASE, NEW)
    store.close()
    assert opens(store.folder, PASSPHRASE)


@pytest.fixture
def helpers(store: Store, make_store) -> tuple[list[Store], list[Contact]]:
    """Return two coordinators whom the owner verified, as stores and as contacts."""
    people = [make_store("coordinator"), make_store("coordinator")]
    return people, [meet(store, other)[0] for other in people]


def test_two_helpers_together_give_the_way_back(store: Store, helpers: tuple[list[Store], list[Contact]]) -> None:
    """Each reads a code to the owner, who types both in any order and sets a new passphrase."""
    people, contacts = helpers
    vault.set_helpers(store, PASSPHRASE, contacts)
    store.close()
    data = (store.folder / KEY_FILE).read_bytes()
    codes = [open_share(person, data, reason="Anna is haar zin kwijt") for person in people]
    for typed in (codes, codes[::-1], [code.lower() for code in codes]):
        assert opens(store.folder, joined(typed), "region")
    with unlock(store.folder, joined(codes), kind="region", settings=quick_settings()) as opened:
        vault.change_passphrase(opened, joined(codes), NEW, kind="region")
    assert opens(store.folder, NEW)


def test_one_helper_alone_opens_nothing(store: Store, helpers: tuple[list[Store], list[Contact]]) -> None:
    """One code, or one code twice, is not enough."""
    people, contacts = helpers
    vault.set_helpers(store, PASSPHRASE, contacts)
    store.close()
    code = open_share(people[0], (store.folder / KEY_FILE).read_bytes(), reason="alleen")
    for secret in (code, joined([code]), joined([code, code])):
        assert not opens(store.folder, secret, "region")


def test_reading_an_emergency_code_is_logged_with_its_reason(
    store: Store, helpers: tuple[list[Store], list[Contact]]
) -> None:
    """The helper's own log tells which store, and why; the owner's log tells with what the store was opened."""
    people, contacts = helpers
    vault.set_helpers(store, PASSPHRASE, contacts)
    data = (store.folder / KEY_FILE).read_bytes()
    with pytest.raises(ReasonMissing):
        open_share(people[0], data, reason=" ")
    open_share(people[0], data, reason="Anna belde")
    number = read_key_file(data, store.settings.policy).vault
    assert ("emergency", "vault", number) in log(people[0])
    assert log(people[1])[-1][0] != "emergency"


def test_somebody_else_finds_no_code(store: Store, helpers: tuple[list[Store], list[Contact]], make_store) -> None:
    """A third person, or a helper of another store, gets a sentence."""
    _, contacts = helpers
    stranger = make_store("coordinator")
    with pytest.raises(NotAHelper):
        open_share(stranger, (store.folder / KEY_FILE).read_bytes(), reason="nieuwsgierig")
    vault.set_helpers(store, PASSPHRASE, contacts)
    with pytest.raises(NotAHelper):
        open_share(stranger, (store.folder / KEY_FILE).read_bytes(), reason="nieuwsgierig")
    with pytest.raises(NotAHelper):
        check_helper(stranger, (store.folder / KEY_FILE).read_bytes())
    with pytest.raises(KeyFileDamaged):
        open_share(stranger, b"iets anders", reason="nieuwsgierig")


def test_helpers_are_two_different_verified_people(
    store: Store, helpers: tuple[list[Store], list[Contact]], make_store
) -> None:
    """One person twice, one alone, three, or somebody whose number nobody compared: refused."""
    _, contacts = helpers
    seen = add_contact(store, make_store("coordinator").identity.card_text)
    assert seen.trust is Trust.SEEN
    for chosen in (contacts[:1], [contacts[0], contacts[0]], [*contacts, contacts[0]], [contacts[0], seen], []):
        with pytest.raises(HelpersWrong):
            vault.set_helpers(store, PASSPHRASE, chosen)


def test_who_was_revoked_since_being_chosen_is_no_helper(
    store: Store, helpers: tuple[list[Store], list[Contact]]
) -> None:
    """In another window, while the passphrase was typed."""
    _, contacts = helpers
    revoke_contact(store, contacts[0].fingerprint, reason="Laptop gestolen")
    with pytest.raises(HelpersWrong):
        vault.set_helpers(store, PASSPHRASE, contacts)


def test_the_emergency_slot_can_be_taken_away(store: Store, helpers: tuple[list[Store], list[Contact]]) -> None:
    """Afterwards the codes open nothing, and both are told so."""
    people, contacts = helpers
    vault.set_helpers(store, PASSPHRASE, contacts)
    data = (store.folder / KEY_FILE).read_bytes()
    codes = [open_share(person, data, reason="proef") for person in people]
    vault.remove_helpers(store, PASSPHRASE)
    store.close()
    assert not opens(store.folder, joined(codes), "region")
    assert opens(store.folder, PASSPHRASE)


def test_a_share_cannot_be_handed_to_another(store: Store, helpers: tuple[list[Store], list[Contact]]) -> None:
    """Changing for whom a code is, breaks the seal of the key file."""
    people, contacts = helpers
    vault.set_helpers(store, PASSPHRASE, contacts)
    store.close()
    data = (store.folder / KEY_FILE).read_bytes()
    first, second = (contact.fingerprint.encode() for contact in contacts)
    swapped = data.replace(first, b"#").replace(second, first).replace(b"#", second)
    with pytest.raises(KeyFileDamaged):
        open_share(people[0], swapped, reason="proef")
