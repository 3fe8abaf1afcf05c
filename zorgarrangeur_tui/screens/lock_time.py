"""Asking after how many minutes the app locks; asked from Beveiliging and from Instellingen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from widgets.dialogs import FormDialog
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.desk.locking import MOST_LOCK_MINUTES, lock_minutes
from zorgarrangeur_tui.desk.refusals import ActRefused

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp


async def ask_lock_time(app: ZorgarrangeurApp) -> bool:
    """Ask the number of minutes and keep it. Return whether it was answered."""
    assert app.session is not None, "the time is kept in the store"

    def save(values: dict[str, object]) -> Mapping[str, str]:
        try:
            app.set_lock_minutes(int(str(values["minutes"])))
        except ActRefused as refusal:
            return {"minutes": str(refusal)}
        return {}

    hint = f"Van 1 tot {MOST_LOCK_MINUTES} minuten."
    field = FieldSpec("minutes", "Minuten", "integer", lock_minutes(app.session.store), hint, required=True)
    return await app.push_screen_wait(FormDialog("Vergrendelen na stilte", [field], check=save)) is not None
