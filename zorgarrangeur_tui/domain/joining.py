"""What becomes of the fields when two records turn out to be one. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

TEXTS_THAT_ADD_UP = frozenset(
    {"note", "hold_reason", "place_wanted", "regular_school_gap", "care_coordinator", "contact", "quality_owner"}
)
"""Texts of which both may stay, one after the other."""

_BETWEEN = {"note": "\n"}
"""What stands between two texts; a semicolon where a text is one line."""

NEVER_DROPPED = frozenset({"hold_reason"})
"""Texts of which both always stay: why something may not be erased is not lost by joining."""

NOT_COMPARED = frozenset({"id", "owner", "deleted", "same_as", "case_id"})
"""Fields that say where a record belongs, not what it is about."""


class Keep(StrEnum):
    """Which value of a field stays."""

    SURVIVOR = "survivor"
    OTHER = "other"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class FieldPair:
    """A field in which two records differ.

    Attributes:
        field: its name.
        survivor: what the record holds that stays.
        other: what the record holds that goes.
        can_both: whether both values can stay.
        keep: what is proposed: what is filled in wins of what is not; then both, where that is possible.
    """

    field: str
    survivor: Any
    other: Any
    can_both: bool
    keep: Keep

    @property
    def fixed(self) -> bool:
        """Whether there is nothing to choose."""
        return self.field in NEVER_DROPPED

    def value(self, keep: Keep) -> Any:
        """Return what the field holds afterwards."""
        if keep is Keep.SURVIVOR:
            return self.survivor
        return self.other if keep is Keep.OTHER else _both(self.field, self.survivor, self.other)


def differing_fields(
    survivor: Mapping[str, Any], other: Mapping[str, Any], empty: Mapping[str, Any]
) -> list[FieldPair]:
    """Return the fields in which two records differ, in the order of the first.

    Args:
        survivor: the values of the record that stays.
        other: the values of the record that goes.
        empty: what a field holds that nobody filled in.
    """
    found = []
    for field, value in survivor.items():
        if field in NOT_COMPARED or value == other[field]:
            continue
        can_both = _adds_up(field, value, other[field])
        keep = Keep.BOTH if can_both else Keep.SURVIVOR
        if other[field] == empty[field]:
            keep = Keep.SURVIVOR
        elif value == empty[field]:
            keep = Keep.OTHER
        found.append(FieldPair(field, value, other[field], can_both, keep))
    return found


def chosen_keeps(pairs: Sequence[FieldPair], choices: Mapping[str, str]) -> dict[str, Keep]:
    """Return for every field which value stays: what was chosen where that can be, else what is proposed."""
    keeps = {}
    for pair in pairs:
        keep = Keep(choices.get(pair.field, pair.keep))
        keeps[pair.field] = pair.keep if pair.fixed or (keep is Keep.BOTH and not pair.can_both) else keep
    return keeps


def chosen_values(pairs: Sequence[FieldPair], choices: Mapping[str, Keep]) -> dict[str, Any]:
    """Return what the surviving record gets; a field that nobody chose for gets what is proposed."""
    keeps = chosen_keeps(pairs, choices)
    return {pair.field: pair.value(keeps[pair.field]) for pair in pairs}


def _adds_up(field: str, one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return bool(one and other) and all(isinstance(part, str) for part in (*one, *other))
    return field in TEXTS_THAT_ADD_UP and isinstance(one, str) and bool(one) and bool(other)


def _both(field: str, one: Any, other: Any) -> Any:
    if isinstance(one, list):
        return [*one, *(part for part in other if part not in one)]
    if other in one:
        return one
    return other if one in other else f"{one}{_BETWEEN.get(field, '; ')}{other}"
