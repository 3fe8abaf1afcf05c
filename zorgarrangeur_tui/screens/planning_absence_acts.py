"""From the board to who is away, and who comes instead."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from zorgarrangeur_tui.screens.absence_dialogs import open_absence
from zorgarrangeur_tui.screens.planning_paths import AtRest

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.planning import PlanningScreen


class ReportAbsence(AtRest):
    """Schrijf op dat de professional onder de cursor er niet is. U ziet meteen wie het raakt en wie kan invallen."""

    key = "A"
    label = "Afwezig"
    needs = (
        "Zet de cursor eerst in de kolom van een professional. Staat er niemand, koppel dan een "
        "zorgaanbieder met {TieProviderFromBoard}."
    )

    @classmethod
    def available(cls, actor: PlanningScreen) -> bool:
        """Only with the lane of a professional under the cursor."""
        return super().available(actor) and actor.professional is not None

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Ask when, and show what that means."""
        board, person = actor.board, actor.professional
        if board is not None and person is not None:
            await open_absence(actor, person, board.professionals, _day_at_cursor(actor))


def _day_at_cursor(actor: PlanningScreen) -> date:
    """Return the day under the cursor: in the week that is shown, or in the fixed plan the first such day from today on."""
    weekday = actor.grid.cursor_position.day
    if actor.week is not None:
        return actor.week + timedelta(days=weekday)
    today = actor.user.today
    return today + timedelta(days=(weekday - today.weekday()) % 7)
