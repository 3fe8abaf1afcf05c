"""What text may enter a record: no control characters, no look-alike tricks, no citizen service number.

The store checks every text field on its way in, whoever writes it: a form, an importer, a bundle. Showing text safely is
another task, done where it is drawn.
"""

from __future__ import annotations

import re
import unicodedata

from storage.errors import ValueRefused

MAX_TEXT = 20_000
"""Longest text field in characters, the same for typing, importing and bundles."""

BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the reading direction and so can make a text look like another one (Unicode UAX 9)."""

CITIZEN_NUMBER = (
    "Dit lijkt een burgerservicenummer (BSN). Dat mag een zorgarrangeur niet vastleggen: haal het nummer weg."
)
"""Why a text with such a number is refused."""

_RECORD_ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{64}")
"""A random record id or a key's fingerprint: now and then nine digits of one pass the 11-proef by chance."""

_FORBIDDEN = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{''.join(sorted(BIDI_CONTROLS))}]")
_NINE_DIGITS = re.compile(r"(?<![\d])(\d(?:[ .\-]?\d){8})(?![\d])")
_DIGITS_OF_CITIZEN_NUMBER = 9
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def holds_citizen_number(text: str) -> bool:
    """Tell whether nine digits in a row pass the 11-proef of the BSN (Wabb; Logisch ontwerp BSN).

    Spaces, dots and hyphens between the digits do not hide it. A number of nine equal zeros is no BSN.
    """
    for match in _NINE_DIGITS.finditer(unicodedata.normalize("NFKC", text)):
        digits = [int(character) for character in match.group() if character.isdigit()]
        total = sum(weight * digit for weight, digit in zip(_BSN_WEIGHTS, digits, strict=True))
        if total % 11 == 0 and any(digits):
            return True
    return False


def has_forbidden_character(text: str) -> bool:
    """Tell whether a text holds a control character (but line feed and tab), a bidi control or a lone surrogate."""
    return _FORBIDDEN.search(text) is not None


def checked_text(text: str, *, record_type: str = "", field: str = "", number_register: bool = False) -> str:
    """Return the text in NFC, or refuse it.

    Args:
        text: what somebody typed, imported or sent.
        record_type: the kind of record, for the error.
        field: the field's name, for the error.
        number_register: True for a field that holds a public register number (KvK, AGB, phone), which may look like a BSN.

    Raises:
        ValueRefused: with a Dutch sentence that says why.
    """

    def refuse(sentence: str) -> ValueRefused:
        return ValueRefused(sentence, record_type=record_type, field=field)

    composed = unicodedata.normalize("NFC", text)
    if len(composed) > MAX_TEXT:
        raise refuse(f"Deze tekst is langer dan {MAX_TEXT:,} tekens. Maak hem korter.".replace(",", "."))
    if has_forbidden_character(text):
        raise refuse("Deze tekst bevat onzichtbare stuurtekens. Typ de tekst opnieuw in plaats van te plakken.")
    if not number_register and not _RECORD_ID.fullmatch(text) and holds_citizen_number(text):
        raise refuse(CITIZEN_NUMBER)
    return composed


def is_bare_citizen_number(text: str) -> bool:
    """Tell whether a text holds a BSN and no other digit. No public register (KvK, AGB, phone) has numbers like that."""
    digits = sum(character.isdecimal() for character in unicodedata.normalize("NFKC", text))
    return digits == _DIGITS_OF_CITIZEN_NUMBER and holds_citizen_number(text)


def cleaned_text(text: str) -> str:
    """Return text of a file with control and bidi characters taken out, spaces trimmed and in NFC.

    For importers, which report that they cleaned a field; a form refuses instead, so that a user sees what happened.
    """
    kept = "".join(
        " " if character in "\r\n\t" else character
        for character in text
        if not has_forbidden_character(character) or character == "\r"
    )
    return unicodedata.normalize("NFC", " ".join(kept.split()))
