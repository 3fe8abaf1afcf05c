"""Who must be at the table, by keys: reading DUO's lists in, schools, totals, and who takes part in no agreement."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from postcode_kit import postcode_file, postcode_line

from storage.models import Agreement, CareNeed, Municipality, Pupil, site_id
from storage.store import Store
from zorgarrangeur_tui.desk.cases import open_case
from zorgarrangeur_tui.desk.home_counts import import_counts
from zorgarrangeur_tui.testing import open_app


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """Return a folder with two lists of DUO and a list of something else."""
    folder = tmp_path / "duo"
    folder.mkdir()
    (folder / "a.csv").write_bytes(
        postcode_file(
            postcode_line("3660", "Vlonderdam", "20", site="99ZZ00", school="De Wilg"),
            postcode_line("3700", "Drieveld", "<5", site="99ZZ00", school="De Wilg"),
            postcode_line("99", "Nergens", "<5", site="99ZZ00", school="De Wilg"),
        )
    )
    (folder / "b.csv").write_bytes(
        postcode_file(postcode_line("3660", "Vlonderdam", "40", site="99ZX00", kind="Vso", school="De Eland"))
    )
    (folder / "iets.csv").write_text("naam\nx\n")
    return folder


@pytest.fixture
def agreed(store: Store) -> Store:
    """Return the store with a pupil from Drieveld at De Wilg, and an agreement to which only Vlonderdam is a party."""
    case = open_case(store, {"title": "Verpleging", "school_id": site_id("99ZZ00")})
    with store.unit_of_work("Afspraken") as work:
        pupil = Pupil(case_id=case.id, pseudonym="Otter", municipality="Drieveld")
        signed = date(2026, 9, 1)
        work.add(
            pupil,
            CareNeed(case_id=case.id, pupil_id=pupil.id, minutes_needed=90),
            Municipality(code="9001", name="Vlonderdam", youth_region="Vlonderstreek", alliance_primary="PO9901"),
            Agreement(case_id=case.id, municipalities_in=["Vlonderdam"], signed_on=signed, starts_on=signed),
        )
    return store


async def test_lists_are_looked_at_read_in_and_shown(
    agreed: Store, lists: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Schools with most pupils first; then totals, and Drieveld as the one that takes part in no agreement."""
    monkeypatch.chdir(lists)
    async with open_app(tmp_path / "opslag", store=agreed, size=(120, 40)) as tester:
        await tester.press("6", "w")
        assert tester.pages.rows("home-table") == [
            ("De Wilg", "so", "–", "–", "–", "–", "1", "1 van 1"),
        ]
        await tester.press("i", "ctrl+u")
        await tester.type("a.csv")
        await tester.press("enter", "right", "ctrl+s")
        assert tester.pages.says("3 bestanden, 4 regels gelezen; geweigerd: 1 regel, 1 bestand.")
        assert tester.pages.says("a.csv, Regel 4 (geweigerd)")
        assert tester.pages.says("iets.csv is niet gebruikt")
        assert tester.pages.says("+ De Wilg (99ZZ00), staat in uw opslag")
        await tester.press("ctrl+s")
        assert "ongedaan maken kan niet" in tester.pages.notices()[-1]
        assert tester.pages.rows("home-table") == [
            ("De Eland", "vso", "40", "1", "1", "1", "", "niet in opslag"),
            ("De Wilg", "so", "21–24", "2", "1–2", "1–2", "1", "1 van 2"),
        ]
        await tester.press("right_square_bracket")
        assert tester.pages.rows("home-table") == [
            ("Vlonderstreek", "2", "1", "60", "", ""),
            ("niet bekend", "1", "1", "1–4", "1", "1 u 30 min"),
        ]
        await tester.press("left_square_bracket", "left_square_bracket")
        assert tester.pages.rows("home-table") == [("Drieveld", "1", "1–4", "1", "1 u 30 min")]
        assert tester.pages.says("Alleen scholen waar een getekende afspraak geldt")


async def test_a_school_shows_its_gemeenten_from_its_own_page(agreed: Store, lists: Path, tmp_path: Path) -> None:
    """With least and most, regions, the agreement, and the rules by which it is counted; no child by name."""
    import_counts(agreed, [("a.csv", (lists / "a.csv").read_bytes())])
    async with open_app(tmp_path / "opslag", store=agreed, size=(120, 60)) as tester:
        await tester.press("3", "slash")
        await tester.type("wilg")
        await tester.press("enter", "enter", "w")
        assert tester.pages.says("2 thuisgemeenten volgens DUO")
        assert tester.pages.rows("home-site-table") == [
            ("Vlonderdam", "Vlonderstreek", "PO9901", "niet bekend", "20", "0", "", "doet mee"),
            ("Drieveld", "niet bekend", "niet bekend", "niet bekend", "1–4", "1", "1 u 30 min", "geen afspraak"),
        ]
        assert tester.pages.says("telling van DUO op 1 oktober 2024")
        assert not tester.pages.says("Otter")
