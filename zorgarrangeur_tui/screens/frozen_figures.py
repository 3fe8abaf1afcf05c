"""Startfoto's: figures as they were on a day, and what differs from another one or from now."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from storage.models import FigureFreeze
from widgets.bar_chart import Bar, chart_lines
from widgets.detail_view import DetailView, Section
from widgets.dialogs import ConfirmDialog, MessageDialog
from widgets.field_spec import FieldSpec
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.commands import Command, Leave, bindings, tell
from zorgarrangeur_tui.desk.breakdowns import part_names
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.figures import figures_per_place
from zorgarrangeur_tui.desk.frozen_figures import EVERYTHING, figures_now, freeze, freezes, trend
from zorgarrangeur_tui.desk.own_tables import OwnTable
from zorgarrangeur_tui.desk.records import remove_record
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.insight.frozen_figures import ALL, Changed, Measure, Rows
from zorgarrangeur_tui.insight.frozen_words import MEASURE_WORDS, biggest_first, change_text, figure_text, place_text
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.draft_forms import fill_in
from zorgarrangeur_tui.screens.frozen_compared import Compared, ShowBeforeAfter, compared_table, dialog_width
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.pick import PickScreen
from zorgarrangeur_tui.screens.table_files import SaveTable
from zorgarrangeur_tui.working import work_on

_NOW = ""
_MOST_PARTS = 40
_COLUMNS = (
    Column("Startfoto", 24, weight=2),
    Column("Van", 20, weight=1, priority=1),
    Column("Vastgelegd op", 16),
)


class MakeFreeze(Command):
    """Leg de cijfers van vandaag vast, van één school of van alles. Later ziet u wat er veranderd is."""

    key = "n"
    label = "Vastleggen"
    footer = True

    @classmethod
    async def run(cls, actor: FrozenFiguresScreen) -> None:
        """Ask of what and under which name, and keep them."""
        places = await asyncio.to_thread(
            lambda: [(one.place.id, one.place.name) for one in figures_per_place(actor.store)]
        )
        choices = (("all", "alles bij elkaar"), *sorted(places, key=lambda place: place[1].casefold()))
        fields = [
            FieldSpec("name", "Naam", "text", "", "Bijvoorbeeld: Begin van het schooljaar.", required=True),
            FieldSpec("place", "Van welke school", "choice", "all", choices=choices, required=True),
        ]
        title = "Cijfers van vandaag vastleggen"
        given = await fill_in(actor, DraftForm.FREEZE, title, fields, submit_label="Vastleggen")
        if given is not None:
            place = EVERYTHING if given["place"] == "all" else str(given["place"])
            made = await work_on(
                actor.app, "cijfers vastleggen", partial(freeze, actor.store, place, str(given["name"]))
            )
            tell(actor.app, ActText(f"Vastgelegd: {made.name}.", "U draait het terug met {Undo}."))


class CompareFreezes(Command):
    """Houd de andere startfoto's tegen deze aan. Nog een keer: weer tegen de cijfers van nu."""

    key = "v"
    label = "Toon verschil"
    footer = True
    needs = "Er is nog geen startfoto. Leg er een vast met {MakeFreeze}."

    @classmethod
    def available(cls, actor: FrozenFiguresScreen) -> bool:
        """Only with one under the cursor."""
        return actor.selected is not None

    @classmethod
    async def run(cls, actor: FrozenFiguresScreen) -> None:
        """Mark it, or take the mark away."""
        selected = actor.selected
        if selected is not None:
            actor.compare_with(_NOW if actor.base_id == selected.id else selected.id)


class ShowTrend(Command):
    """Toon het verloop van één cijfer: alle startfoto's van dezelfde plek, en nu."""

    key = "t"
    label = "Verloop"
    footer = True
    needs = "Er is nog geen startfoto. Leg er een vast met {MakeFreeze}."

    @classmethod
    def available(cls, actor: FrozenFiguresScreen) -> bool:
        """Only with one under the cursor."""
        return actor.selected is not None

    @classmethod
    async def run(cls, actor: FrozenFiguresScreen) -> None:
        """Ask of which figure, and show it."""
        selected = actor.selected
        if selected is None:
            return
        rows = ListSource([Row(measure, (words,)) for measure, words in MEASURE_WORDS.items()])
        screen = PickScreen("Het verloop waarvan?", (Column("Cijfer", 24, weight=1),), rows)
        picked = await actor.app.push_screen_wait(screen)
        if picked is not None:
            now = await asyncio.to_thread(figures_now, actor.store, selected.school_id)
            points = trend(freezes(actor.store, selected.school_id), now, Measure(picked))
            bars = [Bar(name, figure or Fraction(), figure_text(Measure(picked), figure)) for name, figure in points]
            lines = chart_lines(bars, dialog_width(actor.app.size.width))
            await actor.app.push_screen_wait(MessageDialog(MEASURE_WORDS[Measure(picked)], lines))


class RemoveFreeze(Command):
    """Haal de startfoto onder de cursor weg."""

    key = "delete"
    label = "Weghalen"
    needs = "Er is nog geen startfoto. Leg er een vast met {MakeFreeze}."

    @classmethod
    def available(cls, actor: FrozenFiguresScreen) -> bool:
        """Only with one under the cursor."""
        return actor.selected is not None

    @classmethod
    async def run(cls, actor: FrozenFiguresScreen) -> None:
        """Ask whether it is sure, and take it away."""
        selected = actor.selected
        if selected is None:
            return
        lines = [ActText(f"{selected.name or 'Deze startfoto'} gaat weg.", "U brengt hem terug met {Undo}.")]
        if await actor.app.push_screen_wait(ConfirmDialog("Startfoto weghalen", lines, confirm_label="Weghalen")):
            remove_record(actor.store, FigureFreeze, selected.id, "Startfoto weggehaald")


