"""The cursor of the terminal itself: where it stands after a frame, and whether the terminal shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from app_terminal import ESCAPE, AppTerminal
from store_kit import quick_create

F12, CTRL_Q, DOWN, HOME = b"\x1b[24~", b"\x11", b"\x1b[B", b"\x1b[H"


@pytest.mark.slow
def test_the_cursor_is_shown_when_that_is_chosen_and_follows_the_keyboard(tmp_path: Path) -> None:
    """From then on each frame ends with the cursor on view; a line down puts it a line down. At the end it is on view as ever."""
    quick_create(tmp_path / "opslag").close()
    with AppTerminal(tmp_path / "opslag", home=tmp_path) as terminal:
        terminal.wait_for("Wachtwoordzin")
        assert "\x1b[?25h" not in terminal.received.decode(errors="replace")
        terminal.send(F12)
        terminal.wait_for("Instellingen")
        terminal.send(b"/")
        terminal.wait_for("Filter")
        terminal.send(b"vergrootglas\r")
        terminal.wait_for("1 van")
        terminal.send(b"e")
        terminal.wait_for("\x1b[?25h")
        terminal.send(ESCAPE)
        terminal.wait_for("Muis")
        for keys, row in ((HOME, 3), (DOWN, 4), (DOWN, 5)):
            terminal.send(keys)
            terminal.wait_for(f"\x1b[{row};3H\x1b[?25h")
        terminal.send(CTRL_Q)
        assert terminal.exit_code() == 0
        assert re.findall(rb"\x1b\[\?25([hl])", terminal.received)[-1] == b"h"
