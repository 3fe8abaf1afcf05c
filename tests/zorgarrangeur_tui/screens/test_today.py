"""Vandaag by keys: walk through what is due, open it, finish it, narrow it and look further ahead."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from storage.audit import rows
from storage.models import Action, CaseParty, Consent, FixedBond, Review, School, VisitPattern, site_id
from storage.store import Store
from widgets.record_table import RecordTable
from zorgarrangeur_tui.desk.calendars import add_own_day
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case
from zorgarrangeur_tui.desk.providers import add_provider, bind_provider
from zorgarrangeur_tui.desk.records import change_record
from zorgarrangeur_tui.testing import open_app

SCHOOL = site_id("99ZZ00")
TODAY = date(2026, 11, 23)


def in_days(days: int) -> date:
    """Return the day so many days from today."""
    return TODAY + timedelta(days=days)


@pytest.fixture
def case_id(store: Store) -> str:
    """Return a case of one child with an action that is too late, a party that should answer, and a consent that ends."""
    case = open_case(store, {"title": "Verpleging", "school_id": SCHOOL, "deadline": in_days(20)})
    pupil = add_pupil(store, case.id, {"pseudonym": "Blauwe Otter", "name": "Fatima"})
    with store.unit_of_work("Vulling") as work:
        work.add(
            Action(id="1" * 32, case_id=case.id, what="Zorgkantoor bellen", due_on=in_days(-3)),
            CaseParty(id="2" * 32, case_id=case.id, name="Gemeente Urk", answer_by=in_days(4)),
            Consent(id="3" * 32, case_id=case.id, pupil_id=pupil.id, purpose="overleg", ends_on=in_days(100)),
        )
    return case.id


async def test_what_is_due_stands_in_order_with_what_is_late_marked(store: Store, case_id: str, tmp_path: Path) -> None:
    """When, what, who and where; a child by its pseudonym."""
    async with open_app(tmp_path / "opslag", store=store, size=(160, 40)) as tester:
        assert [row[:3] for row in tester.pages.rows("due-table")] == [
            ("3 dagen te laat", "20-11-2026", "Actie: Zorgkantoor bellen"),
            ("over 4 dagen", "27-11-2026", "Antwoord van een partij: Gemeente Urk"),
            ("over 20 dagen", "13-12-2026", "Casus: Verpleging"),
        ]
        assert "Termijnen: komende 8 weken (3)" in tester.pages.text()
        assert "! 3 dagen te laat" in tester.pages.text()


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_small_terminal_shows_the_day_and_what_is_due(
    store: Store, case_id: str, tmp_path: Path, size: tuple[int, int]
) -> None:
    """The date, the first lines of the list and, once the cursor is in it, the keys that fit are there, help among them."""
    async with open_app(tmp_path / "opslag", store=store, size=size) as tester:
        await tester.press("down")
        text = tester.pages.text()
        assert "Maandag 23 november 2026" in text
        assert "Actie: Zorgkantoor" in text
        assert "Casus: Verpleging" in text
        assert all(hint in text for hint in ("Nieuwe casus", "Openen", "Klaar", "Soort", "Hulp"))


async def test_enter_opens_the_record_and_escape_comes_back(store: Store, case_id: str, tmp_path: Path) -> None:
    """The case opens with the cursor on the party, and Vandaag still has its cursor there afterwards."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("down", "enter")
        assert tester.pages.open_screen == "CaseScreen"
        assert tester.app.screen.query_one("#case-lines", RecordTable).selected_key == "2" * 32
        await tester.press("escape")
        assert tester.pages.open_screen == "TodayScreen"
        assert tester.app.screen.query_one("#due-table", RecordTable).cursor_row == 1
        await tester.press("o")
        assert tester.pages.open_screen == "CaseScreen"


async def test_a_fixed_provider_that_ends_opens_its_school(store: Store, tmp_path: Path) -> None:
    """With the cursor on the bond."""
    provider = add_provider(store, {"name": "De Boom"})
    bond = bind_provider(store, SCHOOL, provider.id, {"ends_on": in_days(5)})
    assert isinstance(bond, FixedBond)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("enter")
        assert tester.pages.open_screen == "SchoolScreen"
        assert tester.app.screen.query_one("#school-lines", RecordTable).selected_key == bond.id


