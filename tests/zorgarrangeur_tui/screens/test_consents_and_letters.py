"""By keys: a bundle leaves a child at home whose consent was taken back, and a letter to parents is made."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pdf_kit import text_of

from storage.contacts import add_contact, verify_contact
from storage.handing_over import export_bundle
from storage.models import Case, Consent, Pupil, site_id
from storage.store import Store
from storage.taking_in import import_bundle
from zorgarrangeur_tui.desk.cases import add_pupil, open_case
from zorgarrangeur_tui.desk.consents import withdraw
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.screens.consents import ask_withdrawal
from zorgarrangeur_tui.screens.letters import make_parent_letter
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.testing import Tester, make_store, open_app


@pytest.fixture
def child(store: Store) -> Pupil:
    """Return a child whose parents agree that it is shared with the coordinator."""
    case: Case = open_case(store, {"title": "Verpleging in de klas", "school_id": site_id("99ZZ00")})
    pupil = add_pupil(store, case.id, {"pseudonym": "Blauwe Otter", "name": "Zilver Maan", "birth_year": 2016})
    with store.unit_of_work("Toestemming") as work:
        work.add(
            Consent(
                case_id=case.id,
                pupil_id=pupil.id,
                categories=["need_lines", "name"],
                recipients=["Corrie"],
                purpose="Overleg",
                given_on=date(2026, 9, 1),
            )
        )
    return pupil


async def test_the_preview_says_who_stays_at_home_and_the_bundle_does_it(
    store: Store, child: Pupil, tmp_path: Path
) -> None:
    """What was shown before making is what leaves."""
    [given] = living(store, Consent)
    with make_store(tmp_path / "ander", label="Corrie", role="coordinator") as other:
        for one, two in ((store, other), (other, store)):
            verify_contact(one, add_contact(one, two.identity.card_text).fingerprint)
        withdraw(store, given.id, date(2026, 11, 20))
        async with open_app(tmp_path / "opslag", store=store) as tester:
            await tester.press("7", "m")
            await tester.pages.fill(purpose="Overdracht")
            await tester.press("tab", "right", "right")
            await tester.pages.submit()
            await tester.press("space")
            await tester.pages.submit()
            assert tester.pages.says(
                "1 leerling blijft thuis (Blauwe Otter): toestemming ingetrokken op 20 november 2026."
            )
            await tester.press("right", "enter")
            await tester.pages.fill(text=str(tmp_path / "nieuw.zorgbundel"))
            await tester.press("enter")
        import_bundle(other, (tmp_path / "nieuw.zorgbundel").read_bytes())
        assert (len(living(other, Case)), living(other, Pupil)) == (1, [])


async def start(tester: Tester, act: Callable[[StoreScreen], Coroutine[Any, Any, object]]) -> None:
    """Start an act on the screen that is shown, as the key of a screen does."""
    screen = tester.app.screen
    assert isinstance(screen, StoreScreen)
    screen.run_worker(act(screen), group="acts")
    await tester.pages.settle()


async def ask_for_letter(tester: Tester, pupil: Pupil) -> None:
    """Ask for the letter."""
    await start(tester, lambda screen: make_parent_letter(screen, pupil))


async def test_a_consent_is_taken_back_and_the_user_reads_whom_to_tell(
    store: Store, child: Pupil, tmp_path: Path
) -> None:
    """A day to come is refused in the form; then it is done, and undo takes it back."""
    [given] = living(store, Consent)
    with make_store(tmp_path / "ander", label="Corrie", role="coordinator") as other:
        contact = verify_contact(store, add_contact(store, other.identity.card_text).fingerprint)
    export_bundle(store, [contact], purpose="Overleg")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await start(tester, lambda screen: ask_withdrawal(screen, given))
        await tester.pages.fill(withdrawn_on="morgen")
        await tester.pages.submit()
        assert tester.pages.says("Deze dag komt nog")
        await tester.pages.fill(withdrawn_on="vandaag")
        await tester.pages.submit()
        assert tester.pages.says("Corrie, met bundel 1 op 23 november 2026")
        assert store.get(Consent, given.id).withdrawn_on == date(2026, 11, 23)
        await tester.press("escape", "u")
        assert store.get(Consent, given.id).withdrawn_on is None


async def test_a_letter_is_made_where_the_user_wants_it(
    store: Store, child: Pupil, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reason is asked; an existing file and another kind are refused in the form; the usual name tells of no child."""
    path = tmp_path / "brief.pdf"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bezet.pdf").write_text("van iemand anders")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await ask_for_letter(tester, child)
        assert "brief-ouders-2026-11-23.pdf" in tester.pages.text()
        assert "Zilver Maan" not in tester.pages.text()
        for wrong, sentence in (("bezet.pdf", "bestaat al"), ("brief.doc", "eindigen op .pdf")):
            await tester.pages.fill(path=wrong)
            await tester.pages.submit()
            assert tester.pages.says(sentence)
        await tester.pages.fill(path=path.name)
        await tester.pages.submit()
        assert "niet versleuteld" in " ".join(tester.pages.notices())
    assert "Zilver Maan" in text_of(path.read_bytes())
    assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "bezet.pdf").read_text() == "van iemand anders"


async def test_no_letter_without_going_on(
    store: Store, child: Pupil, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Esc makes nothing; a reason that may not be logged is refused in words, and nothing is made."""
    monkeypatch.chdir(tmp_path)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await ask_for_letter(tester, child)
        await tester.press("escape")
        await ask_for_letter(tester, child)
        await tester.pages.fill(reason="Kind met 111222333", path="brief.pdf")
        await tester.pages.submit()
        assert "burgerservicenummer" in " ".join(tester.pages.notices())
    assert not (tmp_path / "brief.pdf").exists()
