"""Scholen: the list of all schools, found by typing, and reading in a list of them."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from storage.errors import RecordMissing
from storage.models import School
from widgets.detail_view import DetailView
from widgets.filter_bar import FilterBar
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import Command, bindings
from zorgarrangeur_tui.desk.school_file import school_file
from zorgarrangeur_tui.record_rows import SCHOOL_COLUMNS, school_source
from zorgarrangeur_tui.screens.home_count_import import ReadHomeCounts
from zorgarrangeur_tui.screens.list_import import BusyScreen
from zorgarrangeur_tui.screens.looking import ListScreen
from zorgarrangeur_tui.screens.open_filter import OpenFilter
from zorgarrangeur_tui.screens.record_dialogs import ask
from zorgarrangeur_tui.screens.school_acts import NewCaseHere, SchoolActor, ShowSchoolPlanning, ask_school_change
from zorgarrangeur_tui.screens.school_sections import school_sections

_EMPTY = (
    "Hier staan geen scholen. Druk op {ReadSchoolList} om een scholenlijst van DUO in te lezen, of op {NewSchool} om er zelf "
    "een toe te voegen."
)
_ONLY_BUSY = "Alleen scholen met een casus, vaste zorgaanbieder of bezoek. {OnlyMySchools} toont ze allemaal."


class OpenSchool(Command):
    """Open de school onder de cursor: vaste zorgaanbieders en casussen."""

    key = "o"
    label = "Openen"
    footer = True
    needs = (
        "Er staat geen school onder de cursor. Lees een scholenlijst in met {ReadSchoolList}. Staat er een "
        "filter op de lijst, dan wist Esc dat."
    )

    @classmethod
    def available(cls, actor: SchoolsScreen) -> bool:
        """Only with a school under the cursor."""
        return actor.school_at_hand() is not None

    @classmethod
    async def run(cls, actor: SchoolsScreen) -> None:
        """Show the school."""
        school_id = actor.school_at_hand()
        if school_id:
            actor.show_school(school_id)


class ReadSchoolList(Command):
    """Lees een scholenlijst van DUO in. U ziet eerst precies wat er verandert."""

    key = "i"
    label = "Inlezen"
    footer = True

    @classmethod
    async def run(cls, actor: SchoolsScreen) -> None:
        """Ask for the file, show what would change, and read it in when the user is sure."""
        from zorgarrangeur_tui.screens.school_import import read_school_list  # noqa: PLC0415 - used now and then

        await read_school_list(actor)


class NewSchool(Command):
    """Voeg zelf een school toe, als u geen scholenlijst hebt. Een lijst die u later inleest, vult haar aan."""

    key = "a"
    label = "Toevoegen"

    @classmethod
    async def run(cls, actor: SchoolsScreen) -> None:
        """Show the form, then the school in the list."""
        from zorgarrangeur_tui.desk.new_school import add_school  # noqa: PLC0415 - most schools come from a list

        school = await ask(
            actor,
            "School toevoegen",
            School,
            ("site_code", "name", "kind", "place", "holiday_region", "bell_times"),
            lambda values: add_school(actor.store, values),
            required=("site_code", "name"),
        )
        if school is not None:
            actor.query_one(RecordTable).move_to(school.id)


class ReadHomeCountsHere(ReadHomeCounts):
    """Lees lijsten van DUO in over waar leerlingen wonen (leerlingen per postcode). Ze staan daarna bij Inzicht ({GoInsight}), {screens.insight_acts.ShowHomes}."""

    key = "I"
    label = "Woonplaatsen inlezen"
    footer = False


class FilterSchools(OpenFilter):
    """Zoek een school op naam, plaats, gemeente, postcode of vestigingscode."""


class OnlyMySchools(Command):
    """Toon alleen de scholen waar u mee werkt, of weer allemaal."""

    key = "b"
    label = "Mijn scholen"
    footer = True

    @classmethod
    async def run(cls, actor: SchoolsScreen) -> None:
        """Show the other list."""
        actor.toggle_only_busy()


class EditSchool(Command):
    """Verander de gegevens van de school onder de cursor."""

    key = "e"
    label = "Wijzigen"
    needs = (
        "Er staat geen school onder de cursor. Lees een scholenlijst in met {ReadSchoolList}. Staat er een "
        "filter op de lijst, dan wist Esc dat."
    )

    @classmethod
    def available(cls, actor: SchoolsScreen) -> bool:
        """Only with a school under the cursor."""
        return actor.school_at_hand() is not None

    @classmethod
    async def run(cls, actor: SchoolsScreen) -> None:
        """Show the form."""
        await ask_school_change(actor, actor.school_at_hand() or "")


class PlanFromList(ShowSchoolPlanning):
    """Ga naar de planning van de school onder de cursor."""

    footer = False


class SchoolsScreen(SchoolActor, BusyScreen, ListScreen):
    """All schools, by place and name, with the school under the cursor beside it where there is room.

    Widgets: `school-note` (what is going on, or that the list is narrowed; otherwise hidden), `school-filter`,
    `school-table`, `school-preview`.
    """

    MODE = "schools"
    LISTS_AS = "school"
    SHOWS = ("school", "case", "fixed_bond", "visit_pattern", "care_need", "provider")
    ACTS = (
        OpenSchool,
        NewCaseHere,
        ReadSchoolList,
        NewSchool,
        FilterSchools,
        OnlyMySchools,
        EditSchool,
        PlanFromList,
        ReadHomeCountsHere,
    )
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    SchoolsScreen {
        & #school-note { display: none; }
        & #school-note.-shown { display: block; }
        & RecordTable { width: 3fr; }
        & #school-preview { width: 2fr; display: none; border-left: solid $border-blurred; }
        &.-wide #school-preview { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._only_busy = False

    def body(self) -> ComposeResult:
        """Show the list and the preview."""
        self._source = school_source(self.store)
        table = RecordTable(SCHOOL_COLUMNS, self._source, empty_text=self.words(_EMPTY), id="school-table")
        yield HeadingLine(id="school-note")
        yield FilterBar(table, placeholder="naam, plaats, gemeente, postcode, code", id="school-filter")
        with Horizontal():
            yield table
            yield DetailView(id="school-preview")

    def school_at_hand(self) -> str | None:
        """Return the id of the school under the cursor."""
        return self.query_one(RecordTable).selected_key if self.is_mounted else None

    def reload(self) -> None:
        """Ask the store again, keeping the cursor on its school."""
        self._source.forget()
        self.query_one(RecordTable).reload()
        self._preview()

    def show_school(self, school_id: str) -> None:
        """Open one school in a screen of its own."""
        from zorgarrangeur_tui.screens.school import SchoolScreen  # noqa: PLC0415 - opened from the list

        self.app.push_screen(SchoolScreen(school_id))

    def toggle_only_busy(self) -> None:
        """Show only the schools that the user works with, or all of them again."""
        self._only_busy = not self._only_busy
        self._source = school_source(self.store, only_busy=self._only_busy)
        self.query_one(RecordTable).set_source(self._source)
        self._show_note()

    def show_busy(self) -> None:
        """Say what is going on in the line at the top."""
        self._show_note()

    def on_resize(self) -> None:
        """Fill the preview as soon as there is room for it."""
        self.call_after_refresh(self._preview)

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show the school under the cursor beside the list."""
        self.once_at_rest(self._preview)
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def open_chosen(self, event: RecordTable.Chosen) -> None:
        """Open the chosen school."""
        self.show_school(event.key)

    @work(exclusive=True, group="preview")
    async def _preview(self) -> None:
        """Fill the preview from a thread, so that the cursor never waits for the board of a school."""
        view = self.query_one("#school-preview", DetailView)
        if not view.display:
            return
        school_id = self.school_at_hand()
        try:
            file = await asyncio.to_thread(school_file, self.store, school_id) if school_id else None
        except RecordMissing:
            file = None
        view.show(school_sections(file) if file else ())

    def _show_note(self) -> None:
        sentence = self.busy_words or (self.words(_ONLY_BUSY) if self._only_busy else "")
        note = self.query_one("#school-note", Static)
        note.update(content(sentence))
        note.set_class(bool(sentence), "-shown")
