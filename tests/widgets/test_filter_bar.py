"""The line that filters a record table, driven by keys."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from record_table_app import settled
from textual.app import App, ComposeResult
from textual.widgets import Input, Static

from widgets.filter_bar import FilterBar
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot


class FilterApp(App[None]):
    """A bar above a table, opened by a slash."""

    BINDINGS = [("slash", "filter", "Filteren")]

    def __init__(self) -> None:
        super().__init__()
        rows = [Row(str(i), (f"Leerling {i}",)) for i in range(12_345)]
        self.table = RecordTable([Column("Naam", 10, 1)], ListSource(rows))
        self.bar = FilterBar(self.table, placeholder="naam")
        self.changes = 0

    def compose(self) -> ComposeResult:
        """Lay out the bar above the table."""
        yield self.bar
        yield self.table

    def on_input_changed(self) -> None:
        """Note what comes by."""
        self.changes += 1

    def action_filter(self) -> None:
        """Open the bar."""
        self.bar.open()


@asynccontextmanager
async def running() -> AsyncIterator[tuple[FilterApp, Pilot[None]]]:
    """Run the app, once its rows are there."""
    app = FilterApp()
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await settled(pilot)
        yield app, pilot


def counted(app: FilterApp) -> str:
    """Return the count that the bar shows."""
    return str(app.bar.query_one(".filter-bar--count", Static).content)


async def test_the_bar_is_hidden_and_the_table_has_the_keyboard() -> None:
    """At the start there is no bar, and keys go to the table."""
    async with running() as (app, pilot):
        assert not app.bar.is_open
        assert not app.bar.display
        assert app.focused is app.table
        await pilot.press("j")
        assert app.table.cursor_row == 1


async def test_typing_filters_at_once_and_counts() -> None:
    """Each letter filters; the bar says how many of all rows are left; the screen hears nothing of the field."""
    async with running() as (app, pilot):
        await pilot.press("slash")
        assert app.bar.is_open
        assert app.bar.region.height == 1
        assert counted(app) == "12.345 van 12.345"
        await pilot.press(*"1234")
        await settled(pilot)
        assert app.table.filter_text == "1234"
        assert counted(app) == "7 van 12.345"
        assert app.changes == 0


async def test_enter_goes_to_the_table_and_keeps_the_filter() -> None:
    """The filtered rows can be walked, and the bar stays as a reminder."""
    async with running() as (app, pilot):
        await pilot.press("slash", *"1234", "enter")
        await settled(pilot)
        assert app.focused is app.table
        assert app.bar.is_open
        await pilot.press("down")
        assert (app.table.row_count, app.table.selected_key) == (7, "11234")


async def test_down_goes_to_the_table_too() -> None:
    """From the field the arrow leads into the rows."""
    async with running() as (app, pilot):
        await pilot.press("slash", "7", "down")
        assert app.focused is app.table
        assert app.table.filter_text == "7"


async def test_enter_without_a_filter_hides_the_bar() -> None:
    """An empty bar is no reminder of anything."""
    async with running() as (app, pilot):
        await pilot.press("slash", "enter")
        assert app.focused is app.table
        assert not app.bar.is_open


async def test_escape_clears_the_filter_and_hides_the_bar() -> None:
    """One key leads back to all rows."""
    async with running() as (app, pilot):
        await pilot.press("slash", *"zzz")
        await settled(pilot)
        assert app.table.row_count == 0
        await pilot.press("escape")
        await settled(pilot)
        assert (app.table.filter_text, app.table.row_count) == ("", 12_345)
        assert app.focused is app.table
        assert not app.bar.is_open
        await pilot.press("slash")
        assert app.bar.query_one(Input).value == ""


async def test_escape_in_the_table_clears_the_bar_as_well() -> None:
    """The key that the empty table names works where the keyboard is."""
    async with running() as (app, pilot):
        await pilot.press("slash", *"zzz", "enter", "escape")
        await settled(pilot)
        assert app.table.row_count == 12_345
        assert not app.bar.is_open


async def test_a_filter_that_a_screen_sets_shows_in_the_bar() -> None:
    """A restored filter is never hidden from the user."""
    async with running() as (app, pilot):
        app.table.filter_text = "77"
        await settled(pilot)
        assert app.bar.is_open
        assert app.bar.query_one(Input).value == "77"
        assert app.focused is app.table
        await pilot.press("slash", "end", "7")
        await settled(pilot)
        assert app.table.filter_text == "777"


async def test_letters_of_the_table_are_typed_in_the_field() -> None:
    """While the field has the keyboard, j and G are text."""
    async with running() as (app, pilot):
        await pilot.press("slash", "j", "G", "k")
        assert app.table.filter_text == "jGk"
