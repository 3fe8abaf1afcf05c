"""A program that makes or puts back a backup while the first, second, third... touch of a file fails or is the last.

Usage: failing_acts.py ACT HOW SOURCE FOLDER. For each touch SOURCE is copied to FOLDER/1, FOLDER/2 and so on, and a process
of its own does ACT there: "backup", "stick" or "restore". HOW is "fail", as on a disk that gives up, or "kill"; with "full" it
is no touch, but room for files of 50, 100, 150... kB. It prints a line for each try with what was said, until one succeeds
that was not interrupted.
"""

from __future__ import annotations

import errno
import os
import resource
import shutil
import sys
from pathlib import Path
from typing import Any

from store_kit import PASSPHRASE, leave_freed_memory, quick_settings, quick_unlock

from storage.backups import backup_to, make_backup
from storage.errors import StorageError
from storage.restoring import list_backups, restore

TOUCHES = {"open", "os.rename", "os.mkdir", "os.chmod", "os.remove", "os.rmdir"}
KILLED, DONE = 9, 7


def act_on(act: str, folder: Path, room: int) -> None:
    """Do what is to be interrupted. With `room`, no file of this process may become larger than that."""
    if act == "restore":
        [backup] = list_backups(folder)
        restore(folder, backup.folder, PASSPHRASE, settings=quick_settings())
        return
    with quick_unlock(folder) as store:
        START.clear()
        if room:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        if act == "backup":
            make_backup(store)
        else:
            backup_to(store, folder.parent / f"{folder.name}-stick")


START: list[int] = [1]
"""Not empty for as long as touches do not count yet: opening a store is not what is interrupted."""


def attempt(act: str, how: str, folder: Path, nth: int) -> int:
    """Do an act in which the nth touch is interrupted; say what happened and return how the process must end."""
    seen = 0
    if act == "restore":
        START.clear()

    def interrupt(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        if event in TOUCHES and not START and str(folder.parent) in str(arguments[0]):
            seen += 1
            if seen == nth and how == "kill":
                os._exit(KILLED)
            if seen == nth and how == "fail":
                raise OSError(errno.EIO, "Input/output error")

    sys.addaudithook(interrupt)
    try:
        act_on(act, folder, room=nth * 50_000 if how == "full" else 0)
    except StorageError as error:
        print(f"{nth}\t{type(error).__name__}\t{error}", flush=True)  # noqa: T201 - what it says is its answer
        return 0
    if seen < nth or how == "full":
        return DONE
    print(f"{nth}\t\t", flush=True)  # noqa: T201 - done all the same
    return 0


def main(act: str, how: str, source: Path, base: Path) -> None:
    """Interrupt one touch after the other."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    leave_freed_memory()
    for nth in range(1, 200):
        folder = base / str(nth)
        shutil.copytree(source, folder)
        (base / f"{nth}-stick").mkdir()
        child = os.fork()
        if child == 0:
            os._exit(attempt(act, how, folder, nth))
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if ended == DONE:
            return
        if ended == KILLED:
            print(f"{nth}\tkilled\t", flush=True)  # noqa: T201 - what became of it
        elif ended:
            raise SystemExit(f"touch {nth} ended in {ended}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
