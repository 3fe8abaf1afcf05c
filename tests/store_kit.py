"""Stores for tests: quick to make, with a clock that stands still until a test moves it."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from storage import contacts, database
from storage.contacts import Contact
from storage.key_derivation import DerivationCost, DerivationPolicy
from storage.key_file import open_slot, read_key_file
from storage.recovery_code import new_recovery_code, normalised
from storage.store import DATABASE, KEY_FILE, Store, StoreSettings, create, unlock

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PASSPHRASE = "paard batterij nietje correct"
_QUICK = DerivationCost(memory_kib=64, passes=1)
QUICK_POLICY = DerivationPolicy(least=_QUICK, preferred=_QUICK, recovery=_QUICK)
_EARLIEST, _LATEST = datetime(1970, 1, 2, tzinfo=UTC), datetime(2900, 1, 1, tzinfo=UTC)


class FrozenClock:
    """Gives one and the same moment, in UTC, until it is moved."""

    def __init__(self, moment: datetime = START) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        """Return the moment at which it stands."""
        return self.moment

    def advance(self, **time: float) -> None:
        """Move on, or back, by what `timedelta` takes."""
        self.moment += timedelta(**time)


class CountingClock(FrozenClock):
    """Moves on one millisecond at each look, and jumps any number of years between 1970 and 2900."""

    def __call__(self) -> datetime:
        """Return the next moment."""
        self.moment += timedelta(milliseconds=1)
        return self.moment

    def jump(self, years: float) -> None:
        """Move by years, as a laptop does whose battery died or whose owner mistyped the date."""
        self.moment = min(max(_EARLIEST, self.moment + timedelta(days=365.25 * years)), _LATEST)


def leave_freed_memory() -> None:
    """Leave freed memory of the database unwiped in this process: wiping makes opening a store fourteen times as slow.

    A process that is the whole app wipes it, and one test holds that.
    """
    database._BEFORE_THE_KEY = ("cipher_log_level=NONE",)


def quick_settings(clock: FrozenClock | None = None) -> StoreSettings:
    """Return settings under which a key takes a millisecond: for tests only."""
    return StoreSettings(clock=clock or FrozenClock(), policy=QUICK_POLICY, calibrate=False)


def quick_create(folder: Path, **changed: Any) -> Store:
    """Make a store that is quick to unlock."""
    values = {
        "label": "Anna de Wit",
        "role": "arranger",
        "passphrase": PASSPHRASE,
        "recovery_code": new_recovery_code(),
        "settings": quick_settings(),
    }
    return create(folder, **(values | changed))


def quick_unlock(folder: Path, clock: FrozenClock | None = None) -> Store:
    """Unlock a store that `quick_create` made."""
    return unlock(folder, PASSPHRASE, settings=quick_settings(clock))


def master_key_of(folder: Path, secret: str = PASSPHRASE, *, recovery: bool = False) -> bytes:
    """Return a store's master key, for tests that look behind the encryption."""
    data = (folder / KEY_FILE).read_bytes()
    key_file = read_key_file(data, QUICK_POLICY)
    if recovery:
        return open_slot(data, key_file, "recovery", normalised(secret))
    return open_slot(data, key_file, "passphrase", secret)


def meet(first: Store, second: Store) -> tuple[Contact, Contact]:
    """Let two people exchange cards and compare the control number; return each as the other knows them.

    The first answer is the second person, as the first store's contact.
    """
    known = []
    for own, other in ((first, second), (second, first)):
        contact = contacts.add_contact(own, other.identity.card_text)
        known.append(contacts.verify_contact(own, contact.fingerprint))
    return known[0], known[1]


class StoreShelf:
    """Stores made once and copied for each test: making one takes ten times as long as copying it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def copy(self, role: str, number: int, folder: Path) -> None:
        """Copy the template with this role and number; different numbers are different people."""
        template = self._folder / f"{role}{number}"
        if not template.exists():
            quick_create(template, label=f"{role} {number}", role=role).close()
        shutil.copytree(template, folder)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by name, to see whether anything changed."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


__all__ = [
    "DATABASE",
    "KEY_FILE",
    "PASSPHRASE",
    "QUICK_POLICY",
    "START",
    "CountingClock",
    "FrozenClock",
    "StoreShelf",
    "files_of",
    "leave_freed_memory",
    "master_key_of",
    "meet",
    "quick_create",
    "quick_settings",
    "quick_unlock",
]
