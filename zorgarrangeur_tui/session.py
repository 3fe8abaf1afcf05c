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
from storage.clock import local_date
from storage.store_folder import StoreSettings
from zorgarrangeur_tui.idle import Clocks

if TYPE_CHECKING:
    # The database libraries take half a second, which the unlock screen does not need.
    from storage.store import Store


class AppEnd(Enum):
    """Why the app stopped."""

    QUIT = "quit"
    LOCKED = "locked"
    TERMINATED = "terminated"
    HUNG_UP = "hung up"


@dataclass(frozen=True, slots=True)
class AppSettings:
    """What the app is started with: the folder of the store, and the store's surroundings.

    `demo` is True on the invented region, which lives in a throw-away folder and has no passphrase to lock with.
    """

    folder: Path
    store: StoreSettings
    demo: bool = False
    clocks: Clocks = field(default_factory=Clocks)


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
        return local_date(self.store.clock)

    def words_for_owner(self) -> str:
        """Return whose store this is, for the top line."""
        identity = self.store.identity
        role = "coördinator" if identity.role == "coordinator" else "arrangeur"
        return f"OEFENREGIO · {role}" if self.demo else f"{identity.label} · {role}"
