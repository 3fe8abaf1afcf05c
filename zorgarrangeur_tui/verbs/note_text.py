"""Visit notes for reading and as values: one in full, or a list."""

from __future__ import annotations

from typing import Any

from storage.models import Action, School
from storage.store import Store
from zorgarrangeur_tui.desk.note_files import NoteEntry, NoteFile, line_of, notes_of
from zorgarrangeur_tui.domain.clock import dutch_date_short, time_of_day
from zorgarrangeur_tui.domain.note_lines import ReadDay, render_line
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.verbs.finding import ID_SHOWN
from zorgarrangeur_tui.verbs.listings import Listing


def note_lines(file: NoteFile, read_day: ReadDay) -> list[str]:
    """Return a note as Dutch lines, its own lines as they can be typed."""
    note = file.note
    case = f", casus {case_reference(note.case_id)}" if note.case_id else ""
    lines = [f"{note.id}  {_day(file)} {_times(file)} bij {file.place or '(onbekend)'}{case}"]
    lines += [f"  Aanwezig: {', '.join(note.present)}"] if note.present else []
    lines += [f"  Doel: {note.purpose}"] if note.purpose else []
    for entry in file.entries:
        pupil = file.pupils.get(entry.pupil_id)
        about = f"  [{pupil.pseudonym}]" if pupil else ""
        done = " – gedaan" if isinstance(entry, Action) and entry.done_on else ""
        lines.append(f"  {entry.id[:ID_SHOWN]}  {render_line(line_of(entry), read_day)}{done}{about}")
    if note.next_visit_on:
        lines.append(f"  Volgend bezoek: {dutch_date_short(note.next_visit_on)}")
    return lines


def note_values(file: NoteFile) -> dict[str, Any]:
    """Return a note as values for JSON."""
    note = file.note
    return {
        "id": note.id,
        "school": {"site_code": file.school.site_code, "name": file.school.name} if file.school else None,
        "care_location": {"id": file.care_location.id, "name": file.care_location.name} if file.care_location else None,
        "case": note.case_id or None,
        "day": note.day,
        "start_minute": note.start_minute,
        "end_minute": note.end_minute,
        "present": note.present,
        "purpose": note.purpose,
        "next_visit_on": note.next_visit_on,
        "lines": [_entry_values(entry) for entry in file.entries],
    }


def note_listing(store: Store, school: School | None) -> Listing:
    """Return the notes of one school or all, newest visit first. What the lines say is in none of it."""
    rows, values = [], []
    for one in notes_of(store, school_id=school.id if school else ""):
        note = one.note
        rows.append(
            (
                note.id[:ID_SHOWN],
                dutch_date_short(note.day) if note.day else "",
                one.place,
                case_reference(note.case_id) if note.case_id else "",
                str(one.items),
                str(one.open_actions),
            )
        )
        values.append(
            {
                "id": note.id,
                "day": note.day,
                "place": one.place,
                "case": note.case_id or None,
                "present": note.present,
                "items": one.items,
                "open_actions": one.open_actions,
                "shareable": one.shareable,
            }
        )
    headers = ("Kenmerk", "Dag", "School of zorglocatie", "Casus", "Regels", "Open acties")
    return Listing(headers, rows, values, "Er zijn geen bezoekverslagen.")


def _entry_values(entry: NoteEntry) -> dict[str, Any]:
    common = {
        "id": entry.id,
        "pupil": entry.pupil_id or None,
        "case": entry.case_id or None,
        "shareable": entry.shareable,
    }
    if isinstance(entry, Action):
        return {
            "type": "action",
            **common,
            "what": entry.what,
            "who": entry.who,
            "due_on": entry.due_on,
            "done_on": entry.done_on,
        }
    return {"type": "note_item", **common, "kind": entry.kind, "group_name": entry.group_name, "text": entry.text}


def _day(file: NoteFile) -> str:
    return dutch_date_short(file.note.day) if file.note.day else "(geen dag)"


def _times(file: NoteFile) -> str:
    minutes = (file.note.start_minute, file.note.end_minute)
    return "-".join(time_of_day(minute) for minute in minutes if minute is not None)
