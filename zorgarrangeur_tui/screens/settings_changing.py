"""Changing one preference: a switch goes over at once, a choice is shown while the user looks, a number is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from widgets.choice_popup import ChoicePopup
from widgets.dialogs import FormDialog
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.preference_effects import show_effect
from zorgarrangeur_tui.preferences.preferences_file import allowed, possible
from zorgarrangeur_tui.preferences.schema import Kind, Preference

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp


async def change_preference(app: ZorgarrangeurApp, preference: Preference) -> None:
    """Ask another value in the way that fits the preference, and apply it."""
    match preference.kind:
        case Kind.CHOICE:
            await _choose(app, preference)
        case Kind.YES_NO:
            app.set_preference(preference, not app.preferences.yes(preference), told=False)
        case Kind.NUMBER:
            await _type_number(app, preference)


async def _choose(app: ZorgarrangeurApp, preference: Preference) -> None:
    """Let the user walk through the choices and see each at work; leaving brings the old one back."""
    before = app.preferences

    def look(key: str | None) -> None:
        if key is not None:
            app.preferences = before.with_value(preference, key)
            show_effect(app, preference)

    options = list((preference.choices or {}).items())
    popup = ChoicePopup(preference.label, options, before.word(preference), follow=look)
    popup.styles.background = "transparent"  # what a choice does must be seen around it
    picked = await app.push_screen_wait(popup)
    app.preferences = before
    if picked is not None and picked.key is not None:
        app.set_preference(preference, picked.key, told=False)
    else:
        show_effect(app, preference)
        app.preference_changed.publish(preference)


async def _type_number(app: ZorgarrangeurApp, preference: Preference) -> None:
    def check(values: dict[str, object]) -> Mapping[str, str]:
        return {} if allowed(preference, values["number"]) else {"number": possible(preference)}

    field = FieldSpec(
        "number",
        preference.unit.capitalize(),
        "integer",
        app.preferences.number(preference),
        possible(preference),
        required=True,
    )
    given = await app.push_screen_wait(FormDialog(preference.label, [field], check=check))
    if given is not None and isinstance(given["number"], int):
        app.set_preference(preference, given["number"], told=False)
