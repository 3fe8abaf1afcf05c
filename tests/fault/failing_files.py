"""A program that makes stores while the first, second, third... touch of a file fails, as on a disk that gives up.

Usage: failing_files.py FOLDER. It makes FOLDER/1, FOLDER/2 and so on, each in a process of its own since the hook stays,
until no touch is left to fail; it prints a line for each.
"""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from store_kit import leave_freed_memory, quick_create

from storage.errors import StorageError

TOUCHES = {"open", "os.rename", "os.mkdir", "os.chmod"}
MADE = 7
"""How a process ends in which nothing failed."""


def make(folder: Path, nth: int) -> int:
    """Make a store in which the nth touch fails; say what happened and return how the process must end."""
    seen = 0

    def fail_at_nth(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        if event in TOUCHES and str(folder) in str(arguments[0]):
            seen += 1
            if seen == nth:
                raise OSError(errno.ENOSPC, "No space left on device")

    sys.addaudithook(fail_at_nth)
    try:
        quick_create(folder).close()
    except StorageError as error:
        print(f"{nth}\t{type(error).__name__}\t{error}", flush=True)  # noqa: T201 - what it says is its answer
        return 0
    return MADE if seen < nth else 1


def main(base: Path) -> None:
    """Let one touch after the other fail."""
    leave_freed_memory()
    import_module("alembic.command")  # half a second that each child would take again
    for nth in range(1, 100):
        child = os.fork()
        if child == 0:
            os._exit(make(base / str(nth), nth))
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == MADE:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]))
