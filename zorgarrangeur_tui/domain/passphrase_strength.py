"""How long somebody would have to guess at a passphrase.

The passphrase is looked at and forgotten: nothing here keeps, logs or returns any part of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

NEEDED_BITS = 60
"""What a store asks. With the key derivation of a store, that is out of reach for whoever finds the laptop."""

_BITS_PER_WORD = 15
"""Most that one ordinary word counts for: about 33,000 words that people choose from."""

_LONGEST_WORD = 12
"""Letters in a row beyond which they are not taken for one word."""

_LOOKED_AT = 72
"""Characters that are weighed; what follows can only make a passphrase stronger."""

_SHORTEST_HINT = 3
_GUESSABLE = frozenset({"repeat", "sequence", "date", "spatial", "regex"})


@dataclass(frozen=True, slots=True)
class Strength:
    """How strong a passphrase is.

    Attributes:
        bits: base-2 logarithm of the guesses that it takes.
        enough: whether a store may have it.
        sentence: a few Dutch words on what to do, without any part of the passphrase.
    """

    bits: float
    enough: bool
    sentence: str


def strength(passphrase: str, words: Iterable[str] = ()) -> Strength:
    """Weigh a passphrase.

    zxcvbn knows the passwords, names and words of English lists. Dutch words are strange to it and would count as loose
    letters, so a passphrase of words counts for at most `_BITS_PER_WORD` per different word.

    Args:
        passphrase: what somebody typed.
        words: what a guesser would try first: the user's own name, the name of the school.
    """
    if not passphrase.strip():
        return Strength(0.0, False, "typ vier of meer woorden")
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its word lists are only needed when a passphrase is chosen

    own = [part for word in words for part in (word, *word.split()) if len(part) >= _SHORTEST_HINT]
    found = zxcvbn(passphrase[:_LOOKED_AT], user_inputs=own)
    bits = min(math.log2(max(1, found["guesses"])), _bits_of_words(passphrase))
    if bits >= NEEDED_BITS:
        return Strength(bits, True, "sterk genoeg")
    patterns = {match["pattern"] for match in found["sequence"]}
    if any(match.get("dictionary_name") == "user_inputs" for match in found["sequence"]):
        return Strength(bits, False, "uw eigen naam is te raden")
    if patterns & _GUESSABLE:
        return Strength(bits, False, "rijtjes, datums en herhalingen zijn te raden")
    return Strength(bits, False, "voeg nog een woord toe")


def _bits_of_words(passphrase: str) -> float:
    """Return the most that a passphrase of ordinary words can count for; no bound when it is not made of words."""
    parts = passphrase.casefold().replace("-", " ").split()
    if not all(part.isalpha() and len(part) <= _LONGEST_WORD for part in parts):
        return math.inf
    return float(_BITS_PER_WORD * len(set(parts)))
