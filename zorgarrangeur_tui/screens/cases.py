"""Casussen: the list of all cases, found by typing."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from storage.errors import RecordMissing
from storage.models import Case
from widgets.detail_view import DetailView
from widgets.filter_bar import FilterBar
from widgets.record_table import RecordTable
from zorgarrangeur_tui import forms
from zorgarrangeur_tui.commands import Command, bindings
from zorgarrangeur_tui.desk.case_parts import pointers_for
from zorgarrangeur_tui.desk.cases import case_file, open_case
from zorgarrangeur_tui.keys.act_keys import with_act_keys
from zorgarrangeur_tui.record_rows import CASE_COLUMNS, SCHOOL_COLUMNS, case_source, school_source
from zorgarrangeur_tui.screens.case_sections import case_sections
from zorgarrangeur_tui.screens.empty_texts import NO_SCHOOLS
from zorgarrangeur_tui.screens.looking import ListScreen
from zorgarrangeur_tui.screens.open_filter import OpenFilter
from zorgarrangeur_tui.screens.pick import PickScreen
from zorgarrangeur_tui.screens.record_dialogs import ask, ask_change, ask_removal


class OpenCase(Command):
    """Open de casus onder de cursor: leerlingen en zorgbehoeften."""

    key = "o"
    label = "Openen"
    footer = True
    needs = (
        "Er staat geen casus onder de cursor. Begin er een met {NewCase}. Staat er een filter op de lijst, "
        "dan wist Esc dat."
    )

    @classmethod
    def available(cls, actor: CasesScreen) -> bool:
        """Only with a case under the cursor."""
        return actor.selected is not None

    @classmethod
    async def run(cls, actor: CasesScreen) -> None:
        """Show the case."""
        if actor.selected:
            actor.show_case(actor.selected)


class NewCase(Command):
    """Begin een casus: kies de school en schrijf de vraag op."""

    key = "n"
    label = "Nieuw"
    footer = True

    @classmethod
    async def run(cls, actor: CasesScreen) -> None:
        """Ask for the school, then for the question; then open the case."""
        empty = with_act_keys(NO_SCHOOLS, actor.app)
        school_id = await actor.app.push_screen_wait(
            PickScreen("Bij welke school?", SCHOOL_COLUMNS, school_source(actor.store), empty_text=empty)
        )
        if school_id is None:
            return
        case = await ask(
            actor,
            "Nieuwe casus",
            Case,
            forms.NEW_CASE,
            lambda values: open_case(actor.store, {**values, "school_id": school_id}),
            about=(school_id,),
            pointers=pointers_for(actor.store, "case", "", ""),
        )
        if case is not None:
            actor.show_case(case.id)


class EditCase(Command):
    """Verander de vraag, de fase, de volgende stap of de termijn."""

    key = "e"
    label = "Wijzigen"
    footer = True
    needs = (
        "Er staat geen casus onder de cursor. Begin er een met {NewCase}. Staat er een filter op de lijst, "
        "dan wist Esc dat."
    )

    @classmethod
    def available(cls, actor: CasesScreen) -> bool:
        """Only with a case under the cursor."""
        return actor.selected is not None

    @classmethod
    async def run(cls, actor: CasesScreen) -> None:
        """Show the form."""
        if actor.selected:
            await ask_change(
                actor,
                "Casus wijzigen",
                actor.store.get(Case, actor.selected),
                forms.CASE,
                "Casus gewijzigd",
                pointers=pointers_for(actor.store, "case", "", ""),
            )


class RemoveCase(Command):
    """Haal een casus weg, met de leerlingen en zorgbehoeften erin."""

    key = "delete"
    label = "Weghalen"
    needs = "Er staat geen casus onder de cursor, dus er is niets om weg te halen."

    @classmethod
    def available(cls, actor: CasesScreen) -> bool:
        """Only with a case under the cursor."""
        return actor.selected is not None

    @classmethod
    async def run(cls, actor: CasesScreen) -> None:
        """Ask whether it is sure."""
        if actor.selected:
            case = actor.store.get(Case, actor.selected)
            lines = ["De leerlingen en zorgbehoeften in deze casus gaan mee."]
            await ask_removal(actor, f"Casus “{case.title}” weghalen?", lines, case, "Casus weggehaald")


class FilterCases(OpenFilter):
    """Zoek een casus op vraag, school, plaats, kenmerk of schuilnaam."""


class CasesScreen(ListScreen):
    """All cases, nearest deadline first, with the case under the cursor beside it where there is room."""

    MODE = "cases"
    LISTS_AS = "case"
    SHOWS = ("case", "pupil", "care_need", "school", "visit_pattern")
    ACTS = (OpenCase, NewCase, EditCase, FilterCases, RemoveCase)
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    CasesScreen {
        & RecordTable { width: 3fr; }
        & #case-preview { width: 2fr; display: none; border-left: solid $border-blurred; }
        &.-wide #case-preview { display: block; }
    }
    """

    def body(self) -> ComposeResult:
        """Show the list and the preview."""
        self._source = case_source(self.store, self.user.today)
        table = RecordTable(
            CASE_COLUMNS,
            self._source,
            empty_text=self.words("Nog geen casussen. Druk op {NewCase} om te beginnen."),
            id="case-table",
        )
        yield FilterBar(table, placeholder="vraag, school, plaats, kenmerk, schuilnaam", id="case-filter")
        with Horizontal():
            yield table
            yield DetailView(id="case-preview")

    @property
    def selected(self) -> str | None:
        """The id of the case under the cursor."""
        return self.query_one(RecordTable).selected_key if self.is_mounted else None

    def reload(self) -> None:
        """Ask the store again, keeping the cursor on its case."""
        self._source.forget()
        self.query_one(RecordTable).reload()
        self._preview(self.selected)

    def show_case(self, case_id: str) -> None:
        """Open one case in a screen of its own."""
        from zorgarrangeur_tui.screens.case import CaseScreen  # noqa: PLC0415 - opened from the list

        self.app.push_screen(CaseScreen(case_id))

    @on(RecordTable.Highlighted)
    def follow_cursor(self, event: RecordTable.Highlighted) -> None:
        """Show the case under the cursor beside the list."""
        self.once_at_rest(partial(self._preview, event.key))
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def open_chosen(self, event: RecordTable.Chosen) -> None:
        """Open the chosen case."""
        self.show_case(event.key)

    def _preview(self, case_id: str | None) -> None:
        view = self.query_one("#case-preview", DetailView)
        if not view.display:
            return
        try:
            view.show(case_sections(self.store, case_file(self.store, case_id)) if case_id else ())
        except RecordMissing:
            # Taken away a moment ago; the list is asking for its rows anew.
            view.show(())
