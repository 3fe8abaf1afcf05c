"""Answers about a whole region, kept in memory until the store changes: several figures come from the same reading.

An answer goes with the revision of the store and with the day. The revision stands in the database, and is asked anew each
time: what another process wrote, an import and an undo count as much as what this one wrote.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import update_wrapper
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

from storage.clock import local_date
from storage.store import Store

Answer = TypeVar("Answer")
About = ParamSpec("About")


@dataclass(slots=True)
class _Kept:
    """The last answer to one question; the lock lets two threads that ask the same at once work it out once."""

    lock: Lock = field(default_factory=Lock)
    holds_for: tuple[object, ...] | None = None
    answer: Any = None


def remembered(
    question: Callable[Concatenate[Store, About], Answer],
) -> Callable[Concatenate[Store, About], Answer]:
    """Return a question to the store of which the last answer is remembered. Who asks may not change it: it is shared.

    It goes when the store is closed.

    Args:
        question: what depends on nothing but the records of the store, the day of today, and what else it is asked about.
    """

    def ask(store: Store, /, *about: About.args, **named: About.kwargs) -> Answer:
        kept: _Kept = store.remembered.setdefault(question, _Kept())
        with kept.lock:
            # The revision is asked before the records: what is written in between is then asked again, and never missed.
            now = store.revision(), local_date(store.clock), about, tuple(sorted(named.items()))
            if kept.holds_for != now:
                kept.holds_for = kept.answer = None
                kept.answer = question(store, *about, **named)
                kept.holds_for = now
            answer: Answer = kept.answer
        return answer

    update_wrapper(ask, question)
    return ask
