"""The acts about the keyboard itself, which work everywhere."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from zorgarrangeur_tui.commands import Command, CommandClass, Instant
from zorgarrangeur_tui.open_already import open_already

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp


class Palette(Instant):
    """Typ wat u wilt doen; de app zoekt de opdracht erbij."""

    key = "ctrl+p,colon"
    label = "Opdracht zoeken"
    in_dialogs = True

    @classmethod
    def now(cls, actor: ZorgarrangeurApp) -> None:
        """Open the palette."""
        actor.action_command_palette()


class Jump(Command):
    """Spring: elke plek op het scherm krijgt een letter, en die letter brengt het toetsenbord daarheen."""

    key = "g"
    label = "Springen"
    in_dialogs = True

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Show the letters, and go where one leads."""
        from zorgarrangeur_tui.screens.jump import jump  # noqa: PLC0415 - opened now and then

        await jump(actor)


class CheckKeys(Command):
    """Kijk wat uw terminal stuurt als u een toets indrukt, en wat die toets doet."""

    label = "Toetsen testen"

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Open the screen, unless it is open."""
        from zorgarrangeur_tui.screens.key_check import KeyCheckScreen  # noqa: PLC0415 - opened now and then

        if not isinstance(actor.screen, KeyCheckScreen):
            actor.push_screen(KeyCheckScreen())


class ChooseKeys(Command):
    """Kies zelf welke toets wat doet: alles wat toetsen heeft, met zoeken, en een andere toets door die in te drukken."""

    label = "Toetsen kiezen"

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Load all that has keys, and show it."""
        from zorgarrangeur_tui.keys.keymap_catalogue import bindables  # noqa: PLC0415 - it loads every screen
        from zorgarrangeur_tui.screens.keys import KeysScreen  # noqa: PLC0415 - opened now and then

        if not open_already(actor, KeysScreen, cls.label):
            await actor.push_screen(KeysScreen(await asyncio.to_thread(bindables)))


KEYBOARD_ACTS: tuple[CommandClass, ...] = (Palette, Jump, CheckKeys, ChooseKeys)
