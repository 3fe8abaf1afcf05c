"""A week grid as its user meets it: keys, mouse, what it asks for, and what it draws."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input

from widgets.week_blocks import Block, DayHours, Lane
from widgets.week_grid import CursorPosition, WeekGrid
from widgets.week_layout import GUTTER_WIDTH, HEADER_HEIGHT

LANES = (Lane("noor", "Noor de Vries", "Noor"), Lane("tim", "Tim", "Tim"))
CARE = Block("care", "noor", 0, 9 * 60, 10 * 60 + 30, "Verzorging")
SPEECH = Block("speech", "tim", 0, 10 * 60, 11 * 60, "Logopedie", locked=True)
EVEN = Block("even", "noor", 2, 9 * 60, 10 * 60, "Even", "E")
ODD = Block("odd", "noor", 2, 9 * 60, 10 * 60, "Oneven", "O", warning=True)
BLOCKS = (CARE, SPEECH, EVEN, ODD)
HOURS = tuple(DayHours(day, 8 * 60 + 30, 15 * 60) for day in range(5))
HOSTILE = [
    "[/] note",
    "\x1b]52;c;aGk=\x07",
    "\u202eabc",
    "日本語の予定",
    "👩‍🦽👍🏽🇳🇱",
    "a\x00b",
    "[red]x",
    "[b",
    "e\u0301" * 9,
]


class CountedGrid(WeekGrid):
    """A grid that remembers which of its lines were drawn."""

    def __init__(self) -> None:
        super().__init__(lanes=LANES, blocks=BLOCKS, hours=HOURS, empty_text="Nog niemand. Druk op n.", id="grid")
        self.drawn_lines: list[int] = []

    def render_line(self, y: int) -> Strip:
        """Draw a line and remember it."""
        self.drawn_lines.append(y)
        return super().render_line(y)


class Board(App[None]):
    """A screen that answers a grid as a planning screen does, and has keys of its own."""

    BINDINGS = [
        Binding(key, f"note('{name}')", priority=False)
        for key, name in {
            "n": "n", "m": "m", "x": "x", "e": "e", "u": "u", "p": "p",
            "+": "plus", "-": "minus", "escape": "escape", "slash": "slash",
        }.items()
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Message] = []
        self.keys: list[str] = []
        self.blocks = {block.key: block for block in BLOCKS}
        self.answers = True

    def compose(self) -> ComposeResult:
        """Show a grid, and a field to tab to."""
        yield CountedGrid()
        yield Input()

    def on_mount(self) -> None:
        """Start in the grid."""
        self.grid.focus()

    @property
    def grid(self) -> CountedGrid:
        """The grid."""
        return self.query_one(CountedGrid)

    def action_note(self, name: str) -> None:
        """Remember a key that the grid left alone."""
        self.keys.append(name)

    def last(self) -> Message:
        """Return the last message, which was not about the cursor."""
        return [message for message in self.told if not isinstance(message, WeekGrid.CursorMoved)][-1]

    def asked(self) -> list[Message]:
        """Return all messages that were not about the cursor."""
        return [message for message in self.told if not isinstance(message, WeekGrid.CursorMoved)]

    def show_blocks(self) -> None:
        """Show the blocks as they are now."""
        self.grid.show(lanes=LANES, blocks=list(self.blocks.values()), hours=HOURS)

    def on_week_grid_cursor_moved(self, message: WeekGrid.CursorMoved) -> None:
        """Remember it."""
        self.told.append(message)

    def on_week_grid_block_chosen(self, message: WeekGrid.BlockChosen) -> None:
        """Remember it."""
        self.told.append(message)

    def on_week_grid_place_requested(self, message: WeekGrid.PlaceRequested) -> None:
        """Remember it."""
        self.told.append(message)

    def on_week_grid_move_requested(self, message: WeekGrid.MoveRequested) -> None:
        """Move the block, unless this board refuses."""
        self.told.append(message)
        if self.answers:
            old = self.blocks[message.key]
            end = message.minute + old.end - old.start
            self.blocks[message.key] = replace(
                old, day=message.day, lane=message.lane_key, start=message.minute, end=end
            )
            self.show_blocks()

    def on_week_grid_stretch_requested(self, message: WeekGrid.StretchRequested) -> None:
        """Stretch the block, unless this board refuses."""
        self.told.append(message)
        if self.answers:
            self.blocks[message.key] = replace(self.blocks[message.key], end=message.end)
            self.show_blocks()


def lines(grid: WeekGrid) -> list[str]:
    """Return what stands on the lines of a grid."""
    return [WeekGrid.render_line(grid, y).text for y in range(grid.size.height)]


def offset_of(grid: WeekGrid, day: int, minute: int, lane: int = 0, cell: int = 2) -> tuple[int, int]:
    """Return where on the grid a quarter of a lane is drawn."""
    left = grid.geometry.extent(grid.geometry.column(day, lane))[0]
    row = grid.week.time_range.row(minute)
    scroll = grid.scroll_offset
    return GUTTER_WIDTH + left + cell - scroll.x, HEADER_HEIGHT + row - scroll.y


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
        await pilot.hover("#grid", offset=offset_of(app.grid, 2, 13 * 60))
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


async def test_the_wheel_scrolls_and_leaves_the_header() -> None:
    """The wheel shows later hours; the names of days and lanes stay, and so does the cursor's place."""
    app = Board()
    async with app.run_test(size=(80, 20), notifications=True) as pilot:
        header = lines(app.grid)[:2]
        for _ in range(5):
            await pilot._post_mouse_events([__import__("textual.events").events.MouseScrollDown], "#grid", (20, 8))
        await pilot.pause()
        assert app.grid.scroll_offset.y > 0
        assert lines(app.grid)[:2] == header
        assert app.grid.cursor_minute == 8 * 60


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


