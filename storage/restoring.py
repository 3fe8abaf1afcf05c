"""Putting a backup back: look which there are, check one, and set it in place without losing what is there now."""

from __future__ import annotations

import contextlib
import errno
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from storage import audit
from storage.atomic_file import PRIVATE_FOLDER, make_private_folder
from storage.audit_anchors import ANCHOR_FILE
from storage.backup_checks import (
    BackupMissing,
    CheckedBackup,
    NoBackupWhole,
    check_backup,
    check_each,
    newest_whole,
    require_opening,
    title_of,
)
from storage.backup_folders import BACKUPS, Backup, backup_in, list_backups, moment_of, remove_half
from storage.clock import present
from storage.database import errors_in_words
from storage.errors import (
    DatabaseDamaged,
    DatabaseNotEncrypted,
    KeyFileDamaged,
    StorageError,
    StoreFull,
    StoreReadOnly,
)
from storage.file_checks import pages_are_whole
from storage.key_file import KeyFile, SlotKind
from storage.key_files import read_key_file_in
from storage.long_work import on_trial, part, settle
from storage.new_device import become_new_device
from storage.private_copy import copy_file, sync_file
from storage.store import unlock
from storage.store_folder import DATABASE, KEY_FILE, KEY_FILE_COPY, StoreSettings
from storage.swapping import (
    JOURNAL,
    REPLACED,
    STORE_FILES,
    check_closed,
    prepared_name,
    set_aside,
    swap_in,
    unfinished,
)

_SPARE_BYTES = 8 * 1024 * 1024
_COPIED = 0.3
"""The share of preparing a backup that copying it is; opening and checking the copy is the rest."""


class BackupDamaged(StorageError):
    """A backup is not whole."""

    sentence = "Deze reservekopie is beschadigd en is niet teruggezet. Uw opslag is niet aangeraakt. Kies een andere reservekopie."


class BackupOfAnother(StorageError):
    """The backup is of another store than the one in the folder."""

    sentence = (
        "Deze reservekopie is van een andere opslag dan die in deze map. Er is niets teruggezet en niets gewijzigd. "
        "Kies een andere reservekopie, of zet deze terug in een lege map."
    )


class PlaceNotEmpty(StorageError):
    """The folder to restore to holds things that are not a store's."""

    sentence = (
        "In deze map staan andere bestanden, maar geen opslag. Er is niets teruggezet. Kies een lege of een nieuwe map."
    )


