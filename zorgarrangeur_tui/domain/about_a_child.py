"""Fields that say who a child is, or tell about it: they are shown when somebody asks for names, and that is logged."""

from __future__ import annotations

from storage.models import PUPIL_PARTS, RECORD_TYPES

_OWN_WORDS = {
    "family_view": ("own_words", "wish", "worry", "do_not_share", "budget_at_school"),
    "note_item": ("text",),
}

HIDDEN = "verborgen"
"""What stands in the place of such a field."""

ABOUT_A_CHILD = frozenset(
    {
        ("pupil", "name"),
        *((kind, "note") for kind in ("pupil", *PUPIL_PARTS) if "note" in RECORD_TYPES[kind].model_fields),
        *((kind, field) for kind, fields in _OWN_WORDS.items() for field in fields),
    }
)
"""Those fields, as (record type, name)."""