async def test_a_cursor_move_draws_only_what_it_touches() -> None:
    """Going down one quarter in empty time draws two lines anew, not the whole grid."""
    app = Board()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.grid.move_cursor(4, 12 * 60, "tim")
        await pilot.pause()
        app.grid.drawn_lines.clear()
        await pilot.press("down")
        row = HEADER_HEIGHT + app.grid.week.time_range.row(12 * 60)
        assert set(app.grid.drawn_lines) == {row, row + 1}


async def test_show_draws_only_what_changed() -> None:
    """A changed label draws the lines of that block anew; the same content draws nothing."""
    app = Board()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        app.grid.drawn_lines.clear()
        app.show_blocks()
        await pilot.pause()
        assert not app.grid.drawn_lines
        app.blocks["speech"] = replace(SPEECH, label="Stem")
        app.show_blocks()
        await pilot.pause()
        top = HEADER_HEIGHT + app.grid.week.time_range.row(10 * 60)
        assert set(app.grid.drawn_lines) == set(range(top, top + 4))
        assert "Stem" in lines(app.grid)[top]


async def test_what_is_drawn_bit_by_bit_is_what_is_drawn_at_once() -> None:
    """After any walk of keys, the screen shows what a full redraw would show, line for line, and the cursor is in view."""
    chance = random.Random(7)  # a repeatable walk
    keys = ["down", "up", "left", "right", "L", "H", "w", "b", "pagedown", "pageup", "home", "end", "J", "K"]
    app = Board()
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        for step in range(60):
            if step % 20 == 10 and app.grid.selected_key:
                app.grid.hold(app.grid.selected_key)
            await pilot.press(chance.choice(keys))
            if step % 20 == 15:
                await pilot.press("enter")
            await pilot.pause()
            shown = [strip.text for strip in app.grid.render_lines(app.grid.size.region)]
            app.grid.notify_style_update()
            assert shown == lines(app.grid)
            x, y = offset_of(app.grid, app.grid.cursor_day, app.grid.cursor_minute, app.grid.cursor_lane, 0)
            assert GUTTER_WIDTH <= x < app.grid.size.width
            assert HEADER_HEIGHT <= y < app.grid.size.height


