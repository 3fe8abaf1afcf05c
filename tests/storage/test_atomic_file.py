"""Small files that are written whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from storage.atomic_file import make_private_folder, read_regular_file, write_atomically

POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights and no fifo")


def test_a_file_gets_its_new_content_and_nothing_else_is_left(tmp_path: Path) -> None:
    """Also when it was there already; the temporary file beside it is gone."""
    path = tmp_path / "kluis.toml"
    for data in (b"eerste", b"tweede, en langer", b""):
        write_atomically(path, data)
        assert path.read_bytes() == data
        assert list(tmp_path.iterdir()) == [path]


@POSIX_ONLY
def test_only_the_owner_may_read_it_whatever_was_there_before(tmp_path: Path) -> None:
    """A file that others could read is replaced by one that they cannot."""
    path = tmp_path / "kluis.toml"
    path.write_bytes(b"oud")
    path.chmod(0o644)
    write_atomically(path, b"nieuw")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@POSIX_ONLY
@pytest.mark.parametrize(
    "knows", [True, False], ids=["a disk of its own", "a disk that does not know the stronger call"]
)
def test_on_macos_it_is_written_past_the_memory_of_the_drive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, knows: bool
) -> None:
    """The stronger call for the file and its folder; where a disk does not know that, the usual one."""
    import fcntl  # noqa: PLC0415 - not there on Windows

    strong, usual = [], []

    def ask(descriptor: int, what: int) -> None:
        strong.append(what)
        if not knows:
            raise OSError

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", ask)
    monkeypatch.setattr(os, "fsync", usual.append)
    write_atomically(tmp_path / "kluis.toml", b"nieuw")
    assert (strong, len(usual)) == ([51, 51], 0 if knows else 2)


@POSIX_ONLY
def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """What the link pointed to stays as it was."""
    (tmp_path / "elders").write_bytes(b"van een ander")
    (tmp_path / "kluis.toml").symlink_to(tmp_path / "elders")
    write_atomically(tmp_path / "kluis.toml", b"nieuw")
    assert (tmp_path / "elders").read_bytes() == b"van een ander"
    assert (tmp_path / "kluis.toml").read_bytes() == b"nieuw"


def test_after_an_error_the_old_content_is_still_there(tmp_path: Path) -> None:
    """A folder in its place cannot be written over: the folder stays, and no temporary file is left."""
    folder = tmp_path / "kluis.toml"
    folder.mkdir()
    (folder / "inhoud").write_bytes(b"x")
    with pytest.raises(OSError, match=r"kluis\.toml"):
        write_atomically(folder, b"nieuw")
    assert (folder / "inhoud").read_bytes() == b"x"
    assert list(tmp_path.iterdir()) == [folder]


def test_a_missing_folder_is_an_error_of_the_system(tmp_path: Path) -> None:
    """The caller says it in words."""
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "weg" / "kluis.toml", b"x")


@POSIX_ONLY
def test_a_new_folder_is_private_and_an_old_one_keeps_its_rights(tmp_path: Path) -> None:
    """A folder that the user shared on purpose is left as it is."""
    make_private_folder(tmp_path / "nieuw")
    assert stat.S_IMODE((tmp_path / "nieuw").stat().st_mode) == 0o700
    (tmp_path / "oud").mkdir(mode=0o755)
    (tmp_path / "oud").chmod(0o755)
    make_private_folder(tmp_path / "oud")
    assert stat.S_IMODE((tmp_path / "oud").stat().st_mode) == 0o755


def test_a_file_is_read_up_to_one_byte_past_the_limit(tmp_path: Path) -> None:
    """So the caller sees that it is too large, without reading a gigabyte."""
    path = tmp_path / "bestand"
    path.write_bytes(b"0123456789")
    assert read_regular_file(path, 10) == b"0123456789"
    assert read_regular_file(path, 4) == b"01234"


@POSIX_ONLY
def test_only_a_regular_file_is_read(tmp_path: Path) -> None:
    """No folder, no link, and no device or pipe that would keep the app waiting."""
    os.mkfifo(tmp_path / "pijp")
    (tmp_path / "map").mkdir()
    (tmp_path / "echt").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "echt")
    for name in ("pijp", "map", "link", "weg"):
        with pytest.raises(OSError, match=name):
            read_regular_file(tmp_path / name, 10)
    with pytest.raises(OSError, match="zero"):
        read_regular_file(Path("/dev/zero"), 10)
