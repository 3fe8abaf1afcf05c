"""What the user chose, as the app reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from zorgarrangeur_tui.preferences.schema import Preference, Value


@dataclass(frozen=True, slots=True)
class Preferences:
    """The chosen values; what is not among them has its default.

    Attributes:
        values: by the name of the preference.
        keys: by the id of a command or binding, the keys that it has instead of its own, with commas; empty for none.
    """

    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __getitem__(self, preference: Preference) -> Value:
        """Return the value of a preference."""
        return self.values.get(preference.name, preference.default)

    def word(self, preference: Preference) -> str:
        """Return the value of a choice."""
        return str(self[preference])

    def yes(self, preference: Preference) -> bool:
        """Return the value of a yes or no."""
        return bool(self[preference])

    def number(self, preference: Preference) -> int:
        """Return the value of a number."""
        return int(self[preference])

    def with_value(self, preference: Preference, value: Value) -> Preferences:
        """Return the same with another value for one preference."""
        return replace(self, values=MappingProxyType({**self.values, preference.name: value}))
