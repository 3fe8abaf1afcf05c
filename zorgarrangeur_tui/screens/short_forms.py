"""Forms of a few fields that are no record: they stay open with sentences while something is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from storage.errors import StorageError, ValueRefused
from storage.models import Record
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.forms import record_values
from zorgarrangeur_tui.screens.draft_forms import fill_in
from zorgarrangeur_tui.screens.mode_screen import StoreScreen


async def ask_values(
    screen: StoreScreen,
    title: str,
    fields: Sequence[FieldSpec],
    model: type[Record],
    save: Callable[[dict[str, Any]], None],
    submit_label: str = "Opslaan",
    *,
    form: DraftForm,
    about: Iterable[str],
) -> bool:
    """Show a form and save what was filled in.

    Args:
        screen: where it is shown.
        title: of the dialog.
        fields: what is asked; a choice among weekdays that is called `also_on` comes back as numbers.
        model: the record type by whose words the fields are read.
        save: does the act.
        submit_label: what saving is called.
        form: under which form its draft is kept.
        about: ids of what it is about.

    Returns:
        Whether it was saved.
    """
    saved: list[bool] = []

    def attempt(filled: dict[str, object]) -> Mapping[str, str]:
        first = next(iter(filled))
        try:
            own = {name: value for name, value in filled.items() if name in model.model_fields}
            rest: dict[str, Any] = {name: value for name, value in filled.items() if name not in own}
            if "also_on" in rest:
                rest["also_on"] = weekdays_of(rest["also_on"])
            save({**record_values(model, own), **rest})
        except ActRefused as refusal:
            return {name: text for name, text in refusal.fields.items() if name in filled} or {first: str(refusal)}
        except ValueRefused as refusal:
            return {refusal.field if refusal.field in filled else first: str(refusal)}
        except StorageError as refusal:
            return {first: str(refusal)}
        saved.append(True)
        return {}

    await fill_in(screen, form, title, fields, about=about, submit_label=submit_label, check=attempt)
    return bool(saved)


def weekdays_of(chosen: object) -> list[int]:
    """Return the weekdays that were chosen in a form, as numbers."""
    return [int(key) for key in chosen] if isinstance(chosen, list | tuple) else []
