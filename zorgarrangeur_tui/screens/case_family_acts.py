"""What a user can do on the screen of one case for the family of a child: take back a consent, write a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.models import Consent
from zorgarrangeur_tui.commands import Command

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.case import CaseScreen


class WithdrawConsent(Command):
    """Trek de toestemming onder de cursor in. De app zegt aan wie u dat moet melden."""

    key = "i"
    label = "Intrekken"

    @classmethod
    def available(cls, actor: CaseScreen) -> bool:
        """Only on a consent that was not taken back yet."""
        record = actor.record_at_cursor() if actor.file is not None else None
        return isinstance(record, Consent) and record.withdrawn_on is None

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Ask from which day, do it, and show who must be told."""
        from zorgarrangeur_tui.screens.consents import ask_withdrawal  # noqa: PLC0415 - seldom used

        record = actor.record_at_cursor()
        if isinstance(record, Consent):
            await ask_withdrawal(actor, record)


class WriteParentLetter(Command):
    """Maak een brief aan de ouders van de leerling onder de cursor: wat er over hun kind is vastgelegd."""

    key = "b"
    label = "Brief"

    @classmethod
    def available(cls, actor: CaseScreen) -> bool:
        """Only on a child."""
        return actor.file is not None and actor.pupil_at_cursor() is not None

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Ask why and where, and make it."""
        from zorgarrangeur_tui.screens.letters import make_parent_letter  # noqa: PLC0415 - seldom used

        pupil = actor.pupil_at_cursor()
        if pupil is not None:
            await make_parent_letter(actor, pupil)
