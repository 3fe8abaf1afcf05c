"""Telling a full name from initials or a pseudonym, so that no child's name gets in unasked.

This is a guess by form: it sees "Jan de Vries", "Vries, Jan de" and "J. de Vries", and lets pass "J.V.", "Jan V.",
"Leerling 3" and "Blauwe Otter". A single first name passes too: it cannot be told from any other word.
"""

from __future__ import annotations

import re

from zorgarrangeur_tui.domain.pseudonyms import FIRST_WORDS, SECOND_WORDS
from zorgarrangeur_tui.importers.inventory_words import name_particles, no_names, word_key

_PARTICLES = name_particles()
_FIRST = {word_key(word) for word in FIRST_WORDS} | no_names()
_SECOND = {word_key(word) for word in SECOND_WORDS}
_LETTERS = re.compile(r"[^\W\d_]+")


def looks_like_full_name(text: str) -> bool:
    """Tell whether a text looks like a name with a family name in it."""
    words = _LETTERS.findall(text)
    keys = [word_key(word) for word in words]
    if not keys or keys[0] in _FIRST or keys[-1] in _SECOND or any(character.isdigit() for character in text):
        return False
    long = [key for key in keys if len(key) > 2 and key not in _PARTICLES]
    if len(long) >= 2:
        return True
    particle = any(key in _PARTICLES for key in keys[:-1])
    initials_first = len(keys) > 1 and len(keys[0]) == 1 and len(keys[-1]) > 2
    return bool(long) and len(keys) > 1 and (particle or initials_first)
