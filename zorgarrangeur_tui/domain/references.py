"""The short reference by which people speak of a case, on the phone or on paper, without a name."""

from __future__ import annotations

import re

_PREFIX = "Z-"
_DIGITS = 6
_ENOUGH_WITHOUT_PREFIX = 4
_TYPED = re.compile(r"(Z[- ]?)?([0-9A-F]+)")


def case_reference(case_id: str) -> str:
    """Return a reference such as "Z-7F3A2C" from the id of a case.

    Six hex digits are easy to say, not unique: among many thousands of cases two may share one. So a reference is for
    finding (`matches_reference` finds each of them), never for storing.
    """
    return _PREFIX + case_id[:_DIGITS].upper()


def case_title(title: str) -> str:
    """Return what to call a case by its question; a bundle without anything of a child leaves the question out."""
    return title or "niet meegestuurd"


def matches_reference(text: str, case_id: str) -> bool:
    """Tell whether what somebody typed points at this case.

    Small letters are fine. After "Z" or "Z-" any beginning counts, also one longer than the reference; without it, four
    digits or more, so that an ordinary number in a search finds no cases by chance.
    """
    match = _TYPED.fullmatch(text.strip().upper())
    if match is None:
        return False
    prefix, digits = match.groups()
    if prefix is None and len(digits) < _ENOUGH_WITHOUT_PREFIX:
        return False
    return case_id.upper().startswith(digits)
