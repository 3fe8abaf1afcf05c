"""Text of one cell: cleaned as the store wants it, and checked against the store's own rules.

A national list has over a hundred thousand cells, nearly all of them plain. Both functions let plain text through
quickly and leave everything else to `storage.text_rules`; a property test holds that the outcome is the same.
"""

from __future__ import annotations

import unicodedata

from storage.errors import ValueRefused
from storage.text_rules import MAX_TEXT, checked_text, cleaned_text, has_forbidden_character

_DIGITS_OF_CITIZEN_NUMBER = 9


def cleaned_cell(raw: str) -> tuple[str, bool]:
    """Return the text of a cell as a record may hold it, and whether invisible characters had to be taken out.

    A cell with nothing but spaces is empty. Line breaks and tabs become a space and are no reason for a report.
    """
    if raw.isprintable():
        return unicodedata.normalize("NFC", " ".join(raw.split())), False
    return cleaned_text(raw), has_forbidden_character(raw.replace("\r", " "))


def why_refused(text: str, *, number_register: bool = False) -> str:
    """Return the Dutch reason why the store would refuse a cleaned text, or "" when it would not.

    Args:
        text: a text that `cleaned_cell` returned, or several of them put together.
        number_register: True for a field with numbers of a public register, which may look like a BSN.
    """
    if len(text) <= MAX_TEXT and text.isprintable():
        digits = sum(map(str.isdigit, unicodedata.normalize("NFKC", text)))
        if digits < _DIGITS_OF_CITIZEN_NUMBER:
            return ""
    try:
        checked_text(text, number_register=number_register)
    except ValueRefused as refused:
        return str(refused)
    return ""
