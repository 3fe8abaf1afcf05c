"""Bewaartermijnen by keys: what is due, erasing it, holding it, and the proof."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from store_kit import meet

from storage.backups import list_backups, make_backup
from storage.handing_over import export_bundle
from storage.leaving import Withheld
from storage.models import Case, Pupil, site_id
from storage.store import Store
from storage.taking_in import import_bundle
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case
from zorgarrangeur_tui.desk.erasure_proofs import proofs
from zorgarrangeur_tui.desk.records import change_record, living
from zorgarrangeur_tui.desk.retention import erase, hold
from zorgarrangeur_tui.screens.retention import RetentionScreen
from zorgarrangeur_tui.testing import Tester, make_store, open_app, open_demo

SCHOOL = site_id("99ZZ00")


def closed_case(store: Store, closed_on: date = date(2024, 6, 28)) -> tuple[Case, Pupil]:
    """Add a case with one child that closed on a day."""
    case = open_case(store, {"title": "Verpleging", "school_id": SCHOOL})
    pupil = add_pupil(store, case.id, {"name": "Fatima van der Berg", "pseudonym": "Blauwe Otter", "birth_year": 2016})
    add_need(store, case.id, pupil.id, {"minutes_needed": 90})
    change_record(store, Case, case.id, {"phase": "closed", "closed_on": closed_on}, "Casus gewijzigd")
    return case, pupil


async def show(tester: Tester) -> None:
    """Open the screen, as Beveiliging does."""
    await tester.app.push_screen(RetentionScreen())
    await tester.pages.settle()


async def test_a_due_case_is_erased_with_proof_and_its_backups(store: Store, tmp_path: Path) -> None:
    """Today points at it; the screen explains it, shows what goes, asks the word, shows the proof and offers a new backup."""
    closed_case(store)
    make_backup(store)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        assert tester.pages.says("1 casus of leerling is over de bewaartermijn")
        await show(tester)
        assert tester.pages.rows("retention-table") == [("Verpleging", "De Wilg", "28-6-2024", "sinds 28-6-2026", "")]
        assert tester.pages.says("2 jaar bewaren, sinds 28 juni 2026 te wissen.")
        await tester.press("x")
        assert tester.pages.says("1 casus, 1 leerling, 1 zorgbehoefte")
        await tester.press("right", "enter")
        await tester.pages.fill(typed="ja")
        await tester.pages.submit()
        assert tester.pages.says("Typ het woord WISSEN")
        assert len(living(store, Case)) == 1
        await tester.pages.fill(typed="wissen")
        await tester.pages.submit()
        assert living(store, Case) == living(store, Pupil) == []
        [proof] = proofs(store)
        assert tester.pages.says(proof.id)
        await tester.press("enter")
        assert tester.pages.says("Oude reservekopieën vervangen?")
        await tester.press("right", "enter")
        assert len(list_backups(store.folder)) == 1
        assert proofs(store)[0].backups_until is None
        assert tester.pages.open_screen == "RetentionScreen"
        assert tester.pages.says("Er is niets te wissen")
        await tester.press("p")
        assert tester.pages.says(proof.id)


async def test_a_stray_enter_or_escape_erases_nothing(store: Store, tmp_path: Path) -> None:
    """The answer no has the focus, and an empty form is no yes."""
    closed_case(store)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await show(tester)
        await tester.press("x", "enter")
        assert tester.pages.open_screen == "RetentionScreen"
        await tester.press("x", "right", "enter", "ctrl+s", "escape")
        assert len(living(store, Case)) == 1


async def test_a_hold_keeps_a_case_until_it_is_released(store: Store, tmp_path: Path) -> None:
    """With a reason that the list shows; erasing is away meanwhile, and undo works on both."""
    closed_case(store)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await show(tester)
        await tester.press("b")
        await tester.pages.fill(reason="Er loopt een klacht")
        await tester.pages.submit()
        assert tester.pages.rows("retention-table")[0][3:] == ("wordt bewaard", "Er loopt een klacht")
        await tester.press("x")
        assert tester.pages.open_screen == "RetentionScreen"
        await tester.press("o")
        assert tester.pages.rows("retention-table")[0][3] == "sinds 28-6-2026"
        await tester.press("u")
        assert tester.pages.rows("retention-table")[0][3] == "wordt bewaard"
        await tester.press("u")
        assert tester.pages.rows("retention-table")[0][3] == "sinds 28-6-2026"


async def test_parents_ask_to_erase_a_child(store: Store, tmp_path: Path) -> None:
    """In the case, on the child; one of ten years old cannot ask it; the case stays open on screen without the child."""
    case, _ = closed_case(store, date(2026, 11, 1))
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter", "down", "x")
        assert tester.pages.says("Leerling Blauwe Otter voorgoed wissen?")
        await tester.press("right", "enter")
        await tester.pages.fill(reason="Fatima verhuist", typed="WISSEN")
        await tester.pages.submit()
        assert tester.pages.says("zonder naam of schuilnaam")
        await tester.pages.fill(reason="Verhuizing", typed="WISSEN")
        await tester.pages.submit()
        await tester.press("enter")
        assert tester.pages.says("Oude reservekopieën vervangen?"), "the app made one when it was opened"
        await tester.press("right", "enter")
        assert tester.pages.open_screen == "CaseScreen"
        assert [one.id for one in living(store, Case)] == [case.id]
        assert living(store, Pupil) == []
        assert "Blauwe Otter" not in tester.pages.text()


async def test_the_practice_region_has_a_case_that_is_due_and_one_on_hold(tmp_path: Path) -> None:
    """So that everybody can try it; and the rules can be read."""
    async with open_demo(tmp_path / "oefenen") as tester:
        await show(tester)
        whens = [row[3].split()[0] for row in tester.pages.rows("retention-table")]
        assert whens == ["sinds", "wordt"]
        await tester.press("r")
        assert tester.pages.says("AVG, artikel 17") or tester.pages.says("Bron:")


async def test_a_coordinator_reads_in_a_bundle_that_only_tells_of_an_erasure(store: Store, tmp_path: Path) -> None:
    """The preview says what goes, and it is gone after reading in."""
    folder = tmp_path / "coordinator"
    coordinator = make_store(folder, label="Coen", role="coordinator")
    to, _ = meet(store, coordinator)
    case, _ = closed_case(store)
    import_bundle(coordinator, export_bundle(store, [to], purpose="Overdracht"))
    assert len(living(coordinator, Pupil)) == 1
    erase(store, "case", case.id, typed="WISSEN")
    path = tmp_path / "gewist.zorgbundel"
    path.write_bytes(export_bundle(store, [to], purpose="Wissen"))
    async with open_app(folder, store=coordinator) as tester:
        await tester.press("7", "i")
        await tester.pages.choose_file(path)
        assert tester.pages.says("De afzender heeft gewist: 1 casus, 1 leerling, 1 zorgbehoefte.")
        await tester.press("ctrl+s", "right", "enter")
        assert living(coordinator, Pupil) == living(coordinator, Case) == []


async def test_a_hold_that_keeps_what_was_called_back_ends_with_a_question(store: Store, tmp_path: Path) -> None:
    """Escape keeps it. With yes it is forgotten, and undo is not offered."""
    folder = tmp_path / "coordinator"
    coordinator = make_store(folder, label="Coen", role="coordinator")
    to, _ = meet(store, coordinator)
    case, _ = closed_case(store)
    import_bundle(coordinator, export_bundle(store, [to], purpose="Overdracht"))
    hold(coordinator, "case", case.id, "Er loopt een klacht")
    gone = Withheld(unshared=frozenset({case.id}))
    import_bundle(coordinator, export_bundle(store, [to], purpose="Terugroepen", withheld=gone))
    async with open_app(folder, store=coordinator) as tester:
        await show(tester)
        await tester.press("o")
        assert tester.pages.says("De afzender heeft 3 gegevens van deze casus teruggeroepen")
        await tester.press("escape")
        assert tester.pages.rows("retention-table")[0][3] == "wordt bewaard"
        await tester.press("o", "right", "enter")
        assert tester.pages.rows("retention-table") == []
        assert living(coordinator, Case) == living(coordinator, Pupil) == []
        assert tester.pages.says("is nu vergeten (3 gegevens)")
        assert not tester.pages.says("maakt u dit ongedaan")
