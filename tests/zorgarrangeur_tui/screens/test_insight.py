"""Inzicht by keys: the figures of the store, and the way from a figure to its school."""

from __future__ import annotations

from pathlib import Path

from storage.models import site_id
from storage.store import Store
from widgets.bar_chart import FULL, PART, BarChart
from zorgarrangeur_tui.desk.board import place_visit
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case
from zorgarrangeur_tui.desk.providers import add_professional, add_provider, bind_provider
from zorgarrangeur_tui.testing import open_app

SCHOOL = site_id("99ZZ00")
OTHER = site_id("99ZZ01")


def fill(store: Store) -> None:
    """Add a school with one child of 120 minutes, half covered, and one with a child of 30 minutes, not covered."""
    case = open_case(store, {"title": "Verpleging", "school_id": SCHOOL})
    need = add_need(store, case.id, add_pupil(store, case.id, {}).id, {"kind": "nursing", "minutes_needed": 120})
    provider = add_provider(store, {"name": "Zorg De Windroos"})
    bind_provider(store, SCHOOL, provider.id, {})
    person = add_professional(store, provider.id, {"name": "Anja"})
    place_visit(store, {"school_id": SCHOOL, "professional_id": person.id, "serves": [need.id]})
    other = open_case(store, {"title": "Ggz", "school_id": OTHER})
    pupil = add_pupil(store, other.id, {})
    add_need(store, other.id, pupil.id, {"kind": "mental_health_treatment", "minutes_needed": 30})


async def test_the_figures_per_school_and_all_together(store: Store, tmp_path: Path) -> None:
    """Most uncovered care first; the totals add up; the screen says that nothing is suppressed."""
    fill(store)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("6")
        assert tester.pages.rows("insight-table") == [
            ("De Wilg", "1", "2 u", "50 %", "1 u", "1", "1", "0,2"),
            ("Het Anker", "1", "30 min", "0 %", "30 min", "0 (max 1)", "", ""),
        ]
        assert tester.pages.says("Publiceer ze niet")
        assert tester.pages.says("1 u (40 %)")
        assert tester.pages.says("Verpleging 2 u nodig, 50 % gedekt, ! 1 u niet")
        await tester.press("t")
        wilg, anker = tester.app.screen.query_one(BarChart).lines
        assert wilg.startswith("De Wilg")
        assert wilg.endswith("50 %, 1 u van 2 u")
        assert wilg.count(FULL) == wilg.count(PART) == 2 * anker.count(PART)


async def test_from_a_figure_to_its_school(store: Store, tmp_path: Path) -> None:
    """Enter opens the school, p its planning; a name is found by typing."""
    fill(store)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("6", "slash")
        await tester.type("anker")
        assert len(tester.pages.rows("insight-table")) == 1
        await tester.press("enter", "enter")
        assert tester.pages.open_screen == "SchoolScreen"
        assert tester.pages.says("Het Anker")
        await tester.press("escape", "p")
        assert tester.pages.open_screen == "PlanningScreen"


async def test_a_change_elsewhere_changes_the_figures(store: Store, tmp_path: Path) -> None:
    """Nobody has to ask for it."""
    fill(store)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("6")
        case = open_case(store, {"title": "Vervoer", "school_id": SCHOOL})
        add_need(store, case.id, "", {"minutes_needed": 60})
        await tester.press("1", "6")
        assert tester.pages.rows("insight-table")[0][2] == "3 u"


async def test_an_empty_store_says_which_key_starts(store: Store, tmp_path: Path) -> None:
    """Instead of zeros."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("6")
        assert tester.pages.says("Begin met een casus: 2 (Casussen), dan n.")
