"""From the board to the school year of its school, and to what is asked against who is there, by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from planning_kit import SmallSchool, fill, small_school

from storage import audit
from storage.models import VisitException, visit_day_id
from storage.models.codes import MomentRule
from storage.models.planning_codes import CancellationCause, ExceptionKind
from storage.store import Store
from zorgarrangeur_tui.screens.planning import PlanningScreen
from zorgarrangeur_tui.screens.presence_view import PresenceScreen
from zorgarrangeur_tui.screens.term_view import TermScreen
from zorgarrangeur_tui.testing import make_store, open_app

if TYPE_CHECKING:
    from zorgarrangeur_tui.testing import Tester

MONDAY = date(2026, 11, 23)
SIZES = [(80, 24), (60, 20)]


@pytest.fixture
def planned(tmp_path: Path) -> Iterator[Store]:
    """Return an empty store of an arranger."""
    opened = make_store(tmp_path / "planning")
    yield opened
    opened.close()


@pytest.fixture
def here(planned: Store) -> SmallSchool:
    """Return a school where Anna comes on Monday, for a child that also asks for care at noon."""
    school = small_school()
    school.school.room_count = 1
    school.guidance.moment_rule = MomentRule.FIXED.value
    school.guidance.moment_start = 720
    school.guidance.moment_weekdays = [0]
    fill(planned, school, school.visit(id="first", serves=[school.nursing.id]))
    return school


def cancel(store: Store, visit_id: str, day: date) -> None:
    """Let a visit fall away on a day because who comes is away."""
    with store.unit_of_work("Vervalt") as work:
        work.add(
            VisitException(
                id=visit_day_id(visit_id, day),
                visit_id=visit_id,
                day=day,
                kind=ExceptionKind.CANCELLED,
                cause=CancellationCause.PROFESSIONAL_ABSENT,
            )
        )


def line_with(tester: Tester, words: str) -> str:
    """Return the first line on screen with these words; "" for none."""
    return next((line for line in tester.pages.text().split("\n") if words in line), "")


@asynccontextmanager
async def board(store: Store, school: SmallSchool, size: tuple[int, int]) -> AsyncIterator[Tester]:
    """Run the app on the board of a school."""
    async with open_app(store.folder, store=store, size=size) as tester:
        await tester.press("5")
        screen = tester.app.screen
        assert isinstance(screen, PlanningScreen)
        screen.show_school(school.school.id)
        await tester.pages.settle()
        yield tester


@pytest.mark.parametrize("size", SIZES)
async def test_the_school_year_tells_which_weeks_differ(
    planned: Store, here: SmallSchool, size: tuple[int, int]
) -> None:
    """It begins at this week; in words stands what differs, and the weeks that are as usual can be left out."""
    cancel(planned, "first", MONDAY)
    async with board(planned, here, size) as tester:
        await tester.press("T")
        screen = tester.app.screen
        assert isinstance(screen, TermScreen)
        assert screen.week is not None
        assert screen.week.monday == MONDAY
        assert "ma: Anna Bos vervalt" in tester.pages.text()
        assert "zorgprofessional afgemeld" in tester.pages.text()
        await tester.press("d", "m", "c")
        assert "alleen wat anders is" in tester.pages.text()
        assert screen.week is not None
        assert screen.week.monday == MONDAY
        assert screen.query_one("#term-weeks").row_count == sum(  # type: ignore[attr-defined]  # a record table
            week.differs for week in (screen.page.weeks if screen.page else ())
        )
        await tester.press("enter")
        board_screen = tester.app.screen
        assert isinstance(board_screen, PlanningScreen)
        assert (board_screen.school_id, board_screen.week) == (here.school.id, MONDAY)


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_asked_stands_beside_who_is_there(
    planned: Store, here: SmallSchool, size: tuple[int, int]
) -> None:
    """At noon nobody is there; at nine the only room is full. That pseudonyms were shown is logged once."""
    async with board(planned, here, size) as tester:
        await tester.press("O")
        screen = tester.app.screen
        assert isinstance(screen, PresenceScreen)
        assert "=0/30" in line_with(tester, " 9:00")
        await tester.press(*["down"] * 7)
        assert line_with(tester, "12:00").lstrip().startswith("!")
        assert "!30/0" in line_with(tester, "12:00")
        assert "Nog niet ingepland (1)" in tester.pages.text()
        await tester.press(*["up"] * 7)
        await tester.press("v", "v", "v")
        assert "1/1 vol" in line_with(tester, " 9:00")
        await tester.press("right")
        assert screen.day_at_cursor == 1
        with planned.read() as session:
            looks = [row for row, _ in audit.rows(session.connection()) if row.action == audit.Action.SEARCH]
        assert [(row.object, row.subject) for row in looks].count(("planning", here.school.id)) == 2
