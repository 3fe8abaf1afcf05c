"""Every screen on a region of 300 schools: what it costs until it is settled, the first time and the second time.

Run from the root of the project: `python -m bench.screens`, with `--keep FOLDER` to use the same region again. Each screen
is opened by its keys in an app of its own on a store that was just opened, so that nothing is remembered from another screen.
Milliseconds are those of the processor, of all threads together. An empty Textual screen, pushed in the same app, is the
baseline. What the app does ahead for screens that may come next (loading them, working out what they show) waits while one
is measured, and is done before the next; with `--at-once` it is never done.
Nothing is asserted; the aim is 300 ms.
"""

from __future__ import annotations

import asyncio
import gc
import shutil
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from textual.screen import Screen

from bench.command import finish, parser
from bench.figures import AGAIN, Figure, Size, figure
from storage.store import unlock
from zorgarrangeur_tui.demo.practice_store import make_practice_store
from zorgarrangeur_tui.garbage import look_less_often
from zorgarrangeur_tui.screens import ahead as done_ahead
from zorgarrangeur_tui.screens.ahead import AHEAD
from zorgarrangeur_tui.testing import PASSPHRASE, FrozenClock, Tester, open_app, quick_settings

SCHOOLS = {Size.FULL: 300, Size.QUICK: 60, Size.TINY: 4}
TINY_ROUTES = ("Scholen", "Planning: budgetten")
MOST_MILLISECONDS = 300
BESIDE = "an empty screen"


@dataclass(frozen=True, slots=True)
class Route:
    """How a user comes to a screen: keys that lead up to it, the keys that open it, and those that go back."""

    name: str
    before: tuple[str, ...]
    keys: tuple[str, ...]
    back: tuple[str, ...] = ("escape",)


def _modes() -> list[Route]:
    words = ("Casussen", "Scholen", "Aanbieders", "Planning", "Inzicht", "Uitwisseling")
    return [Route(word, (), (str(number),), ("1",)) for number, word in enumerate(words, 2)]


def _rooms(mode: str, *rooms: tuple[str, str]) -> list[Route]:
    return [Route(name, (mode,), tuple(keys.split())) for name, keys in rooms]


ROUTES = [
    *_modes(),
    *_rooms("2", ("Casussen: een casus", "enter")),
    *_rooms("3", ("Scholen: een school", "enter")),
    *_rooms("4", ("Aanbieders: een aanbieder", "enter")),
    *_rooms(
        "6",
        ("Inzicht: een school", "o"),
        ("Inzicht: uitsplitsen", "x"),
        ("Inzicht: vergelijken", "v"),
        ("Inzicht: startfoto's", "f"),
        ("Inzicht: potjes", "b"),
        ("Inzicht: rust", "r"),
        ("Inzicht: regio, wie is waar", "d"),
        ("Inzicht: wie aan tafel", "w"),
    ),
    *[
        Route(
            f"Inzicht: regio, {name}",
            ("6", "d", *("right_square_bracket",) * number),
            ("right_square_bracket",),
            ("left_square_bracket",),
        )
        for number, name in enumerate(
            ("niet gedekt", "boven maximum", "te laat", "bundels", "grenzen", "niemand betaalt")
        )
    ],
    *_rooms(
        "5",
        ("Planning: overzicht", "a"),
        ("Planning: schooljaar", "T"),
        ("Planning: wie is er", "O"),
        ("Planning: tegenstrijdigheden", "C"),
        ("Planning: afvinken", "t"),
        ("Planning: budgetten", "B"),
        ("Planning: maten", "M"),
        ("Planning: publiceren", "P"),
        ("Planning: planner", "R"),
    ),
    Route("Planning: hele regio", ("5", "C"), ("r",), ("r",)),
    *_rooms("7", ("Uitwisseling: overzicht", "o"), ("Uitwisseling: open vragen", "v"), ("Uitwisseling: dubbel", "d")),
    *_rooms(
        "1",
        ("Zoek alles", "f4"),
        ("Notities", "greater_than_sign"),
        ("Naslag", "f7"),
        ("Beveiliging", "f6"),
        ("Instellingen", "comma"),
    ),
]


class _Ahead:
    """What the app does ahead: held back while something is measured, or never done."""

    def __init__(self, *, done: bool) -> None:
        self._done = done
        self._free = threading.Event()
        self._free.set()

    async def in_thread(self, act: Callable[[], object]) -> None:
        """Do something in a thread when it is not held back."""

        def once_free() -> None:
            self._free.wait()
            act()

        if self._done:
            await asyncio.to_thread(once_free)

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """Hold it back for a while."""
        self._free.clear()
        try:
            yield
        finally:
            self._free.set()


