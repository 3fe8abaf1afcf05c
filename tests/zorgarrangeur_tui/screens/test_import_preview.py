"""Reading in by keys: what a bundle changes is seen record by record, chosen field by field, and taken back as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from storage import drafts
from storage.contacts import Contact, add_contact, verify_contact
from storage.handing_over import export_bundle
from storage.models import Case, School, site_id
from storage.open_fields import open_fields
from storage.store import Store
from storage.taking_in import import_bundle
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case
from zorgarrangeur_tui.desk.records import change_record, living
from zorgarrangeur_tui.desk.taking_back import planned, take_back_lines
from zorgarrangeur_tui.testing import make_store, open_app

SCHOOL = site_id("99ZZ00")


class Two(NamedTuple):
    """Anna and her coordinator Corrie, who verified each other and both have Anna's case."""

    anna: Store
    corrie: Store
    to_corrie: Contact
    to_anna: Contact
    case: Case
    file: Path

    def answer(self) -> Path:
        """Write what Corrie knows to a file for Anna."""
        self.file.write_bytes(export_bundle(self.corrie, [self.to_anna], purpose="Advies"))
        return self.file


@pytest.fixture
def two(store: Store, tmp_path: Path) -> Iterator[Two]:
    """Let Anna send her case to Corrie, who then proposes another title and another next action."""
    case = open_case(store, {"title": "Verpleging in de klas", "school_id": SCHOOL, "next_action": "Bellen"})
    pupil = add_pupil(store, case.id, {"pseudonym": "Blauwe Otter", "name": "Zilver Maan"})
    add_need(store, case.id, pupil.id, {"minutes_needed": 90})
    with make_store(tmp_path / "ander", label="Corrie", role="coordinator") as corrie:
        to_corrie = verify_contact(store, add_contact(store, corrie.identity.card_text).fingerprint)
        to_anna = verify_contact(corrie, add_contact(corrie, store.identity.card_text).fingerprint)
        import_bundle(corrie, export_bundle(store, [to_corrie], purpose="Overdracht"))
        changed = {"title": "Rust en verpleging", "next_action": "Bezoek plannen"}
        change_record(corrie, Case, case.id, changed, "Casus gewijzigd")
        yield Two(store, corrie, to_corrie, to_anna, case, tmp_path / "b.zorgbundel")


async def test_proposals_are_chosen_field_by_field_and_undo_takes_all_back(two: Two, tmp_path: Path) -> None:
    """One is accepted, both texts of the other are kept; one act, which u takes back after a question."""
    two.answer()
    async with open_app(tmp_path / "opslag", store=two.anna, size=(80, 24)) as tester:
        await tester.press("7", "i")
        await tester.pages.choose_file(two.file)
        assert tester.pages.open_screen == "ImportPreviewScreen"
        assert tester.pages.rows("import-records")[0][:3] == ("voorstel", "casus", "Verpleging in de klas")
        assert "nog 2 te kiezen" in tester.pages.text()
        await tester.press("enter")
        [first, second] = [row for row in tester.pages.rows("import-fields") if row[4] == "nog kiezen"]
        assert first[2] in {"Rust en verpleging", "Bezoek plannen"}
        assert "Corrie" in first[3]
        await tester.press("t", "j", "b", "escape", "ctrl+s")
        assert tester.pages.says("U koos voor 2 velden")
        await tester.press("right", "enter")
        assert tester.pages.open_screen == "ExchangeScreen"
        case = two.anna.get(Case, two.case.id)
        values = {first[0]: case.title, second[0]: case.next_action}
        assert len(values) == 2
        assert {case.title, case.next_action} & {"Rust en verpleging", "Bezoek plannen"}
        assert any(" / " in text for text in (case.title, case.next_action))
        assert not open_fields(two.anna)
        await tester.press("u")
        assert tester.pages.says("bundel 1 van Corrie")
        await tester.press("right", "enter")
        case = two.anna.get(Case, two.case.id)
        assert (case.title, case.next_action) == ("Verpleging in de klas", "Bellen")
        assert not open_fields(two.anna)


