"""Several names or words as one line of text, with commas between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

WORDS_HINT = "Zet een komma tussen twee namen."


def parse_words(text: str, tidied: Callable[[str], str] = str) -> list[str]:
    """Return the words in a text, each once, in order; a semicolon or a line end parts them too.

    Args:
        text: what somebody typed.
        tidied: gives each word its usual spelling.
    """
    found: dict[str, str] = {}
    for part in re.split(r"[,;\n]", text):
        word = " ".join(part.split())
        if word:
            usual = tidied(word)
            found.setdefault(usual.casefold(), usual)
    return list(found.values())


def words_text(words: Sequence[str]) -> str:
    """Return words as `parse_words` reads them."""
    return ", ".join(str(word) for word in words)