class LeaveFreezes(Leave):
    """Ga terug naar Inzicht."""


class FrozenFiguresScreen(StoreScreen):
    """The startfoto's, newest first; below, what differs between the one under the cursor and now, or another.

    Widgets: `freeze-heading`, `freeze-table`, `freeze-detail`. It shows no child.
    """

    MODE = "insight"
    SHOWS = ("figure_freeze", "school", "care_need", "visit_pattern", "entitlement", "case", "tariff")
    ACTS = (MakeFreeze, CompareFreezes, ShowTrend, ShowBeforeAfter, SaveTable, RemoveFreeze, LeaveFreezes)
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    FrozenFiguresScreen {
        & RecordTable { height: 1fr; min-height: 5; }
        & #freeze-detail { height: 2fr; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.base_id = _NOW
        self._freezes: dict[str, FigureFreeze] = {}
        self._names: dict[str, str] = {}
        self._now: dict[str, Rows] = {}
        self.compared: Compared | None = None

    def body(self) -> ComposeResult:
        """Show the list and the difference."""
        yield HeadingLine(id="freeze-heading")
        with Vertical(classes="list-and-detail"):
            yield RecordTable(
                _COLUMNS,
                empty_text=self.words("Nog geen startfoto. {MakeFreeze} legt de cijfers van vandaag vast."),
                id="freeze-table",
            )
            yield DetailView(id="freeze-detail")

    @property
    def selected(self) -> FigureFreeze | None:
        """The one under the cursor."""
        return self._freezes.get(self.query_one(RecordTable).selected_key or "") if self.is_mounted else None

    def own_tables(self) -> Sequence[OwnTable]:
        """Return every figure that was worked out for the startfoto under the cursor, for a file: then and later."""
        return (compared_table(self.compared),) if self.compared is not None else ()

    def reload(self) -> None:
        """Ask the store again."""
        self._freezes = {one.id: one for one in freezes(self.store)}
        self._names = part_names(self.store)
        self._now = {}
        if self.base_id not in self._freezes:
            self.base_id = _NOW
        self._show_rows()

    def compare_with(self, freeze_id: str) -> None:
        """Hold every startfoto against this one; with "" against now."""
        self.base_id = freeze_id
        if freeze_id:
            tell(self.app, "Kies nu een andere startfoto: u ziet wat er sinds deze veranderd is.")
        self._show_rows()

    @on(RecordTable.Highlighted)
    @on(RecordTable.Filtered)
    def show_difference(self) -> None:
        """Show what differs between the one under the cursor and the other."""
        self.refresh_acts()
        self._work_out()

    def _show_rows(self) -> None:
        other = "de cijfers van nu" if self.base_id == _NOW else self._freezes[self.base_id].name
        heading = f"Startfoto's: {len(self._freezes)}, vergeleken met {other}"
        self.query_one("#freeze-heading", Static).update(content(heading))
        rows = [
            Row(
                one.id,
                (
                    f"{'* ' if one.id == self.base_id else ''}{one.name or 'zonder naam'}",
                    self._names.get(one.school_id, "onbekende plek") if one.school_id else "alles bij elkaar",
                    dutch_date(one.frozen_on) if one.frozen_on else "",
                ),
            )
            for one in self._freezes.values()
        ]
        self.query_one(RecordTable).set_source(ListSource(rows))
        self.show_difference()

    @work(exclusive=True, group="freeze")
    async def _work_out(self) -> None:
        """Count the figures of now in a thread, once per place."""
        selected = self.selected
        detail = self.query_one("#freeze-detail", DetailView)
        self.compared = None
        if selected is None:
            detail.show([])
            return
        if self.base_id == _NOW:
            place = selected.school_id
            if place not in self._now:
                self._now[place] = await asyncio.to_thread(figures_now, self.store, place)
            self._show_compared(Compared.of(selected.name, selected.rows, "nu", self._now[place]), selected.rules)
            return
        older, newer = sorted((self._freezes[self.base_id], selected), key=lambda one: (str(one.frozen_on), one.id))
        self._show_compared(Compared.of(older.name, older.rows, newer.name, newer.rows), selected.rules)

    def _show_compared(self, compared: Compared, rules: list[str]) -> None:
        self.compared = compared
        self.query_one("#freeze-detail", DetailView).show(_sections(compared, rules))
        self.refresh_acts()


def _sections(compared: Compared, rules: list[str]) -> list[Section]:
    changes = biggest_first(compared.changes)
    whole = [one for one in changes if one.cut == ALL]
    parts = [one for one in changes if one.cut != ALL and one.before != one.after and one.before is not None]
    found = [Section(f"Alles bij elkaar: {compared.before} → {compared.after}", [_line(one) for one in whole])]
    by_place: dict[str, list[Changed]] = {}
    for one in parts[:_MOST_PARTS]:
        by_place.setdefault(place_text(one), []).append(one)
    found += [Section(place, [_line(one) for one in lines]) for place, lines in by_place.items()]
    return [*found, Section("Hoe is toen geteld", paragraphs=rules)]


def _line(one: Changed) -> tuple[str, str]:
    before, after = figure_text(one.measure, one.before), figure_text(one.measure, one.after)
    return MEASURE_WORDS[one.measure], f"{before} → {after}   {change_text(one)}"
