"""A week grid as its user meets it: keys, what it asks for, and what it does with new content."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import Input
from week_board import BLOCKS, CARE, HOURS, LANES, Board, lines

from widgets.week_blocks import Block, Lane
from widgets.week_grid import CursorPosition, WeekGrid


@pytest.mark.parametrize("keys", [("down", "right", "up", "left"), ("j", "l", "k", "h")])
async def test_arrows_and_their_letters_move_by_a_quarter_and_a_lane(keys: tuple[str, ...]) -> None:
    """Down, right, up and left come back to where they began, by way of the second lane."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        seen = []
        for key in keys:
            await pilot.press(key)
            seen.append(app.grid.cursor_position)
        assert seen == [
            CursorPosition(0, 8 * 60 + 15, "noor"),
            CursorPosition(0, 8 * 60 + 15, "tim"),
            CursorPosition(0, 8 * 60, "tim"),
            CursorPosition(0, 8 * 60, "noor"),
        ]


async def test_right_goes_through_the_lanes_and_then_to_the_next_day() -> None:
    """After the last lane comes the next day, and the last lane of the last day is the end."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("right", "right")
        assert app.grid.cursor_position == CursorPosition(1, 8 * 60, "noor")
        await pilot.press(*["right"] * 20)
        assert app.grid.cursor_position == CursorPosition(4, 8 * 60, "tim")


@pytest.mark.parametrize(("later", "earlier"), [("L", "H"), ("ctrl+right", "ctrl+left")])
async def test_a_whole_day_at_once(later: str, earlier: str) -> None:
    """A day later and earlier in the same lane, and no further than the week goes."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("right", later, later)
        assert app.grid.cursor_position == CursorPosition(2, 8 * 60, "tim")
        await pilot.press(earlier, earlier, earlier)
        assert app.grid.cursor_position == CursorPosition(0, 8 * 60, "tim")


async def test_pages_and_ends_of_the_day() -> None:
    """A page is two hours, end is the last quarter, home the first."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        minutes = []
        for key in ("pagedown", "pagedown", "pageup", "end", "home"):
            await pilot.press(key)
            minutes.append(app.grid.cursor_minute)
        assert minutes == [10 * 60, 12 * 60, 10 * 60, 15 * 60 + 45, 8 * 60]


async def test_from_block_to_block() -> None:
    """Next walks down the lanes and through the week, previous walks back, and both stop at the ends."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        walked = []
        for key in "wwwwwbbbbb":
            await pilot.press(key)
            walked.append(app.grid.selected_key)
        assert walked == ["care", "speech", "even", "odd", "odd", "even", "speech", "care", "care", "care"]


async def test_previous_goes_to_the_start_of_a_long_block_first() -> None:
    """From the middle of a block, previous goes to its start."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("w", "down", "down", "b")
        assert (app.grid.selected_key, app.grid.cursor_minute) == ("care", 9 * 60)


async def test_both_of_two_blocks_at_the_same_time_are_reached_sideways() -> None:
    """Right and left go to the other block of the lane before they leave it."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        app.grid.move_cursor(2, 9 * 60, "noor")
        keys = [app.grid.selected_key]
        for key in ("right", "right", "left", "left"):
            await pilot.press(key)
            keys.append(app.grid.selected_key)
        assert keys == ["even", "odd", None, "odd", "even"]


async def test_enter_chooses_a_block_or_asks_for_something_new() -> None:
    """Enter tells which block it is on, and on an empty quarter which quarter of whom."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("w", "enter")
        chosen = app.last()
        assert isinstance(chosen, WeekGrid.BlockChosen)
        assert chosen.key == "care"
        assert chosen.control is app.grid
        await pilot.press("right", "enter")
        place = app.last()
        assert isinstance(place, WeekGrid.PlaceRequested)
        assert (place.day, place.minute, place.lane_key) == (0, 9 * 60, "tim")


async def test_a_held_block_is_put_down_by_enter() -> None:
    """A held block goes where the cursor goes; enter asks for the move, lets go, and the block comes to stand there."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("w", "down")
        app.grid.hold("care")
        assert app.grid.cursor_minute == 9 * 60
        await pilot.press("L", "down", "enter")
        moved = app.last()
        assert isinstance(moved, WeekGrid.MoveRequested)
        assert (moved.key, moved.day, moved.minute, moved.lane_key) == ("care", 1, 9 * 60 + 15, "noor")
        assert app.grid.held is None
        assert app.grid.selected_key == "care"


async def test_a_held_block_shows_where_it_would_come() -> None:
    """While it is held, a preview with the new times follows the cursor, and its old place stays marked."""
    app = Board()
    async with app.run_test(size=(160, 40), notifications=True) as pilot:
        app.grid.hold("care")
        await pilot.press("L", "down")
        text = "\n".join(lines(app.grid))
        assert "09:15–10:45" in text
        assert "09:00–10:30" in text
        assert "┇" in text


async def test_escape_lets_go_and_goes_back() -> None:
    """Escape with a held block asks nothing and returns to it."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        app.grid.hold("care")
        await pilot.press("L", "escape")
        assert app.grid.held is None
        assert app.grid.selected_key == "care"
        assert not app.asked()
        assert not app.keys


async def test_putting_a_block_back_asks_nothing() -> None:
    """Enter where the block already is only lets go."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        app.grid.hold("care")
        await pilot.press("down", "up", "enter")
        assert app.grid.held is None
        assert not app.asked()


