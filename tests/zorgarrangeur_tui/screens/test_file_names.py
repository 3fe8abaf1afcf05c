"""Finding a file by typing its path."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.screens.file_names import FoundName, completed, names_for, path_of, split

CSV = (".csv",)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with lists, another file, a hidden one and a folder."""
    for name in ("scholen 2024.csv", "Scholen 2025.CSV", "brief.txt", ".verborgen.csv"):
        (tmp_path / name).write_text("x" * 3)
    (tmp_path / "schijf").mkdir()
    return tmp_path


def names(typed: str) -> list[str]:
    """Return the names that are listed for what was typed."""
    return [one.name for one in names_for(typed, CSV)]


def test_folders_and_files_with_the_ending_are_listed(folder: Path) -> None:
    """Folders first; capitals do not matter; other and hidden files are left out."""
    assert names(f"{folder}/") == ["schijf", "scholen 2024.csv", "Scholen 2025.CSV"]
    assert names(f"{folder}/SCHO") == ["scholen 2024.csv", "Scholen 2025.CSV"]
    assert names(f"{folder}/.") == [".verborgen.csv"]
    assert [one.size for one in names_for(f"{folder}/scholen 2024", CSV)] == [3]


@pytest.mark.parametrize("typed", ["/bestaat niet/x", "x\0y/", "~niemand-heet-zo/x", "/"])
def test_a_folder_that_cannot_be_read_has_no_names_and_no_error(typed: str) -> None:
    """Half a path is the normal state while somebody types."""
    assert all(isinstance(one, FoundName) for one in names_for(typed, CSV))


def test_tab_adds_what_all_names_share(folder: Path) -> None:
    """One name is filled in whole, with a separator after a folder; several as far as they agree."""
    for typed, full in (("sc", "sch"), ("schol", "scholen 202"), ("schi", f"schijf{os.sep}"), ("x", "x")):
        path = f"{folder}/{typed}"
        assert completed(path, names_for(path, CSV)) == f"{folder}/{full}"


def test_the_home_folder_may_be_written_as_a_tilde(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """As people do in a terminal."""
    monkeypatch.setenv("HOME", str(folder))
    assert path_of("~/brief.txt") == folder / "brief.txt"
    assert split("~") == (f"~{os.sep}", "")
    assert names("~/schol") == ["scholen 2024.csv", "Scholen 2025.CSV"]


def test_quotes_around_a_pasted_path_are_no_part_of_it() -> None:
    """As other programs give a path with a space in it; a quote on one side only is part of a name."""
    assert path_of(' "C:/Mijn lijsten/scholen.csv" ') == Path("C:/Mijn lijsten/scholen.csv")
    assert path_of("'/home/noor/mijn lijst.csv'") == Path("/home/noor/mijn lijst.csv")
    assert path_of("'s-gravenhage.csv") == Path("'s-gravenhage.csv")
    assert path_of('"') == Path('"')


name = st.text(st.characters(exclude_characters="/\\\0", exclude_categories=["Cs"]), min_size=1, max_size=8)


@given(st.lists(name, min_size=1, max_size=5, unique=True), st.integers(0, 4))
def test_completing_never_loses_what_was_typed(found: list[str], length: int) -> None:
    """The result is at least as long, and begins the same but for capitals."""
    typed = found[0][:length]
    fitting = [FoundName(one, is_folder=False) for one in found if one.casefold().startswith(typed.casefold())]
    result = completed(f"map/{typed}", fitting)
    assert result.startswith("map/")
    assert len(result) >= len(f"map/{typed}")
