"""A story as values: what a user does step by step, and what the app should then show. No app in here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from storage.errors import StorageError

SUFFIX = ".verhaal.toml"
"""How the name of a file with a story ends."""

USUAL_SIZE = (120, 36)


class Begin(StrEnum):
    """On what a story begins."""

    PRACTICE = "oefenregio"
    EMPTY = "lege opslag"
    FIRST_RUN = "eerste keer"
    LOCKED = "vergrendeld"

    @property
    def owner(self) -> str:
        """By which name a step calls whom the story is about."""
        return "Oefenaar" if self is Begin.PRACTICE else "Anna"


@dataclass(frozen=True, slots=True)
class TableCheck:
    """What the rows of a table should be. A text is looked for in the cells of a row put together.

    Attributes:
        name: the table's id, such as "case-table".
        count: how many rows; None for any number.
        some: texts that at least one row holds, each.
        every: texts that all rows hold.
        none: texts that no row holds.
    """

    name: str
    count: int | None = None
    some: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    none: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step: first the acts, in the order in which they stand here, then the expectations.

    Attributes:
        what: what the user does, for people.
        person: at whose app; "" for the same as before.
        clock: how far the clock moves on.
        idle: how long nobody touches a key.
        size: another size of the terminal.
        keys: keys that are pressed.
        fields: values by label that are filled in in the open form.
        text: what is typed.
        paste: what is pasted.
        after: keys that are pressed after that.
        screen: the class of the screen that is then in front.
        see: sentences on screen, also where they wrap.
        see_not: sentences that are not on screen.
        notices: sentences told in the corner during this step.
        tables: what the rows of tables are.
        values: values by label in the open form.
        files: files that then exist.
    """

    what: str = ""
    person: str = ""
    clock: timedelta | None = None
    idle: timedelta | None = None
    size: tuple[int, int] | None = None
    keys: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    paste: str = ""
    after: tuple[str, ...] = ()
    screen: str = ""
    see: tuple[str, ...] = ()
    see_not: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    tables: tuple[TableCheck, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A whole story.

    Attributes:
        title: what it is about.
        steps: at least one.
        why: what it is to show, for people.
        begin: on what it begins.
        beside: the name of a coordinator with an app of their own, known by their card; "" for none.
        school_count: how many schools the practice region has.
        seed: which practice region.
        size: columns and lines of the terminal.
        moment: the local time at which the clock stands; None for the usual Monday morning.
        files: texts of files that are there at the start, by name.
    """

    title: str
    steps: tuple[Step, ...]
    why: str = ""
    begin: Begin = Begin.PRACTICE
    beside: str = ""
    school_count: int = 12
    seed: int = 1
    size: tuple[int, int] = USUAL_SIZE
    moment: datetime | None = None
    files: Mapping[str, str] = field(default_factory=dict)


class StoryFault(StorageError):
    """A file holds no story that can be played. The sentence names the file, the step and the word."""

    sentence = "Dit bestand is geen verhaal dat gespeeld kan worden."
