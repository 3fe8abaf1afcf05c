"""The list of what is wrong with a week: how heavy, why, and a jump to its place on the board."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from planning_kit import SmallSchool, fill, small_school

from storage.models import School
from widgets.detail_view import DetailView
from widgets.record_table import RecordTable
from zorgarrangeur_tui.desk.records import change_record
from zorgarrangeur_tui.screens.clashes import ClashesScreen
from zorgarrangeur_tui.screens.planning import PlanningScreen
from zorgarrangeur_tui.testing import make_store, open_app

if TYPE_CHECKING:
    from storage.store import Store
    from zorgarrangeur_tui.testing import Tester


@pytest.fixture
def planned(tmp_path: Path) -> Iterator[Store]:
    """Return an empty store of an arranger."""
    opened = make_store(tmp_path / "planning")
    yield opened
    opened.close()


@pytest.fixture
def school(planned: Store) -> SmallSchool:
    """Return a school where one visit covers too little, in the quiet of the school, and a second is too late."""
    here = small_school()
    here.school.quiet_windows = [[0, 510, 570]]
    early = here.visit(id="vroeg", serves=[here.nursing.id])
    late = here.visit(id="laat", weekday=1, start_minute=840, serves=[here.nursing.id], duration_minutes=30)
    fill(planned, here, early, late)
    return here


async def listed(tester: Tester) -> ClashesScreen:
    """Open the list from the planning, and wait until it is read."""
    await tester.press("5", "C")
    await tester.pilot.pause()
    await tester.app.workers.wait_for_complete()
    await tester.pilot.pause()
    screen = tester.app.screen
    assert isinstance(screen, ClashesScreen)
    return screen


async def test_what_blocks_publishing_comes_first_and_says_so(planned: Store, school: SmallSchool) -> None:
    """Then what needs a reason; the line under the cursor is there in full."""
    async with open_app(planned.folder, store=planned, size=(120, 36)) as tester:
        screen = await listed(tester)
        text = " ".join(tester.pages.text().split())
        assert f"{school.school.name} · week 48 · 1 die niet kan · 2 om op te letten" in text
        assert "Zolang dit er staat, kunt u dit rooster niet publiceren." in text
        assert "buiten de schooltijd van De Appelbrug: 8:30 tot 14:15. Het kan wel om 13:45." in text
        await tester.press("end")
        assert screen.selected is not None
        assert "Publiceren kan, met een reden erbij." in tester.pages.text()


async def test_from_the_board_of_a_week_the_list_is_of_that_week(planned: Store, school: SmallSchool) -> None:
    """Not of this week, whatever the board shows."""
    async with open_app(planned.folder, store=planned, size=(120, 36)) as tester:
        await tester.press("5", "W", "right_curly_bracket", "C")
        await tester.pilot.pause()
        await tester.app.workers.wait_for_complete()
        await tester.pilot.pause()
        assert f"{school.school.name} · week 49 · " in " ".join(tester.pages.text().split())


async def test_enter_shows_the_visit_on_the_board(planned: Store, school: SmallSchool) -> None:
    """The list closes, and the cursor is on the visit to change; a need without a visit shows the board."""
    async with open_app(planned.folder, store=planned, size=(120, 36)) as tester:
        await listed(tester)
        await tester.press("enter")
        board = tester.app.screen
        assert isinstance(board, PlanningScreen)
        assert board.visit is not None
        assert (board.school_id, board.visit.id) == (school.school.id, "laat")


async def test_the_list_follows_the_store_and_goes_round_region_and_weeks(planned: Store, school: SmallSchool) -> None:
    """When the school takes its quiet away, that line goes; another school is seen in the region only."""
    other = small_school("99AB00", "De Peerhof")
    fill(planned, other)
    async with open_app(planned.folder, store=planned, size=(120, 36)) as tester:
        assert (await listed(tester)).query_one(RecordTable).row_count == 3
        change_record(planned, School, school.school.id, {"quiet_windows": []}, "School gewijzigd")
        await tester.pilot.pause()
        await tester.app.workers.wait_for_complete()
        await tester.pilot.pause()
        assert tester.app.screen.query_one(RecordTable).row_count == 2
        assert "De Peerhof" not in tester.pages.text()
        await tester.press("r")
        await tester.app.workers.wait_for_complete()
        await tester.pilot.pause()
        assert "Hele regio · week 48" in tester.pages.text()
        assert "De Peerhof" in tester.pages.text()
        await tester.press("right_square_bracket")
        await tester.app.workers.wait_for_complete()
        await tester.pilot.pause()
        assert "Hele regio · week 49" in tester.pages.text()
        await tester.press("escape")
        assert isinstance(tester.app.screen, PlanningScreen)


async def test_a_planning_without_anything_wrong_says_so(planned: Store) -> None:
    """Also without any school."""
    async with open_app(planned.folder, store=planned) as tester:
        await listed(tester)
        assert "Hele regio · week 48 · niets" in tester.pages.text()
        assert "In deze week botst niets, en het vaste rooster dekt alle zorg." in tester.pages.text()


async def test_the_board_marks_what_cannot_be_published_and_tells_the_rest(planned: Store, school: SmallSchool) -> None:
    """Quiet is told without a mark; what a clash says already is said once; the measures are there."""
    async with open_app(planned.folder, store=planned, size=(140, 66)) as tester:
        await tester.press("5")
        await tester.pilot.pause()
        screen = tester.app.screen
        assert isinstance(screen, PlanningScreen)
        text = " ".join(tester.pages.text().split())
        assert "Om op te letten (1); C toont alles" in text
        assert "1 x In de rust van de school" in text
        assert "! 1 botsing" in text
        assert "Maten" in text
        board = screen.board
        assert board is not None
        assert [one.finding.kind for one in board.found] == ["quiet_window"]


async def test_a_visit_on_the_move_tells_what_would_be_wrong_there(planned: Store, school: SmallSchool) -> None:
    """Early on Tuesday there is quiet too; the board itself stays as it was."""
    change_record(planned, School, school.school.id, {"quiet_windows": [[1, 510, 570]]}, "School gewijzigd")
    async with open_app(planned.folder, store=planned, size=(140, 60)) as tester:
        await tester.press("5", "w", "m", "L")
        await tester.pilot.pause()
        await tester.app.workers.wait_for_complete()
        await tester.pilot.pause()
        view = tester.app.screen.query_one("#planning-visit", DetailView)
        text = " ".join(" ".join(view.render_line(row).text for row in range(view.size.height)).split())
        assert "Wordt dinsdag 9:00-10:00" in text
        assert "in de rust van De Appelbrug" in text
        await tester.press("escape")
        screen = tester.app.screen
        assert isinstance(screen, PlanningScreen)
        assert screen.board is not None
        assert not screen.board.found
