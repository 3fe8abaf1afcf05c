"""Views of the plan by keys: whose week, which day, and from there to the board of a school."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from planning_kit import SmallSchool, fill, small_school

from storage import audit
from storage.models import Childcare, Professional, VisitPattern
from storage.models.codes import Rhythm
from storage.store import Store
from zorgarrangeur_tui.desk.records import remove_record
from zorgarrangeur_tui.screens.plan_view import PlanViewScreen
from zorgarrangeur_tui.screens.planning import PlanningScreen
from zorgarrangeur_tui.testing import make_store, open_app

if TYPE_CHECKING:
    from zorgarrangeur_tui.testing import Tester


@pytest.fixture
def planned(tmp_path: Path) -> Iterator[Store]:
    """Return an empty store of an arranger."""
    opened = make_store(tmp_path / "planning")
    yield opened
    opened.close()


@pytest.fixture
def two_schools(planned: Store) -> tuple[SmallSchool, SmallSchool]:
    """Return two schools eleven kilometres apart; Anna is at the first from nine, at the second right after that."""
    here, there = small_school(), small_school("99BB00", "Aan de Rand")
    here.school.latitude, here.school.longitude = 52.0, 5.0
    there.school.latitude, there.school.longitude = 52.1, 5.0
    first = here.visit(serves=[here.nursing.id], rhythm=Rhythm.EVEN)
    fill(planned, here, first)
    fill(planned, there, there.visit(professional_id=here.nurse.id, start_minute=615, serves=[there.nursing.id]))
    return here, there


@asynccontextmanager
async def planning(store: Store, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Tester]:
    """Run the app in its planning mode."""
    async with open_app(store.folder, store=store, size=size) as tester:
        await tester.press("5")
        yield tester


def heading(tester: Tester) -> str:
    """Return the top line of the view."""
    assert isinstance(tester.app.screen, PlanViewScreen)
    return tester.pages.text().split("\n")[1].strip()


def looks(store: Store, action: audit.Action) -> list[tuple[str, str]]:
    """Return what the access log says of one kind of act: about what, and which record."""
    with store.read() as session:
        return [(row.object, row.subject) for row, _ in audit.rows(session.connection()) if row.action == action]


async def on_board_of(tester: Tester, here: SmallSchool) -> None:
    """Open the board of a school with the cursor on its first visit."""
    screen = tester.app.screen
    assert isinstance(screen, PlanningScreen)
    screen.show_school(here.school.id)
    await tester.press("w")
    if screen.visit is None:
        await tester.press("b")


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_week_of_a_professional_shows_all_schools_and_the_way_between(
    planned: Store, two_schools: tuple[SmallSchool, SmallSchool], size: tuple[int, int]
) -> None:
    """On every size of terminal; the quarter between two schools is too short, and says so."""
    async with planning(planned, size) as tester:
        await on_board_of(tester, two_schools[0])
        await tester.press("a", "enter")
        assert heading(tester).startswith("Professional: Anna Bos")
        assert heading(tester).endswith("· even en oneven weken")
        text = tester.pages.text()
        assert "!" in text
        assert "reis" in text
        if size[0] > 60:
            assert "Aan de Rand" in text
        await tester.press("w")
        if size[0] == 60:
            await tester.press("p")
        assert tester.pages.says("Reis op maandag")


async def test_even_and_odd_weeks_can_be_flipped(planned: Store, two_schools: tuple[SmallSchool, SmallSchool]) -> None:
    """Both, this even week, the odd week after it, and both again."""
    async with planning(planned) as tester:
        await on_board_of(tester, two_schools[0])
        await tester.press("a", "enter", "o")
        assert heading(tester).endswith("week 48, even")
        assert "De Appelbrug" in tester.pages.text()
        await tester.press("o")
        assert heading(tester).endswith("week 49, oneven")
        assert "De Appelbrug" not in tester.pages.text()
        await tester.press("o")
        assert heading(tester).endswith("even en oneven weken")


async def test_enter_opens_the_board_of_the_school_at_the_visit(
    planned: Store, two_schools: tuple[SmallSchool, SmallSchool]
) -> None:
    """Of the school where it is, with the cursor on it; on the way between two schools it says what to do."""
    _, there = two_schools
    async with planning(planned) as tester:
        await on_board_of(tester, two_schools[0])
        await tester.press("a", "enter", "w", "enter")
        assert "Dit is geen bezoek" in tester.pages.notices()[-1]
        await tester.press("w", "enter")
        board = tester.app.screen
        assert isinstance(board, PlanningScreen)
        assert board.school_id == there.school.id
        assert board.visit is not None
        assert board.visit.start_minute == 615


async def test_a_view_with_a_date_opens_the_board_in_that_week(planned: Store) -> None:
    """There is the visit that has not begun yet; the fixed plan of today says why it is not in it."""
    here = small_school()
    fill(planned, here, here.visit(id="later", starts_on=date(2026, 11, 30)))
    async with planning(planned) as tester:
        await tester.press("a", "down", "down", "down", "enter", "right_curly_bracket", "enter")
        screen = tester.app.screen
        assert isinstance(screen, PlanningScreen)
        assert (screen.week, screen.due_day) == (date(2026, 11, 30), date(2026, 11, 30))
        screen.show_week(None)
        screen.go_to(here.school.id, "later")
        await tester.pages.settle()
        assert "nog niet begonnen" in tester.pages.notices()[-1]


async def test_a_view_only_reads(planned: Store, two_schools: tuple[SmallSchool, SmallSchool]) -> None:
    """Whoever tries to make a visit longer is told where that can be done."""
    async with planning(planned) as tester:
        await on_board_of(tester, two_schools[0])
        await tester.press("a", "enter", "J")
        assert "Hier kunt u alleen kijken" in tester.pages.notices()[-1]
        assert planned.get(VisitPattern, tester.app.screen.query_one("#plan-week").selected_key).duration_minutes == 60  # type: ignore[attr-defined]  # a week grid


async def test_a_provider_shows_all_its_professionals(
    planned: Store, two_schools: tuple[SmallSchool, SmallSchool]
) -> None:
    """Also the one without visits, who is named."""
    async with planning(planned) as tester:
        await on_board_of(tester, two_schools[0])
        await tester.press("a", "down", "enter")
        assert heading(tester).startswith("Zorgaanbieder: Zorg Zonnig")
        assert tester.pages.says("Professionals (2)")
        assert tester.pages.says("Nog geen bezoeken Bram Vos")
        await tester.press("s", "enter")
        assert heading(tester).startswith("Zorgaanbieder: Zorg Zonnig")


async def test_the_week_of_a_child_is_logged_for_each_child(
    planned: Store, two_schools: tuple[SmallSchool, SmallSchool]
) -> None:
    """The child under the cursor, and the next one as soon as it is shown; once, and by pseudonym."""
    here, _ = two_schools
    async with planning(planned) as tester:
        await on_board_of(tester, here)
        await tester.press("a", "down", "down", "enter")
        assert heading(tester).startswith("Leerling: Blauwe Otter")
        assert tester.pages.says("Gezichten (1)")
        assert looks(planned, audit.Action.READ)[-1] == ("pupil", here.otter.id)
        before = len(looks(planned, audit.Action.READ))
        await tester.press("right_square_bracket")
        assert heading(tester).startswith("Leerling: Zilveren Egel")
        assert tester.pages.says("Voor deze leerling komt niemand.")
        await tester.press("left_square_bracket")
        assert looks(planned, audit.Action.READ)[before:] == [("pupil", here.egel.id)]


async def test_a_child_is_chosen_from_the_school_on_the_board(planned: Store) -> None:
    """Without a visit under the cursor the app asks which child of this school."""
    here = small_school()
    fill(planned, here)
    async with planning(planned) as tester:
        await tester.press("a", "down", "down", "enter")
        await tester.pages.pick("egel")
        assert heading(tester).startswith("Leerling: Zilveren Egel")


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_day_shows_all_schools_from_childcare_to_childcare(
    planned: Store, two_schools: tuple[SmallSchool, SmallSchool], size: tuple[int, int]
) -> None:
    """From seven, with who comes when, and the next day one key further."""
    here, _ = two_schools
    childcare = Childcare(
        case_id=here.case.id, pupil_id=here.otter.id, name="De Kikker", windows=[[0, 420, 510], [0, 870, 1110]]
    )
    with planned.unit_of_work("Opvang") as work:
        work.add(childcare)
    async with planning(planned, size) as tester:
        await on_board_of(tester, here)
        await tester.press("a", "down", "down", "down", "enter")
        assert heading(tester).startswith("Dag: alle scholen · maandag 23 november 2026"[: size[0] - 20])
        await tester.press("home")
        text = tester.pages.text()
        assert "07:00" in text
        assert "opvang (1)" in text
        await tester.press("end")
        assert "18:15" in tester.pages.text()
        await tester.press("right_square_bracket")
        assert "dinsdag 24 november" in heading(tester)
        await tester.press("left_square_bracket", "o")
        assert "maandag 30 november" in heading(tester)


async def test_a_professional_opens_from_its_provider_and_esc_goes_back(
    planned: Store, two_schools: tuple[SmallSchool, SmallSchool]
) -> None:
    """On the line of the provider it is the week of all of them."""
    del two_schools
    async with open_app(planned.folder, store=planned) as tester:
        await tester.press("4", "enter", "a")
        assert heading(tester).startswith("Zorgaanbieder: Zorg Zonnig")
        await tester.press("escape", "down", "a")
        assert heading(tester).startswith("Professional: Anna Bos (Zorg Zonnig)")
        await tester.press("escape")
        assert tester.pages.open_screen == "ProviderScreen"


async def test_a_child_opens_from_its_case(planned: Store) -> None:
    """With the cursor on the child; on the case itself the key is not there."""
    here = small_school()
    fill(planned, here, here.visit(serves=[here.nursing.id]))
    async with open_app(planned.folder, store=planned) as tester:
        await tester.press("2", "enter", "a")
        assert tester.pages.open_screen == "CaseScreen"
        await tester.press("down", "a")
        assert heading(tester).startswith("Leerling: Blauwe Otter")
        await tester.press("enter")
        assert isinstance(tester.app.screen, PlanningScreen)


async def test_the_board_of_a_case_opens_also_when_a_view_lies_over_it(
    planned: Store, two_schools: tuple[SmallSchool, SmallSchool]
) -> None:
    """A view that was left open in the planning gives way."""
    here, _ = two_schools
    async with planning(planned) as tester:
        await on_board_of(tester, here)
        await tester.press("a", "enter", "2", "enter", "p")
        assert isinstance(tester.app.screen, PlanningScreen)


async def test_a_view_closes_when_its_professional_is_taken_away(
    planned: Store, two_schools: tuple[SmallSchool, SmallSchool]
) -> None:
    """And says that the record is gone."""
    here, _ = two_schools
    async with planning(planned) as tester:
        await on_board_of(tester, here)
        await tester.press("a", "enter")
        remove_record(planned, Professional, here.nurse.id, "Professional weggehaald")
        await tester.pages.settle()
        assert isinstance(tester.app.screen, PlanningScreen)
        assert tester.pages.notices()


async def test_another_view_takes_over_where_the_cursor_is(
    planned: Store, two_schools: tuple[SmallSchool, SmallSchool]
) -> None:
    """From the week of a professional to the day of the visit, and from there to the child that it is for."""
    here, _ = two_schools
    async with planning(planned) as tester:
        await on_board_of(tester, here)
        await tester.press("a", "enter", "a", "down", "down", "down", "enter")
        assert heading(tester).startswith("Dag: alle scholen · maandag 23 november")
        await tester.press("a", "up", "enter")
        assert heading(tester).startswith("Leerling: Blauwe Otter")
