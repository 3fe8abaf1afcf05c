"""Failed tries to unlock, kept outside the database, which is closed then, until the next unlock brings them into the log.

The file holds moments and kinds of secret, nothing else. Anyone who can write in the folder can write in it too, so what it
says is taken in as far as it has the form of a try, and counted where it has not.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from pathlib import Path

from storage.atomic_file import PRIVATE_FILE, read_regular_file, write_atomically
from storage.audit import Action
from storage.clock import Clock
from storage.key_file import SlotKind
from storage.unit_of_work import UnitOfWork

FAILURES_FILE = "mislukt.log"
MOST_LINES = 1_000

_MAX_BYTES = MOST_LINES * 64
_LINE = re.compile(
    rb"([0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]\+00:00) (passphrase|recovery|region)"
)


def note_failure(folder: Path, kind: SlotKind, clock: Clock) -> None:
    """Add that a secret opened nothing. Where that cannot be written, the user still reads that the secret was wrong.

    Args:
        folder: of the store.
        kind: which secret was tried; never the secret.
        clock: what time it is.
    """
    line = f"{clock().isoformat(timespec='seconds')} {kind}\n".encode()
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
        flags |= getattr(os, name, 0)
    with contextlib.suppress(OSError):
        descriptor = os.open(folder / FAILURES_FILE, flags, PRIVATE_FILE)
        with os.fdopen(descriptor, "r+b", buffering=0) as file:
            state = os.fstat(descriptor)
            if not stat.S_ISREG(state.st_mode) or state.st_size > _MAX_BYTES - len(line):
                return
            if file.read(_MAX_BYTES).count(b"\n") < MOST_LINES:
                file.write(line)


def take_over(work: UnitOfWork, folder: Path) -> int:
    """Bring the failed tries into the access log, and empty the file once that is written.

    Args:
        work: the act of unlocking.
        folder: of the store.

    Returns:
        How many tries there were, those that cannot be read included.
    """
    try:
        data = read_regular_file(folder / FAILURES_FILE, _MAX_BYTES)
    except FileNotFoundError:
        return 0
    except OSError:
        data = b"\n"
    if not data:
        return 0
    lines = data.removesuffix(b"\n").split(b"\n")
    tries = [match for line in lines if (match := _LINE.fullmatch(line)) is not None][:MOST_LINES]
    for match in tries:
        details = f"at={match[1].decode()} slot={match[2].decode()}"
        work.note(Action.UNLOCK, object="store", outcome="failed", details=details)
    unreadable = len(lines) - len(tries)
    if unreadable:
        work.note(Action.UNLOCK, object="store", outcome="failed", details=f"unreadable={unreadable}")
    if len(lines) >= MOST_LINES or len(data) > _MAX_BYTES:
        work.note(Action.UNLOCK, object="store", outcome="failed", details="full=yes")
    work.afterwards(lambda: _remove(folder, data))
    return len(lines)


def _remove(folder: Path, taken: bytes) -> None:
    """Empty the file, but for what was added since it was read."""
    path = folder / FAILURES_FILE
    with contextlib.suppress(OSError):
        now = read_regular_file(path, _MAX_BYTES)
        added = now[len(taken) :] if now.startswith(taken) and len(taken) <= _MAX_BYTES else b""
        write_atomically(path, added)
