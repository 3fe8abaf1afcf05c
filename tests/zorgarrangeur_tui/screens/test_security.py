"""Beveiliging by keys: every protective act is one that a layman can do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.widgets import Input

from storage.contacts import add_contact, verify_contact
from storage.errors import WrongSecret
from storage.escrow import joined, open_share
from storage.recovery_code import groups
from storage.store import KEY_FILE, unlock
from zorgarrangeur_tui.testing import PASSPHRASE, Tester, make_store, open_app, quick_settings

NEW = "fiets wolk tafel spijker"


def opens(folder: Path, secret: str, kind: str = "passphrase") -> bool:
    """Tell whether a secret opens the store."""
    try:
        unlock(folder, secret, kind=kind, settings=quick_settings()).close()  # type: ignore[arg-type]  # one of the three
    except WrongSecret:
        return False
    return True


async def type_secrets(tester: Tester, *secrets: str) -> None:
    """Type one secret after the other, each with Enter."""
    for secret in secrets:
        await tester.type(secret)
        await tester.press("enter")


async def copy_code(tester: Tester) -> str:
    """Read the code from the screen as onto paper, type the groups that are asked, and return the code."""
    code = "-".join(part for _, part in sorted(re.findall(r"([1-7]): ([0-9A-Z]{4})", tester.pages.text())))
    assert len(groups(code)) == 7
    await tester.press("ctrl+s")
    for field in list(tester.app.screen.query(Input)):
        number = int((field.id or "").removeprefix("group-"))
        await tester.type(groups(code)[number].lower())
        await tester.press("enter")
    return code


async def test_every_line_says_what_it_is_for(tmp_path: Path) -> None:
    """F6 opens the list; the cursor explains each line, also where there is little room."""
    for size in ((120, 36), (80, 24), (60, 20)):
        folder = tmp_path / f"opslag{size[0]}"
        async with open_app(folder, store=make_store(folder), size=size) as tester:
            await tester.press("f6")
            assert tester.pages.open_screen == "SecurityScreen"
            titles = [row[0] for row in tester.pages.rows("security-lines")]
            assert {"Wachtwoordzin", "Herstelcode op papier", "Reservekopie", "Twee helpers voor nood"} <= set(titles)
            for _ in titles:
                assert titles[0] in tester.pages.text()
                await tester.press("down")
            await tester.press("escape")
            assert tester.pages.open_screen == "TodayScreen"


async def test_another_passphrase_is_chosen_by_keys(tmp_path: Path) -> None:
    """A wrong present one, a weak new one and two different ones are each told in the dialog; then it is changed."""
    folder = tmp_path / "opslag"
    async with open_app(folder, store=make_store(folder)) as tester:
        await tester.press("f6", "enter")
        await type_secrets(tester, "verkeerd", NEW, NEW)
        assert tester.pages.says("klopt niet")
        await type_secrets(tester, PASSPHRASE, "welkom", "welkom")
        assert tester.pages.says("te zwak")
        for field in tester.app.screen.query(Input):
            field.value = ""
        tester.app.screen.query(Input).first().focus()
        await type_secrets(tester, PASSPHRASE, NEW, "anders")
        assert tester.pages.says("niet gelijk")
        await type_secrets(tester, NEW)
        assert any("gewijzigd" in notice for notice in tester.pages.notices())
        assert NEW not in tester.pages.text()
    assert (opens(folder, NEW), opens(folder, PASSPHRASE)) == (True, False)


async def test_cancelling_changes_nothing(tmp_path: Path) -> None:
    """Esc leaves everything as it is."""
    folder = tmp_path / "opslag"
    async with open_app(folder, store=make_store(folder)) as tester:
        before = (folder / KEY_FILE).read_bytes()
        await tester.press("f6", "w")
        await tester.type(PASSPHRASE)
        await tester.press("escape", "c", "escape")
        assert tester.pages.open_screen == "SecurityScreen"
        assert (folder / KEY_FILE).read_bytes() == before


async def test_a_new_code_is_on_paper_before_it_counts(tmp_path: Path) -> None:
    """Shown, two groups typed over, passphrase; only then the old code stops. The sheet is printed and wiped."""
    folder, sheet = tmp_path / "opslag", tmp_path / "blad.pdf"
    async with open_app(folder, store=make_store(folder)) as tester:
        await tester.press("f6", "c")
        before = (folder / KEY_FILE).read_bytes()
        code = await copy_code(tester)
        assert (folder / KEY_FILE).read_bytes() == before
        await type_secrets(tester, PASSPHRASE)
        assert tester.pages.says("blad om te printen")
        await tester.press("right", "enter")
        await tester.pages.fill(text=str(sheet))
        await tester.press("enter")
        assert sheet.read_bytes().startswith(b"%PDF")
        await tester.press("right", "enter")
        assert not sheet.exists()
        assert code not in tester.pages.text()
    assert opens(folder, code, "recovery")
    assert not opens(folder, "0123-4567-89AB-CDEF-GHJK-MNPQ-RS00", "recovery")


async def test_a_slip_in_copying_the_code_is_told(tmp_path: Path) -> None:
    """The paper is wrong, or the typing: nothing changes."""
    folder = tmp_path / "opslag"
    async with open_app(folder, store=make_store(folder)) as tester:
        before = (folder / KEY_FILE).read_bytes()
        await tester.press("f6", "c", "ctrl+s")
        await tester.type("UUUU")
        await tester.press("enter", "enter")
        assert tester.pages.says("klopt niet met de code")
        await tester.press("escape", "escape")
        assert (folder / KEY_FILE).read_bytes() == before


async def test_two_helpers_are_chosen_and_a_helper_reads_out_a_code(tmp_path: Path) -> None:
    """From the contacts to the codes that give the way back."""
    folder = tmp_path / "opslag"
    store = make_store(folder)
    helpers = [make_store(tmp_path / name, label=name, role="coordinator") for name in ("Corrie", "Bert")]
    for helper in helpers:
        verify_contact(store, add_contact(store, helper.identity.card_text).fingerprint)
    async with open_app(folder, store=store) as tester:
        await tester.press("f6", "n", "space", "down", "space", "ctrl+s")
        await type_secrets(tester, PASSPHRASE)
        assert any("Bert en Corrie" in notice for notice in tester.pages.notices())
        assert any("Bert" in row[1] for row in tester.pages.rows("security-lines"))
    other = open_share(helpers[1], (folder / KEY_FILE).read_bytes(), reason="Anna belde")
    async with open_app(tmp_path / "Corrie", store=helpers[0]) as tester:
        await tester.press("f6", "a")
        await tester.pages.choose_file(folder / KEY_FILE)
        await tester.pages.fill(reason="Anna belde")
        await tester.pages.submit()
        shown = "-".join(part for _, part in sorted(re.findall(r"([1-7]): ([0-9A-Z]{4})", tester.pages.text())))
    helpers[1].close()
    assert opens(folder, joined([shown, other]), "region")


async def test_helpers_need_verified_contacts(tmp_path: Path) -> None:
    """Without two of them the way there is told."""
    folder = tmp_path / "opslag"
    async with open_app(folder, store=make_store(folder)) as tester:
        await tester.press("f6", "n")
        assert tester.pages.says("Uitwisseling (7)")


async def test_the_lock_time_can_be_chosen(tmp_path: Path) -> None:
    """From 1 to 15 minutes; anything else is refused in the form."""
    folder = tmp_path / "opslag"
    async with open_app(folder, store=make_store(folder)) as tester:
        await tester.press("f6", "i")
        await tester.pages.fill(minutes="60")
        await tester.pages.submit()
        assert tester.pages.says("Kies van 1 tot 15 minuten")
        await tester.pages.fill(minutes="2")
        await tester.pages.submit()
        assert any("na 2 minuten" in row[1] for row in tester.pages.rows("security-lines"))


async def test_everything_goes_under_a_new_key_and_the_app_locks(tmp_path: Path) -> None:
    """Explained, code on paper, done; the app ends locked, and only the new passphrase opens the store."""
    folder = tmp_path / "opslag"
    async with open_app(folder, store=make_store(folder)) as tester:
        await tester.press("f6", "x", "right", "enter")
        code = await copy_code(tester)
        await tester.press("enter")
        await type_secrets(tester, PASSPHRASE, NEW)
        await tester.type(NEW)
        await tester.pilot.press("enter")
        await tester.pilot.pause()
        await tester.app.workers.wait_for_complete()
        await tester.pilot.pause()
        assert tester.app.return_value is not None
        assert tester.app.return_value.value == "locked"
    assert (opens(folder, NEW), opens(folder, PASSPHRASE)) == (True, False)
    assert opens(folder, code, "recovery")


@pytest.mark.parametrize("key", ["w", "c", "n", "i", "x", "a", "b", "s", "t", "d", "o", "r"])
async def test_every_act_can_be_left_with_escape(tmp_path: Path, key: str) -> None:
    """Nobody gets stuck: Esc goes back to the list, and nothing was changed."""
    folder = tmp_path / "opslag"
    async with open_app(folder, store=make_store(folder)) as tester:
        before = (folder / KEY_FILE).read_bytes()
        await tester.press("f6", key)
        while tester.pages.open_screen != "SecurityScreen":
            await tester.press("escape")
        assert (folder / KEY_FILE).read_bytes() == before
