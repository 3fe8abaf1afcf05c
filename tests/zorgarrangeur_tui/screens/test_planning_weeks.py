"""The board of one week and editing beyond moving, by keys: single days, from a date, copies, parts, and several at once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from planning_kit import SmallSchool, fill, small_school

from storage.models import OwnDay, VisitException, VisitPattern
from storage.models.codes import OwnDayKind
from storage.models.planning_codes import CancellationCause, ExceptionKind
from storage.store import Store
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.desk.visit_edits import decide_day
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


@asynccontextmanager
async def planning(store: Store, here: SmallSchool, *visits: VisitPattern) -> AsyncIterator[Tester]:
    """Run the app in its planning mode on a small school with these visits, the cursor on the first."""
    fill(store, here, *visits)
    async with open_app(store.folder, store=store, size=(140, 40)) as tester:
        await tester.press("5", "w")
        yield tester


def board(tester: Tester) -> PlanningScreen:
    """Return the screen."""
    screen = tester.app.screen
    assert isinstance(screen, PlanningScreen)
    return screen


def top(tester: Tester) -> str:
    """Return the top line of the board."""
    return tester.pages.text().split("\n")[1].strip()


def visits(store: Store) -> list[VisitPattern]:
    """Return all visits of the fixed plan by day and time."""
    return sorted(living(store, VisitPattern), key=lambda visit: (visit.weekday, visit.start_minute))


async def test_a_week_shows_its_days_and_changes_only_those(planned: Store) -> None:
    """The top line says which week; what is put down elsewhere is so on that date only, and undo brings it back."""
    here = small_school()
    closed = OwnDay(school_id=here.school.id, kind=OwnDayKind.STUDY_DAY, first_day=date(2026, 12, 1))
    with planned.unit_of_work("Studiedag") as work:
        work.add(closed)
    async with planning(planned, here, here.visit(), here.visit(weekday=1, rhythm="odd")) as tester:
        assert "vast rooster · week 48, even" in top(tester)
        await tester.press("W")
        assert "week 48, 23 nov - 27 nov, even" in top(tester)
        assert len(board(tester).board.visits) == 1  # type: ignore[union-attr]  # a school is shown
        await tester.press("right_curly_bracket")
        assert "week 49, 30 nov - 4 dec, oneven · dicht op di" in top(tester)
        assert "di 1 dec × Stu" in tester.pages.text()
        assert "×" in tester.pages.text()
        await tester.press("m", "down", "enter")
        assert tester.pages.notices()[-1].startswith("Alleen op maandag 30 november verzet. Met V")
        (exception,) = living(planned, VisitException)
        assert (exception.day, exception.start_minute, visits(planned)[0].start_minute) == (
            date(2026, 11, 30),
            555,
            540,
        )
        assert "~ Deze dag" in tester.pages.text()
        await tester.press("u")
        assert living(planned, VisitException) == []
        await tester.press("W")
        assert "vast rooster" in top(tester)


async def test_this_day_falls_away_and_is_as_usual_again(planned: Store) -> None:
    """The form asks the day on the fixed plan and knows it in a week; taking it back is a choice in the same form."""
    here = small_school()
    async with planning(planned, here, here.visit()) as tester:
        await tester.press("d")
        await tester.pages.fill(start_minute="10:00")
        await tester.pages.submit()
        (exception,) = living(planned, VisitException)
        assert (exception.day, exception.start_minute) == (date(2026, 11, 23), 600)
        await tester.press("W", "w", "d", "right")
        await tester.press("tab", "right", "ctrl+s")
        (exception,) = living(planned, VisitException)
        assert (exception.kind, exception.cause) == (ExceptionKind.CANCELLED, CancellationCause.PUPIL_ABSENT)
        assert "Leerling afgemeld" in tester.pages.text()
        await tester.press("d", "right", "ctrl+s")
        assert living(planned, VisitException) == []
        assert "is weer zoals altijd" in tester.pages.notices()[-1]


async def test_another_day_than_the_one_shown_is_not_overwritten(planned: Store) -> None:
    """The form shows what was decided about the proposed day; about the day that is typed something else may be decided."""
    here = small_school()
    visit = here.visit()
    async with planning(planned, here, visit) as tester:
        decide_day(planned, visit.id, date(2026, 11, 30), {"start_minute": 660})
        await tester.press("d")
        await tester.pages.fill(day="30-11-2026", start_minute="10:00")
        await tester.pages.submit()
        assert tester.pages.says("Over die dag is al iets anders afgesproken")
        (exception,) = living(planned, VisitException)
        assert (exception.day, exception.start_minute) == (date(2026, 11, 30), 660)
        await tester.pages.fill(day="23-11-2026")
        await tester.pages.submit()
        assert {one.start_minute for one in living(planned, VisitException)} == {600, 660}


async def test_marked_visits_move_together_and_one_undo_brings_them_back(planned: Store) -> None:
    """The marks are signs; a locked one among them refuses all; Escape takes the marks away."""
    here = small_school()
    first, second = here.visit(), here.visit(weekday=1, start_minute=600)
    async with planning(planned, here, first, second) as tester:
        await tester.press("space", "w", "space")
        assert "2 gemerkt" in top(tester)
        assert "*" in tester.pages.text()
        await tester.press("m", "down", "enter")
        assert [(v.weekday, v.start_minute) for v in visits(planned)] == [(0, 555), (1, 615)]
        await tester.press("plus")
        assert [v.duration_minutes for v in visits(planned)] == [75, 75]
        await tester.press("u", "u")
        assert [(v.weekday, v.start_minute, v.duration_minutes) for v in visits(planned)] == [
            (0, 540, 60),
            (1, 600, 60),
        ]
        await tester.press("escape")
        assert not board(tester).marked
        await tester.press("f", "b", "space", "w", "space", "x")
        assert "staat vast" in tester.pages.notices()[-1]
        assert len(visits(planned)) == 2


async def test_a_visit_is_different_from_a_date(planned: Store) -> None:
    """The old one ends the day before; the notice names undo."""
    here = small_school()
    async with planning(planned, here, here.visit(serves=[here.nursing.id])) as tester:
        await tester.press("V")
        await tester.pages.fill(starts_on="30-11-2026", start_minute="10:00")
        await tester.pages.submit()
        old, new = visits(planned)
        assert (old.ends_on, new.starts_on, new.start_minute) == (date(2026, 11, 29), date(2026, 11, 30), 600)
        assert new.serves == [here.nursing.id]
        assert "Met u (ongedaan)" in tester.pages.notices()[-1]
        await tester.press("right_curly_bracket")
        assert [visit.start_minute for visit in board(tester).board.visits] == [600]  # type: ignore[union-attr]  # shown


async def test_a_copy_is_put_down_elsewhere_and_a_visit_is_split(planned: Store) -> None:
    """Escape makes no copy, and what is moved after that is no copy either."""
    here = small_school()
    async with planning(planned, here, here.visit()) as tester:
        await tester.press("D", "L", "escape", "m", "down", "enter")
        assert [visit.start_minute for visit in visits(planned)] == [555]
        await tester.press("D", "L", "down", "enter")
        assert [(visit.weekday, visit.start_minute) for visit in visits(planned)] == [(0, 555), (1, 570)]
        await tester.press("b", "S", "ctrl+s")
        assert [visit.duration_minutes for visit in visits(planned) if visit.duration_minutes < 60] == [30, 30]


async def test_somebody_else_comes_with_why_not_and_a_note(planned: Store) -> None:
    """The list says what does not fit; in a week it is for that day only, and so is a note."""
    here = small_school()
    async with planning(planned, here, here.visit(serves=[here.nursing.id])) as tester:
        await tester.press("W", "w", "z")
        assert "Bram Vos" in tester.pages.text()
        assert "geeft geen verpleging" in tester.pages.text()
        await tester.press("enter")
        (exception,) = living(planned, VisitException)
        assert exception.professional_id == here.guide.id
        await tester.press("i")
        await tester.pages.fill(note="sleutel bij de conciërge")
        await tester.pages.submit()
        (exception,) = living(planned, VisitException)
        assert (exception.professional_id, exception.note) == (here.guide.id, "sleutel bij de conciërge")
        assert visits(planned)[0].professional_id == here.nurse.id