async def test_an_action_is_finished_with_one_key_and_comes_back_with_undo(
    store: Store, case_id: str, tmp_path: Path
) -> None:
    """The line goes, the day is today's; u brings both back."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("a")
        assert store.get(Action, "1" * 32).done_on == TODAY
        assert len(tester.pages.rows("due-table")) == 2
        assert "Actie klaar" in tester.pages.notices()[-1]
        await tester.press("u")
        assert store.get(Action, "1" * 32).done_on is None
        assert len(tester.pages.rows("due-table")) == 3


async def test_a_review_is_held_with_the_same_key(store: Store, case_id: str, tmp_path: Path) -> None:
    """The day on which it was held is today's."""
    with store.unit_of_work("Evaluatie gepland") as work:
        work.add(Review(id="4" * 32, case_id=case_id, due_on=in_days(-9)))
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("a")
        assert store.get(Review, "4" * 32).held_on == TODAY


async def test_what_takes_more_than_a_day_is_explained(store: Store, case_id: str, tmp_path: Path) -> None:
    """Nothing changes, and the sentence says what makes it go away."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("down", "a")
        assert "tot zij heeft besloten" in tester.pages.notices()[-1]
        assert len(tester.pages.rows("due-table")) == 3


async def test_the_list_can_be_of_one_kind(store: Store, case_id: str, tmp_path: Path) -> None:
    """Chosen by typing a part of its name; the heading says so until all kinds are chosen again."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("t")
        await tester.type("casus")
        await tester.press("enter")
        assert [row[2] for row in tester.pages.rows("due-table")] == ["Casus: Verpleging"]
        assert "komende 8 weken · Casussen (1)" in tester.pages.text()
        await tester.press("t")
        await tester.type("alle")
        await tester.press("enter")
        assert len(tester.pages.rows("due-table")) == 3


async def test_the_list_looks_further_ahead(store: Store, case_id: str, tmp_path: Path) -> None:
    """Half a year, everything, and eight weeks again."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        counts = []
        for _ in range(3):
            await tester.press("w")
            counts.append(len(tester.pages.rows("due-table")))
        assert counts == [4, 4, 3]


async def test_an_empty_list_says_which_key_goes_on(store: Store, tmp_path: Path) -> None:
    """And a key that needs a line says so."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        assert "Niets dat haast heeft" in tester.pages.text()
        await tester.press("o", "a", "enter")
        assert tester.pages.open_screen == "TodayScreen"
        assert all(notice.startswith("Er staat niets onder de cursor.") for notice in tester.pages.notices())


async def test_what_nobody_pays_and_what_is_missing_stands_out(store: Store, case_id: str, tmp_path: Path) -> None:
    """One line each, with a count."""
    add_need(store, case_id, "", {"minutes_needed": 60})
    async with open_app(tmp_path / "opslag", store=store, size=(160, 40)) as tester:
        assert tester.pages.says("1 zorgbehoefte heeft niemand die betaalt")
        assert tester.pages.says("1 casus heeft geen volgende stap of geen termijn")
        assert tester.pages.says("1 leerling heeft geen bekende woongemeente")


async def test_opening_the_page_is_logged_once(store: Store, case_id: str, tmp_path: Path) -> None:
    """With the number of lines that are about a child, however often it is shown."""
    with store.unit_of_work("Korter") as work:
        work.change(work.get(Consent, "3" * 32), {"ends_on": in_days(10)})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "1", "w", "t", "escape")
    with store.read() as session:
        found = [row for row, _ in rows(session.connection()) if row.object == "today"]
    assert [(row.action, row.details) for row in found] == [("search", "found=1")]


async def test_a_closed_school_is_told_in_place_of_its_visits(store: Store, tmp_path: Path) -> None:
    """Nobody is at school on an own day; why not, and which school counts its weeks in another way, is told."""
    change_record(store, School, SCHOOL, {"fortnight_anchor": date(2026, 11, 30)}, "School gewijzigd")
    add_own_day(store, SCHOOL, {"first_day": TODAY, "name": "Teamdag"})
    with store.unit_of_work("Bezoek") as work:
        work.add(VisitPattern(school_id=SCHOOL, professional_id="p" * 32, weekday=0, rhythm="odd"))
    async with open_app(tmp_path / "opslag", store=store, size=(160, 40)) as tester:
        assert tester.pages.says("Vandaag op school (0)")
        assert tester.pages.says("De Wilg Teamdag, 23 november 2026 (1 bezoek niet)")
        assert tester.pages.says("De Wilg telt deze week als oneven: die school telt om en om.")
