"""Trust by keys: the same number on both screens, withdrawing, new keys, and the register of a coordinator."""

from __future__ import annotations

import re
from pathlib import Path

from storage.contacts import Trust, add_contact, contacts, verify_contact
from storage.register import shown_registers
from storage.store import Store
from zorgarrangeur_tui.testing import make_store, open_app


def meet(one: Store, two: Store) -> None:
    """Let both people verify each other's card."""
    for own, other in ((one, two), (two, one)):
        verify_contact(own, add_contact(own, other.identity.card_text).fingerprint)


async def digits_on_screen(folder: Path, store: Store) -> list[str]:
    """Return the groups of five digits that comparing shows."""
    async with open_app(folder, store=store) as tester:
        await tester.press("7", "c")
        return re.findall(r"\b[0-9]{5}\b", tester.pages.text())


async def test_both_screens_show_the_same_sixty_digits(store: Store, tmp_path: Path) -> None:
    """What one reads aloud stands on the other's screen, group by group."""
    with make_store(tmp_path / "ander", label="Corrie", role="coordinator") as other:
        add_contact(store, other.identity.card_text)
        add_contact(other, store.identity.card_text)
        here = await digits_on_screen(tmp_path / "opslag", store)
        there = await digits_on_screen(tmp_path / "ander", other)
    assert here == there
    assert len(here) == 12


async def test_a_contact_is_withdrawn_and_a_mistake_is_lifted(store: Store, tmp_path: Path) -> None:
    """The list says so; comparing is away until it is lifted."""
    with make_store(tmp_path / "ander", label="Corrie", role="coordinator") as other:
        meet(store, other)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("7", "t")
        await tester.pages.fill(reason="Laptop gestolen")
        await tester.pages.submit()
        assert contacts(store)[0].trust is Trust.REVOKED
        assert "ingetrokken" in tester.pages.text()
        await tester.press("c")
        assert not tester.pages.says("Op beide schermen")
        await tester.press("t", "right", "enter")
        assert contacts(store)[0].trust is Trust.SEEN
        assert "nog vergelijken: c" in tester.pages.text()


async def test_new_keys_are_followed_without_comparing_again(store: Store, tmp_path: Path) -> None:
    """A file comes out of it; at the other it is read in as a card is, and the trust stays."""
    with make_store(tmp_path / "ander", label="Corrie", role="coordinator") as other:
        meet(store, other)
        old = store.identity.card.fingerprint
        async with open_app(tmp_path / "opslag", store=store) as tester:
            await tester.press("7", "K")
            assert tester.pages.says("Geef het bestand dat u krijgt aan al uw contacten")
            await tester.press("right", "enter")
            await tester.pages.fill(text=str(tmp_path / "nieuw.kaart"))
            await tester.press("enter")
            assert "weigeren zij uw nieuwe bundels" in " ".join(tester.pages.notices())
        assert store.identity.card.fingerprint != old
        async with open_app(tmp_path / "ander", store=other) as tester:
            await tester.press("7", "a")
            await tester.pages.choose_file(tmp_path / "nieuw.kaart")
            assert "niet opnieuw te vergelijken" in " ".join(tester.pages.notices())
            assert tester.pages.text().count("vergeleken op") == 1


async def test_a_register_is_handed_out_and_looked_at(store: Store, tmp_path: Path) -> None:
    """The coordinator sees who is in it and seals it; who reads it in sees the same."""
    with make_store(tmp_path / "ander", label="Corrie", role="coordinator") as other:
        meet(store, other)
        async with open_app(tmp_path / "ander", store=other) as tester:
            await tester.press("7", "r")
            assert tester.pages.says("nummer 1")
            await tester.press("right", "enter")
            await tester.pages.submit()
            await tester.pages.fill(text=str(tmp_path / "r.zorgbundel"))
            await tester.press("enter")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("7", "r")
        assert tester.pages.says("nog geen register")
        await tester.press("escape", "i")
        await tester.pages.choose_file(tmp_path / "r.zorgbundel")
        assert [one.label for one in shown_registers(store)] == ["Corrie"]
        await tester.press("r")
        assert tester.pages.says("Register van Corrie, nummer 1")
