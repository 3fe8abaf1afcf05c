"""Whether two Dutch names mean the same, however somebody happened to write them."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache


class Alike(StrEnum):
    """How far two names are the same."""

    SAME = "same"
    NEARLY = "nearly"


_SAYS_NOTHING = frozenset(
    """
    stichting stg st sticht vereniging ver bv nv vof cv bvba ua cooperatie cooperatief maatschap holding groep
    de het een t en van der den ten ter te voor in op bij sint basisschool bs obs cbs rkbs pcbs school
    """.split()  # noqa: SIM905  a list of words reads best as words
)
"""Words that stand in a name or not: legal forms, articles, what kind of school it is besides. "St." is Stichting or Sint."""

_WRITTEN_OUT = {
    "kdc": "kinderdagcentrum",
    "odc": "orthopedagogisch dagcentrum",
    "gz": "gehandicaptenzorg",
    "zorgcentr": "zorgcentrum",
    "cent": "centrum",
    "reg": "regio",
    "nrd": "noord",
    "kon": "koningin",
    "prof": "professor",
    "dr": "dokter",
    "mr": "meester",
}
"""Abbreviations by what they stand for."""

_WORD = re.compile(r"[a-z0-9]+")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_ENOUGH_FOR_A_SLIP = 6
"""Letters from which one wrong letter is a slip of the pen; shorter names differ by one letter and are two names."""

_DISTINCTIVE = 5
_KEY = _ENOUGH_FOR_A_SLIP // 2
"""Letters of a key: one wrong letter leaves the beginning or the end of a word as it was."""


@lru_cache(maxsize=65_536)
def plain_words(name: str) -> tuple[str, ...]:
    """Return the words of a name without accents, capitals, points, legal forms and articles; "B.V." is one word."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(letter)
    )
    plain = _DOTTED.sub(lambda found: found.group().replace(".", "") + " ", plain).replace("&", " en ")
    words = " ".join(_WRITTEN_OUT.get(word, word) for word in _WORD.findall(plain)).split()
    return tuple(word for word in words if word not in _SAYS_NOTHING) or tuple(words)


def name_keys(name: str) -> frozenset[str]:
    """Return keys of which two names that are alike share at least one: how its words begin and end, and all its letters."""
    words = plain_words(name)
    whole = "".join(words)
    parts = {word for word in (*words, whole) if len(word) > 1}
    ends = {end for word in parts for end in (f"{word[:_KEY]}-", f"-{word[-_KEY:]}")}
    return frozenset({*ends, "".join(sorted(whole))} - {""})


def alike_organisations(one: str, other: str) -> Alike | None:
    """Compare two names of organisations or schools.

    The same words in any order are the same name. Nearly the same: one letter wrong, or one name has words besides.
    """
    words, others = plain_words(one), plain_words(other)
    if not words or not others:
        return None
    if sorted(words) == sorted(others) or "".join(words) == "".join(others):
        return Alike.SAME
    if one_slip("".join(words), "".join(others)):
        return Alike.NEARLY
    fewer, more = sorted((set(words), set(others)), key=len)
    says_enough = any(len(word) >= _DISTINCTIVE for word in fewer) and len(fewer) > 1
    return Alike.NEARLY if fewer < more and says_enough else None


def alike_people(one: str, other: str) -> Alike | None:
    """Compare two names of people. A first name and its initial go together when the rest is the same."""
    words, others = plain_words(one), plain_words(other)
    if not words or not others:
        return None
    if sorted(words) == sorted(others):
        return Alike.SAME
    if one_slip("".join(words), "".join(others)):
        return Alike.NEARLY
    if len(words) > 1 and len(others) > 1 and words[-1] == others[-1] and len(words[-1]) > 1:
        first, second = words[0], others[0]
        if first[0] == second[0] and min(len(first), len(second)) == 1:
            return Alike.NEARLY
    return None


def one_slip(one: str, other: str) -> bool:
    """Tell whether two long enough words differ by one letter: wrong, missing, too many, or changed places with the next."""
    if min(len(one), len(other)) < _ENOUGH_FOR_A_SLIP or abs(len(one) - len(other)) > 1:
        return False
    at = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    if len(one) == len(other):
        swapped = one[at : at + 2] == other[at : at + 2][::-1]
        return one[at + 1 :] == other[at + 1 :] or (swapped and one[at + 2 :] == other[at + 2 :])
    shorter, longer = sorted((one, other), key=len)
    return shorter[at:] == longer[at + 1 :]
