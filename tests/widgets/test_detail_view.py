"""The panel to read: wrapping, scrolling and plain text."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from form_app import HOSTILE, WidgetApp, is_clean, seen, sees
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from widgets.detail_view import DetailView, Section, wrapped

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from textual.pilot import Pilot

SECTIONS = [
    Section(
        "Casus Z-104",
        [
            ("Soort zorg", "Verpleging"),
            ("Betaald door", "Gemeente Almere, Jeugdwet, perceel 3; tot en met 31 juli 2027, daarna opnieuw"),
            ("Aanbieder", ""),
        ],
    ),
    Section("Woorden van de ouders", paragraphs=["Eerste [red]alinea[/red].", "Tweede\nalinea."]),
    Section(lines=[("Los", "zonder titel")]),
]
LONG = [Section("Lang", paragraphs=["\n".join(f"Regel {number:03}" for number in range(100))])]


@asynccontextmanager
async def reading(
    sections: Sequence[Section], width: int = 60, height: int = 20
) -> AsyncIterator[tuple[WidgetApp, DetailView, Pilot[None]]]:
    """Give a running app with a panel that has the focus."""
    view = DetailView(sections)
    app = WidgetApp(view)
    async with app.run_test(size=(width, height), notifications=True) as pilot:
        await pilot.pause()
        yield app, view, pilot


async def test_sections_stand_under_each_other() -> None:
    """Labels in a column, values wrapped beside them, paragraphs apart, an empty value as a dash."""
    async with reading(SECTIONS) as (app, _view, _pilot):
        assert [line.strip() for line in seen(app)[:16]] == [
            "Casus Z-104",
            "Soort zorg    Verpleging",
            "Betaald door  Gemeente Almere, Jeugdwet, perceel 3; tot en",
            "met 31 juli 2027, daarna opnieuw",
            "Aanbieder     –",
            "",
            "Woorden van de ouders",
            "Eerste [red]alinea[/red].",
            "",
            "Tweede",
            "alinea.",
            "",
            "Los  zonder titel",
            "",
            "",
            "",
        ]


async def test_a_very_narrow_panel_puts_values_under_their_labels() -> None:
    """Nothing is lost at 20 columns."""
    async with reading(SECTIONS[:1], width=20) as (app, _view, _pilot):
        lines = [line.rstrip() for line in seen(app)]
        assert lines[1:3] == [" Soort zorg", "   Verpleging"]
        assert "31 juli 2027," in " ".join(line.strip() for line in lines)


@pytest.mark.parametrize(
    ("keys", "first"),
    [
        ("down down", 1),
        ("j j j k", 1),
        ("up", -1),
        ("pagedown", 18),
        ("space pageup", -1),
        ("end", 80),
        ("G home", -1),
    ],
)
async def test_keys_scroll(keys: str, first: int) -> None:
    """Arrows and their letters, pages and both ends; -1 is the title on top."""
    async with reading(LONG) as (app, _view, pilot):
        await pilot.press(*keys.split())
        assert seen(app)[0].strip(" ▁▂▃▄▅▆▇█").startswith("Lang" if first < 0 else f"Regel {first:03}")


async def test_showing_something_else_starts_at_the_top() -> None:
    """The old text is gone and the new one is scrolled to its start."""
    async with reading(LONG) as (app, view, pilot):
        await pilot.press("end")
        view.show(SECTIONS)
        await pilot.pause()
        assert seen(app)[0].strip() == "Casus Z-104"
        assert not sees(app, "Regel")
        view.show([])
        await pilot.pause()
        assert not "".join(seen(app)).strip()


async def test_the_text_follows_the_width() -> None:
    """Wider wraps to fewer lines."""
    async with reading(SECTIONS) as (app, _view, pilot):
        await pilot.resize_terminal(120, 20)
        await pilot.pause()
        assert sees(app, "Gemeente Almere, Jeugdwet, perceel 3; tot en met 31 juli 2027, daarna opnieuw")


async def test_hostile_text_does_no_harm() -> None:
    """Titles, labels, values and paragraphs may hold anything."""
    sections = [Section(text, [(text, text)], [text]) for text in HOSTILE]
    async with reading(sections) as (app, _view, pilot):
        for _page in range(8):
            assert is_clean(app)
            await pilot.press("pagedown")


@given(st.text(max_size=300), st.integers(2, 100))
def test_wrapped_lines_fit_and_lose_no_word(text: str, width: int) -> None:
    """Every line is narrow enough, and all that is not space comes back in order."""
    lines = wrapped(text, width)
    assert lines
    assert all(cell_len(line) <= width for line in lines)
    plain = [character for character in text if character.isalnum() and character.isascii()]
    assert [character for line in lines for character in line if character.isalnum() and character.isascii()] == plain
