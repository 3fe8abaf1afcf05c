"""The way in: the first run, the passphrase and the recovery code."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from storage.store import unlock
from storage.store_folder import exists
from zorgarrangeur_tui.testing import PASSPHRASE, make_store, open_app, quick_settings


async def test_a_newcomer_makes_a_store_and_lands_in_vandaag(tmp_path: Path) -> None:
    """Role, name, passphrase twice, code on paper, two groups retyped."""
    async with open_app(tmp_path / "opslag") as tester:
        assert tester.pages.open_screen == "FirstRunScreen"
        tester.app.screen.query_one("#name").focus()
        await tester.type("Anna de Boer")
        await tester.press("enter")
        await tester.type(PASSPHRASE)
        await tester.press("enter")
        await tester.type(PASSPHRASE)
        await tester.press("enter")
        assert "Uw herstelcode" in tester.pages.text()
        code = tester.pages.text()
        await tester.press("ctrl+s")
        assert not exists(tmp_path / "opslag"), "nothing is written before the last step"
        for field in list(tester.app.screen.query("#step-check Input").results(Input)):
            number = int((field.id or "").removeprefix("group-")) + 1
            field.focus()
            await tester.type(code.split(f"{number}: ")[1][:4].lower())
        await tester.press("ctrl+s")
        assert tester.pages.says("blad om te printen")
        await tester.press("escape")
        assert tester.pages.open_screen == "TodayScreen"
        assert tester.store.identity.label == "Anna de Boer"


async def test_a_weak_passphrase_is_refused_in_words(tmp_path: Path) -> None:
    """The user stays in the first step and reads why."""
    async with open_app(tmp_path / "opslag") as tester:
        tester.app.screen.query_one("#name").focus()
        await tester.type("Anna")
        await tester.press("enter")
        await tester.type("welkom01")
        await tester.press("enter")
        await tester.type("welkom01")
        await tester.press("enter")
        assert "te zwak" in tester.pages.text()
        assert not exists(tmp_path / "opslag")


async def test_a_wrong_group_of_the_code_is_noticed(tmp_path: Path) -> None:
    """Who wrote the code down wrongly is told before there is anything to lose."""
    async with open_app(tmp_path / "opslag") as tester:
        tester.app.screen.query_one("#name").focus()
        await tester.type("Anna")
        await tester.press("enter")
        await tester.type(PASSPHRASE)
        await tester.press("enter")
        await tester.type(PASSPHRASE)
        await tester.press("enter", "ctrl+s")
        await tester.type("UUUU")
        await tester.press("ctrl+s")
        assert "klopt niet met de code" in tester.pages.text()
        assert not exists(tmp_path / "opslag")


async def test_the_passphrase_opens_the_store(tmp_path: Path) -> None:
    """A wrong one is told and can be tried again; neither is ever shown."""
    make_store(tmp_path / "opslag").close()
    async with open_app(tmp_path / "opslag") as tester:
        assert tester.pages.open_screen == "UnlockScreen"
        await tester.pages.unlock("niet goed")
        assert "klopt niet" in tester.pages.text()
        assert "niet goed" not in tester.pages.text()
        await tester.pages.unlock(PASSPHRASE)
        assert tester.pages.open_screen == "TodayScreen"


async def test_the_recovery_code_opens_the_store_too(tmp_path: Path) -> None:
    """Typed in lower case and without hyphens, from paper; a slip is caught at once."""
    make_store(tmp_path / "opslag").close()
    async with open_app(tmp_path / "opslag") as tester:
        await tester.press("f2")
        await tester.pages.unlock("0123456789abcdefghjkmnpqrt00")
        assert "typefout" in tester.pages.text()
        from storage.recovery_code import grouped  # noqa: PLC0415

        await tester.pages.unlock(grouped("0123456789ABCDEFGHJKMNPQRS").lower().replace("-", ""))
        assert tester.pages.says("Kies nu een nieuwe wachtwoordzin")
        for _ in range(2):
            await tester.type("fiets wolk tafel spijker")
            await tester.press("enter")
        assert tester.pages.open_screen == "TodayScreen"
    unlock(tmp_path / "opslag", "fiets wolk tafel spijker", settings=quick_settings()).close()


async def test_a_damaged_key_file_is_told_on_the_unlock_screen(tmp_path: Path) -> None:
    """The sentence names the file; nothing is changed."""
    make_store(tmp_path / "opslag").close()
    key_file = tmp_path / "opslag" / "kluis.toml"
    damaged = key_file.read_bytes().replace(b"m = 64", b"m = 65")
    key_file.write_bytes(damaged)
    async with open_app(tmp_path / "opslag") as tester:
        await tester.pages.unlock(PASSPHRASE)
        assert "kluis.toml is beschadigd" in tester.pages.text().replace("\n", " ").replace("│", "")
    assert key_file.read_bytes() == damaged


async def test_locking_ends_the_process_so_that_nothing_stays_in_memory(tmp_path: Path) -> None:
    """The app ends with "locked"; its launcher then replaces the process."""
    store = make_store(tmp_path / "opslag")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.pilot.press("ctrl+l")
        await tester.pilot.pause()
        assert tester.app.return_value is not None
        assert tester.app.return_value.value == "locked"


async def test_the_privacy_key_covers_the_screen_until_the_next_key(tmp_path: Path) -> None:
    """F9 hides everything; any key brings it back and does nothing else."""
    store = make_store(tmp_path / "opslag")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("f9")
        assert "Anna" not in tester.pages.text()
        await tester.press("2")
        assert tester.pages.open_screen == "TodayScreen"
        assert "Anna" in tester.pages.text()
