"""Reading the files that a user names, and making new ones without ever writing over one that is there."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from storage.atomic_file import PRIVATE_FILE, read_regular_file, write_atomically
from zorgarrangeur_tui.desk.refusals import ActRefused

_WHY_NOT_READ = {
    errno.ENOENT: "Het bestand {} is er niet.",
    errno.ENOTDIR: "Het bestand {} is er niet.",
    errno.EISDIR: "{} is een map, geen bestand.",
    errno.EACCES: "Het bestand {} mag niet gelezen worden.",
    errno.ELOOP: "{} is een verwijzing naar een ander bestand. Noem het bestand zelf.",
}


def read_input(path: Path, limit: int) -> bytes:
    """Return a file's bytes, at most `limit` + 1, so that whoever reads them can say that the file is too large.

    Raises:
        ActRefused: it cannot be read, or is no ordinary file.
    """
    try:
        return read_regular_file(path, limit)
    except OSError as error:
        raise ActRefused(why_not_read(path, error)) from error


def why_not_read(path: Path, error: OSError) -> str:
    """Return why a file could not be read, in a sentence."""
    sentence = _WHY_NOT_READ.get(error.errno or 0, "{} is geen gewoon bestand of kan niet gelezen worden.")
    return f"{sentence.format(path.name)} Er is niets gewijzigd."


_THERE = "Het bestand {} bestaat al. Er is niets overschreven. Kies een andere naam."
_NOT_HERE = "Het bestand {} kan hier niet gemaakt worden. Er is niets gewijzigd."


_LONGEST_NAME = 255
"""Bytes of a file's name that the file systems of Linux, macOS and Windows have room for."""


def place_problem(path: Path, *endings: str) -> str:
    """Return why no new file can be made at a path, as far as that shows beforehand; "" when it can.

    Args:
        path: where.
        endings: with their dots; without any, each is good.
    """
    if endings and path.suffix.lower() not in endings:
        return f"Laat de naam eindigen op {' of '.join(filter(None, (', '.join(endings[:-1]), endings[-1])))}."
    if len(os.fsencode(path.name)) > _LONGEST_NAME:
        return "Deze naam is te lang. Kies een kortere."
    if os.path.lexists(path):
        return "Dit bestand bestaat al en wordt niet overschreven. Kies een andere naam."
    try:
        return "" if path.parent.is_dir() else _NO_FOLDER
    except OSError:  # a folder of which the name is too long
        return _NO_FOLDER


_NO_FOLDER = "Deze map is er niet."


def check_new(path: Path) -> None:
    """Refuse a place for a new file that surely will not do, before anything is done that cannot be taken back.

    Raises:
        ActRefused: there is a file of this name, or no such folder.
    """
    if problem := place_problem(path):
        raise ActRefused(f"{path.name}: {problem} Er is niets gewijzigd.")


@contextlib.contextmanager
def new_file(path: Path) -> Iterator[Callable[[bytes], None]]:
    """Keep a place for a new file, and give the function that writes it. Without a write, the place is given up again.

    The place is taken first, so that nothing is done for a file that cannot be made.

    Raises:
        ActRefused: there is a file of this name, or none can be made here.
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
    except FileExistsError:
        raise ActRefused(_THERE.format(path.name)) from None
    except OSError as error:
        raise ActRefused(_NOT_HERE.format(path.name)) from error
    written = False

    def write(data: bytes) -> None:
        nonlocal written
        try:
            write_atomically(path, data)
        except OSError as error:
            raise ActRefused(
                f"Het bestand {path.name} kon niet geschreven worden. Uw opslag is in orde. Kijk of de stick of schijf goed "
                "vastzit en niet vol is, en probeer het opnieuw."
            ) from error
        written = True

    try:
        yield write
    finally:
        if not written:
            with contextlib.suppress(OSError):  # a stick that was pulled out; what led here is the error to tell
                path.unlink(missing_ok=True)


def write_new(path: Path, make: Callable[[], bytes]) -> None:
    """Make a new file's content and write it; nothing is made where the file cannot be.

    Raises:
        ActRefused: as in `new_file`.
    """
    with new_file(path) as write:
        write(make())
