"""The pots ledger by keys: pots, the schools of a pot, the pots of a school, and the other year."""

from __future__ import annotations

from pathlib import Path

from storage.models import Budget, CareNeed, Case, Entitlement, Pupil, School, Tariff, VisitPattern, site_id
from storage.store import Store
from widgets.record_columns import fit_columns
from zorgarrangeur_tui.desk.ledger import read_ledger
from zorgarrangeur_tui.screens.ledger import LedgerScreen
from zorgarrangeur_tui.screens.ledger_lines import LedgerView, columns
from zorgarrangeur_tui.testing import open_app

HERE, THERE = site_id("99AA01"), site_id("99AA02")


def test_a_narrow_screen_keeps_the_column_that_says_something(store: Store) -> None:
    """Without a budget nothing is over or short: what is expected stays. With one it is the other way round."""

    def kept() -> list[str]:
        shown = columns(LedgerView(), read_ledger(store))
        return [shown[index].title for index, _ in fit_columns(shown, 56)]

    with store.unit_of_work("proef") as work:
        work.add(VisitPattern(school_id=HERE, professional_id="anna", weekday=0, duration_minutes=60))
    assert kept() == ["Potje", "Budget", "Verwacht"]
    with store.unit_of_work("proef") as work:
        work.add(Budget(school_id=HERE, pot="", minutes_per_week=45))
    assert kept() == ["Potje", "Over of tekort"]


async def test_one_looks_from_pots_into_schools_and_back_and_at_another_year(store: Store, tmp_path: Path) -> None:
    """A pot that is short stands first with a mark; escape goes back one step at a time; the rules are told."""
    with store.unit_of_work("proef") as work:
        work.add(
            School(id=HERE, site_code="99AA01", name="De Appelbrug"),
            School(id=THERE, site_code="99AA02", name="De Berkenhof"),
            Case(id="casus", title="Zorg", school_id=HERE),
            Pupil(id="otter", case_id="casus", pseudonym="Blauwe Otter"),
            CareNeed(id="zorg", case_id="casus", pupil_id="otter", kind="nursing", minutes_needed=60),
            Entitlement(case_id="casus", pupil_id="otter", law="youth_act"),
            VisitPattern(school_id=HERE, professional_id="anna", weekday=0, duration_minutes=60, serves=["zorg"]),
            VisitPattern(school_id=THERE, professional_id="anna", weekday=1, duration_minutes=600),
            Tariff(name="Verpleging", law="youth_act", care_kind="nursing", cents=6_000),
            Budget(school_id=HERE, pot="youth_act", minutes_per_week=45),
        )
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("6", "b")
        assert tester.pages.open_screen == "LedgerScreen"
        pots = [row[0] for row in tester.pages.rows("ledger-table")]
        assert pots == ["Jeugdwet", "niemand of niet bekend"]
        assert tester.pages.says("tekort")
        assert tester.pages.says("Tekort in tijd")
        assert tester.pages.says("op 0 van 2 plekken is afgetekend")
        await tester.press("t")
        assert tester.pages.says("! 50:00 u van 39:00 u")
        await tester.press("m")
        assert tester.pages.says("€ 3.000")
        await tester.press("t")
        assert tester.pages.rows("ledger-table")
        await tester.press("down", "enter")
        assert tester.pages.says("niemand of niet bekend, per school")
        assert [row[0] for row in tester.pages.rows("ledger-table")] == ["De Berkenhof"]
        await tester.press("escape", "w")
        assert tester.pages.says("kalenderjaar 1-1-2026 t/m 31-12-2026")
        await tester.press("x", "enter")
        assert tester.pages.says("De Appelbrug, per potje")
        assert [row[0] for row in tester.pages.rows("ledger-table")] == ["Jeugdwet"]
        assert isinstance(tester.app.screen, LedgerScreen)
        [for_a_file] = tester.app.screen.own_tables()
        assert [(*row[:3], type(row[3])) for row in for_a_file.rows] == [("De Appelbrug", "Jeugdwet", None, int)]
        assert not tester.pages.says("Blauwe Otter")
        await tester.press("escape", "escape")
        assert tester.pages.open_screen == "InsightScreen"
