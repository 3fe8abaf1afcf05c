"""Breaking all care down, by keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.models import site_id
from storage.store import Store
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case
from zorgarrangeur_tui.testing import open_app


async def test_all_care_along_one_cut_and_then_another(store: Store, tmp_path: Path) -> None:
    """X on Inzicht opens it per school; ] goes on to who pays; what nobody pays stands first in the panel, and Esc goes back."""
    for code, minutes in (("99ZZ00", 120), ("99ZZ01", 30)):
        case = open_case(store, {"title": "Verpleging", "school_id": site_id(code)})
        pupil = add_pupil(store, case.id, {"municipality": f"Gemeente {minutes}"})
        add_need(store, case.id, pupil.id, {"kind": "nursing", "minutes_needed": minutes})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("6", "x")
        assert tester.pages.open_screen == "BreakdownScreen"
        assert [row[0] for row in tester.pages.rows("breakdown-table")] == ["De Wilg", "Het Anker"]
        assert tester.pages.says("! Niemand betaalt")
        await tester.press("right_square_bracket")
        assert [row[0] for row in tester.pages.rows("breakdown-table")] == ["Gemeente 120", "Gemeente 30"]
        await tester.press("left_square_bracket", "left_square_bracket")
        assert tester.pages.says("Zorg per soort zorg")
        assert [row[0] for row in tester.pages.rows("breakdown-table")] == ["Verpleging"]
        await tester.press("t")
        assert tester.pages.says("nodig en nog niet gepland")
        assert tester.pages.says("0:00 van 2:30")
        await tester.press("m", "m")
        assert tester.pages.says("niemand betaalt, uren per week (m")
        await tester.press("t")
        assert tester.pages.rows("breakdown-table")
        await tester.press("escape")
        assert tester.pages.open_screen == "InsightScreen"


def made(folder: Path) -> str:
    """Return the text of the tables in a folder."""
    return "".join(path.read_text() for path in folder.glob("*.csv"))


async def test_a_table_for_others_is_shown_with_what_is_hidden_before_it_is_made(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C asks for whom and why; the answer no has the focus; without a yes nothing is written."""
    monkeypatch.setenv("HOME", str(tmp_path))
    case = open_case(store, {"title": "Verpleging", "school_id": site_id("99ZZ00")})
    add_need(store, case.id, add_pupil(store, case.id, {}).id, {"kind": "nursing", "minutes_needed": 120})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("6", "x", "C")
        assert tester.pages.says("Tabel voor anderen")
        await tester.press("ctrl+s")
        assert tester.pages.open_screen == "FormDialog"
        await tester.pages.fill(reason="Overleg")
        await tester.pages.submit()
        assert tester.pages.says("om te weinig kinderen of anderen gaat")
        assert tester.pages.says("De Wilg / Verpleging")
        assert tester.pages.says("Vergeleken met 0 eerdere tabellen")
        await tester.press("escape")
        assert not made(tmp_path)
        await tester.press("C")
        await tester.pages.fill(reason="Overleg")
        await tester.pages.submit()
        await tester.press("right", "enter")
        assert tester.pages.says("Gemaakt")
        assert '"De Wilg";"."' in made(tmp_path)