async def test_choices_survive_an_app_that_stops_halfway(two: Two, tmp_path: Path) -> None:
    """The same file shows them again; leaving on purpose lets them go."""
    two.answer()
    async with open_app(tmp_path / "opslag", store=two.anna, size=(80, 24)) as tester:
        await tester.press("7", "i")
        await tester.pages.choose_file(two.file)
        await tester.press("enter", "t")
        assert "nog 1 te kiezen" in tester.pages.text()
        tester.app._keep_drafts()  # as locking, leaving and a fault do
        assert "Rust en verpleging" not in str(kept_texts(two.anna))
    async with open_app(tmp_path / "opslag", store=two.anna, size=(80, 24)) as tester:
        assert tester.pages.says("keuzes bij een bundel")
        await tester.press("7", "i")
        await tester.pages.choose_file(two.file)
        assert tester.pages.says("staan er weer")
        assert "nog 1 te kiezen" in tester.pages.text()
        await tester.press("escape", "right", "enter")
        assert tester.pages.open_screen == "ExchangeScreen"
        assert kept_texts(two.anna) == []


async def test_where_another_value_came_meanwhile_it_is_asked_again(two: Two, tmp_path: Path) -> None:
    """What was chosen between the values of before would put an older value back; the other choice stays."""
    two.answer()
    async with open_app(tmp_path / "opslag", store=two.anna, size=(80, 24)) as tester:
        await tester.press("7", "i")
        await tester.pages.choose_file(two.file)
        await tester.press("enter", "m", "j", "m")
        assert "te kiezen" not in tester.pages.text()
        change_record(two.anna, Case, two.case.id, {"title": "Verpleging elke dag"}, "Casus gewijzigd")
        await tester.pages.settle()
        assert "nog 1 te kiezen" in tester.pages.text()
        await tester.press("ctrl+s", "right", "enter")
        assert two.anna.get(Case, two.case.id).title == "Verpleging elke dag"


def kept_texts(store: Store) -> list[dict[str, str]]:
    """Return the texts of all drafts."""
    with store.read() as session:
        return [dict(draft.fields) for draft in drafts.all_drafts(session.connection())]


async def test_what_was_left_waits_in_the_inbox_and_is_declined_there(two: Two, tmp_path: Path) -> None:
    """Uitwisseling counts it; m lets the own value stand, e types another, x leaves only what was built upon."""
    two.answer()
    async with open_app(tmp_path / "opslag", store=two.anna, size=(60, 20)) as tester:
        await tester.press("7", "i")
        await tester.pages.choose_file(two.file)
        await tester.press("ctrl+s", "right", "enter")
        assert "2 voorstellen" in tester.pages.text()
        await tester.press("v")
        assert tester.pages.open_screen == "OpenQuestionsScreen"
        assert tester.pages.says("2 voorstellen")
        await tester.press("m")
        assert len(open_fields(two.anna)) == 1
        await tester.press("e")
        [field] = open_fields(two.anna)
        await tester.pages.fill(**{field.field: "Zelf bedacht"})
        await tester.pages.submit()
        assert not open_fields(two.anna)
        assert getattr(two.anna.get(Case, two.case.id), field.field) == "Zelf bedacht"
        await tester.press("u")
        assert len(open_fields(two.anna)) == 1
        await tester.press("escape", "x")
        assert "1 veld blijft zoals ingelezen" in " ".join(take_back_lines(two.anna, planned(two.anna)))
        await tester.press("right", "enter")
        assert not open_fields(two.anna)
        assert two.anna.get(Case, two.case.id).title == "Verpleging in de klas"


async def test_names_in_a_bundle_stay_hidden_until_they_are_asked_for(two: Two, tmp_path: Path) -> None:
    """The filter narrows the list to the child; v shows the name, and that is logged."""
    two.file.write_bytes(export_bundle(two.anna, [two.to_corrie], purpose="Nogmaals", case_ids=[two.case.id]))
    with make_store(tmp_path / "derde", label="Els", role="coordinator") as els:
        contact = verify_contact(two.anna, add_contact(two.anna, els.identity.card_text).fingerprint)
        verify_contact(els, add_contact(els, two.anna.identity.card_text).fingerprint)
        two.file.write_bytes(export_bundle(two.anna, [contact], purpose="Overdracht"))
        async with open_app(tmp_path / "derde", store=els) as tester:
            await tester.press("7", "b")
            await tester.pages.choose_file(two.file)
            await tester.press("slash", *"otter", "enter")
            assert [row[2] for row in tester.pages.rows("import-records")] == ["Blauwe Otter"]
            assert "Zilver Maan" not in tester.pages.text()
            await tester.press("v")
            assert "Zilver Maan" in tester.pages.text()
            assert not living(els, Case)
            await tester.press("escape", "escape")


def test_the_school_of_the_fixture_is_there(store: Store) -> None:
    """The case above is at an invented school."""
    assert store.get(School, SCHOOL).site_code == "99ZZ00"
