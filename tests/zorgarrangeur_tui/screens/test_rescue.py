"""Help when a store does not open: what is wrong is told, mended where the app can, and a backup is put back by keys."""

from __future__ import annotations

import asyncio
import sys
import threading
from pathlib import Path

import pytest

from storage.backups import backup_to, make_backup
from storage.models import Case
from storage.store import DATABASE, KEY_FILE, unlock
from storage.store_folder import KEY_FILE_COPY
from zorgarrangeur_tui.screens.rescue import RescueScreen
from zorgarrangeur_tui.testing import PASSPHRASE, FrozenClock, Tester, make_store, open_app, quick_settings

CASE = "c" * 32


def store_with_backups(folder: Path, count: int = 1) -> None:
    """Make a store with a case, and so many backups of it, each an hour after the other; then change the case."""
    clock = FrozenClock()
    with make_store(folder, clock=clock) as store:
        with store.unit_of_work("Casus begonnen") as work:
            work.add(Case(id=CASE, title="zoals het was"))
        for _ in range(count):
            clock.advance(hours=1)
            make_backup(store)
        with store.unit_of_work("Casus gewijzigd") as work:
            work.change(work.get(Case, CASE), {"title": "zoals het nu is"})


def title_in(folder: Path) -> str:
    """Return the title of the case, read anew."""
    with unlock(folder, PASSPHRASE, settings=quick_settings()) as store:
        return store.get(Case, CASE).title


async def test_a_damaged_database_is_told_and_a_backup_put_back(tmp_path: Path) -> None:
    """From the unlock screen: F3 says what is wrong; the backup under the cursor is put back with its passphrase."""
    folder = tmp_path / "opslag"
    store_with_backups(folder)
    (folder / DATABASE).write_bytes((folder / DATABASE).read_bytes()[:10_000])
    async with open_app(folder) as tester:
        await tester.pages.unlock(PASSPHRASE)
        assert tester.pages.says("kan niet goed gelezen worden")
        await tester.press("f3")
        assert tester.pages.says("afgebroken")
        await tester.press("enter", "right", "enter")
        await tester.type(PASSPHRASE)
        await tester.press("enter")
        assert tester.pages.says("Teruggezet")
        await tester.press("escape")
        assert tester.pages.open_screen == "UnlockScreen"
        await tester.pages.unlock(PASSPHRASE)
        assert tester.pages.open_screen == "TodayScreen"
        assert tester.store.get(Case, CASE).title == "zoals het was"
    assert any((folder / "replaced").iterdir())


async def test_when_the_newest_backup_is_damaged_the_next_gets_the_cursor(tmp_path: Path) -> None:
    """C reads them all; each says how it stands, and the choice is clear."""
    folder = tmp_path / "opslag"
    store_with_backups(folder, count=3)
    newest = max((folder / "backups").iterdir())
    data = bytearray((newest / DATABASE).read_bytes())
    data[9000] ^= 1
    (newest / DATABASE).write_bytes(data)
    async with open_app(folder, size=(80, 24)) as tester:
        await tester.press("f3", "c")
        await tester.type(PASSPHRASE)
        await tester.press("enter")
        states = [row[2] for row in tester.pages.rows("rescue-backups")]
        assert "niet bruikbaar" in states[0]
        assert states[1:] == ["heel", "heel"]
        assert any("nieuwste hele kopie" in notice for notice in tester.pages.notices())
        await tester.press("t", "right", "enter")
        await tester.type(PASSPHRASE)
        await tester.press("enter", "escape")
    assert title_in(folder) == "zoals het was"


async def test_a_damaged_key_file_is_mended_from_its_copy(tmp_path: Path) -> None:
    """A layman does not have to rename files: h does it, after asking."""
    folder = tmp_path / "opslag"
    store_with_backups(folder)
    (folder / KEY_FILE).write_bytes(b"kapot")
    async with open_app(folder, size=(60, 20)) as tester:
        await tester.pages.unlock(PASSPHRASE)
        await tester.press("f3", "h", "right", "enter", "escape", "escape")
        await tester.pages.unlock(PASSPHRASE)
        assert tester.pages.open_screen == "TodayScreen"
    assert (folder / KEY_FILE).read_bytes() == (folder / KEY_FILE_COPY).read_bytes()


async def test_a_wrong_passphrase_or_a_change_of_mind_changes_nothing(tmp_path: Path) -> None:
    """The dialog tells it and stays; Esc leaves everything as it is."""
    folder = tmp_path / "opslag"
    store_with_backups(folder)
    async with open_app(folder) as tester:
        await tester.press("f3", "t", "right", "enter")
        await tester.type("verkeerd")
        await tester.press("enter")
        assert tester.pages.says("klopt niet")
        await tester.press("escape", "escape")
        assert tester.pages.open_screen == "UnlockScreen"
    assert title_in(folder) == "zoals het nu is"


