"""One set of reference data: its rows as they hold on a day, with what held earlier in grey."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from widgets.detail_view import DetailView
from widgets.filter_bar import FilterBar
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import Command, Leave, bindings
from zorgarrangeur_tui.desk.reference_rows import REFERENCE_TYPES
from zorgarrangeur_tui.desk.reference_sets import ReferenceSet
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.screens.cursor_later import PlacesCursorLater
from zorgarrangeur_tui.screens.list_import import BusyScreen
from zorgarrangeur_tui.screens.reference_acts import (
    ChangeReferenceRow,
    FilterReference,
    NewReferenceRow,
    ReadReferenceFile,
    RemoveReferenceRow,
    ask_day,
)
from zorgarrangeur_tui.screens.reference_lines import ReferenceLine, columns_of, lines_of

_EMPTY = "Hier staat nog niets."


class SetOnOtherDay(Command):
    """Toon wat op een andere dag geldt."""

    key = "t"
    label = "Andere dag"
    footer = True

    @classmethod
    async def run(cls, actor: ReferenceSetScreen) -> None:
        """Ask the day."""
        day = await ask_day(actor, actor.day)
        if day is not None:
            actor.show_day(day)


class LeaveReferenceSet(Leave):
    """Ga terug naar de lijst van Naslag."""


class ReferenceSetScreen(PlacesCursorLater, BusyScreen):
    """The rows of one set, with the row under the cursor in full below or beside it.

    Widgets: `reference-title` (the set and the day, or what is going on), `reference-filter`, `reference-table`,
    `reference-detail`.
    """

    SHOWS = REFERENCE_TYPES
    ACTS = (
        NewReferenceRow,
        ChangeReferenceRow,
        ReadReferenceFile,
        SetOnOtherDay,
        LeaveReferenceSet,
        FilterReference,
        RemoveReferenceRow,
    )
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    ReferenceSetScreen {
        & RecordTable { height: 3fr; min-height: 5; }
        & #reference-detail { height: 2fr; }
    }
    """

    def __init__(self, reference_set: ReferenceSet, day: date) -> None:
        super().__init__()
        self.reference_set = reference_set
        self.day = day
        self._lines: dict[str, ReferenceLine] = {}

    def body(self) -> ComposeResult:
        """Show the rows, and what the row under the cursor says."""
        table = RecordTable(columns_of(self.reference_set), empty_text=self._empty_text(), id="reference-table")
        yield HeadingLine(id="reference-title")
        yield FilterBar(table, placeholder="een deel van een naam, code of regio", id="reference-filter")
        with Vertical(classes="list-and-detail"):
            yield table
            yield DetailView(id="reference-detail")

    def reload(self) -> None:
        """Ask the store again."""
        self._lines = {line.row.key: line for line in lines_of(self.store, self.reference_set, self.day)}
        self.query_one(RecordTable).set_source(ListSource([line.row for line in self._lines.values()]))
        self._show_title()
        self._show_detail()
        self.refresh_acts()

    def show_day(self, day: date) -> None:
        """Show what holds on another day."""
        self.day = day
        self.reload()

    def line_at_cursor(self) -> ReferenceLine | None:
        """Return the line under the cursor."""
        key = self.query_one(RecordTable).selected_key if self.is_mounted else None
        return self._lines.get(key or "")

    def show_busy(self) -> None:
        """Say what is going on in the line at the top."""
        self._show_title()

    @on(RecordTable.Filtered)
    def follow_rows(self) -> None:
        """Show what the line under the cursor says now."""
        self._show_detail()

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show what the line under the cursor says."""
        self._show_detail()
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def change_chosen(self) -> None:
        """Change the chosen line, when it can be changed."""
        if ChangeReferenceRow.available(self):
            self.run_act(ChangeReferenceRow)

    def _show_title(self) -> None:
        said = self.busy_words or f"{self.reference_set.title} op {dutch_date(self.day)}   / zoeken"
        self.query_one("#reference-title", Static).update(content(said))

    def _show_detail(self) -> None:
        line = self.line_at_cursor()
        self.query_one("#reference-detail", DetailView).show(line.sections if line else ())

    def _empty_text(self) -> str:
        if self.reference_set.importer:
            return self.words(
                f"{_EMPTY} Druk op {{ReadReferenceFile}} om een bestand in te lezen, of op {{NewReferenceRow}} voor een eerste rij."
            )
        return self.words(f"{_EMPTY} Druk op {{NewReferenceRow}} voor een eerste rij.")
