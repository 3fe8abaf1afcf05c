"""Publishing by keys: what blocks comes first with a jump, a reason is asked once, and earlier plans can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from planning_kit import SmallSchool, fill, small_school

from storage.models import CareNeed, VisitPattern
from widgets.record_table import RecordTable
from zorgarrangeur_tui.desk.plan_versions import versions_of
from zorgarrangeur_tui.desk.publishing import publish
from zorgarrangeur_tui.desk.records import change_record, remove_record
from zorgarrangeur_tui.screens.plan_versions import PlanVersionsScreen
from zorgarrangeur_tui.screens.planning import PlanningScreen
from zorgarrangeur_tui.screens.publish import PublishScreen
from zorgarrangeur_tui.testing import make_store, open_app

if TYPE_CHECKING:
    from storage.store import Store
    from zorgarrangeur_tui.testing import Tester

MONDAY = date(2026, 11, 30)


@pytest.fixture
def planned(tmp_path: Path) -> Iterator[Store]:
    """Return an empty store of an arranger."""
    opened = make_store(tmp_path / "planning")
    yield opened
    opened.close()


@pytest.fixture
def school(planned: Store) -> SmallSchool:
    """Return a school with a visit that is too late, and care that is not wholly covered."""
    here = small_school()
    here.school.holiday_region = "middle"
    fill(planned, here, here.visit(id="laat", weekday=1, start_minute=840, serves=[here.nursing.id]))
    return here


async def opened(tester: Tester, *keys: str) -> str:
    """Press keys on the planning, and return what is on screen once the plan was checked."""
    await tester.press("5", *keys)
    return await shown(tester)


async def shown(tester: Tester) -> str:
    """Return what is on screen once everything that was started is done."""
    await tester.pages.settle()
    return " ".join(tester.pages.text().split())


async def test_what_blocks_comes_first_and_leads_to_its_place(planned: Store, school: SmallSchool) -> None:
    """Enter publishes nothing and says why; o shows the visit on the board."""
    async with open_app(planned.folder, store=planned, size=(120, 36)) as tester:
        text = await opened(tester, "P")
        assert "rooster 1 · vanaf ma 30-11 · ! 1 x kan niet · 2 x let op · 1 nieuw" in text
        assert "Buiten de schooltijd" in text
        await tester.press("end", "enter")
        assert "Los eerst 1 punt dat niet kan op" in await shown(tester)
        assert versions_of(planned, school.school.id) == []
        await tester.press("o")
        board = tester.app.screen
        assert isinstance(board, PlanningScreen)
        assert board.visit is not None
        assert board.visit.id == "laat"


async def test_a_reason_is_asked_once_and_undo_takes_the_plan_back(planned: Store, school: SmallSchool) -> None:
    """The list follows a repair made meanwhile; the board then says how far it is from what was published."""
    async with open_app(planned.folder, store=planned, size=(140, 60)) as tester:
        assert "nog niet gepubliceerd" in await opened(tester)
        await tester.press("P")
        change_record(planned, VisitPattern, "laat", {"start_minute": 600}, "Bezoek gewijzigd")
        assert "kan niet" not in await shown(tester)
        await tester.press("enter")
        await tester.type("Aanvraag loopt")
        await tester.press("enter")
        assert "zoals gepubliceerd in rooster 1 (23-11)" in await shown(tester)
        (version,) = versions_of(planned, school.school.id)
        assert (version.reason, version.holds_from) == ("Aanvraag loopt", MONDAY)
        change_record(planned, VisitPattern, "laat", {"duration_minutes": 45}, "Bezoek gewijzigd")
        assert "gewijzigd sinds rooster 1 (23-11): 1" in await shown(tester)
        await tester.press("u", "u")
        assert "nog niet gepubliceerd" in await shown(tester)


async def test_a_plan_that_changes_while_the_reason_is_typed_is_not_published(
    planned: Store, school: SmallSchool
) -> None:
    """The reason was about what was on screen."""
    async with open_app(planned.folder, store=planned, size=(140, 60)) as tester:
        await opened(tester, "P")
        change_record(planned, VisitPattern, "laat", {"start_minute": 600}, "Bezoek gewijzigd")
        await shown(tester)
        await tester.press("enter")
        await tester.type("Aanvraag loopt")
        change_record(planned, VisitPattern, "laat", {"start_minute": 630}, "Bezoek gewijzigd")
        await tester.press("enter")
        assert tester.pages.says("Er is niets gepubliceerd")
        assert versions_of(planned, school.school.id) == []


async def test_earlier_plans_show_what_differs_and_become_a_file(
    planned: Store, school: SmallSchool, tmp_path: Path
) -> None:
    """Each against the one before it, or against the one that was chosen; without care to look at, Enter publishes."""
    here = school.school.id
    for need in (school.nursing, school.guidance):
        remove_record(planned, CareNeed, need.id, "Zorg weggehaald")
    for start in (600, 630):
        change_record(planned, VisitPattern, "laat", {"start_minute": start, "serves": []}, "Bezoek gewijzigd")
        publish(planned, here, MONDAY)
    change_record(planned, VisitPattern, "laat", {"duration_minutes": 30}, "Bezoek gewijzigd")
    async with open_app(planned.folder, store=planned, size=(120, 40)) as tester:
        assert "alles klopt" in await opened(tester, "P")
        await tester.press("enter")
        await shown(tester)
        assert [one.number for one in versions_of(planned, here)] == [3, 2, 1]
        await tester.press("P", "r")
        await shown(tester)
        assert tester.pages.says("di 10:30-11:30 Anna Bos duurt 30 min, was 1 u")
        screen = tester.app.screen
        assert isinstance(screen, PlanVersionsScreen)
        await tester.press("end", "v", "home")
        await shown(tester)
        assert tester.pages.says("Vergeleken met rooster 1")
        assert tester.pages.says("di 10:00-11:00 Anna Bos wordt di 10:30-11:00")
        await tester.press("x", "tab", "ctrl+u")
        await tester.type(str(tmp_path / "deur.csv"))
        await tester.press("ctrl+s")
        await shown(tester)
        assert "Anna Bos" in (tmp_path / "deur.csv").read_text(encoding="utf-8-sig")
        await tester.press("escape")
        assert isinstance(tester.app.screen, PublishScreen)


async def test_another_first_day_is_checked_and_a_day_that_is_over_is_not_taken(
    planned: Store, school: SmallSchool
) -> None:
    """The date asks as it does everywhere."""
    async with open_app(planned.folder, store=planned, size=(80, 24)) as tester:
        await opened(tester, "P")
        await tester.press("d", "ctrl+u")
        await tester.type("1-11-2026")
        await tester.press("enter")
        assert "Kies vandaag of een latere dag" in await shown(tester)
        await tester.press("ctrl+u")
        await tester.type("11-1-2027")
        await tester.press("enter")
        assert "vanaf ma 11-1" in await shown(tester)
        assert tester.app.screen.query_one(RecordTable).row_count
