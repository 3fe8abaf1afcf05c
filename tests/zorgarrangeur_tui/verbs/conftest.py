"""Command lines on stores with something in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_kit import CommandLine, school_list
from store_kit import FrozenClock, StoreShelf


@pytest.fixture
def line(shelf: StoreShelf, tmp_path: Path, clock: FrozenClock) -> CommandLine:
    """Return the command line of an arranger with an empty store."""
    shelf.copy("arranger", 0, tmp_path / "arranger")
    return CommandLine(tmp_path / "arranger", clock)


@pytest.fixture
def other_line(shelf: StoreShelf, tmp_path: Path, clock: FrozenClock) -> CommandLine:
    """Return the command line of a coordinator with an empty store."""
    shelf.copy("coordinator", 1, tmp_path / "coordinator")
    return CommandLine(tmp_path / "coordinator", clock)


@pytest.fixture
def at_school(line: CommandLine, tmp_path: Path) -> CommandLine:
    """Return the command line of an arranger with two schools."""
    path = tmp_path / "two_schools.csv"
    path.write_bytes(school_list(("99ZA00", "De Wilgenroos"), ("99ZB00", "De Ruiterbrug")))
    line.did("import", "schools", str(path))
    return line
