"""Choosing keys: everything that has keys, searchable, and another key for it by pressing that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from widgets.detail_view import DetailView, Section
from widgets.dialogs import ConfirmDialog
from widgets.filter_bar import FilterBar
from widgets.heading_line import HeadingLine
from widgets.plain_text import content
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui.commands import Acting, Command, Leave, bindings, tell
from zorgarrangeur_tui.keys.act_keys import with_act_keys
from zorgarrangeur_tui.keys.key_choosing import choose_keys, consequences
from zorgarrangeur_tui.keys.key_line import KeyLine
from zorgarrangeur_tui.keys.key_names import written_key
from zorgarrangeur_tui.keys.key_places import place_words
from zorgarrangeur_tui.keys.keymap import Bindable
from zorgarrangeur_tui.screens.open_filter import OpenFilter
from zorgarrangeur_tui.screens.press_key import PressKeyDialog

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp

_COLUMNS = (Column("Waar", 18, priority=1), Column("Handeling", 22, weight=2), Column("Toetsen", 16, weight=1))
_NONE = "geen"


class _OnLine(Command):
    """An act on what the cursor is on."""

    needs = "Er staat niets onder de cursor. Wis met Esc wat u zocht."

    @classmethod
    def available(cls, actor: KeysScreen) -> bool:
        """Only with something under the cursor."""
        return actor.at_cursor is not None


class GiveKey(_OnLine):
    """Geef wat onder de cursor staat een andere toets: druk op de nieuwe. De oude vervalt."""

    key = "e"
    label = "Andere toets"
    footer = True

    @classmethod
    async def run(cls, actor: KeysScreen) -> None:
        """Ask for the key and give it."""
        await actor.give(instead=True)


class AddKey(_OnLine):
    """Geef wat onder de cursor staat er een toets bij: druk op de nieuwe. De oude blijft."""

    key = "plus"
    label = "Erbij"
    footer = True

    @classmethod
    async def run(cls, actor: KeysScreen) -> None:
        """Ask for the key and add it."""
        await actor.give(instead=False)


class TakeKeys(_OnLine):
    """Haal de toetsen weg van wat onder de cursor staat. U vindt het dan in de hulp."""

    key = "x"
    label = "Geen toets"

    @classmethod
    async def run(cls, actor: KeysScreen) -> None:
        """Leave it without keys."""
        await actor.choose(())


class ResetKeys(_OnLine):
    """Geef wat onder de cursor staat weer de toetsen die de app eraan geeft."""

    key = "delete"
    label = "Beginwaarde"
    footer = True
    needs = "Dit heeft al de toetsen die de app eraan geeft. Een andere kiest u met {GiveKey}."

    @classmethod
    def available(cls, actor: KeysScreen) -> bool:
        """Only where the user chose."""
        return actor.at_cursor is not None and actor.at_cursor.id in actor.zorgarrangeur.preferences.keys

    @classmethod
    async def run(cls, actor: KeysScreen) -> None:
        """Forget the wish."""
        await actor.choose(None)


class TestKeys(Command):
    """Kijk wat uw terminal stuurt als u een toets indrukt."""

    __test__ = False  # pytest would take it for a class of tests
    key = "t"
    label = "Testen"

    @classmethod
    async def run(cls, actor: KeysScreen) -> None:
        """Open the screen for it."""
        from zorgarrangeur_tui.screens.key_check import KeyCheckScreen  # noqa: PLC0415 - opened now and then

        await actor.app.push_screen(KeyCheckScreen())


class LeaveKeys(Leave):
    """Ga terug."""


class KeysScreen(Screen[None], Acting):
    """A list of acts and movements with their keys; the panel below tells of the one under the cursor.

    Widgets: `keys-title`, `keys-problems`, `keys-filter`, `keys-table`, `keys-detail`.
    """

    ACTS = (GiveKey, AddKey, ResetKeys, OpenFilter, LeaveKeys, TakeKeys, TestKeys)
    BINDINGS: ClassVar = bindings(ACTS)
    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeysScreen {
        & #keys-problems { height: auto; max-height: 4; padding: 0 1; color: $text-warning; display: none; }
        & RecordTable { height: 1fr; min-height: 4; }
        & #keys-detail { height: 8; border-top: solid $border-blurred; }
    }
    """

    def __init__(self, bindables: Sequence[Bindable]) -> None:
        super().__init__()
        self._by_id = {one.id: one for one in bindables}

    @property
    def zorgarrangeur(self) -> ZorgarrangeurApp:
        """The app whose keys they are."""
        app: ZorgarrangeurApp = self.app  # type: ignore[assignment]  # this screen lives in no other app
        return app

    @property
    def at_cursor(self) -> Bindable | None:
        """What the cursor is on."""
        return self._by_id.get(self.query_one(RecordTable).selected_key or "") if self.is_mounted else None

    def compose(self) -> ComposeResult:
        """Show the list and the panel."""
        table = RecordTable(_COLUMNS, id="keys-table")
        with Vertical():
            yield HeadingLine(content("Toetsen kiezen"), id="keys-title")
            yield Static(id="keys-problems")
            yield FilterBar(table, placeholder="waar, handeling of toets", id="keys-filter")
            yield table
            yield DetailView(id="keys-detail")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the keys as they are."""
        self.reload()

    def reload(self) -> None:
        """Show the keys as they are now."""
        rows = [self._row(one) for one in self._by_id.values()]
        rows.sort(key=lambda row: (row.cells[0] != "Overal", row.cells[0].startswith("Lijsten"), row.cells))
        self.query_one(RecordTable).set_source(ListSource(rows))
        plan = self.zorgarrangeur.key_plan
        told = (*plan.refused, *plan.warnings)
        problems = self.query_one("#keys-problems", Static)
        problems.update(content("\n".join(told), multiline=True))
        problems.display = bool(told)
        self.show_detail()

    async def give(self, *, instead: bool) -> None:
        """Have a key pressed, and give it to what the cursor is on, in place of its own keys or beside them."""
        one = self.at_cursor
        if one is None:
            return
        key = await self.app.push_screen_wait(PressKeyDialog(one.label))
        if key is not None:
            await self.choose((key,) if instead else (*self._keys(one), key))

    async def choose(self, keys: tuple[str, ...] | None) -> None:
        """Give what the cursor is on these keys; ask first when that means something elsewhere."""
        one = self.at_cursor
        if one is None:
            return
        app = self.zorgarrangeur
        plan, told = consequences(app.preferences.keys, one.id, keys, self._by_id.values())
        if keys and not set(keys) & set(plan.keys_of(one.id, one.keys)) - set(self._keys(one)):
            tell(app, " ".join(told) or f"'{one.label}' had die toets al.", severity="warning", seconds=10)
            return
        if told and not await self.app.push_screen_wait(ConfirmDialog("Dit verandert er", told, confirm_label="Doen")):
            return
        choose_keys(app, one.id, keys, self._by_id.values())
        tell(app, f"{one.label}: {self._key_words(one)}.")
        self.reload()

    @on(RecordTable.Highlighted)
    def show_detail(self) -> None:
        """Tell of what the cursor is on."""
        one = self.at_cursor
        sections = []
        if one is not None:
            own = ", ".join(map(written_key, one.keys)) or _NONE
            lines = [
                ("Toetsen nu", self._key_words(one)),
                ("Van de app zelf", own),
                ("Naam in het bestand", one.id),
            ]
            sections = [
                Section(one.label, lines, (with_act_keys(one.explanation, self.app),) if one.explanation else ())
            ]
        self.query_one("#keys-detail", DetailView).show(sections)
        self.refresh_bindings()

    @on(RecordTable.Chosen)
    def give_chosen(self) -> None:
        """Ask for another key of the chosen line."""
        self.run_act(GiveKey)

    def _row(self, one: Bindable) -> Row:
        changed = self._keys(one) != one.keys
        words = f"{self._key_words(one)}{' *' if changed else ''}"
        return Row(one.id, (place_words(one), one.label, words), ("strong",) if changed else ())

    def _keys(self, one: Bindable) -> tuple[str, ...]:
        return self.zorgarrangeur.key_plan.keys_of(one.id, one.keys)

    def _key_words(self, one: Bindable) -> str:
        return ", ".join(map(written_key, self._keys(one))) or _NONE
