"""How often what somebody types is kept while they type: never more than a moment behind, and one writing at a time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.dom import DOMNode
    from textual.timer import Timer
    from textual.worker import Worker


class DraftPace:
    """Passes on the texts of a form, a moment after the first key that was not passed on yet.

    It does not wait for a pause: who types on without one would lose all of it when the power fails.

    Args:
        owner: the dialog or screen; what it lets run ends with it.
        texts: gives what is typed and not saved.
        keep: keeps it; runs in a thread, and never twice at once.
    """

    def __init__(
        self, owner: DOMNode, texts: Callable[[], dict[str, str]], keep: Callable[[Mapping[str, str]], None]
    ) -> None:
        self._owner = owner
        self._texts = texts
        self._keep = keep
        self._timer: Timer | None = None
        self._writing: Worker[Any] | None = None

    def typed(self, seconds: float) -> None:
        """Something was typed: pass it on within so many seconds."""
        if self._timer is None:
            self._timer = self._owner.set_timer(seconds, partial(self._pass_on, seconds), name="draft")

    def _pass_on(self, seconds: float) -> None:
        self._timer = None
        if self._writing is not None and not self._writing.is_finished:
            # An older text must not land after a newer one, as it could from two threads.
            self.typed(seconds)
            return
        keep = partial(self._keep, self._texts())
        self._writing = self._owner.run_worker(keep, thread=True, group="draft", name="draft")
