"""Naslag by keys: what is missing, reading in, putting right, another row from a day on, and what held before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from reference_kit import DRIEVELD, VLONDERDAM, municipality_file

from storage.models import Municipality, RegionBody, Threshold
from storage.store import Store
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.desk.reference import regions_on, threshold
from zorgarrangeur_tui.desk.reference_sets import SETS
from zorgarrangeur_tui.testing import Tester, open_app

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Work in the folder of the test, so that a short name is a path."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "g.csv").write_bytes(municipality_file(VLONDERDAM, DRIEVELD))


async def open_set(tester: Tester, set_id: str) -> None:
    """Open a set from anywhere."""
    place = next(index for index, one in enumerate(SETS) if one.id == set_id)
    await tester.press("f7", "home", *["down"] * place, "enter")


async def read_in(tester: Tester, since: str = "") -> None:
    """Read in the list of gemeenten as far as the preview, from an open set."""
    await tester.press("i", "ctrl+u")
    await tester.type("g.csv")
    await tester.press("enter")
    if since:
        await tester.pages.fill(valid_from=since)
    await tester.pages.submit()


async def test_an_empty_store_tells_which_key_fills_it(store: Store, tmp_path: Path) -> None:
    """F7 opens the sets from any mode; the set itself names the keys too."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("5", "f7")
        assert [row[:2] for row in tester.pages.rows("reference-sets")][:2] == [
            ("Gemeenten", "0"),
            ("Jeugdregio's", "0"),
        ]
        assert tester.pages.says("Nog leeg: open deze, lees in met i.")
        await tester.press("f7", "enter")
        assert tester.pages.says("Druk op i om een bestand in te lezen, of op n voor een eerste rij.")
        await tester.press("escape", "escape")
        assert tester.pages.open_screen == "PlanningScreen"


async def test_asked_for_from_one_of_its_lists_it_tells_the_way_back(store: Store, tmp_path: Path) -> None:
    """F7 and the settings are open once at most; the key is answered all the same."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("f7", "f7")
        assert tester.pages.notices() == []
        await tester.press("enter", "f7")
        assert tester.pages.open_screen == "ReferenceSetScreen"
        assert tester.pages.notices() == ["Naslag staat al open, onder dit scherm. Met Esc gaat u terug."]
        await tester.press("escape", "f12", "f7", "f12")
        assert tester.pages.open_screen == "SettingsScreen"
        assert tester.pages.notices()[1:] == ["Naslag staat al open, onder dit scherm. Met Esc gaat u terug."]


async def test_a_file_is_looked_at_before_it_is_read_in(store: Store, tmp_path: Path) -> None:
    """Counts, the old division and every row come first; Ctrl+S reads them in; again there is nothing to read in."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await open_set(tester, "municipalities")
        await read_in(tester)
        assert tester.pages.says(
            "2 regels gelezen: 1 twijfel, 0 geweigerd. Gegevens daaruit: 8 nieuw, 0 gewijzigd, 0 ongewijzigd."
        )
        assert tester.pages.says("jeugdregio van 2016")
        assert tester.pages.says("+ Gemeente Vlonderdam")
        assert living(store, Municipality) == []
        await tester.press("ctrl+s")
        assert len(tester.pages.rows("reference-table")) == 2
        assert "Ingelezen: 8 nieuw, 0 gewijzigd. Met u maakt u dit ongedaan." in tester.pages.notices()
        await read_in(tester)
        assert tester.pages.open_screen == "MessageDialog"
        assert tester.pages.says("8 ongewijzigd")


