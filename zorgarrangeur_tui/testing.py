"""What testers import: the app on the invented region, with a frozen clock, fixed seed and quick keys.

The quick key derivation lives here and nowhere else; nothing in the app imports this module (a contract in CI holds that).
See `docs/testing.md` for the widget ids.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual.pilot import Pilot

from storage.database import open_engine
from storage.key_derivation import DerivationCost, DerivationPolicy
from storage.key_file import subkey
from storage.key_files import open_key_file
from storage.store import DATABASE, Store, StoreSettings, create
from zorgarrangeur_tui.app import ZorgarrangeurApp
from zorgarrangeur_tui.demo.practice_store import PracticeRegions, make_practice_store
from zorgarrangeur_tui.idle import Clocks
from zorgarrangeur_tui.page_objects import Pages
from zorgarrangeur_tui.session import AppEnd, AppSettings
from zorgarrangeur_tui.testkit.at_rest import wait_no_longer_than_needed

MONDAY_MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""A Monday in an even week, 9:00 in the Netherlands."""

PASSPHRASE = "vier gele fietsen zwemmen naar huis"  # noqa: S105 - invented, for tests

_QUICK = DerivationCost(memory_kib=64, passes=1)


@dataclass(slots=True)
class FrozenClock:
    """A clock that stands still until a test moves it."""

    now: datetime = MONDAY_MORNING

    def __call__(self) -> datetime:
        """Return the moment at which it stands."""
        return self.now

    def advance(self, **parts: float) -> None:
        """Move on, by `timedelta`'s words: `advance(days=3)`."""
        self.now += timedelta(**parts)


@dataclass(slots=True)
class FrozenWatch:
    """The clocks by which the app locks and waits, in seconds: they stand still until a test moves them."""

    monotonic: float = 1000.0
    wall: float = MONDAY_MORNING.timestamp()

    def clocks(self) -> Clocks:
        """Return them as the app takes them."""
        return Clocks(lambda: self.monotonic, lambda: self.wall)


def quick_settings(clock: FrozenClock | None = None) -> StoreSettings:
    """Return store settings with a frozen clock and key derivation that takes a millisecond."""
    policy = DerivationPolicy(least=_QUICK, preferred=_QUICK, recovery=_QUICK)
    return StoreSettings(clock=clock or FrozenClock(), policy=policy, calibrate=False)


def make_store(folder: Path, *, label: str = "Anna", role: str = "arranger", clock: FrozenClock | None = None) -> Store:
    """Make an empty store that opens with `PASSPHRASE`."""
    from storage.recovery_code import grouped  # noqa: PLC0415 - one use

    settings = quick_settings(clock)

    def make(place: Path) -> Store:
        return create(
            place,
            label=label,
            role=role,
            passphrase=PASSPHRASE,
            recovery_code=grouped("0123456789ABCDEFGHJKMNPQRS"),
            settings=settings,
        )

    return _SHELF.store(("empty", label, role), folder, settings, make)


class _Shelf:
    """Stores made once in this process and copied for each test: making one takes thirty times as long as copying it.

    Two stores next to each other are never copies of one: they are of two people, as when each is made anew.
    """

    def __init__(self) -> None:
        self._place: Path | None = None
        self._templates: dict[tuple[object, ...], Path] = {}
        self._taken: set[tuple[object, ...]] = set()

    def store(
        self, kind: tuple[object, ...], folder: Path, settings: StoreSettings, make: Callable[[Path], Store]
    ) -> Store:
        """Return an opened store in `folder`, just as `make(folder)` does."""
        if folder.exists():
            return make(folder)
        number = 0
        while (folder.parent, kind, number) in self._taken:
            number += 1
        self._taken.add((folder.parent, kind, number))
        key = (*kind, settings.clock(), number)
        if key not in self._templates:
            if self._place is None:
                self._place = Path(tempfile.mkdtemp(prefix="zorgarrangeur-test-"))
                atexit.register(shutil.rmtree, self._place, ignore_errors=True)
            template = self._place / str(len(self._templates))
            make(template).close()
            self._templates[key] = template
        shutil.copytree(self._templates[key], folder)
        master_key = open_key_file(folder, "passphrase", PASSPHRASE, settings.policy).master_key
        database_key = subkey(master_key, "db")
        return Store(
            folder, open_engine(folder / DATABASE, database_key), master_key, settings, database_key=database_key
        )


