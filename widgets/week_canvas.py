"""The drawing half of a week grid: header, gutter and body, line by line, and which regions to draw anew."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from widgets.plain_text import content, fitted, shown
from widgets.week_blocks import MINUTES_IN_DAY, clock
from widgets.week_layout import (
    GUTTER_WIDTH,
    HEADER_HEIGHT,
    LEAST_LANE_WIDTH,
    Geometry,
    laid_side_by_side,
    part,
    scrolled,
)
from widgets.week_paint import DAY_LINE, LANE_LINE, ColumnShape, Ink, Marks, paint_column

if TYPE_CHECKING:
    from widgets.week_content import WeekContent
    from widgets.week_layout import Placement

WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")


@dataclass(frozen=True, slots=True)
class GridMarks:
    """What is going on in a grid: the cursor, the block under it, and a block on the move."""

    column: int = 0
    """The column of the cursor."""
    row: int = 0
    """The row of the cursor."""
    picked: Placement | None = None
    """The block under the cursor."""
    held: str | None = None
    """Key of the block on the move."""
    ghost: Placement | None = None
    """Where in the cursor's column the block on the move would come."""

    def rows(self) -> tuple[int, int]:
        """Return the rows [top, bottom) of the cursor's column that these marks touch.

        A block that shares its lane with others may be drawn over them while it is under the cursor: then all rows count.
        """
        if self.picked is not None and self.picked.columns > 1:
            return 0, MINUTES_IN_DAY
        shown = [placement for placement in (self.picked, self.ghost) if placement is not None]
        return min([self.row, *(item.top for item in shown)]), max([self.row + 1, *(item.bottom for item in shown)])


