"""What a power cut may leave of a disk, from a log of `disk.c`: pure, but for the files that it makes at the end.

Certain is what a file held when it was last synced, and which names a folder held when it was last synced. Everything
after that may be there, be missing, or be there in part: a write by sectors of 512 bytes, a new length, a new or other
name. A file may also have its new length while its data never came: then there are zeros.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
_HEAD = struct.Struct("<cQQQ")


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log. `kind`: Create, Make a folder, Write, Truncate, File synced, Rename, Unlink, Said."""

    kind: str
    file: int
    offset: int
    data: bytes


def events(log: bytes) -> Iterator[Event]:
    """Yield what the log tells, in order."""
    at = 0
    while at < len(log):
        kind, file, offset, length = _HEAD.unpack_from(log, at)
        at += _HEAD.size + length
        yield Event(kind.decode(), file, offset, log[at - length : at])


@dataclass(slots=True, eq=False)
class _File:
    """A file: what certainly stands in it, and what was written since."""

    certain: bytearray = field(default_factory=bytearray)
    since: list[Event] = field(default_factory=list)

    def sync(self) -> None:
        """Take everything as certain."""
        for event in self.since:
            _apply(self.certain, event)
        self.since.clear()


@dataclass(slots=True, eq=False)
class _Folder:
    """A folder: the names that it certainly holds, those given and taken since, and how it looks to programs now."""

    certain: _Names = field(default_factory=dict)
    since: list[_Naming] = field(default_factory=list)
    now: _Names = field(default_factory=dict)

    def name(self, naming: _Naming) -> None:
        """Give or take a name."""
        self.since.append(naming)
        naming.apply(self.now)

    def sync(self) -> None:
        """Take every name as certain."""
        self.certain = dict(self.now)
        self.since.clear()


_Names = dict[str, _File | _Folder]


@dataclass(frozen=True, slots=True)
class _Naming:
    """A name that was given to a file or taken away (None); both at once in a move within a folder."""

    name: str
    file: _File | _Folder | None
    before: str = ""

    def apply(self, names: _Names) -> None:
        """Let it happen."""
        names.pop(self.before, None)
        names.pop(self.name, None)
        if self.file is not None:
            names[self.name] = self.file


class Disk:
    """Follows a log, and can be asked at any event what a power cut would leave."""

    def __init__(self, root: int) -> None:
        self._root = _Folder()
        self._by_number: dict[int, _File | _Folder] = {root: self._root}

    def follow(self, event: Event) -> None:
        """Let one more event happen."""
        match event.kind:
            case "C" | "M":
                made = self._by_number[event.file] = _File() if event.kind == "C" else _Folder()
                folder, name = self._place(event.data.decode())
                folder.name(_Naming(name, made))
            case "R":
                (folder, before), (target, name) = map(self._place, event.data.decode().split("\n"))
                moved = folder.now[before]
                target.name(_Naming(name, moved, before if target is folder else ""))
                if target is not folder:
                    folder.name(_Naming(before, None))
            case "U":
                folder, name = self._place(event.data.decode())
                folder.name(_Naming(name, None))
            case "F":
                self._by_number[event.file].sync()
            case "W" | "T":
                file = self._by_number[event.file]
                assert isinstance(file, _File)
                file.since.append(event)

    def cut(self, draw: random.Random) -> dict[str, bytes | None]:
        """Return what one power cut leaves: every name with its content, None for a folder."""
        left: dict[str, bytes | None] = {}
        kept = draw.choice((0.0, 0.5, 0.5, 1.0))
        folders = [("", self._root)]
        while folders:
            path, folder = folders.pop()
            names = dict(folder.certain)
            for naming in folder.since:
                if draw.random() < kept:
                    naming.apply(names)
            for name, file in names.items():
                if isinstance(file, _Folder):
                    left[path + name] = None
                    folders.append((f"{path}{name}/", file))
                else:
                    left[path + name] = _left_of(file, draw)
        return left

    def _place(self, path: str) -> tuple[_Folder, str]:
        """Return the folder in which a path ends, and the name there."""
        folder = self._root
        *folders, name = path.split("/")
        for part in folders:
            found = folder.now[part]
            assert isinstance(found, _Folder)
            folder = found
        return folder, name


def write_out(left: dict[str, bytes | None], folder: Path) -> None:
    """Make the files that a power cut left."""
    for name, data in left.items():
        if data is None:
            (folder / name).mkdir()
        else:
            (folder / name).write_bytes(data)


def _apply(content: bytearray, event: Event) -> None:
    if event.kind == "T":
        _resize(content, event.offset)
        return
    if len(content) < event.offset:
        _resize(content, event.offset)
    content[event.offset : event.offset + len(event.data)] = event.data


def _resize(content: bytearray, length: int) -> None:
    if len(content) > length:
        del content[length:]
    content.extend(bytes(length - len(content)))


def _left_of(file: _File, draw: random.Random) -> bytes:
    content = bytearray(file.certain)
    whole, torn = draw.choice(((0.0, 0.0), (1.0, 0.0), (0.5, 0.25), (0.9, 0.1), (0.0, 1.0)))
    length = len(content)
    for event in file.since:
        length = event.offset if event.kind == "T" else max(length, event.offset + len(event.data))
        fate = draw.random()
        if fate < whole:
            _apply(content, event)
        elif fate < whole + torn and event.kind == "W":
            for part in _sectors(event):
                if draw.random() < 0.5:
                    _apply(content, part)
    if length > len(content) and draw.random() < 0.5:
        _resize(content, length)
    return bytes(content)


def _sectors(event: Event) -> Iterator[Event]:
    """Yield a write in the parts that a disk writes as one."""
    end = event.offset + len(event.data)
    at = event.offset
    while at < end:
        upto = min(end, (at // SECTOR + 1) * SECTOR)
        yield Event("W", event.file, at, event.data[at - event.offset : upto - event.offset])
        at = upto
