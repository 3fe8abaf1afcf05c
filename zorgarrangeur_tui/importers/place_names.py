"""Names of places in ordinary spelling. DUO writes them in capitals and without accents."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SMALL_WORDS = frozenset(
    ["aan", "bij", "ca", "de", "den", "der", "en", "gem", "het", "in", "op", "over", "te", "ten", "ter", "tot", "van"]
)
_ABBREVIATIONS = frozenset(["lb", "nb", "nh", "zh"])
_APOSTROPHE = re.compile(r"^['’‘`]?\s*([ST])[ -](?=\S)|^['’‘`]([ST])(?=[A-Z])")
_SMALL_T = re.compile(r"(?<= )['’‘`]T(?= )")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

_MUNICIPALITIES = {
    "bergenl": "Bergen (L.)",
    "bergenlb": "Bergen (L.)",
    "bergennh": "Bergen (NH.)",
    "denbosch": "'s-Hertogenbosch",
    "denhaag": "'s-Gravenhage",
    "noardeastfryslan": "Noardeast-Fryslân",
    "nuenenca": "Nuenen, Gerwen en Nederwetten",
    "nuenengerwenennederwetten": "Nuenen, Gerwen en Nederwetten",
    "sgravenhage": "'s-Gravenhage",
    "shertogenbosch": "'s-Hertogenbosch",
    "sudwestfryslan": "Súdwest-Fryslân",
}
"""Municipalities that DUO writes in a way no rule can put right; names after CBS, Gemeentelijke indeling 2024."""


@lru_cache(maxsize=4096)
def place_key(name: str) -> str:
    """Return what is left of a name without case, accents and punctuation, to tell whether two are the same place."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in decomposed if character.isalnum())


def is_in_capitals(name: str) -> bool:
    """Tell whether a name lost its ordinary spelling, so that `place_name` has to guess it."""
    return name.isupper()


def place_name(name: str) -> str:
    """Return a place in ordinary spelling: `S GRAVENPOLDER` is `'s-Gravenpolder`, `IJSSELSTEIN` is `IJsselstein`.

    Only a name in capitals is changed. Small words (aan, den, op, van …) get no capital within the name; after a hyphen
    they do (Reusel-De Mierden).
    """
    if not is_in_capitals(name):
        return name
    prefix = ""
    match = _APOSTROPHE.match(name)
    if match:
        letter = (match.group(1) or match.group(2)).lower()
        prefix = "'s-" if letter == "s" else "'t "
        name = name[match.end() :]
    name = _SMALL_T.sub("'t", name)
    return prefix + _LETTERS.sub(lambda word: _ordinary_word(word, name), name)


def _ordinary_word(match: re.Match[str], name: str) -> str:
    """Return one word of a name with a capital where it belongs."""
    word = match.group().lower()
    before = name[match.start() - 1 : match.start()]
    after_apostrophe = before == "'" and word == "t"
    small = before == " " and word in _SMALL_WORDS
    if after_apostrophe or small or before.isdigit():
        return word
    if before in {" ", "("} and word in _ABBREVIATIONS:
        return word.upper()
    if word.startswith("ij"):
        return "IJ" + word[2:]
    return word[0].upper() + word[1:]


def municipality_name(name: str) -> str:
    """Return a municipality in the spelling of CBS: `NUENEN CA` is `Nuenen, Gerwen en Nederwetten`."""
    return _MUNICIPALITIES.get(place_key(name)) or place_name(name)