async def test_what_changed_in_a_file_asks_a_day_and_leaves_the_old_row_in_sight(store: Store, tmp_path: Path) -> None:
    """Without a day nothing is read in and the reason is told; with one the old row says until when it held."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await open_set(tester, "municipalities")
        await read_in(tester)
        await tester.press("ctrl+s")
        (tmp_path / "g.csv").write_bytes(municipality_file(VLONDERDAM.replace("Vlonderstreek", "Veenstreek")))
        await read_in(tester)
        assert tester.pages.says("Geef de dag vanaf wanneer dit geldt")
        await tester.press("ctrl+s")
        assert {row.youth_region for row in living(store, Municipality)} == {"Vlonderstreek"}
        await read_in(tester, "1-11-2026")
        assert tester.pages.says("wat nu staat, geldt t/m 31-10-2026")
        await tester.press("ctrl+s")
        assert [(row[1], row[2], row[4]) for row in tester.pages.rows("reference-table")] == [
            ("'s-Drieveld", "Vlonderstreek", ""),
            ("Vlonderdam", "Vlonderstreek", "gold t/m 31-10-2026"),
            ("Vlonderdam", "Veenstreek", ""),
        ]
        await tester.press("t")
        await tester.pages.fill(day="1-10-2026")
        await tester.pages.submit()
        assert tester.pages.says("Gemeenten op 1 oktober 2026")
        assert [row[4] for row in tester.pages.rows("reference-table")] == ["", "t/m 31-10-2026", "vanaf 1-11-2026"]


async def test_a_slip_is_put_right_in_the_row_itself(store: Store, tmp_path: Path) -> None:
    """The first choice; there is still one row, and undo takes it back."""
    with store.unit_of_work("Naslag") as work:
        work.add(Municipality(code="9001", name="Vlonderdam", youth_region="Vlonderstrek"))
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await open_set(tester, "municipalities")
        await tester.press("enter", "ctrl+s")
        await tester.pages.fill(youth_region="Vlonderstreek")
        await tester.pages.submit()
        assert [row.youth_region for row in living(store, Municipality)] == ["Vlonderstreek"]
        await tester.press("u")
        assert [row.youth_region for row in living(store, Municipality)] == ["Vlonderstrek"]


async def test_a_change_makes_a_new_row_from_a_day_on(store: Store, tmp_path: Path) -> None:
    """The second choice needs a day; the form starts with what held, and each day has its own answer."""
    with store.unit_of_work("Naslag") as work:
        work.add(Municipality(code="9001", name="Vlonderdam", youth_region="Vlonderstreek", other_names=["De Dam"]))
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await open_set(tester, "municipalities")
        await tester.press("e", "right", "ctrl+s")
        assert tester.pages.says("Vul in vanaf welke dag het anders is.")
        await tester.pages.fill(from_day="1-1-2027")
        await tester.pages.submit()
        assert tester.pages.says("Vlonderdam (9001) vanaf 1 januari 2027")
        await tester.pages.fill(youth_region="Veenstreek")
        await tester.pages.submit()
        assert [regions_on(store, "De Dam", day).youth_region for day in (TODAY, date(2027, 1, 1))] == [
            "Vlonderstreek", "Veenstreek",
        ]  # fmt: skip
        assert [row[4] for row in tester.pages.rows("reference-table")] == ["t/m 31-12-2026", "vanaf 1-1-2027"]
        await tester.press("u")
        assert len(living(store, Municipality)) == 1


async def test_a_threshold_of_the_app_gets_an_own_number_beside_it(store: Store, tmp_path: Path) -> None:
    """E on the line of the app; that line stays, in grey words, and the own one can be put right."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await open_set(tester, "thresholds")
        await tester.press("e")
        await tester.pages.fill(value="7", source="Regioplan")
        await tester.pages.submit()
        assert threshold(store, "suppression_region", TODAY) == 7
        assert tester.pages.rows("reference-table")[0][1:] == ("5", "van de app", "nu geldt een eigen")
        assert tester.pages.rows("reference-table")[-1][:3] == (
            "Kleine aantallen binnen de regio",
            "7",
            "zelf ingevuld",
        )
        await tester.press("end", "delete", "right", "enter")
        assert living(store, Threshold) == []
        assert threshold(store, "suppression_region", TODAY) == 5


async def test_a_new_region_is_of_the_kind_of_its_list(store: Store, tmp_path: Path) -> None:
    """N in the list of zorgkantoren makes a zorgkantoor; the cursor goes to it."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await open_set(tester, "care_offices")
        await tester.press("n")
        await tester.pages.fill(name="Zorgkantoor Vlonder", starts_on="1-1-2026")
        await tester.pages.submit()
        assert [(row.kind, row.name) for row in living(store, RegionBody)] == [("care_office", "Zorgkantoor Vlonder")]
        assert tester.pages.rows("reference-table") == [("Zorgkantoor Vlonder", "", "")]


async def test_rows_that_overlap_are_told_on_request(store: Store, tmp_path: Path) -> None:
    """P in the list of sets, with the name and the days."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("f7", "p")
        assert tester.pages.says("Er is niets mis")
        await tester.press("enter")
        with store.unit_of_work("Naslag") as work:
            work.add(*(Municipality(code="9001", name="Vlonderdam") for _ in range(2)))
        await tester.press("p")
        assert tester.pages.says("Gemeente Vlonderdam (9001): Altijd gelden twee rijen tegelijk.")


async def test_rules_and_holiday_regions_can_only_be_read(store: Store, tmp_path: Path) -> None:
    """The keys that change something are away; the source and the day of a rule are shown, and it can be searched."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await open_set(tester, "rules")
        await tester.press("n", "e", "i", "delete", "enter", "slash")
        await tester.type("casus gesloten ingetrokken")
        await tester.press("enter")
        assert tester.pages.open_screen == "ReferenceSetScreen"
        assert tester.pages.says("Bewaartermijnen")
        assert tester.pages.says("Geldt vanaf 1 januari 2026")
        assert tester.pages.says("Keuze van deze app.")
        await tester.press("escape", "escape")
        await open_set(tester, "holiday_regions")
        assert [row[0] for row in tester.pages.rows("reference-table")] == ["Noord", "Midden", "Zuid"]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_it_fits_small_terminals(store: Store, tmp_path: Path, size: tuple[int, int]) -> None:
    """The name, how it stands and the keys stay in sight; the row in full is below."""
    with store.unit_of_work("Naslag") as work:
        work.add(Municipality(code="9001", name="Vlonderdam", youth_region="Vlonderstreek", ends_on=date(2025, 12, 31)))
    async with open_app(tmp_path / "opslag", store=store, size=size) as tester:
        await open_set(tester, "municipalities")
        text = tester.pages.text()
        assert "gold t/m 31-12-2025" in text
        assert "Gemeentecode (CBS)" in text
        assert "e Wijzigen" in text
        assert max(map(len, text.splitlines())) <= size[0]
