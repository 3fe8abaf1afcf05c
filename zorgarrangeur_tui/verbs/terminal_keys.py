"""Reading keys from a terminal as it sends them: byte by byte, outside the app."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from zorgarrangeur_tui.keys.key_bytes import bytes_words, key_of_bytes
from zorgarrangeur_tui.keys.key_names import trap_of, written_key
from zorgarrangeur_tui.keys.key_reports import leaves

assert sys.platform != "win32"  # where the verb refuses instead

_MOST_BYTES = 64


def listen(say: Callable[[str], None], file: int | None = None) -> None:
    """Say of each key what the terminal sent for it, until Esc twice, F10 or the end. Nothing is kept.

    Raises:
        OSError: what is listened to is no terminal.
    """
    file = sys.stdin.fileno() if file is None else file
    last: list[str] = []
    with _byte_by_byte(file):
        while not leaves(last):
            data = os.read(file, _MOST_BYTES)
            if not data:
                return
            key = key_of_bytes(data)
            last = [*last[-1:], key]
            say(key_line(data, key))


def key_line(data: bytes, key: str) -> str:
    """Return one line on a key: its bytes, its name and its trap."""
    name = written_key(key) if key else "onbekend"
    return f"{bytes_words(data):<20} {name:<14} {trap_of(key)}".rstrip()


@contextmanager
def _byte_by_byte(file: int) -> Iterator[None]:
    """Let the terminal pass on every key at once, also Ctrl+C, Ctrl+S and Ctrl+Q, and put it back as it was."""
    import termios  # noqa: PLC0415 - not there on Windows
    import tty  # noqa: PLC0415 - as above

    try:
        before = termios.tcgetattr(file)
    except termios.error as error:
        raise OSError(str(error)) from error
    try:
        tty.setraw(file, termios.TCSADRAIN)
        changed = termios.tcgetattr(file)
        changed[1] = before[1]
        termios.tcsetattr(file, termios.TCSADRAIN, changed)
        yield
    finally:
        termios.tcsetattr(file, termios.TCSADRAIN, before)
