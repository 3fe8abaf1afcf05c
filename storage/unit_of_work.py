"""One user intent, one transaction: the change, its history and its log row are written together or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, insert, inspect
from sqlmodel import Session

from storage import audit, history, listing, tables
from storage.audit_subjects import pupils_of
from storage.changes import Changed, ChangedSignal
from storage.clock import Clock
from storage.database import DATABASE_ERRORS, in_words
from storage.errors import RecordMissing
from storage.field_values import checked, default_value, field_names, to_json, to_op_value
from storage.long_work import settle, step
from storage.models import TYPE_NAMES, Record
from storage.ownership import OWNER
from storage.revision import count_revision

AnyRecord = TypeVar("AnyRecord", bound=Record)

_EXCHANGE = frozenset({"bundle", "contact", "identity", "register"})
"""What events are about that change with whom one exchanges, or what was sent and came in."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who works in this store, and on which device."""

    fingerprint: str
    label: str
    role: str
    device: str


class UnitOfWork:
    """A transaction for one act of a user.

    Use it as a context manager: leaving it commits, an exception rolls everything back. Records are changed by setting
    their attributes; a list must be replaced by a new list, since a change inside one is not seen.

    Raises:
        ValueRefused: on leaving, when a field holds what it may not; nothing is written.
        StorageError: on leaving, when the disk is full, read-only or busy, then or before; nothing is written.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        actor: Actor,
        clock: Clock,
        act: str,
        changed: ChangedSignal,
        counted: Callable[[int], None] = lambda _revision: None,
    ) -> None:
        self.act = act
        self.actor = actor
        self.clock = clock
        self.session = Session(engine, autoflush=False, expire_on_commit=False)
        self._changed = changed
        self._counted = counted
        self._counts = False
        self._touched: set[tuple[str, str]] = set()
        self._to_list: set[tuple[str, str]] = set()
        self._log: list[dict[str, Any]] = []
        self._children: dict[tuple[str, str], set[str]] = {}
        self._afterwards: list[Callable[[], None]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if isinstance(error, DATABASE_ERRORS):
                raise error
            if kind is None:
                self._commit()
        except DATABASE_ERRORS as database_error:
            raise in_words(database_error) from database_error
        finally:
            self.session.close()

    @property
    def connection(self) -> Connection:
        """The connection of this transaction, for modules that work on tables."""
        return self.session.connection()

    @property
    def at(self) -> str:
        """The moment of this act, in UTC."""
        return self.clock().isoformat(timespec="milliseconds")

    def add(self, *records: Record) -> None:
        """Add new records. One without an owner becomes the actor's own, unless it is public (a school site)."""
        for record in records:
            if not record.owner and TYPE_NAMES[type(record)] != "school":
                record.owner = self.actor.fingerprint
        self.session.add_all(records)

    def get(self, model: type[AnyRecord], record_id: str) -> AnyRecord:
        """Return a record to change.

        Raises:
            RecordMissing: when it is not there, or was taken away.
        """
        record = self.session.get(model, record_id)
        if record is None or record.deleted:
            raise RecordMissing
        return record

    def change(self, record: Record, values: dict[str, Any]) -> None:
        """Set several fields at once; unknown names are an error of the caller."""
        for field, value in values.items():
            if field not in field_names(type(record)):
                raise AttributeError(field)
            setattr(record, field, value)

    def remove(self, record: Record) -> None:
        """Take a record away. It stays in the history, and the act can be undone."""
        record.deleted = True

    def note(self, action: audit.Action, **details: str) -> None:
        """Add a row to the access log, within this transaction (see `audit.Event` for the columns)."""
        self._log.append({"action": action, **details})

    def note_children(
        self, action: audit.Action, records: Sequence[tuple[str, str]], *, reason: str = "", details: str = ""
    ) -> list[tuple[str, str]]:
        """Add a row to the access log for every child that some records are about.

        Args:
            action: what was done.
            records: (type, id), each once for every field of it.
            reason: why.
            details: what else to tell in each row.

        Returns:
            The records that are about no child.
        """
        self.look_up_children(records)
        about: dict[str, list[tuple[str, str]]] = {}
        for record in records:
            for child in self._children.get(record, ()):
                about.setdefault(child, []).append(record)
        for child, found in sorted(about.items()):
            self.note(action, subject=child, reason=reason, **_extent(found, details))
        return [record for record in records if record not in self._children]

    def look_up_children(self, records: Iterable[tuple[str, str]]) -> None:
        """Remember which children some records are about now, for when a change takes them from one child to another."""
        for record, child in pupils_of(self.connection, set(records)).items():
            self._children.setdefault(record, set()).add(child)

    def note_decisions(self, settled: Iterable[history.FieldKey]) -> None:
        """Add a row per field in which a person chose between values."""
        decided = list(settled)
        self.look_up_children((record_type, record_id) for record_type, record_id, _ in decided)
        for record_type, record_id, field in decided:
            for subject in sorted(self._children.get((record_type, record_id)) or {record_id}):
                self.note(audit.Action.DECIDE, object=f"{record_type}.{field}", subject=subject, reason=self.act)

    def afterwards(self, task: Callable[[], None]) -> None:
        """Do something outside the database once this act is written, and not when it is not. It must not fail."""
        self._afterwards.append(task)

    def touch(self, records: Sequence[tuple[str, str]]) -> None:
        """Name records (type, id) that were written past the session, so that lists and screens follow."""
        self._touched.update(records)
        self._to_list.update(records)

    def count_revision(self) -> None:
        """Let this act count as a change of records, also when it names none (see `storage.revision`)."""
        self._counts = True

    def writer(self) -> history.Writer:
        """Return who writes, by local numbers."""
        return history.Writer(
            device_id=history.local_number(self.connection, tables.device, "name", self.actor.device),
            author_id=history.local_number(self.connection, tables.author, "fingerprint", self.actor.fingerprint),
        )

    def new_change(self, *, act: str = "", reverts: int | None = None, restores: int | None = None) -> int:
        """Start an entry in the list of acts, which undo takes back as a whole."""
        values = {"at": self.at, "act": act or self.act, "reverts": reverts, "restores": restores}
        return history.inserted_id(self.connection.execute(insert(tables.change).values(**values)))

    def _commit(self) -> None:
        writes = self._field_writes()
        if writes:
            records = [(entry.record_type, entry.record_id) for entry in writes]
            self.look_up_children(records)
            settled = history.write(
                self.connection, writes, writer=self.writer(), clock=self.clock, change_id=self.new_change()
            )
            self.session.flush()
            self._touched |= set(records)
            self.note_decisions(settled)
            self._note_change(records)
        if self._touched:
            listing.refresh(self.connection, self._to_list)
        counts = self._counts or bool(self._touched) or any(map(_changes_exchange, self._log))
        now = count_revision(self.connection) if counts else None
        audit.append(self.connection, [self._event(row) for row in self._log])
        self.session.commit()
        if now is not None:
            self._counted(now)
        settle()
        for task in self._afterwards:
            task()
        if self._touched:
            self._changed.send(Changed(records=frozenset(self._touched), act=self.act))

    def _note_change(self, records: Sequence[tuple[str, str]]) -> None:
        others = self.note_children(audit.Action.CHANGE, records, reason=self.act)
        if others:
            ids = {record_id for _, record_id in others}
            subject = min(ids) if len(ids) == 1 else ""
            self.note(audit.Action.CHANGE, subject=subject, reason=self.act, **_extent(others))

    def _event(self, row: dict[str, Any]) -> audit.Event:
        actor = self.actor
        return audit.Event(at=self.at, actor=actor.fingerprint, role=actor.role, device=actor.device, **row)

    def _field_writes(self) -> list[history.FieldWrite]:
        writes = []
        for record in self.session.new:
            step()
            assert isinstance(record, Record)
            writes += _writes_of_new(record)
            self._to_list.add((TYPE_NAMES[type(record)], record.id))
        for record in self.session.dirty:
            step()
            assert isinstance(record, Record)
            changed = _writes_of_changed(record)
            writes += changed + _word_that_it_stands(record, changed)
            # To list a record anew takes as long as to write it, and most fields are in no list.
            if any(listing.shows(one.record_type, one.field) for one in changed):
                self._to_list.add((TYPE_NAMES[type(record)], record.id))
        return writes


