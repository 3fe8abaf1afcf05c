"""What the exit code of a verb tells a script."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """How a verb ended."""

    DONE = 0
    """It did what was asked, also when single lines of a list were refused (they stand on standard error)."""
    FAULT = 1
    """The app itself failed."""
    USAGE = 2
    """The command is not one that exists."""
    REFUSED = 3
    """What was given cannot be used; nothing changed. `doctor` found something serious."""
    WRONG_SECRET = 4
    """The passphrase opens nothing."""
    CONFLICT = 5
    """A person must decide: a bundle was read in and values differ, or a plan was not published because of what blocks it."""
    OUTPUT_LOST = 6
    """What it had to tell could not be written: the disk that it goes to is full."""
    INTERRUPTED = 130
    """Stopped with ctrl+c, by the convention of shells."""
    OUTPUT_CLOSED = 141
    """Whoever read its output stopped reading, as `head` does; nothing is said of it, by the convention of shells."""
