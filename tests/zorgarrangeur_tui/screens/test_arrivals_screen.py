"""The folder of what arrived, by keys: choose it, look while files come in, take all in, and read the report."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from storage.contacts import add_contact, contacts, verify_contact
from storage.handing_over import export_bundle
from storage.models import Case
from storage.store import Store
from zorgarrangeur_tui.desk.arrival_folder import arrival_folder, set_arrival_folder
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.screens.arrivals import ArrivalsScreen
from zorgarrangeur_tui.testing import make_store, open_app


@pytest.fixture
def sender(store: Store, tmp_path: Path) -> Store:
    """Return a store of somebody else with a case; both people verified each other's card."""
    other = make_store(tmp_path / "ander", label="Corrie", role="coordinator")
    for one, two in ((store, other), (other, store)):
        verify_contact(one, add_contact(one, two.identity.card_text).fingerprint)
    with other.unit_of_work("Casus") as work:
        work.add(Case(title="Verpleging in de klas"))
    return other


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder in which files arrive."""
    made = tmp_path / "binnen"
    made.mkdir()
    return made


def arrive(sender: Store, path: Path) -> None:
    """Let a bundle of the sender arrive."""
    path.write_bytes(export_bundle(sender, contacts(sender), purpose="Overdracht"))


async def test_a_folder_is_chosen_and_taken_in_with_one_report(
    store: Store, sender: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes in while one looks appears by itself; the bad one is told, the good ones are taken in."""
    monkeypatch.chdir(folder.parent)
    arrive(sender, folder / "b.zorgbundel")
    (folder / "c.zorgbundel").write_bytes((folder / "b.zorgbundel").read_bytes().replace(b"\n", b"\r\n"))
    async with open_app(store.folder, store=store) as tester:
        await tester.press("7", "f")
        assert tester.pages.says("Nog geen map gekozen")
        await tester.press("m")
        await tester.pages.fill(text=folder.name)
        await tester.press("enter")
        assert arrival_folder(store) == folder
        assert [row[-1] for row in tester.pages.rows("arrivals-table")] == ["door mailprogramma veranderd", "nieuw"]
        arrive(sender, folder / "a.zorgbundel")
        screen = tester.app.screen
        assert isinstance(screen, ArrivalsScreen)
        screen.look()
        await tester.pages.settle()
        assert [row[-1] for row in tester.pages.rows("arrivals-table")][1:] == ["nieuw", "nieuw"]
        await tester.press("a", "right", "enter")
        assert tester.pages.says("2 ingelezen, 1 geweigerd")
        assert tester.pages.says("! c.zorgbundel: Een mailprogramma")
        await tester.press("enter")
        assert [row[-1] for row in tester.pages.rows("arrivals-table")][1:] == ["al bekend", "al bekend"]
        assert len(living(store, Case)) == 1
        await tester.press("escape")
        assert tester.pages.open_screen == "ExchangeScreen"


async def test_one_bundle_is_looked_into_before_it_is_taken_in(store: Store, sender: Store, folder: Path) -> None:
    """Enter shows what it changes; nothing is read in by looking. A stick that is pulled out gets a sentence."""
    arrive(sender, folder / "b.zorgbundel")
    set_arrival_folder(store, folder)
    async with open_app(store.folder, store=store) as tester:
        await tester.press("7", "f", "enter")
        assert tester.pages.open_screen == "ImportPreviewScreen"
        assert not living(store, Case)
        await tester.press("escape")
        shutil.rmtree(folder)
        screen = tester.app.screen
        assert isinstance(screen, ArrivalsScreen)
        screen.look()
        await tester.pages.settle()
        assert tester.pages.says("Zit de stick er nog in?")


async def test_a_card_is_added_and_must_still_be_compared(store: Store, folder: Path, tmp_path: Path) -> None:
    """Cards are read in one by one, never with all the rest."""
    with make_store(tmp_path / "nieuw", label="Bas") as other:
        (folder / "x").write_bytes(other.identity.card_text)
    set_arrival_folder(store, folder)
    async with open_app(store.folder, store=store) as tester:
        await tester.press("7", "f", "a")
        assert not contacts(store)
        await tester.press("enter", "right", "enter")
        assert [contact.card.label for contact in contacts(store)] == ["Bas"]
