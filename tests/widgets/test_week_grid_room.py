"""What a week grid shows beside its scrollbars: nothing lies under them."""

from __future__ import annotations

from typing import ClassVar

import pytest
from textual.app import App, ComposeResult

from widgets.week_grid import Lane, WeekGrid


class _WideLanes(WeekGrid):
    LEAST_LANE: ClassVar[int] = 16


class _Diary(App[None]):
    def __init__(self, grid: WeekGrid) -> None:
        super().__init__()
        self.grid = grid

    def compose(self) -> ComposeResult:
        yield self.grid


@pytest.mark.parametrize("width", [80, 81, 100])
async def test_lanes_that_fit_leave_room_for_the_scrollbar(width: int) -> None:
    """Whatever the width, a whole day beside the vertical scrollbar needs no horizontal one."""
    grid = WeekGrid(lanes=[Lane("a", "Anna"), Lane("b", "Bram")], days=1, first_minute=420, last_minute=1110)
    async with _Diary(grid).run_test(size=(width, 20)) as pilot:
        await pilot.pause()
        assert grid.show_vertical_scrollbar
        assert not grid.show_horizontal_scrollbar


async def test_the_last_row_is_seen_above_the_horizontal_scrollbar() -> None:
    """The cursor on the last quarter scrolls far enough."""
    lanes = [Lane(str(number), f"School {number}") for number in range(12)]
    grid = _WideLanes(lanes=lanes, days=1, first_minute=420, last_minute=1110)
    async with _Diary(grid).run_test(size=(80, 20)) as pilot:
        grid.focus()
        await pilot.pause()
        await pilot.press("end")
        await pilot.pause()
        assert grid.show_horizontal_scrollbar
        bottom = grid.scroll_offset.y + grid.scrollable_content_region.height
        assert bottom >= grid.virtual_size.height


async def test_a_grid_may_ask_for_wider_lanes() -> None:
    """Then fewer fit, and the others are reached by moving on."""
    lanes = [Lane(str(number), f"School {number}") for number in range(12)]
    grid = _WideLanes(lanes=lanes, days=1)
    async with _Diary(grid).run_test(size=(80, 20)) as pilot:
        grid.focus()
        await pilot.pause()
        assert grid.virtual_size.width >= 12 * 16
        await pilot.press(*["right"] * 11)
        assert grid.cursor_position.lane_key == "11"
        assert grid.scroll_offset.x > 0
