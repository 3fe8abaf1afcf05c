"""The overview of Uitwisseling by keys: who asks for attention, their bundles, and receipts for all who wait."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.contacts import add_contact, contacts, verify_contact
from storage.handing_over import export_bundle
from storage.models import Case
from storage.store import Store
from storage.taking_in import import_bundle
from zorgarrangeur_tui.testing import make_store, open_app


async def test_a_coordinator_sees_who_waits_and_sends_all_receipts_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each in a file of their own; afterwards nobody waits. A card that nobody compared stays first."""
    monkeypatch.chdir(tmp_path)
    desk = make_store(tmp_path / "bureau", label="Corrie", role="coordinator")
    (tmp_path / "uit").mkdir()
    for name in ("Anna", "Bas"):
        with make_store(tmp_path / name, label=name) as arranger:
            for one, two in ((arranger, desk), (desk, arranger)):
                verify_contact(one, add_contact(one, two.identity.card_text).fingerprint)
            _send_a_case(arranger, desk)
    with make_store(tmp_path / "Cees", label="Cees") as stranger:
        add_contact(desk, stranger.identity.card_text)
    async with open_app(tmp_path / "bureau", store=desk) as tester:
        await tester.press("7", "o")
        assert tester.pages.says("3 contacten · 3 vragen aandacht")
        assert [row[0] for row in tester.pages.rows("overview-table")] == ["Cees", "Anna", "Bas"]
        await tester.press("down", "enter")
        assert tester.pages.says("nummer 1: volledige bundel")
        await tester.press("enter", "z", "right", "enter")
        await tester.pages.fill(text="uit")
        await tester.press("enter")
        assert tester.pages.says("Geef ieder het eigen bestand")
        await tester.press("enter")
        assert tester.pages.says("1 vraagt aandacht")
        await tester.press("escape")
        assert tester.pages.open_screen == "ExchangeScreen"
    assert len(list((tmp_path / "uit").iterdir())) == 2


async def test_an_arranger_is_not_offered_what_only_a_coordinator_gives(store: Store) -> None:
    """Without contacts the screen says what to do first."""
    async with open_app(store.folder, store=store) as tester:
        await tester.press("7", "o", "r", "s", "z")
        assert tester.pages.open_screen == "ExchangeOverviewScreen"
        assert tester.pages.says("Nog geen contacten")


def _send_a_case(sender: Store, receiver: Store) -> None:
    with sender.unit_of_work("Casus begonnen") as work:
        work.add(Case(title="Verpleging"))
    import_bundle(receiver, export_bundle(sender, contacts(sender), purpose="Overdracht"))
