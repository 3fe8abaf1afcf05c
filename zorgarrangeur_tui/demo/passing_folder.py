"""A folder of an invented region, which is gone when the app has ended."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

_ROUNDS = 40
_PAUSE_SECONDS = 0.05


@contextmanager
def passing_folder() -> Iterator[Path]:
    """Give a new folder, and remove it in the end. What cannot be removed is told on the terminal."""
    folder = Path(mkdtemp(prefix="zorgarrangeur-demo-"))
    try:
        yield folder
    finally:
        if not removed(folder):
            print(  # noqa: T201 - the app has ended
                f"De map van de oefenregio staat er nog. Alles daarin is verzonnen; u kunt hem weggooien: {folder}",
                file=sys.stderr,
            )


def removed(folder: Path) -> bool:
    """Remove a folder, and tell whether it is gone.

    A thread that still reads in the store makes a file of SQLite between the emptying of the folder and its removal; on
    Windows nothing goes while it is open. Once the folder is gone, nothing comes back in it.
    """
    for _ in range(_ROUNDS):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return True
        time.sleep(_PAUSE_SECONDS)
    return False
