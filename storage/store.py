"""The store: a folder with the key file and the encrypted database."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Engine, func, select
from sqlmodel import Session

from storage import (
    audit,
    audit_anchors,
    erasing,
    failed_unlocks,
    history,
    identity,
    listing,
    migrations,
    rekeying,
    tables,
)
from storage.atomic_file import make_private_folder
from storage.changes import ChangedSignal
from storage.clock import local_date, present
from storage.database import connect, errors_in_words, open_engine, writing
from storage.errors import (
    DiskFault,
    KeyFileDamaged,
    RecordMissing,
    StorageError,
    StoreBusy,
    StoreExists,
    StoreFull,
    WrongSecret,
)
from storage.key_file import SlotKind, subkey
from storage.key_files import (
    OpenedKeyFile,
    file_errors_in_words,
    first_key_file,
    mend_copy,
    open_key_file,
    was_replaced,
    write_key_file,
)
from storage.models import RECORD_TYPES
from storage.other_programs import OtherPrograms
from storage.recovery_code import normalised
from storage.revision import revision
from storage.store_folder import DATABASE, GENERATION, KEY_FILE, KEY_FILE_COPY, StoreSettings, exists
from storage.unit_of_work import AnyRecord, UnitOfWork
from storage.waiting_recalls import forget_what_waited

_NOT_MADE = (
    "De schijf is vol. De opslag is niet gemaakt en er is niets achtergebleven. Maak ruimte en probeer het opnieuw."
)
_MADE_NOT_OPENED = "De opslag is gemaakt, maar de schijf is nu vol. Maak ruimte, start de app opnieuw en ontgrendel met uw wachtwoordzin."
_NOT_OPENED = (
    "De opslag is niet geopend: ook wie alleen kijkt, krijgt een regel in het logboek, en de schijf nam die niet aan. Er is "
    "niets gewijzigd en er is niets kwijt. Kijk of de schijf vol is of loszit, maak ruimte en probeer het opnieuw."
)
_HOLD_ENDED = (
    "Er stond nog iets dat de afzender had teruggeroepen, omdat u het moest bewaren. Dat bewaren is opgeheven. Het is nu "
    "vergeten; het bewijs staat bij Bewaartermijnen."
)
_KEYS_JUST_CHANGED = (
    "De sleutels zijn zojuist in een ander venster gewijzigd. Er is niets gewijzigd; open de opslag opnieuw."
)


class Store:
    """An opened store. Close it, or use it as a context manager."""

    def __init__(
        self, folder: Path, engine: Engine, master_key: bytes, settings: StoreSettings, *, database_key: bytes
    ) -> None:
        self.folder = folder
        self.settings = settings
        self.clock = settings.clock
        self.changed = ChangedSignal()
        self.warnings: list[str] = []
        """Sentences on what was found at unlocking that the user must know; each is in the access log too."""
        self.remembered: dict[object, Any] = {}
        """What was read of this store and is kept in memory, until it is closed at the latest."""
        self._engine = engine
        self._writing = writing(engine)
        self._database_key = database_key
        self._others = OtherPrograms(folder / DATABASE, partial(connect, folder / DATABASE, database_key))
        self._audit_key = subkey(master_key, "audit")
        with errors_in_words(), self._writing.connect() as connection, connection.begin():
            self.identity = identity.load(connection, subkey(master_key, "identity"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write down where the log stands and close every connection. The store's keys go with this object."""
        self.remembered.clear()
        # A full disk, or new keys since this was opened, must not keep a user from closing; the next close writes it again.
        with (
            contextlib.suppress(StorageError),
            errors_in_words(),
            self._writing.connect() as connection,
            connection.begin(),
        ):
            audit_anchors.renew(connection, self.folder, self._audit_key, self.clock)
        self._others.close()
        self._engine.dispose()

    def go_on(self) -> None:
        """Go on after `close`, when what it was closed for did not happen. Connections come back with the next act."""
        self._others.watch_again()

    @contextlib.contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session for reading; what it returns stays usable afterwards. It is never committed."""
        with errors_in_words(), Session(self._engine, autoflush=False, expire_on_commit=False) as session:
            yield session

    def unit_of_work(self, act: str) -> UnitOfWork:
        """Start one act of the user, named in the user's words (it is shown in undo and history)."""
        return UnitOfWork(
            self._writing,
            actor=self.identity.actor,
            clock=self.clock,
            act=act,
            changed=self.changed,
            counted=self._others.not_this,
        )

    def get(self, model: type[AnyRecord], record_id: str) -> AnyRecord:
        """Return a record that was not taken away.

        Raises:
            RecordMissing: when there is none.
        """
        with self.read() as session:
            record = session.get(model, record_id)
        if record is None or record.deleted:
            raise RecordMissing
        return record

    def revision(self) -> int:
        """Return the number of the last transaction that changed records, in this process or in another."""
        with self.read() as session:
            return revision(session.connection())

    def another_program_wrote(self) -> bool:
        """Tell whether another program changed what screens show since this was last asked; the first time never."""
        return self._others.wrote()

    def connect_to(self, path: Path) -> Any:
        """Return a driver connection on a database file under this store's own key: this store's, or a copy of it."""
        return connect(path, self._database_key)

    def log_fault(self) -> str | None:
        """Return a Dutch sentence on the first fault in the access log, or None when it is whole."""
        with self.read() as session:
            connection = session.connection()
            return audit.first_fault(connection, audit.first_key(connection, self._audit_key))

    def is_empty(self) -> bool:
        """Tell whether there are no records of any type, besides those taken away."""
        with self.read() as session:
            return not any(
                session.execute(select(model).where(model.deleted.is_(False)).limit(1)).first()  # type: ignore[attr-defined]  # a column on the class
                for model in RECORD_TYPES.values()
            )

    def counts(self) -> dict[str, int]:
        """Return how many records there are of each type, without those taken away."""
        found = {}
        with self.read() as session:
            for name, model in RECORD_TYPES.items():
                found[name] = session.execute(
                    select(func.count()).select_from(model).where(model.deleted.is_(False))  # type: ignore[attr-defined]  # a column on the class
                ).scalar_one()
        return found


