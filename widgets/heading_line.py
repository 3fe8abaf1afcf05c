"""The line that tells where you are: above a list, a grid or a page."""

from __future__ import annotations

from textual.widgets import Static


class HeadingLine(Static):
    """One line in bold. What does not fit ends in "…".

    With the class `-fitted` its text fills the line to both edges, as a text that was fitted to the width does.
    """

    DEFAULT_CSS = """
    HeadingLine {
        height: 1;
        width: 1fr;
        padding: 0 1;
        background: $surface;
        color: $foreground;
        text-style: bold;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        &.-fitted { padding: 0; }
    }
    """
    ALLOW_SELECT = False
