"""Keeping a visit note: the note, its lines and its actions are one act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from storage.errors import ValueRefused
from storage.models import Action, CareLocation, Case, NoteItem, Pupil, School, VisitNote
from storage.store import Store
from storage.text_rules import checked_text
from storage.unit_of_work import UnitOfWork
from zorgarrangeur_tui.desk.note_files import NoteEntry, entries_of, line_of
from zorgarrangeur_tui.desk.note_places import NotePlace, pupils_at
from zorgarrangeur_tui.desk.records import checked_values
from zorgarrangeur_tui.desk.refusals import require
from zorgarrangeur_tui.domain.note_changes import ids_in_order, note_changes
from zorgarrangeur_tui.domain.note_lines import (
    ActionLine,
    EntryLine,
    ItemLine,
    NextVisitLine,
    NoteLine,
    ReadDay,
    RolesLine,
    parse_line,
    render_line,
)
from zorgarrangeur_tui.domain.note_text import NoteText
from zorgarrangeur_tui.domain.pupil_mentions import pupils_mentioned

_NO_PLACE = "Kies eerst bij welke school u was."
_NOTHING = "Er staat nog niets in het verslag. Typ een regel."
_ENDS_BEFORE_IT_BEGINS = "De eindtijd ligt voor de begintijd."


def line_problems(written: NoteText) -> dict[int, str]:
    """Return a sentence for every line that may not be stored, by its number."""
    problems: dict[int, str] = {}
    for number, line in written.lines:
        try:
            for text in _texts_of(line):
                checked_text(text)
        except ValueRefused as refusal:
            problems[number] = str(refusal)
    return problems


def save_note(store: Store, place: NotePlace, written: NoteText) -> VisitNote:
    """Keep a new note with its lines and actions, as one act.

    Raises:
        ActRefused: no place, nothing written, or a line that may not be stored; the sentence says which line.
        RecordMissing: the school, care location or case is not there (any more).
        StorageError: nothing was kept.
    """
    _require_writable(place, written)
    pupils = pupils_at(store, place)
    with store.unit_of_work("Bezoekverslag geschreven") as work:
        _require_place(work, place)
        note = VisitNote(**_head_values(place, written))
        work.add(note)
        lines = [line for _, line in written.entries]
        for record_id, line in zip(ids_in_order([None] * len(lines)), lines, strict=True):
            work.add(_new_entry(note, record_id, line, pupils))
    return note


def change_note(store: Store, note_id: str, place: NotePlace, written: NoteText, *, read_day: ReadDay) -> VisitNote:
    """Change a note to what is written now, as one act. A line that was reworded keeps its record, such as an action done.

    Raises:
        ActRefused, RecordMissing, StorageError: as in `save_note`; nothing was changed.
    """
    _require_writable(place, written)
    pupils = pupils_at(store, place)
    with store.unit_of_work("Bezoekverslag gewijzigd") as work:
        _require_place(work, place)
        note = work.get(VisitNote, note_id)
        _set(work, note, _head_values(place, written))
        known = {entry.id: entry for entry in entries_of(work.session, note_id)}
        old = [(entry.id, read_back(line_of(entry), read_day)) for entry in known.values()]
        changes = note_changes(old, [line for _, line in written.entries])
        for record_id in changes.removed:
            work.remove(known[record_id])
        ids = ids_in_order([record_id for record_id, _ in changes.lines])
        for (old_id, line), record_id in zip(changes.lines, ids, strict=True):
            if old_id is None:
                work.add(_new_entry(note, record_id, line, pupils))
            else:
                _keep(work, note, known[old_id], line, pupils, reworded=old_id in changes.changed)
    return note


def set_shareable(store: Store, entry: NoteEntry, *, shareable: bool) -> None:
    """Say whether one line may be shared.

    Raises:
        RecordMissing, StorageError: nothing was changed.
    """
    with store.unit_of_work("Delen gewijzigd") as work:
        work.change(work.get(type(entry), entry.id), {"shareable": shareable})


def read_back(line: EntryLine, read_day: ReadDay) -> EntryLine:
    """Return what becomes of a line that is shown as text and not touched: spaces or a group may be written otherwise."""
    again = parse_line(render_line(line, read_day), read_day)
    return again if isinstance(again, ItemLine | ActionLine) else line


def linked_pupil(text: str, pupils: Sequence[Pupil]) -> Pupil | None:
    """Return the one child whom a text is about by pseudonym; None for nobody, and for more than one."""
    found = pupils_mentioned(text, {pupil.id: pupil.pseudonym for pupil in pupils})
    return next(pupil for pupil in pupils if pupil.id == found[0]) if len(found) == 1 else None


def text_of(line: EntryLine) -> str:
    """Return the words of a line."""
    return line.what if isinstance(line, ActionLine) else line.text


def _require_writable(place: NotePlace, written: NoteText) -> None:
    problems = {} if place.known else {"place": _NO_PLACE}
    if not written.lines:
        problems["lines"] = _NOTHING
    if place.end_minute is not None and place.end_minute < place.start_minute:
        problems["end_minute"] = _ENDS_BEFORE_IT_BEGINS
    problems |= {f"line-{number}": f"Regel {number}: {text}" for number, text in line_problems(written).items()}
    require(problems)


def _require_place(work: UnitOfWork, place: NotePlace) -> None:
    """Refuse a place that is gone.

    Raises:
        RecordMissing: it is not there (any more).
    """
    if place.school_id:
        work.get(School, place.school_id)
    if place.care_location_id:
        work.get(CareLocation, place.care_location_id)
    if place.case_id:
        work.get(Case, place.case_id)


def _head_values(place: NotePlace, written: NoteText) -> dict[str, Any]:
    values = {
        "school_id": place.school_id,
        "care_location_id": place.care_location_id,
        "case_id": place.case_id,
        "day": place.day,
        "start_minute": place.start_minute,
        "end_minute": place.end_minute,
        "present": list(written.present),
        "purpose": written.purpose,
        "next_visit_on": written.next_visit_on,
    }
    return checked_values(VisitNote, values)


def _new_entry(note: VisitNote, record_id: str, line: EntryLine, pupils: Sequence[Pupil]) -> NoteEntry:
    model: type[NoteEntry] = Action if isinstance(line, ActionLine) else NoteItem
    about = _about(note, linked_pupil(text_of(line), pupils))
    values: dict[str, Any] = {**_line_values(line), **about}
    return model(id=record_id, visit_note_id=note.id, **values)


def _keep(
    work: UnitOfWork, note: VisitNote, entry: NoteEntry, line: EntryLine, pupils: Sequence[Pupil], *, reworded: bool
) -> None:
    """Bring a record in step with its line; whom it is about changes only with the words, or with the case of the note."""
    before, now = (linked_pupil(text, pupils) for text in (text_of(line_of(entry)), text_of(line)))
    if before != now:
        _set(work, entry, _about(note, now))
    elif not entry.pupil_id:
        _set(work, entry, _about(note, None))
    if reworded:
        _set(work, entry, _line_values(line))


def _set(work: UnitOfWork, record: VisitNote | NoteEntry, values: dict[str, Any]) -> None:
    work.change(record, {name: value for name, value in values.items() if value != getattr(record, name)})


def _about(note: VisitNote, pupil: Pupil | None) -> dict[str, str]:
    """Return the case and child of a line. A line about a child goes with the case of that child, wherever that goes."""
    return {"pupil_id": pupil.id, "case_id": pupil.case_id} if pupil else {"pupil_id": "", "case_id": note.case_id}


def _line_values(line: EntryLine) -> dict[str, Any]:
    if isinstance(line, ActionLine):
        return {"what": line.what, "who": line.who, "due_on": line.due_on, "shareable": line.shareable}
    return {"text": line.text, "kind": line.kind, "group_name": line.group_name, "shareable": line.shareable}


def _texts_of(line: NoteLine) -> tuple[str, ...]:
    match line:
        case RolesLine():
            return line.roles
        case NextVisitLine():
            return ()
        case ActionLine():
            return line.what, line.who
        case ItemLine():
            return line.text, line.group_name
        case _:
            return (line.text,)
