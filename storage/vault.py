"""Changing who can open a store: another passphrase, another recovery code, two helpers for an emergency.

Each change proves itself with a secret that opens the store now, makes a new slot, writes the key file and its copy, and
only then tells the database which generation it is. A kill in between leaves a store that opens with exactly one of the two
secrets: the key file decides, and the next unlock brings the copy and the database in step. Records are not rewritten.
"""

from __future__ import annotations

from collections.abc import Sequence

from storage import audit, history
from storage.contacts import Contact, trusted_now
from storage.escrow import HelpersWrong, new_shares
from storage.key_file import KeyFile, SlotKind, new_slot
from storage.key_files import OpenedKeyFile, cost_for, open_key_file, write_key_file
from storage.recovery_code import normalised
from storage.store import Store
from storage.store_folder import GENERATION


def change_passphrase(store: Store, secret: str, new_passphrase: str, *, kind: SlotKind = "passphrase") -> None:
    """Give the store another passphrase. Takes two key derivations.

    Args:
        store: opened.
        secret: what opens it now: the passphrase, or what stands in for a forgotten one.
        new_passphrase: its strength is the caller's concern.
        kind: which secret that is.

    Raises:
        WrongSecret: when the secret does not open the store; nothing was changed.
        StoreFull, StoreReadOnly: when the key file cannot be written; the old passphrase still works.
    """
    opened = _opened(store, kind, secret)
    slot = new_slot(
        "passphrase",
        new_passphrase,
        opened.master_key,
        vault=opened.key_file.vault,
        cost=cost_for(store.settings),
    )
    _replace(store, opened, opened.key_file.with_slot(slot), act="Wachtwoordzin gewijzigd", details="passphrase")


def renew_recovery_code(store: Store, passphrase: str, new_code: str) -> None:
    """Give the store another recovery code; the old one opens nothing any more.

    Raises:
        WrongSecret, RecoveryCodeMistyped, StoreFull, StoreReadOnly: nothing was changed.
    """
    code = normalised(new_code)
    opened = _opened(store, "passphrase", passphrase)
    slot = new_slot(
        "recovery", code, opened.master_key, vault=opened.key_file.vault, cost=store.settings.policy.recovery
    )
    _replace(store, opened, opened.key_file.with_slot(slot), act="Herstelcode vernieuwd", details="recovery")


def set_helpers(store: Store, passphrase: str, helpers: Sequence[Contact]) -> None:
    """Let two verified contacts together give the user the way back in (see `storage.escrow`).

    Raises:
        HelpersWrong: when it is not two different people whose control number was compared.
        WrongSecret, StoreFull, StoreReadOnly: nothing was changed.
    """
    with store.read() as session:
        trusted = trusted_now(session.connection(), helpers)  # who was chosen may have been revoked since
    if len(trusted) != len(helpers):
        raise HelpersWrong
    opened = _opened(store, "passphrase", passphrase)
    vault = opened.key_file.vault
    secret, shares = new_shares(vault, [helper.card for helper in trusted])
    slot = new_slot(
        "region", secret, opened.master_key, vault=vault, cost=store.settings.policy.recovery, shares=shares
    )
    to = ",".join(share.to for share in shares)
    _replace(store, opened, opened.key_file.with_slot(slot), act="Noodsleutel ingesteld", details=f"region to={to}")


def remove_helpers(store: Store, passphrase: str) -> None:
    """Take the emergency slot away.

    Raises:
        WrongSecret, StoreFull, StoreReadOnly: nothing was changed.
    """
    opened = _opened(store, "passphrase", passphrase)
    if opened.key_file.slot_of("region") is not None:
        changed = opened.key_file.without_slot("region")
        _replace(store, opened, changed, act="Noodsleutel weggehaald", details="region removed")


def helpers_of(key_file: KeyFile) -> tuple[str, ...]:
    """Return the fingerprints of the two helpers; empty when there is no emergency slot."""
    slot = key_file.slot_of("region")
    return tuple(share.to for share in slot.shares) if slot else ()


def _opened(store: Store, kind: SlotKind, secret: str) -> OpenedKeyFile:
    return open_key_file(
        store.folder, kind, normalised(secret) if kind == "recovery" else secret, store.settings.policy
    )


def _replace(store: Store, opened: OpenedKeyFile, changed: KeyFile, *, act: str, details: str) -> None:
    write_key_file(store.folder, changed, opened.master_key)
    with store.unit_of_work(act) as work:
        history.write_state(work.connection, GENERATION, str(changed.generation))
        work.note(audit.Action.KEYS, object="vault", details=f"{details} generation={changed.generation}")
