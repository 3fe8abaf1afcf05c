"""Reading the stories that stand in a page for users: numbered steps in plain Dutch that a test presses for real.

A chapter is a heading with `<!-- stappen: oefenregio -->` under it; it goes on to the next heading of its own rank.
More words of a story may follow: `<!-- stappen: oefenregio; grootte: 80x24; klok: 2026-11-23T08:00 -->`. Files that are
there at the start stand in `<!-- bestand: scholen.csv` … `-->`. What a numbered item may say is in `manual_steps`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from zorgarrangeur_tui.testkit.manual_steps import ItemReader
from zorgarrangeur_tui.testkit.story import Begin, Step, Story, StoryFault
from zorgarrangeur_tui.testkit.story_file import STORY_WORDS

_HEADING = re.compile(r"(#+) (.+)")
_STEPS = re.compile(r"<!-- stappen: (.+) -->")
_FILE = re.compile(r"<!-- bestand: (\S+)")
_FILE_END = "-->"
_ITEM = re.compile(r"\d+\. +(.+)")
_INDENT = "   "


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the page that can be played.

    Attributes:
        title: its heading.
        line: on which line the heading stands.
        story: what its numbered items do and show.
        pictures: names of pictures, by the number of the step after which each is taken.
    """

    title: str
    line: int
    story: Story
    pictures: Mapping[int, str]


def read_chapters(path: Path) -> list[Chapter]:
    """Return the chapters of a page that can be played.

    Raises:
        StoryFault: something in a numbered item or a comment is not understood.
    """
    return parse_chapters(path.read_text(encoding="utf-8"), path.name)


def parse_chapters(text: str, name: str = "bladzijde") -> list[Chapter]:
    """Return the chapters in a text that can be played; `name` is what faults call it.

    Raises:
        StoryFault: something in a numbered item or a comment is not understood.
    """
    sorting = _Sorting()
    for number, line in enumerate(text.splitlines(), start=1):
        sorting.take(number, line)
    return [_chapter(draft, name) for draft in sorting.drafts]


@dataclass(slots=True)
class _Draft:
    """The lines of a chapter, sorted out."""

    title: str
    rank: int
    line: int
    options: str
    files: dict[str, str] = field(default_factory=dict)
    items: list[tuple[int, str, str]] = field(default_factory=list)
    """Of each numbered item the line, the heading above it, and the text."""


class _Sorting:
    """Goes through the lines of a page, and keeps those of the chapters that can be played."""

    def __init__(self) -> None:
        self.drafts: list[_Draft] = []
        self._open: _Draft | None = None
        self._heading, self._rank, self._line_of_heading = "", 0, 0
        self._file = ""
        self._in_item = False

    def take(self, number: int, line: str) -> None:
        """Take the next line."""
        if found := _STEPS.fullmatch(line):
            self._open = _Draft(self._heading, self._rank, self._line_of_heading, found[1])
            self.drafts.append(self._open)
        elif self._open is not None and self._file:
            self._take_of_file(self._open, line)
        elif found := _HEADING.fullmatch(line):
            self._take_heading(number, len(found[1]), found[2])
        elif self._open is not None:
            self._take_of_chapter(self._open, number, line)

    def _take_heading(self, number: int, rank: int, heading: str) -> None:
        self._heading, self._rank, self._line_of_heading, self._in_item = heading, rank, number, False
        if self._open is not None and rank <= self._open.rank:
            self._open = None

    def _take_of_file(self, draft: _Draft, line: str) -> None:
        if line.strip() == _FILE_END:
            self._file = ""
        else:
            draft.files[self._file] = draft.files.get(self._file, "") + line + "\n"

    def _take_of_chapter(self, draft: _Draft, number: int, line: str) -> None:
        if found := _FILE.fullmatch(line):
            self._file = found[1]
        elif found := _ITEM.fullmatch(line):
            draft.items.append((number, self._heading, found[1]))
            self._in_item = True
        elif self._in_item and line.startswith(_INDENT):
            place, under, written = draft.items[-1]
            draft.items[-1] = (place, under, f"{written} {line.strip()}")
        elif line.strip():
            self._in_item = False


def _chapter(draft: _Draft, name: str) -> Chapter:
    options = _options(draft, name)
    beginning: Begin = options["begin"]
    people = {beginning.owner, options.get("beside", "")} - {""}
    steps: list[Step] = []
    pictures: dict[int, str] = {}
    for line, heading, text in draft.items:
        try:
            found = ItemReader(f"{heading} (regel {line})", people).read(text)
        except ValueError as problem:
            raise StoryFault(f"{name}, regel {line}: {problem}") from None
        for step, picture in found:
            steps.append(step)
            if picture:
                pictures[len(steps)] = picture
    if not steps:
        raise StoryFault(f"{name}, regel {draft.line}: onder „{draft.title}” staat geen genummerde stap.")
    story = Story(draft.title, tuple(steps), files=draft.files, **options)
    return Chapter(draft.title, draft.line, story, pictures)


def _options(draft: _Draft, name: str) -> dict[str, Any]:
    """Return what the comment says about the story, by field."""
    beginning, *others = (part.strip() for part in draft.options.split(";"))
    options: dict[str, Any] = {}
    for part in (f"begin: {beginning}", *others):
        word, _, value = part.partition(": ")
        try:
            attribute, reader = STORY_WORDS[word.replace(" ", "_")]
            options[attribute] = reader(_value(value))
        except KeyError:
            raise StoryFault(f"{name}, onder „{draft.title}”: „{word}” is hier geen bekend woord.") from None
        except ValueError as problem:
            raise StoryFault(f"{name}, onder „{draft.title}”, „{word}”: {problem}") from None
    return options


def _value(text: str) -> object:
    """Return a value as TOML would have it."""
    if text.isdigit():
        return int(text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text
