"""Writing a small file so that a power cut leaves either the old one or the new one, never half."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter; one that exists already keeps its rights.

    The folders above are synced, since a new folder that a power cut takes away takes along what was synced in it.
    """
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    for path in missing:
        sync_folder(path.parent)


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path`, readable by its owner only.

    A temporary file in the same folder is written and synced, moved over the old one, and the folder is synced: after a
    return the new content survives a power cut; after an error the old content is still there.

    Raises:
        OSError: when the disk is full, the folder is read-only or `path` is a folder.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}.new")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            sync_descriptor(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename durable where the platform allows it (Windows cannot sync a folder and does not need to)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        sync_descriptor(descriptor)
    finally:
        os.close(descriptor)


def sync_descriptor(descriptor: int) -> None:
    """Bring what was written to the medium itself. On macOS the usual call stops at the drive's own memory.

    Raises:
        OSError: when the medium is full or gone.
    """
    if sys.platform == "darwin":
        from fcntl import F_FULLFSYNC, fcntl  # noqa: PLC0415 - there only

        with contextlib.suppress(OSError):  # some disks, such as those on a network, do not know it
            fcntl(descriptor, F_FULLFSYNC)
            return
    os.fsync(descriptor)


def read_regular_file(path: Path, limit: int) -> bytes:
    """Return a regular file's bytes, at most `limit` + 1 of them, without following a link or waiting on a device.

    One byte more than `limit` tells the caller that the file is too large without reading it whole.

    Raises:
        OSError: when it cannot be read or is no regular file.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path.name)
        raise OSError(f"{path.name} is geen gewoon bestand")
    with os.fdopen(descriptor, "rb") as file:
        return file.read(limit + 1)
