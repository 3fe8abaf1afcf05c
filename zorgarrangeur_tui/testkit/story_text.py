"""Writing a story as the TOML text that `story_file` reads, in an order that people read too."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import tomlkit
from tomlkit.items import AoT, Table

from zorgarrangeur_tui.testkit.story import Begin, Step, Story, TableCheck
from zorgarrangeur_tui.testkit.story_file import STEP_WORDS, STORY_WORDS
from zorgarrangeur_tui.testkit.story_values import TABLE_WORDS, length_words

_USUAL = Story("", ())
_USUAL_STEP = Step()
_USUAL_TABLE = TableCheck("")


def story_text(story: Story) -> str:
    """Return a story as text. What is as usual is left out."""
    document = tomlkit.document()
    for word, (attribute, _) in STORY_WORDS.items():
        value = getattr(story, attribute)
        if value != getattr(_USUAL, attribute) or word == "titel":
            document.add(word, _written(attribute, value))
    steps = AoT([])
    for step in story.steps:
        steps.append(_step_table(step))
    document.add("stap", steps)
    return tomlkit.dumps(document)


def _step_table(step: Step) -> Table:
    table = tomlkit.table()
    for word, (attribute, _) in STEP_WORDS.items():
        value = getattr(step, attribute)
        if value != getattr(_USUAL_STEP, attribute):
            table.add(word, _written(attribute, value))
    return table


def _written(attribute: str, value: object) -> Any:
    """Return a value as it stands in TOML."""
    if attribute == "size" and isinstance(value, tuple):
        return f"{value[0]}x{value[1]}"
    if isinstance(value, tuple):
        return [_table(one) if isinstance(one, TableCheck) else one for one in value]
    if isinstance(value, timedelta):
        return length_words(value)
    if isinstance(value, dict):
        inline = tomlkit.inline_table()
        inline.update(value)
        return inline
    return value.value if isinstance(value, Begin) else value


def _table(check: TableCheck) -> Any:
    inline = tomlkit.inline_table()
    for word, attribute in TABLE_WORDS.items():
        value = getattr(check, attribute)
        if value != getattr(_USUAL_TABLE, attribute):
            inline.add(word, list(value) if isinstance(value, tuple) else value)
    return inline