class RestoreHalfway(StorageError):
    """Putting the files in place was stopped."""

    sentence = (
        "Het terugzetten is halverwege gestopt. Er is niets weg: wat er stond, staat in de map replaced, en de reservekopie "
        "is er nog. Zet dezelfde reservekopie nog een keer terug."
    )


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that was put back.

    Attributes:
        folder: of the store.
        backup: where the backup lies.
        replaced: where the files lie that were there before; None when there were none.
        other_passphrase: whether it opens with another passphrase than the store that it replaces.
        sentence: what a user must know.
    """

    folder: Path
    backup: Path
    replaced: Path | None
    other_passphrase: bool
    sentence: str


def find_backup(folder: Path, name: str) -> Backup:
    """Return the backup of this name in a folder (see `list_backups`), or the one in the folder that the name is a path to.

    Raises:
        BackupMissing: when there is none.
    """
    for one in list_backups(folder):
        if one.name == name:
            return one
    path = Path(name)
    if path.is_dir() and (path / DATABASE).is_file():
        written = datetime.fromtimestamp((path / DATABASE).stat().st_mtime, UTC)
        return backup_in(path, moment_of(path.resolve().name) or written)
    raise BackupMissing


def restore(
    folder: Path,
    backup: Path,
    secret: str,
    *,
    kind: SlotKind = "passphrase",
    settings: StoreSettings | None = None,
) -> Restored:
    """Put a backup back, in the place of a store or in an empty or new folder. Close the store before.

    The backup is copied, opened, checked and given a new device first. Only then the files in the folder are copied aside and
    replaced. A kill leaves the old store, the new one, or what `storage.doctor` explains and a second restore mends.

    Args:
        folder: of the store.
        backup: the folder that holds the backup.
        secret: what opens the backup.
        kind: which secret that is.
        settings: clock and cost of key derivation.

    Raises:
        BackupMissing, BackupDamaged, BackupOfAnother, PlaceNotEmpty: nothing was changed.
        WrongSecret, StoreBusy, StoreFull, StoreReadOnly, ClockWrong: nothing was changed.
        WorkStopped: its user wants it to stop; nothing was changed. From the first file in its place on it goes to its end.
        RestoreHalfway: the files are there, but not all in place; restore again.
    """
    settings = settings or StoreSettings()
    moment = present(settings.clock)
    with _told():
        before = _check_places(folder, backup, settings)
        prepared_at = _share_of_preparing(folder, backup)
        made_folder = not folder.exists()
        make_private_folder(folder)
        prepared = folder / prepared_name()
        try:
            with part(0, prepared_at), on_trial():
                _prepare(prepared, backup, secret, kind=kind, settings=settings)
            check_closed(folder / DATABASE)
            with part(prepared_at, 1):
                replaced = set_aside(folder, moment)
        except BaseException:
            with contextlib.suppress(OSError):  # what led here is the error to tell
                remove_half(prepared)
                if made_folder:
                    folder.rmdir()
            raise
        after = read_key_file_in(prepared, settings.policy)
        settle()
        try:
            swap_in(folder, prepared)
        except OSError as error:
            raise RestoreHalfway from error
    other = before is not None and before.slot_of("passphrase") != after.slot_of("passphrase")
    return Restored(folder, backup, replaced, other, _told_after(backup, replaced, before, after))


def _check_places(folder: Path, backup: Path, settings: StoreSettings) -> KeyFile | None:
    """Refuse what can be refused beforehand; return the key file that is there now, when it can be read."""
    if not (backup / DATABASE).is_file() or not any((backup / name).is_file() for name in (KEY_FILE, KEY_FILE_COPY)):
        raise BackupMissing
    if backup.resolve() == folder.resolve():
        raise BackupMissing("Dit is de map van de opslag zelf, geen reservekopie. Er is niets gewijzigd.")
    if folder.is_dir() and not any((folder / name).exists() for name in STORE_FILES):
        known = {BACKUPS, REPLACED, *JOURNAL, *(path.name for path in unfinished(folder))}
        if any(path.name not in known for path in folder.iterdir()):
            raise PlaceNotEmpty
    now = sum(path.stat().st_size for path in folder.glob(f"{DATABASE}*")) if folder.is_dir() else 0
    needed = _SPARE_BYTES + now + 2 * (backup / DATABASE).stat().st_size
    place = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.is_dir())
    if shutil.disk_usage(place).free < needed:
        raise StoreFull(
            "Er is te weinig ruimte op de schijf om de reservekopie terug te zetten. Er is niets gewijzigd. "
            f"Maak ten minste {needed // 1_000_000 + 1} MB vrij en probeer het opnieuw."
        )
    before, there = _key_file(folder, settings), _key_file(backup, settings)
    if before is not None and there is not None and before.vault != there.vault:
        raise BackupOfAnother
    return before


def _share_of_preparing(folder: Path, backup: Path) -> float:
    """Return which share of putting back a backup it takes to prepare it; the rest is copying aside what is there now."""
    preparing = (backup / DATABASE).stat().st_size / _COPIED
    aside = sum(path.stat().st_size for path in folder.glob(f"{DATABASE}*"))
    return preparing / (preparing + aside) if preparing else 1


def _key_file(folder: Path, settings: StoreSettings) -> KeyFile | None:
    """Return the key file in a folder, or None when it is missing or damaged: that is why people restore."""
    try:
        return read_key_file_in(folder, settings.policy)
    except StorageError:
        return None


def _prepare(prepared: Path, backup: Path, secret: str, *, kind: SlotKind, settings: StoreSettings) -> None:
    """Make a whole, checked store in a folder of its own."""
    prepared.mkdir(mode=PRIVATE_FOLDER)
    # Small beside the database: the share would jump to the end with each of them.
    with part(0, 0):
        for name in (JOURNAL[0], KEY_FILE, KEY_FILE_COPY, ANCHOR_FILE):
            if (backup / name).is_file():
                copy_file(backup / name, prepared / name)
    with part(0, _COPIED):
        copy_file(backup / DATABASE, prepared / DATABASE)
    try:
        with unlock(prepared, secret, kind=kind, settings=settings) as store:
            with errors_in_words(), contextlib.closing(store.connect_to(prepared / DATABASE)) as connection:
                with part(_COPIED, 1):
                    whole = pages_are_whole(connection)
                if not whole:
                    raise BackupDamaged
            with store.unit_of_work("Reservekopie teruggezet") as work:
                device = become_new_device(work.connection, settings.clock)
                made = moment_of(backup.resolve().name)
                details = f"device={device} made={made.isoformat() if made else 'unknown'}"
                work.note(audit.Action.RESTORE, object="store", details=details)
    except (DatabaseDamaged, DatabaseNotEncrypted, KeyFileDamaged) as error:
        raise BackupDamaged from error
    if any((prepared / name).exists() for name in JOURNAL):
        raise BackupDamaged
    sync_file(prepared / DATABASE)


def _told_after(backup: Path, replaced: Path | None, before: KeyFile | None, after: KeyFile) -> str:
    sentences = [f"{title_of(backup)} is nagekeken en teruggezet."]
    if before is None:
        sentences.append("Hij opent met de wachtwoordzin van toen hij werd gemaakt.")
    elif before.slot_of("passphrase") != after.slot_of("passphrase"):
        sentences.append("Let op: hij opent met de wachtwoordzin van toen, niet met uw nieuwste.")
    if before is not None and before.slot_of("recovery") != after.slot_of("recovery"):
        sentences.append("Ook de herstelcode is die van toen; maak een nieuw herstelblad.")
    if replaced is not None:
        sentences.append(f"Wat er stond, is niet gewist: het staat in {REPLACED}/{replaced.name}.")
    sentences.append(
        "Wat u na die tijd hebt vastgelegd of ingelezen, staat er niet in. "
        "Vraag uw contacten om een nieuwe bundel van wat u daarna van hen kreeg."
    )
    return " ".join(sentences)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Turn an error of the file system into a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StoreFull(
                "De schijf is vol. De reservekopie is niet teruggezet; uw opslag is niet aangeraakt. "
                "Maak ruimte en probeer het opnieuw."
            ) from error
        raise StoreReadOnly(
            "De reservekopie kon niet gelezen worden, of de map niet beschreven. Uw opslag is niet aangeraakt. "
            "Kijk of de stick erin zit en of u in de map mag schrijven, en probeer het opnieuw."
        ) from error


__all__ = [
    "Backup",
    "BackupDamaged",
    "BackupMissing",
    "BackupOfAnother",
    "CheckedBackup",
    "NoBackupWhole",
    "PlaceNotEmpty",
    "RestoreHalfway",
    "Restored",
    "check_backup",
    "check_each",
    "find_backup",
    "list_backups",
    "newest_whole",
    "require_opening",
    "restore",
]
