"""While a practice region is made: what is going on, and how to do without it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import work
from textual.widget import Widget
from textual.widgets import Static

from storage.errors import StorageError
from storage.store import Store
from widgets.busy_dots import BusyDots
from widgets.dialog_frame import DialogFrame
from zorgarrangeur_tui.commands import tell

if TYPE_CHECKING:
    from zorgarrangeur_tui.demo.practice_store import PracticeRegions


class MakingRegion(DialogFrame[Store | None]):
    """Makes a region. Closes with its store, or with None when the user does without it or it cannot be made.

    Args:
        practice: where practice regions are made.
        first: whether there is no region yet to keep.
    """

    DEFAULT_CSS = """
    MakingRegion {
        & LoadingIndicator { height: 1; }
        & .fresh-region--words { padding: 0 1; }
    }
    """

    def __init__(self, practice: PracticeRegions, *, first: bool = False) -> None:
        super().__init__("De oefenregio wordt gemaakt" if first else "De oefenregio wordt opnieuw gemaakt")
        self._first = first
        self._practice = practice
        self._wanted = True

    def body(self) -> Iterable[Widget]:
        """Return what is going on."""
        words = (
            "Dit duurt enkele seconden." if self._first else "Dit duurt enkele seconden. Tot dan blijft de oude regio."
        )
        return [Static(words, classes="fresh-region--words", markup=False), BusyDots()]

    def hints(self) -> str:
        """Return the keys that work."""
        return "Esc: sluiten" if self._first else "Esc: toch niet"

    def on_mount(self) -> None:
        """Begin."""
        self._make()

    def action_cancel(self) -> None:
        """Keep the old region; the new one goes as soon as it is there."""
        self._wanted = False
        self.dismiss(None)

    @work(name="fresh region", group="fresh-region")
    async def _make(self) -> None:
        try:
            store = await asyncio.to_thread(self._practice.make, wanted=lambda: self._wanted)
        except StorageError as refusal:
            tell(self.app, f"Er is geen oefenregio gemaakt. {refusal}", severity="error", seconds=12)
            self.dismiss(None)
            return
        if store is not None:
            self.dismiss(store)
