"""Geschiedenis: what the fields of one record held, who wrote it and when, and putting a value back."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from storage.errors import RecordMissing
from storage.models import RECORD_TYPES, TYPE_NAMES, Record
from widgets.detail_view import DetailView, Section
from widgets.filter_bar import FilterBar
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.commands import Command, Leave, bindings, tell
from zorgarrangeur_tui.desk.looking import note_history_read
from zorgarrangeur_tui.desk.record_history import PastValue, RecordHistory, Standing, history_of_record, put_back
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.open_filter import OpenFilter

_COLUMNS = (
    Column("Veld", 16, weight=2),
    Column("Waarde", 18, weight=3),
    Column("Wanneer", 16, priority=2),
    Column("Wie", 10, weight=1, priority=3),
    Column("Stand", 14, weight=1, priority=1),
)
_MARKS = {
    Standing.NOW: ("strong",),
    Standing.NOW_DISPUTED: ("strong", "warning"),
    Standing.OPEN: ("warning",),
    Standing.UNDONE: ("muted",),
    Standing.BEFORE: (),
}


def show_history(app: App[Any], record: Record) -> None:
    """Open the history of a record."""
    app.push_screen(RecordHistoryScreen(TYPE_NAMES[type(record)], record.id))


class ShowHistory(Command):
    """Toon de geschiedenis van wat onder de cursor staat: wat er stond, wie het schreef en wanneer."""

    key = "y"
    label = "Geschiedenis"
    needs = "Zet de cursor eerst op iets dat u hebt opgeschreven; een kop heeft geen geschiedenis."

    @classmethod
    def available(cls, actor: Any) -> bool:
        """Only with a record under the cursor. The screen that lists this has `record_at_cursor`."""
        return actor.is_mounted and actor.file is not None and actor.record_at_cursor() is not None

    @classmethod
    async def run(cls, actor: Any) -> None:
        """Open the screen."""
        record = actor.record_at_cursor()
        if record is not None:
            show_history(actor.app, record)


class PutBack(Command):
    """Zet de waarde onder de cursor terug in het veld. Met {Undo} (ongedaan) draait u dat weer terug."""

    key = "o"
    label = "Terugzetten"
    footer = True
    needs = "Zet de cursor eerst op een eerdere waarde van een veld."

    @classmethod
    def available(cls, actor: RecordHistoryScreen) -> bool:
        """Only with a value under the cursor."""
        return actor.value_at_cursor() is not None

    @classmethod
    async def run(cls, actor: RecordHistoryScreen) -> None:
        """Write the value again."""
        value = actor.value_at_cursor()
        if value is not None:
            put_back(actor.store, actor.record_type, actor.record_id, value.id)
            told = ActText(f"Teruggezet: {value.label.lower()}.", "Met {Undo} (ongedaan) draait u dat terug.")
            tell(actor.app, told)


class ShowNamesInHistory(Command):
    """Toon ook namen en notities over leerlingen. Dat komt in het logboek."""

    key = "v"
    label = "Namen tonen"
    needs = "Hier zijn geen namen of notities verborgen."

    @classmethod
    def available(cls, actor: RecordHistoryScreen) -> bool:
        """Only where something is hidden."""
        return actor.history is not None and actor.history.hides

    @classmethod
    async def run(cls, actor: RecordHistoryScreen) -> None:
        """Log it, then show them for as long as this screen is open."""
        actor.show_names()


class FilterHistory(OpenFilter):
    """Zoek in deze geschiedenis op veld, waarde of wie het schreef."""


class LeaveHistory(Leave):
    """Ga terug."""


class RecordHistoryScreen(StoreScreen):
    """Every value that the fields of a record held, field by field and newest first. Opening it on a child is logged.

    Widgets: `history-heading`, `history-filter`, `history-table`, `history-detail`.

    Args:
        record_type: the kind of record.
        record_id: the record; it may be taken away by now.
    """

    SHOWS = tuple(RECORD_TYPES)
    ACTS = (PutBack, FilterHistory, LeaveHistory, ShowNamesInHistory)
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    RecordHistoryScreen {
        & RecordTable { height: 1fr; min-height: 5; }
        & #history-detail { height: 8; border-top: solid $border-blurred; }
    }
    """

    def __init__(self, record_type: str, record_id: str) -> None:
        super().__init__()
        self.record_type = record_type
        self.record_id = record_id
        self.history: RecordHistory | None = None
        self._names = False
        self._logged = False

    def body(self) -> ComposeResult:
        """Show what it is about, the lines, and the line under the cursor in full."""
        yield HeadingLine(id="history-heading")
        table = RecordTable(
            _COLUMNS,
            empty_text=self.words("Er is nog niets geschreven. {LeaveHistory} brengt u terug."),
            id="history-table",
        )
        yield FilterBar(table, placeholder="veld, waarde, wie", id="history-filter")
        with Vertical():
            yield table
            yield DetailView(id="history-detail")

    def reload(self) -> None:
        """Ask the store again; leave when the record was erased."""
        try:
            self.history = history_of_record(self.store, self.record_type, self.record_id, names=self._names)
        except RecordMissing as gone:
            self.app.pop_screen()
            tell(self.app, str(gone))
            return
        if not self._logged:
            self._logged = True
            self._log_read(self.history)
        self.query_one("#history-heading", Static).update(content(f"Geschiedenis van {self.history.called}"))
        self.query_one(RecordTable).set_source(ListSource([_row(value) for value in self.history.values]))
        self._show_detail()

    def value_at_cursor(self) -> PastValue | None:
        """Return the value under the cursor."""
        if self.history is None or not self.is_mounted:
            return None
        key = self.query_one(RecordTable).selected_key
        return next((value for value in self.history.values if str(value.id) == key), None)

    def show_names(self) -> None:
        """Show what is hidden, from now on."""
        self._names, self._logged = True, False
        self.reload()

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show the line under the cursor in full."""
        self._show_detail()
        self.refresh_acts()

    def _log_read(self, history: RecordHistory) -> None:
        store, named = self.store, self._names
        log_look(self.app, lambda: note_history_read(store, history.case_id, history.pupil_ids, named=named))

    def _show_detail(self) -> None:
        value = self.value_at_cursor()
        lines = [] if value is None else _facts(value)
        self.query_one("#history-detail", DetailView).show([Section(lines=lines)] if lines else [])


def _row(value: PastValue) -> Row:
    return Row(str(value.id), (value.label, value.text, value.when, value.who, value.standing), _MARKS[value.standing])


def _facts(value: PastValue) -> list[tuple[str, str]]:
    return [
        ("Veld", value.label),
        ("Waarde", value.text),
        ("Stand", value.standing),
        ("Wanneer", value.when),
        ("Wie", f"{value.who}, op apparaat {value.device}"),
        ("Handeling", value.act),
    ]
