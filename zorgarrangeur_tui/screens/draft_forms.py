"""Showing a form whose unsaved text survives a crash, a lock and a kill."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from storage.errors import StorageError
from widgets.dialogs import FormDialog, FormDraft
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.drafts import DraftKeeper, written_at
from zorgarrangeur_tui.screens.mode_screen import StoreScreen

_NOT_KEPT = "Wat u nu typt, kan nog niet als concept worden bewaard. Sla het formulier op met Ctrl+S."


async def show_form(screen: StoreScreen, key: str, make: Callable[[FormDraft], FormDialog]) -> None:
    """Show a form until it is saved or left, with its draft in it when there is one.

    Args:
        screen: where it is shown.
        key: of the draft (see `desk.drafts`).
        make: gives the dialog on a draft.
    """
    keeper = DraftKeeper(screen.store, key)

    def keep(texts: Mapping[str, str]) -> None:
        try:
            keeper.keep(texts)
        except StorageError as refusal:
            screen.app.call_from_thread(tell, screen.app, f"{refusal} {_NOT_KEPT}", severity="error")

    found = keeper.found
    told = f"Concept van {written_at(found)} teruggezet. Esc gooit het weg." if found else ""
    dialog = make(FormDraft(keep, found.fields if found else {}, told))

    def keep_now() -> None:
        keeper.keep(dialog.draft_texts())

    screen.user.open_forms.append(keep_now)
    try:
        await screen.app.push_screen_wait(dialog)
        # Not in `finally`: an app that stops meanwhile must leave the draft where it is.
        _forget(screen, keeper)
    finally:
        screen.user.open_forms.remove(keep_now)


def _forget(screen: StoreScreen, keeper: DraftKeeper) -> None:
    try:
        keeper.forget()
    except StorageError as refusal:
        tell(screen.app, f"Het concept van dit formulier staat er nog. {refusal}", severity="error")
