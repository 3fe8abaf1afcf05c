"""Writing in the access log what somebody looks at, without keeping the keyboard waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, ClassVar

from textual import events, on
from textual.app import App
from textual.timer import Timer

from storage.errors import StorageError
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.looking import note_search
from zorgarrangeur_tui.screens.mode_screen import StoreScreen

_SETTLED = 1.0
"""Seconds after which what was typed counts as the search that was meant."""


def log_look(app: App[Any], note: Callable[[], None]) -> None:
    """Write in the access log, from a thread. When that fails, the user is told.

    Args:
        app: the app; the writing goes on when the screen that asked is closed.
        note: writes it.
    """

    async def write() -> None:
        try:
            await asyncio.to_thread(note)
        except StorageError as refusal:
            tell(app, f"Dat u dit bekeek, staat niet in het logboek. {refusal}", severity="warning")

    app.run_worker(write(), name="log-look", group="log", exclusive=False)


class ListScreen(StoreScreen):
    """A screen with a list that can be searched. Opening it and each search that the user settles on go in the access log.

    A subclass names its list in `LISTS_AS`, by a name of `desk.log_words.LISTS`.
    """

    LISTS_AS: ClassVar[str] = ""

    def __init__(self) -> None:
        super().__init__()
        self._typed: tuple[str, int] | None = None
        self._logged_words: str | None = None
        self._settle_timer: Timer | None = None

    @on(RecordTable.Filtered)
    def wait_for_search(self, event: RecordTable.Filtered) -> None:
        """Wait until the user stops typing; at once where the keyboard is in the list already."""
        self._typed = (event.filter_text, event.count)
        if self._settle_timer is not None:
            self._settle_timer.stop()
        if self._logged_words is None or self.focused is event.table:
            self._log_search()
        else:
            self._settle_timer = self.set_timer(_SETTLED, self._log_search)

    @on(events.DescendantFocus)
    def settle_search(self, event: events.DescendantFocus) -> None:
        """Take what was typed as what was meant, when the user goes to the list."""
        table = event.widget
        if isinstance(table, RecordTable) and self._typed is not None and self._typed[0] == table.filter_text:
            self._log_search()

    def _log_search(self) -> None:
        """Log what is searched now, unless that is what was logged last."""
        if self._typed is None:
            return
        words, count = self._typed
        if words == self._logged_words:
            return
        if words or self._logged_words is None:
            store, shown = self.store, self.LISTS_AS
            log_look(self.app, lambda: note_search(store, shown, count, words=words))
        self._logged_words = words
