"""What typing replaces in a field that is filled in already. Pure: no widget."""

from __future__ import annotations

import os
from typing import Literal

TypedOver = Literal["", "all", "file_name"]
"""What is selected when such a field gets focus: nothing, all of it, or of a path the file's name without folder and ending."""

_BEGINS_A_PATH = ("/", "\\", "~", '"', "'")


def selected_part(typed_over: TypedOver, text: str) -> tuple[int, int] | None:
    """Return where the part begins and ends that typing replaces; None when typing adds."""
    if typed_over == "all":
        return 0, len(text)
    if typed_over == "file_name":
        start = max(text.rfind("/"), text.rfind(os.sep)) + 1
        ending = text.rfind(".")
        return start, ending if ending > start else len(text)
    return None


def replaced_part(
    typed_over: TypedOver, text: str, start_text: str, selected: tuple[int, int], typed: str
) -> tuple[int, int] | None:
    """Return the part that typing or pasting replaces, when that is more than what is selected; else None.

    A whole path takes the place of the path that was filled in; a name with an ending that of the name with its ending.
    """
    start, end = sorted(selected)
    filled_in = selected_part(typed_over, start_text)
    if typed_over != "file_name" or filled_in is None:
        return None
    if text == start_text and start < end and begins_a_path(typed):
        return 0, len(text)
    ending = start_text[filled_in[1] :]
    return (start, len(text)) if ending and "." in typed and text[end:] == ending else None


def begins_a_path(typed: str) -> bool:
    """Tell whether a whole path is being typed or pasted, instead of a name: "/stick/a.pdf", "~", "C:" or quotes around one."""
    return typed.startswith(_BEGINS_A_PATH) or typed[1:2] == ":"
