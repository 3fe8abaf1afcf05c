"""What one pressed key was, in words: its names, its trap, and what it does. Pure; nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zorgarrangeur_tui.keys.key_names import trap_of, written_key


@dataclass(frozen=True, slots=True)
class KeyReport:
    """One press of a key.

    Attributes:
        name: the app's name for it.
        character: the character that it types, or "".
        aliases: other names of the same key.
        does: what it does where the user came from, or "".
    """

    name: str
    character: str = ""
    aliases: tuple[str, ...] = ()
    does: str = ""

    def lines(self) -> list[tuple[str, str]]:
        """Return what there is to say about it, each with what it is."""
        said = [("Toets", written_key(self.name)), ("Naam in de app", self.name)]
        if self.character:
            said.append(("Teken", character_words(self.character)))
        others = [each for each in self.aliases if each != self.name]
        if others:
            said.append(("Ook bekend als", ", ".join(others)))
        said.append(("Doet hier", self.does or "niets"))
        if trap_of(self.name):
            said.append(("Let op", trap_of(self.name)))
        return said


def character_words(character: str) -> str:
    """Return a character as it can be shown, with its number."""
    shown = character if character.isprintable() and not character.isspace() else "niet te zien"
    return f"{shown} (U+{ord(character[0]):04X})"


def leaves(presses: Sequence[str]) -> bool:
    """Tell whether the last presses mean that the user wants to leave: Esc twice, or F10."""
    return list(presses[-1:]) == ["f10"] or list(presses[-2:]) == ["escape", "escape"]
