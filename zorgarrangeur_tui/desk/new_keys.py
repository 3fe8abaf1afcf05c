"""New keys as one act of the user, with what belongs to it: a new backup, and the end of those under the old keys."""

from __future__ import annotations

from collections.abc import Callable

from storage.backups import make_backup, remove_backups
from storage.contacts import known_names
from storage.key_files import read_key_file_in
from storage.rotation import rotate_master_key
from storage.store import Store, unlock
from storage.vault import helpers_of


def helper_names(store: Store) -> list[str]:
    """Return the names of the two helpers for an emergency; empty when there are none."""
    key_file = read_key_file_in(store.folder, store.settings.policy)
    names = known_names(store)
    return [
        names.get(fingerprint, "iemand die niet meer bij uw contacten staat") for fingerprint in helpers_of(key_file)
    ]


def rotate_and_back_up(
    store: Store,
    passphrase: str,
    *,
    new_passphrase: str,
    new_code: str,
    keep_backups: bool = False,
    afterwards: Callable[[Store], None] = lambda _: None,
) -> int:
    """Give a store a new master key, make a verified backup under it, and remove the backups in its folder from before.

    Args:
        store: opened; it is closed afterwards.
        passphrase: what opens it now.
        new_passphrase: what will.
        new_code: a fresh recovery code that the user has on paper.
        keep_backups: leave the backups under the old keys where they are.
        afterwards: is called with the store as it opens under its new keys.

    Returns:
        how many older backups were removed.

    Raises:
        StorageError: as `storage.rotation.rotate_master_key`; then nothing was changed.
    """
    folder, settings = store.folder, store.settings
    rotate_master_key(store, passphrase, new_passphrase=new_passphrase, new_code=new_code)
    with unlock(folder, new_passphrase, settings=settings) as opened:
        afterwards(opened)
        kept = make_backup(opened)
        return 0 if keep_backups else remove_backups(opened, keep=kept)
