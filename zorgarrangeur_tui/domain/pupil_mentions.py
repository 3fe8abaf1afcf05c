"""Which children a line of text is about: those whose pseudonym it holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping


def pupils_mentioned(text: str, pseudonyms: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids of the children whose pseudonym stands in a text as words of its own, in order of first mention.

    Args:
        text: what somebody typed; capitals make no difference.
        pseudonyms: the pseudonym of each child, by its id.
    """
    left = _folded(text)
    found: dict[str, int] = {}
    # The longest first: "Blauwe Otter 2" holds "Blauwe Otter".
    for pupil_id, pseudonym in sorted(pseudonyms.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        words = r"\s+".join(re.escape(word) for word in _folded(pseudonym).split())
        match = re.search(rf"(?<!\w){words}(?!\w)", left) if words else None
        if match:
            found[pupil_id] = match.start()
            left = re.sub(rf"(?<!\w){words}(?!\w)", lambda hit: "\0" * len(hit[0]), left)
    return tuple(sorted(found, key=found.__getitem__))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
