"""The steps of the lesson, and what finishes one: something that the user really did."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class Kind(StrEnum):
    """What sort of thing happened."""

    ACT = "act"
    SCREEN = "screen"
    CHAPTER = "chapter"
    WRITTEN = "written"
    FILTERED = "filtered"


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened in the app, or that a step waits for.

    Attributes:
        kind: what sort of thing.
        name: which act, screen, chapter or kind of record.
        title: of a screen, its title; what a step waits for only has its beginning.
    """

    kind: Kind
    name: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the lesson. Its texts hold names of acts between braces, for their keys.

    Attributes:
        id: by which it is remembered.
        title: what it is about, in a few words.
        at: the screens on which `do` can be done; none for everywhere.
        way: how to get there.
        do: what to do.
        why: what it is good for.
        done: what finishes it; one is enough.
    """

    id: str
    title: str
    at: tuple[str, ...]
    way: str
    do: str
    why: str
    done: tuple[Happening, ...]

    def finished_by(self, happening: Happening) -> bool:
        """Tell whether this is what the step waits for."""
        return any(
            (wanted.kind, wanted.name) == (happening.kind, happening.name) and happening.title.startswith(wanted.title)
            for wanted in self.done
        )

    def task(self, screens: Iterable[str]) -> str:
        """Return what to do now, seen from the screens that are open: first the way there, then the thing itself."""
        return self.do if not self.at or set(self.at) & set(screens) else self.way


@cache
def lesson_steps() -> tuple[Step, ...]:
    """Return the steps in their order."""
    text = files("zorgarrangeur_tui.lesson").joinpath("steps.toml").read_text(encoding="utf-8")
    return tuple(_step(table) for table in tomllib.loads(text)["step"])


def _step(table: Mapping[str, Any]) -> Step:
    return Step(
        id=table["id"],
        title=table["title"],
        at=tuple(table.get("at", ())),
        way=table["way"],
        do=table["do"],
        why=table["why"],
        done=tuple(_wanted(wanted) for wanted in table["done"]),
    )


def _wanted(table: Mapping[str, str]) -> Happening:
    (kind,) = table.keys() - {"title"}
    return Happening(Kind(kind), table[kind], table.get("title", ""))
