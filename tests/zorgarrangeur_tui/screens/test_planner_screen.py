"""The planner by keys: ask, look, choose lines, take over, take back."""

from __future__ import annotations

from pathlib import Path

from storage.models import VisitPattern
from widgets.record_table import RecordTable
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.screens.planner import PlannerScreen
from zorgarrangeur_tui.testing import Tester, open_demo


def planner(tester: Tester) -> PlannerScreen:
    """Return the planner's screen."""
    assert isinstance(tester.app.screen, PlannerScreen)
    return tester.app.screen


async def stop_after_first_plan(tester: Tester, proposals: int) -> None:
    """Stop the search with Esc as soon as there is a plan, and wait until so many proposals are there."""
    while len(planner(tester).proposals) < proposals:
        if "gepland" in planner(tester).busy_words:
            planner(tester).stop()
        await tester.pilot.pause(0.05)
    await tester.pages.settle()


async def ask_shortly(tester: Tester) -> None:
    """Ask for a proposal for this school and stop the search as soon as there is a plan."""
    await tester.press("R")
    assert tester.pages.says("Een voorstel van de planner")
    await tester.pilot.press("ctrl+s")
    while not isinstance(tester.app.screen, PlannerScreen):
        await tester.pilot.pause()
    await stop_after_first_plan(tester, 1)


async def test_a_proposal_is_looked_at_and_taken_over_line_by_line(tmp_path: Path) -> None:
    """The measures stand beside those of now; one line left out stays away; u takes all back."""
    async with open_demo(tmp_path / "opslag", school_count=3) as tester:
        await tester.pages.go(5)
        before = len(living(tester.store, VisitPattern))
        await ask_shortly(tester)
        screen = planner(tester)
        lines = len(screen.proposal.changes) if screen.proposal else 0
        assert lines > 1
        assert tester.pages.says(f"{lines} van {lines} regels gekozen")
        assert tester.pages.says("Nu → met dit voorstel")
        await tester.press("space")
        assert tester.pages.says(f"{lines - 1} van {lines} regels gekozen")
        await tester.press("a", "a", "enter")
        assert len(screen.chosen) == 1
        assert screen.query_one(RecordTable).row_at(0).cells[0] == "✓"
        await tester.press("a", "space", "t")
        assert tester.pages.open_screen == "PlanningScreen"
        assert len(living(tester.store, VisitPattern)) == before + lines - 1
        await tester.press("u")
        assert len(living(tester.store, VisitPattern)) == before


async def test_a_line_tells_what_it_costs_and_why_not_somebody_else(tmp_path: Path) -> None:
    """Under each line is what it costs and brings; d asks about another professional, and the answer is about both."""
    async with open_demo(tmp_path / "opslag", school_count=3, size=(80, 24)) as tester:
        await tester.pages.go(5)
        await ask_shortly(tester)
        assert tester.pages.says("Brengt")
        assert tester.pages.says("minder zorg die niemand geeft")
        await tester.press("d")
        assert tester.pages.says("en niet …")
        await tester.press("enter")
        while tester.pages.open_screen != "MessageDialog":
            await tester.pilot.pause(0.05)
        assert tester.pages.says("Waarom")
        assert tester.pages.says("en niet")
        await tester.press("escape")
        assert tester.pages.open_screen == "PlannerScreen"


async def test_two_proposals_stand_side_by_side_and_leave_no_trace(tmp_path: Path) -> None:
    """Their measures are compared with v; Escape asks, goes back, and nothing was written."""
    async with open_demo(tmp_path / "opslag", school_count=3, size=(80, 24)) as tester:
        await tester.pages.go(5)
        before = len(living(tester.store, VisitPattern))
        await ask_shortly(tester)
        await tester.press("n")
        await tester.pilot.press("ctrl+s")
        await stop_after_first_plan(tester, 2)
        await tester.press("v")
        assert tester.pages.says("Nu | voorstel 1 | voorstel 2")
        await tester.press("left_square_bracket")
        assert tester.pages.says("Voorstel 1")
        await tester.press("escape", "escape")
        assert tester.pages.open_screen == "PlannerScreen"
        await tester.press("escape", "right", "enter")
        assert tester.pages.open_screen == "PlanningScreen"
        now = len(living(tester.store, VisitPattern))
        assert now == before
