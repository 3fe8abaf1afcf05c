"""Where the cursor of the terminal stands: always on what the user is at."""

from __future__ import annotations

from pathlib import Path

from textual.geometry import Offset

from zorgarrangeur_tui.preferences.schema import TERMINAL_CURSOR
from zorgarrangeur_tui.testing import Tester, open_demo


def from_cursor(tester: Tester, cells: int) -> str:
    """Return what stands on screen from the cursor on."""
    place = tester.app.cursor_position
    return tester.pages.text().splitlines()[place.y].ljust(200)[place.x : place.x + cells]


async def test_the_cursor_stands_on_the_row_the_choice_and_the_letter_that_the_user_is_at(tmp_path: Path) -> None:
    """In a list, in a text field behind the last letter, in a list that narrows, and back where it was after a dialog."""
    async with open_demo(tmp_path / "opslag", school_count=3) as tester:
        await tester.press("3", "down")
        name = tester.pages.schools.row[0]
        assert from_cursor(tester, len(name)) == name
        before = tester.app.cursor_position
        await tester.press("down")
        assert tester.app.cursor_position == before + Offset(0, 1)

        await tester.press("ctrl+p")
        await tester.type("kleur")
        place = tester.app.cursor_position
        assert tester.pages.text().splitlines()[place.y][place.x - 5 : place.x] == "kleur"
        await tester.press("down")
        assert tester.app.cursor_position.y > place.y
        await tester.type("e")
        assert tester.app.cursor_position == place + Offset(1, 0)
        await tester.press("escape")
        if tester.app.screen.is_modal:
            await tester.press("escape")
        assert tester.app.cursor_position == before + Offset(0, 1)


async def test_the_cursor_stands_in_the_block_of_the_week_under_the_cursor(tmp_path: Path) -> None:
    """The next block is where the cursor goes, on the line where the block begins."""
    async with open_demo(tmp_path / "opslag", school_count=3) as tester:
        await tester.press("5", "w")
        first = tester.app.cursor_position
        await tester.press("w")
        assert tester.app.cursor_position != first
        grid = tester.app.screen.query_one("WeekGrid")
        assert grid.region.contains_point(tester.app.cursor_position)
        assert from_cursor(tester, 3).strip()


async def test_it_is_hidden_until_it_is_asked_for_and_then_the_only_one(tmp_path: Path) -> None:
    """What the app draws as a cursor in a text field goes when the terminal's own is there: two undo each other."""
    async with open_demo(tmp_path / "opslag", school_count=3) as tester:
        assert not tester.app.preferences.yes(TERMINAL_CURSOR)
        tester.app.set_preference(TERMINAL_CURSOR, True)
        await tester.press("2", "slash")
        field = tester.app.screen.focused
        assert field is not None
        style = field.get_component_rich_style("input--cursor")
        assert not style.reverse
        assert style.bgcolor == field.rich_style.bgcolor
