"""One school: its fixed providers and its cases, line by line."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from storage.errors import RecordMissing
from storage.models import Case, FixedBond, Provider, School
from storage.models.codes import Phase
from widgets.detail_view import DetailView
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui import forms
from zorgarrangeur_tui.commands import Command, Leave, bindings, tell
from zorgarrangeur_tui.desk.cases import case_file
from zorgarrangeur_tui.desk.school_file import SchoolFile, school_file
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.domain.references import case_reference, case_title
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.screens.case_sections import case_sections
from zorgarrangeur_tui.screens.cursor_later import PlacesCursorLater
from zorgarrangeur_tui.screens.record_dialogs import ask_change, ask_removal
from zorgarrangeur_tui.screens.record_history import ShowHistory
from zorgarrangeur_tui.screens.report_acts import MakeBaseline, MakeSchoolReport
from zorgarrangeur_tui.screens.school_acts import (
    NewCaseHere,
    SchoolActor,
    ShowSchoolBudgets,
    ShowSchoolCalendar,
    ShowSchoolHomes,
    ShowSchoolPlanning,
    TieProvider,
    ask_school_change,
)
from zorgarrangeur_tui.screens.school_sections import bond_sections, provider_name, school_sections
from zorgarrangeur_tui.screens.tick_week_opening import TickOff

_RATHER_END = "De bezoeken in de planning blijven staan. Liever een laatste dag? Kies dan {EditSchoolLine}."

_COLUMNS = (
    Column("School, aanbieders en casussen", 24, weight=3),
    Column("Wat", 14, priority=3),
    Column("Stand", 14, weight=2, priority=1),
    Column("Tot", 10, priority=2, right=True),
)


class EditSchoolLine(Command):
    """Verander wat onder de cursor staat: de school, de vaste zorgaanbieder of de casus."""

    key = "e"
    label = "Wijzigen"
    footer = True

    @classmethod
    async def run(cls, actor: SchoolScreen) -> None:
        """Show the form of the record under the cursor."""
        record = actor.record_at_cursor()
        if isinstance(record, FixedBond):
            await ask_change(actor, "Vaste zorgaanbieder wijzigen", record, forms.BOND, "Vaste zorgaanbieder gewijzigd")
        elif isinstance(record, Case):
            await ask_change(actor, "Casus wijzigen", record, forms.CASE, "Casus gewijzigd")
        else:
            await ask_school_change(actor, actor.school_id)


class RemoveBond(Command):
    """Maak de vaste zorgaanbieder onder de cursor los van deze school."""

    key = "delete"
    label = "Losmaken"
    needs = (
        "Zet de cursor eerst op een vaste zorgaanbieder. Een casus haalt u weg in de lijst van casussen ({GoCases})."
    )

    @classmethod
    def available(cls, actor: SchoolScreen) -> bool:
        """Only on a fixed provider: a case is taken away in the list of cases."""
        return isinstance(actor.record_at_cursor(), FixedBond)

    @classmethod
    async def run(cls, actor: SchoolScreen) -> None:
        """Ask whether it is sure."""
        record = actor.record_at_cursor()
        if isinstance(record, FixedBond):
            name = provider_name(actor.provider_of(record))
            lines = [actor.words(_RATHER_END)]
            await ask_removal(actor, f"{name} losmaken?", lines, record, "Vaste zorgaanbieder losgemaakt")


class LeaveSchool(Leave):
    """Ga terug naar de lijst."""


class SchoolScreen(PlacesCursorLater, SchoolActor):
    """One school. Every line is a record: the school, a fixed provider, or a case.

    Widgets: `school-lines`, `school-detail`.
    """

    MODE = "schools"
    SHOWS = ("school", "case", "pupil", "care_need", "fixed_bond", "provider", "professional", "visit_pattern")
    ACTS = (
        NewCaseHere,
        TieProvider,
        EditSchoolLine,
        ShowSchoolPlanning,
        LeaveSchool,
        ShowSchoolCalendar,
        ShowSchoolBudgets,
        ShowSchoolHomes,
        MakeSchoolReport,
        MakeBaseline,
        TickOff,
        RemoveBond,
        ShowHistory,
    )
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    SchoolScreen {
        & RecordTable { height: 1fr; }
        & #school-detail { height: 1fr; }
    }
    """

    def __init__(self, school_id: str) -> None:
        super().__init__()
        self.school_id = school_id
        self.file: SchoolFile | None = None

    def body(self) -> ComposeResult:
        """Show the lines, and what the line under the cursor says."""
        with Vertical(classes="list-and-detail"):
            yield RecordTable(_COLUMNS, id="school-lines")
            yield DetailView(id="school-detail")

    def reload(self) -> None:
        """Ask the store again; leave when the school is gone."""
        try:
            self.file = school_file(self.store, self.school_id)
        except RecordMissing as gone:
            self.app.pop_screen()
            tell(self.app, str(gone))
            return
        self.query_one(RecordTable).set_source(ListSource(_rows(self.file, self.user.today)))
        self._show_detail()

    def school_at_hand(self) -> str | None:
        """Return the id of this school."""
        return self.school_id

    def record_at_cursor(self) -> School | FixedBond | Case | None:
        """Return the record under the cursor; the school when there is no other."""
        if self.file is None:
            return None
        key = self.query_one(RecordTable).selected_key
        records: list[FixedBond | Case] = [*(bond for bond, _ in self.file.bonds), *self.file.cases]
        return next((record for record in records if record.id == key), self.file.school)

    def provider_of(self, bond: FixedBond) -> Provider | None:
        """Return the provider of a bond of this school."""
        bonds = self.file.bonds if self.file else ()
        return next((provider for one, provider in bonds if one.id == bond.id), None)

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show what the line under the cursor says."""
        self._show_detail()
        self.refresh_bindings()

    @on(RecordTable.Chosen)
    def open_chosen(self) -> None:
        """Open the chosen case, or change the chosen line."""
        from zorgarrangeur_tui.screens.case import CaseScreen  # noqa: PLC0415 - opened from this list

        record = self.record_at_cursor()
        if isinstance(record, Case):
            self.app.push_screen(CaseScreen(record.id))
        else:
            self.run_act(EditSchoolLine)

    def _show_detail(self) -> None:
        assert self.file is not None
        record = self.record_at_cursor()
        if isinstance(record, FixedBond):
            sections = bond_sections(record, provider_name(self.provider_of(record)))
        elif isinstance(record, Case):
            sections = case_sections(self.store, case_file(self.store, record.id))
        else:
            sections = school_sections(self.file)
        self.query_one("#school-detail", DetailView).show(sections)


def _rows(file: SchoolFile, today: date) -> list[Row]:
    """Return the lines: the school, its fixed providers, its cases."""
    marks = ("strong", "warning") if file.cap.over else ("strong",)
    rows = [Row(file.school.id, (file.school.name, "", "", ""), marks)]
    rows += [_bond_row(bond, provider) for bond, provider in file.bonds]
    rows += [_case_row(case, today) for case in file.cases]
    return rows


def _bond_row(bond: FixedBond, provider: Provider | None) -> Row:
    state = f"over maximum: {bond.over_cap_reason}" if bond.over_cap_reason else bond.decided_by
    until = dutch_date_short(bond.ends_on) if bond.ends_on else ""
    return Row(bond.id, (f"  {provider_name(provider)}", "vast verbonden", state, until))


def _case_row(case: Case, today: date) -> Row:
    ended = case.phase in {Phase.CLOSED, Phase.WITHDRAWN}
    late = case.deadline is not None and case.deadline < today and not ended
    until = dutch_date_short(case.deadline) if case.deadline else ""
    state = ": ".join(part for part in (word(case.phase, Phase), case.next_action) if part)
    marks = (("warning",) if late else ()) + (("muted",) if ended else ())
    return Row(case.id, (f"  {case_title(case.title)}", case_reference(case.id), state, until), marks)
