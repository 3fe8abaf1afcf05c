"""Fields that a form shows as one line of text while the record holds something else, or text in one fixed form only."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from zorgarrangeur_tui.domain.agb_codes import AGB_HINT, agb_codes_text, parse_agb_codes
from zorgarrangeur_tui.domain.availability import AVAILABILITY_HINT, availability_text, parse_availability
from zorgarrangeur_tui.domain.bell_times import BELL_TIMES_HINT, bell_times_text, parse_bell_times
from zorgarrangeur_tui.domain.money import EUROS_HINT, euros, parse_euros
from zorgarrangeur_tui.domain.month_names import MONTH_HINT, month_text, parse_month
from zorgarrangeur_tui.domain.pot_shares import SHARES_HINT, parse_shares, shares_text
from zorgarrangeur_tui.domain.word_lists import WORDS_HINT, parse_words, words_text
from zorgarrangeur_tui.importers.municipalities import alliance_code
from zorgarrangeur_tui.importers.school_codes import municipality_code, postcode, postcode_shown, site_code
from zorgarrangeur_tui.importers.typed_places import typed_municipality

_ALLIANCE_HINT = "Een samenwerkingsverband is PO of VO met vier cijfers, zoals PO 20.01 of VO-25-07."
_SITE_HINT = "BRIN en vestiging zijn samen zes tekens, zoals 99ZZ00."
_MUNICIPALITY_CODE_HINT = "Een gemeentecode van het CBS heeft vier cijfers, zoals 0603."
_MUNICIPALITY_HINT = "Naam van de gemeente, zoals Utrecht. Hoofdletters hoeven niet."
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

    def usual(self, text: str) -> str:
        """Return a text as it will be shown once it was read; raises ValueError as `read` does."""
        return self.written(self.read(text))


def _code(found: Callable[[str], str | None], hint: str) -> Callable[[str], str]:
    """Return a reader of a code that has one fixed form; nothing is no code."""

    def read(text: str) -> str:
        if not text.strip():
            return ""
        code = found(text.strip())
        if code is None:
            raise ValueError(hint)
        return code

    return read


def _read_municipalities(text: str) -> list[str]:
    return parse_words(text, typed_municipality)


def _digits(count: int, hint: str) -> Callable[[str], str]:
    """Return a reader of numbers with exactly so many digits; points and spaces between them do not matter."""

    def read(text: str) -> str:
        digits = re.sub(r"[\s.]", "", text)
        if digits and not re.fullmatch(f"[0-9]{{{count}}}", digits):
            raise ValueError(hint)
        return digits

    return read


def _euros_text(cents: int | None) -> str:
    return "" if cents is None else euros(cents)


_ALLIANCE = FieldNotation(str, _code(alliance_code, _ALLIANCE_HINT), _ALLIANCE_HINT)
_EUROS = FieldNotation(_euros_text, parse_euros, EUROS_HINT)
_MUNICIPALITIES = FieldNotation(words_text, _read_municipalities, WORDS_HINT)
_MUNICIPALITY = FieldNotation(str, typed_municipality, _MUNICIPALITY_HINT)
_POSTCODE = FieldNotation(postcode_shown, _code(postcode, _POSTCODE_HINT), _POSTCODE_HINT)
_SHARES = FieldNotation(shares_text, parse_shares, SHARES_HINT)
_WINDOWS = FieldNotation(availability_text, parse_availability, AVAILABILITY_HINT)
_WORDS = FieldNotation(words_text, parse_words, WORDS_HINT)

NOTATIONS: dict[tuple[str, str], FieldNotation] = {
    ("school", "site_code"): FieldNotation(str, _code(site_code, _SITE_HINT), _SITE_HINT),
    ("school", "bell_times"): FieldNotation(bell_times_text, parse_bell_times, BELL_TIMES_HINT),
    ("school", "breaks"): _WINDOWS,
    ("school", "quiet_windows"): _WINDOWS,
    ("school", "postcode"): _POSTCODE,
    ("school", "municipality"): _MUNICIPALITY,
    ("school", "alliance"): _ALLIANCE,
    ("care_location", "postcode"): _POSTCODE,
    ("care_location", "municipality"): _MUNICIPALITY,
    ("provider", "agb_codes"): FieldNotation(agb_codes_text, parse_agb_codes, AGB_HINT),
    ("provider", "chamber_number"): FieldNotation(str, _digits(8, _CHAMBER_HINT), _CHAMBER_HINT),
    ("provider", "municipalities"): _MUNICIPALITIES,
    ("professional", "availability"): _WINDOWS,
    ("professional", "home_postcode4"): FieldNotation(str, _digits(4, _POSTCODE4_HINT), _POSTCODE4_HINT),
    ("pupil", "birth_month"): FieldNotation(month_text, parse_month, MONTH_HINT),
    ("pupil", "municipality"): _MUNICIPALITY,
    ("pupil", "attendance"): _WINDOWS,
    ("residence", "municipality"): _MUNICIPALITY,
    ("residence", "need_arose_in"): _MUNICIPALITY,
    ("entitlement", "shares"): _SHARES,
    ("agreement", "parties"): _WORDS,
    ("agreement", "municipalities_in"): _MUNICIPALITIES,
    ("agreement", "municipalities_out"): _MUNICIPALITIES,
    ("agreement", "budget_cents"): _EUROS,
    ("budget", "cents"): _EUROS,
    ("agreement", "shares"): _SHARES,
    ("visit_note", "present"): _WORDS,
    ("consent", "recipients"): _WORDS,
    ("childcare", "windows"): _WINDOWS,
    ("emb_check", "granted_cents"): _EUROS,
    ("municipality", "code"): FieldNotation(
        str, _code(municipality_code, _MUNICIPALITY_CODE_HINT), _MUNICIPALITY_CODE_HINT
    ),
    ("municipality", "name"): _MUNICIPALITY,
    ("municipality", "alliance_primary"): _ALLIANCE,
    ("municipality", "alliance_secondary"): _ALLIANCE,
    ("municipality", "other_names"): _WORDS,
    ("municipality", "successor"): _MUNICIPALITY,
    ("tariff", "cents"): _EUROS,
}
"""By record type and field."""
