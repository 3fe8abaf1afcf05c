"""Naslag: the facts from outside on which the app relies, set by set, each dated and with its source."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from widgets.detail_view import DetailView, Section
from widgets.dialogs import MessageDialog
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.commands import Command, Leave, bindings
from zorgarrangeur_tui.desk.reference_rows import REFERENCE_TYPES, reference_problems
from zorgarrangeur_tui.desk.reference_sets import SetSummary, set_named, set_summaries
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.keys.act_keys import with_keys_now
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.reference_acts import ask_day
from zorgarrangeur_tui.screens.reference_set import ReferenceSetScreen

_COLUMNS = (
    Column("Wat", 22, weight=1),
    Column("Nu", 4, right=True),
    Column("Eerder", 6, priority=1, right=True),
    Column("Wat opvalt", 20, weight=3),
)
_EXPLAINED = {
    "municipalities": "Bij welke jeugdregio, welk zorgkantoor en welk samenwerkingsverband een gemeente hoort.",
    "youth_regions": "Gemeenten die samen jeugdhulp inkopen, en het hoogste aantal vaste zorgaanbieders dat daar is afgesproken.",
    "care_offices": "Wie in een regio de Wlz uitvoert.",
    "alliances": "Samenwerkingsverbanden passend onderwijs, PO en VO.",
    "tariffs": "Wat zorg kost, per uur, dagdeel, dag, maand of jaar.",
    "codes": "Codes van zorg, en wat uw regio telt als zorg in onderwijstijd.",
    "thresholds": "Getallen waarop de app waarschuwt of iets verbergt. U kunt een eigen waarde invullen vanaf een dag.",
    "holiday_regions": "Welke gemeenten in welke vakantieregio liggen. Wijzigen kan bij Gemeenten.",
    "rules": "De regels die met de app meekomen, elk met de dag en de bron. Alleen om te lezen.",
}


class OpenReferenceSet(Command):
    """Open de lijst onder de cursor."""

    key = "o"
    label = "Openen"
    footer = True

    @classmethod
    async def run(cls, actor: ReferenceScreen) -> None:
        """Show its rows."""
        key = actor.query_one(RecordTable).selected_key
        if key:
            await actor.app.push_screen(ReferenceSetScreen(set_named(key), actor.day))


class ReferenceOnOtherDay(Command):
    """Toon hoeveel er op een andere dag geldt."""

    key = "t"
    label = "Andere dag"
    footer = True

    @classmethod
    async def run(cls, actor: ReferenceScreen) -> None:
        """Ask the day."""
        day = await ask_day(actor, actor.day)
        if day is not None:
            actor.show_day(day)


class ShowReferenceProblems(Command):
    """Toon waar rijen elkaar overlappen of een gat laten in de tijd."""

    key = "p"
    label = "Problemen"
    footer = True

    @classmethod
    async def run(cls, actor: ReferenceScreen) -> None:
        """Show them, or that there are none."""
        lines = [problem.line for problem in reference_problems(actor.store)]
        nothing = ["Er is niets mis: nergens gelden twee rijen tegelijk, en nergens zit een gat."]
        await actor.app.push_screen_wait(MessageDialog("Problemen in Naslag", lines or nothing))


class LeaveReference(Leave):
    """Ga terug."""


class ReferenceScreen(StoreScreen):
    """Every set with how much there is on a day and what is missing.

    Widgets: `reference-title`, `reference-sets`, `reference-detail`.
    """

    SHOWS = REFERENCE_TYPES
    ACTS = (OpenReferenceSet, ReferenceOnOtherDay, ShowReferenceProblems, LeaveReference)
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    ReferenceScreen {
        & RecordTable { height: 1fr; min-height: 5; }
        & #reference-detail { height: 6; border-top: solid $border-blurred; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._day: date | None = None
        self._summaries: dict[str, SetSummary] = {}

    @property
    def day(self) -> date:
        """The day that is looked at; today unless the user asked another."""
        return self._day or self.user.today

    def body(self) -> ComposeResult:
        """Show the sets, and what the set under the cursor is."""
        with Vertical():
            yield HeadingLine(id="reference-title")
            yield RecordTable(_COLUMNS, id="reference-sets")
            yield DetailView(id="reference-detail")

    def reload(self) -> None:
        """Ask the store again."""
        self._summaries = {one.reference_set.id: one for one in set_summaries(self.store, self.day)}
        table = self.query_one(RecordTable)
        table.set_source(
            ListSource([_row(one, with_keys_now(one.missing, self.app)) for one in self._summaries.values()])
        )
        self.query_one("#reference-title", Static).update(content(f"Naslag op {dutch_date(self.day)}"))
        self._show_detail(table.selected_key)

    def show_day(self, day: date) -> None:
        """Count what holds on another day."""
        self._day = day
        self.reload()

    @on(RecordTable.Highlighted)
    def follow_cursor(self, event: RecordTable.Highlighted) -> None:
        """Explain the set under the cursor."""
        self._show_detail(event.key)

    @on(RecordTable.Chosen)
    def open_chosen(self) -> None:
        """Open the chosen set."""
        self.run_act(OpenReferenceSet)

    def _show_detail(self, key: str | None) -> None:
        one = self._summaries.get(key or "")
        if one is None:
            return
        missing = with_keys_now(one.missing, self.app)
        told = [_EXPLAINED[one.reference_set.id], f"{missing[:1].upper()}{missing[1:]}." if missing else ""]
        section = Section(one.reference_set.title, (), [text for text in told if text])
        self.query_one("#reference-detail", DetailView).show([section])


def _row(one: SetSummary, missing: str) -> Row:
    cells = (one.reference_set.title, str(one.count), str(one.past or ""), missing)
    return Row(one.reference_set.id, cells, ("warning",) if one.warning else ())
