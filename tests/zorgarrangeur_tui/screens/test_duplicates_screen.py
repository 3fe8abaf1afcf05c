"""Dubbelen and Overdragen by keys: join a pair, tell one apart, give a case to a colleague and forget one's own copy."""

from __future__ import annotations

from pathlib import Path

from store_kit import meet

from storage.models import Case, FixedBond, Provider, Pupil, site_id
from storage.receipts import read_receipt, write_receipt
from storage.store import Store
from storage.taking_in import import_bundle
from zorgarrangeur_tui.desk.cases import add_pupil, open_case
from zorgarrangeur_tui.desk.hand_over import hand_over, plan_hand_over
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.screens.case import CaseScreen
from zorgarrangeur_tui.testing import open_app

SCHOOL = site_id("99ZZ00")


async def test_two_that_are_one_are_joined_by_keys_and_taken_back(store: Store, tmp_path: Path) -> None:
    """The key d finds them; m asks what stays per field and shows what follows; u makes them two; t says they are two."""
    with store.unit_of_work("Vulling") as work:
        work.add(
            Provider(id="a" * 32, name="Stichting De Windroos", note="Belt graag"),
            Provider(id="b" * 32, name="Windroos", note="Vraag naar Els"),
            FixedBond(id="c" * 32, provider_id="b" * 32, school_id=SCHOOL),
        )
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.pages.go(7)
        await tester.press("d")
        [row] = tester.pages.rows("duplicates-table")
        assert row[:3] == ("Zorgaanbieder", "Stichting De Windroos", "Windroos")
        assert tester.pages.says("Belt graag | Vraag naar Els")
        await tester.press("m")
        assert tester.pages.says("wat blijft?")
        await tester.press("ctrl+s")
        assert tester.pages.says("1 vaste zorgaanbieder")
        await tester.press("right", "enter")
        [left] = living(store, Provider)
        assert left.note == "Belt graag\nVraag naar Els"
        assert store.get(FixedBond, "c" * 32).provider_id == left.id
        assert tester.pages.says("Er is niets dat dubbel lijkt.")
        await tester.press("u")
        assert len(living(store, Provider)) == 2
        await tester.press("t")
        assert tester.pages.rows("duplicates-table")[0][3] == "twee"


async def test_a_case_is_handed_over_and_withdrawn_by_keys(store: Store, make_store, tmp_path: Path) -> None:
    """H asks to whom and why, shows what goes, writes the bundle; the case says so; H again takes it back."""
    colleague = make_store("coordinator")
    meet(store, colleague)
    case = open_case(store, {"title": "Verpleging", "school_id": SCHOOL})
    add_pupil(store, case.id, {"pseudonym": "Blauwe Otter"})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.app.push_screen(CaseScreen(case.id))
        await tester.press("H")
        await tester.pages.fill(purpose="Verlof")
        await tester.pages.submit()
        assert tester.pages.says("1 casus, 1 leerling")
        await tester.press("right", "enter")
        bundle = tmp_path / "over.zorgbundel"
        await tester.pages.fill(text=str(bundle))
        await tester.pages.submit()
        assert tester.pages.says("nog geen ontvangstbewijs")
        assert store.get(Case, case.id).owner == colleague.identity.card.fingerprint
        await tester.press("H")
        await tester.press("right", "enter")
        assert store.get(Case, case.id).owner == store.identity.card.fingerprint
        assert not tester.pages.says("nog geen ontvangstbewijs")


async def test_after_the_receipt_the_copy_is_forgotten_by_keys(store: Store, make_store, tmp_path: Path) -> None:
    """H offers it, says what did not go along, and the case leaves the screen; the colleague still has it."""
    colleague = make_store("coordinator")
    contact, own = meet(store, colleague)
    case = open_case(store, {"title": "Verpleging", "school_id": SCHOOL})
    add_pupil(store, case.id, {"pseudonym": "Blauwe Otter", "name": "Sam Bakker"})
    import_bundle(colleague, hand_over(store, plan_hand_over(store, case.id, contact), purpose="Verlof"))
    read_receipt(store, write_receipt(colleague, own))
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.app.push_screen(CaseScreen(case.id))
        await tester.press("H")
        await tester.press("down", "enter")
        assert tester.pages.says("Alleen bij u staat: leerling, naam")
        await tester.press("right", "enter")
        assert any("alleen bij" in notice for notice in tester.pages.notices())
        assert living(store, Case) == []
    assert [pupil.pseudonym for pupil in living(colleague, Pupil)] == ["Blauwe Otter"]
