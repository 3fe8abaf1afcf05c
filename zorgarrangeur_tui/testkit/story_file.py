"""Reading a story from a TOML file, strictly: what is not understood is told with its step, never passed over."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from storage.atomic_file import read_regular_file
from zorgarrangeur_tui.testkit import story_values as values
from zorgarrangeur_tui.testkit.story import Begin, Step, Story, StoryFault

_LARGEST = 1_000_000
_STEPS = "stap"

Reader = Callable[[object], Any]

STORY_WORDS: Mapping[str, tuple[str, Reader]] = {
    "titel": ("title", values.text),
    "uitleg": ("why", values.text),
    "begin": ("begin", values.begin),
    "samen_met": ("beside", values.text),
    "scholen": ("school_count", values.whole(1, 200)),
    "zaad": ("seed", values.whole(0, 999_999)),
    "grootte": ("size", values.size),
    "klok": ("moment", values.moment),
    "bestanden": ("files", values.file_texts),
}
"""The words at the top of a story: the field that each fills, and what reads it."""

STEP_WORDS: Mapping[str, tuple[str, Reader]] = {
    "doe": ("what", values.text),
    "wie": ("person", values.text),
    "klok": ("clock", values.length),
    "niets_doen": ("idle", values.idle),
    "grootte": ("size", values.size),
    "toetsen": ("keys", values.keys),
    "vul": ("fields", values.text_table),
    "typ": ("text", values.text),
    "plak": ("paste", values.text),
    "daarna": ("after", values.keys),
    "scherm": ("screen", values.text),
    "zie": ("see", values.texts),
    "zie_niet": ("see_not", values.texts),
    "melding": ("notices", values.texts),
    "tabel": ("tables", values.tables),
    "veld": ("values", values.text_table),
    "bestand": ("files", values.texts),
}
"""The words of a step, in the order in which things happen."""

_NEVER = {"wacht": "Een verhaal wacht nooit zelf: na elke toets wordt gewacht tot de app klaar is. Laat „wacht” weg."}


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "het bestand is er niet"
    return error.strerror or "geen gewoon bestand"


def read_story(path: Path) -> Story:
    """Return the story in a file.

    Raises:
        StoryFault: it cannot be read, or something in it is not understood.
    """
    try:
        data = read_regular_file(path, _LARGEST)
    except OSError as error:
        raise StoryFault(f"{path.name}: dit bestand is niet te lezen ({_why(error)}).") from None
    if len(data) > _LARGEST:
        raise StoryFault(f"{path.name}: dit bestand is te groot voor een verhaal.")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise StoryFault(f"{path.name}: dit bestand is geen tekst in UTF-8.") from None
    return parse_story(text, path.name)


def parse_story(text: str, name: str = "verhaal") -> Story:
    """Return the story in a text; `name` is what faults call it.

    Raises:
        StoryFault: something in it is not understood.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise StoryFault(f"{name}: dit is geen goed TOML-bestand ({error}).") from None
    steps = found.pop(_STEPS, None)
    if isinstance(steps, dict):
        raise StoryFault(f"{name}: schrijf boven elke stap [[stap]], met dubbele haken.")
    top = _read(found, STORY_WORDS, name)
    if "title" not in top:
        raise StoryFault(f'{name}: er staat geen titel. Begin met: titel = "…".')
    if not isinstance(steps, list) or not steps:
        raise StoryFault(f"{name}: er staat geen stap in. Een stap begint met [[stap]].")
    story = Story(**top, steps=tuple(_step(one, f"{name}, stap {number}") for number, one in enumerate(steps, start=1)))
    _check_people(story, name)
    return story


def _check_people(story: Story, name: str) -> None:
    """See to it that every person who acts is in the story."""
    if story.beside and story.begin not in {Begin.PRACTICE, Begin.EMPTY}:
        raise StoryFault(f"{name}: „samen_met” kan alleen bij begin „oefenregio” of „lege opslag”.")
    people = [story.begin.owner, story.beside] if story.beside else [story.begin.owner]
    if len(set(people)) < len(people):
        raise StoryFault(f"{name}: geef de ander een andere naam dan „{story.beside}”.")
    for number, step in enumerate(story.steps, start=1):
        if step.person and step.person not in people:
            raise StoryFault(f"{name}, stap {number}, „wie”: in dit verhaal doen mee: {', '.join(people)}.")


def _step(found: object, place: str) -> Step:
    if not isinstance(found, dict):
        raise StoryFault(f"{place}: schrijf boven elke stap [[stap]], met dubbele haken.")
    step = Step(**_read(found, STEP_WORDS, place))
    if step == Step(what=step.what):
        raise StoryFault(
            f"{place}: hier wordt niets gedaan en niets verwacht. Schrijf wat er gebeurt, of haal de stap weg."
        )
    return step


def _read(found: Mapping[str, object], words: Mapping[str, tuple[str, Reader]], place: str) -> dict[str, Any]:
    """Return what stands under the known words, by field."""
    read: dict[str, Any] = {}
    for word, value in found.items():
        if word in _NEVER:
            raise StoryFault(f"{place}: {_NEVER[word]}")
        if word not in words:
            near = values.nearest(word, {**words, _STEPS: None})
            raise StoryFault(f"{place}: „{word}” is hier geen bekend woord.{near}")
        attribute, reader = words[word]
        try:
            read[attribute] = reader(value)
        except ValueError as problem:
            raise StoryFault(f"{place}, „{word}”: {problem}") from None
    return read
