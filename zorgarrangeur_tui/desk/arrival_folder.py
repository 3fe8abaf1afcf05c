"""The folder in which bundles of others arrive: a stick, a shared folder, a folder of attachments. Nothing is written in it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from storage import history
from storage.atomic_file import read_regular_file
from storage.bundle_header import MAX_HEADER_BYTES, read_envelope
from storage.errors import BundleRefused
from storage.store import Store
from zorgarrangeur_tui.desk.arrival_states import FoundFile
from zorgarrangeur_tui.desk.arrivals import BEGINNING_BYTES, ArrivalKind, NothingToTakeIn, arrival
from zorgarrangeur_tui.desk.files import why_not_read
from zorgarrangeur_tui.desk.refusals import ActRefused

MOST_NAMES = 10_000
"""Names of one folder that are looked at; nobody keeps his bundles among more."""

_FOLDER = "arrival_folder"
_OUR_ENDINGS = (".zorgbundel", ".kaart")
_EMPTY = (
    "Dit bestand is leeg. Er is niets ingelezen. Wacht tot het helemaal gekopieerd is, of vraag de afzender om het opnieuw "
    "te sturen."
)
_WHY_NO_FOLDER = {
    errno.ENOENT: "Deze map is er niet (meer). Zit de stick er nog in?",
    errno.ENOTDIR: "Dit is geen map, maar een bestand.",
    errno.EACCES: "In deze map mag u niet kijken.",
}


class FolderUnreadable(ActRefused):
    """The folder is gone, or may not be looked into."""


@dataclass(slots=True)
class WatchedFolder:
    """A folder that is looked at again and again: only what is new or changed since the last look is read.

    Attributes:
        folder: where it is.
        most_names: how many names of it are looked at.
        too_many: whether it holds more than that.
    """

    folder: Path
    most_names: int = MOST_NAMES
    too_many: bool = False
    _known: dict[str, tuple[tuple[int, ...], FoundFile | None]] = field(default_factory=dict)

    def look(self) -> list[FoundFile]:
        """Return the files in it that are ours or are called so, by name. Folders within it are not gone into, links not followed.

        Raises:
            FolderUnreadable: with what to do.
        """
        known = {}
        for name, mark in self._names():
            standing = self._known.get(name)
            known[name] = standing if standing is not None and standing[0] == mark else (mark, self._read(name, mark))
        self._known = known
        return [found for _, (_, found) in sorted(known.items()) if found is not None]

    @property
    def others(self) -> int:
        """How many files the last look found that are none of ours."""
        return sum(found is None for _, found in self._known.values())

    def _names(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Yield the name of each file, with what changes when its content does."""
        try:
            with os.scandir(self.folder) as entries:
                named = list(islice(entries, self.most_names + 1))
        except (OSError, ValueError) as error:
            reason = _WHY_NO_FOLDER.get(getattr(error, "errno", None) or 0, "Deze map kan niet gelezen worden.")
            raise FolderUnreadable(
                f"{reason} Er is niets gewijzigd. Kies een andere map, of probeer het opnieuw."
            ) from error
        self.too_many = len(named) > self.most_names
        for entry in named[: self.most_names]:
            try:
                if entry.is_dir(follow_symlinks=False):
                    continue
                about = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            yield entry.name, (about.st_mode, about.st_size, about.st_mtime_ns, about.st_ino)

    def _read(self, name: str, mark: tuple[int, ...]) -> FoundFile | None:
        found = found_file(self.folder / name, mark[1])
        return None if found.problem and not name.casefold().endswith(_OUR_ENDINGS) else found


def found_file(path: Path, size: int) -> FoundFile:
    """Return a file as far as it must be read to tell what it is; why not, when it cannot be or is none of ours."""
    try:
        beginning = read_regular_file(path, BEGINNING_BYTES - 1)
        if arrival(beginning) is not ArrivalKind.OTHER:
            beginning = _header_of(read_regular_file(path, MAX_HEADER_BYTES - 1))
    except OSError as error:
        return FoundFile(path, size, b"", why_not_read(path, error))
    if arrival(beginning) is ArrivalKind.OTHER:
        return FoundFile(path, size, b"", NothingToTakeIn.sentence if beginning else _EMPTY)
    return FoundFile(path, size, beginning)


def _header_of(beginning: bytes) -> bytes:
    """Return no more of a bundle than its header: of a folder with hundreds of bundles all beginnings are kept."""
    try:
        return beginning[: read_envelope(beginning).body_start]
    except BundleRefused:
        return beginning


def files_at(paths: Iterable[Path]) -> tuple[list[FoundFile], int]:
    """Return the files that are named, those of a folder that is named included, and how many others are in those folders.

    A file that is named twice, or by its folder as well, is there once.

    Raises:
        FolderUnreadable: a folder cannot be looked into.
    """
    found: dict[Path, FoundFile] = {}
    others = 0
    for path in paths:
        if path.is_dir():
            watched = WatchedFolder(path)
            found |= {one.path.absolute(): one for one in watched.look()}
            others += watched.others
        else:
            try:
                size = path.lstat().st_size
            except OSError:
                size = 0
            found[path.absolute()] = found_file(path, size)
    return list(found.values()), others


def arrival_folder(store: Store) -> Path | None:
    """Return the folder that the user chose; None before that."""
    with store.read() as session:
        text = history.read_state(session.connection(), _FOLDER)
    return Path(text) if text else None


def set_arrival_folder(store: Store, folder: Path) -> None:
    """Keep which folder bundles arrive in.

    Raises:
        FolderUnreadable: it is not there, or may not be looked into.
    """
    folder = folder.absolute()
    WatchedFolder(folder).look()
    with store.unit_of_work("Map met binnengekomen bestanden gekozen") as work:
        history.write_state(work.connection, _FOLDER, str(folder))
