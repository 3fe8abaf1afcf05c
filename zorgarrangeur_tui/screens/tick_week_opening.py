"""From the board, or from a school, to ticking off what came of its visits."""

from __future__ import annotations

from typing import Any

from zorgarrangeur_tui.commands import Command


class TickOff(Command):
    """Teken af wat er van de bezoeken aan deze school is gekomen, week voor week."""

    key = "t"
    label = "Aftekenen"
    needs = "Kies eerst een school, en zet neer wat u verplaatst (Enter) of laat het los (Esc)."

    @classmethod
    def available(cls, actor: Any) -> bool:
        """Only with a school on screen, and nothing on the move."""
        return bool(actor.school_id) and not getattr(actor, "moving", False)

    @classmethod
    async def run(cls, actor: Any) -> None:
        """Open the last whole week."""
        from zorgarrangeur_tui.screens.tick_week import TickWeekScreen  # noqa: PLC0415 - opened now and then

        await actor.app.push_screen(TickWeekScreen(actor.school_id))
