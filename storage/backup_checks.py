"""Whether a backup is whole: read all of it, and of several find the newest that is. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from storage import audit
from storage.audit_anchors import local_moment
from storage.backup_folders import Backup, list_backups, moment_of
from storage.database import errors_in_words
from storage.errors import (
    DatabaseDamaged,
    DatabaseNotEncrypted,
    KeyFileDamaged,
    StorageError,
    StoreMissing,
    WrongSecret,
)
from storage.file_checks import pages_are_whole, reading_engine
from storage.key_file import Slot, SlotKind, subkey
from storage.key_files import OpenedKeyFile, open_key_file, read_key_file_in
from storage.long_work import WorkStopped, part, step
from storage.recovery_code import normalised
from storage.store_folder import DATABASE, KEY_FILE, StoreSettings
from storage.swapping import JOURNAL

_PAGES_CHECKED = 0.8
"""The share of the work that checking the pages is; reading the log is the rest."""


class BackupMissing(StorageError):
    """There is no backup where one was looked for."""

    sentence = "Hier staat geen reservekopie. Er is niets gewijzigd. Kijk of u de goede map hebt, en ook op uw stick."


class NoBackupWhole(StorageError):
    """No backup checks out."""

    sentence = (
        "Geen van de reservekopieën hier is heel. Er is niets teruggezet en niets gewijzigd. Kijk ook op een stick met "
        "een reservekopie. Lukt dat niet, vraag dan hulp voordat u iets weggooit."
    )


@dataclass(frozen=True, slots=True)
class CheckedBackup:
    """What a check of a backup found. `sentence` tells a user."""

    folder: Path
    whole: bool
    sentence: str


def check_backup(
    folder: Path, secret: str, *, kind: SlotKind = "passphrase", settings: StoreSettings | None = None
) -> CheckedBackup:
    """Read all of a backup and tell whether it is whole. Nothing is written. Takes a key derivation.

    Raises:
        BackupMissing: when there is nothing to check.
        WrongSecret: when the secret does not open it.
        StoreReadOnly: when it cannot be read.
        WorkStopped: its user wants it to stop.
    """
    if not (folder / DATABASE).is_file() and not (folder / KEY_FILE).exists():
        raise BackupMissing
    try:
        opened = open_key_file(folder, kind, _plain(kind, secret), (settings or StoreSettings()).policy)
        if (reason := _only_in_a_copy(folder, opened)) is not None:
            sentence = (
                f"{title_of(folder)} is nu niet na te kijken: {reason}. Terugzetten kan: dan kijkt de app hem na."
            )
            return CheckedBackup(folder, whole=False, sentence=sentence)
        fault = _fault(folder, opened)
    except (KeyFileDamaged, StoreMissing):
        fault = "het sleutelbestand ontbreekt of is beschadigd"
    except (DatabaseDamaged, DatabaseNotEncrypted):
        fault = "het gegevensbestand ontbreekt of is beschadigd"
    if fault is None:
        return CheckedBackup(folder, whole=True, sentence=f"{title_of(folder)} is heel: alles erin is nagekeken.")
    return CheckedBackup(folder, whole=False, sentence=f"{title_of(folder)} is niet bruikbaar: {fault}.")


def check_each(
    backups: Sequence[Backup], secret: str, *, kind: SlotKind = "passphrase", settings: StoreSettings | None = None
) -> Iterator[CheckedBackup]:
    """Yield of each backup whether it is whole, in their order; one that cannot be checked says why. Nothing is written.

    Raises:
        WorkStopped: its user wants it to stop.
    """
    total = sum(one.size for one in backups) or 1
    done = 0
    for one in backups:
        with part(done / total, (done + one.size) / total):
            checked = _checked(one, secret, kind=kind, settings=settings)
            step(1)
        done += one.size
        yield checked


def require_opening(
    backups: Sequence[Backup], secret: str, *, kind: SlotKind = "passphrase", settings: StoreSettings | None = None
) -> None:
    """Refuse a secret that opens none of some backups. Takes a key derivation for each secret that there ever was.

    Raises:
        WrongSecret: it opens none. Where no key file can be read, only a check tells what is wrong.
        RecoveryCodeMistyped: a slip was seen before anything was tried.
    """
    policy = (settings or StoreSettings()).policy
    plain = _plain(kind, secret)
    tried: list[Slot | None] = []
    wrong: WrongSecret | None = None
    for one in backups:
        try:
            slot = read_key_file_in(one.folder, policy).slot_of(kind)
            if slot in tried:
                continue
            tried.append(slot)
            open_key_file(one.folder, kind, plain, policy)
        except WrongSecret as refusal:
            wrong = refusal
        except StorageError:  # a key file that is damaged: the check says so of this one backup
            continue
        else:
            return
    if wrong is not None:
        raise wrong


def newest_whole(
    folder: Path, secret: str, *, kind: SlotKind = "passphrase", settings: StoreSettings | None = None
) -> tuple[CheckedBackup, list[CheckedBackup]]:
    """Return the newest backup in a folder that checks out, and the newer ones that do not.

    Raises:
        BackupMissing: when there is none at all.
        WrongSecret: when the secret opens none that is whole, and some only another secret opens.
        NoBackupWhole: when all are damaged.
        WorkStopped: its user wants it to stop.
    """
    found = list_backups(folder)
    if not found:
        raise BackupMissing
    passed: list[CheckedBackup] = []
    wrong: WrongSecret | None = None
    for one in found:
        try:
            checked = check_backup(one.folder, secret, kind=kind, settings=settings)
        except (WrongSecret, BackupMissing) as refusal:
            wrong = refusal if isinstance(refusal, WrongSecret) else wrong
            checked = _unchecked(one, refusal)
        if checked.whole:
            return checked, passed
        passed.append(checked)
    if wrong is not None:
        raise wrong
    raise NoBackupWhole


def _checked(backup: Backup, secret: str, *, kind: SlotKind, settings: StoreSettings | None) -> CheckedBackup:
    try:
        return check_backup(backup.folder, secret, kind=kind, settings=settings)
    except WorkStopped:
        raise
    except StorageError as refusal:
        return _unchecked(backup, refusal)


def _unchecked(backup: Backup, refusal: StorageError) -> CheckedBackup:
    """Return what kept a backup from being checked, as what the check found."""
    if isinstance(refusal, WrongSecret):
        sentence = f"{title_of(backup.folder)} opent niet met dit geheim: toen gold een ander."
    elif isinstance(refusal, BackupMissing):
        sentence = f"{title_of(backup.folder)} is leeg."
    else:
        sentence = str(refusal)
    return CheckedBackup(backup.folder, whole=False, sentence=sentence)


def title_of(folder: Path) -> str:
    """Return what a backup is called in a sentence, by when it was made."""
    made = moment_of(folder.resolve().name)
    return f"De reservekopie van {local_moment(made)}" if made else "De reservekopie"


def _only_in_a_copy(folder: Path, opened: OpenedKeyFile) -> str | None:
    """Return why a backup cannot be checked without writing in it; putting it back does that in a copy."""
    if not (folder / DATABASE).is_file():
        return None
    if opened.key_file.previous:
        return "hij is gemaakt terwijl de sleutel werd vervangen"
    journal = folder / JOURNAL[0]
    if journal.exists() and journal.stat().st_size:
        return "hij is na het maken geopend en niet goed afgesloten"
    return None


def _fault(folder: Path, opened: OpenedKeyFile) -> str | None:
    database = folder / DATABASE
    if not database.is_file():
        raise DatabaseDamaged
    engine = reading_engine(database, subkey(opened.master_key, "db"))
    try:
        with errors_in_words(), engine.connect() as connection:
            with part(0, _PAGES_CHECKED):
                whole = pages_are_whole(connection.connection.driver_connection)
            if not whole:
                raise DatabaseDamaged
            key = audit.first_key(connection, subkey(opened.master_key, "audit"))
            fault = audit.first_fault(connection, key)
            return None if fault is None else f"{fault[0].lower()}{fault[1:].rstrip('.')}"
    finally:
        engine.dispose()


def _plain(kind: SlotKind, secret: str) -> str:
    return normalised(secret) if kind == "recovery" else secret
