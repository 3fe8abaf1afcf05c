"""What a week grid tells its owner. Handlers are named `on_week_grid_…`; `WeekGrid` carries each class as an attribute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from widgets.week_blocks import CursorPosition
    from widgets.week_grid import WeekGrid


class GridMessage(Message, namespace="week_grid"):
    """Base of what a grid tells."""

    def __init__(self, grid: WeekGrid) -> None:
        super().__init__()
        self.grid = grid
        """The grid that tells it."""

    @property
    def control(self) -> WeekGrid:
        """The grid that tells it."""
        return self.grid


class CursorMoved(GridMessage, namespace="week_grid"):
    """The cursor stands elsewhere, or on another block. Of a flood only the last need arrive."""

    def __init__(self, grid: WeekGrid, position: CursorPosition, key: str | None) -> None:
        super().__init__(grid)
        self.position = position
        """Where it stands now."""
        self.key = key
        """Key of the block under it, or None."""

    def can_replace(self, message: Message) -> bool:
        """Give way to a later one of the same grid."""
        return isinstance(message, CursorMoved) and message.grid is self.grid


class BlockChosen(GridMessage, namespace="week_grid"):
    """Enter on a block, or a click on the block that was already under the cursor."""

    def __init__(self, grid: WeekGrid, key: str) -> None:
        super().__init__(grid)
        self.key = key
        """Key of the block."""


class PlaceRequested(GridMessage, namespace="week_grid"):
    """Enter on an empty quarter, or a click on the one that was already under the cursor: something new here?"""

    def __init__(self, grid: WeekGrid, day: int, minute: int, lane_key: str) -> None:
        super().__init__(grid)
        self.day = day
        """Weekday, 0 = Monday."""
        self.minute = minute
        """Minute of the day."""
        self.lane_key = lane_key
        """Key of the lane."""


class MarkRequested(GridMessage, namespace="week_grid"):
    """A click on a block with shift or ctrl: it should be marked, or not any more."""

    def __init__(self, grid: WeekGrid, key: str) -> None:
        super().__init__(grid)
        self.key = key
        """Key of the block."""


class MoveRequested(GridMessage, namespace="week_grid"):
    """A held block was put down elsewhere, by Enter or by letting go of the mouse: may it start here?"""

    def __init__(self, grid: WeekGrid, key: str, day: int, minute: int, lane_key: str) -> None:
        super().__init__(grid)
        self.key = key
        """Key of the block."""
        self.day = day
        """Weekday, 0 = Monday."""
        self.minute = minute
        """Minute of the day at which it would start."""
        self.lane_key = lane_key
        """Key of the lane."""


class StretchRequested(GridMessage, namespace="week_grid"):
    """A block should end later or earlier; always after its start and within the day."""

    def __init__(self, grid: WeekGrid, key: str, end: int) -> None:
        super().__init__(grid)
        self.key = key
        """Key of the block."""
        self.end = end
        """Minute of the day at which it would end."""
