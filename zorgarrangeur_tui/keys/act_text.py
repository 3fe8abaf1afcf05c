"""Texts that name the key of an act where there are keys, and that are complete without one: on paper and in a command line."""

from __future__ import annotations

import re
from typing import Self

ACT = re.compile(r"\{([\w.]+)\}")
"""An act in a template: `{module.Class}`, or `{Class}` for an act of the whole app."""

_LEFT_OUT = re.compile(r" \(\{[\w.]+\}\)| met \{[\w.]+\}")
_GLUED = frozenset(";:,.")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


class ActText(str):  # noqa: SLOT000 - pickling keeps what is in its dict
    """What is told, and after it what to do next and with which key.

    It is the text without keys, so whoever knows no keys can use it as any text. What shows it beside a keyboard asks
    `with_keys_now` for the keys as they are; the template of `next_step` never holds what a user typed.

    Attributes:
        said: what is told; it may hold what a user typed, and may name acts itself.
        next_step: a template as `with_act_keys` reads it.
    """

    said: str
    next_step: str

    def __new__(cls, said: str, next_step: str = "", *, without: str | None = None) -> Self:
        """Make one.

        Args:
            said: what is told.
            next_step: what to do next, with acts between braces.
            without: what stands in the place of `next_step` where there are no keys; else it follows from `next_step`.
        """
        text = super().__new__(cls, joined(said, without_keys(next_step) if without is None else without))
        text.said, text.next_step = said, next_step
        return text

    def __str__(self) -> str:
        """Return itself: `str(refusal)` keeps what it knows."""
        return self


def joined(*parts: str) -> str:
    """Return texts after each other, without those that are empty; no space comes before a comma or the like."""
    text = ""
    for part in parts:
        text += f" {part}" if text and part and part[0] not in _GLUED else part
    return text


def after(said: str, text: str) -> str:
    """Return a text behind another one; it keeps what it knows of keys."""
    if not isinstance(text, ActText):
        return joined(said, text)
    return ActText(after(said, text.said), text.next_step, without=text.removeprefix(text.said).strip())


def without_keys(template: str) -> str:
    """Return a template without its keys: " met {Act}" and " ({Act})" go, and so does a sentence that names an act otherwise."""
    sentences = _SENTENCE_END.split(_LEFT_OUT.sub("", template))
    return joined(*(sentence for sentence in sentences if not ACT.search(sentence)))