async def test_a_block_that_is_not_there_cannot_be_held() -> None:
    """Holding an unknown key is refused and changes nothing."""
    app = Board()
    async with app.run_test(notifications=True):
        with pytest.raises(KeyError):
            app.grid.hold("nobody")
        assert app.grid.held is None


@pytest.mark.parametrize(("longer", "shorter"), [("J", "K"), ("shift+down", "shift+up")])
async def test_a_block_is_stretched_by_quarters(longer: str, shorter: str) -> None:
    """Two longer and one shorter leave a quarter more."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("w", longer, longer, shorter)
        assert app.blocks["care"].end == 10 * 60 + 45
        assert app.grid.selected_key == "care"


async def test_a_block_never_ends_before_it_begins() -> None:
    """Making a block shorter stops at its last quarter, and an empty quarter cannot be stretched."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("J", "w", *["K"] * 10)
        assert app.blocks["care"].end == 9 * 60 + 15
        assert len(app.asked()) == 5


async def test_keys_of_the_screen_reach_the_screen() -> None:
    """Letters, signs and escape that the grid has no use for are left to the screen, and tab leaves the grid."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("n", "m", "x", "e", "u", "p", "+", "-", "slash", "escape")
        assert app.keys == ["n", "m", "x", "e", "u", "p", "plus", "minus", "slash", "escape"]
        await pilot.press("tab")
        assert isinstance(app.focused, Input)


async def test_of_a_flood_of_moves_only_the_last_is_told() -> None:
    """Moves that follow one another at once arrive as one message with the last position."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        app.told.clear()
        for _ in range(4):
            app.grid.cursor_minute += 15
        await pilot.pause()
        assert [(message.position.minute, message.key) for message in app.told] == [(9 * 60, "care")]  # type: ignore[attr-defined]  # only moves were told


async def test_a_move_to_a_place_is_told_once() -> None:
    """Day, time and lane change together; what lies outside is brought to the edge."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        app.grid.move_cursor(9, 3000, "tim")
        await pilot.pause()
        assert [message.position for message in app.told] == [CursorPosition(4, 15 * 60 + 45, "tim")]  # type: ignore[attr-defined]  # only moves were told
        app.grid.move_cursor(0, 9 * 60 + 7, "nobody")
        assert app.grid.cursor_position == CursorPosition(0, 9 * 60, "tim")


async def test_a_refused_move_leaves_everything() -> None:
    """When the screen does not answer a request, the block stays where it was."""
    app = Board()
    app.answers = False
    async with app.run_test(notifications=True) as pilot:
        before = lines(app.grid)
        app.grid.hold("care")
        await pilot.press("L", "enter")
        app.grid.move_cursor(0, 8 * 60, "noor")
        await pilot.pause()
        assert lines(app.grid) == before


async def test_show_keeps_the_cursor_where_it_is() -> None:
    """New content leaves the cursor at its day, time and lane, also when the lanes change places."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        app.grid.move_cursor(3, 12 * 60, "tim")
        app.grid.show(lanes=[LANES[1], Lane("sara", "Sara"), LANES[0]], blocks=BLOCKS, hours=HOURS)
        await pilot.pause()
        assert app.grid.cursor_position == CursorPosition(3, 12 * 60, "tim")
        app.grid.show(lanes=[LANES[0]], blocks=BLOCKS, hours=HOURS)
        assert app.grid.cursor_position == CursorPosition(3, 12 * 60, "noor")


async def test_show_follows_the_block_under_the_cursor() -> None:
    """When the chosen block moved, the cursor goes along, at the same height in the block."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("w", "down")
        app.blocks["care"] = replace(CARE, day=4, start=13 * 60, end=14 * 60)
        app.show_blocks()
        assert app.grid.cursor_position == CursorPosition(4, 13 * 60 + 15, "noor")
        del app.blocks["care"]
        app.show_blocks()
        assert app.grid.cursor_position == CursorPosition(4, 13 * 60 + 15, "noor")
        assert app.grid.selected_key is None


async def test_show_tells_when_another_block_comes_under_the_cursor() -> None:
    """A block that appears under the cursor is told, so that a detail beside the grid can follow."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        app.blocks["new"] = Block("new", "noor", 0, 8 * 60, 8 * 60 + 30, "Nieuw")
        app.show_blocks()
        await pilot.pause()
        message = app.told[-1]
        assert isinstance(message, WeekGrid.CursorMoved)
        assert message.key == "new"


async def test_show_lets_go_of_a_held_block_that_is_gone() -> None:
    """A held block that somebody else took away is not held any more; another one stays held."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        app.grid.hold("care")
        await pilot.press("L")
        del app.blocks["speech"]
        app.show_blocks()
        assert app.grid.held == "care"
        del app.blocks["care"]
        app.show_blocks()
        assert app.grid.held is None


@pytest.mark.parametrize(
    "wrong",
    [{"days": 0}, {"days": 8}, {"first_minute": 600, "last_minute": 600}, {"quarter": 0}, {"last_minute": 9999}],
)
def test_a_grid_that_cannot_be_is_refused(wrong: dict[str, int]) -> None:
    """Days, minutes and quarters that make no grid raise at once."""
    with pytest.raises(ValueError, match="week grid needs"):
        WeekGrid(**wrong)  # type: ignore[arg-type]  # the test names the field
