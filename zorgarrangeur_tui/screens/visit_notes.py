"""Visit notes to read again: those of a case or school, or all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult

from storage.models import Case, School, VisitNote
from widgets.filter_bar import FilterBar
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.commands import Command, Leave, bindings
from zorgarrangeur_tui.desk.note_files import NoteSummary, notes_of
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.domain.clock import dutch_date_short, time_of_day
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.screens.looking import ListScreen
from zorgarrangeur_tui.screens.open_filter import OpenFilter
from zorgarrangeur_tui.screens.record_dialogs import ask_removal

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp

_COLUMNS = (
    Column("Dag", 10),
    Column("Van", 5, priority=3),
    Column("School", 14, weight=2),
    Column("Casus", 8, priority=4),
    Column("Aanwezig", 12, weight=2, priority=2),
    Column("Regels", 6, right=True, priority=1),
    Column("Open acties", 11, right=True),
    Column("Deelbaar", 8, right=True, priority=5),
)
_NONE = "Nog geen bezoekverslagen. Schrijf er een met {WriteNote}."


class OpenNote(Command):
    """Lees het verslag onder de cursor."""

    key = "o"
    label = "Openen"
    footer = True
    needs = "Er staat geen verslag onder de cursor. Schrijf er een met {WriteNote}."

    @classmethod
    def available(cls, actor: VisitNotesScreen) -> bool:
        """Only with a note under the cursor."""
        return actor.selected is not None

    @classmethod
    async def run(cls, actor: VisitNotesScreen) -> None:
        """Show the note."""
        if actor.selected:
            actor.show_note(actor.selected)


class RemoveNote(Command):
    """Haal het verslag onder de cursor weg, met de regels en acties erin."""

    key = "delete"
    label = "Weghalen"
    needs = "Er staat geen verslag onder de cursor. Schrijf er een met {WriteNote}."

    @classmethod
    def available(cls, actor: VisitNotesScreen) -> bool:
        """Only with a note under the cursor."""
        return actor.selected is not None

    @classmethod
    async def run(cls, actor: VisitNotesScreen) -> None:
        """Ask whether it is sure."""
        if actor.selected:
            note = actor.store.get(VisitNote, actor.selected)
            lines = ["De regels en acties van dit verslag gaan mee."]
            await ask_removal(actor, "Bezoekverslag weghalen?", lines, note, "Bezoekverslag weggehaald")


class FilterNotes(OpenFilter):
    """Zoek een verslag op dag, school, casus of wie erbij was."""


class LeaveNotes(Leave):
    """Ga terug naar waar u was."""


class VisitNotesScreen(ListScreen):
    """Visit notes, newest first. What stands in the lines is read in the note itself.

    Widgets: `notes-heading`, `notes-table`, `notes-filter`.

    Args:
        school_id: only those of this school.
        case_id: only those of this case, or with a line about it.
    """

    MODE = "cases"
    LISTS_AS = "visit_note"
    SHOWS = ("visit_note", "note_item", "action", "school", "case")
    ACTS = (OpenNote, FilterNotes, LeaveNotes, RemoveNote)
    BINDINGS: ClassVar = bindings(ACTS)

    def __init__(self, *, school_id: str = "", case_id: str = "") -> None:
        super().__init__()
        self.school_id = school_id
        self.case_id = case_id

    def body(self) -> ComposeResult:
        """Show of what, and the list."""
        yield HeadingLine(content(self._heading()), id="notes-heading")
        table = RecordTable(_COLUMNS, empty_text=self.words(_NONE), id="notes-table")
        yield FilterBar(table, placeholder="dag, school, casus, wie erbij was", id="notes-filter")
        yield table

    @property
    def selected(self) -> str | None:
        """The id of the note under the cursor."""
        return self.query_one(RecordTable).selected_key if self.is_mounted else None

    def reload(self) -> None:
        """Ask the store again."""
        notes = notes_of(self.store, school_id=self.school_id, case_id=self.case_id)
        self.query_one(RecordTable).set_source(ListSource([_row(one) for one in notes]))

    def show_note(self, note_id: str) -> None:
        """Open one note in a screen of its own."""
        from zorgarrangeur_tui.screens.visit_note import VisitNoteScreen  # noqa: PLC0415 - opened from the list

        self.app.push_screen(VisitNoteScreen(note_id))

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Offer what can be done with the note under the cursor."""
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def open_chosen(self, event: RecordTable.Chosen) -> None:
        """Open the chosen note."""
        self.show_note(event.key)

    def _heading(self) -> str:
        if self.case_id:
            cases = by_ids(self.store, Case, [self.case_id])
            title = cases[self.case_id].title if self.case_id in cases else ""
            return f"Bezoekverslagen van casus {case_reference(self.case_id)} {title}".rstrip()
        schools = by_ids(self.store, School, [self.school_id])
        name = schools[self.school_id].name if self.school_id in schools else "alle scholen"
        return f"Bezoekverslagen van {name}"


def read_notes(app: ZorgarrangeurApp) -> None:
    """Open the notes of the case or school on screen, unless that is what is on screen."""
    screen: Any = app.screen
    if isinstance(screen, VisitNotesScreen):
        return
    case_id, school_id = getattr(screen, "case_id", ""), getattr(screen, "school_id", "")
    app.push_screen(VisitNotesScreen(school_id=school_id, case_id=case_id))


def _row(one: NoteSummary) -> Row:
    note = one.note
    cells = (
        dutch_date_short(note.day) if note.day else "",
        "" if note.start_minute is None else time_of_day(note.start_minute),
        one.place,
        case_reference(note.case_id) if note.case_id else "",
        ", ".join(note.present),
        str(one.items or ""),
        str(one.open_actions or ""),
        str(one.shareable or ""),
    )
    return Row(note.id, cells)
