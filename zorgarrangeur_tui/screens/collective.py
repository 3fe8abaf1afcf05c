"""The same care of one school in two ways: each child apart, or one fixed team; every assumption can be changed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from widgets.detail_view import DetailView, Section
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.commands import bindings
from zorgarrangeur_tui.desk.collective import ComparedPlace, compared_place
from zorgarrangeur_tui.desk.own_tables import OwnTable
from zorgarrangeur_tui.insight.assumptions import Assumed, Assumption
from zorgarrangeur_tui.insight.collective import Swing
from zorgarrangeur_tui.insight.collective_words import (
    HOW_COMPARED,
    assumption_text,
    both_ways,
    bounds_text,
    changed_text,
    outcome_lines,
    saving_text,
)
from zorgarrangeur_tui.screens.collective_acts import COLLECTIVE_ACTS, ChangeAssumption
from zorgarrangeur_tui.screens.empty_texts import FIRST_NEED
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.table_files import shown_table

_COLUMNS = (
    Column("Aanname", 26, weight=1),
    Column("Nu", 10, right=True),
    Column("Laag-hoog", 15, priority=2, right=True),
    Column("Laag: per jaar", 26, priority=3),
    Column("Hoog: per jaar", 26, priority=1),
)

_NO_CARE = f"Hier is nog geen zorg om te vergelijken. {FIRST_NEED}"


class CollectiveScreen(StoreScreen):
    """Both ways above, the assumptions below, most important first. It shows no child, and writes nothing.

    Widgets: `collective-heading`, `collective-outcome`, `collective-assumptions`.

    Args:
        place_id: the school or care location.
    """

    MODE = "insight"
    SHOWS = ("care_need", "entitlement", "visit_pattern", "tariff", "case", "residence", "professional")
    ACTS = COLLECTIVE_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    CollectiveScreen {
        & #collective-outcome { height: 3fr; }
        & RecordTable { height: 2fr; border-top: solid $border-blurred; }
    }
    """

    def __init__(self, place_id: str) -> None:
        super().__init__()
        self._place_id = place_id
        self.place: ComparedPlace | None = None
        self.assumed: Assumed | None = None
        self.scenario_name = ""
        self._swings: tuple[Swing, ...] = ()

    def body(self) -> ComposeResult:
        """Show the outcome above what it rests on."""
        yield HeadingLine(id="collective-heading")
        with Vertical():
            yield DetailView(id="collective-outcome")
            yield RecordTable(_COLUMNS, empty_text="", id="collective-assumptions")

    @property
    def rule(self) -> Assumption | None:
        """The assumption under the cursor."""
        key = self.query_one(RecordTable).selected_key if self.is_mounted else None
        return self.assumed.rules.get(key or "") if self.assumed else None

    def own_tables(self) -> Sequence[OwnTable]:
        """Return both ways and what the difference rests on, for a file; none without care."""
        place, assumed = self.place, self.assumed
        if place is None or assumed is None or not place.lines:
            return ()
        found, name = place.compared(assumed), place.name or "Onbekende plek"
        return (
            OwnTable(f"{name}: per kind of samen", ("", "Per kind", "Samen"), both_ways(found)),
            OwnTable(f"{name}: wat het scheelt", ("", ""), outcome_lines(found)),
            shown_table(self),
        )

    def reload(self) -> None:
        """Ask the store again."""
        self._ask()

    def assume(self, assumed: Assumed) -> None:
        """Compare under other assumptions."""
        self.assumed = assumed
        self._show()

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show only the keys that fit."""
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def change_chosen(self) -> None:
        """Change the chosen assumption."""
        self.run_act(ChangeAssumption)

    @work(exclusive=True, group="collective")
    async def _ask(self) -> None:
        self.place = await asyncio.to_thread(compared_place, self.store, self._place_id)
        if self.assumed is None:
            self.assumed = self.place.proposed
            self.query_one(RecordTable).focus()
        self._show()

    def _show(self) -> None:
        place, assumed = self.place, self.assumed
        if place is None or assumed is None:
            return
        self.query_one("#collective-heading", Static).update(
            content(f"{place.name or 'Onbekende plek'}: zorg per kind of samen")
        )
        self.query_one("#collective-outcome", DetailView).show(_outcome(place, assumed, self.words(_NO_CARE)))
        self._swings = place.swings(assumed)
        self.query_one(RecordTable).set_source(ListSource([_row(swing, assumed) for swing in self._swings]))


def _outcome(place: ComparedPlace, assumed: Assumed, no_care: str) -> list[Section]:
    if not place.lines:
        return [Section(paragraphs=(no_care,))]
    found = place.compared(assumed)
    ways = both_ways(found)
    width = max(len(now) for _, now, _ in ways) + 2
    beside = [("", f"{'per kind':<{max(width, 10)}}  samen")]
    beside += [(what, f"{now:<{max(width, 10)}}  {team}") for what, now, team in ways]
    return [
        Section("De ene en de andere manier", beside),
        Section("Wat het scheelt", outcome_lines(found), (changed_text(assumed),)),
        Section("Hoe is vergeleken", paragraphs=HOW_COMPARED),
    ]


def _row(swing: Swing, assumed: Assumed) -> Row:
    rule = assumed.rules[swing.name]
    own = swing.name in assumed.own
    cells = (
        f"{'* ' if own else ''}{rule.title}",
        assumption_text(rule, assumed[swing.name]),
        bounds_text(rule),
        saving_text(swing.at_low),
        saving_text(swing.at_high),
    )
    return Row(swing.name, cells, ("strong",) if own else ())
