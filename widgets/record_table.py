"""A table over any number of records: it asks only the rows on screen, filters as you type and adapts its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.worker import get_current_worker

from widgets.keeps_keys_waiting import KeepsKeysWaiting
from widgets.record_answers import ShownRows
from widgets.record_columns import Column, fit_columns
from widgets.record_lines import RowLines, sentence_line
from widgets.record_query import Answer, Question, TableMessage, answered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual import events
    from textual.message import Message

    from widgets.record_source import Row, RowSource

__all__ = ["Column", "RecordTable", "fit_columns"]

_HEADER_LINES = 1
_SIGNS = {"warning": "!"}
_MARKS = ("muted", "strong", "warning")


class RecordTable(ScrollView, KeepsKeysWaiting, can_focus=True):
    """One line per record under a header that stays, with a cursor on one record.

    Rows come from a `RowSource`. Its `select` runs in a thread, so typing a filter never waits; rows are read in pages while
    they are drawn, so the number of records does not matter. Texts are drawn as plain text, whatever they hold.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Openen", show=False, id="record-table.choose"),
        Binding("up,k", "move(-1)", "Rij omhoog", show=False, id="record-table.up"),
        Binding("down,j", "move(1)", "Rij omlaag", show=False, id="record-table.down"),
        Binding("pageup", "move_page(-1.0)", "Pagina omhoog", show=False, id="record-table.page-up"),
        Binding("pagedown", "move_page(1.0)", "Pagina omlaag", show=False, id="record-table.page-down"),
        Binding("ctrl+u", "move_page(-0.5)", "Halve pagina omhoog", show=False, id="record-table.half-page-up"),
        Binding("ctrl+d", "move_page(0.5)", "Halve pagina omlaag", show=False, id="record-table.half-page-down"),
        Binding("home", "first", "Eerste rij", show=False, id="record-table.first"),
        Binding("end,G", "last", "Laatste rij", show=False, id="record-table.last"),
        Binding("escape", "clear_filter", "Filter wissen", show=False, id="record-table.clear-filter"),
    ]
    """
    | key | what it does |
    |---|---|
    | enter | choose the record under the cursor |
    | up, k / down, j | one row |
    | pageup / pagedown | one page |
    | ctrl+u / ctrl+d | half a page |
    | home / end, G | first or last row |
    | escape | clear the filter; left to others while there is none |
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-table--header",
        "record-table--row",
        "record-table--cursor",
        "record-table--warning",
        "record-table--muted",
        "record-table--strong",
        "record-table--hint",
    }
    """
    | class | what it styles |
    |---|---|
    | `record-table--header` | the titles |
    | `record-table--row` | a row |
    | `record-table--cursor` | the row under the cursor |
    | `record-table--warning`, `--muted`, `--strong` | a row with that mark, over the style of a row |
    | `record-table--hint` | the sentence in a table without rows |
    """

    DEFAULT_CSS = """
    RecordTable {
        width: 1fr;
        height: 1fr;
        background: $surface;
        color: $foreground;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        & > .record-table--header { background: $panel; color: $foreground; text-style: bold; }
        & > .record-table--cursor {
            background: $block-cursor-blurred-background;
            color: $block-cursor-blurred-foreground;
            text-style: $block-cursor-blurred-text-style;
        }
        & > .record-table--warning { color: $text-warning; }
        & > .record-table--muted { color: $text-muted; text-style: italic; }
        & > .record-table--strong { text-style: bold; }
        & > .record-table--hint { color: $foreground; }
        &:focus {
            & > .record-table--header { text-style: bold underline; }
            & > .record-table--cursor {
                background: $block-cursor-background;
                color: $block-cursor-foreground;
                text-style: $block-cursor-text-style;
            }
        }
        &:nocolor > .record-table--cursor { text-style: underline; }
        &:nocolor:focus > .record-table--cursor { text-style: bold reverse; }
    }
    """

    ALLOW_SELECT = False

    cursor_row: reactive[int] = reactive(-1, repaint=False, init=False)
    """The row under the cursor, counted from 0; -1 when there are no rows. Other values are brought within the rows."""

    filter_text: reactive[str] = reactive("", repaint=False, init=False)
    """What the source is asked to select on. Setting it asks the source; the rows change when the answer is there."""

    row_count: reactive[int] = reactive(0, repaint=False, init=False)
    """How many rows answer the filter. Set by the table; watch it or read it."""

    total_count: reactive[int | None] = reactive[int | None](None, repaint=False, init=False)
    """How many rows there are without a filter; None while that is not known. Set by the table."""

    class Highlighted(TableMessage):
        """Another record came under the cursor, or none. While the cursor runs, only the last of these is handled."""

        def __init__(self, table: RecordTable, key: str | None) -> None:
            super().__init__(table)
            self.key = key

        def can_replace(self, message: Message) -> bool:
            """Return whether this makes another message superfluous."""
            return isinstance(message, RecordTable.Highlighted) and message.table is self.table

    class Chosen(TableMessage):
        """The user chose a record: Enter, or a click on the row under the cursor."""

        def __init__(self, table: RecordTable, key: str) -> None:
            super().__init__(table)
            self.key = key

    class Filtered(TableMessage):
        """These are the rows shown now: the source answered a change of the filter, a reload or the first question."""

        def __init__(self, table: RecordTable, filter_text: str, count: int) -> None:
            super().__init__(table)
            self.filter_text = filter_text
            self.count = count

    class Failed(TableMessage):
        """The source could not give its rows. The table shows a neutral sentence; `error` is what was raised."""

        def __init__(self, table: RecordTable, error: Exception) -> None:
            super().__init__(table)
            self.error = error

    class Answered(TableMessage, bubble=False):
        """What a worker brings to its own table; not for others."""

        def __init__(self, table: RecordTable, answer: Answer) -> None:
            super().__init__(table)
            self.answer = answer

    def __init__(
        self,
        columns: Sequence[Column],
        source: RowSource | None = None,
        *,
        empty_text: str = "",
        name: str | None = None,
        id: str | None = None,  # noqa: A002  Textual's own name for it
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        """Make a table.

        Args:
            columns: what stands on a row, from left to right.
            source: where rows come from; it is asked once the table is mounted. Without one the table is empty.
            empty_text: the sentence in a table without rows, for instance which key adds the first one.
            name: the name of the widget.
            id: the id of the widget.
            classes: the classes of the widget.
            disabled: whether the widget starts disabled.
        """
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)
        self._lines = RowLines(columns)
        self._empty_text = empty_text
        self._rows = ShownRows(source)
        self._announced_key: str | None = None
        self._chosen_by_click = False

    def on_mount(self) -> None:
        """Ask for the first rows."""
        self._ask()

    def on_resize(self) -> None:
        """Keep the cursor on screen when the screen shrinks."""
        self._keep_cursor_in_view()

    def validate_cursor_row(self, row: int) -> int:
        """Bring a row within the rows that there are."""
        return max(0, min(row, self.row_count - 1)) if self.row_count else -1

    def watch_cursor_row(self, old: int, new: int) -> None:
        """Draw the two rows that changed and tell who listens."""
        self._draw_row(old)
        self._draw_row(new)
        self._keep_cursor_in_view()
        self._announce()

    def watch_filter_text(self, old: str, new: str) -> None:
        """Ask the source for the rows that answer the new filter."""
        self._ask()
        if bool(old) != bool(new):
            self.refresh_bindings()

    @property
    def selected_key(self) -> str | None:
        """The key of the record under the cursor, or None in a table without rows."""
        row = self._rows.row(self.cursor_row)
        return None if row is None else row.key

    @property
    def is_asking(self) -> bool:
        """Whether an answer of the source is still to come."""
        return self._rows.waiting

    @property
    def keeps_keys_waiting(self) -> bool:
        """Whether the rows do not answer the filter yet: a key would choose a record that is about to go."""
        return self.is_asking and self._rows.filter_text != self.filter_text

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of all columns, also of those that do not fit now."""
        return self._lines.titles

    @property
    def empty_text(self) -> str:
        """The sentence in a table without rows."""
        return self._empty_text

    def row_at(self, index: int) -> Row | None:
        """Return a row that answers the filter, counted from 0; None when there is none at that place."""
        return self._rows.row(index)

    def set_source(self, source: RowSource) -> None:
        """Show the rows of another source. The cursor stays on the same record if that is there too, else it goes to the top."""
        self._rows.change_source(source)
        self.reload()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; `set_source` with rows that fit them must follow."""
        self._lines = RowLines(columns)
        self.refresh()

    def reload(self) -> None:
        """Ask the source again. The cursor stays on the same record, or near where it was when that record is gone."""
        self._rows.count_again()
        self._ask()

    def move_to(self, key: str) -> bool:
        """Put the cursor on a record.

        Returns:
            Whether the record is among the rows shown now. While rows are still being asked, the cursor also goes to the record
            when it is in the answer, so that a record can be added, the table reloaded and the cursor moved in one go.
        """
        self._rows.want(key)
        position = self._rows.position(key)
        if position is None:
            return False
        self.cursor_row = position
        self._keep_cursor_in_view()
        return True

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen: the header, a row, or a part of the sentence in an empty table."""
        if y < _HEADER_LINES:
            return self._line(" ", self._lines.titles, self.get_component_rich_style("record-table--header"))
        if not self.row_count:
            hint_style = self.get_component_rich_style("record-table--hint")
            return sentence_line(
                self._rows.hint(self._empty_text), y - _HEADER_LINES, self.size.width, self._page_rows, hint_style
            )
        index = self.scroll_offset.y + y - _HEADER_LINES
        row = self._rows.row(index)
        style = self.get_component_rich_style("record-table--row")
        if row is None:
            return Strip.blank(self.size.width, style)
        under_cursor = index == self.cursor_row
        if under_cursor:
            style = self.get_component_rich_style("record-table--cursor")
        for mark in _MARKS:
            if mark in row.marks:
                marked = self.get_component_rich_style(f"record-table--{mark}", partial=True)
                # The cursor keeps its own colours, which are chosen to be read on each other.
                style += marked.without_color if under_cursor else marked
        sign = next((_SIGNS[mark] for mark in row.marks if mark in _SIGNS), " ")
        return self._line(sign, row.cells, style)

    def cursor_cell(self) -> Offset:
        """Return where the row under the cursor begins; without rows, where the sentence about that does."""
        return Offset(2, _HEADER_LINES + max(0, self.cursor_row - self.scroll_offset.y))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Escape to others while there is no filter to clear."""
        if action == "clear_filter":
            return bool(self.filter_text)
        return super().check_action(action, parameters)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row, or choose the row that it is on already; once per double click."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < _HEADER_LINES or event.button != 1:
            return
        row = self.scroll_offset.y + offset.y - _HEADER_LINES
        if row >= self.row_count:
            return
        event.stop()
        if event.chain == 1:
            self._chosen_by_click = False
        if row != self.cursor_row:
            self.cursor_row = row
        elif not self._chosen_by_click:
            self._chosen_by_click = True
            self.action_choose()

    def action_choose(self) -> None:
        """Tell that the record under the cursor was chosen."""
        key = self.selected_key
        if key is not None:
            self.post_message(self.Chosen(self, key))

    def action_move(self, rows: int) -> None:
        """Move the cursor down by a number of rows, up when that is negative."""
        self.cursor_row += rows

    def action_move_page(self, pages: float) -> None:
        """Move the cursor and the rows beneath it down by a part of the page."""
        rows = int(self._page_rows * pages) or (1 if pages > 0 else -1)
        if self.row_count:
            self._scroll_rows_to(self.scroll_offset.y + rows)
            self.cursor_row += rows

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self.cursor_row = 0

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self.cursor_row = self.row_count - 1

    def action_clear_filter(self) -> None:
        """Show all rows again."""
        self.filter_text = ""

    def _ask(self) -> None:
        """Ask the source in a worker, once the table is mounted. Only the answer to the last question counts."""
        question = self._rows.question(self.filter_text) if self.is_attached else None
        if question is not None:
            self._select(question)

    @work(thread=True, exclusive=True, group="record-table", exit_on_error=False, description="select rows")
    def _select(self, question: Question) -> None:
        """Let the source answer, in a thread, and bring the answer as a message."""
        worker = get_current_worker()
        if worker.is_cancelled:
            return
        answer = answered(question)
        if not worker.is_cancelled:
            self.post_message(self.Answered(self, answer))

    def _on_record_table_answered(self, message: Answered) -> None:
        """Show the answer, unless something else was asked since."""
        message.stop()
        if not self._rows.is_current(message.answer):
            return
        if message.answer.error is None:
            self._show_rows(message.answer)
        else:
            self._rows.fail()
            self._show_count()
            self.cursor_row = -1
            self._announce()
            self.post_message(self.Failed(self, message.answer.error))

    def _show_rows(self, answer: Answer) -> None:
        """Show the rows of an answer, with the cursor where the user expects it."""

        def told(error: Exception) -> None:
            self.post_message(self.Answered(self, Answer(answer.number, error=error)))

        line = max(0, self.cursor_row) - self.scroll_offset.y
        to_view = 0 <= line < self._page_rows or answer.filter_text != self._rows.filter_text
        place = self._rows.take(answer, told)
        if place is None:
            return
        self._show_count()
        self.cursor_row = place
        # The record stays on its line of the screen, also when rows came or went above it.
        self._scroll_rows_to(place - line)
        if to_view:
            self._keep_cursor_in_view()
        self._announce()
        self.post_message(self.Filtered(self, answer.filter_text, self.row_count))

    def _show_count(self) -> None:
        """Take over how many rows there are and draw everything."""
        self.row_count = self._rows.count
        self.total_count = self._rows.total
        self.virtual_size = Size(0, self.row_count + _HEADER_LINES)
        self.refresh()

    def _announce(self) -> None:
        """Remember the record under the cursor, and tell when it is another one."""
        key = self.selected_key
        if key is not None:
            self._rows.remember(key, self.cursor_row)
        if key != self._announced_key:
            self._announced_key = key
            self.post_message(self.Highlighted(self, key))

    def _line(self, sign: str, texts: Sequence[str], style: Style) -> Strip:
        """Return a line over the full width. Texts stay clear of the scrollbar, there or not, so that columns never jump."""
        return self._lines.line(sign, texts, self.size.width, style, margin=self.styles.scrollbar_size_vertical)

    @property
    def _page_rows(self) -> int:
        """How many rows stand on screen."""
        return max(1, self.size.height - _HEADER_LINES)

    def _draw_row(self, index: int) -> None:
        """Draw one row again, if it is on screen."""
        line = index - self.scroll_offset.y
        if index >= 0 and 0 <= line < self._page_rows:
            self.refresh(Region(0, line + _HEADER_LINES, self.size.width, 1))

    def _keep_cursor_in_view(self) -> None:
        """Scroll as little as needed to have the cursor on screen."""
        top = self.scroll_offset.y
        if self.cursor_row < 0:
            return
        if self.cursor_row < top:
            self._scroll_rows_to(self.cursor_row)
        elif self.cursor_row >= top + self._page_rows:
            self._scroll_rows_to(self.cursor_row - self._page_rows + 1)

    def _scroll_rows_to(self, row: int) -> None:
        """Put a row right under the header, as far as there are rows to fill the screen."""
        # Forced, because right after the rows changed the scrollbar that allows scrolling is not there yet.
        self.scroll_to(y=max(0, row), animate=False, force=True)
