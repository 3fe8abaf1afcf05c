"""What a week grid draws: only what changed, safely, at every size, and readable without colour."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from textual.strip import Strip
from week_board import CARE, HOSTILE, HOURS, SPEECH, Board, lines, offset_of

from widgets.week_blocks import Block, Lane
from widgets.week_grid import WeekGrid
from widgets.week_layout import GUTTER_WIDTH, HEADER_HEIGHT


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
    chance = random.Random(7)  # noqa: S311  # a repeatable walk
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
    app.answers = False
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
        assert any(line.startswith("15:45") for line in text)


async def test_fifty_professionals_are_reached_by_scrolling() -> None:
    """With more lanes than fit, the day's name and the clock stay in view beside the lane under the cursor."""
    app = Board()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        lanes = [Lane(f"p{number}", f"Professional {number}", f"P{number}") for number in range(50)]
        app.grid.show(lanes=lanes, blocks=[Block("k", "p49", 4, 540, 600, "Sonde")], hours=HOURS)
        await pilot.press("w")
        text = lines(app.grid)
        assert text[0].split("│")[-1].split() == ["vr"]
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
    async with app.run_test(size=(220, 40), notifications=True):
        text = "\n".join(lines(app.grid))
        assert re.search(r"Logopedie +#", text)
        assert re.search(r"Even +E", text)
        assert re.search(r"Oneven +!O", text)


async def test_marked_and_cancelled_blocks_are_seen_without_colour() -> None:
    """Each has a sign of its own and another edge; what does not take place is struck through as well."""
    app = Board()
    async with app.run_test(size=(220, 40), notifications=True) as pilot:
        app.blocks |= {"care": replace(CARE, marked=True), "speech": replace(SPEECH, cancelled=True)}
        app.show_blocks()
        await pilot.pause()
        text = "\n".join(lines(app.grid))
        assert re.search(r"█Verzorging +\*", text)
        assert re.search(r"┇Logopedie +×#", text)


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
