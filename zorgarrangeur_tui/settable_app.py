"""An app that is as its user chose: what was chosen is applied at once, and kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from textual import events
from textual.signal import Signal

from storage.errors import StorageError
from zorgarrangeur_tui.commands import live_keys, tell
from zorgarrangeur_tui.keys.key_names import written_key
from zorgarrangeur_tui.keys.keyed_app import KeyedApp
from zorgarrangeur_tui.preference_effects import show_all_effects, show_effect
from zorgarrangeur_tui.preferences.preferences import Preferences
from zorgarrangeur_tui.preferences.preferences_file import PreferencesRead, read_preferences
from zorgarrangeur_tui.preferences.schema import BLANK_WHEN_AWAY, MESSAGE_SECONDS, SCHEMA, THEME, Preference, Value
from zorgarrangeur_tui.session import AppSettings, Session
from zorgarrangeur_tui.settings_acts import ShowSettings
from zorgarrangeur_tui.told_messages import Told, ToldMessages, seconds_to_read

ReturnType = TypeVar("ReturnType")

_BLANK = "Scherm leeg. Druk op een toets om verder te gaan."


class SettableApp(KeyedApp[ReturnType], inherit_bindings=False):
    """An app with preferences.

    Attributes:
        settings: what the app was started with, and so where preferences are kept.
        session: the opened store, if there is one.
        preferences: what the user chose.
        preferences_read: what the file said when it was last read; also what in it was refused.
        preference_changed: is published with what the user chose otherwise.
        told: the messages that were shown.
    """

    settings: AppSettings
    session: Session | None = None
    preferences: Preferences = Preferences()
    preferences_read: PreferencesRead = PreferencesRead(Preferences())
    preference_changed: Signal[Preference]
    told: ToldMessages

    def begin_as_chosen(self) -> None:
        """Read the preferences, and take those that must be there before anything is shown."""
        self.preference_changed = Signal(self, "preference-changed")
        self.told = ToldMessages()
        self.preferences_read = read_preferences(self.settings.preferences_file)
        self.preferences = self.preferences_read.preferences
        self.theme = self.preferences.word(THEME)
        self.use_keys_everywhere(self.preferences.keys)

    def go_on_as_chosen(self) -> None:
        """Apply the preferences to the running app, and tell what of the file cannot be."""
        show_all_effects(self)
        refused = self.preferences_read.refused
        if refused:
            others = len(refused) - 1
            more = (
                f" Er {'is' if others == 1 else 'zijn'} nog {others} {'fout' if others == 1 else 'fouten'}."
                if others
                else ""
            )
            keys = " of ".join(written_key(key) for key in live_keys(ShowSettings, self))
            sentence = f"{refused[0]}{more} Alles erover staat bij Instellingen ({keys})."
            tell(self, sentence, severity="warning", seconds=15)

    def set_preference(self, preference: Preference, value: Value, *, told: bool = True) -> None:
        """Apply what the user chose at once, keep it, and tell. What cannot be kept holds until the app stops.

        Args:
            preference: what was chosen.
            value: what it becomes.
            told: False where the user sees the new value, so that only a failure needs a word.
        """
        from zorgarrangeur_tui.preferences.preferences_writer import keep_value  # noqa: PLC0415 - at the first choice
        from zorgarrangeur_tui.preferences.value_words import value_words  # noqa: PLC0415 - as above

        self.preferences = self.preferences.with_value(preference, value)
        show_effect(self, preference)
        words = f"{preference.label}: {value_words(preference, value)}."
        path = self.settings.preferences_file
        try:
            if path is not None:
                keep_value(path, preference, value)
        except StorageError as refusal:
            tell(self, f"{words} Dit geldt tot u de app sluit. {refusal}", severity="warning", seconds=15)
        else:
            if told:
                tell(self, words)
        self.preferences_read = read_preferences(path)
        self.preference_changed.publish(preference)

    def read_preferences_again(self) -> PreferencesRead:
        """Read the file of preferences, apply it and return what it says."""
        self.preferences_read = read_preferences(self.settings.preferences_file)
        self.preferences = self.preferences_read.preferences
        show_all_effects(self)
        if self.session is not None:
            self.use_keys(self.preferences.keys)
            self.tell_key_plan()
        return self.preferences_read

    def start_new_preferences_file(self) -> Path:
        """Put a file that cannot be read aside, and keep what is chosen now in a new one. Return where the old one is.

        Raises:
            StorageError: nothing was lost.
        """
        from zorgarrangeur_tui.preferences.preferences_writer import (  # noqa: PLC0415 - seldom
            keep_keys,
            keep_value,
            set_aside,
        )

        path = self.settings.preferences_file
        assert path is not None, "without a file none can be broken"
        aside = set_aside(path)
        for preference in SCHEMA:
            keep_value(path, preference, self.preferences[preference])
        for act, keys in self.preferences.keys.items():
            keep_keys(path, act, keys)
        self.preferences_read = read_preferences(path)
        return aside

    def notify(self, message: str, *, timeout: float | None = None, **how: Any) -> None:
        """Show a message, for as long as the user chose, and remember it.

        One that is long or matters more stays longer, in proportion.
        """
        usual = float(MESSAGE_SECONDS.default)
        least = max(usual if timeout is None else timeout, seconds_to_read(message, usual))
        stays = least * self.preferences.number(MESSAGE_SECONDS) / usual
        severity = str(how.get("severity", "information"))
        self.told.add(Told(self.settings.store.clock(), severity, message))
        super().notify(message, timeout=stays, **how)

    def blank(self) -> None:
        """Cover the screen until a key is pressed."""
        self.cover(_BLANK)

    def on_app_blur(self, _event: events.AppBlur) -> None:
        """Cover the screen when the user goes to another window, if that was chosen."""
        if self.session is not None and self.preferences.yes(BLANK_WHEN_AWAY):
            self.blank()
