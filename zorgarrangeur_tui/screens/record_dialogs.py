"""Forms for records: shown, checked by the same rules as everywhere, and kept open with sentences where they refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from storage.errors import StorageError, ValueRefused
from storage.field_values import checked
from storage.models import TYPE_NAMES, Record
from widgets.dialogs import ConfirmDialog, FormDialog
from zorgarrangeur_tui.desk.drafts import key_of_change, key_of_new
from zorgarrangeur_tui.desk.looking import note_name_read
from zorgarrangeur_tui.desk.records import change_record, checked_values, remove_record
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.about_a_child import ABOUT_A_CHILD
from zorgarrangeur_tui.forms import Choices, fields_for, record_values, values_of
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.draft_forms import show_form
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.seen_values import SeenValues

_COMES_BACK = ActText("", "Met {Undo} (ongedaan) komt het terug.")


async def ask(
    screen: StoreScreen,
    title: str,
    model: type[Record],
    names: Iterable[str],
    save: Callable[[dict[str, Any]], Record],
    *,
    values: Mapping[str, Any] | None = None,
    required: Iterable[str] = (),
    submit_label: str = "Opslaan",
    about: Iterable[str] = (),
    draft_key: str = "",
    pointers: Mapping[str, Choices] | None = None,
) -> Record | None:
    """Show a form and save what was filled in; the form stays open while something is refused.

    What is typed and not saved yet is kept as a draft.

    Args:
        screen: where it is shown.
        title: of the dialog.
        model: the record type.
        names: its fields, in order.
        save: does the act and returns the record.
        values: what the fields hold at the start.
        required: fields that must be filled in.
        submit_label: what saving is called.
        about: ids of the records that a new record will belong to: the same form on another one has another draft.
        draft_key: of the draft, for a form on a record that is there already.
        pointers: for fields that hold the id of another record, which can be chosen.

    Returns:
        The saved record, or None when the user cancelled.
    """
    saved: list[Record] = []

    def attempt(filled: dict[str, object]) -> Mapping[str, str]:
        try:
            given = record_values(model, filled)
        except ActRefused as unreadable:
            return unreadable.fields
        problems = refused_values(model, given)
        if problems:
            return problems
        first = next(iter(given))
        try:
            saved.append(save(given))
        except ActRefused as refusal:
            return {name: text for name, text in refusal.fields.items() if name in given} or {first: str(refusal)}
        except StorageError as refusal:
            return {first: str(refusal)}
        return {}

    await show_form(
        screen,
        draft_key or key_of_new(TYPE_NAMES[model], *about),
        lambda draft: FormDialog(
            title,
            fields_for(model, names, values, required, pointers),
            submit_label=submit_label,
            check=attempt,
            today=lambda: screen.user.today,
            draft=draft,
        ),
    )
    return saved[0] if saved else None


async def ask_change(
    screen: StoreScreen,
    title: str,
    record: Record,
    names: Iterable[str],
    act: str,
    *,
    pointers: Mapping[str, Choices] | None = None,
) -> Record | None:
    """Show a form on a record and write only the fields that the user changed (see `ask`).

    Where another value came meanwhile, that is told before it is replaced. A form that shows the name of a child, or what is written about it, is logged as such.
    """
    names = tuple(names)
    before = values_of(record, names)
    record_type = TYPE_NAMES[type(record)]
    pupil_id = record.id if record_type == "pupil" else getattr(record, "pupil_id", "")
    if pupil_id and any(before[name] for name in names if (record_type, name) in ABOUT_A_CHILD):
        log_look(screen.app, partial(note_name_read, screen.store, pupil_id))

    key = key_of_change(record_type, record.id)
    seen = SeenValues(screen.store, record, before, key)

    def save(given: dict[str, Any]) -> Record:
        changed = {name: value for name, value in given.items() if value != before[name]}
        seen.require_seen(changed)
        return change_record(screen.store, type(record), record.id, changed, act)

    return await ask(screen, title, type(record), names, save, values=before, draft_key=key, pointers=pointers)


async def ask_removal(screen: StoreScreen, question: str, lines: list[str], record: Record, act: str) -> bool:
    """Take a record away when the user is sure; undo brings it back."""
    sure = await screen.app.push_screen_wait(ConfirmDialog(question, [*lines, _COMES_BACK], confirm_label="Weghalen"))
    if sure:
        remove_record(screen.store, type(record), record.id, act)
    return bool(sure)


def refused_values(model: type[Record], values: Mapping[str, Any]) -> dict[str, str]:
    """Return a sentence for each field whose value may not be stored."""
    problems = {}
    for name, value in values.items():
        try:
            checked(model, name, value)
        except ValueRefused as refusal:
            problems[name] = str(refusal)
    try:
        checked_values(model, values)
    except ActRefused as refusal:
        problems |= refusal.fields
    return problems
