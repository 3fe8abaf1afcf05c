"""A program that works on a store until it is killed: the other side of the tests beside it.

It reads a command, forks, prints the child's number, and the child does what was asked while it prints a line for each
act that was acknowledged; at the next line it waits for the child's end. Forking saves starting Python for every kill.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

from store_kit import quick_unlock

from storage.errors import StorageError
from storage.exchange import import_bundle
from storage.models import Case, Pupil
from storage.store import Store

COUNTER = "c" * 32


def say(text: str) -> None:
    """Print a line at once: what was said before a kill must arrive."""
    os.write(1, f"{text}\n".encode())


def count(store: Store) -> None:
    """Write act after act: each adds two records and counts on in a third."""
    while True:
        with store.unit_of_work("Geteld") as work:
            counter = work.get(Case, COUNTER)
            number = int(counter.title) + 1
            work.change(counter, {"title": str(number)})
            case = Case(title=f"casus {number}", note="lang " * 200)
            work.add(case, Pupil(case_id=case.id, pseudonym=f"leerling {number}"))
        say(str(number))


def work_on(folder: Path, command: str, argument: str) -> None:
    """Do what was asked; a refusal by the store is said in its own words."""
    try:
        with quick_unlock(folder) as store:
            say("open")
            if command == "count":
                count(store)
            elif command == "import":
                import_bundle(store, Path(argument).read_bytes())
                say("done")
            elif command == "fill":
                # Only this much room is left on the disk, for this process.
                resource.setrlimit(resource.RLIMIT_FSIZE, (int(argument), resource.RLIM_INFINITY))
                count(store)
    except StorageError as error:
        say(f"{type(error).__name__}: {error}")


def main() -> None:
    """Serve commands until the input ends."""
    while line := sys.stdin.readline():
        command, folder, argument = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            work_on(Path(folder), command, argument)
            os._exit(0)
        say(f"child {child}")
        sys.stdin.readline()  # until this line comes the child's number stays its own, so that no other can be killed
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
