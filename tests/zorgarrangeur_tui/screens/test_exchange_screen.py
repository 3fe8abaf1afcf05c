"""Uitwisseling by keys: cards, the control number, a bundle made, looked into and read in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from textual.widgets import Input

from storage.contacts import Trust, add_contact, contacts, verify_contact
from storage.handing_over import export_bundle
from storage.models import Case, School, site_id
from storage.store import Store, unlock
from storage.taking_in import import_bundle, inspect_bundle
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, case_file, open_case
from zorgarrangeur_tui.desk.records import change_record, living
from zorgarrangeur_tui.exchange_words import incoming_lines, source_line
from zorgarrangeur_tui.screens.case import CaseScreen
from zorgarrangeur_tui.screens.exchange import ExchangeScreen
from zorgarrangeur_tui.testing import PASSPHRASE, FrozenClock, make_store, open_app

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


async def test_what_a_command_beside_the_app_reads_in_is_on_screen_a_second_later(store: Store, tmp_path: Path) -> None:
    """Another program on the same store: every screen asks again, and what is being typed stays as it is."""
    with make_store(tmp_path / "ander", label="Corrie", role="coordinator") as other:
        card = other.identity.card_text
    command = unlock(store.folder, PASSPHRASE, settings=store.settings)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("7")
        assert not tester.pages.rows("contact-table")
        add_contact(command, card)
        await tester.pass_time(1)
        assert tester.pages.rows("contact-table")[0][0] == "Corrie"
        await tester.press("3", "n")
        await tester.type("De W")
        with command.unit_of_work("School genoteerd") as work:
            work.add(School(name="De Es"))
        await tester.pass_time(1)
        assert "De W" in tester.pages.text()
        await tester.press("escape", "right", "enter")
        assert any("De Es" in row for row in tester.pages.rows("school-table"))
    command.close()


def test_a_bundle_that_is_made_after_midnight_is_of_that_day(tmp_path: Path) -> None:
    """In the Netherlands it is tomorrow an hour before it is so in UTC."""
    clock = FrozenClock(datetime(2026, 11, 27, 23, 7, tzinfo=UTC))
    with make_store(tmp_path / "anna", clock=clock) as anna, acquainted(anna, tmp_path / "ander") as other:
        begun_case(anna)
        incoming = inspect_bundle(other, export_bundle(anna, contacts(anna), purpose="Overdracht"))
    assert "gemaakt op 28 november 2026" in incoming_lines(incoming)[0]
    assert source_line(incoming).startswith("Gemaakt op 28 november 2026.")


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


async def test_a_whole_path_is_typed_over_the_folder_of_the_file_dialog(store: Store, tmp_path: Path) -> None:
    """A name is looked for in that folder; whoever begins with a root or the home folder means another."""
    (tmp_path / "corrie.kaart").write_bytes(b"")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("7", "a")
        field = tester.app.screen.query_one("#file-path", Input)
        folder = field.value
        await tester.pages.type("x")
        assert field.value == f"{folder}x"
        await tester.press("backspace")
        await tester.pages.type(f"{tmp_path}/")
        assert field.value == f"{tmp_path}/"
        assert "corrie.kaart" in tester.pages.text()


async def test_what_is_sure_to_be_refused_asks_nothing_first(store: Store, tmp_path: Path) -> None:
    """A bundle while no case was ever begun, and handing over a case of somebody else: told at once, and what can be done."""
    with acquainted(store, tmp_path / "ander") as other:
        async with open_app(tmp_path / "opslag", store=store) as tester:
            await tester.press("7", "m")
            assert tester.pages.notices()[-1] == "Er is geen casus om over te dragen. Begin eerst een casus."
            assert isinstance(tester.app.screen, ExchangeScreen)
            with other.unit_of_work("Casus geopend") as work:
                work.add(School(id=SCHOOL, site_code="99ZZ00"), Case(title="Verpleging", school_id=SCHOOL))
            import_bundle(store, export_bundle(other, contacts(other), purpose="Overleg"))
            await tester.press("2", "enter", "H")
            assert "De eigenaar draagt een casus over" in tester.pages.notices()[-1]
            assert isinstance(tester.app.screen, CaseScreen)


def test_the_school_of_the_fixture_is_there(store: Store) -> None:
    """The cases above are at an invented school."""
    assert store.get(School, SCHOOL).site_code == "99ZZ00"
