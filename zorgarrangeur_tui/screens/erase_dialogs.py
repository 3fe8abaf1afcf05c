"""Erasing by keys: what goes, why, the word to retype, the proof, and the backups from before."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial

from storage.errors import StorageError
from widgets.dialogs import ConfirmDialog, MessageDialog
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.erasure_proofs import older_backups, proof_of, renew_backups
from zorgarrangeur_tui.desk.erasure_words import left_to_do, plan_lines, proof_lines
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.desk.retention import (
    WORD_TO_RETYPE,
    AskedBy,
    check_erasable,
    erase,
    hold,
    names_in,
    plan_erasure,
    reason_problem,
)
from zorgarrangeur_tui.screens.draft_forms import fill_in
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.working import work_on

_WHO = ((AskedBy.PARENTS.value, "de ouders"), (AskedBy.PUPIL.value, "de leerling zelf (12 jaar of ouder)"))


async def ask_erasure(screen: StoreScreen, record_type: str, record_id: str, title: str, *, on_request: bool) -> bool:
    """Let the user erase a case or pupil, and tell whether that was done.

    Args:
        screen: where it is asked.
        record_type: "case" or "pupil".
        record_id: which.
        title: what it is called.
        on_request: True for a child whose term has not passed: then it is asked who wants it.

    Raises:
        StorageError: it may not be erased; nothing was.
    """
    store = screen.store
    scope = await work_on(
        screen.app, "nagaan wat er gewist wordt", partial(plan_erasure, store, record_type, record_id)
    )
    await asyncio.to_thread(check_erasable, store, scope, AskedBy.PARENTS if on_request else None)
    sure = await screen.app.push_screen_wait(
        ConfirmDialog(f"{title} voorgoed wissen?", plan_lines(scope), confirm_label="Verder")
    )
    if not sure:
        return False
    names = names_in(store, scope)

    def refused(filled: Mapping[str, object]) -> dict[str, str]:
        problems = reason_problem(_text(filled, "reason"), names, needed=on_request)
        if _text(filled, "typed").strip().upper() != WORD_TO_RETYPE:
            problems["typed"] = f"Typ het woord {WORD_TO_RETYPE}. Esc wist niets."
        try:
            check_erasable(store, scope, _asker(filled))
        except ActRefused as refusal:
            problems["asked_by" if on_request else "reason"] = str(refusal)
        return problems

    filled = await fill_in(
        screen,
        DraftForm.ERASE,
        f"{title} wissen",
        _fields(on_request=on_request),
        about=(record_id,),
        submit_label="Voorgoed wissen",
        check=refused,
        never=("typed",),
    )
    if filled is None:
        return False
    erasing = partial(
        erase,
        store,
        record_type,
        record_id,
        typed=_text(filled, "typed"),
        reason=_text(filled, "reason"),
        asked_by=_asker(filled),
        seen=scope,
    )
    number, clean = await work_on(screen.app, "voorgoed wissen", erasing, stoppable=False)
    left = left_to_do(store, number, file_clean=clean)
    await screen.app.push_screen_wait(MessageDialog("Gewist", [*proof_lines(proof_of(store, number)), "", *left]))
    await _offer_backup(screen, number)
    return True


async def ask_hold(screen: StoreScreen, record_type: str, record_id: str, title: str) -> None:
    """Let the user keep a case or pupil from being erased, with a reason."""

    def attempt(filled: Mapping[str, object]) -> dict[str, str]:
        try:
            hold(screen.store, record_type, record_id, _text(filled, "reason"))
        except StorageError as refusal:
            return {"reason": str(refusal)}
        return {}

    reason = FieldSpec(
        "reason", "Waarom", "text", "", "Zoals een klacht of bezwaar dat nog loopt; zonder namen.", required=True
    )
    form, about = DraftForm.HOLD, (record_id,)
    if await fill_in(screen, form, f"{title} bewaren", [reason], about=about, submit_label="Bewaren", check=attempt):
        tell(screen.app, f"{title} wordt niet gewist, tot u dat opheft.")


async def _offer_backup(screen: StoreScreen, number: str) -> None:
    older = len(older_backups(screen.store, number))
    if not older:
        return
    lines = [
        f"In {older} oudere reservekopieën op deze computer staat nog wat u wiste.",
        "De app maakt eerst een nieuwe reservekopie en kijkt die na. Daarna haalt ze de oude weg.",
    ]
    if await screen.app.push_screen_wait(
        ConfirmDialog("Oude reservekopieën vervangen?", lines, confirm_label="Vervangen")
    ):
        removed = await work_on(
            screen.app, "reservekopieën vervangen", partial(renew_backups, screen.store), stoppable=False
        )
        tell(screen.app, f"Er is een nieuwe reservekopie; {removed} oude zijn weggehaald.")


def _fields(*, on_request: bool) -> list[FieldSpec]:
    reason = FieldSpec(
        "reason", "Reden", "text", "", "Zonder naam: de reden blijft bewaard bij het bewijs.", required=on_request
    )
    typed = FieldSpec(
        "typed",
        f"Typ {WORD_TO_RETYPE}",
        "text",
        "",
        "Wissen kan niet ongedaan gemaakt worden. Esc wist niets.",
        required=True,
    )
    who = FieldSpec(
        "asked_by", "Wie vraagt erom", "choice", AskedBy.PARENTS.value, "Alleen zij mogen dit.", _WHO, required=True
    )
    return [who, reason, typed] if on_request else [reason, typed]


def _asker(filled: Mapping[str, object]) -> AskedBy | None:
    return AskedBy(str(filled["asked_by"])) if filled.get("asked_by") else None


def _text(filled: Mapping[str, object], name: str) -> str:
    return str(filled.get(name) or "")