async def spent(act: Callable[[], Awaitable[object]]) -> float:
    """Return the milliseconds of a processor that an act takes, without clearing up after what came before."""
    gc.collect()
    began = time.process_time()
    await act()
    return (time.process_time() - began) * 1000


async def _press(tester: Tester, keys: tuple[str, ...]) -> None:
    """Press keys and wait until all is shown; not for what is done ahead, for which no user waits."""
    for key in keys:
        await tester.pilot.press(key)
        while True:
            await tester.pilot.pause()
            busy = [worker for worker in tester.app.workers if not worker.is_finished and worker.group != AHEAD]
            if all(worker.group == "acts" for worker in busy) and (not busy or tester.app.screen.is_modal):
                break
            await asyncio.sleep(0.005)


async def _empty_screen(tester: Tester) -> float:
    async def push() -> None:
        await tester.app.push_screen(Screen())
        await tester.pages.settle()

    found = await spent(push)
    tester.app.pop_screen()
    await tester.pages.settle()
    return found


async def _walk(folder: Path, route: Route, ahead: _Ahead) -> tuple[float, float, float]:
    """Return what an empty screen, the first and the second time take."""
    clock = FrozenClock()
    store = unlock(folder, PASSPHRASE, settings=quick_settings(clock))
    async with open_app(folder, store=store, clock=clock, demo=True) as tester:
        await tester.press(*route.before)
        with ahead.held_back():
            first = await spent(lambda: _press(tester, route.keys))
        await tester.pages.settle()
        await tester.press(*route.back)
        with ahead.held_back():
            second = await spent(lambda: _press(tester, route.keys))
        await tester.press(*route.back)
        await _empty_screen(tester)
        baseline = await _empty_screen(tester)
    return baseline, first, second


async def _today(folder: Path) -> float:
    clock = FrozenClock()
    store = unlock(folder, PASSPHRASE, settings=quick_settings(clock))

    async def begin() -> None:
        async with open_app(folder, store=store, clock=clock, demo=True):
            pass

    return await spent(begin)


def region(kept: Path, schools: int) -> Path:
    """Return the folder of the store with the region; it is made when it is not there."""
    folder = kept / f"opslag-{schools}"
    if not folder.exists():
        kept.mkdir(parents=True, exist_ok=True)
        settings = quick_settings()
        with tempfile.TemporaryDirectory(dir=kept) as name:
            made = Path(name) / folder.name
            make_practice_store(made, settings, school_count=schools, seed=1, passphrase=PASSPHRASE).close()
            made.rename(folder)  # so that a region that was half made is never taken for a whole one
    return folder


def measure(size: Size, kept: Path | None = None, *, only: str = "", ahead: bool = True) -> list[Figure]:
    """Measure the screens whose name holds some text, on a copy of the kept region."""
    look_less_often()  # as the app does when a user starts it
    routes = [route for route in ROUTES if only.lower() in route.name.lower()]
    if size is Size.TINY:
        routes = [route for route in routes if route.name in TINY_ROUTES]
    found = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "opslag"
        shutil.copytree(region(kept or Path(name), SCHOOLS[size]), folder)
        if only.lower() in "vandaag":
            done_ahead.in_thread = _Ahead(done=False).in_thread
            asyncio.run(_today(folder))
            found.append(figure("Vandaag, met de app zelf", [asyncio.run(_today(folder))]))
        held = _Ahead(done=ahead)
        done_ahead.in_thread = held.in_thread
        for route in routes:
            baseline, first, second = asyncio.run(_walk(folder, route, held))
            for what, took in ((route.name, first), (route.name + AGAIN, second)):
                found.append(figure(what, [took], [baseline], beside=BESIDE, most=MOST_MILLISECONDS))
    return found


def main() -> None:
    """Read the options, measure and print."""
    options = parser()
    options.add_argument("--keep", type=Path, help="folder in which the region stays between runs")
    options.add_argument("--only", default="", help="only screens whose name holds this")
    options.add_argument(
        "--at-once", action="store_true", help="open a room before anything is worked out ahead for it"
    )
    given = options.parse_args()
    finish("screens", given, measure(given.size, given.keep, only=given.only, ahead=not given.at_once))


if __name__ == "__main__":
    main()
