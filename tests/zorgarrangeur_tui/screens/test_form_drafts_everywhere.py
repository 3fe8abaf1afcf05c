"""Forms that are no record's own keep what is typed in them too, and so do the choices in a bundle."""

from __future__ import annotations

from pathlib import Path

from storage import drafts
from storage.store import Store
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.desk.draft_forms import DRAFT_FORM_WORDS, DraftForm
from zorgarrangeur_tui.desk.drafts import key_of_form
from zorgarrangeur_tui.screens.draft_forms import fill_in
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.testing import Tester, open_app

FIELDS = (FieldSpec("reason", "Reden", "text", ""), FieldSpec("typed", "Typ WISSEN", "text", ""))


def kept(store: Store) -> dict[str, dict[str, str]]:
    """Return the drafts."""
    with store.read() as session:
        return {draft.key: dict(draft.fields) for draft in drafts.all_drafts(session.connection())}


async def show(tester: Tester) -> list[object]:
    """Show the form; the list gets what was filled in."""
    filled: list[object] = []
    screen = tester.app.screen
    assert isinstance(screen, StoreScreen)

    async def ask() -> None:
        filled.append(await fill_in(screen, DraftForm.ERASE, "Wissen", FIELDS, about=("f" * 32,), never=("typed",)))

    screen.run_worker(ask(), group="acts")
    await tester.pilot.pause()
    return filled


async def test_a_reason_comes_back_but_a_word_that_confirms_does_not(store: Store, tmp_path: Path) -> None:
    """After the app stopped Vandaag tells which form waits; saved, it waits no more."""
    key = key_of_form(DraftForm.ERASE, "f" * 32)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await show(tester)
        await tester.pages.fill(reason="ouders vragen het", typed="WISSEN")
        tester.app._keep_drafts()  # as locking, leaving and a fault do
        assert kept(store) == {key: {"reason": "ouders vragen het"}}
    async with open_app(tmp_path / "opslag", store=store) as tester:
        assert tester.pages.says("voorgoed wissen")
        filled = await show(tester)
        assert tester.pages.says("teruggezet")
        await tester.pages.fill(typed="WISSEN")
        await tester.pages.submit()
        assert filled == [{"reason": "ouders vragen het", "typed": "WISSEN"}]
        assert kept(store) == {}


def test_every_form_has_words() -> None:
    """As a user reads them in the list of what was not saved."""
    assert set(DRAFT_FORM_WORDS) == set(DraftForm)
