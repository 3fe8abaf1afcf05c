"""Keeping what a user chose. Only what was chosen is written: what stands in the file besides stays as it is."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storage.atomic_file import PRIVATE_FILE, make_private_folder, sync_folder, write_atomically
from storage.errors import StorageError
from zorgarrangeur_tui.preferences.preferences_file import NotReadable, file_text
from zorgarrangeur_tui.preferences.preferences_text import new_text, with_keys, with_value
from zorgarrangeur_tui.preferences.schema import Preference, Value


class PreferencesNotKept(StorageError):
    """The file of preferences could not be written. It is as it was."""

    sentence = (
        "Het bestand met instellingen kan niet geschreven worden. Er is niets in gewijzigd. Kijk of de schijf vol is, en of u in "
        "de map mag schrijven."
    )


class PreferencesFileBroken(PreferencesNotKept):
    """The file of preferences cannot be read, so that writing it could lose what its owner wrote in it."""


def keep_value(path: Path, preference: Preference, value: Value) -> None:
    """Write one choice in the file; make the file when there is none.

    Raises:
        PreferencesFileBroken: what stands there cannot be read. Nothing was changed.
        PreferencesNotKept: the disk does not take it. Nothing was changed.
    """
    _rewrite(path, lambda text: with_value(text, preference, value))


def keep_keys(path: Path, act: str, keys: str | None) -> None:
    """Write which keys an act has, with commas; None for those that the app gives it.

    Raises:
        PreferencesFileBroken: what stands there cannot be read. Nothing was changed.
        PreferencesNotKept: the disk does not take it. Nothing was changed.
    """
    _rewrite(path, lambda text: with_keys(text, act, keys))


def set_aside(path: Path) -> Path:
    """Give the file another name, so that a new one can be made. Return that name.

    Raises:
        PreferencesNotKept: nothing was changed.
    """
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.stem}-oud-{number}{path.suffix}")):
        number += 1
    try:
        path.rename(aside)
        sync_folder(path.parent)
    except OSError as error:
        raise PreferencesNotKept from error
    return aside


def _rewrite(path: Path, change: Callable[[str], str]) -> None:
    try:
        make_private_folder(path.parent)
        with _alone(path):
            text = file_text(path)
            changed = change(new_text() if text is None else text)
            if changed != text:
                write_atomically(path, changed.encode())
    except NotReadable as fault:
        raise PreferencesFileBroken(
            f"{fault.refused} Het is niet overschreven. Herstel het, of zet het opzij bij Instellingen (,) of met "
            "`zorgarrangeur settings reset --all`."
        ) from None
    except OSError as error:
        raise PreferencesNotKept from error


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one process at a time read and write the file, so that two choices at the same moment both stay."""
    lock = path.with_name(f".{path.name}.slot")
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), PRIVATE_FILE)
    try:
        _wait_for(descriptor)
        yield
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int) -> None:
    """Wait until nobody else has the lock; closing the file gives it free."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - there only

        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
        return
    import fcntl  # noqa: PLC0415 - not there on Windows

    with suppress(OSError):  # a disk that knows no locks, such as some network disks
        fcntl.lockf(descriptor, fcntl.LOCK_EX)
