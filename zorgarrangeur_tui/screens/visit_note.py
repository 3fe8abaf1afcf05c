"""One visit note: its lines, what may be shared of it, and the text to take along."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from storage.errors import RecordMissing, StorageError
from storage.models import Action
from widgets.detail_view import DetailView, Section
from widgets.dialogs import MessageDialog
from widgets.field_spec import FieldSpec
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.commands import Command, Leave, bindings, tell
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.files import place_problem
from zorgarrangeur_tui.desk.note_files import NoteEntry, NoteFile, line_of, note_file, note_read
from zorgarrangeur_tui.desk.records import change_record
from zorgarrangeur_tui.desk.shared_notes import export_shared, shareable_entries, shared_text
from zorgarrangeur_tui.desk.visit_notes import set_shareable, text_of
from zorgarrangeur_tui.domain.clock import dutch_date, dutch_date_short, time_of_day
from zorgarrangeur_tui.domain.note_lines import ActionLine
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.draft_forms import fill_in
from zorgarrangeur_tui.screens.file_names import path_of
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.note_preview import action_words, entry_words

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp

_NOT_SHARED = ActText("nee", "; {screens.visit_note.ShareLine} zet dit aan")

_COLUMNS = (
    Column("Wat", 16, weight=1),
    Column("Leerling", 12, priority=2),
    Column("Tekst", 20, weight=4),
    Column("Delen", 5),
)
_USUAL_NAME = "bezoekverslag-delen.txt"


class EditNote(Command):
    """Verander het verslag: dezelfde regels, om in te typen."""

    key = "e"
    label = "Wijzigen"
    footer = True

    @classmethod
    async def run(cls, actor: VisitNoteScreen) -> None:
        """Open the note to type in."""
        from zorgarrangeur_tui.screens.visit_capture import change_written_note  # noqa: PLC0415 - opened now and then

        if actor.file is not None:
            change_written_note(cast("ZorgarrangeurApp", actor.app), actor.file)


class ShareLine(Command):
    """Zet delen aan of uit voor de regel onder de cursor."""

    key = "d"
    label = "Delen"
    footer = True
    needs = "Zet de cursor eerst op een regel van het verslag."

    @classmethod
    def available(cls, actor: VisitNoteScreen) -> bool:
        """Only on a line."""
        return actor.entry_at_cursor() is not None

    @classmethod
    async def run(cls, actor: VisitNoteScreen) -> None:
        """Turn it over."""
        entry = actor.entry_at_cursor()
        if entry is not None:
            set_shareable(actor.store, entry, shareable=not entry.shareable)


class FinishAction(Command):
    """Zet de actie onder de cursor op gedaan, of weer op open."""

    key = "a"
    label = "Actie gedaan"
    footer = True
    needs = "Zet de cursor eerst op een actie. Een actie schrijft u in het verslag, met {EditNote}."

    @classmethod
    def available(cls, actor: VisitNoteScreen) -> bool:
        """Only on an action."""
        return isinstance(actor.entry_at_cursor(), Action)

    @classmethod
    async def run(cls, actor: VisitNoteScreen) -> None:
        """Fill in today as the day on which it was done, or empty it."""
        action = actor.entry_at_cursor()
        if isinstance(action, Action):
            done_on = None if action.done_on else actor.user.today
            act = "Actie gedaan" if done_on else "Actie weer open"
            change_record(actor.store, Action, action.id, {"done_on": done_on}, act)


class ShowShared(Command):
    """Lees alleen wat gedeeld mag worden, zoals het in het bestand komt."""

    key = "t"
    label = "Deelbare tekst"

    @classmethod
    async def run(cls, actor: VisitNoteScreen) -> None:
        """Show the text."""
        if actor.file is not None:
            await actor.app.push_screen_wait(
                MessageDialog("Wat gedeeld mag worden", shared_text(actor.file).splitlines())
            )


class ExportShared(Command):
    """Schrijf wat gedeeld mag worden naar een bestand, om in een mail te zetten. Dat komt in het logboek."""

    key = "x"
    label = "Naar bestand"
    footer = True
    needs = "Er is nog niets dat gedeeld mag worden. Zet delen aan voor een regel, met {ShareLine}."

    @classmethod
    def available(cls, actor: VisitNoteScreen) -> bool:
        """Only when some line may be shared."""
        return actor.file is not None and bool(shareable_entries(actor.file))

    @classmethod
    async def run(cls, actor: VisitNoteScreen) -> None:
        """Ask for the file and the reason, then write it."""
        if actor.file is not None:
            await _ask_export(actor, actor.file)


class LeaveNote(Leave):
    """Ga terug naar de lijst."""


class VisitNoteScreen(StoreScreen):
    """One visit note. The first line is its head; every other line is a record.

    Widgets: `note-lines`, `note-detail`.
    """

    MODE = "cases"
    SHOWS = ("visit_note", "note_item", "action", "school", "pupil")
    ACTS = (EditNote, ShareLine, FinishAction, ExportShared, LeaveNote, ShowShared)
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    VisitNoteScreen {
        & RecordTable { height: 1fr; }
        & #note-detail { height: 1fr; }
    }
    """

    def __init__(self, note_id: str) -> None:
        super().__init__()
        self.note_id = note_id
        self.file: NoteFile | None = None
        self._logged: set[str] = set()

    @property
    def school_id(self) -> str:
        """The school of the note, for what else is written here."""
        return self.file.note.school_id if self.file else ""

    @property
    def case_id(self) -> str:
        """The case of the note."""
        return self.file.note.case_id if self.file else ""

    def body(self) -> ComposeResult:
        """Show the lines, and the line under the cursor in full."""
        with Vertical(classes="list-and-detail"):
            yield RecordTable(_COLUMNS, id="note-lines")
            yield DetailView(id="note-detail")

    def reload(self) -> None:
        """Ask the store again; leave when the note is gone."""
        try:
            self.file = note_file(self.store, self.note_id)
        except RecordMissing as gone:
            self.app.pop_screen()
            tell(self.app, str(gone))
            return
        self._log_read(self.file)
        self.query_one(RecordTable).set_source(ListSource(_rows(self.file)))
        self._show_detail()

    def entry_at_cursor(self) -> NoteEntry | None:
        """Return the line under the cursor; None on the head."""
        key = self.query_one(RecordTable).selected_key if self.is_mounted and self.file else None
        entries = self.file.entries if self.file else ()
        return next((entry for entry in entries if entry.id == key), None)

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show the line under the cursor in full."""
        self._show_detail()
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def edit_chosen(self) -> None:
        """Change the note."""
        self.run_act(EditNote)

    def _log_read(self, file: NoteFile) -> None:
        """Log whom the note tells about: each child once for as long as this screen is open."""
        pupils = set(file.pupils) - self._logged
        if pupils or not self._logged:
            self._logged |= pupils or {file.note.id}
            store = self.store
            log_look(self.app, lambda: note_read(store, file.note, pupils))

    def _show_detail(self) -> None:
        if self.file is not None:
            entry = self.entry_at_cursor()
            sections = _head_sections(self.file) if entry is None else _entry_sections(self.file, entry)
            self.query_one("#note-detail", DetailView).show(sections)


def _rows(file: NoteFile) -> list[Row]:
    head = Row(
        file.note.id, (_when(file), "", " · ".join(filter(None, (file.place, file.note.purpose))), ""), ("strong",)
    )
    return [head, *(_row(file, entry) for entry in file.entries)]


def _row(file: NoteFile, entry: NoteEntry) -> Row:
    line = line_of(entry)
    done = isinstance(entry, Action) and entry.done_on is not None
    text = action_words(line) if isinstance(line, ActionLine) else text_of(line)
    cells = (
        entry_words(line),
        _pseudonym(file, entry),
        f"{text}{' – gedaan' if done else ''}",
        "ja" if entry.shareable else "nee",
    )
    return Row(entry.id, cells, ("muted",) if done else ())


def _head_sections(file: NoteFile) -> list[Section]:
    note = file.note
    lines = [
        ("Wanneer", _when(file)),
        ("Bij", file.place),
        ("Casus", case_reference(note.case_id) if note.case_id else "geen: over de school"),
        ("Aanwezig", ", ".join(note.present)),
        ("Doel", note.purpose),
        ("Volgend bezoek", dutch_date(note.next_visit_on) if note.next_visit_on else ""),
        ("Mag gedeeld worden", f"{len(shareable_entries(file))} van {len(file.entries)} regels"),
    ]
    return [Section("Bezoekverslag", lines, (note.note,) if note.note else ())]


def _entry_sections(file: NoteFile, entry: NoteEntry) -> list[Section]:
    lines = [("Leerling", _pseudonym(file, entry))] if entry.pupil_id else []
    if isinstance(entry, Action):
        lines += [
            ("Wie", entry.who or "niemand"),
            ("Uiterlijk op", dutch_date(entry.due_on) if entry.due_on else "geen dag"),
            ("Gedaan op", dutch_date(entry.done_on) if entry.done_on else "nog open"),
        ]
    lines.append(("Mag gedeeld worden", "ja" if entry.shareable else _NOT_SHARED))
    line = line_of(entry)
    return [Section(entry_words(line), lines, (text_of(line),))]


def _pseudonym(file: NoteFile, entry: NoteEntry) -> str:
    pupil = file.pupils.get(entry.pupil_id)
    return pupil.pseudonym if pupil else ""


def _when(file: NoteFile) -> str:
    note = file.note
    times = "-".join(time_of_day(minute) for minute in (note.start_minute, note.end_minute) if minute is not None)
    return f"{dutch_date_short(note.day) if note.day else 'geen dag'} {times}".rstrip()


async def _ask_export(screen: VisitNoteScreen, file: NoteFile) -> None:
    made: list[Path] = []

    def attempt(values: dict[str, Any]) -> Mapping[str, str]:
        path = path_of(values["path"])
        if problem := place_problem(path, ".txt"):
            return {"path": problem}
        if shared_text(note_file(screen.store, file.note.id)) != shared_text(file):
            return {"path": "Intussen is gewijzigd wat gedeeld mag worden. Ga terug en bekijk het eerst opnieuw."}
        try:
            made.append(export_shared(screen.store, file, path, reason=values["reason"]).path)
        except StorageError as refusal:
            fields: Mapping[str, str] = getattr(refusal, "fields", {})
            return {"reason": fields["reason"]} if "reason" in fields else {"path": str(refusal)}
        return {}

    place = str(Path.home() / _USUAL_NAME)
    await fill_in(
        screen,
        DraftForm.NOTE_FILE,
        "Wat gedeeld mag worden, naar een bestand",
        [
            FieldSpec("path", "Bestand", "text", place, "Een nieuw bestand.", required=True, typed_over="file_name"),
            FieldSpec("reason", "Waarvoor", "text", "", "Zonder namen. Dit komt in het logboek.", required=True),
        ],
        about=(file.note.id,),
        submit_label="Maken",
        check=attempt,
    )
    if made:
        tell(screen.app, f"Gemaakt: {made[0].name}. Wis het bestand als u het niet meer nodig hebt.")
