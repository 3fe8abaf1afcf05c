"""The dialogs of handing a case over: to whom and why, what goes, and afterwards withdrawing, forgetting or keeping."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from storage.errors import StorageError
from widgets.choice_popup import ChoicePopup
from widgets.dialogs import ConfirmDialog, FormDialog, MessageDialog, TextDialog
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.hand_over import (
    HandedOver,
    forget_copy,
    hand_over_in,
    handed_over,
    keep_copy,
    only_here,
    plan_hand_over,
    receivers,
    withdraw_hand_over,
)
from zorgarrangeur_tui.desk.hand_over_words import forget_lines, plan_lines, standing_sentence, withdraw_lines
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.screens.new_file_dialog import ask_new_file

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.mode_screen import StoreScreen

_FORGET, _KEEP = "forget", "keep"
_AFTERWARDS = ((_KEEP, "Mijn exemplaar houden, met een reden"), (_FORGET, "Mijn exemplaar vergeten"))


async def ask_hand_over(actor: StoreScreen, case_id: str) -> None:
    """Hand a case over; or, when that was done, what can come after it."""
    told = await asyncio.to_thread(handed_over, actor.store, case_id)
    if told is None:
        await _give(actor, case_id)
    elif not told.arrived:
        await _withdraw(actor, case_id, told)
    elif told.proposed:
        await actor.app.push_screen_wait(MessageDialog("Overdracht voorgesteld", [standing_sentence(told)]))
    else:
        await _afterwards(actor, case_id, told)


async def _give(actor: StoreScreen, case_id: str) -> None:
    people = receivers(actor.store)
    if not people:
        lines = [
            "Een casus gaat alleen naar iemand van wie u het controlegetal hebt vergeleken. Lees eerst de contactkaart in, "
            "bij Uitwisseling (a), en vergelijk samen het controlegetal (c)."
        ]
        await actor.app.push_screen_wait(MessageDialog("Nog geen gecontroleerd contact", lines))
        return
    options = tuple((contact.fingerprint, contact.card.label) for contact in people)
    fields = [
        FieldSpec("to", "Aan wie", "choice", options[0][0], "Die wordt eigenaar.", choices=options, required=True),
        FieldSpec(
            "purpose", "Waarom", "text", "", "Zonder namen: dit komt in het logboek en in de bundel.", required=True
        ),
    ]
    given = await actor.app.push_screen_wait(
        FormDialog(f"Casus {case_reference(case_id)} overdragen", fields, submit_label="Verder")
    )
    if given is None:
        return
    contact = next(one for one in people if one.fingerprint == given["to"])
    plan = await asyncio.to_thread(plan_hand_over, actor.store, case_id, contact)
    title = f"Casus {plan.reference} overdragen aan {contact.card.label}?"
    if not await actor.app.push_screen_wait(ConfirmDialog(title, plan_lines(plan), confirm_label="Overdragen")):
        return
    path = await ask_new_file(actor.app, "Waar komt de bundel?", f"overdracht-{plan.reference}.zorgbundel")
    if path is None:
        return
    await asyncio.to_thread(hand_over_in, actor.store, plan, path, purpose=str(given["purpose"]))
    tell(actor.app, f"Overgedragen. Geef het bestand {path.name} aan {contact.card.label}.", seconds=12)


async def _withdraw(actor: StoreScreen, case_id: str, told: HandedOver) -> None:
    lines = [standing_sentence(told), *withdraw_lines(told)]
    if await actor.app.push_screen_wait(ConfirmDialog("Overdracht intrekken?", lines, confirm_label="Intrekken")):
        await asyncio.to_thread(withdraw_hand_over, actor.store, case_id)
        tell(actor.app, "De overdracht is ingetrokken. De casus staat weer zoals daarvoor.")


async def _afterwards(actor: StoreScreen, case_id: str, told: HandedOver) -> None:
    picked = await actor.app.push_screen_wait(ChoicePopup(standing_sentence(told), _AFTERWARDS, _KEEP))
    if picked is None:
        return
    if picked.key == _KEEP:
        help_ = "Zonder namen: dit komt in het logboek."
        reason = await actor.app.push_screen_wait(TextDialog("Waarom houdt u een exemplaar?", "Reden", help=help_))
        if reason is not None:
            await asyncio.to_thread(keep_copy, actor.store, case_id, reason)
            tell(actor.app, "Uw exemplaar blijft. De reden staat in het logboek.")
        return
    lacking = await asyncio.to_thread(only_here, actor.store, case_id)
    lines = forget_lines(told, lacking)
    if not await actor.app.push_screen_wait(ConfirmDialog("Uw exemplaar vergeten?", lines, confirm_label="Vergeten")):
        return
    app, store = actor.app, actor.store

    async def forget() -> None:
        try:
            await asyncio.to_thread(forget_copy, store, case_id)
        except StorageError as refusal:
            tell(app, str(refusal), severity="error")
        else:
            tell(app, f"Uw exemplaar is vergeten. De casus is nu alleen bij {told.to}.")

    # By the app: the screen of the case closes as soon as the case is gone, and its own work stops then.
    app.run_worker(forget(), name="forget-copy", group="forget-copy", exclusive=False)