def create(
    folder: Path,
    *,
    label: str,
    role: str,
    passphrase: str,
    recovery_code: str,
    settings: StoreSettings | None = None,
) -> Store:
    """Make a new store and open it.

    The key file is written last: a folder without one is no store, whatever happened halfway.

    Args:
        folder: where; made when it is not there.
        label: the user's name, as it stands on the contact card.
        role: `storage.models.codes.Role`.
        passphrase: what unlocks it; its strength is the caller's concern.
        recovery_code: as `storage.recovery_code.new_recovery_code` gave it.
        settings: clock and cost of key derivation.

    Raises:
        StoreExists: when the folder holds a store, or a database that lost its key file.
        StoreReadOnly, StoreFull: when the folder cannot be written.
        RecoveryCodeMistyped, ValueRefused, ClockWrong: when the code, the label or the clock is no good.
    """
    settings = settings or StoreSettings()
    present(settings.clock)
    if exists(folder):
        raise StoreExists
    if (folder / DATABASE).exists():
        raise StoreExists(
            "In deze map staat een gegevensbestand zonder sleutelbestand. Zet kluis.toml terug, of kies een andere map."
        )
    master_key = secrets.token_bytes(32)
    with _full_disk_says(_NOT_MADE), file_errors_in_words():
        made_folder = not folder.exists()
        make_private_folder(folder)
        database = folder / DATABASE
        try:
            _make_database(database, master_key, label=label, role=role, settings=settings)
            write_key_file(folder, first_key_file(master_key, passphrase, recovery_code, settings), master_key)
        except BaseException:
            for leftover in (*folder.glob(f"{DATABASE}*"), folder / KEY_FILE, folder / KEY_FILE_COPY):
                leftover.unlink(missing_ok=True)
            if made_folder:
                folder.rmdir()
            raise
    with _full_disk_says(_MADE_NOT_OPENED):
        return unlock(folder, passphrase, settings=settings)


@contextlib.contextmanager
def _full_disk_says(sentence: str, *, kinds: tuple[type[StorageError], ...] = (StoreFull,)) -> Iterator[None]:
    try:
        yield
    except kinds as full:
        raise type(full)(sentence) from None


