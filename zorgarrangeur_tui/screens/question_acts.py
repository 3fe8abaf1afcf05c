"""Acts of Uitwisseling about what was read in: choosing what is open, and taking an import back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from storage.take_back import take_back
from widgets.dialogs import ConfirmDialog
from zorgarrangeur_tui.commands import Command, tell
from zorgarrangeur_tui.desk.taking_back import bundle_words, planned, stays_lines, take_back_lines
from zorgarrangeur_tui.working import work_on

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.exchange import ExchangeScreen


class OpenQuestions(Command):
    """Kies waar u en een ander iets anders schreven, beoordeel voorstellen, en zie wat op een ander wacht."""

    key = "v"
    label = "Te kiezen"

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Open the list."""
        from zorgarrangeur_tui.screens.open_questions import OpenQuestionsScreen  # noqa: PLC0415 - opened now and then

        await actor.app.push_screen(OpenQuestionsScreen())


class TakeBackImport(Command):
    """Draai de laatst ingelezen bundel helemaal terug, alsof u hem niet had ingelezen."""

    key = "x"
    label = "Terugdraaien"

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Say what goes, and take it back when the user is sure."""
        plan = await work_on(actor.app, "nagaan wat er teruggaat", partial(planned, actor.store))
        lines = take_back_lines(actor.store, plan)
        sure = await actor.app.push_screen_wait(
            ConfirmDialog("Bundel terugdraaien?", lines, confirm_label="Terugdraaien")
        )
        if not sure:
            return
        done = await work_on(actor.app, "bundel terugdraaien", partial(take_back, actor.store, plan.bundle_id))
        words = " ".join([f"Teruggedraaid: {bundle_words(actor.store, done)}.", *stays_lines(done)])
        tell(actor.app, words, seconds=12)
        actor.reload()


QUESTION_ACTS = (OpenQuestions, TakeBackImport)
