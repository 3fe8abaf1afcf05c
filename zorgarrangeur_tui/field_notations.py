"""Fields that a form shows as one line of text while the record holds something else, or text in one fixed form only."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from zorgarrangeur_tui.domain.agb_codes import AGB_HINT, agb_codes_text, parse_agb_codes
from zorgarrangeur_tui.domain.availability import AVAILABILITY_HINT, availability_text, parse_availability
from zorgarrangeur_tui.domain.bell_times import BELL_TIMES_HINT, bell_times_text, parse_bell_times
from zorgarrangeur_tui.importers.school_codes import postcode, postcode_shown

_POSTCODE_HINT = "Een postcode heeft vier cijfers en twee letters, zoals 1234 AB."
_POSTCODE4_HINT = "Alleen de vier cijfers, zoals 1234."
_CHAMBER_HINT = "Een KvK-nummer heeft acht cijfers."


@dataclass(frozen=True, slots=True)
class FieldNotation:
    """How a value is written in a form.

    Attributes:
        written: the text for a value; it never fails, whatever a record of another version holds.
        read: the value for a text; raises ValueError with a Dutch sentence.
        hint: how to write it.
    """

    written: Callable[[Any], str]
    read: Callable[[str], Any]
    hint: str

    def tidied(self, value: Any) -> Any:
        """Return a value as it comes back from a form in which nobody touched it."""
        try:
            return self.read(self.written(value))
        except ValueError:
            return value


def _read_postcode(text: str) -> str:
    if not text.strip():
        return ""
    found = postcode(text.strip())
    if found is None:
        raise ValueError(_POSTCODE_HINT)
    return found


def _digits(count: int, hint: str) -> Callable[[str], str]:
    """Return a reader of numbers with exactly so many digits; points and spaces between them do not matter."""

    def read(text: str) -> str:
        digits = re.sub(r"[\s.]", "", text)
        if digits and not re.fullmatch(f"[0-9]{{{count}}}", digits):
            raise ValueError(hint)
        return digits

    return read


NOTATIONS: dict[tuple[str, str], FieldNotation] = {
    ("school", "bell_times"): FieldNotation(bell_times_text, parse_bell_times, BELL_TIMES_HINT),
    ("school", "postcode"): FieldNotation(postcode_shown, _read_postcode, _POSTCODE_HINT),
    ("provider", "agb_codes"): FieldNotation(agb_codes_text, parse_agb_codes, AGB_HINT),
    ("provider", "chamber_number"): FieldNotation(str, _digits(8, _CHAMBER_HINT), _CHAMBER_HINT),
    ("professional", "availability"): FieldNotation(availability_text, parse_availability, AVAILABILITY_HINT),
    ("professional", "home_postcode4"): FieldNotation(str, _digits(4, _POSTCODE4_HINT), _POSTCODE4_HINT),
}
"""By record type and field."""
