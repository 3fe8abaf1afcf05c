"""Somebody is away: written down from the board, and every visit given out or called off by keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from planning_kit import SmallSchool, fill, small_school

from storage.models import Absence, Professional, VisitException
from storage.models.codes import CareKind
from storage.models.planning_codes import CancellationCause
from zorgarrangeur_tui.desk.absences import add_absence
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.screens.absence import AbsenceScreen
from zorgarrangeur_tui.screens.planner import PlannerScreen
from zorgarrangeur_tui.screens.planning import PlanningScreen
from zorgarrangeur_tui.testing import make_store, open_app

if TYPE_CHECKING:
    from storage.store import Store
    from zorgarrangeur_tui.testing import Tester

MONDAY = date(2026, 11, 23)


@pytest.fixture
def planned(tmp_path: Path) -> Iterator[Store]:
    """Return an empty store of an arranger."""
    opened = make_store(tmp_path / "planning")
    yield opened
    opened.close()


@pytest.fixture
def school(planned: Store) -> SmallSchool:
    """Return a school where the nurse comes on Monday, Tuesday and in the next week; a colleague of hers could too."""
    here = small_school()
    visits = [here.visit(id=key, weekday=day, serves=[here.nursing.id]) for key, day in (("ma", 0), ("di", 1))]
    fill(planned, here, *visits)
    with planned.unit_of_work("Collega toegevoegd") as work:
        nurse = {"skills": [CareKind.NURSING], "availability": [[day, 480, 960] for day in range(5)]}
        work.add(Professional(id="cleo", name="Cleo Dam", provider_id=here.provider.id, **nurse))
    return here


async def shown(tester: Tester) -> AbsenceScreen:
    """Wait until the absence is read."""
    for _ in range(2):
        await tester.pilot.pause()
        await tester.app.workers.wait_for_complete()
    await tester.pilot.pause()
    screen = tester.app.screen
    assert isinstance(screen, AbsenceScreen)
    return screen


async def test_a_long_absence_is_planned_around(planned: Store, school: SmallSchool) -> None:
    """R proposes who comes in all those weeks; after the last day the fixed plan is as it was."""
    absence = write_down(planned, school, date(2026, 12, 31))
    async with open_app(planned.folder, store=planned, size=(120, 36)) as tester:
        await tester.press("5")
        await tester.app.push_screen(AbsenceScreen(absence.id))
        await shown(tester)
        await tester.press("R")
        assert tester.pages.says("De scholen van")
        await tester.pilot.press("ctrl+s")
        while not isinstance(tester.app.screen, PlannerScreen) or not tester.app.screen.proposals:
            if isinstance(tester.app.screen, PlannerScreen) and "gepland" in tester.app.screen.busy_words:
                tester.app.screen.stop()
            await tester.pilot.pause(0.05)
        await tester.pages.settle()
        assert tester.pages.says("24-11-2026 t/m 31-12-2026")
        assert tester.pages.says("wie nu komt, is er dan niet")
        assert "cleo" in {one.after.professional_id for one in tester.app.screen.proposals[0].changes if one.after}


def write_down(store: Store, here: SmallSchool, last_day: date | None) -> Absence:
    """Write down that the nurse is away from today."""
    return add_absence(store, {"professional_id": here.nurse.id, "first_day": MONDAY, "last_day": last_day})


async def test_from_the_board_an_absence_of_today_is_a_key_and_ctrl_s(planned: Store, school: SmallSchool) -> None:
    """The form has who and today; then the visit, whom it hits, and who could come with why."""
    async with open_app(planned.folder, store=planned, size=(120, 36)) as tester:
        await tester.press("5", "A", "ctrl+s")
        await shown(tester)
        text = " ".join(tester.pages.text().split())
        assert "Afwezig: Anna Bos · op maandag 23 november 2026 · 1 bezoek, 1 open" in text
        assert "Verpleging: 1 u van dit bezoek; die week valt 1 u van 2 u weg. Geen andere zorg die dag." in text
        assert "Kan. Werkt ook voor Zorg Zonnig. Is nieuw voor de leerling." in text
        await tester.press("escape", "A")
        assert "Nog een opschrijven" in tester.pages.text()


async def test_the_form_proposes_the_day_of_the_cursor_and_a_week_ends_on_sunday(
    planned: Store, school: SmallSchool
) -> None:
    """In the week after this one on a Tuesday; the last day of a week is its last day."""
    async with open_app(planned.folder, store=planned, size=(120, 36)) as tester:
        await tester.press("5", "W", "right_curly_bracket", "w", "L", "A")
        await tester.pages.fill(last_day="week 49")
        await tester.pages.submit()
        await shown(tester)
        (absence,) = living(planned, Absence)
        cursor = date(2026, 12, 1)
        assert (absence.first_day, absence.last_day) == (cursor, date(2026, 12, 6))


async def test_a_replacement_for_all_is_one_act_that_undo_takes_back(planned: Store, school: SmallSchool) -> None:
    """Chosen for one visit, then for every one for which she is free."""
    absence = write_down(planned, school, None)
    async with open_app(planned.folder, store=planned, size=(120, 36)) as tester:
        await tester.press("5")
        await tester.app.push_screen(AbsenceScreen(absence.id))
        await shown(tester)
        await tester.press("v")
        await tester.press("enter")
        await tester.press("pagedown", "enter")
        screen = await shown(tester)
        assert screen.page is not None
        assert {hit.replaced_by for hit in screen.page.hits} == {"cleo"}
        text = " ".join(tester.pages.text().split())
        assert "Cleo Dam komt in plaats van Anna Bos." in text
        assert "valt 1 u" not in text, "nothing is lost once somebody comes"
        count = len(screen.page.hits)
        assert count > 4
        assert len(living(planned, VisitException)) == count
        await tester.press("u")
        await shown(tester)
        assert not living(planned, VisitException)


async def test_a_visit_falls_away_with_its_cause_and_coming_back_takes_that_back(
    planned: Store, school: SmallSchool
) -> None:
    """The rest is given to who is best; back on Tuesday, what was arranged for that day is as always."""
    absence = write_down(planned, school, date(2026, 11, 27))
    async with open_app(planned.folder, store=planned, size=(120, 36)) as tester:
        await tester.press("5")
        await tester.app.push_screen(AbsenceScreen(absence.id))
        await shown(tester)
        await tester.press("x", "enter", "enter")
        await shown(tester)
        (cancelled,) = living(planned, VisitException)
        assert (cancelled.visit_id, cancelled.cause) == ("ma", CancellationCause.PROFESSIONAL_ABSENT)
        await tester.press("b")
        assert "di 24-11 9:00-10:00 De Appelbrug: Cleo Dam" in tester.pages.text()
        await tester.press("left", "enter")
        await shown(tester)
        assert {one.visit_id for one in living(planned, VisitException)} == {"ma", "di"}
        await tester.press("e")
        await tester.press("tab", "tab")
        await tester.press("ctrl+u", "ctrl+k")
        await tester.type("vandaag")
        await tester.press("ctrl+s")
        assert "Ook terugnemen wat al geregeld was?" in tester.pages.text()
        await tester.press("left", "enter")
        await shown(tester)
        assert [one.visit_id for one in living(planned, VisitException)] == ["ma"]
        assert planned.get(Absence, absence.id).last_day == MONDAY
        await tester.press("p")
        await tester.app.workers.wait_for_complete()
        board = tester.app.screen
        assert isinstance(board, PlanningScreen)
        assert board.week == MONDAY, "what was arranged shows in its week, not on the fixed plan"
        await tester.press(*["down"] * 6)
        text = " ".join(tester.pages.text().split())
        assert ", afwezig" in text, "a free place of somebody who is away is no place to plan"


async def test_from_a_provider_an_absence_is_told_at_the_person_and_today(planned: Store, school: SmallSchool) -> None:
    """Nobody has to look for it: it stands with the professional, and in Vandaag with what is still open."""
    async with open_app(planned.folder, store=planned, size=(120, 36)) as tester:
        await tester.press("4", "enter", "down", "w", "ctrl+s")
        await shown(tester)
        await tester.press("escape")
        assert "op maandag 23 november" in tester.pages.text()
        await tester.press("1")
        text = " ".join(tester.pages.text().split())
        assert "! Afwezig (1)" in text
