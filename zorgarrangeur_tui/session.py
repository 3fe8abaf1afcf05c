"""What an unlocked app works with: the store, whose it is, and the signal that it changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from textual.signal import Signal

from storage.changes import Changed
from storage.store_folder import StoreSettings
from zorgarrangeur_tui.idle import Clocks

if TYPE_CHECKING:
    # The database libraries take half a second, which the unlock screen does not need.
    from storage.store import Store
    from zorgarrangeur_tui.demo.practice_store import PracticeRegions


class AppEnd(Enum):
    """Why the app stopped."""

    QUIT = "quit"
    LOCKED = "locked"
    TERMINATED = "terminated"
    HUNG_UP = "hung up"
    PRACTICE = "practice"
    """The user first wants to practise; after that the app begins again."""


@dataclass(frozen=True, slots=True)
class AppSettings:
    """What the app is started with: the folder of the store, and the store's surroundings.

    `demo` is True on the invented region, which lives in a throw-away folder and has no passphrase to lock with.
    `preferences_file` is where the user's preferences are kept; None for none: each has its default, and nothing is kept.
    `practice` makes a fresh invented region when the user asks for one. `lesson_file` is where progress in the lesson is
    kept; None for nowhere: then the lesson waits until it is asked for. `passing_folder` is gone when the app has ended,
    however that was, but by a kill; None where everything stays.
    """

    folder: Path
    store: StoreSettings
    demo: bool = False
    clocks: Clocks = field(default_factory=Clocks)
    preferences_file: Path | None = None
    practice: PracticeRegions | None = None
    lesson_file: Path | None = None
    passing_folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """An opened store within the app."""

    store: Store
    signal: Signal[Changed]
    demo: bool
    open_forms: list[Callable[[], None]] = field(default_factory=list)
    """Per form on screen, what writes its draft now."""

    @property
    def today(self) -> date:
        """Today's date on the wall clock."""
        from storage.clock import local_date  # noqa: PLC0415 - loaded with the store; the unlock screen asks no date

        return local_date(self.store.clock)

    def words_for_owner(self) -> str:
        """Return whose store this is, for the top line."""
        identity = self.store.identity
        role = "coördinator" if identity.role == "coordinator" else "arrangeur"
        return f"OEFENREGIO · {role}" if self.demo else f"{identity.label} · {role}"
