"""Reports by keys from Inzicht: asked why and where, and a file that is there is never written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.models import site_id
from storage.store import Store
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case
from zorgarrangeur_tui.testing import open_app


async def test_both_reports_are_made_from_inzicht(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The school under the cursor with S, the region with R; the screen says that the figures are exact."""
    case = open_case(store, {"title": "Verpleging", "school_id": site_id("99ZZ00")})
    add_need(store, case.id, add_pupil(store, case.id, {}).id, {"kind": "nursing", "minutes_needed": 120})
    monkeypatch.chdir(tmp_path)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("6", "S", "tab", "tab", "ctrl+u", "s", "ctrl+s")
        assert tester.pages.says("Laat de naam eindigen op .pdf of .md")
        await tester.type(".md")
        await tester.press("ctrl+s")
        await tester.pages.settle()
        assert any("voor intern gebruik" in notice for notice in tester.pages.notices())
        await tester.press("R", "tab", "tab", "ctrl+u")
        await tester.type("s.md")
        await tester.press("ctrl+s")
        assert tester.pages.says("Dit bestand bestaat al")
        await tester.press("ctrl+u")
        await tester.type("r.md")
        await tester.press("ctrl+s")
        await tester.pages.settle()
    assert (tmp_path / "s.md").read_text(encoding="utf-8").startswith("# Schoolrapport De Wilg")
    assert (tmp_path / "r.md").read_text(encoding="utf-8").startswith("# Regiorapport")


async def test_a_report_for_others_tells_what_is_hidden_before_it_is_made(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six children may be counted for who is in the region, and are too few for everybody: then nothing is made."""
    case = open_case(store, {"title": "Verpleging", "school_id": site_id("99ZZ00")})
    for _ in range(6):
        add_need(store, case.id, add_pupil(store, case.id, {}).id, {"kind": "nursing", "minutes_needed": 120})
    monkeypatch.chdir(tmp_path)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("6", "R", "right", "tab", "tab", "ctrl+u")
        await tester.type("r.md")
        await tester.press("ctrl+s")
        await tester.pages.settle()
        assert tester.pages.says("Dit gaat naar buiten")
        assert tester.pages.says("Aantallen van minder dan 5 staan er niet in")
        assert not (tmp_path / "r.md").exists()
        await tester.press("right", "enter")
        await tester.pages.settle()
        assert (tmp_path / "r.md").exists()
        await tester.press("R", "right", "right", "tab", "tab", "ctrl+u")
        await tester.type("t.md")
        await tester.press("ctrl+s")
        await tester.pages.settle()
        assert any("te weinig kinderen" in notice for notice in tester.pages.notices())
    assert not (tmp_path / "t.md").exists()
    assert "Intern" not in (tmp_path / "r.md").read_text(encoding="utf-8")


async def test_a_startfoto_and_a_plan_of_action_are_made_where_one_works(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the school with F, on the case with A; a plan of action has no pseudonym in it."""
    case = open_case(store, {"title": "Verpleging", "school_id": site_id("99ZZ00")})
    add_need(store, case.id, add_pupil(store, case.id, {"pseudonym": "Blauwe Otter"}).id, {"kind": "nursing"})
    monkeypatch.chdir(tmp_path)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("6", "enter", "F", "tab", "ctrl+u")
        await tester.type("f.md")
        await tester.press("ctrl+s")
        await tester.pages.settle()
        await tester.press("end", "enter")
        assert tester.pages.open_screen == "CaseScreen"
        await tester.press("A", "tab", "ctrl+u")
        await tester.type("p.md")
        await tester.press("ctrl+s")
        await tester.pages.settle()
    assert "Wat het per week kost" in (tmp_path / "f.md").read_text(encoding="utf-8")
    plan = (tmp_path / "p.md").read_text(encoding="utf-8")
    assert plan.startswith("# Plan van aanpak")
    assert "Blauwe Otter" not in plan
