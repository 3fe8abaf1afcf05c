"""A week grid under the mouse: clicks, drags and the wheel."""

from __future__ import annotations

from textual.events import MouseScrollDown
from week_board import Board, lines, offset_of

from widgets.week_grid import WeekGrid


async def test_a_click_moves_the_cursor_and_a_second_one_chooses() -> None:
    """The first click on a block goes there, the second chooses it, wherever in the block it falls."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        await pilot.click("#grid", offset=offset_of(app.grid, 0, 9 * 60 + 15))
        assert app.grid.selected_key == "care"
        assert not app.asked()
        await pilot.click("#grid", offset=offset_of(app.grid, 0, 10 * 60))
        assert isinstance(app.last(), WeekGrid.BlockChosen)


async def test_a_double_click_on_an_empty_quarter_asks_for_something_new() -> None:
    """Two clicks in the same empty quarter ask for it; two in different quarters only move."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        await pilot.click("#grid", offset=offset_of(app.grid, 3, 11 * 60, 1))
        await pilot.click("#grid", offset=offset_of(app.grid, 3, 11 * 60 + 15, 1))
        assert not app.asked()
        await pilot.click("#grid", offset=offset_of(app.grid, 3, 11 * 60 + 15, 1))
        place = app.last()
        assert isinstance(place, WeekGrid.PlaceRequested)
        assert (place.day, place.minute, place.lane_key) == (3, 11 * 60 + 15, "tim")


async def test_a_click_finds_the_right_one_of_two_blocks_side_by_side() -> None:
    """The left part of the lane is the even week, the right part the odd one."""
    app = Board()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        left, y = offset_of(app.grid, 2, 9 * 60, cell=0)
        right = left + app.grid.geometry.day_width // 2 - 1
        await pilot.click("#grid", offset=(left, y))
        assert app.grid.selected_key == "even"
        await pilot.click("#grid", offset=(right, y))
        assert app.grid.selected_key == "odd"


async def test_clicks_on_header_and_gutter_change_nothing() -> None:
    """Only the body has a cursor."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("w")
        before = app.grid.cursor_position
        await pilot.click("#grid", offset=(20, 0))
        await pilot.click("#grid", offset=(2, 8))
        assert app.grid.cursor_position == before
        assert not app.asked()


async def test_dragging_a_block_asks_for_a_move_when_let_go() -> None:
    """Grabbed in its second row, a block comes to start a row above the pointer."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        await pilot.mouse_down("#grid", offset=offset_of(app.grid, 0, 9 * 60 + 15))
        await pilot.hover("#grid", offset=offset_of(app.grid, 1, 10 * 60, 1))
        assert app.grid.held == "care"
        await pilot.hover("#grid", offset=offset_of(app.grid, 1, 11 * 60, 1))
        await pilot.mouse_up("#grid", offset=offset_of(app.grid, 1, 11 * 60, 1))
        moved = app.last()
        assert isinstance(moved, WeekGrid.MoveRequested)
        assert (moved.key, moved.day, moved.minute, moved.lane_key) == ("care", 1, 10 * 60 + 45, "tim")
        assert app.grid.held is None
        assert app.grid.selected_key == "care"


async def test_dragging_a_block_back_to_where_it_was_asks_nothing() -> None:
    """A drag that ends where it began is no move and no choice."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        start = offset_of(app.grid, 0, 9 * 60)
        await pilot.click("#grid", offset=start)
        await pilot.mouse_down("#grid", offset=start)
        await pilot.hover("#grid", offset=offset_of(app.grid, 2, 12 * 60))
        await pilot.hover("#grid", offset=start)
        await pilot.mouse_up("#grid", offset=start)
        assert not app.asked()
        assert app.grid.held is None


async def test_escape_ends_a_drag() -> None:
    """Escape with the button still down lets go; letting the button go then asks nothing."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        target = offset_of(app.grid, 1, 11 * 60)
        await pilot.mouse_down("#grid", offset=offset_of(app.grid, 0, 9 * 60))
        await pilot.hover("#grid", offset=target)
        await pilot.press("escape")
        await pilot.mouse_up("#grid", offset=target)
        assert not app.asked()
        assert app.grid.selected_key == "care"


async def test_dragging_the_lower_edge_stretches() -> None:
    """The last row of a block is a handle: let go an hour lower, it asks for an end an hour later."""
    app = Board()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.mouse_down("#grid", offset=offset_of(app.grid, 0, 10 * 60 + 15))
        target = offset_of(app.grid, 0, 11 * 60 + 15)
        await pilot.hover("#grid", offset=target)
        assert "09:00–" in "\n".join(lines(app.grid))
        await pilot.mouse_up("#grid", offset=target)
        stretched = app.last()
        assert isinstance(stretched, WeekGrid.StretchRequested)
        assert (stretched.key, stretched.end) == ("care", 11 * 60 + 30)


async def test_a_click_puts_down_a_held_block() -> None:
    """A block held by key may be put down by the mouse."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        app.grid.hold("care")
        await pilot.click("#grid", offset=offset_of(app.grid, 3, 11 * 60))
        moved = app.last()
        assert isinstance(moved, WeekGrid.MoveRequested)
        assert (moved.day, moved.minute) == (3, 11 * 60)


async def test_the_wheel_scrolls_and_leaves_the_header() -> None:
    """The wheel shows later hours; the names of days and lanes stay, and so does the cursor's place."""
    app = Board()
    async with app.run_test(size=(80, 20), notifications=True) as pilot:
        await pilot.pause()
        header = lines(app.grid)[:2]
        for _ in range(5):
            app.grid.post_message(MouseScrollDown(app.grid, 20, 8, 0, 0, 0, False, False, False))
        await pilot.pause()
        assert app.grid.scroll_offset.y > 0
        assert lines(app.grid)[:2] == header
        assert app.grid.cursor_minute == 8 * 60


async def test_a_click_with_ctrl_asks_for_a_mark_and_chooses_nothing() -> None:
    """However often; the cursor comes along, and a drag after it moves nothing."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        for _ in range(2):
            await pilot.click("#grid", offset=offset_of(app.grid, 0, 9 * 60 + 15), control=True)
            asked = app.last()
            assert isinstance(asked, WeekGrid.MarkRequested)
            assert (asked.key, app.grid.selected_key, app.grid.held) == ("care", "care", None)
