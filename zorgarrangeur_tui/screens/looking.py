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
_REST = 0.1
"""Seconds after which the cursor counts as resting."""


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
        self._rest_timer: Timer | None = None
        self._shown_at_rest: Callable[[], object] = lambda: None
        self._shown_beside = False

    def once_at_rest(self, show: Callable[[], object]) -> None:
        """Show something once the cursor rests, the first record at once: what stands beside a list takes longer to read than a key."""
        if not self._shown_beside:
            # Also once more at rest: a screen that just opened does not know yet whether there is room beside the list.
            self._shown_beside = self.query_one(RecordTable).selected_key is not None
            show()

        if self._rest_timer is not None:
            self._rest_timer.stop()
        self._shown_at_rest = show
        self._rest_timer = self.set_timer(_REST, self.come_to_rest)

    def come_to_rest(self) -> bool:
        """Let the cursor count as resting now, and tell whether anything waited for that."""
        if self._rest_timer is None:
            return False
        self._rest_timer.stop()
        self._rest_timer = None
        self._shown_at_rest()
        return True

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
