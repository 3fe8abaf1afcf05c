"""Lists that are too long for one query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

_BATCH = 400
"""Keys per query: well under SQLite's limit on parameters."""


def in_parts(values: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Yield a sequence in parts that fit in one query."""
    for start in range(0, len(values), _BATCH):
        yield values[start : start + _BATCH]