def _changes_exchange(row: dict[str, Any]) -> bool:
    """Tell whether an event is of an act that changes contacts, or the bundles to and from them."""
    return row.get("object") in _EXCHANGE and row["action"] not in (audit.Action.READ, audit.Action.SEARCH)


def _extent(records: Sequence[tuple[str, str]], details: str = "") -> dict[str, str]:
    """Return what a log row says about some records (type, id), each named once for every field."""
    return {
        "object": " ".join(sorted({record_type for record_type, _ in records})),
        "details": f"records={len(set(records))} fields={len(records)} {details}".rstrip(),
    }


def _writes_of_new(record: Record) -> list[history.FieldWrite]:
    """Return one write per field that holds something; a record without any still gets one, or nobody would know it."""
    model = type(record)
    writes = []
    # Its owner comes last: what somebody wrote in a record before giving it away counts as the new owner's word.
    for field in sorted(field_names(model), key=lambda name: name == OWNER):
        value = checked(model, field, getattr(record, field))
        setattr(record, field, value)
        if value != default_value(model, field):
            writes.append(_field_write(record, field, value))
    return writes or [_field_write(record, "deleted", record.deleted)]


def _writes_of_changed(record: Record) -> list[history.FieldWrite]:
    model = type(record)
    writes = []
    for field in field_names(model):
        changes = inspect(record).attrs[field].history
        if not changes.has_changes():
            continue
        value = checked(model, field, getattr(record, field))
        setattr(record, field, value)
        if changes.deleted and changes.deleted[0] == value:
            continue
        writes.append(_field_write(record, field, value))
    return writes


def _word_that_it_stands(record: Record, changed: Sequence[history.FieldWrite]) -> list[history.FieldWrite]:
    """Return a write that a record stands: who works on it says so, and another's taking it away meanwhile is a conflict."""
    if not changed or record.deleted or any(entry.field == "deleted" for entry in changed):
        return []
    return [_field_write(record, "deleted", value=False)]


def _field_write(record: Record, field: str, value: Any) -> history.FieldWrite:
    return history.FieldWrite(TYPE_NAMES[type(record)], record.id, field, to_json(to_op_value(value)))
