"""Acts on the files that arrived in a folder: choose the folder, look at one, take in all."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from widgets.dialogs import ConfirmDialog, MessageDialog, TextDialog
from zorgarrangeur_tui.commands import Command, tell
from zorgarrangeur_tui.desk.arrival_folder import set_arrival_folder
from zorgarrangeur_tui.desk.arrival_import import plan_lines, report_lines, take_in_all
from zorgarrangeur_tui.desk.arrival_states import TO_TAKE_IN, Arrival, ArrivalState
from zorgarrangeur_tui.desk.arrivals import KIND_WORDS, WITH_RECORDS, ArrivalKind, most_bytes, take_in
from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.keys.key_turns import keys_free
from zorgarrangeur_tui.screens.figures import show_figures
from zorgarrangeur_tui.screens.file_names import path_of
from zorgarrangeur_tui.screens.import_preview import look_into
from zorgarrangeur_tui.working import work_on

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.arrivals import ArrivalsScreen


class OpenArrival(Command):
    """Bekijk het bestand onder de cursor: wat een bundel verandert, of waarom hij niet ingelezen kan worden."""

    key = "b"
    label = "Bekijken"
    footer = True
    needs = (
        "Zet de cursor eerst op een bestand. Is de lijst leeg, kies dan een map met {ChooseFolder}. Loopt "
        "het inlezen nog, dan stopt {LeaveArrivals} het na dit bestand."
    )

    @classmethod
    def available(cls, actor: ArrivalsScreen) -> bool:
        """With a file under the cursor, while no other is taken in."""
        return actor.at_cursor is not None and not actor.taking_in

    @classmethod
    async def run(cls, actor: ArrivalsScreen) -> None:
        """Show what it would change, ask whether to take it in, or tell why not."""
        one = actor.at_cursor
        if one is None or actor.taking_in:
            return
        if one.kind is ArrivalKind.STATISTICS and one.state in (*TO_TAKE_IN, ArrivalState.KNOWN, ArrivalState.OWN):
            await show_figures(actor, await asyncio.to_thread(read_input, one.path, most_bytes(one.kind)))
            return
        if one.state not in (*TO_TAKE_IN, ArrivalState.PERSONAL):
            await actor.app.push_screen_wait(MessageDialog(one.path.name, [one.sentence]))
            return
        data = await asyncio.to_thread(read_input, one.path, most_bytes(one.kind))
        if one.kind in WITH_RECORDS:
            await look_into(actor, data)
            return
        lines = [f"Dit bestand is: {KIND_WORDS[one.kind]} van {one.sender}."]
        sure = await actor.app.push_screen_wait(ConfirmDialog("Inlezen?", lines, confirm_label="Inlezen"))
        if sure:
            taken = await work_on(actor.app, "bestand inlezen", partial(take_in, actor.store, data))
            tell(actor.app, f"{taken.sender}: {taken.words}.", seconds=12)
            actor.reload()


class TakeAllIn(Command):
    """Lees alle nieuwe bundels in deze map in, per afzender op volgorde. Elke bundel is een eigen handeling."""

    key = "a"
    label = "Alles inlezen"
    footer = True
    needs = "In deze map staat niets nieuws, of het inlezen loopt al. Kies een andere map met {ChooseFolder}."

    @classmethod
    def available(cls, actor: ArrivalsScreen) -> bool:
        """With something new, while nothing is taken in."""
        return not actor.taking_in and any(one.state in TO_TAKE_IN for one in actor.arrivals)

    @classmethod
    async def run(cls, actor: ArrivalsScreen) -> None:
        """Ask, take in file by file, and show one report."""
        arrivals = list(actor.arrivals)
        others = actor.watched.others if actor.watched else 0
        sure = await actor.app.push_screen_wait(
            ConfirmDialog("Alle nieuwe bundels inlezen?", plan_lines(arrivals), confirm_label="Inlezen")
        )
        if not sure or actor.taking_in:
            return
        stop = actor.begin()

        def told(number: int, count: int, one: Arrival) -> None:
            if not stop.is_set():
                words = f"Inlezen: {number} van {count}, van {one.sender}. Esc stopt na dit bestand."
                actor.app.call_from_thread(actor.show_busy, words)

        try:
            with keys_free(actor.app):
                report = await asyncio.to_thread(take_in_all, actor.store, arrivals, report=told, stop=stop.is_set)
        finally:
            actor.show_busy("")
        actor.reload()
        await actor.app.push_screen_wait(MessageDialog("Ingelezen uit deze map", report_lines(report, others)))


class ChooseFolder(Command):
    """Kies in welke map bundels binnenkomen: een stick, een gedeelde map of de map met bijlagen. Er wordt niets in geschreven."""

    key = "m"
    label = "Map kiezen"
    footer = True
    needs = "Het inlezen loopt nog. {LeaveArrivals} stopt het na dit bestand."

    @classmethod
    def available(cls, actor: ArrivalsScreen) -> bool:
        """Not while files are taken in."""
        return not actor.taking_in

    @classmethod
    async def run(cls, actor: ArrivalsScreen) -> None:
        """Ask for the folder and keep it."""
        standing = str(actor.watched.folder) if actor.watched else str(Path.home())
        help_text = "De app kijkt alleen: ze verplaatst en verandert daar niets."
        typed = await actor.app.push_screen_wait(
            TextDialog("Waar komen bundels binnen?", "Map", value=standing, help=help_text, check=_no_folder)
        )
        if typed is not None:
            folder = path_of(typed).absolute()
            await asyncio.to_thread(set_arrival_folder, actor.store, folder)
            actor.watch_folder(folder)


class LeaveArrivals(Command):
    """Ga terug. Tijdens het inlezen: stop na dit bestand."""

    key = "escape"
    label = "Terug"
    footer = True

    @classmethod
    async def run(cls, actor: ArrivalsScreen) -> None:
        """Stop, or close this screen."""
        if actor.taking_in:
            actor.stop()
        else:
            actor.app.pop_screen()


def _no_folder(text: str) -> str:
    return "" if path_of(text).is_dir() else "Deze map is er niet. Kijk de naam na."


ARRIVAL_ACTS = (OpenArrival, TakeAllIn, ChooseFolder, LeaveArrivals)
