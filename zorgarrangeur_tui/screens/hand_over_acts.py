"""Handing a case over, from the case itself and from Uitwisseling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.models import Case
from widgets.record_source import ListSource, Row
from widgets.record_table import Column
from zorgarrangeur_tui.commands import Command
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.domain.references import case_reference, case_title
from zorgarrangeur_tui.screens.empty_texts import FIRST_CASE
from zorgarrangeur_tui.screens.hand_over import ask_hand_over
from zorgarrangeur_tui.screens.pick import PickScreen

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.case import CaseScreen
    from zorgarrangeur_tui.screens.exchange import ExchangeScreen

_COLUMNS = (Column("Kenmerk", 10), Column("Vraag", 24, weight=2))


class HandOverCase(Command):
    """Draag deze casus over aan een ander, die er dan eigenaar van is; of trek dat in, of vergeet daarna uw exemplaar."""

    key = "H"
    label = "Overdragen"

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Ask to whom, show what goes, and make the bundle."""
        await ask_hand_over(actor, actor.case_id)


class HandOverFromList(Command):
    """Kies een casus en draag die over aan een ander, die er dan eigenaar van is."""

    key = "H"
    label = "Overdragen"

    @classmethod
    async def run(cls, actor: ExchangeScreen) -> None:
        """Ask which case, and go on as in the case itself."""
        cases = sorted(living(actor.store, Case), key=lambda case: (case.title.casefold(), case.id))
        rows = [Row(case.id, (case_reference(case.id), case_title(case.title))) for case in cases]
        picked = await actor.app.push_screen_wait(
            PickScreen(
                "Welke casus draagt u over?",
                _COLUMNS,
                ListSource(rows),
                empty_text=actor.words(f"Er is geen casus. {FIRST_CASE}"),
            )
        )
        if picked is not None:
            await ask_hand_over(actor, picked)
            actor.reload()


HAND_OVER_ACTS = (HandOverFromList,)
