"""How a screen with a week is laid out: a top line, the grid, and a panel under it or beside it."""

from __future__ import annotations

from zorgarrangeur_tui.screens.mode_screen import StoreScreen


class GridScreen(StoreScreen):
    """A screen with a grid.

    Under its heading line its parts carry the classes `grid-main` and `grid-panel`; the panel has two views, `grid-here` on
    what is under the cursor and `grid-whole` on the rest. Where the screen is narrow or low the panel is away until the user
    asks for it (`toggle_panel`).
    """

    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high")]
    DEFAULT_CSS = """
    GridScreen {
        & .grid-main { height: 1fr; layout: vertical; }
        & WeekGrid { width: 1fr; height: 1fr; }
        & .grid-panel { height: 7; layout: horizontal; border-top: solid $border-blurred; }
        & .grid-whole { border-left: solid $border-blurred; }
        &.-narrow .grid-panel, &.-low .grid-panel, &.-flipped .grid-panel { display: none; }
        &.-narrow.-flipped .grid-panel, &.-low.-flipped .grid-panel { display: block; }
        &.-wide .grid-main { layout: horizontal; }
        &.-wide .grid-panel {
            width: 34%;
            max-width: 56;
            height: 1fr;
            layout: vertical;
            border-top: none;
            border-left: solid $border-blurred;
        }
        &.-wide .grid-here { height: 2fr; }
        &.-wide .grid-whole { height: 3fr; border-left: none; border-top: solid $border-blurred; }
        &.-wide.-broad .grid-panel { width: 44%; max-width: 100; layout: horizontal; }
        &.-wide.-broad .grid-here { height: 1fr; }
        &.-wide.-broad .grid-whole { height: 1fr; border-top: none; border-left: solid $border-blurred; }
    }
    """

    def toggle_panel(self) -> None:
        """Show the panel where it is hidden, and hide it where it is shown."""
        self.toggle_class("-flipped")
