"""A value of a field in words, for previews and lists of conflicts, with children kept out unless they are asked for."""

from __future__ import annotations

from storage.ops import OpValue
from zorgarrangeur_tui.domain.about_a_child import ABOUT_A_CHILD
from zorgarrangeur_tui.domain.value_words import value_word
from zorgarrangeur_tui.verbs.finding import ID_SHOWN

HIDDEN = "(verborgen; vraag erom met --names)"
_EMPTY = "(leeg)"


def value_text(record_type: str, field: str, value: OpValue, *, names: bool) -> str:
    """Return a value as a Dutch reader writes it; what points at another record as the beginning of its id.

    Args:
        record_type: a name of `storage.models.RECORD_TYPES`.
        field: the field's name.
        value: as history holds it.
        names: whether fields that tell about a child may be shown.
    """
    if value and not names and (record_type, field) in ABOUT_A_CHILD:
        return HIDDEN
    if field.endswith("_id") and isinstance(value, str):
        return value[:ID_SHOWN] or _EMPTY
    if field == "serves" and isinstance(value, list):
        return ", ".join(str(part)[:ID_SHOWN] for part in value) or _EMPTY
    return value_word(record_type, field, value) or _EMPTY
