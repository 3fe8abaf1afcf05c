"""A new master key for a store, for when somebody may have copied it and may know its secrets."""

from __future__ import annotations

import secrets
from dataclasses import replace

from storage import audit
from storage.contacts import Contact, contacts
from storage.errors import StoreBusy
from storage.escrow import HELPERS, new_shares
from storage.key_file import KeyFile, Slot, new_slot, subkey
from storage.key_files import OpenedKeyFile, cost_for, open_key_file, write_key_file
from storage.persons import persons
from storage.recovery_code import normalised
from storage.rekeying import check_alone, check_room, finish, with_previous
from storage.store import Store
from storage.store_folder import DATABASE
from storage.vault import helpers_of

_HALFWAY = (
    "De vorige wissel van sleutels is nog niet af. Er is niets gewijzigd. Sluit andere vensters van de app, vergrendel, "
    "ontgrendel opnieuw en probeer het dan nog eens."
)


def rotate_master_key(store: Store, passphrase: str, *, new_passphrase: str, new_code: str) -> None:
    """Give the store a new master key, passphrase and recovery code; an emergency slot gets new codes for the same two people.

    Every page of the database is written anew. Afterwards the store is closed: unlock it with the new passphrase. Backups of
    before stay under the old key and open with the old passphrase; making a new one and removing those is up to the caller.

    Args:
        store: opened; nothing else may have it open.
        passphrase: what opens it now.
        new_passphrase: its strength is the caller's concern.
        new_code: a fresh recovery code that the user has on paper.

    Raises:
        WrongSecret, RecoveryCodeMistyped: nothing was changed, the store is still open.
        StoreFull, StoreBusy, StoreReadOnly: nothing was changed, the store is still open.
    """
    code = normalised(new_code)
    opened = open_key_file(store.folder, "passphrase", passphrase, store.settings.policy)
    if opened.key_file.previous:
        # The database still has the key of before, and a second change could no longer tell which; unlocking ends the first.
        raise StoreBusy(_HALFWAY)
    helpers = _helpers(store, opened.key_file)
    check_room(store.folder)
    with store.unit_of_work("Nieuwe hoofdsleutel") as work:
        work.note(audit.Action.KEYS, object="vault", details=f"rotation from generation={opened.key_file.generation}")
    store.close()
    check_alone(store.folder / DATABASE, subkey(opened.master_key, "db"))
    new = secrets.token_bytes(32)
    slots = _new_slots(store, opened.key_file.vault, new, new_passphrase, code, helpers)
    changed = replace(opened.key_file, generation=opened.key_file.generation + 1, slots=slots)
    begun = with_previous(changed, new, opened.master_key)
    write_key_file(store.folder, begun, new)
    finish(store.folder, OpenedKeyFile(begun, new))


def _new_slots(
    store: Store, vault: str, master_key: bytes, passphrase: str, code: str, helpers: list[Contact]
) -> tuple[Slot, ...]:
    policy = store.settings.policy
    slots = [
        new_slot("passphrase", passphrase, master_key, vault=vault, cost=cost_for(store.settings)),
        new_slot("recovery", code, master_key, vault=vault, cost=policy.recovery),
    ]
    if helpers:
        secret, shares = new_shares(vault, [helper.card for helper in helpers])
        slots.append(new_slot("region", secret, master_key, vault=vault, cost=policy.recovery, shares=shares))
    return tuple(slots)


def _helpers(store: Store, key_file: KeyFile) -> list[Contact]:
    """Return the helpers of the emergency slot under their newest keys, or nobody when they are no longer both known."""
    with store.read() as session:
        newest = persons(session.connection())
    wanted = {newest.get(name, name) for name in helpers_of(key_file)}
    found = [contact for contact in contacts(store) if contact.fingerprint in wanted]
    return found if len(found) == HELPERS else []
