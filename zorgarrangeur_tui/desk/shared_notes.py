"""What of a visit note may be shared, as a text to take along."""

from __future__ import annotations

from pathlib import Path

from storage import audit
from storage.models import Action, NoteItem
from storage.models.casework_codes import NoteItemKind
from storage.store import Store
from zorgarrangeur_tui.desk.exports import Exported, Made, export_file
from zorgarrangeur_tui.desk.note_files import NoteEntry, NoteFile
from zorgarrangeur_tui.desk.refusals import require
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.reports.imprint import Imprint

_NOTHING_TO_SHARE = (
    "In dit verslag mag nog geen regel gedeeld worden. Zet dat eerst per regel aan; er is niets gemaakt."
)


def shareable_entries(file: NoteFile) -> list[NoteEntry]:
    """Return the lines that may be shared, in order."""
    return [entry for entry in file.entries if entry.shareable]


def shared_text(file: NoteFile) -> str:
    """Return only what may be shared, under the school and the day; nothing else of the note is in it."""
    day = file.note.day
    lines = [f"Bezoek{f' bij {file.place}' if file.place else ''}{f' op {dutch_date(day)}' if day else ''}"]
    entries = shareable_entries(file)
    for kind in (*NoteItemKind, None):
        told = [_told(entry) for entry in entries if _kind(entry) == kind]
        if told:
            lines += ["", "Wie doet wat" if kind is None else word(kind, NoteItemKind), *(f"- {one}" for one in told)]
    return "\n".join(lines) + "\n"


def export_shared(store: Store, file: NoteFile, path: Path, *, reason: str) -> Exported:
    """Write what may be shared to a new text file, with a row in the log for every child in it.

    Raises:
        ActRefused: nothing may be shared, or as `export_file`.
        StorageError: as `export_file`; nothing was made.
    """
    entries = shareable_entries(file)
    require({} if entries else {"lines": _NOTHING_TO_SHARE})
    pupils = sorted({entry.pupil_id for entry in entries} - {""})
    subject, others = (pupils[0], pupils[1:]) if pupils else (file.note.id, [])

    def make(imprint: Imprint) -> Made:
        if others:
            with store.unit_of_work("Bestand gemaakt") as work:
                for pupil_id in others:
                    details = f"export={imprint.export_id}"
                    work.note(
                        audit.Action.EXPORT,
                        object="visit_note",
                        subject=pupil_id,
                        reason=reason.strip(),
                        details=details,
                    )
        text = f"{shared_text(file)}\nGemaakt op {dutch_date(imprint.made_on)}, nummer {imprint.export_id}.\n"
        return Made(text.encode(), len(entries))

    return export_file(store, path, make, reason=reason, what="visit_note", subject=subject)


def _kind(entry: NoteEntry) -> str | None:
    if isinstance(entry, Action):
        return None
    return entry.kind if entry.kind in set(NoteItemKind) else NoteItemKind.OBSERVATION.value


def _told(entry: NoteEntry) -> str:
    if isinstance(entry, NoteItem):
        group = entry.group_name if entry.group_name.startswith("klas") else f"groep {entry.group_name}"
        return f"{group}: {entry.text}" if entry.group_name else entry.text
    who = f" ({entry.who})" if entry.who else ""
    until = f", uiterlijk op {dutch_date(entry.due_on)}" if entry.due_on else ""
    return f"{entry.what}{who}{until}"
