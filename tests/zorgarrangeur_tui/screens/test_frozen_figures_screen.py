"""Startfoto's, by keys."""

from __future__ import annotations

from pathlib import Path

from storage.models import CareNeed, FigureFreeze, site_id
from storage.store import Store
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case
from zorgarrangeur_tui.desk.records import change_record, living, undo_last
from zorgarrangeur_tui.testing import open_app


async def test_figures_are_kept_and_later_held_against_now(store: Store, tmp_path: Path) -> None:
    """Two hours needed when it was kept, three now: an hour more. Undo takes the keeping back."""
    case = open_case(store, {"title": "Verpleging", "school_id": site_id("99ZZ00")})
    need = add_need(store, case.id, add_pupil(store, case.id, {}).id, {"kind": "nursing", "minutes_needed": 120})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("6", "f")
        assert tester.pages.says("Nog geen startfoto")
        await tester.press("n")
        await tester.type("Begin")
        await tester.press("ctrl+s")
        assert [row[:2] for row in tester.pages.rows("freeze-table")] == [("Begin", "alles bij elkaar")]
        assert tester.pages.says("= gelijk")
        change_record(store, CareNeed, need.id, {"minutes_needed": 180}, "Meer nodig")
        await tester.press("home")
        assert tester.pages.says("2:00 → 3:00 ▲ 1:00 meer")
        await tester.press("t")
        await tester.type("Nodig (u")
        await tester.press("enter")
        assert tester.pages.says("2:00")
        assert tester.pages.says("nu")
        assert tester.pages.says("3:00")
        await tester.press("escape", "m")
        await tester.type("Nodig (u")
        await tester.press("enter")
        assert tester.pages.says("Alles bij elkaar, Begin")
        assert tester.pages.says("De Wilg, nu")
        await tester.press("escape")
    undo_last(store)
    undo_last(store)
    assert living(store, FigureFreeze) == []
