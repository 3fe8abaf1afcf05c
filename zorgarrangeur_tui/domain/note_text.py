"""A whole visit note as text, line by line: what it says, and which line says it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zorgarrangeur_tui.domain.note_lines import (
    ActionLine,
    EntryLine,
    ItemLine,
    NextVisitLine,
    NoteLine,
    PurposeLine,
    ReadDay,
    RolesLine,
    each_once,
    parse_line,
    render_line,
)

_LINE_END = re.compile(r"\r\n|\n|\r")
_BETWEEN_PURPOSES = "; "


@dataclass(frozen=True, slots=True)
class NoteText:
    """What was typed, as (number of the line from 1, what it means). Lines without anything on them are left out."""

    lines: tuple[tuple[int, NoteLine], ...]

    @property
    def entries(self) -> tuple[tuple[int, EntryLine], ...]:
        """The lines that become records of their own, with their numbers."""
        return tuple((number, line) for number, line in self.lines if isinstance(line, ItemLine | ActionLine))

    @property
    def present(self) -> tuple[str, ...]:
        """The roles that were there, each once."""
        return each_once(role for _, line in self.lines if isinstance(line, RolesLine) for role in line.roles)

    @property
    def purpose(self) -> str:
        """What the visit was for."""
        return _BETWEEN_PURPOSES.join(line.text for _, line in self.lines if isinstance(line, PurposeLine))

    @property
    def next_visit_on(self) -> date | None:
        """The day of the next visit."""
        return next((line.day for _, line in self.lines if isinstance(line, NextVisitLine)), None)

    def at(self, number: int) -> NoteLine | None:
        """Return what a line means; None when there is nothing on it."""
        return next((line for found, line in self.lines if found == number), None)


def parse_note(text: str, read_day: ReadDay) -> NoteText:
    """Return what a text of several lines means. A second day for the next visit stays an observation."""
    lines: list[tuple[int, NoteLine]] = []
    next_visit = False
    for number, typed in enumerate(_LINE_END.split(text), start=1):
        line = parse_line(typed, read_day)
        if isinstance(line, NextVisitLine):
            line = ItemLine(typed.strip()) if next_visit else line
            next_visit = True
        if line is not None:
            lines.append((number, line))
    return NoteText(tuple(lines))


def render_note(
    *, present: Iterable[str], purpose: str, next_visit_on: date | None, entries: Iterable[EntryLine], read_day: ReadDay
) -> str:
    """Return the text that `parse_note` reads as this."""
    roles = tuple(present)
    lines: list[NoteLine] = [RolesLine(roles)] if roles else []
    lines += [PurposeLine(purpose)] if purpose else []
    lines += entries
    lines += [NextVisitLine(next_visit_on)] if next_visit_on else []
    return "\n".join(render_line(line, read_day) for line in lines)
