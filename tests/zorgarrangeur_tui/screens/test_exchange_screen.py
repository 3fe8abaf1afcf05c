"""Uitwisseling by keys: cards, the control number, a bundle made, looked into and read in."""

from __future__ import annotations

from pathlib import Path

from storage.contacts import Trust, add_contact, contacts, verify_contact
from storage.handing_over import export_bundle
from storage.models import Case, School, site_id
from storage.store import Store
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, case_file, open_case
from zorgarrangeur_tui.desk.records import change_record, living
from zorgarrangeur_tui.testing import make_store, open_app

SCHOOL = site_id("99ZZ00")


def begun_case(store: Store) -> Case:
    """Return a case with a child and a need."""
    case = open_case(store, {"title": "Verpleging in de klas", "school_id": SCHOOL})
    pupil = add_pupil(store, case.id, {"pseudonym": "Blauwe Otter"})
    add_need(store, case.id, pupil.id, {"minutes_needed": 90})
    return case


def acquainted(store: Store, folder: Path) -> Store:
    """Return a coordinator's store; both people have verified each other's card."""
    other = make_store(folder, label="Corrie", role="coordinator")
    for one, two in ((store, other), (other, store)):
        verify_contact(one, add_contact(one, two.identity.card_text).fingerprint)
    return other


async def test_a_card_is_read_in_and_verified_by_its_number(store: Store, tmp_path: Path) -> None:
    """The card starts unverified; only after both saw the same sixty digits it is trusted."""
    with make_store(tmp_path / "ander", label="Corrie", role="coordinator") as other:
        (tmp_path / "corrie.kaart").write_bytes(other.identity.card_text)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("7", "a")
        await tester.pages.choose_file(tmp_path / "corrie.kaart")
        assert contacts(store)[0].trust is Trust.SEEN
        await tester.press("c")
        assert tester.pages.says("Op beide schermen moet hetzelfde staan")
        await tester.press("enter")
        assert contacts(store)[0].trust is Trust.SEEN
        await tester.press("c", "right", "enter")
        assert contacts(store)[0].trust is Trust.VERIFIED
        assert "vergeleken" in tester.pages.text()


async def test_a_bundle_is_made_after_showing_what_leaves(store: Store, tmp_path: Path) -> None:
    """Purpose and recipient are asked; an existing file is never overwritten."""
    begun_case(store)
    acquainted(store, tmp_path / "ander").close()
    taken = tmp_path / "bezet.zorgbundel"
    taken.write_text("van iemand anders")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("7", "m")
        await tester.pages.fill(purpose="Overdracht aan de regio")
        await tester.pages.submit()
        assert "1 casus" in tester.pages.text()
        assert tester.pages.says("Er gaat niets over een leerling mee")
        await tester.press("right", "enter")
        await tester.pages.fill(text=str(taken))
        await tester.press("enter")
        assert "bestaat al" in tester.pages.text()
        await tester.pages.fill(text=str(tmp_path / "nieuw.zorgbundel"))
        await tester.press("enter")
    assert taken.read_text() == "van iemand anders"
    assert (tmp_path / "nieuw.zorgbundel").read_bytes().startswith(b"# Zorgbundel 1")


async def test_a_bundle_is_previewed_and_then_read_in(store: Store, tmp_path: Path) -> None:
    """Looking changes nothing; confirming brings the same case; a second time is refused in words."""
    case = begun_case(store)
    with acquainted(store, tmp_path / "ander") as other:
        [contact] = contacts(store)
        (tmp_path / "b.zorgbundel").write_bytes(export_bundle(store, [contact], purpose="Overdracht"))
        async with open_app(tmp_path / "ander", store=other) as tester:
            await tester.press("7", "b")
            await tester.pages.choose_file(tmp_path / "b.zorgbundel")
            assert "Verpleging in de klas" in tester.pages.text()
            await tester.press("escape")
            assert not living(other, Case)
            await tester.press("i")
            await tester.pages.choose_file(tmp_path / "b.zorgbundel")
            await tester.press("ctrl+s", "right", "enter")
            assert case_file(other, case.id).pupils[0].pseudonym == "Blauwe Otter"
            await tester.press("i")
            await tester.pages.choose_file(tmp_path / "b.zorgbundel")
            assert "al ingelezen" in " ".join(tester.pages.notices())


async def test_a_bundle_with_one_byte_changed_is_refused_and_changes_nothing(store: Store, tmp_path: Path) -> None:
    """The sentence says that the file was changed."""
    begun_case(store)
    with acquainted(store, tmp_path / "ander") as other:
        sealed = bytearray(export_bundle(store, contacts(store), purpose="Overdracht"))
        sealed[-500] ^= 1
        (tmp_path / "b.zorgbundel").write_bytes(bytes(sealed))
        before = other.counts()
        async with open_app(tmp_path / "ander", store=other) as tester:
            await tester.press("7", "i")
            await tester.pages.choose_file(tmp_path / "b.zorgbundel")
            assert "afgekapt of veranderd" in " ".join(tester.pages.notices())
        assert other.counts() == before


async def test_two_different_values_for_one_field_wait_for_a_person(store: Store, tmp_path: Path) -> None:
    """Both stay; the preview and the screen say that a choice is needed."""
    case = begun_case(store)
    with acquainted(store, tmp_path / "ander") as other:
        from storage.taking_in import import_bundle  # noqa: PLC0415

        import_bundle(other, export_bundle(store, contacts(store), purpose="Eerste"))
        change_record(store, School, case.school_id, {"phone": "030 111"}, "School gewijzigd")
        change_record(other, School, case.school_id, {"phone": "030 222"}, "School gewijzigd")
        (tmp_path / "b.zorgbundel").write_bytes(export_bundle(store, contacts(store), purpose="Tweede"))
        async with open_app(tmp_path / "ander", store=other) as tester:
            await tester.press("7", "i")
            await tester.pages.choose_file(tmp_path / "b.zorgbundel")
            assert "nog 1 te kiezen" in tester.pages.text()
            assert tester.pages.rows("import-fields")[0][1:3] == ("030 222", "030 111")
            await tester.press("ctrl+s", "right", "enter")
            assert "1 veld met twee waarden" in tester.pages.text()
            await tester.press("1")
            assert "Keuze nodig" in tester.pages.text()


def test_the_school_of_the_fixture_is_there(store: Store) -> None:
    """The cases above are at an invented school."""
    assert store.get(School, SCHOOL).site_code == "99ZZ00"
