"""A screen that is taken away ends its own work first."""

from __future__ import annotations

from textual.dom import DOMNode


class EndsItsWork(DOMNode):
    """What a screen with workers is besides: when it goes, they are cancelled before its widgets are.

    Textual (8.2) cancels them when the screen itself unmounts. Its children are gone by then, and a worker that comes
    back from a thread in between finds an empty screen, fails on the widget that it asks for, and takes the app with it.
    """

    def _on_prune(self) -> None:
        """Cancel them; the thread that one of them waits for goes on, and nobody hears of it."""
        self.workers.cancel_node(self)
