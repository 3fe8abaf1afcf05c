"""The terminal after the app: as it was before, whatever ended the app, and with nothing of it left to read."""

from __future__ import annotations

import os
import secrets
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import select

if sys.platform != "linux":
    pytest.skip("drives a terminal as Linux has it", allow_module_level=True)

from app_terminal import PATIENCE, AppTerminal
from store_kit import quick_create, quick_settings
from terminal_modes import last_alternate_screen, left_behind

from storage import drafts
from storage.models import Case, School, site_id
from storage.store import unlock as unlocked

NAME = "Fatima van der Berg"
TYPED = "Wilhelmina Onopgeslagen"
SECRET = f"geheime zin {secrets.token_hex(8)}"
CTRL_L, CTRL_Q, CTRL_S = b"\x0c", b"\x11", b"\x13"
PASTE_OF_SHELL = b"\x1b[?2004h"
"""What a shell itself turns on at its prompt."""
X10_MOUSE = b"\x1b[M \xe9\xff\x1b[M#\xa1\xc3"
"""Two reports of the mouse that are no UTF-8, as after tmux or VS Code made a new connection."""
SPOILT = b"\xff\xfe\xc3\x1b[99999999999;1u\x1b[Z\x80"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a store with one case, whose title is a name."""
    with quick_create(tmp_path / "opslag", passphrase=SECRET) as store, store.unit_of_work("Casus") as work:
        school = School(id=site_id("99ZZ00"), site_code="99ZZ00", name="De Wilg", kind="so")
        work.add(school, Case(title=NAME, school_id=school.id))
    return tmp_path / "opslag"


def open_cases(app: AppTerminal) -> None:
    """Unlock, and show the case with the name."""
    app.wait_for("Wachtwoordzin")
    app.send(SECRET.encode() + b"\r")
    app.wait_for("Termijnen")
    app.send(b"2")
    app.wait_for("Fatima van der")


def quit_app(app: AppTerminal) -> None:
    """End it as a user does."""
    app.send(CTRL_Q)
    assert app.exit_code() == 0


def terminate(app: AppTerminal) -> None:
    """End it as the system does."""
    app.kill(signal.SIGTERM)
    assert app.exit_code() == 128 + signal.SIGTERM


@pytest.mark.parametrize("end", [quit_app, terminate])
def test_the_terminal_is_as_before_and_empty(folder: Path, end: Callable[[AppTerminal], None]) -> None:
    """No alternate screen, mouse, paste or keyboard mode stays on; the cursor shows; no name can be read any more."""
    with AppTerminal(folder) as app:
        open_cases(app)
        assert left_behind(app.received), "the app changed the terminal"
        end(app)
        assert left_behind(app.received) == []
        assert last_alternate_screen(app.received) == ""


def test_a_passphrase_that_is_typed_right_after_locking_is_shown_nowhere(folder: Path) -> None:
    """The app starts anew meanwhile; in the end the terminal shows typing again."""
    with AppTerminal(folder) as app:
        open_cases(app)
        app.send(CTRL_L)
        app.wait_for("\x1b[?1049l")
        app.send(SECRET.encode())
        app.wait_for("Wachtwoordzin")
        quit_app(app)
        assert SECRET.encode() not in app.received
        assert app.shows_typing


def test_a_killed_app_leaves_its_terminal_as_before_and_empty(folder: Path) -> None:
    """It can do nothing itself any more; a sentence in the shell says that the store is whole."""
    with AppTerminal(folder, from_shell=True) as app:
        open_cases(app)
        app.send(b"")
        os.kill(app.app_process, signal.SIGKILL)
        app.wait_for("typ dan: reset")
        given_back = app.received.partition(b"De app is afgebroken. Uw opslag is heel.")[0]
        assert left_behind(given_back.replace(PASTE_OF_SHELL, b"")) == []
        assert last_alternate_screen(given_back) == ""


@pytest.mark.parametrize("fault", ["broken", "broken-thread"])
def test_a_fault_gives_the_terminal_back_and_tells_no_name(folder: Path, fault: str) -> None:
    """In a handler, and in a thread: the report comes after the terminal is as before."""
    with AppTerminal(folder, fault) as app:
        app.wait_for("Wachtwoordzin")
        app.send(SECRET.encode() + b"\r")
        app.wait_for("Termijnen")
        app.send(b"2")
        assert app.exit_code() == 1
        assert left_behind(app.received) == []
        after = app.received.rpartition(b"\x1b[?1049l")[2].decode()
        assert "ValueError" in after
        assert NAME not in after


def test_bytes_that_no_keyboard_sends_stop_nothing(folder: Path) -> None:
    """The keys that follow them work as ever, and reports of the mouse are not taken for keys."""
    with AppTerminal(folder) as app:
        open_cases(app)
        app.send(X10_MOUSE + SPOILT)
        app.send(b"e")
        app.wait_for("Opslaan")
        app.send(X10_MOUSE + TYPED.encode())
        app.wait_for("Onopgeslagen")
        app.send(CTRL_S)
        waited, began = threading.Event(), time.monotonic()
        while titles(folder) != [NAME + TYPED]:
            assert time.monotonic() - began < PATIENCE, "it was never saved"
            waited.wait(0.1)
        quit_app(app)
        assert left_behind(app.received) == []


def titles(folder: Path) -> list[str]:
    """Return the titles of the cases."""
    with unlocked(folder, SECRET, settings=quick_settings()) as store, store.read() as session:
        return [case.title for case in session.exec(select(Case))]


def test_asleep_in_the_shell_it_leaves_nothing_and_comes_back_covered(folder: Path) -> None:
    """What was typed is a draft by then; a key brings the form back with all of it, and more can be typed."""
    with AppTerminal(folder, from_shell=True) as app:
        open_cases(app)
        app.send(b"e")
        app.wait_for("Opslaan")
        app.send(TYPED.encode())
        app.wait_for("Onopgeslagen")
        app.send(b"")
        os.kill(app.app_process, signal.SIGTSTP)
        app.wait_for("Stopped")
        assert left_behind(app.received.replace(PASTE_OF_SHELL, b"")) == []
        assert last_alternate_screen(app.received) == ""
        with unlocked(folder, SECRET, settings=quick_settings()) as store, store.read() as session:
            assert [draft.fields["title"] for draft in drafts.all_drafts(session.connection())] == [NAME + TYPED]
        app.send(b"fg\r")
        app.wait_for("Terug van de opdrachtregel")
        assert "Fatima" not in app.since_keys
        app.send(b"x")
        app.wait_for("Onopgeslagen")
        app.send(b"!!")
        app.wait_for("!!")
