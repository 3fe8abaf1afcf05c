"""Reading visit notes again: one with all its lines, or those of a school or case."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from sqlmodel import Session, col, select

from storage import audit
from storage.errors import RecordMissing
from storage.history import in_parts
from storage.models import Action, CareLocation, NoteItem, Pupil, School, VisitNote
from storage.store import Store
from zorgarrangeur_tui.desk.records import by_ids, living
from zorgarrangeur_tui.domain.note_lines import ActionLine, EntryLine, ItemLine, ReadDay
from zorgarrangeur_tui.domain.note_text import render_note

NoteEntry: TypeAlias = NoteItem | Action
"""A record that one line of a note became."""


@dataclass(frozen=True, slots=True)
class NoteFile:
    """A note with its lines in order, where it was, and the children whom lines are about, by id."""

    note: VisitNote
    school: School | None
    care_location: CareLocation | None
    entries: tuple[NoteEntry, ...]
    pupils: dict[str, Pupil]

    @property
    def place(self) -> str:
        """The name of the school or care location; empty when it is not known here."""
        found = self.school or self.care_location
        return found.name if found else ""

    @property
    def items(self) -> tuple[NoteItem, ...]:
        """What was seen, agreed, asked or changed."""
        return tuple(entry for entry in self.entries if isinstance(entry, NoteItem))

    @property
    def actions(self) -> tuple[Action, ...]:
        """Who does what by when."""
        return tuple(entry for entry in self.entries if isinstance(entry, Action))


@dataclass(frozen=True, slots=True)
class NoteSummary:
    """A note in a list: where it was, and how many of its lines are what."""

    note: VisitNote
    place: str
    items: int
    open_actions: int
    shareable: int


def entries_of(session: Session, note_id: str) -> list[NoteEntry]:
    """Return the records of a note's lines, in the order of the lines."""
    items = session.exec(select(NoteItem).where(NoteItem.visit_note_id == note_id, col(NoteItem.deleted).is_(False)))
    actions = session.exec(select(Action).where(Action.visit_note_id == note_id, col(Action.deleted).is_(False)))
    entries: list[NoteEntry] = [*items, *actions]
    return sorted(entries, key=lambda entry: entry.id)


def note_file(store: Store, note_id: str) -> NoteFile:
    """Return a note with all its lines.

    Raises:
        RecordMissing: when it is not there (any more).
    """
    with store.read() as session:
        note = session.get(VisitNote, note_id)
        if note is None or note.deleted:
            raise RecordMissing("Dit bezoekverslag is er niet (meer).")
        entries = entries_of(session, note_id)
        school = session.get(School, note.school_id) if note.school_id else None
        location = session.get(CareLocation, note.care_location_id) if note.care_location_id else None
    pupils = by_ids(store, Pupil, [entry.pupil_id for entry in entries])
    return NoteFile(note, school, location, tuple(entries), pupils)


def notes_of(store: Store, *, school_id: str = "", case_id: str = "") -> list[NoteSummary]:
    """Return the notes of a school, or with lines on a case, or all; newest visit first."""
    if case_id:
        about: list[NoteEntry] = [*living(store, NoteItem, case_id=case_id), *living(store, Action, case_id=case_id)]
        found = by_ids(store, VisitNote, [entry.visit_note_id for entry in about])
        found |= {note.id: note for note in living(store, VisitNote, case_id=case_id)}
        notes = [note for note in found.values() if not note.deleted]
    else:
        notes = living(store, VisitNote, **({"school_id": school_id} if school_id else {}))
    schools = by_ids(store, School, [note.school_id for note in notes])
    locations = by_ids(store, CareLocation, [note.care_location_id for note in notes])
    lines: dict[str, list[NoteEntry]] = {}
    for entry in _entries_of_all(store, [note.id for note in notes]):
        lines.setdefault(entry.visit_note_id, []).append(entry)
    told = [
        _summary(note, schools.get(note.school_id) or locations.get(note.care_location_id), lines) for note in notes
    ]
    told.sort(key=lambda one: (one.note.day or date.min, one.note.start_minute or 0, one.note.id), reverse=True)
    return told


def line_of(entry: NoteEntry) -> EntryLine:
    """Return the line that says what a record says."""
    if isinstance(entry, Action):
        return ActionLine(entry.what, entry.who, entry.due_on, entry.shareable)
    return ItemLine(entry.text, entry.kind, entry.group_name, entry.shareable)


def note_text(file: NoteFile, read_day: ReadDay) -> str:
    """Return a note as the text in which it can be changed."""
    note = file.note
    return render_note(
        present=note.present,
        purpose=note.purpose,
        next_visit_on=note.next_visit_on,
        entries=[line_of(entry) for entry in file.entries],
        read_day=read_day,
    )


def note_read(store: Store, note: VisitNote, pupil_ids: Collection[str]) -> None:
    """Write down that a note was opened: a row per child whom it tells about, or one for the note when there is none."""
    with store.unit_of_work("Bezoekverslag bekeken") as work:
        for pupil_id in sorted(pupil_ids):
            work.note(audit.Action.READ, object="visit_note", subject=pupil_id)
        if not pupil_ids:
            work.note(audit.Action.READ, object="visit_note", subject=note.id)


def _entries_of_all(store: Store, note_ids: list[str]) -> list[NoteEntry]:
    items: list[NoteItem] = []
    actions: list[Action] = []
    item, action = col(NoteItem.visit_note_id), col(Action.visit_note_id)
    with store.read() as session:
        for part in in_parts(note_ids):
            items += session.exec(select(NoteItem).where(item.in_(part), col(NoteItem.deleted).is_(False)))
            actions += session.exec(select(Action).where(action.in_(part), col(Action.deleted).is_(False)))
    return [*items, *actions]


def _summary(note: VisitNote, place: School | CareLocation | None, lines: dict[str, list[NoteEntry]]) -> NoteSummary:
    own = lines.get(note.id, [])
    return NoteSummary(
        note,
        place.name if place else "",
        sum(isinstance(entry, NoteItem) for entry in own),
        sum(isinstance(entry, Action) and entry.done_on is None for entry in own),
        sum(entry.shareable for entry in own),
    )
