"""Aanbieders by keys: add one with professionals, tie it to a school, change and take away."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.models import FixedBond, Professional, Provider, site_id
from storage.store import Store
from zorgarrangeur_tui.desk.providers import add_professional, add_provider, bind_provider
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.testing import open_app

SCHOOL = site_id("99ZZ00")


@pytest.fixture
def provider(store: Store) -> Provider:
    """Return a care provider with one professional."""
    found = add_provider(store, {"name": "Zorg De Windroos"})
    add_professional(store, found.id, {"name": "Anja", "availability": [[0, 540, 720]]})
    return found


async def test_a_provider_and_its_professional_are_added(store: Store, tmp_path: Path) -> None:
    """The form of a provider leads to its screen, where the professionals come, with what they can and when."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("4")
        assert tester.pages.says("Druk op n om er een toe te voegen.")
        await tester.press("n")
        await tester.pages.fill(name="Zorg Nieuw", chamber_number="0001.2345", agb_codes="00992999; 00992998")
        await tester.pages.submit()
        assert tester.pages.open_screen == "ProviderScreen"
        await tester.press("n")
        await tester.pages.fill(
            name="Sanne", availability="ma 8:30-12:00, di, wo 8:30-15:00", max_minutes="16 uur", home_postcode4="3660"
        )
        await tester.pages.submit()
        assert tester.pages.rows("provider-lines")[1][0].strip() == "Sanne"
        assert tester.pages.says("ma 8:30-12:00, di, wo 8:30-15:00")
    [found], [person] = living(store, Provider), living(store, Professional)
    assert (found.chamber_number, found.agb_codes) == ("00012345", ["00992999", "00992998"])
    assert person.provider_id == found.id
    assert person.availability == [[0, 510, 720], [1, 510, 900], [2, 510, 900]]
    assert (person.max_minutes, person.home_postcode4) == (960, "3660")


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("name", "", "Vul"),
        ("agb_codes", "123", "acht cijfers"),
        ("chamber_number", "12", "acht cijfers"),
    ],
)
async def test_a_provider_that_cannot_be_right_is_refused(
    store: Store, tmp_path: Path, field: str, typed: str, told: str
) -> None:
    """The sentence stands at the field, the form stays open, and nothing is written."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("4", "n")
        await tester.pages.fill(**{"name": "Zorg Nieuw", field: typed})
        await tester.pages.submit()
        assert tester.pages.open_screen == "FormDialog"
        assert told in tester.pages.text()
        assert not living(store, Provider)


async def test_unreadable_availability_shows_how_to_write_it(store: Store, provider: Provider, tmp_path: Path) -> None:
    """And what was typed stays, to be put right."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("4", "enter", "down", "e")
        await tester.pages.fill(availability="meestal")
        await tester.pages.submit()
        assert tester.pages.says("Schrijf ma 8:30-12:00, di, wo 8:30-15:00, of werkdagen 9-17.")
        await tester.pages.fill(availability="werkdagen 9-17")
        await tester.pages.submit()
        assert tester.pages.says("ma t/m vr 9:00-17:00")
    assert len(living(store, Professional)[0].availability) == 5


async def test_a_provider_is_tied_to_a_school_from_its_own_screen(
    store: Store, provider: Provider, tmp_path: Path
) -> None:
    """The key s asks which school; twice the same is refused in the form."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("4", "enter", "s")
        await tester.pages.pick("wilg")
        await tester.pages.submit()
        [bond] = living(store, FixedBond)
        assert (bond.school_id, bond.provider_id, bond.starts_on) == (SCHOOL, provider.id, tester.app.session.today)  # type: ignore[union-attr]  # it is open
        assert tester.pages.rows("provider-lines")[-1][0].strip() == "De Wilg, Zwammerdam"
        await tester.press("s")
        await tester.pages.pick("wilg")
        await tester.pages.submit()
        assert tester.pages.says("al vast verbonden aan deze school")
        assert len(living(store, FixedBond)) == 1


async def test_lines_are_changed_and_taken_away(store: Store, provider: Provider, tmp_path: Path) -> None:
    """Enter changes the line under the cursor, Delete takes it away after a question, and undo brings it back."""
    bind_provider(store, SCHOOL, provider.id, {})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("4", "enter", "down", "enter")
        await tester.pages.fill(name="Anja Tak")
        await tester.pages.submit()
        assert [person.name for person in living(store, Professional)] == ["Anja Tak"]
        await tester.press("delete", "right", "enter")
        assert not living(store, Professional)
        await tester.press("u")
        assert len(living(store, Professional)) == 1
        await tester.press("end", "delete", "right", "enter")
        assert not living(store, FixedBond)


async def test_a_provider_is_taken_away_with_what_belongs_to_it(
    store: Store, provider: Provider, tmp_path: Path
) -> None:
    """The question names what goes along; undo brings back all of it."""
    bind_provider(store, SCHOOL, provider.id, {})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("4", "delete")
        assert tester.pages.says("De professionals en de vaste afspraken met scholen gaan mee.")
        await tester.press("right", "enter")
        assert (living(store, Provider), living(store, Professional), living(store, FixedBond)) == ([], [], [])
        await tester.press("u")
        assert tester.pages.rows("provider-table")[0][0] == "Zorg De Windroos"
        assert (len(living(store, Professional)), len(living(store, FixedBond))) == (1, 1)


async def test_a_provider_is_found_by_an_agb_code(store: Store, provider: Provider, tmp_path: Path) -> None:
    """As on an invoice."""
    add_provider(store, {"name": "Zorg Ander", "agb_codes": ["00992999"]})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("4", "slash")
        await tester.type("00992999")
        assert [row[0] for row in tester.pages.rows("provider-table")] == ["Zorg Ander"]
