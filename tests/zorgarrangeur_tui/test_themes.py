"""The app's own colours can be read: contrast after WCAG 2.2, level AA (4.5) and, for high contrast, AAA (7)."""

from __future__ import annotations

import itertools

import pytest
from textual.color import Color
from textual.theme import Theme

from zorgarrangeur_tui.themes import THEME_WORDS, THEMES

TEXTS = ("foreground", "text-success", "text-warning", "text-error", "text-muted")
GROUNDS = ("background", "surface", "panel")


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two opaque colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_can_be_read_on_every_ground(theme: Theme) -> None:
    """Every colour that text is drawn in, on every ground that it is drawn on."""
    tokens = theme.to_color_system().generate()
    needed = 7.0 if theme.name.startswith("contrast") else 4.5
    for text, ground in itertools.product(TEXTS, GROUNDS):
        below = Color.parse(tokens[ground])
        written = tokens[text]
        shade = (
            below.get_contrast_text(float(written.split()[1].rstrip("%")) / 100)
            if "auto" in written
            else Color.parse(written)
        )
        assert contrast(below + shade, below) >= needed, f"{text} on {ground}"


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_cursor_can_be_read(theme: Theme) -> None:
    """The line under the cursor is text too."""
    variables = theme.variables
    assert (
        contrast(Color.parse(variables["block-cursor-background"]), Color.parse(variables["block-cursor-foreground"]))
        >= 4.5
    )


def test_every_theme_has_a_name_that_users_read() -> None:
    """Choosing colours shows Dutch words."""
    assert set(THEME_WORDS) == {theme.name for theme in THEMES}
