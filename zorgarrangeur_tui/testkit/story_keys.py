"""How keys are written in a story: as the app's footer shows them, or by their names."""

from __future__ import annotations

from difflib import get_close_matches

from zorgarrangeur_tui.keys.key_names import KEY_NAMES, normal_key


def key_named(word: str) -> str:
    """Return Textual's name of a key, such as "ctrl+l" for "Ctrl+L" and "space" for "spatie"; a sign is itself.

    Raises:
        ValueError: there is no such key; a Dutch sentence with the nearest one.
    """
    if len(word) == 1 and word.isascii() and word.isprintable():
        return "space" if word == " " else word
    key = normal_key(word)
    if key is not None:
        return key
    near = get_close_matches(word.rpartition("+")[2].lower(), KEY_NAMES, n=1)
    raise ValueError(f"„{word}” is geen toets.{f' Bedoelde u „{near[0]}”?' if near else ''}")
