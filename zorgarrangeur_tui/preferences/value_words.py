"""The value of a preference in words that a user reads, and back."""

from __future__ import annotations

from zorgarrangeur_tui.preferences.preferences_file import allowed, choice_named, possible
from zorgarrangeur_tui.preferences.schema import Kind, Preference, Value

_YES = ("aan", "ja", "true")
_NO = ("uit", "nee", "false")


class NoSuchValue(ValueError):
    """A preference cannot have what was typed. The sentence says what it can have."""


def value_words(preference: Preference, value: Value) -> str:
    """Return a value as a user reads it, such as "Donker", "aan" or "30 seconden"."""
    match preference.kind:
        case Kind.CHOICE:
            return (preference.choices or {}).get(str(value), str(value))
        case Kind.YES_NO:
            return _YES[0] if value else _NO[0]
        case Kind.NUMBER:
            return f"{value} {preference.unit}"


def value_typed(preference: Preference, typed: str) -> Value:
    """Return the value that somebody typed: as it stands in the file, or as the screen says it.

    Raises:
        NoSuchValue: the preference cannot have it.
    """
    value = _read(preference, " ".join(typed.split()).casefold())
    if value is None or not allowed(preference, value):
        raise NoSuchValue(f"Dit kan niet bij '{preference.name}'. {possible(preference)} Er is niets gewijzigd.")
    return value


def _read(preference: Preference, text: str) -> Value | None:
    match preference.kind:
        case Kind.CHOICE:
            return choice_named(preference, text)
        case Kind.YES_NO:
            return True if text in _YES else False if text in _NO else None
        case Kind.NUMBER:
            number = text.removesuffix(preference.unit).strip()
            return int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else None
