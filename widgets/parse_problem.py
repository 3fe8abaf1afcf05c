"""What every reader of typed text shares: the problem it raises and the way it looks at text."""

from __future__ import annotations


class ParseProblem(ValueError):
    """Text that a field cannot read; `sentence` says in Dutch what to type instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def tidy(text: str) -> str:
    """Return `text` in lower case, with single spaces and no space around it, as the readers compare it."""
    return " ".join(text.casefold().split())
