"""One thing of a case in words: every field that is filled in, and what the rules say about it."""

from __future__ import annotations

from collections.abc import Mapping

from storage.models import TYPE_NAMES, Record
from widgets.detail_view import Section
from zorgarrangeur_tui.casework_forms import PART_FIELDS
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS, field_word
from zorgarrangeur_tui.domain.value_words import value_word
from zorgarrangeur_tui.field_notations import NOTATIONS
from zorgarrangeur_tui.keys.act_text import ActText

_HIDDEN = ActText("verborgen", "; {screens.case_child_acts.ShowName} toont het")
_OWN_WORDS = frozenset({"own_words", "wish", "worry", "do_not_share", "budget_at_school", "note"})
"""Fields of what a family told that stay hidden on a screen that others may see."""


def part_sections(record: Record, names: Mapping[str, str], says: tuple[str, ...], *, private: bool) -> list[Section]:
    """Return a record as sections to read.

    Args:
        record: any type of `casework_forms.PART_FIELDS`.
        names: what records are called that it points at, by id.
        says: what the rules say about it.
        private: whether the family's own words are shown too.
    """
    record_type = TYPE_NAMES[type(record)]
    hidden = _OWN_WORDS if record_type == "family_view" and not private else frozenset()
    lines = []
    for field in PART_FIELDS[record_type]:
        value = getattr(record, field)
        if field == "note" or value is False or value in (None, "", []):
            continue
        text = _HIDDEN if field in hidden else _words(record_type, field, value, names)
        lines.append((field_word(record_type, field), text))
    note = getattr(record, "note", "")
    if note and "note" in hidden:
        lines.append((field_word(record_type, "note"), _HIDDEN))
        note = ""
    title = RECORD_WORDS[record_type].heading
    return [Section(title, lines, (*says, *([note] if note else [])))]


def _words(record_type: str, field: str, value: object, names: Mapping[str, str]) -> str:
    if field.endswith("_id"):
        return names.get(str(value), "(niet meer bekend)")
    notation = NOTATIONS.get((record_type, field))
    return notation.written(value) if notation else value_word(record_type, field, value)
