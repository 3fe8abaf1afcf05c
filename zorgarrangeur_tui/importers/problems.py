"""What an importer says about a file: problems of single lines, and files that it refuses as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from storage.text_rules import cleaned_text, holds_citizen_number

_LONGEST_QUOTE = 40


class Severity(StrEnum):
    """How bad a problem is: a refused line is not used, a doubtful line is used but wants a look."""

    REFUSED = "refused"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that an importer found.

    Attributes:
        line: line in the file, from 1 (the heading); 0 is the file as a whole.
        severity: refused or doubtful. A refused line has exactly one problem.
        sentence: Dutch, without the line number.
    """

    line: int
    severity: Severity
    sentence: str


class WithProblems:
    """What every plan of an importer can say about its lines. A plan is a dataclass with `problems` in the order of the file."""

    __slots__ = ()
    problems: tuple[Problem, ...]

    @property
    def refused_count(self) -> int:
        """Number of lines that are not used."""
        return len({problem.line for problem in self.problems if problem.severity is Severity.REFUSED})

    @property
    def doubtful_count(self) -> int:
        """Number of lines with a doubt, however many doubts; the file as a whole counts as one."""
        return len({problem.line for problem in self.problems if problem.severity is Severity.DOUBTFUL})


class FileRefused(Exception):
    """A whole file cannot be used: wrong layout, empty, not text, cut off. Nothing of it may be imported.

    Attributes:
        sentence: Dutch: what is wrong and what to do next.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def quoted(text: str) -> str:
    """Return a value of a file between quotation marks, short and safe to show; a number like a BSN stays hidden."""
    shown = cleaned_text(text[: _LONGEST_QUOTE * 4])
    if holds_citizen_number(text):
        return "(verborgen nummer)"
    return f"„{shown[:_LONGEST_QUOTE]}…”" if len(shown) > _LONGEST_QUOTE else f"„{shown}”"
