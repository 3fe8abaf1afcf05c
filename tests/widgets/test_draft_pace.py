"""Keeping what is typed: never waiting for a pause, never two writings at once, and the newest last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from widgets.draft_pace import DraftPace


class SimulatedWorker:
    """A writing that ends when the simulator says so."""

    def __init__(self, write: Callable[[], None]) -> None:
        self._write = write
        self.is_finished = False

    def end(self) -> None:
        """Write, and be done."""
        self._write()
        self.is_finished = True


class SimulatedDialog:
    """A dialog whose clock and threads stand still until they are told to go on."""

    def __init__(self) -> None:
        self.text = ""
        self.kept: list[str] = []
        self.timers: list[Callable[[], None]] = []
        self.workers: list[SimulatedWorker] = []
        self.pace = DraftPace(self, lambda: {"text": self.text}, self._keep)  # type: ignore[arg-type]  # what it needs of a dialog

    def set_timer(self, _seconds: float, callback: Callable[[], None], *, name: str) -> object:
        """Ring once the moment has passed."""
        assert name == "draft"
        self.timers.append(callback)
        return object()

    def run_worker(self, write: Callable[[], None], **_options: Any) -> SimulatedWorker:
        """Begin to write."""
        self.workers.append(SimulatedWorker(write))
        return self.workers[-1]

    def type(self, letter: str) -> None:
        """Press a key."""
        self.text += letter
        self.pace.typed(1.0)

    def pass_a_moment(self) -> None:
        """Let the timer ring, if one was set."""
        ringing, self.timers = self.timers, []
        for ring in ringing:
            ring()

    def end_writing(self) -> None:
        """Let a writing that is going on end."""
        for worker in self.workers:
            if not worker.is_finished:
                worker.end()

    def _keep(self, texts: Mapping[str, str]) -> None:
        self.kept.append(texts["text"])


@given(st.lists(st.sampled_from(["type", "moment", "end"]), max_size=40))
def test_the_draft_is_never_more_than_a_moment_behind(happenings: list[str]) -> None:
    """Whatever the order: one timer, one writing, what is kept only grows, and in the end it is all there."""
    dialog = SimulatedDialog()
    for happening in happenings:
        match happening:
            case "type":
                dialog.type("x")
                assert len(dialog.timers) == 1
            case "moment":
                dialog.pass_a_moment()
            case _:
                dialog.end_writing()
        assert sum(not worker.is_finished for worker in dialog.workers) <= 1
    for _ in range(2):
        dialog.end_writing()
        dialog.pass_a_moment()
    dialog.end_writing()
    assert dialog.kept == sorted(dialog.kept, key=len)
    assert not dialog.text or dialog.kept[-1] == dialog.text


def test_who_types_on_is_not_waited_for() -> None:
    """The timer of the first key rings, though keys keep coming."""
    dialog = SimulatedDialog()
    dialog.type("a")
    [ring] = dialog.timers
    dialog.type("b")
    assert dialog.timers == [ring]
    dialog.pass_a_moment()
    dialog.end_writing()
    assert dialog.kept == ["ab"]
