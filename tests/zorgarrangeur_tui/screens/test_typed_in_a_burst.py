"""Keys that come faster than the screen follows, as from a fast typist, a script or a slow line: each lands where it was meant for."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key, key_to_character

from zorgarrangeur_tui.keys import key_turns
from zorgarrangeur_tui.testing import Tester, make_store, open_app, open_demo


def send(tester: Tester, *typed: str) -> None:
    """Send keys, and texts between quotes, all at once."""
    for part in typed:
        for key in [_character_to_key(character) for character in part[1:-1]] if part.startswith("“") else [part]:
            tester.app.post_message(events.Key(key, key_to_character(key)))


async def burst(tester: Tester, *typed: str) -> None:
    """Send them, and wait until everything that they started is done."""
    send(tester, *typed)
    await tester.pages.settle()


async def test_what_follows_the_slash_is_the_filter(tmp_path: Path) -> None:
    """And Enter goes to the rows that answer it, not to those that stood there; what comes then is about that row."""
    async with open_demo(tmp_path / "opslag") as tester:
        await burst(tester, "2", "slash", "“wilgenwal”", "enter")
        assert tester.pages.cases.is_open
        assert {row[2] for row in tester.pages.cases.rows} == {"De Wilgenwal"}
        send(tester, "escape", "3", "slash")
        tester.app.post_message(events.Paste("appel"))
        await burst(tester, "enter", "enter")
        assert tester.pages.says("De Appelbrug")
        assert tester.pages.open_screen == "SchoolScreen"
        assert tester.pages.notices() == []


async def test_what_follows_an_act_goes_to_the_field_that_it_opens(tmp_path: Path) -> None:
    """A new record, a change, finding anything, help, the palette, a jump, a note: nothing of it is done as acts of the screen."""
    async with open_app(tmp_path / "opslag", store=make_store(tmp_path / "opslag")) as tester:
        await burst(tester, "3", "a", "“99ZZ00”", "tab", "“De Wilg”", "ctrl+s", "escape")
        assert [row[1] for row in tester.pages.schools.rows] == ["De Wilg"]
        await burst(tester, "e", "“enbos”", "ctrl+s")
        assert [row[1] for row in tester.pages.schools.rows] == ["De Wilgenbos"]
        await burst(tester, "f4", "“wilgen”", "enter")
        assert tester.pages.open_screen == "SchoolScreen"
        await burst(tester, "question_mark", "“aanbieders ga”", "enter")
        assert tester.pages.open_screen == "ProvidersScreen"
        await burst(tester, "colon", "“ga naar casussen”", "enter")
        assert tester.pages.open_screen == "CasesScreen"
        await burst(tester, "g", "4")
        assert tester.pages.open_screen == "ProvidersScreen"
        await burst(tester, "full_stop", "“groep 3: rustig”", "ctrl+s")
        assert any("Bezoekverslag bewaard" in notice for notice in tester.pages.notices())


async def test_an_act_that_does_not_end_keeps_nobody_waiting_for_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was typed meanwhile is not done, and told so; what protects works at once, and then every key does again."""
    monkeypatch.setattr(key_turns, "_PATIENCE", 20)
    async with open_app(tmp_path / "opslag", store=make_store(tmp_path / "opslag")) as tester:
        never = asyncio.Event()
        tester.app.run_worker(never.wait(), group=key_turns.ACTS)
        send(tester, "3", "f9")
        await tester.pilot.pause()
        assert tester.app.covered
        send(tester, "space")
        while not tester.app.key_turns.at_rest:
            await tester.pilot.pause()
        assert tester.pages.notices() == [
            "De app was nog bezig. Wat u intussen typte, is niet gedaan. Typ het opnieuw."
        ]
        assert tester.pages.open_screen == "TodayScreen"
        send(tester, "3")
        while tester.pages.open_screen != "SchoolsScreen":
            await tester.pilot.pause()
        never.set()
