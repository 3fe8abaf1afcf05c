"""Lists that are too long for one query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from storage.long_work import step

Item = TypeVar("Item")

_BATCH = 400
"""Keys per query: well under SQLite's limit on parameters."""


def in_parts(values: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Yield a sequence in parts that fit in one query. Each part is a step of the present work.

    Raises:
        WorkStopped: its user wants it to stop.
    """
    for start in range(0, len(values), _BATCH):
        step()
        yield values[start : start + _BATCH]
