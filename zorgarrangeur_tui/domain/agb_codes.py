"""AGB codes, by which insurers know a provider, as one line of text. One organisation often has several."""

from __future__ import annotations

import re
from collections.abc import Sequence

AGB_HINT = "Een AGB-code heeft acht cijfers. Zet een komma tussen twee codes."

_CODE = re.compile(r"[0-9]{8}")


def parse_agb_codes(text: str) -> list[str]:
    """Return the codes in a text, each once, in order; points, hyphens and spaces within a code do not matter.

    Raises:
        ValueError: with a Dutch sentence, when something in it is no code of eight digits.
    """
    parts = [re.sub(r"[\s.\-]", "", part) for part in re.split(r"[,;\n]", text)]
    codes = [part for part in parts if part]
    if not all(_CODE.fullmatch(code) for code in codes):
        raise ValueError(AGB_HINT)
    return list(dict.fromkeys(codes))


def agb_codes_text(codes: Sequence[str]) -> str:
    """Return codes as `parse_agb_codes` reads them."""
    return ", ".join(codes)
