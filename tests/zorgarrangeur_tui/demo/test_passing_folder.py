"""The folder of an invented region is gone in the end, whatever still works in it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from zorgarrangeur_tui.demo import passing_folder as module
from zorgarrangeur_tui.demo.passing_folder import passing_folder, removed
from zorgarrangeur_tui.demo.practice_store import PracticeRegions
from zorgarrangeur_tui.testing import quick_settings


def test_a_folder_goes_while_a_thread_still_makes_files_in_it() -> None:
    """A store that is still read makes one between the emptying of its folder and the removal."""
    made: list[str] = []

    def make_one_more(event: str, given: tuple[object, ...]) -> None:
        if event == "os.rmdir" and given[0] == str(folder) and len(made) < 3:
            made.append(f"zorg.db-{len(made)}")
            (folder / made[-1]).touch()

    with passing_folder() as folder:
        sys.addaudithook(make_one_more)
    assert len(made) == 3
    assert not folder.exists()


def test_what_cannot_be_removed_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With where it is, and that nothing in it is of anybody."""
    with monkeypatch.context() as system:
        system.setattr(module, "_PAUSE_SECONDS", 0)
        system.setattr(shutil, "rmtree", lambda *_, **__: None)
        with passing_folder() as folder:
            (folder / "zorg.db").touch()
    told = capsys.readouterr().err
    assert told.startswith("De map van de oefenregio staat er nog.")
    assert str(folder) in told
    assert removed(folder)


def test_a_region_that_comes_after_the_end_leaves_nothing(tmp_path: Path) -> None:
    """Who leaves while it is made does not wait for it."""
    place = tmp_path / "regio"
    practice = PracticeRegions(place, quick_settings(), school_count=1)

    def left_meanwhile() -> bool:
        practice.close()
        assert removed(place)
        return True

    assert practice.make(left_meanwhile) is None
    assert not place.exists()
    assert practice.make() is None
    assert not place.exists()
