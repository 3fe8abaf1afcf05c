"""Acts of Uitwisseling about bundles: look into one, take one in, and make one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from storage.bundle_header import MAX_FILE_BYTES
from zorgarrangeur_tui.commands import Command, tell
from zorgarrangeur_tui.desk.arrivals import ArrivalKind, arrival, take_in
from zorgarrangeur_tui.screens.bundle_making import MAKING_ACTS
from zorgarrangeur_tui.screens.figures import show_figures
from zorgarrangeur_tui.screens.import_preview import look_into
from zorgarrangeur_tui.working import work_on

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.exchange import ExchangeScreen

WITHOUT_RECORDS = (ArrivalKind.ACK, ArrivalKind.KEYS, ArrivalKind.MAILED)
"""Kinds of file in which there is nothing to look at first."""


class ReadBundle(Command):
    """Lees een bundel in. U ziet eerst precies wat er verandert, en kiest waar dat nodig is."""

    key = "i"
    label = "Inlezen"
    footer = True

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Ask for the file and show what would change, to be read in from there."""
        data = await actor.ask_file("Bundel inlezen", ".zorgbundel", MAX_FILE_BYTES)
        if data is None:
            return
        if arrival(data) in WITHOUT_RECORDS:
            done = await work_on(actor.app, "bestand inlezen", partial(take_in, actor.store, data))
            tell(actor.app, f"{done.sender}: {done.words}.", seconds=12)
            actor.reload()
            return
        await _show(actor, data)


class InspectBundle(Command):
    """Bekijk wat er in een bundel staat, zonder iets in te lezen."""

    key = "b"
    label = "Bekijken"
    footer = True

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Ask for the file and show it."""
        data = await actor.ask_file("Bundel bekijken", ".zorgbundel", MAX_FILE_BYTES)
        if data is not None:
            await _show(actor, data, may_read_in=False)


async def _show(actor: ExchangeScreen, data: bytes, *, may_read_in: bool = True) -> None:
    """Show the tables of figures, or what any other bundle would change."""
    if arrival(data) is ArrivalKind.STATISTICS:
        await show_figures(actor, data)
        actor.reload()
    else:
        await look_into(actor, data, may_read_in=may_read_in)


BUNDLE_ACTS = (ReadBundle, InspectBundle, *MAKING_ACTS)
"""Handing over and taking in: sealed bundles."""
