"""What one change is: a single write to a single field, small enough to merge in any order.

An op never changes once it exists. It names the writes that its author saw and replaced, so that two people who write the
same field without knowing of each other both keep their value until somebody chooses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Scalar: TypeAlias = str | int | float | bool
"""One plain value of a field: what TOML, JSON and SQLite all hold."""

Nested: TypeAlias = "Scalar | list[Nested]"
"""A plain value, or a list of them to any depth."""

OpValue: TypeAlias = "Nested | None"
"""What a field was given: a value, a list, or None when it was emptied."""


@dataclass(frozen=True, slots=True, order=True)
class OpId:
    """Which op this is: ops of one device are numbered from 1 without holes. Ordered by device, then by number."""

    device: str
    number: int

    def __str__(self) -> str:
        return f"{self.device}-{self.number}"


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """When an op was written, by a hybrid logical clock.

    `milliseconds` counts from 1970 in UTC; `counter` tells writes within one millisecond, or under a clock that stood
    still, apart. It orders what is shown first, never what is kept.
    """

    milliseconds: int
    counter: int


@dataclass(frozen=True, slots=True)
class Op:
    """One write to one field of one record.

    Attributes:
        id: the writing device (16 hex) and its number for this op.
        record_type: the kind of record, such as "case"; a kind that this version does not know is kept unread.
        record_id: the record, 32 hex.
        field: the column's name; a name that this version does not know is kept unread.
        value: what was written; None when the field was emptied, and always None when `carries_value` is False.
        carries_value: False for a superseded write that travels without its value, so that a corrected slip of the pen
            never leaves the house (data minimisation, AVG art. 5.1.c).
        stamp: when it was written.
        author: fingerprint (64 hex) of the signing key of the person who wrote it.
        supersedes: the writes of this field that the author saw and replaced, in ascending order.
    """

    id: OpId
    record_type: str
    record_id: str
    field: str
    value: OpValue
    carries_value: bool
    stamp: Stamp
    author: str
    supersedes: tuple[OpId, ...]
