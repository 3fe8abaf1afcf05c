"""Long work: the keyboard goes on, a line tells how far it is, and stopping it leaves everything as it was."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.errors import StoreFull
from storage.long_work import WorkStopped, step
from storage.models import Case
from storage.store import Store
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.screens.today import TodayScreen
from zorgarrangeur_tui.testing import Tester, open_app
from zorgarrangeur_tui.working import work_on


class Simulator:
    """Work that writes a case and then waits in its thread until a test lets it go on."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.begun = threading.Event()
        self.go_on = threading.Event()

    def __call__(self) -> str:
        """Do the work."""
        with self._store.unit_of_work("Lang werk") as work:
            work.add(Case(title="Van het lange werk"))
            work.session.flush()
            self.begun.set()
            assert self.go_on.wait(30)
            step()
        return "klaar"


async def begin(tester: Tester, task: Callable[[], object]) -> asyncio.Task[object]:
    """Begin work and wait until it is on its way for two seconds."""
    begun = asyncio.create_task(work_on(tester.app, "cases maken", task))
    if isinstance(task, Simulator):
        await asyncio.to_thread(task.begun.wait, 30)
    tester.watch.monotonic += 2
    tester.app.tick()
    await tester.pilot.pause()
    return begun


async def test_keys_work_on_and_ctrl_c_stops_it_without_a_trace(store: Store, tmp_path: Path) -> None:
    """The line goes along to another screen; what was written so far is rolled back."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        simulator = Simulator(store)
        doing = await begin(tester, simulator)
        assert "Bezig: cases maken · 2 s · Ctrl+C stopt" in tester.pages.text()
        await tester.pilot.press("2")
        tester.app.tick()
        await tester.pilot.pause()
        assert tester.pages.open_screen == "CasesScreen"
        assert "Bezig: cases maken" in tester.pages.text()
        await tester.pilot.press("ctrl+c")
        tester.app.tick()
        await tester.pilot.pause()
        assert "wordt gestopt" in tester.pages.text()
        simulator.go_on.set()
        with pytest.raises(WorkStopped, match="Er is niets gewijzigd"):
            await doing
        assert not living(store, Case)
        tester.app.tick()
        await tester.pilot.pause()
        assert "Bezig" not in tester.pages.text()
        await tester.press("ctrl+c")
        assert tester.pages.says("De app sluit u met Ctrl+Q")


async def test_closing_asks_first_and_then_stops_it(store: Store, tmp_path: Path) -> None:
    """Esc goes on with the work; after yes nothing of it is there."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        simulator = Simulator(store)
        doing = await begin(tester, simulator)
        await tester.pilot.press("ctrl+q")
        await tester.pilot.pause()
        assert "Cases maken: dat stopt dan, en er verandert niets." in tester.pages.text()
        await tester.pilot.press("escape")
        assert tester.app.is_running
        await tester.pilot.press("ctrl+q")
        await tester.pilot.pause()
        await tester.pilot.press("right", "enter")
        simulator.go_on.set()
        with pytest.raises(WorkStopped):
            await doing
    assert not living(store, Case)


@pytest.mark.parametrize(("fault", "told"), [(None, "Klaar: cases maken"), (StoreFull(), "Niet gelukt: cases maken")])
async def test_who_left_the_screen_hears_how_it_ended(
    store: Store, tmp_path: Path, fault: StoreFull | None, told: str
) -> None:
    """The act that waited for it went with its screen; the work did not."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        simulator = Simulator(store)

        def task() -> None:
            simulator()
            if fault is not None:
                raise fault

        screen = TodayScreen()
        await tester.app.push_screen(screen)
        screen.run_worker(work_on(tester.app, "cases maken", task))
        await asyncio.to_thread(simulator.begun.wait, 30)
        await tester.app.pop_screen()
        simulator.go_on.set()
        while tester.app.works.ongoing:
            await tester.pilot.pause()
        await tester.pages.settle()
        assert tester.pages.says(told)
        assert [case.title for case in living(store, Case)] == ["Van het lange werk"]
