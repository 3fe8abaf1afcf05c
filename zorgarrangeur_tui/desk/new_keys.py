"""New keys as one act of the user, with what belongs to it: a new backup, and the end of those under the old keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from storage.backups import make_backup, remove_backups
from storage.contacts import known_names
from storage.errors import StorageError
from storage.key_files import read_key_file_in
from storage.rotation import rotate_master_key
from storage.store import Store, unlock
from storage.vault import helpers_of
from zorgarrangeur_tui.desk.refusals import first_sentence

_CHANGED = "De sleutel en de wachtwoordzin zijn nieuw."
_NO_SHEET = "Maar het herstelblad is niet gemaakt: schrijf de nieuwe herstelcode over."
_NO_BACKUP = "Maar er is nog geen reservekopie mee, en de oude zijn er nog. Maak er zelf een."


@dataclass(frozen=True, slots=True)
class Rotated:
    """What became of new keys.

    Attributes:
        removed: how many older backups were removed.
        warnings: sentences on what could not be done any more, though the keys are new.
    """

    removed: int
    warnings: tuple[str, ...] = ()


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
) -> Rotated:
    """Give a store a new master key, make a verified backup under it, and remove the backups in its folder from before.

    Args:
        store: opened; it is closed afterwards.
        passphrase: what opens it now.
        new_passphrase: what will.
        new_code: a fresh recovery code that the user has on paper.
        keep_backups: leave the backups under the old keys where they are.
        afterwards: is called with the store as it opens under its new keys, such as to make the recovery sheet.

    Raises:
        StorageError: as `storage.rotation.rotate_master_key`; then nothing was changed. What goes wrong once the keys are new
            is told in what is returned: whoever read that nothing was changed would look for the old passphrase.
    """
    folder, settings = store.folder, store.settings
    rotate_master_key(store, passphrase, new_passphrase=new_passphrase, new_code=new_code)
    warnings = []
    try:
        with unlock(folder, new_passphrase, settings=settings) as opened:
            try:
                afterwards(opened)
            except StorageError as refusal:
                warnings.append(f"{_CHANGED} {_NO_SHEET} {first_sentence(refusal)}")
            kept = make_backup(opened)
            return Rotated(0 if keep_backups else remove_backups(opened, keep=kept), tuple(warnings))
    except StorageError as refusal:
        return Rotated(0, (*warnings, f"{_CHANGED} {_NO_BACKUP} {first_sentence(refusal)}"))
