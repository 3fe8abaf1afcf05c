"""The budgets of a school by keys, and what the board says about them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from planning_kit import fill, small_school

from storage.models import Budget, Entitlement, Tariff
from storage.models.codes import Law
from storage.store import Store
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.testing import open_app


async def test_a_budget_is_written_down_and_the_board_follows(store: Store, tmp_path: Path) -> None:
    """Two hours are planned: a budget of an hour and a half is too little, until undo takes it away again."""
    here = small_school()
    fill(store, here, here.visit(id="v", duration_minutes=120, serves=[here.nursing.id]))
    async with open_app(tmp_path / "opslag", store=store, size=(160, 60)) as tester:
        await tester.press("5", "B")
        assert tester.pages.open_screen == "BudgetsScreen"
        assert "De Appelbrug · 2 u per week, geen budget" in tester.pages.text()
        assert tester.pages.says("Druk op n om er een op te schrijven.")
        await tester.press("n")
        await tester.pages.fill(name="Inkoop", minutes_per_week="1u30")
        await tester.pages.submit()
        (budget,) = living(store, Budget)
        assert (budget.minutes_per_week, budget.starts_on, budget.ends_on) == (90, date(2026, 8, 1), date(2027, 7, 31))
        assert "De Appelbrug · 2 u van 1 u 30 min per week (133 %)" in tester.pages.text()
        assert tester.pages.says("Dat is 30 min per week te veel.")
        await tester.press("escape")
        assert "! 2 u van 1 u 30 min per week (133 %)" in tester.pages.text()
        assert "Boven het budget" in tester.pages.text()
        await tester.press("u")
        assert "2 u per week, geen budget" in tester.pages.text()


async def test_amounts_are_told_where_a_tariff_is_known(store: Store, tmp_path: Path) -> None:
    """On a small screen, from the school: hours per pot, what the care costs, and what cannot be attributed."""
    here = small_school()
    fill(store, here, here.visit(id="v", serves=[here.nursing.id]), here.visit(id="w", weekday=1))
    year = {"starts_on": date(2026, 11, 23), "ends_on": date(2026, 12, 6)}
    with store.unit_of_work("Klaargezet") as work:
        work.add(
            Entitlement(case_id=here.case.id, need_id=here.nursing.id, law=Law.YOUTH_ACT),
            Tariff(name="Verpleging", law=Law.YOUTH_ACT, care_kind=here.nursing.kind, cents=6000),
            Budget(school_id=here.school.id, pot="youth_act", cents=24000, **year),
        )
    async with open_app(tmp_path / "opslag", store=store, size=(80, 24)) as tester:
        await tester.press("3", "slash")
        await tester.type("appelbrug")
        await tester.press("enter", "enter", "B")
        text = " ".join(tester.pages.text().split())
        assert "2 u per week, budget alleen in euro" in text
        assert "€ 120 van € 240,00 (50 %)" in text
        assert "Nog niet toe te wijzen 1 u" in text
        await tester.press("escape")
        assert tester.pages.open_screen == "SchoolScreen"


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_all_measures_stand_on_one_screen(store: Store, tmp_path: Path, size: tuple[int, int]) -> None:
    """Also on a small one, without the way through the panel of the board."""
    here = small_school()
    fill(store, here, here.visit(id="v", serves=[here.nursing.id]))
    async with open_app(tmp_path / "opslag", store=store, size=size) as tester:
        await tester.press("5", "M")
        for line in ("Dekking 40 %", "Uren 1 u per week, geen budget", "op school 1", "Aanbieders 1", "meest op ma: 1"):
            assert tester.pages.says(line)
        assert tester.pages.says("Rooster nog niet gepubliceerd")
        await tester.press("escape")
        assert tester.pages.open_screen == "PlanningScreen"


async def test_measures_are_of_the_week_on_the_board(store: Store, tmp_path: Path) -> None:
    """A visit that begins later counts in a week after that, as it does in the top line of the board."""
    here = small_school()
    begins = date(2026, 11, 30)
    fill(store, here, here.visit(id="v", starts_on=begins, serves=[here.nursing.id]))
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("5", "M")
        assert tester.pages.says("De Appelbrug · vast rooster")
        assert tester.pages.says("Dekking 0 %")
        await tester.press("escape", "}", "M")
        assert tester.pages.says("De Appelbrug · week 49")
        assert tester.pages.says("Dekking 40 %")