class Waiting:
    """What is done before a backup is put back: it waits in its thread until a test lets it go on."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.go_on = threading.Event()

    def __call__(self) -> None:
        """Wait."""
        self.begun.set()
        assert self.go_on.wait(30)

    async def putting_back(self, tester: Tester) -> None:
        """Begin to put the newest backup back, and come here when it waits."""
        await tester.app.push_screen(RescueScreen(tester.app.settings, before_restore=self))
        await tester.press("t", "right", "enter")
        await tester.type(PASSPHRASE)
        await tester.pilot.press("enter")
        await asyncio.to_thread(self.begun.wait, 30)

    async def meanwhile(self, tester: Tester, key: str) -> None:
        """Press a key while it waits. What is done in a moment is not worth a line, and so long a key waits for it."""
        await tester.pilot.press(key)
        while not tester.app.key_turns.at_rest:
            await tester.pilot.pause(0.01)


async def test_putting_back_tells_how_far_it_is_and_ctrl_c_stops_it(tmp_path: Path) -> None:
    """Nobody leaves for the unlock screen meanwhile; stopped, everything is as it was and can be done again."""
    folder = tmp_path / "opslag"
    store_with_backups(folder)
    async with open_app(folder, size=(80, 24)) as tester:
        waiting = Waiting()
        await waiting.putting_back(tester)
        tester.watch.monotonic += 2
        tester.app.tick()
        await tester.pilot.pause()
        assert "Bezig: kopie terugzetten · 2 s · Ctrl+C stopt" in tester.pages.text()
        await waiting.meanwhile(tester, "escape")
        assert tester.pages.says("stop het met Ctrl+C")
        await waiting.meanwhile(tester, "ctrl+c")
        waiting.go_on.set()
        await tester.pages.settle()
        assert "Gestopt. Er is niets gewijzigd." in tester.pages.notices()
        assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == ["backups"]
        await tester.press("escape")
        assert tester.pages.open_screen == "UnlockScreen"
    assert title_in(folder) == "zoals het nu is"


async def test_when_it_is_done_nobody_is_asked_any_more_whether_to_stop_it(tmp_path: Path) -> None:
    """Ctrl+Q asked that while it went on; what was asked goes, and what was done is told."""
    folder = tmp_path / "opslag"
    store_with_backups(folder)
    async with open_app(folder) as tester:
        waiting = Waiting()
        await waiting.putting_back(tester)
        await waiting.meanwhile(tester, "ctrl+q")
        assert tester.pages.says("Kopie terugzetten: dat stopt dan, en er verandert niets.")
        waiting.go_on.set()
        await tester.pages.settle()
        assert tester.pages.says("Teruggezet")
        await tester.press("escape")
        assert tester.pages.open_screen == "UnlockScreen"
    assert title_in(folder) == "zoals het was"


async def test_a_backup_of_somebody_else_is_refused_in_a_dialog(tmp_path: Path) -> None:
    """A sentence in the corner would be gone before it was read."""
    folder = tmp_path / "opslag"
    store_with_backups(folder)
    store_with_backups(tmp_path / "ander")
    async with open_app(folder) as tester:
        screen = RescueScreen(tester.app.settings)
        screen.place = tmp_path / "ander"
        await tester.app.push_screen(screen)
        await tester.press("t", "right", "enter")
        await tester.type(PASSPHRASE)
        await tester.press("enter")
        assert tester.pages.says("van een andere opslag")
        assert tester.pages.open_screen == "MessageDialog"


async def test_a_backup_on_a_stick_is_found_and_opens_with_the_recovery_code(tmp_path: Path) -> None:
    """B looks in another folder; F2 asks the code instead of the passphrase."""
    folder, stick = tmp_path / "opslag", tmp_path / "stick"
    stick.mkdir()
    with make_store(folder) as store:
        with store.unit_of_work("Casus begonnen") as work:
            work.add(Case(id=CASE, title="zoals het was"))
        backup_to(store, stick)
    async with open_app(folder) as tester:
        await tester.press("f3", "b")
        [backup] = stick.iterdir()
        await tester.pages.fill(text=str(backup))
        await tester.press("enter")
        assert len(tester.pages.rows("rescue-backups")) == 1
        assert f"kopieën in {stick}"[:60] in tester.pages.text()
        await tester.press("t", "right", "enter", "f2")
        from storage.recovery_code import grouped  # noqa: PLC0415 - one use

        await tester.type(grouped("0123456789ABCDEFGHJKMNPQRS").lower())
        await tester.press("enter")
        assert tester.pages.says("Teruggezet")
    assert title_in(folder) == "zoals het was"


async def test_a_backup_is_put_back_from_beveiliging_and_the_app_locks(tmp_path: Path) -> None:
    """The open store is closed first; afterwards the passphrase is asked anew."""
    folder = tmp_path / "opslag"
    store_with_backups(folder)
    store = unlock(folder, PASSPHRASE, settings=quick_settings())
    async with open_app(folder, store=store) as tester:
        await tester.press("f6", "t", "down", "t", "right", "enter")
        await tester.type(PASSPHRASE)
        await tester.press("enter")
        await tester.pilot.press("escape")
        await tester.pilot.pause()
        assert tester.app.return_value is not None
        assert tester.app.return_value.value == "locked"
    assert title_in(folder) == "zoals het was"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
async def test_what_a_check_up_finds_names_the_keys_that_mend_it(tmp_path: Path) -> None:
    """Not the verbs of the command line, which the same findings name there."""
    folder = tmp_path / "opslag"
    store_with_backups(folder)
    store = unlock(folder, PASSPHRASE, settings=quick_settings())
    (folder / KEY_FILE).chmod(0o644)
    async with open_app(folder, store=store) as tester:
        await tester.press("f6", "d")
        assert tester.pages.says("De app kan dit zelf herstellen: druk hier op t, en dan op h.")
        await tester.press("escape", "t", "h", "right", "enter", "escape")
        assert (folder / KEY_FILE).stat().st_mode & 0o077 == 0


async def test_every_day_a_backup_is_made_after_unlocking(tmp_path: Path) -> None:
    """Once a day, without being asked."""
    folder = tmp_path / "opslag"
    make_store(folder).close()
    for _ in range(2):
        async with open_app(folder) as tester:
            await tester.pages.unlock(PASSPHRASE)
            await tester.pages.settle()
        assert len(list((folder / "backups").iterdir())) == 1


async def test_two_helpers_open_the_store_from_the_unlock_screen(tmp_path: Path) -> None:
    """F4 asks both codes and a new passphrase; a slip in a code is told."""
    from storage.contacts import add_contact, verify_contact  # noqa: PLC0415 - one use
    from storage.escrow import open_share  # noqa: PLC0415
    from storage.vault import set_helpers  # noqa: PLC0415

    folder = tmp_path / "opslag"
    helpers = [make_store(tmp_path / name, label=name, role="coordinator") for name in ("Corrie", "Bert")]
    with make_store(folder) as store:
        chosen = [verify_contact(store, add_contact(store, one.identity.card_text).fingerprint) for one in helpers]
        set_helpers(store, PASSPHRASE, chosen)
    codes = [open_share(one, (folder / KEY_FILE).read_bytes(), reason="proef") for one in helpers]
    for one in helpers:
        one.close()
    new = "fiets wolk tafel spijker"
    async with open_app(folder) as tester:
        await tester.press("f4")
        for typed in ("0000", codes[1], new, new):
            await tester.type(typed)
            await tester.press("enter")
        assert tester.pages.says("typefout")
        for typed in (codes[1], codes[0], new, new):
            await tester.type(typed)
            await tester.press("enter")
        assert tester.pages.open_screen == "TodayScreen"
    unlock(folder, new, settings=quick_settings()).close()


async def test_on_a_new_computer_a_backup_on_a_stick_is_put_back_with_the_code_from_paper(tmp_path: Path) -> None:
    """From the very first screen: F3, the stick, the code, a new passphrase."""
    from storage.recovery_code import grouped  # noqa: PLC0415 - one use

    stick = tmp_path / "stick"
    stick.mkdir()
    with make_store(tmp_path / "verloren") as store:
        with store.unit_of_work("Casus begonnen") as work:
            work.add(Case(id=CASE, title="zoals het was"))
        backup_to(store, stick)
    code = grouped("0123456789ABCDEFGHJKMNPQRS")
    async with open_app(tmp_path / "nieuw") as tester:
        assert tester.pages.open_screen == "FirstRunScreen"
        await tester.press("f3", "b")
        await tester.pages.fill(text=str(stick))
        await tester.press("enter", "t", "right", "enter", "f2")
        await tester.type(code)
        await tester.press("enter", "escape")
        assert tester.pages.open_screen == "UnlockScreen"
        await tester.press("f2")
        await tester.pages.unlock(code)
        await tester.press("escape")
        assert tester.store.get(Case, CASE).title == "zoals het was"
