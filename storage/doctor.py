"""What is wrong with a store, in words, and what to do about it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from storage.atomic_file import PRIVATE_FILE, PRIVATE_FOLDER, read_regular_file, write_atomically
from storage.audit_anchors import ANCHOR_FILE, local_moment
from storage.backup_folders import BACKUPS, OLDEST_WORRY_DAYS, half_backups, list_backups, remove_half
from storage.database import PLAIN_SQLITE_HEADER
from storage.disk_encryption import HOW_TO_LOOK, disk_is_encrypted
from storage.doctor_findings import Finding, Repair
from storage.errors import KeyFileDamaged, StorageError
from storage.failed_unlocks import FAILURES_FILE
from storage.key_derivation import DerivationCost, DerivationPolicy
from storage.key_file import MAX_BYTES, KeyFile, read_key_file
from storage.key_files import file_errors_in_words
from storage.private_copy import copy_file
from storage.store_folder import DATABASE, KEY_FILE, KEY_FILE_COPY, StoreSettings, exists
from storage.swapping import REPLACED, unfinished

_PAGE = 4096
_LITTLE_ROOM = 200_000_000
_NO_ROOM = 20_000_000
_DAY = timedelta(days=1)
_ANY_COST = DerivationPolicy(
    least=DerivationCost(memory_kib=0, passes=0), most=DerivationCost(memory_kib=2**62, passes=2**62, lanes=2**62)
)
_RESTORE = "Zet een reservekopie terug met `zorgarrangeur restore`. Wat er nu staat, wordt eerst opzij gezet."


class NothingToRepair(StorageError):
    """A repair was asked that does not fit what is there."""

    sentence = "Hier valt niets te herstellen op deze manier. Er is niets gewijzigd."


def examine(folder: Path, settings: StoreSettings | None = None) -> list[Finding]:
    """Return what can be found without a passphrase, the serious things first. Nothing is written.

    Args:
        folder: of the store.
        settings: clock and cost of key derivation.
    """
    settings = settings or StoreSettings()
    if not folder.is_dir():
        advice = "Kijk of u de goede map of stick aanwijst met --store, of zet hier een reservekopie terug."
        return [Finding("folder_missing", True, f"De map {folder} is er niet.", advice, Repair.RESTORE_BACKUP)]
    if not os.access(folder, os.R_OK | os.X_OK):
        advice = "Vraag wie deze computer beheert om u toegang te geven."
        return [Finding("folder_unreadable", True, "U mag deze map niet inzien.", advice)]
    if not exists(folder) and not (folder / DATABASE).exists():
        advice = "Wijs een andere map aan met --store, maak een opslag met `zorgarrangeur init`, of zet een reservekopie terug."
        findings = [Finding("no_store", True, "In deze map staat geen opslag.", advice, Repair.RESTORE_BACKUP)]
    else:
        findings = [*_key_files(folder, settings.policy), *_database(folder / DATABASE), *_rights(folder)]
    moment = settings.clock()
    findings += [*_leftovers(folder), *_room(folder), *_backups(folder, moment), *_clock(moment), *_disk(folder)]
    return sorted(findings, key=lambda one: not one.serious)


def repair(folder: Path, code: Repair) -> str:
    """Do what can be done without a passphrase, and return what was done, in words. Nothing that holds data is deleted.

    Raises:
        NothingToRepair: when it is not needed, cannot help, or is `RESTORE_BACKUP` (see `storage.restoring`).
        StoreFull, StoreReadOnly: when the folder cannot be written.
    """
    with file_errors_in_words():
        if code is Repair.USE_KEY_FILE_COPY:
            return _use_key_file_copy(folder)
        if code is Repair.TIGHTEN_RIGHTS:
            return _tighten_rights(folder)
        if code is Repair.REMOVE_LEFTOVERS:
            return _remove_leftovers(folder)
    raise NothingToRepair


def _key_files(folder: Path, policy: DerivationPolicy) -> Iterator[Finding]:
    own, copy = _state(folder / KEY_FILE, policy), _state(folder / KEY_FILE_COPY, policy)
    if isinstance(own, str):
        if isinstance(copy, str):
            wrong = f"Het sleutelbestand {KEY_FILE} {own}, en de kopie ernaast {copy}."
            yield Finding("key_file", True, wrong, _RESTORE, Repair.RESTORE_BACKUP)
        else:
            advice = "De kopie ernaast is heel: neem die in gebruik met `zorgarrangeur doctor --repair`."
            wrong = f"Het sleutelbestand {KEY_FILE} {own}."
            yield Finding("key_file", True, wrong, advice, Repair.USE_KEY_FILE_COPY)
    elif isinstance(copy, str):
        advice = "Open de opslag een keer: dan maakt de app de kopie opnieuw."
        yield Finding("key_file_copy", False, f"De kopie van het sleutelbestand ({KEY_FILE_COPY}) {copy}.", advice)
    elif own != copy:
        wrong = f"Het sleutelbestand {KEY_FILE} en zijn kopie zijn niet gelijk."
        if copy.generation > own.generation:
            advice = "De kopie is nieuwer. Opent de opslag niet, neem dan de kopie met `zorgarrangeur doctor --repair`."
            yield Finding("key_file_older", True, wrong, advice, Repair.USE_KEY_FILE_COPY)
        else:
            advice = "Open de opslag een keer: dan maakt de app de kopie opnieuw."
            yield Finding("key_file_copy", False, wrong, advice)


def _state(path: Path, policy: DerivationPolicy) -> KeyFile | str:
    """Return a key file, or in words what is wrong with it."""
    try:
        data = read_regular_file(path, MAX_BYTES)
    except FileNotFoundError:
        return "ontbreekt"
    except OSError:
        return "kan niet gelezen worden"
    try:
        return read_key_file(data, policy)
    except KeyFileDamaged:
        pass
    try:
        read_key_file(data, _ANY_COST)
    except KeyFileDamaged:
        return "is beschadigd"
    return "is te zwak beveiligd, of juist onmogelijk zwaar: iemand heeft het veranderd"


def _database(path: Path) -> Iterator[Finding]:
    def finding(kind: str, wrong: str) -> Finding:
        return Finding(kind, True, wrong, _RESTORE, Repair.RESTORE_BACKUP)

    if not path.exists():
        yield finding("database_missing", f"Het gegevensbestand {DATABASE} ontbreekt.")
        return
    try:
        with path.open("rb") as file:
            header = file.read(len(PLAIN_SQLITE_HEADER))
        size = path.stat().st_size
    except OSError:
        advice = "Kijk of de schijf of stick in orde is, en vraag wie deze computer beheert om toegang."
        yield Finding("database_unreadable", True, f"Het gegevensbestand {DATABASE} kan niet gelezen worden.", advice)
        return
    if not size:
        yield finding("database_empty", f"Het gegevensbestand {DATABASE} is leeg.")
    elif header == PLAIN_SQLITE_HEADER:
        yield finding("database_plain", f"Het gegevensbestand {DATABASE} is niet versleuteld en dus niet van deze app.")
    elif size % _PAGE:
        yield finding("database_cut_off", f"Het gegevensbestand {DATABASE} is afgebroken: er ontbreekt een stuk.")


def _rights(folder: Path) -> Iterator[Finding]:
    writable = all(os.access(path, os.W_OK) for path in (folder, folder / DATABASE) if path.exists())
    if not writable:
        advice = "Haal het slotje van de stick, of zet de opslag in een map waarin u mag schrijven."
        yield Finding("read_only", True, "In deze map of dit gegevensbestand mag niet geschreven worden.", advice)
    wide = _too_wide(folder)
    if wide:
        names = ", ".join(path.name for path in wide[:4]) + (" en meer" if len(wide) > 4 else "")
        wrong = f"Ook anderen op deze computer kunnen bij: {names}. De inhoud is versleuteld."
        advice = "Zet de rechten goed met `zorgarrangeur doctor --repair`."
        yield Finding("rights", False, wrong, advice, Repair.TIGHTEN_RIGHTS)


def _too_wide(folder: Path) -> list[Path]:
    """Return what others may read or write."""
    if os.name == "nt":
        return []
    own = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", KEY_FILE, KEY_FILE_COPY, ANCHOR_FILE, FAILURES_FILE)
    inside = [path for name in (BACKUPS, REPLACED) for path in (folder / name, *(folder / name).rglob("*"))]
    paths = [folder, *(folder / name for name in own), *inside]
    return [path for path in paths if path.exists() and not path.is_symlink() and path.stat().st_mode & 0o077]


def _leftovers(folder: Path) -> Iterator[Finding]:
    halfway = [path for path in unfinished(folder) if _stopped_halfway(path)]
    if halfway:
        wrong = (
            "Het terugzetten van een reservekopie is halverwege gestopt. De bestanden van daarvoor staan in replaced."
        )
        advice = "Zet dezelfde reservekopie nog een keer terug met `zorgarrangeur restore`."
        yield Finding("restore_halfway", True, wrong, advice, Repair.RESTORE_BACKUP)
    left = _removable(folder)
    if left:
        wrong = "Er staan resten van iets wat eerder is afgebroken (geen gegevens die u mist)."
        advice = "Sluit de app en ruim ze op met `zorgarrangeur doctor --repair`."
        yield Finding("leftovers", False, wrong, advice, Repair.REMOVE_LEFTOVERS)
    aside = [path for path in (folder / REPLACED).glob("*") if path.is_dir()]
    if aside:
        size = sum(file.stat().st_size for path in aside for file in path.iterdir() if file.is_file())
        wrong = (
            f"In de map {REPLACED} staat wat er was voordat u een reservekopie terugzette ({size // 1_000_000 + 1} MB)."
        )
        yield Finding("replaced", False, wrong, "Mist u niets meer, dan mag u die map zelf weggooien.")


def _stopped_halfway(prepared: Path) -> bool:
    """Tell whether the database was moved in its place already and the key file was not."""
    return (prepared / KEY_FILE).exists() and not (prepared / DATABASE).exists()


def _removable(folder: Path) -> list[Path]:
    files = [path for path in folder.glob(".*.new") if path.is_file() and not path.is_symlink()]
    prepared = [path for path in unfinished(folder) if not _stopped_halfway(path)]
    return [*files, *prepared, *half_backups(folder / BACKUPS), *half_backups(folder / REPLACED)]


def _room(folder: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(folder).free
    needed = sum(path.stat().st_size for path in folder.glob(f"{DATABASE}*"))
    if free < _LITTLE_ROOM + 3 * needed:
        serious = free < _NO_ROOM + needed
        wrong = f"Er is weinig ruimte op de schijf: nog {free // 1_000_000} MB."
        advice = "Maak ruimte: anders lukken opslaan en reservekopieën straks niet meer."
        yield Finding("room", serious, wrong, advice)


def _backups(folder: Path, moment: datetime) -> Iterator[Finding]:
    found = list_backups(folder)
    broken = [one for one in found if not one.complete]
    whole = [one for one in found if one.complete]
    if broken:
        wrong = f"Van {len(broken)} reservekopie(ën) ontbreken bestanden: {', '.join(one.name for one in broken[:3])}."
        yield Finding("backup_incomplete", False, wrong, "Gebruik een andere; deze mag u weggooien.")
    if not whole:
        advice = "Maak er nu een met `zorgarrangeur backup`, en zet er ook een op een stick met --to."
        yield Finding("backup_none", False, "Er is nog geen reservekopie.", advice)
        return
    newest = whole[0].made_at
    if newest > moment + _DAY:
        wrong = f"De nieuwste reservekopie is van {local_moment(newest)}: dat is nog niet geweest."
        advice = "De klok van deze computer staat nu verkeerd, of stond dat toen. Zet de datum goed; de kopie blijft bruikbaar."
        yield Finding("backup_future", False, wrong, advice)
    elif newest < moment - OLDEST_WORRY_DAYS * _DAY:
        wrong = f"De nieuwste reservekopie is van {local_moment(newest)}."
        yield Finding("backup_old", False, wrong, "Maak er nu een met `zorgarrangeur backup`.")


def _clock(moment: datetime) -> Iterator[Finding]:
    if not 2000 <= moment.year <= 2099:
        wrong = f"De klok van deze computer staat op het jaar {moment.year}."
        yield Finding("clock", True, wrong, "Zet de datum goed; tot dan kan er geen bundel of kaart worden gemaakt.")


def _disk(folder: Path) -> Iterator[Finding]:
    encrypted = disk_is_encrypted(folder)
    if encrypted is False:
        wrong = "De schijf van deze computer lijkt zelf niet versleuteld. Uw opslag is dat wel."
        advice = "Vraag wie deze computer beheert om schijfversleuteling: bij diefstal beschermt die ook de rest."
        yield Finding("disk_plain", False, wrong, advice)
    elif encrypted is None:
        wrong = "Of de schijf van deze computer zelf versleuteld is, kan de app hier niet zien."
        advice = HOW_TO_LOOK.get(sys.platform, "Vraag het aan wie deze computer beheert.")
        yield Finding("disk_unknown", False, wrong, advice)


def _use_key_file_copy(folder: Path) -> str:
    try:
        data = read_regular_file(folder / KEY_FILE_COPY, MAX_BYTES)
        read_key_file(data, _ANY_COST)
    except (OSError, KeyFileDamaged) as error:
        raise NothingToRepair(
            "De kopie van het sleutelbestand is ook niet bruikbaar. Er is niets gewijzigd."
        ) from error
    present = folder / KEY_FILE
    kept = ""
    if present.exists():
        if read_regular_file(present, MAX_BYTES) == data:
            raise NothingToRepair
        numbers = (f"{KEY_FILE}.beschadigd" + (f"-{number}" if number else "") for number in range(1000))
        kept = next(name for name in numbers if not (folder / name).exists())
        copy_file(present, folder / kept)
    write_atomically(present, data)
    told = f" Het oude staat ernaast als {kept}." if kept else ""
    return f"De kopie van het sleutelbestand is in gebruik genomen.{told} Open de opslag nu met uw wachtwoordzin."


def _tighten_rights(folder: Path) -> str:
    wide = _too_wide(folder)
    if not wide:
        raise NothingToRepair
    for path in wide:
        path.chmod(PRIVATE_FOLDER if path.is_dir() else PRIVATE_FILE)
    return "De rechten staan goed: alleen u kunt nog bij deze bestanden."


def _remove_leftovers(folder: Path) -> str:
    left = _removable(folder)
    if not left:
        raise NothingToRepair
    for path in left:
        if path.is_dir():
            remove_half(path)
        else:
            path.unlink()
    return "De resten zijn opgeruimd. Aan uw gegevens is niets veranderd."


__all__ = ["Finding", "NothingToRepair", "Repair", "examine", "repair"]
