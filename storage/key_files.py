"""The key file in its folder: read, opened with a secret, and written twice so that one whole copy is always there."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.atomic_file import read_regular_file, write_atomically
from storage.errors import KeyFileDamaged, StoreFull, StoreMissing, StoreReadOnly
from storage.key_derivation import DerivationCost, DerivationPolicy, calibrated
from storage.key_file import MAX_BYTES, KeyFile, SlotKind, new_slot, open_slot, read_key_file
from storage.recovery_code import normalised
from storage.store_folder import KEY_FILE, KEY_FILE_COPY, StoreSettings, exists

_USE_THE_COPY = f"Ernaast staat een kopie: geef {KEY_FILE_COPY} de naam {KEY_FILE} en probeer het opnieuw."

_NOT_READ = (
    "Het sleutelbestand kluis.toml kan niet gelezen worden. Er is niets gewijzigd. "
    "Kijk of u in deze map mag lezen, of open de opslag op het account waarmee hij is gemaakt."
)


@dataclass(frozen=True, slots=True, repr=False)
class OpenedKeyFile:
    """A key file that a secret opened: what stands in it, and the master key. Its text shows neither."""

    key_file: KeyFile
    master_key: bytes


def first_key_file(master_key: bytes, passphrase: str, recovery_code: str, settings: StoreSettings) -> KeyFile:
    """Return the key file of a new store."""
    vault = secrets.token_hex(16)
    slots = (
        new_slot("passphrase", passphrase, master_key, vault=vault, cost=cost_for(settings)),
        new_slot("recovery", normalised(recovery_code), master_key, vault=vault, cost=settings.policy.recovery),
    )
    return KeyFile(vault=vault, generation=1, slots=slots)


def cost_for(settings: StoreSettings) -> DerivationCost:
    """Return how heavy the derivation from a new passphrase is on this computer."""
    return calibrated(settings.policy) if settings.calibrate else settings.policy.preferred


def open_key_file(folder: Path, kind: SlotKind, secret: str, policy: DerivationPolicy) -> OpenedKeyFile:
    """Return the key file of a folder, opened. A damaged file is never passed over in silence for its copy.

    Raises:
        StoreMissing: when there is no store in the folder.
        WrongSecret: when the secret opens no slot.
        KeyFileDamaged: when the file is missing or cannot be trusted; the sentence tells of a copy that is there.
        StoreReadOnly: when it may not be read.
    """
    try:
        data = read_regular_file(folder / KEY_FILE, MAX_BYTES)
        key_file = read_key_file(data, policy)
        return OpenedKeyFile(key_file, open_slot(data, key_file, kind, secret))
    except FileNotFoundError:
        if not exists(folder):
            raise StoreMissing from None
        raise KeyFileDamaged(f"Het sleutelbestand {KEY_FILE} ontbreekt. {_USE_THE_COPY}") from None
    except OSError as error:
        raise StoreReadOnly(_NOT_READ) from error
    except KeyFileDamaged as error:
        if (folder / KEY_FILE_COPY).exists():
            raise KeyFileDamaged(f"{error} {_USE_THE_COPY}") from error
        raise


def read_key_file_in(folder: Path, policy: DerivationPolicy) -> KeyFile:
    """Return the key file of a folder without opening it. What stands in it is not proven to be the owner's.

    Raises:
        StoreMissing, KeyFileDamaged, StoreReadOnly: as `open_key_file`.
    """
    try:
        return read_key_file(read_regular_file(folder / KEY_FILE, MAX_BYTES), policy)
    except FileNotFoundError:
        raise StoreMissing from None
    except OSError as error:
        raise StoreReadOnly(_NOT_READ) from error


def write_key_file(folder: Path, key_file: KeyFile, master_key: bytes) -> None:
    """Write both copies, the one that is used first. At every moment one whole file is on disk.

    Raises:
        StoreFull, StoreReadOnly: when it cannot be written; then the old file is still there.
    """
    data = key_file.text(master_key)
    with file_errors_in_words():
        write_atomically(folder / KEY_FILE, data)
        write_atomically(folder / KEY_FILE_COPY, data)


def was_replaced(folder: Path, opened: OpenedKeyFile) -> bool:
    """Tell whether another window wrote other keys since this file was read.

    Raises:
        StoreReadOnly: when it may not be read.
    """
    with file_errors_in_words():
        return read_regular_file(folder / KEY_FILE, MAX_BYTES) != opened.key_file.text(opened.master_key)


def mend_copy(folder: Path, opened: OpenedKeyFile) -> None:
    """Write the copy anew when it is not the same as the file: a power cut came between the two.

    When another window wrote other keys meanwhile, the copy is theirs to write.
    """
    data = opened.key_file.text(opened.master_key)
    if was_replaced(folder, opened):
        return
    with file_errors_in_words():
        try:
            same = read_regular_file(folder / KEY_FILE_COPY, MAX_BYTES) == data
        except FileNotFoundError:
            same = False
        if not same:
            write_atomically(folder / KEY_FILE_COPY, data)


@contextlib.contextmanager
def file_errors_in_words() -> Iterator[None]:
    """Turn an error of the file system into a StorageError whose sentence a user understands."""
    try:
        yield
    except OSError as error:
        if error.errno == 28:  # ENOSPC
            raise StoreFull from error
        raise StoreReadOnly from error