class WeekCanvas(ScrollView, inherit_bindings=False):
    """Draws a week: two fixed header lines, a fixed clock on the left, and a body that scrolls both ways."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "week-grid--header",
        "week-grid--header-cursor",
        "week-grid--gutter",
        "week-grid--gutter-hour",
        "week-grid--gutter-cursor",
        "week-grid--open",
        "week-grid--hour",
        "week-grid--closed",
        "week-grid--block",
        "week-grid--warning",
        "week-grid--locked",
        "week-grid--cancelled",
        "week-grid--selected",
        "week-grid--held",
        "week-grid--ghost",
        "week-grid--edge",
        "week-grid--edge-warning",
        "week-grid--cursor",
    }
    """
    | Class | What it styles |
    | :- | :- |
    | `week-grid--header`, `-header-cursor` | Names of days and lanes; those of the cursor. |
    | `week-grid--gutter`, `-gutter-hour`, `-gutter-cursor` | The clock; whole hours; the row of the cursor. |
    | `week-grid--open`, `-hour`, `-closed` | Empty time; its first row of an hour; time outside the hours of a day. Their colour is that of the lines. |
    | `week-grid--block`, `-warning`, `-locked`, `-cancelled` | Blocks at rest. |
    | `week-grid--selected` | The block under the cursor. |
    | `week-grid--held`, `-ghost` | A block on the move: where it still is, and where it would come. |
    | `week-grid--edge`, `-edge-warning` | The left edge of a block (colour only). |
    | `week-grid--cursor` | The row under the cursor. |
    """

    DEFAULT_CSS = """
    WeekCanvas {
        height: 1fr;
        background: $background;
        color: $foreground;
        scrollbar-gutter: stable;
        scrollbar-size: 1 1;

        & > .week-grid--header { background: $panel; color: $text; }
        & > .week-grid--header-cursor { background: $panel; color: $text; text-style: bold underline; }
        & > .week-grid--gutter { background: $background; color: $text-muted; }
        & > .week-grid--gutter-hour { background: $background; color: $foreground; }
        & > .week-grid--gutter-cursor { background: $background; color: $foreground; text-style: bold; }
        & > .week-grid--open { background: $surface; color: $text-disabled; }
        & > .week-grid--hour { background: $surface-lighten-1; color: $text-disabled; }
        & > .week-grid--closed { background: $background; color: $text-muted; }
        & > .week-grid--block { background: $primary-muted; color: $text; }
        & > .week-grid--warning { background: $warning-muted; color: $text; }
        & > .week-grid--locked { background: $panel; color: $text; }
        & > .week-grid--cancelled { background: $surface; color: $text-muted; text-style: strike; }
        & > .week-grid--selected {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: bold;
        }
        & > .week-grid--held { background: $surface; color: $text-muted; text-style: italic; }
        & > .week-grid--ghost { background: $accent; color: $background; text-style: bold; }
        & > .week-grid--edge { color: $text-primary; }
        & > .week-grid--edge-warning { color: $text-warning; }
        & > .week-grid--cursor { background: $background; color: $foreground; text-style: bold underline; }

        &:ansi > .week-grid--ghost { color: ansi_black; }
        &:focus > .week-grid--gutter-cursor { text-style: bold reverse; }
        &:focus > .week-grid--cursor { text-style: bold reverse; }
    }
    """

    LEAST_LANE: ClassVar[int] = LEAST_LANE_WIDTH
    """Cells below which a lane is not squeezed; a subclass may ask for more."""

    day_titles: reactive[tuple[str, ...]] = reactive(WEEKDAYS, init=False)
    """What stands above the days, from Monday: plain text, for instance with dates."""
    empty_text: reactive[str] = reactive("", init=False)
    """What stands in the middle when there are no lanes: plain text."""

    def __init__(
        self,
        week: WeekContent,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002  # the name that Textual gives it
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)
        self._week = week
        self._geometry = Geometry.fitting(week.days, len(week.lanes), 0, self.LEAST_LANE)
        self._marks = GridMarks()
        self._ink: Ink | None = None
        self._painted: dict[int, list[list[Segment]]] = {}

    @property
    def week(self) -> WeekContent:
        """What is shown now."""
        return self._week

    @property
    def geometry(self) -> Geometry:
        """How the lanes share the width now."""
        return self._geometry

    @property
    def marks(self) -> GridMarks:
        """The cursor and the block on the move, as they are drawn now."""
        return self._marks

    def on_resize(self) -> None:
        """Share the width anew."""
        self._share_width()
        self.bring_cursor_into_view()

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old styles."""
        self._ink = None
        self._painted.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the widget."""
        width = self.size.width
        if self._ink is None:
            self._ink = Ink.of(self)
        ink = self._ink
        if not self._week.lanes:
            return self._empty_line(y, width, ink.gutter)
        row = y - HEADER_HEIGHT + self.scroll_offset.y
        if row >= self._week.time_range.rows:
            return Strip([Segment(" " * width, ink.gutter)], width)
        if y == 0:
            return self._framed(Segment(" " * GUTTER_WIDTH, ink.header), self._day_names(ink), ink.header)
        columns = self._columns_in_view()
        if y == 1:
            names = [self._lane_name(column, ink) for column in columns]
            return self._framed(Segment(" " * GUTTER_WIDTH, ink.header), self._seen(names, columns), ink.header)
        painted = self._painted
        cells = [(painted.get(column) or self._paint(column, ink))[row] for column in columns]
        return self._framed(self._clock(row, ink), self._seen(cells, columns), ink.gutter)

    def show_week(self, week: WeekContent) -> None:
        """Replace what is shown; when days, lanes and rows stay, only the columns that changed are drawn anew."""
        old, self._week = self._week, week
        if week.same_frame(old):
            for column, top, bottom in week.changes(old):
                self._redraw_column(column, top, bottom)
            return
        self._painted.clear()
        self._share_width()
        self.refresh()

    def show_marks(self, marks: GridMarks) -> None:
        """Replace cursor and block on the move, and draw anew what that touches."""
        old, self._marks = self._marks, marks
        if old == marks or not self._week.lanes:
            return
        if old.held != marks.held:
            for place in [place for key in (old.held, marks.held) for place in self._week.places.get(key or "", ())]:
                self._redraw_column(place.column, place.placement.top, place.placement.bottom)
        for state in (old, marks):
            if state.column < self._geometry.columns:
                self._redraw_column(state.column, *state.rows())
                if HEADER_HEIGHT <= (y := HEADER_HEIGHT + state.row - self.scroll_offset.y) < self.size.height:
                    self.refresh(Region(0, y, GUTTER_WIDTH, 1))
        if old.column != marks.column:
            self.refresh(Region(0, 0, self.size.width, HEADER_HEIGHT))

    def cursor_cell(self) -> Offset:
        """Return where the block under the cursor begins, or the cell itself in empty time."""
        if self._marks.column >= self._geometry.columns:
            return Offset(0, 0)
        left, right = self._geometry.extent(self._marks.column)
        picked = self._marks.picked
        if picked is not None and laid_side_by_side(right - left, picked.columns):
            left += part(right - left, picked.column, picked.columns)[0]
        return Offset(GUTTER_WIDTH + left + 1, HEADER_HEIGHT + self._marks.row) - self.scroll_offset

    def bring_cursor_into_view(self, *, whole: bool = True) -> None:
        """Scroll as little as shows the cursor; with `whole` also its block and its day, where they fit."""
        room = self.scrollable_content_region
        width, height = room.width - GUTTER_WIDTH, room.height - HEADER_HEIGHT
        if not self._week.lanes or width < 1 or height < 1:
            return
        marks = self._marks
        top, bottom = marks.row, marks.row + 1
        left, right = self._geometry.extent(marks.column)
        if whole:
            block = marks.ghost or marks.picked
            if block is not None and block.bottom - block.top <= height:
                top, bottom = block.top, block.bottom
            if self._geometry.day_width <= width:
                left = marks.column // self._geometry.lanes * self._geometry.day_width
                right = left + self._geometry.day_width
        offset = self.scroll_offset
        x, y = scrolled(offset.x, width, left, right), scrolled(offset.y, height, top, bottom)
        if (x, y) != offset:
            self.scroll_to(x, y, animate=False, force=True)

    def _share_width(self) -> None:
        width = max(0, self.scrollable_content_region.width - GUTTER_WIDTH)
        geometry = Geometry.fitting(self._week.days, len(self._week.lanes), width, self.LEAST_LANE)
        if geometry != self._geometry:
            self._geometry = geometry
            self._painted.clear()
        empty = not self._week.lanes
        self.virtual_size = (
            Size(0, 0) if empty else Size(GUTTER_WIDTH + geometry.width, HEADER_HEIGHT + self._week.time_range.rows)
        )

    def _redraw_column(self, column: int, top: int, bottom: int) -> None:
        """Draw rows [top, bottom) of a column anew."""
        self._painted.pop(column, None)
        self._refresh_body(*self._geometry.extent(column), top, bottom)

    def _refresh_body(self, left: int, right: int, top: int, bottom: int) -> None:
        """Draw body cells [left, right) of rows [top, bottom) anew, as far as they are in view."""
        body = Region(GUTTER_WIDTH, HEADER_HEIGHT, self.size.width - GUTTER_WIDTH, self.size.height - HEADER_HEIGHT)
        region = Region(left, top, right - left, bottom - top).translate(body.offset - self.scroll_offset)
        seen = region.intersection(body)
        if seen:
            self.refresh(seen)

    def _columns_in_view(self) -> range:
        left = self.scroll_offset.x
        width = self.size.width - GUTTER_WIDTH
        return range(self._geometry.column_at(left), self._geometry.column_at(left + width - 1) + 1)

    def _paint(self, column: int, ink: Ink) -> list[list[Segment]]:
        """Paint a column that is seen for the first time since it changed; return its segments by row."""
        left, right = self._geometry.extent(column)
        shape = ColumnShape(left, right - left, first_of_day=column % self._geometry.lanes == 0)
        marks = self._marks
        here = Marks(held=marks.held)
        if marks.column == column:
            here = Marks(marks.row, marks.picked, marks.held, marks.ghost)
        painted = paint_column(self._week.tracks[column], shape, self._week.time_range, here, ink)
        self._painted[column] = painted
        return painted

    def _seen(self, drawn: list[list[Segment]], columns: range) -> list[Segment]:
        """Return what is drawn of the columns in view, without the cells of the outer two that are out of view."""
        start = self.scroll_offset.x
        end = start + self.size.width - GUTTER_WIDTH
        for place in {0, len(columns) - 1}:
            left, right = self._geometry.extent(columns[place])
            if left < start or right > end:
                cropped = Strip(drawn[place], right - left).crop(max(start - left, 0), min(end, right) - left)
                drawn[place] = list(cropped)
        return list(chain.from_iterable(drawn))

    def _framed(self, gutter: Segment, body: list[Segment], rest: Style) -> Strip:
        """Return a line: gutter, body, and whatever remains on the right."""
        width = self.size.width
        reached = GUTTER_WIDTH + min(width - GUTTER_WIDTH, self._geometry.width - self.scroll_offset.x)
        if reached < width:
            return Strip([gutter, *body, Segment(" " * (width - reached), rest)], width)
        return Strip([gutter, *body], max(width, GUTTER_WIDTH))

    def _clock(self, row: int, ink: Ink) -> Segment:
        minute = self._week.time_range.minute(row)
        if row == self._marks.row:
            return Segment(f"{clock(minute)} ", ink.gutter_cursor)
        if minute % 60 == 0:
            return Segment(f"{clock(minute)} ", ink.gutter_hour)
        return Segment(f"  :{minute % 60:02d} " if minute % 30 == 0 else " " * GUTTER_WIDTH, ink.gutter)

    def _day_names(self, ink: Ink) -> list[Segment]:
        """Return the day header; a day that is partly out of view keeps its name in the part that is seen."""
        geometry = self._geometry
        start = self.scroll_offset.x
        end = min(start + self.size.width - GUTTER_WIDTH, geometry.width)
        segments = []
        for day in range(start // geometry.day_width, -(-end // geometry.day_width)):
            left, right = max(start, day * geometry.day_width), min(end, (day + 1) * geometry.day_width)
            style = ink.header_cursor if day == self._marks.column // geometry.lanes else ink.header
            line = DAY_LINE if left == day * geometry.day_width else " "
            title = self.day_titles[day] if day < len(self.day_titles) else WEEKDAYS[day]
            segments.append(Segment(line, ink.header + Style(color=ink.open.color)))
            segments.append(Segment(fitted(title, right - left - 1), style))
        return segments

    def _lane_name(self, column: int, ink: Ink) -> list[Segment]:
        left, right = self._geometry.extent(column)
        number, room = column % self._geometry.lanes, right - left - 1
        lane = self._week.lanes[number]
        name = lane.title if cell_len(shown(lane.title)) <= room else lane.short or lane.title
        style = ink.header_cursor if column == self._marks.column else ink.header
        line = Segment(LANE_LINE if number else DAY_LINE, ink.header + Style(color=ink.open.color))
        return [line, Segment(fitted(name, room), style)]

    def _empty_line(self, y: int, width: int, style: Style) -> Strip:
        """Return a line of the text that stands where there are no lanes, in the middle."""
        lines = [line.plain.strip() for line in content(self.empty_text).wrap(max(1, width - 4))]
        top = max(0, (self.size.height - len(lines)) // 2)
        text = lines[y - top] if top <= y < top + len(lines) else ""
        left = max(0, (width - cell_len(text)) // 2)
        return Strip([Segment(fitted(" " * left + text, width), style)], width)
