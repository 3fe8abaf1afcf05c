"""The record table and its source: filters, reloads, slow and failing answers."""

from __future__ import annotations

import pytest
from record_table_app import BrokenSource, GatedSource, TableApp, drawn, people, running, settled

from widgets.record_source import ListSource, ListWindow, Row, RowSource
from widgets.record_table import RecordTable


async def test_a_filter_shows_what_answers_it_from_the_first_row() -> None:
    """The rows, the count and the cursor follow the filter."""
    async with running(ListSource(people(100))) as (app, table, pilot):
        await pilot.press("end")
        table.filter_text = "leerling-7"
        await settled(pilot)
        assert (table.row_count, table.total_count, table.selected_key) == (11, 100, "7")
        filtered = app.heard(RecordTable.Filtered)[-1]
        assert (filtered.filter_text, filtered.count, filtered.control) == ("leerling-7", 11, table)


async def test_escape_clears_the_filter_and_the_record_stays_under_the_cursor() -> None:
    """After a look through a filter, the record that was found is still in hand between all the others."""
    async with running(ListSource(people(100))) as (_, table, pilot):
        table.filter_text = "leerling-7"
        await settled(pilot)
        await pilot.press("down", "down", "escape")
        await settled(pilot)
        assert (table.filter_text, table.row_count, table.selected_key) == ("", 100, "71")
        assert any("Leerling-71 " in line for line in drawn(table))


async def test_escape_without_a_filter_is_left_to_the_screen() -> None:
    """The table takes Escape only when there is a filter to clear."""
    pressed: list[str] = []

    class EscapeApp(TableApp):
        BINDINGS = [("escape", "leave", "Terug")]

        def action_leave(self) -> None:
            """Note that Escape came here."""
            pressed.append("leave")

    app = EscapeApp(ListSource(people(3)))
    async with app.run_test() as pilot:
        app.table.filter_text = "leerling"
        await settled(pilot)
        await pilot.press("escape")
        assert pressed == []
        await pilot.press("escape")
        assert pressed == ["leave"]


async def test_when_nothing_answers_the_table_says_the_way_out() -> None:
    """The sentence names what was asked, as plain text, and the key that clears it."""
    async with running(ListSource(people(5))) as (app, table, pilot):
        table.filter_text = "[/]\x1b x"
        await settled(pilot)
        assert "Niets gevonden voor “[/]␛ x”. Wis het filter met Esc." in "\n".join(drawn(table))
        assert app.heard(RecordTable.Highlighted)[-1].key is None
        table.filter_text = "z" * 500
        await settled(pilot)
        assert "Wis het filter met Esc." in " ".join(" ".join(drawn(table)).split())


async def test_a_record_comes_back_under_the_cursor_after_a_filter_without_answers() -> None:
    """A typing mistake does not lose the place."""
    async with running(ListSource(people(50))) as (_, table, pilot):
        await pilot.press("end")
        for text in ("zzz", ""):
            table.filter_text = text
            await settled(pilot)
        assert table.selected_key == "49"


@pytest.mark.parametrize("source", [None, ListSource([])])
async def test_an_empty_table_says_how_to_begin(source: RowSource | None) -> None:
    """Without records, or without a source, the hint stands in the middle."""
    async with running(source) as (_, table, _):
        lines = drawn(table)
        at = next(index for index, line in enumerate(lines) if "Druk op n" in line)
        assert at == len(lines) // 2
        assert lines[at].startswith(" " * 10)


async def test_a_stale_answer_is_ignored() -> None:
    """When a slow answer comes after the answer to a later filter, the later one stays."""
    source = GatedSource()
    async with running(source) as (app, table, pilot):
        table.filter_text = "traag"
        await pilot.pause()
        table.filter_text = "snel"
        source.gates["snel"].set()
        await settled(pilot)
        source.gates["traag"].set()
        await settled(pilot)
        assert table.selected_key == "snel"
        assert [message.filter_text for message in app.heard(RecordTable.Filtered)] == ["", "snel"]


async def test_keys_work_while_the_source_is_busy() -> None:
    """The screen does not wait for an answer: the old rows stay and the cursor moves."""
    source = GatedSource()
    async with running(ListSource(people(9))) as (_, table, pilot):
        table.set_source(source)
        source.gates[""].clear()
        table.filter_text = "traag"
        await pilot.press("down", "down")
        assert (table.cursor_row, table.row_count) == (2, 9)
        for gate in source.gates.values():
            gate.set()
        await settled(pilot)
        assert table.selected_key == "traag"


