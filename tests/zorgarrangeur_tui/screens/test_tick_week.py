"""Ticking off a week by keys, from the board of a school."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tick_kit import ALONE, GROUP, GROUP_EGEL, SCHOOL, fill_week, line_of, week

from storage.audit import rows
from storage.models import VisitRecord
from storage.store import Store
from widgets.record_table import RecordTable
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.domain.ticking import TickState
from zorgarrangeur_tui.screens.tick_week import TickWeekScreen
from zorgarrangeur_tui.testing import Tester, make_store, open_app


@pytest.fixture
def ticking(tmp_path: Path) -> Iterator[Store]:
    """Return the store of an arranger with a week to tick off."""
    opened = make_store(tmp_path / "opslag")
    fill_week(opened)
    yield opened
    opened.close()


async def opened(tester: Tester) -> TickWeekScreen:
    """Open the last whole week from the board."""
    await tester.press("5", "t")
    screen = tester.app.screen
    assert isinstance(screen, TickWeekScreen)
    return screen


def words(tester: Tester) -> str:
    """Return what is on screen, with single spaces."""
    return " ".join(tester.pages.text().split())


async def test_enter_goes_down_the_week_and_the_rest_is_one_key(ticking: Store) -> None:
    """What was cancelled comes with its cause; sums follow, undo opens again, and the log tells of the look."""
    async with open_app(ticking.folder, store=ticking, size=(150, 50)) as tester:
        screen = await opened(tester)
        assert "Aftekenen · week 47, vanaf 16-11 · nog 2 af te tekenen · De Wilg" in words(tester)
        assert "Vervalt: Zorgprofessional afgemeld" in tester.pages.rows("tick-table")[2]
        await tester.press("enter")
        assert line_of(ticking, ALONE).given == 60
        assert screen.query_one(RecordTable).cursor_row == 1
        await tester.press("a", "D")
        assert "alles afgetekend" in words(tester)
        assert "Samen: gepland 3 u · gegeven 2 u (66 %) · gedeclareerd 2 u." in words(tester)
        assert "Uitval" in words(tester)
        assert "1 bezoek, 1 u (33 %)" in words(tester)
        assert "Zilveren Egel" in words(tester)
        await tester.press("u", "u")
        assert "nog 1 af te tekenen" in words(tester)
        with ticking.read() as session:
            looks = [row.object for row, _ in rows(session.connection()) if row.subject == SCHOOL]
        assert "tick" in looks


async def test_less_asks_why_and_an_absent_pupil_is_named(ticking: Store) -> None:
    """The form stays open until the cause is chosen; c takes a cause at once, w tells who was not there, x takes it back."""
    async with open_app(ticking.folder, store=ticking, size=(120, 40)) as tester:
        await opened(tester)
        await tester.press("m")
        await tester.type("45")
        await tester.press("ctrl+s")
        assert "Er is minder gegeven dan gepland. Kies waarom." in words(tester)
        await tester.press("right", "ctrl+s")
        assert (line_of(ticking, ALONE).given, line_of(ticking, ALONE).cause) == (45, "pupil_absent")
        await tester.press("down", "space", "up", "w", "down", "space", "ctrl+s")
        assert line_of(ticking, GROUP).absent_needs == (GROUP_EGEL,)
        await tester.press("home", "c", "enter")
        assert line_of(ticking, ALONE).given == 0
        await tester.press("x")
        assert line_of(ticking, ALONE).state is TickState.OPEN


async def test_only_what_is_open_other_weeks_and_standing_costs(ticking: Store) -> None:
    """Each on a key; a small terminal shows them too."""
    async with open_app(ticking.folder, store=ticking, size=(80, 24)) as tester:
        screen = await opened(tester)
        await tester.press("o")
        assert screen.query_one(RecordTable).row_count == 2
        assert "alleen wat open is" in words(tester)
        await tester.press("a")
        assert "Hier staat niets: in deze week is er niets gepland" in words(tester)
        await tester.press("o", "W")
        assert "Geen enkele week met een afwezige leerling" in words(tester)
        assert "Deze regeling liep tot 1-9-2025" in words(tester)
        await tester.press("escape", "right_curly_bracket")
        assert "week 48" in words(tester)
        assert len(living(ticking, VisitRecord)) == 2
        await tester.press("right_curly_bracket", "a")
        assert "moet nog komen" in words(tester)
        assert len(week(ticking).open_lines) == 0
        await tester.press("escape")
        assert tester.pages.open_screen == "PlanningScreen"
