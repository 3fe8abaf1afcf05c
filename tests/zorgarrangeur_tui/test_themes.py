"""The app's own colours can be read: contrast after WCAG 2.2, level AA (4.5) and, for high contrast, AAA (7)."""

from __future__ import annotations

import itertools

import pytest
from look_kit import contrast
from textual.color import Color
from textual.theme import Theme

from zorgarrangeur_tui.themes import THEME_WORDS, THEMES

TEXTS = (
    *("foreground", "primary", "text-primary", "text-accent", "text-success", "text-warning", "text-error"),
    *("text-muted", "footer-key-foreground"),
)
GROUNDS = ("background", "surface", "panel")
CURSORS = tuple(
    (f"{name}-foreground", f"{name}-background")
    for name in ("block-cursor", "block-cursor-blurred", "input-selection", "input-cursor")
)
OWN_COLORS = [theme for theme in THEMES if not theme.ansi]
"""The others are drawn in what the terminal has, which nobody here knows."""


@pytest.mark.parametrize("theme", OWN_COLORS, ids=lambda theme: theme.name)
def test_text_can_be_read_on_every_ground(theme: Theme) -> None:
    """Every colour that text is drawn in, on every ground that it is drawn on, and what stands under a cursor."""
    tokens = {name: Color.parse(value) for name, value in _tokens(theme).items()}
    pairs = [*itertools.product(TEXTS, GROUNDS), *CURSORS]
    weak = {pair for pair in pairs if contrast(tokens[pair[0]], tokens[pair[1]]) < needed(theme)}
    assert not weak


def needed(theme: Theme) -> float:
    """Return the contrast that letters must have in a theme."""
    return 7.0 if theme.name.startswith("contrast") else 4.5


def _tokens(theme: Theme) -> dict[str, str]:
    names = {*TEXTS, *GROUNDS, *itertools.chain.from_iterable(CURSORS)}
    return {name: value for name, value in theme.to_color_system().generate().items() if name in names}


def test_every_theme_has_a_name_that_users_read() -> None:
    """Choosing colours shows Dutch words."""
    assert set(THEME_WORDS) == {theme.name for theme in THEMES}
