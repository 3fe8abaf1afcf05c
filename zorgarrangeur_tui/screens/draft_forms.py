"""Showing a form whose unsaved text survives a crash, a lock and a kill."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from textual.dom import DOMNode

from storage.errors import StorageError
from widgets.dialogs import FormDialog, FormDraft
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.drafts import DraftKeeper, key_of_form, written_at
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.mode_screen import StoreScreen

_NOT_KEPT = "Wat u nu typt, kan nog niet als concept worden bewaard. Sla het formulier op met {widgets.dialogs.FormDialog.submit}."


class KeepOrTell:
    """Keeps what is typed, from a thread. What cannot be kept is told once for as long as that lasts, not with every word.

    Args:
        owner: whose app tells it.
        keep: keeps the texts.
        advice: what its user can do meanwhile; it may name acts between braces.
    """

    def __init__(self, owner: DOMNode, keep: Callable[[Mapping[str, str]], None], advice: str) -> None:
        self._owner = owner
        self._keep = keep
        self._advice = advice
        self._told = False

    def __call__(self, texts: Mapping[str, str]) -> None:
        """Keep these texts, or tell why not."""
        try:
            self._keep(texts)
        except StorageError as refusal:
            if not self._told:
                app = self._owner.app
                app.call_from_thread(tell, app, ActText(str(refusal), self._advice), severity="error")
            self._told = True
        else:
            self._told = False


async def show_form(
    screen: StoreScreen, key: str, make: Callable[[FormDraft], FormDialog], *, never: Collection[str] = ()
) -> dict[str, object] | None:
    """Show a form until it is saved or left, with its draft in it when there is one.

    Args:
        screen: where it is shown.
        key: of the draft (see `desk.drafts`).
        make: gives the dialog on a draft.
        never: fields that are always typed anew, such as a word that confirms.

    Returns:
        What was filled in; None when nothing is to be saved.
    """
    keeper = DraftKeeper(screen.store, key)
    keep = KeepOrTell(screen, lambda texts: keeper.keep(_without(texts, never)), _NOT_KEPT)
    found = keeper.found
    told = f"Concept van {written_at(found)} teruggezet. Esc gooit het weg." if found else ""
    dialog = make(FormDraft(keep, found.fields if found else {}, told))

    def keep_now() -> None:
        keeper.keep(_without(dialog.draft_texts(), never))

    screen.user.open_forms.append(keep_now)
    try:
        filled = await screen.app.push_screen_wait(dialog)
        # Not in `finally`: an app that stops meanwhile must leave the draft where it is.
        _forget(screen, keeper)
    finally:
        screen.user.open_forms.remove(keep_now)
    return filled


async def fill_in(
    screen: StoreScreen,
    form: DraftForm,
    title: str,
    fields: Sequence[FieldSpec],
    *,
    about: Iterable[str] = (),
    submit_label: str = "Opslaan",
    check: Callable[[dict[str, object]], Mapping[str, str]] | None = None,
    never: Collection[str] = (),
) -> dict[str, object] | None:
    """Show a form that is no record's own, and keep what is typed in it as a draft.

    Args:
        screen: where it is shown.
        form: which form.
        title: of the dialog.
        fields: what is asked.
        about: ids of what it is about: the same form on something else has another draft.
        submit_label: what saving is called.
        check: as for `FormDialog`.
        never: fields that are always typed anew, such as a word that confirms.

    Returns:
        What was filled in; None when the user went back.
    """
    return await show_form(
        screen,
        key_of_form(form, *about),
        lambda draft: FormDialog(
            title, fields, submit_label=submit_label, check=check, today=lambda: screen.user.today, draft=draft
        ),
        never=never,
    )


def _without(texts: Mapping[str, str], never: Collection[str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if name not in never}


def _forget(screen: StoreScreen, keeper: DraftKeeper) -> None:
    try:
        keeper.forget()
    except StorageError as refusal:
        tell(screen.app, f"Het concept van dit formulier staat er nog. {refusal}", severity="error")
