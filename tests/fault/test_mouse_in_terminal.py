"""The mouse in a terminal of its own: it is given back to the terminal and asked for again, and free when the app stops."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from app_terminal import AppTerminal
from store_kit import quick_create

F12, CTRL_Q = b"\x1b[24~", b"\x11"


@pytest.mark.slow
def test_the_terminal_is_told_of_the_mouse_while_the_app_runs(tmp_path: Path) -> None:
    """Off, on and off again by the setting; at the end no mouse is asked for any more."""
    quick_create(tmp_path / "opslag").close()
    with AppTerminal(tmp_path / "opslag", home=tmp_path) as terminal:
        terminal.wait_for("Wachtwoordzin")
        # In one go, as a paste into a terminal sends it: what opens the field and what stands in it.
        terminal.send(F12 + b"/touchpad\r")
        terminal.wait_for("1 van")
        for wanted in ("\x1b[?1003l", "\x1b[?1003h", "\x1b[?1003l"):
            terminal.send(b"e")
            terminal.wait_for(wanted)
        terminal.send(CTRL_Q)
        assert terminal.exit_code() == 0
        assert re.findall(rb"\x1b\[\?1003([hl])", terminal.received)[-1] == b"l"
