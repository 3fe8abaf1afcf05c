"""Individual against collective care, by keys and on the command line."""

from __future__ import annotations

from pathlib import Path

from storage.models import Entitlement, Tariff, site_id
from storage.store import Store
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case
from zorgarrangeur_tui.testing import open_app


async def test_an_own_number_changes_the_outcome_at_once_and_can_be_taken_back(store: Store, tmp_path: Path) -> None:
    """Four children of ten hours at 78 euro: a team is cheaper; at twice the price it is not. r proposes again."""
    case = open_case(store, {"title": "Begeleiding", "school_id": site_id("99ZZ00")})
    for _ in range(4):
        pupil = add_pupil(store, case.id, {})
        add_need(store, case.id, pupil.id, {"kind": "individual_guidance", "minutes_needed": 600})
        with store.unit_of_work("proef") as work:
            work.add(Entitlement(case_id=case.id, pupil_id=pupil.id, law="youth_act"))
    with store.unit_of_work("proef") as work:
        work.add(Tariff(name="Begeleiding", law="youth_act", care_kind="individual_guidance", cents=7800))
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("6", "v")
        assert tester.pages.open_screen == "CollectiveScreen"
        assert tester.pages.says("€ 3.120")
        assert tester.pages.says("minder")
        rows = tester.pages.rows("collective-assumptions")
        await tester.press("home", *["down"] * [row[0] for row in rows].index("Uurtarief van het team"), "enter")
        await tester.press("ctrl+u")
        await tester.type("0")
        await tester.press("enter")
        assert tester.pages.says("van 1 tot en met")
        await tester.press("ctrl+u")
        await tester.type("156")
        await tester.press("enter")
        assert tester.pages.says("Zelf ingevuld: uurtarief van het team")
        assert tester.pages.says("meer")
        await tester.press("r")
        assert tester.pages.says("Alle aannames zijn het voorstel van de app")
