"""Practising before there is a store, in a real terminal: the app comes back to where it was, and nothing of it stays."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("drives a terminal as Linux has it", allow_module_level=True)

import os

from app_terminal import ESCAPE, AppTerminal

from storage.store_folder import exists

F5, CTRL_Q = b"\x1b[15~", b"\x11"
_MAKING_SECONDS = 120


@pytest.mark.slow
def test_who_practises_first_comes_back_to_the_first_run(tmp_path: Path) -> None:
    """The own store is still to be made, the region is gone, and only the way through the lesson is remembered."""
    home = tmp_path / "thuis"
    home.mkdir()
    with AppTerminal(tmp_path / "opslag", home=home) as app:
        app.wait_for("Eerst oefenen?")
        app.send(F5)
        app.wait_for("Welkom in de oefenregio", _MAKING_SECONDS)
        app.send(ESCAPE)
        app.wait_for("De les begint met F5.")
        app.send(CTRL_Q)
        app.wait_for("Eerst oefenen?")
        app.send(CTRL_Q)
        assert app.exit_code() == 0
    assert not exists(tmp_path / "opslag")
    assert not list(home.glob("zorgarrangeur-demo-*"))
    assert (home / "zorgarrangeur" / "oefenles.toml").exists()


@pytest.mark.slow
@pytest.mark.parametrize("options", [(), ("endless",)], ids=["at rest", "that never comes to its end"])
def test_a_region_is_gone_also_when_its_window_is_closed(tmp_path: Path, options: tuple[str, ...]) -> None:
    """The signal ends the practice region and the app under it; no first run comes back for nobody."""
    home = tmp_path / "thuis"
    home.mkdir()
    with AppTerminal(tmp_path / "opslag", *options, home=home) as app:
        app.wait_for("Eerst oefenen?")
        app.send(F5)
        app.wait_for("Welkom in de oefenregio", _MAKING_SECONDS)
        os.kill(app.process, signal.SIGHUP)
        assert app.exit_code() == 129
    assert not list(home.glob("zorgarrangeur-demo-*"))
