"""Telling others that the store changed: screens ask again for what they show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changed:
    """What one transaction changed: records as (type, id), and the act in the user's words."""

    records: frozenset[tuple[str, str]]
    act: str

    def touches(self, *record_types: str) -> bool:
        """Tell whether any record of these types changed."""
        return any(record_type in record_types for record_type, _ in self.records)


Listener = Callable[[Changed], None]


class ChangedSignal:
    """Calls its listeners after each commit, in the thread that committed."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Add a listener and return what takes it away again."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def send(self, changed: Changed) -> None:
        """Tell every listener."""
        for listener in tuple(self._listeners):
            listener(changed)
