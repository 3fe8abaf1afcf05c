"""Saving the table of a screen of Inzicht by one key: what is shown, for own use; with children in it the file says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.models import site_id
from storage.store import Store
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case
from zorgarrangeur_tui.desk.own_tables import CHILDREN_IN_IT
from zorgarrangeur_tui.reports.csv_text import rows_of
from zorgarrangeur_tui.reports.figure_parts import INTERNAL
from zorgarrangeur_tui.testing import open_app


async def test_the_table_that_is_shown_is_saved_on_every_screen_of_inzicht(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the comparison with what it rests on; of care that nobody pays and of a school's children with a sentence on top."""
    case = open_case(store, {"title": "Verpleging", "school_id": site_id("99ZZ00")})
    pupil = add_pupil(store, case.id, {"pseudonym": "Blauwe Otter"})
    add_need(store, case.id, pupil.id, {"kind": "nursing", "minutes_needed": 120})
    monkeypatch.chdir(tmp_path)
    async with open_app(tmp_path / "opslag", store=store) as tester:

        async def save(name: str) -> None:
            await tester.pages.settle()
            await tester.press("E", "tab", "ctrl+u")
            await tester.type(name)
            await tester.press("ctrl+s")
            await tester.pages.settle()

        await tester.press("6")
        for number, keys in enumerate((("escape",), ("x",), ("v",), ("r",), ("w",), ("d", "right_square_bracket"))):
            await tester.press(*keys)
            await save(f"{number}.csv")
            if number and keys[0] != "d":
                await tester.press("escape")
        await tester.press("left_square_bracket", "left_square_bracket")
        await save("unfunded.csv")
        await tester.press("escape", "r", "enter")
        await save("children.csv")
        assert any("leerlingen met hun schuilnaam" in notice for notice in tester.pages.notices())
    for name in ("unfunded.csv", "children.csv"):
        rows = rows_of((tmp_path / name).read_bytes())
        assert rows[:2] == [[INTERNAL], [CHILDREN_IN_IT]]
        assert any("Blauwe Otter" in row for row in rows)
    found = [rows_of((tmp_path / f"{number}.csv").read_bytes()) for number in range(6)]
    assert all(rows[0] == [INTERNAL] for rows in found)
    assert all(any("De Wilg" in row[0] for row in rows if row) for rows in found)
    assert ["Uren zorg per week", "2:00", "2:18"] in found[2]
    assert not any("Otter" in cell for rows in found for row in rows for cell in row)
