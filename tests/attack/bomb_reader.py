"""A process with little memory that looks at files, each by the door that it names, and says what became of it.

It is given the folder of a store, and a line for each file on standard input.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from attack_kit import everything
from store_kit import quick_unlock

from storage.errors import StorageError
from zorgarrangeur_tui.desk.arrivals import take_in

_MOST_MEMORY = 512 << 20
_MOST_SECONDS = 120


def main(folder: Path) -> None:
    """Look at every file, and at the end compare the store with what it was."""
    store = quick_unlock(folder)
    before = everything(store)
    held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + _MOST_MEMORY, held + _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    for line in sys.stdin:
        try:
            take_in(store, Path(line.rstrip("\n")).read_bytes())
        except StorageError as refusal:
            said = type(refusal).__name__
        else:
            said = "taken in"
        sys.stdout.write(f"{said}\n")
    sys.stdout.write(f"{'as it was' if everything(store) == before else 'changed'}\n")
    store.close()


main(Path(sys.argv[1]))
