"""What the text of a bundle may look like, as regular expressions, and how large anything in it may be.

No quantifier gives back what it took, so the time to refuse a text grows no faster than its length. `docs/formats.md`
describes the same in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import isfinite
from typing import Any

from storage.bundle_errors import ContentHoldsControls, ContentNotUnderstood, ContentOutsideLimits
from storage.text_rules import MAX_TEXT, has_forbidden_character

PROFILES = ("full", "school", "pseudonymous", "reference", "statistics")
"""How much of a case travels: with names, school level only, pseudonymous, public reference data, or counted figures."""

MAX_OPS = 200_000
MAX_DEVICES = 10_000
"""Most devices that the ops of one bundle name, and most authors."""

MAX_ITEMS = 500_000
"""Most items in all lists of one bundle together: `tomllib` takes some microseconds over each."""

MAX_LINE = 65_536
"""Longest line in characters."""

MAX_FIELDS = 99
"""How many fields of one record may be called back by name, after the first."""

MAX_LIST_DEPTH = 8
"""How many lists may stand within each other in one value."""

_MAX_INTEGER = 2**63 - 1

_CONTROL = r"\x00-\x1f\x7f"
_TEXT = (
    rf"(?:'[^'{_CONTROL}]{{0,{MAX_TEXT}}}+'"
    rf'|"(?:[^"\\{_CONTROL}]|\\[nt"\\]){{0,{MAX_TEXT}}}+")'
)
_NUMBER = r"-?+[0-9]{1,19}+(?:\.[0-9]{1,32}+)?+(?:e[+-]?+[0-9]{1,3}+)?+"
_ITEM = rf"\[{{0,{MAX_LIST_DEPTH}}}+(?:{_TEXT}|{_NUMBER}|true|false)?+\]{{0,{MAX_LIST_DEPTH}}}+"
_NAME = r"[a-z_][a-z0-9_]{0,63}+"
_COUNT = r"(?:0|[1-9][0-9]{0,18}+)"
_OP_ID = r"[0-9a-f]{16}-[1-9][0-9]{0,18}+"
_SHORT_LINE = rf"(?=[^\n]{{0,{MAX_LINE}}}+\n)"

HEAD = re.compile(
    rf"""format = 'zorginhoud/1'
profile = '(?:{"|".join(PROFILES)})'
purpose = {_TEXT}
sender_label = {_TEXT}
device = '[0-9a-f]{{16}}'
audit_head = '(?:[0-9a-f]{{64}})?+'
(?:
\[author\]
(?:[1-9][0-9]{{0,5}}+ = '[0-9a-f]{{64}}'
){{1,{MAX_OPS}}}+)?+(?:
\[vector\]
(?:[0-9a-f]{{16}} = {_COUNT}
){{1,{MAX_DEVICES}}}+)?+(?:
\[purged\]
(?:[0-9a-f]{{32}} = true
){{1,{MAX_OPS}}}+)?+(?:
\[recalled\]
(?:[0-9a-f]{{32}} = (?:true|\['{_NAME}'(?:, '{_NAME}'){{0,{MAX_FIELDS}}}+\])
){{1,{MAX_OPS}}}+)?+"""
)
OP = re.compile(
    rf"""
\[\[op\]\]
id = '(?P<id>{_OP_ID})'
on = '(?P<record_type>{_NAME})/(?P<record_id>[0-9a-f]{{32}})/(?P<field>{_NAME})'
(?:(?P<empty>empty = true)
|{_SHORT_LINE}value = (?P<value>{_ITEM}(?:, {_ITEM})*+)
)?+at = '(?P<milliseconds>{_COUNT})-(?P<counter>{_COUNT})'
by = (?P<by>[1-9][0-9]{{0,5}}+)
(?:{_SHORT_LINE}over = \['(?P<over>{_OP_ID}(?:', '{_OP_ID})*+)'\]
)?+"""
)
PADDING = re.compile(r"\n*+\Z")
_BLOCK = re.compile(r"\n\n\[")


def held_against(grammar: re.Pattern[str], text: str) -> re.Match[str]:
    """Return how a text fits a grammar from its first to its last character, or refuse it."""
    match = grammar.fullmatch(text)
    if match is None:
        raise refusal(text, 0)
    return match


def refusal(text: str, position: int) -> ContentNotUnderstood | ContentOutsideLimits:
    """Say why a text was refused at this place: a line too long for any text, or another form."""
    block = _BLOCK.search(text, position + 1)
    longest = max(map(len, text[position : block.start() if block else None].split("\n")))
    return ContentOutsideLimits() if longest > MAX_TEXT else ContentNotUnderstood()


def check_items(ops: Iterable[re.Match[str]]) -> None:
    """Refuse ops whose lists hold too much together; a comma within a text in a list counts too."""
    lists = (value for op in ops if (value := op["value"]) and value[0] == "[")
    if sum(value.count(",") + 1 for value in lists) > MAX_ITEMS:
        raise ContentOutsideLimits


def within(number: int) -> int:
    """Return a number that SQLite can hold, or refuse it: TOML sets no upper limit."""
    if number > _MAX_INTEGER:
        raise ContentOutsideLimits
    return number


def accepted(value: Any, depth: int = 0) -> Any:
    """Return a value when all texts, numbers and lists in it are within limits; the same rule for writing and reading."""
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, list):
        if depth == MAX_LIST_DEPTH:
            raise ContentOutsideLimits
        for item in value:
            accepted(item, depth + 1)
    elif not isinstance(value, int | float):
        raise ContentNotUnderstood
    elif not (isfinite(value) if isinstance(value, float) else -_MAX_INTEGER - 1 <= value <= _MAX_INTEGER):
        raise ContentOutsideLimits
    return value


def _check_text(text: str) -> None:
    if len(text) > MAX_TEXT:
        raise ContentOutsideLimits
    if not (text.isascii() and text.isprintable()) and has_forbidden_character(text):
        raise ContentHoldsControls
