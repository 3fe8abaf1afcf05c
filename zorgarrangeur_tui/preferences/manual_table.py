"""The table of preferences for the manual, in Markdown."""

from __future__ import annotations

from zorgarrangeur_tui.preferences.schema import SCHEMA, Kind, Preference
from zorgarrangeur_tui.preferences.value_words import value_words


def manual_table() -> str:
    """Return every preference with what it does, what it may be, what it is at first and its name in the file."""
    lines = [
        "| Deel | Instelling | Wat het doet | Keuzes | Begin | In het bestand |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {one.section} | {one.label} | {one.explanation} | {choices_in_words(one)} "
        f"| {value_words(one, one.default)} | `{one.name}` |"
        for one in SCHEMA
    ]
    return "\n".join(lines) + "\n"


def choices_in_words(preference: Preference) -> str:
    """Return what a preference may be, as a user reads it."""
    match preference.kind:
        case Kind.CHOICE:
            return "; ".join((preference.choices or {}).values())
        case Kind.YES_NO:
            return f"{value_words(preference, True)} of {value_words(preference, False)}"
        case Kind.NUMBER:
            return f"{preference.least} tot en met {preference.most} {preference.unit}"
