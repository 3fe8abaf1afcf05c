"""Rust of each child of one place, by pseudonym: who meets more people than is wished comes first."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from widgets.detail_view import DetailView, Section
from widgets.filter_bar import FilterBar
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.commands import bindings, tell
from zorgarrangeur_tui.desk.looking import note_search
from zorgarrangeur_tui.desk.own_tables import OwnTable
from zorgarrangeur_tui.desk.rest import NamedPupil, PlaceRest, named_pupils, rest_per_place
from zorgarrangeur_tui.insight.rest_words import HOW_COUNTED, familiar_text, number_text
from zorgarrangeur_tui.screens.empty_texts import FIRST_NEED
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.rest_acts import REST_PUPIL_ACTS, OpenRestPupil
from zorgarrangeur_tui.screens.table_files import shown_table

_COLUMNS = (
    Column("Leerling", 18, weight=1),
    Column("Aanbieders", 10, priority=3, right=True),
    Column("Mensen p/w", 10, right=True),
    Column("Wens", 5, priority=1, right=True),
    Column("Binnen p/d", 10, priority=2, right=True),
    Column("Bekend", 9, right=True),
)
_NOT_BEFORE = "Van een leerling is geen voor en na bekend: in een gepubliceerd rooster en in een startfoto staat niets van een kind."


class RestPupilsScreen(StoreScreen):
    """The children of a place. That they are shown goes in the access log.

    Widgets: `rest-pupils-heading`, `rest-pupils-filter`, `rest-pupils-table`, `rest-pupils-detail`.

    Args:
        place: the school or care location, as it was just read.
    """

    MODE = "insight"
    SHOWS = ("pupil", "care_need", "visit_pattern", "visit_exception", "case", "professional", "school", "own_day")
    ACTS = REST_PUPIL_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    RestPupilsScreen {
        & RecordTable { height: 3fr; }
        & #rest-pupils-detail { height: 2fr; border-top: solid $border-blurred; }
    }
    """

    def __init__(self, place: PlaceRest) -> None:
        super().__init__()
        self._place_id = place.place_id
        self._just_read: PlaceRest | None = place
        self._pupils: dict[str, NamedPupil] = {}
        self._logged = False

    def body(self) -> ComposeResult:
        """Show the children, and the one under the cursor."""
        table = RecordTable(
            _COLUMNS,
            empty_text=self.words(f"Hier is geen leerling met een zorgbehoefte. {FIRST_NEED}"),
            id="rest-pupils-table",
        )
        yield HeadingLine(content("Rust per leerling"), id="rest-pupils-heading")
        yield FilterBar(table, placeholder="schuilnaam", id="rest-pupils-filter")
        with Vertical():
            yield table
            yield DetailView(id="rest-pupils-detail")

    @property
    def pupil(self) -> NamedPupil | None:
        """The child under the cursor."""
        return self._pupils.get(self.query_one(RecordTable).selected_key or "") if self.is_mounted else None

    def own_tables(self) -> Sequence[OwnTable]:
        """Return the children as they are shown, for a file."""
        table = self.query_one(RecordTable)
        shown = [row.key for index in range(table.row_count) if (row := table.row_at(index)) is not None]
        pupils = [("pupil", key) for key in shown]
        return (replace(shown_table(self), names_children=True, about=self._place_id, records=pupils),)

    def reload(self) -> None:
        """Ask the store again."""
        self._ask()

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show the child under the cursor in full."""
        self._show_pupil()
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def open_chosen(self) -> None:
        """Open the case of the chosen child."""
        self.run_act(OpenRestPupil)

    @work(exclusive=True, group="rest-pupils")
    async def _ask(self) -> None:
        found = await asyncio.to_thread(self._read)
        if found is None:
            self.app.pop_screen()
            tell(self.app, "Op deze plek is geen zorg meer. Er is niets gewijzigd.")
            return
        place, pupils = found
        self._pupils = {one.rest.pupil_id: one for one in pupils}
        self._log(len(pupils))
        heading = f"{place.name or 'Onbekende plek'}: rust per leerling"
        self.query_one("#rest-pupils-heading", Static).update(content(heading))
        self.query_one(RecordTable).set_source(ListSource([_row(one) for one in pupils]))
        self._show_pupil()

    def _read(self) -> tuple[PlaceRest, list[NamedPupil]] | None:
        place, self._just_read = self._just_read, None
        if place is None:
            place = next((one for one in rest_per_place(self.store) if one.place_id == self._place_id), None)
        return (place, named_pupils(self.store, place)) if place else None

    def _log(self, count: int) -> None:
        """Log the look, once for as long as this screen is open."""
        if not self._logged:
            self._logged = True
            store, place_id = self.store, self._place_id
            log_look(self.app, lambda: note_search(store, "rest", count, subject=place_id))

    def _show_pupil(self) -> None:
        one = self.pupil
        self.query_one("#rest-pupils-detail", DetailView).show(_sections(one) if one else [])


def _sections(one: NamedPupil) -> list[Section]:
    rest = one.rest
    most = f"{rest.most}, de wens is ten hoogste {rest.wish}" if rest.most else "niemand"
    lines = [
        ("Meeste mensen in een week", f"! {most}" if rest.above_wish else most),
        ("Mensen per week", number_text(rest.now.faces) or "0"),
        ("Zorgaanbieders", number_text(rest.now.providers) or "0"),
        ("Binnen per schooldag", number_text(rest.now.entries) or "0"),
        ("Bekend van vorige week", familiar_text(rest.familiar)),
    ]
    return [Section(one.pseudonym, lines), Section("Hoe is geteld", paragraphs=(*HOW_COUNTED, _NOT_BEFORE))]


def _row(one: NamedPupil) -> Row:
    rest = one.rest
    cells = (
        one.pseudonym,
        number_text(rest.now.providers),
        number_text(rest.now.faces),
        str(rest.wish),
        number_text(rest.now.entries),
        familiar_text(rest.familiar),
    )
    return Row(rest.pupil_id, cells, ("warning",) if rest.above_wish else ())
