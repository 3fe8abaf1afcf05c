"""The way in: the first run, the passphrase and the recovery code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual import events
from textual.screen import Screen
from textual.widgets import Input

from storage.store import unlock
from storage.store_folder import exists
from zorgarrangeur_tui.app import ZorgarrangeurApp
from zorgarrangeur_tui.page_objects import Pages
from zorgarrangeur_tui.session import AppSettings
from zorgarrangeur_tui.testing import PASSPHRASE, FrozenWatch, make_store, open_app, quick_settings


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
        await tester.type("x")
        assert "te zwak" not in tester.pages.text()
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
        assert tester.pages.says("kluis.toml is beschadigd")
        assert tester.pages.says("Met F3 ziet u wat er mis is")
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


class _TypedAhead(ZorgarrangeurApp):
    """An app whose user typed before anything was there to type in."""

    typed: str = ""

    def get_default_screen(self) -> Screen[Any]:
        """Return the first screen, with the keys waiting."""
        screen = super().get_default_screen()
        for character in self.typed:
            key = {"\n": "ctrl+j", " ": "space"}.get(character, character)
            self.post_message(events.Key(key, character))
        return screen


async def test_what_is_typed_before_the_screen_is_there_counts(tmp_path: Path) -> None:
    """The passphrase is not cut off, and Enter opens, also when the terminal made a line feed of it."""
    folder = tmp_path / "opslag"
    make_store(folder).close()
    app = _TypedAhead(AppSettings(folder, quick_settings(), clocks=FrozenWatch().clocks()))
    app.typed = f"{PASSPHRASE}\n"
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            pages = Pages(app, pilot)
            await pages.settle()
            assert pages.open_screen == "TodayScreen"
    finally:
        app.close_store()


async def test_what_is_typed_after_an_early_enter_stays_in_the_field(tmp_path: Path) -> None:
    """The first try was wrong; who typed on, blindly, finds the second try there, masked, for the Enter that counts."""
    folder = tmp_path / "opslag"
    make_store(folder).close()
    watch = FrozenWatch()
    app = _TypedAhead(AppSettings(folder, quick_settings(), clocks=watch.clocks()))
    app.typed = f"verkeerd\n{PASSPHRASE}"
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            pages = Pages(app, pilot)
            await pages.settle()
            assert pages.open_screen == "UnlockScreen"
            assert pages.says("klopt niet")
            watch.monotonic += 30
            await pages.press("enter")
            assert pages.open_screen == "TodayScreen"
    finally:
        app.close_store()


async def test_enter_without_a_passphrase_says_what_to_do(tmp_path: Path) -> None:
    """And the line of keys names those that the user chose; no hint is cut in two."""
    folder = tmp_path / "opslag"
    make_store(folder).close()
    preferences = tmp_path / "voorkeuren.toml"
    preferences.write_text('[toetsen]\n"unlock.rescue" = "f10"\n', encoding="utf-8")
    async with open_app(folder, size=(60, 20), preferences_file=preferences) as tester:
        await tester.press("enter")
        assert tester.pages.says("Typ eerst uw wachtwoordzin.")
        assert "F10: lukt het niet?" in tester.pages.text()
        assert "F4: met twee helpers" in tester.pages.text()
        await tester.press("f10")
        assert tester.pages.open_screen == "RescueScreen"
