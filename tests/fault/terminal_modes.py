"""What a terminal is left with after an app: read from the bytes that it was sent."""

from __future__ import annotations

import re

_MODES = re.compile(rb"\x1b\[\?(\d+)([hl])|\x1b\[([<>])[0-9;]*u")
_AS_IT_SHOULD_BE = {b"7": b"h", b"25": b"h"}
"""Lines wrap and the cursor shows; all else that an app turns on is off."""


def left_behind(received: bytes) -> list[str]:
    """Return what is not as a shell wants it, after all that was received; nothing: the terminal is as before."""
    modes: dict[bytes, bytes] = {}
    keyboards = 0
    for number, state, keyboard in _MODES.findall(received):
        if number:
            modes[number] = state
        elif keyboard:
            keyboards = max(0, keyboards + (1 if keyboard == b">" else -1))
    wrong = [f"mode {int(mode)}" for mode, state in modes.items() if state != _AS_IT_SHOULD_BE.get(mode, b"l")]
    return [*wrong, *(["kitty keyboard"] if keyboards else [])]


def last_alternate_screen(received: bytes) -> str:
    """Return what could still be read on the screen of the app when it gave the terminal back."""
    drawn = received.rpartition(b"\x1b[?1049l")[0].rpartition(b"\x1b[2J")[2]
    return re.sub(rb"\x1b\[[<>0-9;?]*[A-Za-z]", b"", drawn).decode(errors="replace").strip()
