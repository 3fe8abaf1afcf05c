"""Rust by keys: schools, then the children of one, with the look in the log."""

from __future__ import annotations

from pathlib import Path

from storage import audit
from storage.models import site_id
from storage.store import Store
from zorgarrangeur_tui.desk.board import place_visit
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case
from zorgarrangeur_tui.desk.frozen_figures import freeze
from zorgarrangeur_tui.desk.providers import add_professional, add_provider
from zorgarrangeur_tui.testing import open_app

SCHOOL = site_id("99ZZ00")


def fill(store: Store, people: int) -> str:
    """Add a child to whom so many professionals come, each on another day; return its pseudonym."""
    case = open_case(store, {"title": "Begeleiding", "school_id": SCHOOL})
    pupil = add_pupil(store, case.id, {})
    need = add_need(store, case.id, pupil.id, {"kind": "individual_guidance", "minutes_needed": 300})
    provider = add_provider(store, {"name": "Zorg De Windroos"})
    for day in range(people):
        person = add_professional(store, provider.id, {"name": f"Persoon {day}"})
        values = {"school_id": SCHOOL, "professional_id": person.id, "weekday": day, "serves": [need.id]}
        values["starts_on"] = None
        place_visit(store, values)
    return pupil.pseudonym


async def test_rust_of_a_school_and_of_its_children(store: Store, tmp_path: Path) -> None:
    """R on Inzicht; a child above the wish is marked; Enter shows the children, once more the case; before and after is told."""
    pseudonym = fill(store, 4)
    freeze(store, SCHOOL, "Begin")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("6", "r")
        assert tester.pages.open_screen == "RestScreen"
        assert tester.pages.rows("rest-table") == [("De Wilg", "1", "4", "0,8", "4 van 4", "1", "")]
        assert tester.pages.says("nog geen rooster gepubliceerd")
        assert tester.pages.says("Startfoto Begin")
        assert tester.pages.says("4 → 4 = gelijk")
        assert pseudonym not in tester.pages.text()
        await tester.press("enter")
        assert [row[0] for row in tester.pages.rows("rest-pupils-table")] == [pseudonym]
        assert tester.pages.says("! 4, de wens is ten hoogste 2")
        fill(store, 1)
        await tester.pages.settle()
        assert len(tester.pages.rows("rest-pupils-table")) == 2
        await tester.press("enter")
        assert tester.pages.open_screen == "CaseScreen"
        await tester.press("escape", "escape", "escape")
        assert tester.pages.open_screen == "InsightScreen"
        with store.read() as session:
            looks = [row for row, _ in audit.rows(session.connection()) if row.action == audit.Action.SEARCH]
        assert [(row.subject, row.details) for row in looks if row.object == "rest"] == [(SCHOOL, "found=1")]


async def test_on_a_small_screen_the_people_stay(store: Store, tmp_path: Path) -> None:
    """On 60 columns the school, its people and the known faces are still told."""
    fill(store, 1)
    async with open_app(tmp_path / "opslag", store=store, size=(60, 20)) as tester:
        await tester.press("6", "r")
        assert tester.pages.says("Mensen p/w")
        assert tester.pages.says("1 van 1")
