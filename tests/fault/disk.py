"""Steering `disk.c` from inside a program that was started with it: watching a folder's disk, filling it, pulling it out."""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path

_UNLIMITED = -1


def _call(name: str, *arguments: bytes | int) -> int:
    function = getattr(ctypes.CDLL(None), name)
    function.argtypes = [ctypes.c_char_p if isinstance(argument, bytes) else ctypes.c_long for argument in arguments]
    function.restype = ctypes.c_long
    return int(function(*arguments))


def follow(folder: Path) -> None:
    """Take a folder as the disk. Files that are open already do not belong to it."""
    _call("disk_follow", os.fsencode(folder))


def log_changes(path: Path) -> None:
    """Append every change of a file, and all that is said meanwhile, to a log."""
    _call("disk_log", os.fsencode(path))


def leave_room(size: int) -> None:
    """Let the files grow by no more than so many bytes together."""
    _call("disk_leave_room", size)


def pull_out(after_calls: int = 0, error: int = errno.EIO) -> None:
    """Let every call fail after so many more have succeeded."""
    _call("disk_pull_out", after_calls, error)


def mend() -> None:
    """Give the disk room again, or put it back."""
    leave_room(_UNLIMITED)
    pull_out(_UNLIMITED, 0)


def touches() -> int:
    """Return how many calls reached the disk until now."""
    return _call("disk_touches")