@pytest.mark.parametrize("text", HOSTILE)
async def test_texts_of_users_never_break_the_grid(text: str) -> None:
    """Markup, control characters and wide signs in any text are shown harmlessly, and every line keeps its width."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        lanes = [Lane("a", text, text), Lane(text, "B" * 40, text)]
        blocks = [
            Block(text, "a", 0, 9 * 60, 10 * 60, text, text, locked=True, warning=True),
            Block("b", text, 1, 9 * 60, 9 * 60 + 15, text, text),
        ]
        app.grid.day_titles = (text,) * 5
        app.grid.show(lanes=lanes, blocks=blocks, hours=HOURS)
        await pilot.press("w", "enter", "J", "w")
        app.grid.hold(text)
        await pilot.press("right", "down")
        for y in range(app.grid.size.height):
            strip = WeekGrid.render_line(app.grid, y)
            assert Strip(list(strip)).cell_length == app.grid.size.width
            assert not any(ord(character) < 32 or character in "\x7f\u202e" for character in strip.text)
        app.grid.empty_text = text
        app.grid.show(lanes=[], blocks=[], hours=[])
        await pilot.pause()
        assert app.grid.selected_key is None


async def test_without_lanes_the_grid_says_what_to_do() -> None:
    """An empty grid shows its text in the middle, and no key or click asks anything."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:
        app.grid.show(lanes=[], blocks=[], hours=[])
        await pilot.press("enter", "w", "b", "J", "right", "down", "L", "end")
        await pilot.click("#grid", offset=(20, 5))
        text = lines(app.grid)
        middle = next(y for y, line in enumerate(text) if "Nog niemand. Druk op n." in line)
        assert abs(middle - app.grid.size.height // 2) <= 1
        assert not app.asked()
        assert app.grid.cursor_position.lane_key is None
        app.show_blocks()
        await pilot.press("home", "H", "H", "H", "H", "w", "enter")
        assert isinstance(app.last(), WeekGrid.BlockChosen)


async def test_a_small_terminal_shows_fewer_days_and_scrolls() -> None:
    """At 60 x 20 four whole days are shown; Friday comes into view with its name, and the clock stays."""
    app = Board()
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        header = lines(app.grid)[0]
        assert all(day in header for day in ("ma", "di", "wo", "do"))
        assert "vr" not in header
        await pilot.press("L", "L", "L", "L", "end")
        text = lines(app.grid)
        assert "vr" in text[0]
        assert "Tim" in text[1]
        assert text[-1].startswith("15:45") or any(line.startswith("15:45") for line in text)


async def test_fifty_professionals_are_reached_by_scrolling() -> None:
    """With more lanes than fit, the day's name and the clock stay in view beside the lane under the cursor."""
    app = Board()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        lanes = [Lane(f"p{number}", f"Professional {number}", f"P{number}") for number in range(50)]
        app.grid.show(lanes=lanes, blocks=[Block("k", "p49", 4, 540, 600, "Sonde")], hours=HOURS)
        await pilot.press("w")
        text = lines(app.grid)
        assert text[0].split()[0] == "│vr".strip("│") or "vr" in text[0]
        assert "P49" in text[1]
        assert any(line.startswith("09:00") and "Sonde" in line for line in text)


async def test_closed_time_is_seen_without_colour() -> None:
    """Time outside the hours is filled with a sign, time within is blank."""
    app = Board()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("end")
        text = lines(app.grid)
        assert "· ·" in text[HEADER_HEIGHT]
        assert "·" not in text[HEADER_HEIGHT + app.grid.week.time_range.row(12 * 60)]


async def test_the_cursor_is_seen_without_colour() -> None:
    """The quarter under the cursor and its clock are reversed while the grid has focus, and marked when it has not."""
    app = Board()
    async with app.run_test(notifications=True) as pilot:

        def marked(attribute: str) -> str:
            strip = WeekGrid.render_line(app.grid, HEADER_HEIGHT)
            return "".join(segment.text for segment in strip if segment.style and getattr(segment.style, attribute))

        await pilot.pause()
        assert marked("reverse").split() == ["08:00", "08:00"]
        await pilot.press("tab")
        await pilot.pause()
        assert not marked("reverse")
        assert marked("underline").strip() == "08:00"


async def test_signs_tell_what_colour_tells() -> None:
    """A locked block, a warning and a rhythm are each written in their block."""
    app = Board()
    async with app.run_test(size=(160, 40), notifications=True):
        text = "\n".join(lines(app.grid))
        assert "Logopedie   #" in text
        assert "E" in text
        assert "!" in text


async def test_names_stand_above_days_and_lanes() -> None:
    """Days have their own titles when given, and lanes their whole name where it fits, else the short one."""
    app = Board()
    async with app.run_test(size=(160, 40), notifications=True) as pilot:
        assert "Noor de Vries" in lines(app.grid)[1]
        app.grid.day_titles = ("ma 23-11", "di 24-11", "wo 25-11", "do 26-11", "vr 27-11")
        assert "vr 27-11" in lines(app.grid)[0]
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Noor  " in lines(app.grid)[1]
        assert "Noor de Vries" not in lines(app.grid)[1]


@pytest.mark.parametrize(
    "wrong",
    [{"days": 0}, {"days": 8}, {"first_minute": 600, "last_minute": 600}, {"quarter": 0}, {"last_minute": 9999}],
)
def test_a_grid_that_cannot_be_is_refused(wrong: dict[str, int]) -> None:
    """Days, minutes and quarters that make no grid raise at once."""
    with pytest.raises(ValueError, match="week grid needs"):
        WeekGrid(**wrong)  # type: ignore[arg-type]  # the test names the field
