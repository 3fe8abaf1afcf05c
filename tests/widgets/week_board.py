"""The screen around a week grid that its tests drive."""

from __future__ import annotations

from dataclasses import replace

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input

from widgets.week_blocks import Block, DayHours, Lane
from widgets.week_grid import WeekGrid
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

    def asked(self) -> list[Message]:
        """Return all messages that were not about the cursor."""
        return [message for message in self.told if not isinstance(message, WeekGrid.CursorMoved)]

    def last(self) -> Message:
        """Return the last message that was not about the cursor."""
        return self.asked()[-1]

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

    def on_week_grid_mark_requested(self, message: WeekGrid.MarkRequested) -> None:
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
