"""Dubbelen: what may have been entered twice, side by side, and what still names something that was joined."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from storage.errors import RecordMissing
from storage.joined import JOINABLE
from widgets.detail_view import DetailView, Section
from widgets.plain_text import content
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.commands import bindings
from zorgarrangeur_tui.desk.duplicates import Duplicate, duplicates
from zorgarrangeur_tui.desk.joining import Stray, compare, strays
from zorgarrangeur_tui.desk.joining_words import context_lines, field_lines
from zorgarrangeur_tui.desk.looking import note_children_read, note_search
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS
from zorgarrangeur_tui.domain.figure_words import counted
from zorgarrangeur_tui.screens.empty_texts import FIRST_BUNDLE
from zorgarrangeur_tui.screens.joining_acts import JOINING_ACTS, JoinPair
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.mode_screen import StoreScreen

_COLUMNS = (
    Column("Wat", 16, priority=1),
    Column("De ene", 16, weight=2),
    Column("De andere", 16, weight=2),
    Column("Zeker", 6, priority=1),
    Column("Waarom", 20, weight=2, priority=2),
)
_NOTHING = f"Er is niets dat dubbel lijkt. Na het inlezen van een bundel kan dat anders zijn. {FIRST_BUNDLE}"
_LOOKING = "De app zoekt wat dubbel lijkt…"


class DuplicatesScreen(StoreScreen):
    """Pairs by how sure; the pair under the cursor is compared below. What the user called two comes last.

    Widgets: `duplicates-strays`, `duplicates-table`, `duplicates-detail`.
    """

    MODE = "exchange"
    SHOWS = (*JOINABLE, "case", "care_need")
    ACTS = JOINING_ACTS
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    DuplicatesScreen {
        & #duplicates-strays { height: auto; padding: 0 1; color: $text-warning; display: none; }
        & #duplicates-strays.-some { display: block; }
        & #duplicates-table { height: 1fr; }
        & #duplicates-detail { height: 1fr; border-top: solid $border-blurred; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._pairs: dict[str, Duplicate] = {}
        self.strays: list[Stray] = []
        self._logged: set[str] | None = None

    def body(self) -> ComposeResult:
        """Show what names something that is gone, the pairs, and the one under the cursor."""
        with Vertical():
            yield Static(id="duplicates-strays")
            yield RecordTable(_COLUMNS, id="duplicates-table")
            yield DetailView([Section(paragraphs=(_LOOKING,))], id="duplicates-detail")

    def reload(self) -> None:
        """Search again, without keeping the keyboard waiting."""
        self.run_worker(self._search(), name="duplicates", group="duplicates", exclusive=True)

    def pair_at_cursor(self) -> Duplicate | None:
        """Return the pair under the cursor."""
        key = self.query_one(RecordTable).selected_key if self.is_mounted else None
        return self._pairs.get(key or "")

    def show_detail(self, *, names: bool = False) -> None:
        """Compare the pair under the cursor.

        Args:
            names: also names of children, and what is written about them. Whoever asks for that has logged it.
        """
        pair = self.pair_at_cursor()
        nothing = _LOOKING if self._logged is None else _NOTHING
        section = Section(paragraphs=(self.words(nothing),)) if pair is None else self._section(pair, names=names)
        self.query_one(DetailView).show([section])

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Compare what is under the cursor, and log which children that shows."""
        pair = self.pair_at_cursor()
        if pair is not None and pair.record_type == "pupil" and self._logged is not None:
            new = {pair.first, pair.second} - self._logged
            self._logged |= new
            store = self.store
            if new:
                log_look(self.app, lambda: note_children_read(store, new))
        self.show_detail()
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def join_chosen(self) -> None:
        """Join the chosen pair."""
        self.run_act(JoinPair)

    async def _search(self) -> None:
        store = self.store
        found = await asyncio.to_thread(duplicates, store, also_apart=True)
        self.strays = await asyncio.to_thread(strays, store)
        self._pairs = {f"{one.first}{one.second}": one for one in found}
        if self._logged is None:
            self._logged = set()
            log_look(self.app, lambda: note_search(store, "duplicate", len(found)))
        table = self.query_one(RecordTable)
        table.set_source(ListSource([_row(key, one) for key, one in self._pairs.items()]))
        loose = sum(one.count for one in self.strays)
        line = self.query_one("#duplicates-strays", Static)
        line.set_class(bool(loose), "-some")
        told = f"! {counted(loose, 'gegeven noemt', 'gegevens noemen')} nog iets dat is samengevoegd."
        line.update(content(f"{told} {self.words('{MendStrays}')} werkt dat bij."))
        self.show_detail()
        self.refresh_acts()

    def _section(self, pair: Duplicate, *, names: bool) -> Section:
        try:
            fields = compare(self.store, pair.record_type, pair.first, pair.second)
        except RecordMissing:
            return Section()
        lines = [
            (word, f"{mine}  |  {theirs}")
            for _, word, mine, theirs in field_lines(self.store, pair.record_type, fields, names=names)
        ]
        around = context_lines(self.store, pair.record_type, pair.first, pair.second)
        lines += [(word, f"{mine}  |  {theirs}") for word, mine, theirs in around]
        title = f"{RECORD_WORDS[pair.record_type].heading}: {pair.first_name}  |  {pair.second_name}"
        said = (self.words("U zei: dit zijn er twee. {TellApart} maakt dat ongedaan."),) if pair.apart else ()
        same = () if fields else ("Alle velden zijn gelijk.",)
        return Section(title, lines, (*same, f"Waarom: {', '.join(pair.reasons)}.", *said))


def _row(key: str, one: Duplicate) -> Row:
    sure = "twee" if one.apart else f"{one.score} %"
    cells = (RECORD_WORDS[one.record_type].heading, one.first_name, one.second_name, sure, ", ".join(one.reasons))
    return Row(key, cells, ("muted",) if one.apart else ())
