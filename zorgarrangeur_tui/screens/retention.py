"""Bewaartermijnen: what must be erased, what comes up, what is on hold, and the proof of what was erased."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from storage.erasing import finish
from widgets.detail_view import DetailView, Section
from widgets.dialogs import ConfirmDialog, MessageDialog
from widgets.heading_line import HeadingLine
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.commands import Command, Leave, bindings, tell
from zorgarrangeur_tui.desk.erasure_proofs import proofs
from zorgarrangeur_tui.desk.erasure_words import proof_lines, release_lines, released_words, rule_lines
from zorgarrangeur_tui.desk.retention import Kept, called_back, nothing_due, release, retention_list
from zorgarrangeur_tui.desk.schools import place_name
from zorgarrangeur_tui.domain.clock import dutch_date, dutch_date_short
from zorgarrangeur_tui.domain.retention import Standing
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.erase_dialogs import ask_erasure, ask_hold
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.working import work_on

_COLUMNS = (
    Column("Wat", 20, weight=3),
    Column("Bij", 16, weight=2, priority=1),
    Column("Begonnen op", 12, priority=2),
    Column("Te wissen", 18),
    Column("Bewaren omdat", 16, weight=2, priority=1),
)


class EraseKept(Command):
    """Wis de casus of leerling onder de cursor voorgoed. U ziet eerst precies wat er weggaat."""

    key = "x"
    label = "Wissen"
    footer = True
    needs = (
        "Dit hoeft nog niet gewist te worden, of er staat niets onder de cursor. Welke termijn geldt, ziet u "
        "met {ShowRules}."
    )

    @classmethod
    def available(cls, actor: RetentionScreen) -> bool:
        """Only for what is due."""
        kept = actor.kept_at_cursor()
        return kept is not None and kept.standing is Standing.DUE

    @classmethod
    async def run(cls, actor: RetentionScreen) -> None:
        """Ask, erase, and show the proof."""
        kept = actor.kept_at_cursor()
        if kept is not None:
            await ask_erasure(actor, kept.record_type, kept.record_id, _title(kept), on_request=False)
            actor.reload()


class HoldKept(Command):
    """Bewaar de casus of leerling onder de cursor langer, met een reden. Er kan dan niets van gewist worden."""

    key = "b"
    label = "Bewaren"
    footer = True
    needs = "Dit wordt al langer bewaard, of er staat niets onder de cursor. Opheffen doet u met {ReleaseKept}."

    @classmethod
    def available(cls, actor: RetentionScreen) -> bool:
        """Not for what is on hold already."""
        kept = actor.kept_at_cursor()
        return kept is not None and not kept.own_hold

    @classmethod
    async def run(cls, actor: RetentionScreen) -> None:
        """Ask why."""
        kept = actor.kept_at_cursor()
        if kept is not None:
            await ask_hold(actor, kept.record_type, kept.record_id, _title(kept))
            actor.reload()


class ReleaseKept(Command):
    """Hef het bewaren op: de gewone termijn geldt dan weer."""

    key = "o"
    label = "Opheffen"
    footer = True
    needs = "Dit wordt niet langer bewaard dan gewoon, dus er is niets op te heffen."

    @classmethod
    def available(cls, actor: RetentionScreen) -> bool:
        """Only for what is on hold itself."""
        kept = actor.kept_at_cursor()
        return kept is not None and kept.own_hold

    @classmethod
    async def run(cls, actor: RetentionScreen) -> None:
        """Release it; undo takes that back, but not what its sender called back meanwhile: then it is asked first."""
        kept = actor.kept_at_cursor()
        if kept is None or not await _release_is_meant(actor, kept):
            return
        forgotten = await work_on(
            actor.app, "bewaren opheffen", partial(release, actor.store, kept.record_type, kept.record_id)
        )
        # Of an act of which nothing is left undo would take back the one before.
        undoing = "" if forgotten else "Met {Undo} maakt u dit ongedaan."
        tell(actor.app, ActText(f"{_title(kept)}: {released_words(forgotten)}", undoing))
        actor.reload()


class ShowProofs(Command):
    """Toon het bewijs van alles wat eerder is gewist."""

    key = "p"
    label = "Bewijzen"
    footer = True

    @classmethod
    async def run(cls, actor: RetentionScreen) -> None:
        """Show all proofs, newest first."""
        lines = [line for proof in proofs(actor.store) for line in (*proof_lines(proof), "")]
        nothing = ["Er is nog nooit iets gewist."]
        await actor.app.push_screen_wait(MessageDialog("Bewijzen van wissen", lines or nothing))


class ShowRules(Command):
    """Toon hoe lang wat bewaard blijft, en waar dat vandaan komt."""

    key = "r"
    label = "Regels"

    @classmethod
    async def run(cls, actor: RetentionScreen) -> None:
        """Show the rules."""
        await actor.app.push_screen_wait(MessageDialog("Hoe lang wat bewaard blijft", rule_lines(actor.user.today)))


class LeaveRetention(Leave):
    """Ga terug."""


class RetentionScreen(StoreScreen):
    """A list of cases and pupils by urgency; the line under the cursor is explained below.

    Widgets: `retention-table`, `retention-detail`.
    """

    SHOWS = ("case", "pupil", "school", "care_location")
    ACTS = (EraseKept, HoldKept, ReleaseKept, ShowProofs, ShowRules, LeaveRetention)
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    RetentionScreen {
        & RecordTable { height: 1fr; min-height: 5; }
        & #retention-detail { height: 8; border-top: solid $border-blurred; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._found: dict[str, Kept] = {}

    def body(self) -> ComposeResult:
        """Show the list, and what the line under the cursor means."""
        with Vertical():
            yield HeadingLine("Bewaartermijnen", id="retention-title", markup=False)
            yield RecordTable(
                _COLUMNS,
                empty_text=self.words(f"{nothing_due(self.store)} {{ShowRules}} toont hoe lang wat bewaard blijft."),
                id="retention-table",
            )
            yield DetailView(id="retention-detail")

    def on_mount(self) -> None:
        """Finish what an erasure may have left to do."""
        self.run_worker(self._finish(), name="finish-erasing", group="erasing", exclusive=True)

    def reload(self) -> None:
        """Ask the store again."""
        self._found = {one.record_id: one for one in retention_list(self.store)}
        rows = [self._row(one) for one in self._found.values()]
        self.query_one(RecordTable).set_source(ListSource(rows))
        self._show_detail(self.query_one(RecordTable).selected_key)
        self.refresh_acts()

    def kept_at_cursor(self) -> Kept | None:
        """Return what the line under the cursor is about."""
        key = self.query_one(RecordTable).selected_key if self.is_mounted else None
        return self._found.get(key or "")

    @on(RecordTable.Highlighted)
    def follow_cursor(self, event: RecordTable.Highlighted) -> None:
        """Explain the line under the cursor."""
        self._show_detail(event.key)
        self.refresh_acts()

    @on(RecordTable.Chosen)
    def erase_chosen(self) -> None:
        """Erase the chosen line, when it is due."""
        if EraseKept.available(self):
            self.run_act(EraseKept)

    async def _finish(self) -> None:
        if not await asyncio.to_thread(finish, self.store):
            sentence = "Na het wissen is het bestand nog niet opgeruimd. Sluit andere vensters van de app en kom terug."
            tell(self.app, sentence, severity="warning", seconds=12)

    def _show_detail(self, key: str | None) -> None:
        kept = self._found.get(key or "")
        sections = []
        if kept is not None:
            lines = [
                ("Casus", kept.reference),
                ("Bij", self._place(kept)),
                ("Te wissen", dutch_date(kept.term.due_on) if kept.term.due_on else ""),
            ]
            sections = [Section(_title(kept), lines, (kept.explanation,))]
        self.query_one("#retention-detail", DetailView).show(sections)

    def _row(self, kept: Kept) -> Row:
        term = kept.term
        cells = (
            _title(kept),
            self._place(kept),
            dutch_date_short(term.started_on) if term.started_on else "",
            _when(kept),
            term.hold,
        )
        return Row(kept.record_id, cells, ("warning",) if kept.standing in (Standing.DUE, Standing.UNDATED) else ())

    def _place(self, kept: Kept) -> str:
        return place_name(self.store, kept.school_id, kept.care_location_id)


async def _release_is_meant(screen: RetentionScreen, kept: Kept) -> bool:
    """Tell whether a hold may end: at once, or after a question when something would be forgotten with it."""
    waiting = called_back(screen.store, kept.record_type, kept.record_id)
    if not waiting:
        return True
    sure = await screen.app.push_screen_wait(
        ConfirmDialog("Bewaren opheffen?", release_lines(waiting), confirm_label="Opheffen")
    )
    return bool(sure)


def _title(kept: Kept) -> str:
    return f"Leerling {kept.title}" if kept.record_type == "pupil" else kept.title


def _when(kept: Kept) -> str:
    due = kept.term.due_on
    if kept.standing is Standing.HELD:
        return "wordt bewaard"
    if due is None:
        return "datum ontbreekt"
    return f"{'sinds' if kept.standing is Standing.DUE else 'vanaf'} {dutch_date_short(due)}"