_SHELF = _Shelf()


@dataclass(slots=True)
class Tester:
    """A running app with its pilot and page objects."""

    __test__ = False  # pytest would take it for a class of tests

    app: ZorgarrangeurApp
    pilot: Pilot[AppEnd]
    clock: FrozenClock
    watch: FrozenWatch = field(default_factory=FrozenWatch)
    pages: Pages = field(init=False)

    def __post_init__(self) -> None:
        self.pages = Pages(self.app, self.pilot)

    @property
    def store(self) -> Store:
        """The opened store."""
        assert self.app.session is not None, "the app is locked"
        return self.app.session.store

    async def pass_time(self, seconds: int) -> None:
        """Let time pass in which nobody touches a key, as the app's own tick sees it: second by second."""
        for _ in range(seconds):
            self.watch.monotonic += 1
            self.watch.wall += 1
            self.app.tick()
        await self.pages.settle()

    async def sleep_computer(self, seconds: float) -> None:
        """Close the lid for a while: only the clock on the wall runs on. Negative: somebody sets that clock back."""
        self.watch.wall += seconds
        self.app.tick()
        await self.pages.settle()

    async def press(self, *keys: str) -> None:
        """Press keys and wait until everything that they started is done."""
        await self.pages.press(*keys)

    async def type(self, text: str) -> None:
        """Type text, key by key."""
        await self.pages.type(text)


@asynccontextmanager
async def open_app(
    folder: Path,
    *,
    store: Store | None = None,
    demo: bool = False,
    size: tuple[int, int] = (120, 36),
    clock: FrozenClock | None = None,
    practice: PracticeRegions | None = None,
    lesson_file: Path | None = None,
    preferences_file: Path | None = None,
) -> AsyncIterator[Tester]:
    """Run the app on a folder: the first-run screen when it is empty, the unlock screen when it holds a store.

    Args:
        folder: the store's folder.
        store: an opened store, to go to work at once.
        demo: as on the practice region: nothing to lock.
        size: columns and lines of the terminal.
        clock: the clock; frozen on a Monday morning by default.
        practice: makes a fresh practice region when that is asked for.
        lesson_file: where progress in the lesson is kept; with one, the lesson presents itself.
        preferences_file: where what the user chooses is kept; without one it is forgotten.
    """
    clock = clock or FrozenClock()
    watch = FrozenWatch()
    settings = AppSettings(
        folder,
        quick_settings(clock),
        demo=demo,
        clocks=watch.clocks(),
        practice=practice,
        lesson_file=lesson_file,
        preferences_file=preferences_file,
    )
    app = ZorgarrangeurApp(settings, store)
    wait_no_longer_than_needed()
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            tester = Tester(app, pilot, clock, watch)
            await tester.pages.settle()
            yield tester
    finally:
        app.close_store()


def make_practice(folder: Path, *, seed: int = 1, school_count: int = 12, clock: FrozenClock | None = None) -> Store:
    """Make a store with the invented region, the same for the same seed, that opens with `PASSPHRASE`."""
    settings = quick_settings(clock)

    def make(place: Path) -> Store:
        return make_practice_store(place, settings, seed=seed, school_count=school_count, passphrase=PASSPHRASE)

    return _SHELF.store(("demo", seed, school_count), folder, settings, make)


@asynccontextmanager
async def open_demo(
    folder: Path, *, seed: int = 1, school_count: int = 12, size: tuple[int, int] = (120, 36)
) -> AsyncIterator[Tester]:
    """Run the app on the invented region, the same for the same seed."""
    clock = FrozenClock()
    store = make_practice(folder, seed=seed, school_count=school_count, clock=clock)
    async with open_app(folder, store=store, demo=True, size=size, clock=clock) as tester:
        yield tester
