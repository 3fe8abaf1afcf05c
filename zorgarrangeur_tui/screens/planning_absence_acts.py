"""From the board to who is away, and who comes instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zorgarrangeur_tui.screens.absence_dialogs import open_absence
from zorgarrangeur_tui.screens.planning_paths import AtRest

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.planning import PlanningScreen


class ReportAbsence(AtRest):
    """Schrijf op dat de professional onder de cursor er niet is; u ziet meteen wie het raakt en wie kan invallen."""

    key = "A"
    label = "Afwezig"

    @classmethod
    def available(cls, actor: PlanningScreen) -> bool:
        """Only with the lane of a professional under the cursor."""
        return super().available(actor) and actor.professional is not None

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Ask when, and show what that means."""
        board, person = actor.board, actor.professional
        if board is not None and person is not None:
            await open_absence(actor, person, board.professionals)
