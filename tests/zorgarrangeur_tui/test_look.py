"""What the screens look like can be read: in every look, on every screen, each colour on the ground that it stands on."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from look_kit import Frame, contrast, tour
from textual.color import Color

from zorgarrangeur_tui.app import ZorgarrangeurApp
from zorgarrangeur_tui.keys.key_line import shown_hints
from zorgarrangeur_tui.session import AppSettings
from zorgarrangeur_tui.testing import open_demo, quick_settings
from zorgarrangeur_tui.themes import ANSI_DARK, ANSI_LIGHT, CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, THEMES

WIDE = ((120, 36),)
SIGNS = "!+-~=×✓→▲▼"
OWN_COLORS = (DARK, LIGHT, CONTRAST_DARK, CONTRAST_LIGHT)


def frames_in(folder: Path, theme: str, *, no_color: bool = False) -> list[Frame]:
    """Return the frames of all screens in one look."""
    return asyncio.run(tour(folder, theme, no_color=no_color, sizes=WIDE))


@pytest.mark.slow
@pytest.mark.parametrize("theme", [theme.name for theme in OWN_COLORS])
def test_everything_on_screen_has_enough_contrast(tmp_path: Path, theme: str) -> None:
    """WCAG 2.2: letters 4.5, with high contrast 7, and lines and bars 3; each as it is drawn, on every screen."""
    letters = 7.0 if theme.startswith("contrast") else 4.5
    weak = {
        (frame.stop, number, text.strip(), cell.style)
        for frame in frames_in(tmp_path, theme)
        for number, cell, text in frame.runs()
        if contrast(*cell.colors) < (3.0 if cell.is_graphic else letters)
    }
    assert not weak


@pytest.mark.slow
@pytest.mark.parametrize("theme", [ANSI_DARK.name, ANSI_LIGHT.name])
def test_the_terminals_own_sixteen_colours_are_the_only_ones(tmp_path: Path, theme: str) -> None:
    """Nothing is drawn in a colour that the terminal does not choose itself, and nothing in the colour that it stands on."""
    for frame in frames_in(tmp_path, theme):
        for number, cell, text in frame.runs():
            told = (frame.stop, number, text.strip(), cell.style)
            for color in (cell.style.color, cell.style.bgcolor):
                assert color is None or color.triplet is None, told
            assert cell.style.color != cell.style.bgcolor or cell.style.color is None or cell.style.color.is_default, (
                told
            )


@pytest.mark.slow
def test_what_has_the_keyboard_is_seen_without_colour(tmp_path: Path) -> None:
    """With NO_COLOR the cursor is reversed, wherever it is."""
    for frame in frames_in(tmp_path, DARK.name, no_color=True):
        if frame.focused is not None:
            here = [
                cell for y in frame.focused.line_range for cell in frame.lines[y][slice(*frame.focused.column_span)]
            ]
            assert any(cell.style.reverse for cell in here), frame.stop
        for _, cell, text in frame.runs():
            red, green, blue = cell.colors[0].rgb
            assert red == green == blue, (frame.stop, text)


@pytest.mark.slow
def test_a_colour_that_warns_has_a_sign_or_bold_beside_it(tmp_path: Path) -> None:
    """Whoever sees no colours reads the same: each line in a colour of its own has a sign, or is bold."""
    tokens = DARK.to_color_system().generate()
    telling = {
        Color.parse(tokens[name]).rgb for name in ("text-warning", "text-error", "text-success", "warning", "error")
    }
    alone = {
        (frame.stop, number, text.strip())
        for frame in frames_in(tmp_path, DARK.name)
        for number, cell, text in frame.runs()
        if cell.colors[0].rgb in telling and not cell.style.bold and not cell.is_graphic and not set(SIGNS) & set(text)
    }
    assert not alone


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
def test_without_colour_no_theme_of_the_terminal_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    """Under NO_COLOR such a theme would be black on black; its calm twin comes instead, whoever asks for it."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = ZorgarrangeurApp(AppSettings(tmp_path, quick_settings()))
    app.theme = theme
    assert app.theme == {ANSI_DARK.name: DARK.name, ANSI_LIGHT.name: LIGHT.name}.get(theme, theme)


@given(st.lists(st.integers(4, 30), min_size=1, max_size=8), st.data(), st.integers(0, 160))
def test_hints_are_whole_and_what_is_kept_stays(widths: list[int], data: st.DataObject, room: int) -> None:
    """What is shown fits, those that are kept are there, and no hint is left out before one that is shown."""
    kept = data.draw(st.sets(st.integers(0, len(widths) - 1), max_size=2))
    shown = shown_hints(widths, kept, room)
    assert all(shown[place] for place in kept)
    others = [fits for place, fits in enumerate(shown) if place not in kept]
    assert others == sorted(others, reverse=True)
    total = sum(width for width, fits in zip(widths, shown, strict=True) if fits)
    assert total <= room or not any(others)


async def test_the_way_back_stays_in_a_narrow_terminal(tmp_path: Path) -> None:
    """Whoever came here must see how to leave."""
    async with open_demo(tmp_path / "opslag", school_count=3, size=(60, 20)) as tester:
        await tester.press("5", "P")
        assert tester.pages.text().splitlines()[-1].rstrip().endswith("Esc Terug  ? Hulp")


async def test_help_stays_in_a_narrow_terminal_and_all_hints_in_a_wide_one(tmp_path: Path) -> None:
    """Made narrower the last hints go whole; made wider again they are back."""
    async with open_demo(tmp_path / "opslag", school_count=3, size=(60, 20)) as tester:
        await tester.press("6")
        assert tester.pages.text().splitlines()[-1].rstrip().endswith("? Hulp")
        assert "/ Zoeken" not in tester.pages.text()
        await tester.pilot.resize_terminal(80, 24)
        await tester.pages.settle()
        assert "/ Zoeken  ? Hulp" in tester.pages.text()
