"""Work that takes a while: how far it is, and whether its user wants it to stop.

Who has time to show it makes a `LongWork` and does the work within `going_on`. The store's loops over many records call
`step`, which counts, and which ends the work when it must stop. Until something is written for good, that leaves no trace:
a unit of work rolls back, and a file that is not whole is thrown away. Once it is, the work can no longer be stopped.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar

from storage.errors import StorageError


class WorkStopped(StorageError):
    """The user stopped it in time."""

    sentence = "Gestopt. Er is niets gewijzigd."


class LongWork:
    """One work that goes on. May be asked and stopped from another thread."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._settled = False
        self._share = 0.0
        self._part = (0.0, 1.0)
        self._on_trial = False
        self.steps = 0

    @property
    def share(self) -> float:
        """How much of it is done, from 0 to 1, where that is known; otherwise 0."""
        return self._share

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    @property
    def settled(self) -> bool:
        """Whether something was written for good, so that it goes on to its end."""
        return self._settled

    def stop(self) -> None:
        """End it at the next step, unless something was written for good by then."""
        self._stop.set()

    def step(self, share: float) -> None:
        """Count, and end it when it must stop.

        Raises:
            WorkStopped: when it must, and still can.
        """
        self.steps += 1
        if share:
            begin, end = self._part
            self._share = begin + (end - begin) * share
        if self._stop.is_set() and not self._settled:
            raise WorkStopped

    def settle(self) -> None:
        """Something was written for good, unless what is written now is on trial."""
        self._settled = self._settled or not self._on_trial

    @contextmanager
    def part(self, begin: float, end: float) -> Iterator[None]:
        """Let what is done here be one part of the whole, or of the part that it stands in."""
        whole = self._part
        from_, to = whole
        self._part = (from_ + (to - from_) * begin, from_ + (to - from_) * end)
        try:
            yield
        finally:
            self._part = whole

    @contextmanager
    def on_trial(self) -> Iterator[None]:
        """Let nothing that is written here count as written for good."""
        before, self._on_trial = self._on_trial, True
        try:
            yield
        finally:
            self._on_trial = before


_CURRENT: ContextVar[LongWork | None] = ContextVar("long_work", default=None)


@contextmanager
def going_on(work: LongWork) -> Iterator[None]:
    """Let what is done here count as a work."""
    token = _CURRENT.set(work)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def step(share: float = 0.0) -> None:
    """Tell that the present work is a little further; does nothing when nobody follows it.

    Args:
        share: how much of it is done, from 0 to 1, where that is known.

    Raises:
        WorkStopped: its user wants it to stop, and nothing was written for good yet.
    """
    work = _CURRENT.get()
    if work is not None:
        work.step(share)


def settle() -> None:
    """Tell that something was written for good, so that the present work can no longer be stopped."""
    work = _CURRENT.get()
    if work is not None:
        work.settle()


@contextmanager
def part(begin: float, end: float) -> Iterator[None]:
    """Let what is done here be one part of the present work, so that its steps run from one share of the whole to another.

    Args:
        begin: the share, from 0 to 1, at which this part begins.
        end: the share at which it ends.
    """
    work = _CURRENT.get()
    with work.part(begin, end) if work is not None else nullcontext():
        yield


@contextmanager
def on_trial() -> Iterator[None]:
    """Let nothing that is written here count as written for good: it is thrown away when the work is stopped."""
    work = _CURRENT.get()
    with work.on_trial() if work is not None else nullcontext():
        yield
