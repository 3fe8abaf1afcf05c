"""One thing of a case in words: every field that is filled in, and what the rules say about it."""

from __future__ import annotations

from collections.abc import Mapping

from storage.models import TYPE_NAMES, Record
from widgets.detail_view import Section
from zorgarrangeur_tui.casework_forms import PART_FIELDS
from zorgarrangeur_tui.domain.about_a_child import ABOUT_A_CHILD
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS, field_word
from zorgarrangeur_tui.domain.value_words import value_word

_HIDDEN = "verborgen; v toont het"


def part_sections(record: Record, names: Mapping[str, str], says: tuple[str, ...], *, private: bool) -> list[Section]:
    """Return a record as sections to read.

    Args:
        record: any type of `casework_forms.PART_FIELDS`.
        names: what records are called that it points at, by id.
        says: what the rules say about it.
        private: whether the family's own words are shown too.
    """
    record_type = TYPE_NAMES[type(record)]
    lines = []
    for field in PART_FIELDS[record_type]:
        value = getattr(record, field)
        if field == "note" or value in (None, "", [], False):
            continue
        own_words = (record_type, field) in ABOUT_A_CHILD and not private
        text = _HIDDEN if own_words else _words(record_type, field, value, names)
        lines.append((field_word(record_type, field), text))
    note = getattr(record, "note", "")
    title = RECORD_WORDS[record_type].singular.capitalize()
    return [Section(title, lines, (*says, *([note] if note else [])))]


def _words(record_type: str, field: str, value: object, names: Mapping[str, str]) -> str:
    if field.endswith("_id"):
        return names.get(str(value), "(niet meer bekend)")
    return value_word(record_type, field, value)
