"""What is done before a user asks for it: in a worker for which nobody waits, and in a thread, once the screen is drawn."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from storage.errors import StorageError

if TYPE_CHECKING:
    from textual.app import App

AHEAD = "ahead"
"""The group of such a worker."""

_PATIENCE = 1.0
"""Seconds after which what was asked for is taken to be drawn."""

in_thread: Callable[[Callable[[], object]], Awaitable[object]] = asyncio.to_thread
"""How something is done in a thread; a bench puts in its place what lets it wait while something else is measured."""

_SCREENS = (
    "cases",
    "case",
    "schools",
    "providers",
    "planning",
    "insight",
    "exchange",
    "planner",
    "plan_view",
    "region_desk",
)
"""The screens, most wanted first, that take longest to load; with them comes most of what the others need."""


async def work_ahead(app: App[Any], *acts: Callable[[], object]) -> None:
    """Do things in a thread, one after another, once what the user asked for is drawn: the thread takes turns with the screen.

    What is refused is left: whoever asks for it later is told what went wrong.
    """
    drawn = asyncio.Event()
    if app.call_after_refresh(drawn.set):
        # Textual leaves such a call with the screen in front, and one that goes just then takes it along.
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                await drawn.wait()
    with suppress(StorageError):
        for act in acts:
            await in_thread(act)


async def load_screens(app: App[Any]) -> None:
    """Load the modules of screens that a user may open next."""
    await work_ahead(app, *(partial(import_module, f"zorgarrangeur_tui.screens.{name}") for name in _SCREENS))
