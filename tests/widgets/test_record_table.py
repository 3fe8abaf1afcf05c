"""The record table, driven as a user drives it: cursor, mouse and drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest
from record_table_app import COLUMNS, HOSTILE, ComputedSource, TableApp, drawn, line_style, people, running, settled
from textual.events import MouseScrollDown

from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable

if TYPE_CHECKING:
    from textual.strip import Strip


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ("down down up", 1),
        ("j j j k", 2),
        ("up", 0),
        ("pagedown", 11),
        ("pagedown pagedown pageup", 11),
        ("ctrl+d", 5),
        ("ctrl+d ctrl+d ctrl+u", 5),
        ("end", 99),
        ("G", 99),
        ("G home", 0),
        ("end down pagedown", 99),
    ],
)
async def test_keys_move_the_cursor(keys: str, row: int) -> None:
    """Arrows and their letters, pages, half pages, and both ends; never past an end."""
    async with running(ListSource(people(100))) as (_, table, pilot):
        await pilot.press(*keys.split())
        assert table.cursor_row == row
        assert table.selected_key == str(row)
        assert any(f"Leerling-{row} " in line for line in drawn(table)[1:])


async def test_the_header_stays_while_rows_scroll() -> None:
    """Line 0 always shows the titles; the last row can be reached and stands on the last line."""
    async with running(ListSource(people(100))) as (_, table, pilot):
        assert drawn(table)[0].split() == ["Naam", "School", "Uren", "Deadline"]
        await pilot.press("end")
        assert drawn(table)[0].split() == ["Naam", "School", "Uren", "Deadline"]
        assert drawn(table)[-1].split()[:2] == ["Leerling-99", "School"]


async def test_a_page_moves_the_rows_beneath_the_cursor() -> None:
    """After a page down the cursor stands on the same line of the screen."""
    async with running(ListSource(people(100))) as (_, table, pilot):
        await pilot.press("down", "down", "pagedown")
        assert (table.cursor_row, table.scroll_offset.y) == (13, 11)


async def test_moving_within_the_screen_draws_two_lines() -> None:
    """One step draws the row that was left and the row that was reached, nothing else."""

    class Watched(RecordTable):
        lines: ClassVar[list[int]] = []

        def render_line(self, y: int) -> Strip:
            """Note which line is drawn."""
            self.lines.append(y)
            return super().render_line(y)

    app = TableApp(ListSource(people(100)))
    app.table = Watched(COLUMNS, ListSource(people(100)))
    async with app.run_test(size=(80, 12)) as pilot:
        await settled(pilot)
        Watched.lines.clear()
        await pilot.press("down")
        assert sorted(Watched.lines) == [1, 2]


async def test_of_a_hundred_thousand_rows_only_some_are_read() -> None:
    """Opening, jumping to the end and paging reads a few pages, however many rows there are."""
    source = ComputedSource(100_000)
    async with running(source) as (_, table, pilot):
        await pilot.press("end", "pageup", "home")
        assert table.row_count == 100_000
        assert source.rows_made <= 64 * 4


async def test_enter_chooses_the_record_under_the_cursor() -> None:
    """Enter posts which record was chosen, by which table."""
    async with running(ListSource(people(5))) as (app, table, pilot):
        await pilot.press("down", "enter")
        (message,) = app.heard(RecordTable.Chosen)
        assert (message.key, message.table, message.control) == ("1", table, table)


async def test_enter_in_an_empty_table_chooses_nothing() -> None:
    """There is nothing to choose."""
    async with running(ListSource([])) as (app, table, pilot):
        await pilot.press("enter", "down", "end", "pagedown")
        assert app.heard(RecordTable.Chosen) == []
        assert (table.cursor_row, table.selected_key, table.row_count) == (-1, None, 0)


async def test_a_click_moves_the_cursor_and_a_click_on_the_cursor_chooses() -> None:
    """The first click goes to the row, a later one opens it."""
    async with running(ListSource(people(5))) as (app, table, pilot):
        await pilot.click(table, offset=(5, 3))
        assert (table.cursor_row, app.heard(RecordTable.Chosen)) == (2, [])
        await pilot.click(table, offset=(6, 3))
        assert [message.key for message in app.heard(RecordTable.Chosen)] == ["2"]


@pytest.mark.parametrize("line", [1, 3])
async def test_a_double_click_chooses_once(line: int) -> None:
    """A double click chooses its row once, whether or not the cursor was there already."""
    async with running(ListSource(people(5))) as (app, table, pilot):
        await pilot.double_click(table, offset=(5, line))
        assert [message.key for message in app.heard(RecordTable.Chosen)] == [str(line - 1)]


@pytest.mark.parametrize(("line", "button"), [(0, 1), (9, 1), (1, 3)])
async def test_other_clicks_do_nothing(line: int, button: int) -> None:
    """The header, the space below the rows and other mouse buttons choose and move nothing."""
    async with running(ListSource(people(5))) as (app, table, pilot):
        await pilot.click(table, offset=(5, line), button=button)
        assert (table.cursor_row, app.heard(RecordTable.Chosen)) == (0, [])


async def test_the_cursor_is_told_once_per_record() -> None:
    """Each other record under the cursor is told; staying put is not."""
    async with running(ListSource(people(5))) as (app, _, pilot):
        await pilot.press("up", "down", "end", "end")
        assert [message.key for message in app.heard(RecordTable.Highlighted)] == ["0", "1", "4"]


async def test_while_the_cursor_runs_only_the_last_record_is_handled() -> None:
    """Steps in one go are told as one."""
    async with running(ListSource(people(50))) as (app, table, pilot):
        app.said.clear()
        for _ in range(20):
            table.action_move(1)
        await pilot.pause()
        assert [message.key for message in app.heard(RecordTable.Highlighted)] == ["20"]


async def test_narrow_screens_leave_out_the_least_important_columns() -> None:
    """Columns disappear by their priority and come back when there is room."""
    async with running(ListSource(people(3))) as (_, table, pilot):
        titles = {}
        for width in (80, 40, 30, 20, 6):
            await pilot.resize_terminal(width, 10)
            await pilot.pause()
            titles[width] = drawn(table)[0].split()
        assert titles[80] == ["Naam", "School", "Uren", "Deadline"]
        assert titles[40] == ["Naam", "School", "Uren"]
        assert titles[30] == ["Naam", "School"]
        assert titles[20] == ["Naam"]
        assert titles[6] == ["Na…"]


async def test_a_screen_that_shrinks_keeps_the_cursor_in_sight() -> None:
    """The row under the cursor does not end below the edge."""
    async with running(ListSource(people(50)), size=(80, 24)) as (_, table, pilot):
        await pilot.press(*["down"] * 20)
        await pilot.resize_terminal(60, 8)
        await pilot.pause()
        assert any("Leerling-20 " in line for line in drawn(table))


@pytest.mark.parametrize("size", [(60, 20), (24, 6), (3, 3), (1, 1)])
async def test_hostile_texts_are_drawn_plain_and_in_line(size: tuple[int, int]) -> None:
    """Markup, escapes, bidi signs, wide signs and very long texts never crash, act or break a line."""
    rows = [Row(str(i), (text, text, text, text)) for i, text in enumerate(HOSTILE)]
    hostile_columns = [Column(text[:20] or "x", 10, 1, i) for i, text in enumerate(HOSTILE[:4])]
    async with running(ListSource(rows), size, hostile_columns) as (_, table, pilot):
        await pilot.press("end", "home")
        for y in range(table.size.height):
            strip = table.render_line(y)
            assert strip.cell_length == table.size.width
            assert not set(strip.text) & set("\x00\x07\x1b\n\r\t\u202e\ud800")
    async with running(ListSource(rows), (60, 20)) as (_, table, _):
        text = "\n".join(drawn(table))
        assert all(sign in text for sign in ("[/] note", "[b", "[@click=", "␛]52;c;aGk=␇", "日本語", "NUL␀NUL", "⏎"))


async def test_marks_have_a_sign_besides_their_colour() -> None:
    """A warning starts with an exclamation mark, muted is italic, strong is bold; also under the cursor."""
    rows = [
        Row("a", ("gewoon",)),
        Row("b", ("let op",), ("warning",)),
        Row("c", ("oud",), ("muted",)),
        Row("d", ("nieuw",), ("strong", "onbekend")),
    ]
    async with running(ListSource(rows)) as (_, table, pilot):
        assert [line[:1] for line in drawn(table)[1:5]] == [" ", "!", " ", " "]
        for _ in range(2):
            styles = [line_style(table, y) for y in (2, 3, 4)]
            assert [bool(style.italic) for style in styles] == [False, True, False]
            assert styles[2].bold
            await pilot.press("down", "down")


async def test_without_colour_the_cursor_is_still_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR the row under the cursor is reversed, or underlined while another widget has the keyboard."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(ListSource(people(3))) as (app, table, pilot):
        assert line_style(table, 1).reverse
        app.screen.set_focus(None)
        await pilot.pause()
        style = line_style(table, 1)
        assert style.underline
        assert not style.reverse


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    """The mouse looks around; the next key brings the cursor back on screen."""
    async with running(ListSource(people(100))) as (_, table, pilot):
        for _ in range(10):
            wheel = MouseScrollDown(table, 5, 5, 0, 1, 0, shift=False, meta=False, ctrl=False)
            table.post_message(wheel)
            await pilot.pause()
        assert table.cursor_row == 0
        assert table.scroll_offset.y > 0
        assert f"Leerling-{table.scroll_offset.y} " in drawn(table)[1]
        await pilot.press("down")
        assert (table.cursor_row, table.scroll_offset.y) == (1, 1)


async def test_a_reload_does_not_pull_back_who_looks_around() -> None:
    """Rows that were scrolled to stay on screen when records come above them, although the cursor is elsewhere."""
    async with running(ListSource(people(100))) as (_, table, pilot):
        table.scroll_to(y=50, animate=False)
        table.set_source(ListSource([Row("nieuw", ("nieuw",)), *people(100)]))
        await settled(pilot)
        assert (table.selected_key, table.cursor_row) == ("0", 1)
        assert "Leerling-50 " in drawn(table)[1]
