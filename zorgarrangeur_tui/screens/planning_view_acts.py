"""From the board to other views of its school: the whole school year, and what is asked against who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.screens.planning_paths import AtRest

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.planning import PlanningScreen


class ShowTerm(AtRest):
    """Bekijk het schooljaar van deze school week voor week: hoeveel bezoeken, en welke weken anders zijn dan anders."""

    key = "T"
    label = "Schooljaar"

    @classmethod
    def available(cls, actor: PlanningScreen) -> bool:
        """Only with a school on the board."""
        return super().available(actor) and actor.board is not None

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Open it."""
        from zorgarrangeur_tui.desk.term_views import TermAsk, TermKind  # noqa: PLC0415 - opened now and then
        from zorgarrangeur_tui.screens.term_view import TermScreen  # noqa: PLC0415 - opened now and then

        await actor.app.push_screen(TermScreen(TermAsk(TermKind.SCHOOL, actor.school_id)))


class ShowOverlay(AtRest):
    """Zie per half uur welke zorg gevraagd wordt, wie er is, en hoeveel ruimtes er bezet zijn."""

    key = "O"
    label = "Vraag en aanwezig"

    @classmethod
    def available(cls, actor: PlanningScreen) -> bool:
        """Only with a school on the board."""
        return super().available(actor) and actor.board is not None

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Open it, at the day under the cursor."""
        from zorgarrangeur_tui.screens.presence_view import PresenceScreen  # noqa: PLC0415 - opened now and then

        position = actor.grid.cursor_position
        monday = actor.week or monday_of(actor.user.today)
        await actor.app.push_screen(PresenceScreen(actor.school_id, monday, (position.day, position.minute)))
