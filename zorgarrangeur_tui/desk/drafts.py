"""Drafts of forms: kept while somebody types, found again later, and told about."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlmodel import Session

from storage import drafts, tables
from storage.changes import Changed
from storage.clock import WALL_CLOCK, milliseconds
from storage.drafts import Draft
from storage.models import RECORD_TYPES, Case, Pupil, Record
from storage.store import Store
from zorgarrangeur_tui.desk.draft_forms import DRAFT_FORM_WORDS, DraftForm
from zorgarrangeur_tui.domain.words import RECORD_WORDS

DRAFT = "draft"
"""What screens follow to hear of drafts, beside the types of records."""

_NEW, _CHANGE, _FORM = "new", "change", "form"


def key_of_change(record_type: str, record_id: str) -> str:
    """Return the key of the form that changes a record."""
    return f"{_CHANGE}:{record_type}:{record_id}"


def key_of_new(record_type: str, *about: str) -> str:
    """Return the key of the form for a new record that belongs to other records, given by their ids."""
    return ":".join((_NEW, record_type, *about))


def key_of_form(form: DraftForm, *about: str) -> str:
    """Return the key of a form that is no record's own, about some records, given by their ids, or about nothing."""
    return ":".join((_FORM, form.value, *about))


def written_at(draft: Draft) -> str:
    """Return when a draft was written, as a user reads it: the time, and the day when there is need."""
    moment = datetime.fromisoformat(draft.at).astimezone(WALL_CLOCK)
    return f"{moment.day}-{moment.month}, {moment.hour}:{moment:%M}"


def written_since(store: Store, record_id: str, draft: Draft) -> set[str]:
    """Return the fields of a draft in which something was written here, or came in, after it was kept."""
    operation, bundle = tables.operation.c, tables.bundle.c
    kept = datetime.fromisoformat(draft.at)
    later = or_(
        (operation.bundle_row.is_(None)) & (operation.milliseconds > milliseconds(kept)),
        operation.bundle_row.in_(select(bundle.id).where(bundle.at > draft.at)),
    )
    with store.read() as session:
        rows = session.connection().execute(select(operation.field).where(operation.record_id == record_id, later))
        return set(rows.scalars()) & draft.fields.keys()


class DraftKeeper:
    """Keeps the draft of one open form. May be used from several threads; once it has forgotten, it keeps nothing more."""

    def __init__(self, store: Store, key: str) -> None:
        self._store = store
        self._key = key
        self._lock = threading.Lock()
        self._closed = False
        with store.read() as session:
            self.found = drafts.find(session.connection(), key)
        self._kept = dict(self.found.fields) if self.found else {}

    def keep(self, fields: Mapping[str, str]) -> None:
        """Write the raw texts of the changed fields; none of them means that there is nothing to keep.

        Raises:
            StorageError: when they cannot be written.
        """
        with self._lock:
            if self._closed or dict(fields) == self._kept:
                return
            self._write(fields)

    def forget(self) -> None:
        """Forget the draft: the form was saved, or its user let it go.

        Raises:
            StorageError: when that cannot be written.
        """
        with self._lock:
            self._closed = True
            if self._kept:
                self._write({})

    def _write(self, fields: Mapping[str, str]) -> None:
        with self._store.unit_of_work("Concept bewaard") as work:
            if fields:
                drafts.keep(work.connection, Draft(self._key, work.at, fields))
            else:
                drafts.forget(work.connection, self._key)
        there_changed = bool(fields) != bool(self._kept)
        self._kept = dict(fields)
        if there_changed:
            self._store.changed.send(Changed(frozenset({(DRAFT, self._key)}), "Concept bewaard"))


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """A form that somebody did not finish: when, which form, and what it is about."""

    at: str
    form: str
    about: str


def waiting(store: Store) -> list[WaitingDraft]:
    """Return the drafts whose form can still be opened, newest first."""
    with store.read() as session:
        found = drafts.all_drafts(session.connection())
        told = []
        for draft in found:
            kind, of, *ids = draft.key.split(":")
            records = [_record(session, record_id) for record_id in ids]
            known = [record for record in records if record is not None and not record.deleted]
            # A form may also be about what is no record, such as a bundle or a contact.
            if kind == _FORM or len(known) == len(ids):
                told.append(WaitingDraft(written_at(draft), _form_words(kind, of), _about(session, known)))
    return told


def _form_words(kind: str, of: str) -> str:
    """Return what a form is called: that of a record type, or one of `DraftForm`."""
    if kind == _FORM:
        return DRAFT_FORM_WORDS[DraftForm(of)]
    word = RECORD_WORDS[of].singular
    return f"{word} wijzigen" if kind == _CHANGE else f"nieuw: {word}"


def tidy(store: Store) -> None:
    """Forget drafts that are too old to be of use.

    Raises:
        StorageError: when that cannot be written.
    """
    with store.unit_of_work("Oude concepten opgeruimd") as work:
        drafts.forget_old(work.connection, store.clock)


def _record(session: Session, record_id: str) -> Record | None:
    return next((found for model in RECORD_TYPES.values() if (found := session.get(model, record_id))), None)


def _about(session: Session, records: list[Record]) -> str:
    """Return the words by which a user knows the records: those of the case, school or provider that they are part of."""
    words = []
    for record in records:
        whole = _whole_of(session, record) or record
        # A child is known by its pseudonym; its name is shown only when somebody asks, and that is logged.
        names = ("pseudonym",) if isinstance(whole, Pupil) else ("title", "name")
        words += [text for name in names if (text := getattr(whole, name, ""))][:1]
    return ", ".join(dict.fromkeys(words))


def _whole_of(session: Session, record: Record) -> Record | None:
    places = (getattr(record, name, "") for name in ("case_id", "school_id", "care_location_id", "provider_id"))
    named = next((record_id for record_id in places if record_id), None)
    return _record(session, named) if named and not isinstance(record, Case) else None
