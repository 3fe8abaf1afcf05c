"""What every verb that adds a record has in common."""

from __future__ import annotations

from datetime import date
from typing import Any

from storage.models import TYPE_NAMES, Case, Record
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.domain.words import RECORD_WORDS
from zorgarrangeur_tui.verbs.finding import label
from zorgarrangeur_tui.verbs.output import say, say_json

Given = str | int | bool | date | list[Any] | tuple[Any, ...] | None


def given(**options: Given) -> dict[str, Any]:
    """Return the options that were used, as values of fields; the others keep what a new record has."""
    return {
        field: list(value) if isinstance(value, tuple) else value
        for field, value in options.items()
        if value is not None and value != ()
    }


def tell(record: Record, *, as_json: bool, **more: Any) -> None:
    """Print what was added: for a case its reference, for a pupil the pseudonym, and always the id."""
    record_type = TYPE_NAMES[type(record)]
    if as_json:
        reference = {"reference": case_reference(record.id)} if isinstance(record, Case) else {}
        say_json({"type": record_type, "id": record.id, **reference, **more})
    else:
        name = label(record)
        called = "" if record.id.startswith(name) else f" {name}"
        say(f"Toegevoegd: {RECORD_WORDS[record_type].singular}{called} (kenmerk {record.id}).")
