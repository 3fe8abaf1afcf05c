"""The dialogs of handing a case over: to whom and why, what goes, and afterwards withdrawing, forgetting or keeping."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from storage.contacts import contacts
from storage.errors import StorageError
from storage.models import Case
from widgets.choice_popup import ChoicePopup
from widgets.dialogs import ConfirmDialog, MessageDialog
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.hand_over import (
    HandedOver,
    forget_copy,
    hand_over_in,
    handed_over,
    keep_copy,
    only_here,
    plan_hand_over,
    receivers,
    require_may_forget,
    require_may_give,
    withdraw_hand_over,
)
from zorgarrangeur_tui.desk.hand_over_words import forget_lines, plan_lines, standing_sentence, withdraw_lines
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.keys.act_keys import with_keys_now
from zorgarrangeur_tui.screens.draft_forms import fill_in
from zorgarrangeur_tui.screens.new_file_dialog import ask_new_file
from zorgarrangeur_tui.trust_words import contact_name
from zorgarrangeur_tui.working import work_on

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.mode_screen import StoreScreen

_NOBODY_COMPARED = (
    "Een casus gaat alleen naar iemand van wie u het controlegetal hebt vergeleken. Lees eerst de contactkaart in, "
    "bij Uitwisseling ({screens.contact_acts.ReadCard}), en vergelijk samen het controlegetal ({screens.contact_acts.CompareNumber})."
)

_OWNER = "Die wordt eigenaar."
_PROPOSED = "De casus is niet van u. U stelt de overdracht voor; de eigenaar beslist."
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
    case = actor.store.get(Case, case_id)
    others = require_may_give(actor.store, case)
    people = [one for one in receivers(actor.store) if one.fingerprint != case.owner]
    if not people:
        lines = [actor.words(_NOBODY_COMPARED)]
        await actor.app.push_screen_wait(MessageDialog("Nog geen gecontroleerd contact", lines))
        return
    known = contacts(actor.store)
    options = tuple((contact.fingerprint, contact_name(contact, known)) for contact in people)
    fields = [
        FieldSpec(
            "to", "Aan wie", "choice", options[0][0], _PROPOSED if others else _OWNER, choices=options, required=True
        ),
        FieldSpec(
            "purpose", "Waarom", "text", "", "Zonder namen: dit komt in het logboek en in de bundel.", required=True
        ),
    ]
    title = f"Casus {case_reference(case_id)} overdragen"
    given = await fill_in(actor, DraftForm.HAND_OVER, title, fields, about=(case_id,), submit_label="Verder")
    if given is None:
        return
    contact = next(one for one in people if one.fingerprint == given["to"])
    plan = await work_on(actor.app, "overdracht voorbereiden", partial(plan_hand_over, actor.store, case_id, contact))
    title = f"Casus {plan.reference} overdragen aan {contact.card.label}?"
    if not await actor.app.push_screen_wait(ConfirmDialog(title, plan_lines(plan), confirm_label="Overdragen")):
        return
    path = await ask_new_file(actor.app, "Waar komt de bundel?", f"overdracht-{plan.reference}.zorgbundel")
    if path is None:
        return
    await work_on(
        actor.app, "casus overdragen", partial(hand_over_in, actor.store, plan, path, purpose=str(given["purpose"]))
    )
    tell(actor.app, f"Overgedragen. Geef het bestand {path.name} aan {contact.card.label}.", seconds=12)


async def _withdraw(actor: StoreScreen, case_id: str, told: HandedOver) -> None:
    lines = [standing_sentence(told), *withdraw_lines(told)]
    if await actor.app.push_screen_wait(ConfirmDialog("Overdracht intrekken?", lines, confirm_label="Intrekken")):
        await work_on(actor.app, "overdracht intrekken", partial(withdraw_hand_over, actor.store, case_id))
        tell(actor.app, "De overdracht is ingetrokken. De casus staat weer zoals daarvoor.")


async def _afterwards(actor: StoreScreen, case_id: str, told: HandedOver) -> None:
    picked = await actor.app.push_screen_wait(
        ChoicePopup(with_keys_now(standing_sentence(told), actor.app), _AFTERWARDS, _KEEP)
    )
    if picked is None:
        return
    if picked.key == _KEEP:
        field = FieldSpec("reason", "Reden", "text", "", "Zonder namen: dit komt in het logboek.", required=True)
        title, about = "Waarom houdt u een exemplaar?", (case_id,)
        given = await fill_in(actor, DraftForm.KEEP_COPY, title, [field], about=about, submit_label="Houden")
        if given is not None:
            await asyncio.to_thread(keep_copy, actor.store, case_id, str(given["reason"]))
            tell(actor.app, "Uw exemplaar blijft. De reden staat in het logboek.")
        return
    await asyncio.to_thread(require_may_forget, actor.store, case_id)
    lacking = await asyncio.to_thread(only_here, actor.store, case_id)
    lines = forget_lines(told, lacking)
    if not await actor.app.push_screen_wait(ConfirmDialog("Uw exemplaar vergeten?", lines, confirm_label="Vergeten")):
        return
    app, store = actor.app, actor.store

    async def forget() -> None:
        try:
            await asyncio.to_thread(forget_copy, store, case_id, lacking=lacking)
        except StorageError as refusal:
            tell(app, str(refusal), severity="error")
        else:
            tell(app, f"Uw exemplaar is vergeten. De casus is nu alleen bij {told.to}.")

    # By the app: the screen of the case closes as soon as the case is gone, and its own work stops then.
    app.run_worker(forget(), name="forget-copy", group="forget-copy", exclusive=False)
