"""Taking a consent back by keys: from which day, and whom to tell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from storage.errors import StorageError
from storage.models import Consent
from widgets.dialogs import MessageDialog
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.desk.consents import withdraw, withdrawal_lines
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.received import Received
from zorgarrangeur_tui.screens.draft_forms import fill_in
from zorgarrangeur_tui.screens.mode_screen import StoreScreen


async def ask_withdrawal(screen: StoreScreen, consent: Consent) -> bool:
    """Ask from which day a consent is taken back, do it, and show who must be told; tell whether that was done."""
    to_tell: list[Received] = []

    def attempt(filled: Mapping[str, object]) -> dict[str, str]:
        day = filled["withdrawn_on"]
        if not isinstance(day, date):
            return {"withdrawn_on": "Vul de dag in waarop de toestemming is ingetrokken."}
        try:
            to_tell.extend(withdraw(screen.store, consent.id, day))
        except StorageError as refusal:
            return {"withdrawn_on": str(refusal)}
        return {}

    field = FieldSpec(
        "withdrawn_on", "Ingetrokken op", "date", screen.user.today, "Vandaag of een eerdere dag.", required=True
    )
    filled = await fill_in(
        screen,
        DraftForm.CONSENT_WITHDRAWN,
        "Toestemming intrekken",
        [field],
        about=(consent.id,),
        submit_label="Intrekken",
        check=attempt,
    )
    if filled is None:
        return False
    await screen.app.push_screen_wait(MessageDialog("Toestemming ingetrokken", withdrawal_lines(to_tell)))
    return True
