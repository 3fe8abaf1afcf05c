"""The list of differences: what it shows, and moving through it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from form_app import HOSTILE, WidgetApp, is_clean, seen, sees
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from widgets.difference_lines import field_lines, title_line
from widgets.difference_list import DifferenceItem, DifferenceList, FieldDifference

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from textual.pilot import Pilot

LONG_BEFORE = "Sonde om 10 uur en om 14 uur, samen met de leerkracht, in de verzorgingsruimte op de gang"
LONG_AFTER = "Sonde om 10 uur, om 12 uur en om 14 uur; de leerkracht hoeft er niet meer bij te zijn"
ITEMS = [
    DifferenceItem(
        "case",
        "Casus Z-104",
        "~",
        (
            FieldDifference("Minuten per week", "90", "120"),
            FieldDifference("Aanbieder", "", "Buurtzorg"),
            FieldDifference("Notitie", LONG_BEFORE, LONG_AFTER),
        ),
    ),
    DifferenceItem("school", "School De Regenboog", "+", (FieldDifference("Plaats", "", "Lelystad"),)),
    DifferenceItem("provider", "Aanbieder Thuiszorg", "-", (FieldDifference("Naam", "Thuiszorg", ""),)),
    DifferenceItem("conflict", "Casus Z-107: twee versies", "!"),
]
MANY = [DifferenceItem(str(n), f"Bezoek {n:03}", "~", (FieldDifference("Dag", "ma", "di"),)) for n in range(200)]

differences = st.builds(FieldDifference, st.text(max_size=40), st.text(max_size=200), st.text(max_size=200))
items = st.builds(
    DifferenceItem,
    st.just("key"),
    st.text(max_size=120),
    st.sampled_from(["+", "~", "-", "!"]),
    st.lists(differences, max_size=3).map(tuple),
)


@asynccontextmanager
async def listing(
    shown: Sequence[DifferenceItem], width: int = 80, height: int = 24
) -> AsyncIterator[tuple[WidgetApp, DifferenceList, Pilot[None]]]:
    """Give a running app with a list that has the focus."""
    widget = DifferenceList(shown)
    app = WidgetApp(widget)
    async with app.run_test(size=(width, height), notifications=True, message_hook=app.note) as pilot:
        await pilot.pause()
        yield app, widget, pilot


async def test_every_item_is_one_line_with_its_sign() -> None:
    """Sign, title and number of fields read without colour; the cursor has a mark."""
    async with listing(ITEMS) as (app, _widget, _pilot):
        lines = [line.split() for line in seen(app)[:5]]
        assert lines == [
            ["▌▸", "~", "Casus", "Z-104", "3", "velden"],
            ["▸", "+", "School", "De", "Regenboog", "1", "veld"],
            ["▸", "-", "Aanbieder", "Thuiszorg", "1", "veld"],
            ["!", "Casus", "Z-107:", "twee", "versies"],
            [],
        ]


async def test_enter_opens_and_closes_and_tells_so() -> None:
    """Short differences take one line, long ones stand under each other with - and +."""
    async with listing(ITEMS) as (app, widget, pilot):
        await pilot.press("enter")
        lines = [line.rstrip() for line in seen(app)[:9]]
        assert lines[0].startswith("▌▾ ~ Casus Z-104")
        assert lines[1:4] == [
            "     Minuten per week  90 → 120",
            "     Aanbieder         (leeg) → Buurtzorg",
            "     Notitie",
        ]
        assert [line[:9] for line in lines[4:8]] == ["       - ", "         ", "       + ", "         "]
        told = app.heard(DifferenceList.Chosen)
        assert [(message.control, message.item, message.expanded) for message in told] == [(widget, ITEMS[0], True)]
        await pilot.press("enter")
        assert app.heard(DifferenceList.Chosen)[-1].expanded is False
        assert widget.expanded == frozenset()


async def test_new_and_removed_records_show_one_side() -> None:
    """What is new has no before; what goes has no after."""
    async with listing(ITEMS) as (app, _widget, pilot):
        await pilot.press("down", "enter", "down", "enter")
        assert sees(app, "     Plaats  Lelystad")
        assert sees(app, "     Naam  Thuiszorg")
        assert not sees(app, "→")
        assert not sees(app, "(leeg)")


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        ("down down up", 1),
        ("j j k", 1),
        ("up", 0),
        ("end", 199),
        ("G down", 199),
        ("end home", 0),
        ("pagedown", 23),
        ("pagedown pageup", 0),
        ("end pagedown", 199),
    ],
)
async def test_keys_move_the_cursor(keys: str, number: int) -> None:
    """Arrows and their letters, pages and both ends; the item of the cursor is always in view."""
    async with listing(MANY) as (app, widget, pilot):
        await pilot.press(*keys.split())
        assert widget.current == MANY[number]
        assert any(line.startswith("▌") and f"Bezoek {number:03}" in line for line in seen(app))


@pytest.mark.parametrize(("keys", "opened"), [("right", True), ("l right", True), ("l h", False), ("left", False)])
async def test_right_opens_and_left_closes(keys: str, opened: bool) -> None:
    """Pressing again changes nothing."""
    async with listing(ITEMS) as (_app, widget, pilot):
        await pilot.press(*keys.split())
        assert ("case" in widget.expanded) == opened


async def test_an_asterisk_opens_everything_and_closes_it_again() -> None:
    """The cursor stays on its item, and its item in view."""
    async with listing(MANY) as (app, widget, pilot):
        await pilot.press("pagedown", "asterisk")
        assert len(widget.expanded) == 200
        assert any(line.startswith("▌▾") and "Bezoek 023" in line for line in seen(app))
        await pilot.press("asterisk")
        assert widget.expanded == frozenset()
        assert any(line.startswith("▌▸") and "Bezoek 023" in line for line in seen(app))


async def test_an_item_higher_than_the_screen_can_be_read_to_its_end() -> None:
    """Down scrolls through it before it goes to the next, and up comes back through it."""
    tall = DifferenceItem("tall", "Hoog", "~", tuple(FieldDifference(f"Veld {n}", "a", "b") for n in range(20)))
    async with listing([tall, *ITEMS], height=10) as (app, widget, pilot):
        await pilot.press("enter")
        assert seen(app)[0].startswith("▌▾ ~ Hoog")
        await pilot.press(*["down"] * 11)
        assert sees(app, "Veld 19")
        assert widget.current == tall
        await pilot.press("down")
        assert widget.current == ITEMS[0]
        await pilot.press("up")
        assert widget.current == tall


async def test_other_items_keep_what_was_open_and_where_the_cursor_was() -> None:
    """After a decision the list is made anew; the user does not lose the place."""
    async with listing(ITEMS) as (_app, widget, pilot):
        await pilot.press("down", "enter")
        widget.set_items(list(reversed(ITEMS)))
        assert (widget.current, widget.expanded) == (ITEMS[1], frozenset({"school"}))
        widget.set_items(ITEMS[2:])
        assert (widget.current, widget.expanded) == (ITEMS[2], frozenset())
        widget.set_items([])
        assert widget.current is None
        await pilot.press("down", "enter", "left", "right", "asterisk", "pagedown", "end", "home")
        assert widget.items == ()


async def test_an_empty_list_says_so() -> None:
    """There is a sentence instead of nothing."""
    async with listing([]) as (app, _widget, _pilot):
        assert sees(app, "Er zijn geen verschillen.")


async def test_open_items_follow_the_width() -> None:
    """Narrower wraps to more lines, and nothing is cut from a value."""
    async with listing(ITEMS) as (app, _widget, pilot):
        await pilot.press("enter")
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        words = " ".join(" ".join(seen(app)).replace("▄", "").split())
        assert "Sonde om 10 uur en om 14 uur, samen met de leerkracht, in de verzorgingsruimte op de gang" in words


async def test_clicking_opens_an_item() -> None:
    """A click on a title opens it; a click on its fields only moves the cursor there."""
    async with listing(ITEMS) as (_app, widget, pilot):
        await pilot.click(widget, offset=(10, 1))
        assert (widget.current, widget.expanded) == (ITEMS[1], frozenset({"school"}))
        await pilot.click(widget, offset=(10, 0))
        await pilot.click(widget, offset=(10, 9))
        assert "school" in widget.expanded
        await pilot.click(widget, offset=(10, 20))
        assert "school" in widget.expanded


async def test_hostile_text_does_no_harm() -> None:
    """Titles, labels and values may hold anything, closed and open."""
    hostile = [
        DifferenceItem(str(n), text, "~", (FieldDifference(text, text, text), FieldDifference("x", "", text)))
        for n, text in enumerate(HOSTILE)
    ]
    async with listing(hostile) as (app, _widget, pilot):
        assert is_clean(app)
        await pilot.press("asterisk")
        for _item in hostile:
            assert is_clean(app)
            await pilot.press("down")


async def test_a_hundred_thousand_lines_are_not_drawn() -> None:
    """Only lines on screen are made: the far end of a long list is a key away."""
    many = [DifferenceItem(str(n), f"Bezoek {n}", "+") for n in range(100_000)]
    async with listing(many) as (app, widget, pilot):
        await pilot.press("end")
        assert sees(app, "Bezoek 99999")
        await pilot.press("asterisk")
        assert widget.expanded == frozenset()
        assert sees(app, "Dit zijn er te veel")


@given(item=items, width=st.integers(20, 120), expanded=st.booleans(), marked=st.booleans())
def test_a_title_is_exactly_as_wide_as_asked(item: DifferenceItem, width: int, expanded: bool, marked: bool) -> None:
    """Whatever the text, so that the cursor covers the line and nothing wraps."""
    assert cell_len(title_line(item, width, expanded=expanded, marked=marked)) == width


@given(item=items, width=st.integers(24, 120))
def test_no_line_of_a_difference_is_too_wide(item: DifferenceItem, width: int) -> None:
    """Values wrap; every line fits and shows no control character."""
    for line in field_lines(item, width):
        assert cell_len(line.text) <= width
        assert "\n" not in line.text
        assert "\x1b" not in line.text