def unlock(folder: Path, secret: str, *, kind: SlotKind = "passphrase", settings: StoreSettings | None = None) -> Store:
    """Open a store with its passphrase or recovery code. Takes about a second.

    Raises:
        StoreMissing: when there is no store in the folder.
        WrongSecret: when the secret opens no slot.
        KeyFileDamaged: when neither copy of the key file can be trusted.
        DatabaseDamaged, DatabaseNotEncrypted, SchemaTooNew: when the database is not this store's.
        BackupNotMade: when the store is of an older app, and no backup could be made before changing it.
    """
    settings = settings or StoreSettings()
    if kind == "recovery":
        secret = normalised(secret)
    try:
        opened = open_key_file(folder, kind, secret, settings.policy)
    except WrongSecret:
        failed_unlocks.note_failure(folder, kind, settings.clock)
        raise
    database_key = subkey(opened.master_key, "db")
    if opened.key_file.previous:
        opened, database_key = rekeying.finish(folder, opened)
    with _full_disk_says(_NOT_OPENED, kinds=(StoreFull, DiskFault)):
        return _opened(folder, opened, kind, settings, database_key)


def _opened(folder: Path, opened: OpenedKeyFile, kind: SlotKind, settings: StoreSettings, database_key: bytes) -> Store:
    """Open the database of a store whose key file is open; that it was opened is written in the access log."""
    key_file, master_key = opened.key_file, opened.master_key
    engine = open_engine(folder / DATABASE, database_key)
    try:
        with errors_in_words(), engine.connect() as connection, connection.begin():
            behind = migrations.is_behind(connection)
        if behind:
            from storage.backups import make_backup  # noqa: PLC0415 - backups are made of stores

            make_backup(Store(folder, engine, master_key, settings, database_key=database_key))
        with errors_in_words(), writing(engine).connect() as connection, connection.begin():
            migrations.bring_up_to_date(connection)
            known = int(history.read_state(connection, GENERATION, "0"))
            if key_file.generation < known:
                if was_replaced(folder, opened):
                    raise StoreBusy(_KEYS_JUST_CHANGED)
                raise KeyFileDamaged(
                    "Het sleutelbestand kluis.toml is ouder dan het gegevensbestand. Er is niets gewijzigd. "
                    "Zet het nieuwste kluis.toml terug uit een reservekopie."
                )
            if key_file.generation > known:
                history.write_state(connection, GENERATION, str(key_file.generation))
            listing.keep_up_to_date(connection)
        mend_copy(folder, opened)
        store = Store(folder, engine, master_key, settings, database_key=database_key)
        with store.unit_of_work("Ontgrendeld") as work:
            warning = audit_anchors.check(work, folder, subkey(master_key, "audit"))
            failed_unlocks.take_over(work, folder)
            work.note(audit.Action.UNLOCK, object="store", details=f"slot={kind}")
        if warning is not None:
            store.warnings.append(warning)
        if forget_what_waited(store):
            store.warnings.append(_HOLD_ENDED)
        erasing.finish(store)
    except BaseException:
        engine.dispose()
        raise
    return store


def _make_database(path: Path, master_key: bytes, *, label: str, role: str, settings: StoreSettings) -> None:
    engine = open_engine(path, subkey(master_key, "db"), create=True)
    path.chmod(0o600)
    try:
        with errors_in_words(), writing(engine).connect() as connection, connection.begin():
            migrations.bring_up_to_date(connection)
            listing.keep_up_to_date(connection)
            audit.start_log(connection, subkey(master_key, "audit"))
            owner = identity.create(
                connection,
                label=label,
                role=role,
                today=local_date(settings.clock),
                wrapping_key=subkey(master_key, "identity"),
            )
            history.local_number(connection, tables.device, "name", owner.device)
            history.local_number(connection, tables.author, "fingerprint", owner.card.fingerprint)
            history.write_state(connection, GENERATION, "1")
    finally:
        engine.dispose()


__all__ = ["DATABASE", "KEY_FILE", "Store", "StoreSettings", "create", "exists", "unlock"]