async def test_reload_keeps_the_cursor_on_the_record_and_the_record_on_its_line() -> None:
    """Records that come above it push the row number, not the screen."""
    async with running(ListSource(people(100))) as (app, table, pilot):
        await pilot.press(*["down"] * 15)
        line = table.cursor_row - table.scroll_offset.y
        app.said.clear()
        table.set_source(ListSource([Row(f"nieuw {i}", ("nieuw",)) for i in range(30)] + people(100)))
        await settled(pilot)
        assert (table.selected_key, table.cursor_row) == ("15", 45)
        assert table.cursor_row - table.scroll_offset.y == line
        assert app.heard(RecordTable.Highlighted) == []


async def test_reload_without_the_record_stays_near() -> None:
    """When the record under the cursor is gone, its neighbour takes its place; at the end, the last one."""
    rows = people(10)

    class LiveSource:
        def select(self, filter_text: str) -> ListWindow:
            """Return the rows as they are now."""
            return ListSource(rows).select(filter_text)

    async with running(LiveSource()) as (_, table, pilot):
        await pilot.press("down", "down", "down")
        del rows[3]
        table.reload()
        await settled(pilot)
        assert table.selected_key == "4"
        del rows[2:]
        table.reload()
        await settled(pilot)
        assert table.selected_key == "1"


async def test_reload_under_a_filter_counts_all_rows_again() -> None:
    """The number of all rows stays true when records come while a filter is on."""
    async with running(ListSource(people(20))) as (_, table, pilot):
        table.filter_text = "leerling-1"
        await settled(pilot)
        table.set_source(ListSource(people(30)))
        await settled(pilot)
        assert (table.row_count, table.total_count) == (11, 30)


async def test_another_source_starts_at_the_top() -> None:
    """A source without the record under the cursor is shown from its first row."""
    async with running(ListSource(people(20))) as (_, table, pilot):
        await pilot.press("end")
        table.set_source(ListSource([Row(f"x{i}", ("x",)) for i in range(50)]))
        await settled(pilot)
        assert (table.cursor_row, table.scroll_offset.y) == (0, 0)


async def test_move_to_goes_to_a_record_or_says_no() -> None:
    """A record in the rows comes under the cursor and on screen; a strange key changes nothing."""
    async with running(ListSource(people(100))) as (_, table, _):
        assert table.move_to("60")
        assert table.selected_key == "60"
        assert any("Leerling-60 " in line for line in drawn(table))
        assert not table.move_to("nergens")
        assert table.selected_key == "60"


async def test_move_to_after_a_reload_goes_to_the_record_when_it_comes() -> None:
    """A new record can be asked for before the source has told of it."""
    async with running(ListSource(people(10))) as (_, table, pilot):
        table.set_source(ListSource(people(40)))
        assert not table.move_to("33")
        await settled(pilot)
        assert table.selected_key == "33"


async def test_a_source_that_fails_is_told_and_the_table_recovers() -> None:
    """The table says a neutral sentence, posts the error, and shows the rows again after a reload that works."""
    source = BrokenSource()
    async with running(source) as (app, table, pilot):
        (failed,) = app.heard(RecordTable.Failed)
        assert isinstance(failed.error, OSError)
        assert failed.control is table
        assert "De lijst kan nu niet worden getoond." in "\n".join(drawn(table))
        await pilot.press("down", "enter")
        source.broken = False
        table.reload()
        await settled(pilot)
        assert (table.row_count, table.selected_key) == (3, "0")


async def test_rows_that_cannot_be_read_do_not_stop_the_screen() -> None:
    """A window that fails while a line is drawn is told in the same way, once."""
    source = BrokenSource(broken=False)
    async with running(source) as (app, table, pilot):
        source.rows_fail = True
        table.reload()
        await settled(pilot)
        await pilot.press("down", "end")
        assert len(app.heard(RecordTable.Failed)) == 1
        assert table.selected_key is None
        assert "De lijst kan nu niet worden getoond." in "\n".join(drawn(table))


async def test_a_filter_that_is_set_before_the_table_is_on_screen_counts() -> None:
    """A screen may restore a filter and a record before the table is there."""
    app = TableApp(ListSource(people(100)))
    app.table.filter_text = "leerling-7"
    app.table.move_to("75")
    async with app.run_test(size=(80, 12)) as pilot:
        await settled(pilot)
        assert (app.table.row_count, app.table.total_count, app.table.selected_key) == (11, 100, "75")
