"""The lesson in the running app, by keys: to its end, stopped and resumed, on a fresh region, and over a dialog."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from storage.models import Case, NoteItem
from storage.store_folder import exists
from zorgarrangeur_tui.demo.practice_store import PracticeRegions
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.lesson.progress_file import read_progress
from zorgarrangeur_tui.lesson.steps import lesson_steps
from zorgarrangeur_tui.screens.planner import PlannerScreen
from zorgarrangeur_tui.session import AppEnd
from zorgarrangeur_tui.testing import FrozenClock, Tester, make_practice, make_store, open_app, quick_settings


@asynccontextmanager
async def lesson(folder: Path, size: tuple[int, int] = (120, 36), start: int = 1) -> AsyncIterator[Tester]:
    """Run the app on a small practice region, with the lesson as it is kept in this folder; each start has a number of its own."""
    clock = FrozenClock()
    practice = PracticeRegions(folder / "vers", quick_settings(clock), school_count=3)
    place = folder / f"opslag-{start}"
    store = make_practice(place, school_count=3, clock=clock)
    async with open_app(
        place, store=store, demo=True, size=size, clock=clock, practice=practice, lesson_file=folder / "les.toml"
    ) as tester:
        yield tester


def now(tester: Tester) -> str:
    """Return the id of the step to do."""
    assert tester.app.lesson is not None
    return tester.app.lesson.current.id if tester.app.lesson.current else ""


class Walk:
    """Somebody who follows the lesson, and what is done so far."""

    def __init__(self, tester: Tester) -> None:
        self.tester = tester
        self.done: list[str] = []

    async def look_around(self, *keys: str) -> None:
        """Press keys that do not finish the step."""
        step = now(self.tester)
        await self.tester.press(*keys)
        assert now(self.tester) == step

    async def do(self, *keys: str) -> None:
        """Press keys of which the last finishes the step."""
        step = now(self.tester)
        await self.look_around(*keys[:-1])
        await self.tester.press(keys[-1])
        assert now(self.tester) != step, step
        self.done.append(step)


async def test_the_lesson_is_done_to_its_end_by_doing_what_it_asks(tmp_path: Path) -> None:
    """Each step waits for the deed itself: other keys, and looking elsewhere, leave it waiting."""
    async with lesson(tmp_path) as tester:
        await tester.press("enter")
        walk = Walk(tester)
        await with_cases_and_notes(walk)
        await on_the_board(walk)
        await beyond_the_school(walk)
        assert tester.pages.says("De les is klaar")
        assert walk.done == [step.id for step in lesson_steps()]
    kept = read_progress(tmp_path / "les.toml", lesson_steps())
    assert kept is not None
    assert (kept.over, len(kept.done)) == (True, 12)


async def with_cases_and_notes(walk: Walk) -> None:
    """Do the steps about what is due, a case, a list, a note and taking it back."""
    tester = walk.tester
    assert tester.pages.says("Les, stap 1 van 12 (F5): Kijk wat er vandaag is")
    await walk.look_around("3", "5", "1", "down")
    await walk.do("up", "enter")
    await walk.look_around("2", "enter")
    assert tester.pages.open_screen == "CaseScreen"
    assert tester.pages.says("Druk op ] tot u bij Afspraken bent")
    await walk.do("right_square_bracket", "right_square_bracket")
    await walk.do("escape", "slash", "a")
    await walk.look_around("escape")
    assert tester.pages.says("Met '.' begint u een verslag.")
    await walk.look_around("full_stop")
    assert tester.pages.says("Les, stap 4 van 12")
    await tester.type("rustige ochtend")
    await walk.do("ctrl+s")
    await walk.do("u")


async def on_the_board(walk: Walk) -> None:
    """Do the steps about the week of a school, a visit, a clash and a proposal."""
    await walk.do("5", "s", "enter")
    await walk.do("w", "m", "right", "down", "enter")
    await walk.do("u", "C", "r", "o")
    await walk.look_around("R")
    tester = walk.tester
    await tester.pilot.press("ctrl+s")
    while not isinstance(tester.app.screen, PlannerScreen) or not tester.app.screen.proposals:
        if isinstance(tester.app.screen, PlannerScreen) and "gepland" in tester.app.screen.busy_words:
            tester.app.screen.stop()
        await tester.pilot.pause(0.05)
    await walk.do("space")


async def beyond_the_school(walk: Walk) -> None:
    """Do the steps about the region, what leaves, and who looks along."""
    await walk.do("6", "v")
    await walk.look_around("7", "m")
    assert walk.tester.pages.says("Les, stap 11 van 12")
    await walk.tester.pages.fill(purpose="Overleg")
    await walk.do("ctrl+s")
    assert walk.tester.pages.says("Dit gaat naar Coördinator van de oefenregio")
    await walk.do("escape", "f9")
    await walk.tester.press("space")


async def test_who_looks_around_first_is_not_asked_again_and_goes_on_later(tmp_path: Path) -> None:
    """One key declines; F5 begins; a skipped step is not done; the next start goes on there."""
    async with lesson(tmp_path, (60, 20), 1) as tester:
        assert tester.pages.says("Enter: les beginnen")
        await tester.press("escape")
        assert now(tester) == ""
    async with lesson(tmp_path, (60, 20), 2) as tester:
        assert tester.pages.open_screen == "TodayScreen"
        assert "De les begint met F5." in tester.pages.notices()
        await tester.press("f5", "down", "down", "enter")
        assert now(tester) == "filter"
        await tester.press("f5", "o")
        assert now(tester) == "note"
        await tester.press("f5")
        assert tester.pages.says("De les: 0 van 12 gedaan")
        assert tester.pages.says("Les, stap 4 van 12")
    async with lesson(tmp_path, (60, 20), 3) as tester:
        assert now(tester) == "note"
        assert tester.pages.says("Les, stap 4 van 12")
        assert tester.pages.says("Met '.' begint u een verslag.")
        await tester.press("f5", "s")
        assert not tester.pages.says("Les, stap")


async def test_a_fresh_region_comes_in_the_place_of_the_old_one(tmp_path: Path) -> None:
    """New store, all screens on it, nothing to undo, the old files gone; the lesson goes on where it was."""
    async with lesson(tmp_path) as tester:
        await tester.press("enter", "f5", "down", "enter", "2", "enter", "full_stop")
        await tester.type("weg hiermee")
        await tester.press("ctrl+s", "5", "6")
        old = tester.store
        cases = {case.id for case in living(old, Case)}
        assert len(living(old, NoteItem, text="weg hiermee")) == 1
        await tester.press("f5", "r", "right", "enter", "enter")
        assert tester.store is not old
        assert not old.folder.exists()
        assert tester.pages.open_screen == "TodayScreen"
        assert tester.pages.says("Les, stap 2 van 12")
        assert {case.id for case in living(tester.store, Case)} == cases
        assert not living(tester.store, NoteItem, text="weg hiermee")
        await tester.press("2", "enter", "5", "u")
        assert any("niets" in notice for notice in tester.pages.notices()[-1:])
        await tester.press("f5", "r", "enter")
        assert tester.app.lesson is not None


async def test_on_a_store_of_ones_own_the_lesson_says_where_it_is(tmp_path: Path) -> None:
    """It never works on real records."""
    store = make_store(tmp_path / "opslag")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("f5")
        assert tester.pages.says("start hem met: zorgarrangeur demo")
        assert tester.app.lesson is None


async def test_who_has_no_store_yet_can_practise_first(tmp_path: Path) -> None:
    """F5 leaves the first run for the practice region; nothing was made. Not once the code may be on paper."""
    async with open_app(tmp_path / "opslag") as tester:
        await tester.type("Anna")
        await tester.press("f5")
        assert tester.app.return_value is AppEnd.PRACTICE
    assert not exists(tmp_path / "opslag")
    async with open_app(tmp_path / "opslag") as tester:
        passphrase = "vier gele fietsen zwemmen naar huis"
        for text in ("Anna", passphrase, passphrase):
            await tester.type(text)
            await tester.press("enter")
        assert tester.pages.says("Uw herstelcode")
        await tester.press("f5", "escape", "f5")
        assert tester.pages.says("Uw herstelcode is er al.")
        assert tester.app.return_value is None
