"""Copying files that hold a store, so that the copy is on the medium and nobody else may read it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from storage.atomic_file import PRIVATE_FILE, sync_descriptor
from storage.long_work import step

_PIECE = 1 << 20


def new_private_file(path: Path) -> None:
    """Make an empty file that only its owner may read.

    Raises:
        OSError: when there is one of this name already, or none can be made.
    """
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))


def copy_file(source: Path, target: Path) -> None:
    """Copy a regular file to a new one, synced. No link is followed.

    Raises:
        OSError: when it cannot be read or written, or the target is there.
        WorkStopped: its user wants it to stop; what was written so far is still there.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    made = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(source, flags), "rb") as read, os.fdopen(os.open(target, made, PRIVATE_FILE), "wb") as write:
        size = os.fstat(read.fileno()).st_size
        while piece := read.read(_PIECE):
            write.write(piece)
            step(min(1, write.tell() / size) if size else 0)
        write.flush()
        sync_descriptor(write.fileno())


def sync_file(path: Path) -> None:
    """Bring what was written in a file to the medium, and let the next read come from there where the platform allows."""
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        sync_descriptor(descriptor)
        if sys.platform == "linux":
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)
