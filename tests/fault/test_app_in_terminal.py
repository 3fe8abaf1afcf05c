"""The real app in a terminal: what a lock, a blank screen, a signal and a kill leave behind."""

from __future__ import annotations

import os
import re
import secrets
import signal
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import select

if sys.platform != "linux":
    pytest.skip("drives a terminal and reads memory as Linux has them", allow_module_level=True)

from app_terminal import CTRL_L, F9, PATIENCE, AppTerminal
from store_kit import master_key_of, quick_create, quick_settings

from storage import audit, drafts, tables
from storage.models import Case, School, site_id
from storage.store import unlock as unlocked

CANARY = "Fatima van der Berg"
CLEARED = "\x1b[0m\x1b[2J"
TYPED = "Wilhelmina Onopgeslagen"
SECRET = f"geheime zin {secrets.token_hex(8)}"
"""In no file: the program on the other side must not know it by itself."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a store with one case, whose title is a name."""
    with quick_create(tmp_path / "opslag", passphrase=SECRET) as store, store.unit_of_work("Casus") as work:
        school = School(id=site_id("99ZZ00"), site_code="99ZZ00", name="De Wilg", kind="so")
        work.add(school, Case(title=CANARY, school_id=school.id))
    return tmp_path / "opslag"


def unlock(app: AppTerminal) -> None:
    """Type the passphrase and wait for the first screen."""
    app.wait_for("Wachtwoordzin")
    app.send(SECRET.encode() + b"\r")
    app.wait_for("Termijnen")


def open_form(app: AppTerminal) -> None:
    """Open the form of the case and type in it."""
    app.send(b"2")
    app.wait_for("Kenmerk")
    app.wait_for("Fatima van der")
    app.send(b"e")
    app.wait_for("Opslaan")
    app.send(TYPED.encode())
    app.wait_for("Onopgeslagen")


def kept(folder: Path) -> list[str]:
    """Return the titles in the drafts."""
    with unlocked(folder, SECRET, settings=quick_settings()) as store, store.read() as session:
        return [draft.fields["title"] for draft in drafts.all_drafts(session.connection())]


def locks(folder: Path) -> list[str]:
    """Return why the store was locked, each time."""
    row = tables.audit.c
    with unlocked(folder, SECRET, settings=quick_settings()) as store, store.read() as session:
        return list(session.execute(select(row.reason).where(row.action == audit.Action.LOCK)).scalars())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may read the memory of a process that is not dumpable")
def test_after_a_lock_neither_memory_nor_terminal_holds_a_secret_or_a_name(folder: Path) -> None:
    """The same process asks for the passphrase again, and knows nothing of before; the draft was kept."""
    key = master_key_of(folder, SECRET)
    needles = {
        "passphrase": SECRET.encode(),
        "passphrase as UTF-32": SECRET.encode("utf-32-le"),
        "master key": key,
        "master key in hex": key.hex().encode(),
        "name": CANARY.encode(),
        "typed": TYPED.encode(),
    }
    with AppTerminal(folder) as app:
        unlock(app)
        open_form(app)
        assert {"name", "passphrase", "typed"} <= set(app.memory_holds(needles)), "the search finds what is there"
        app.send(CTRL_L)
        app.wait_for("Wachtwoordzin")
        drawn = app.since_keys.split(CLEARED, 1)[1]
        assert app.memory_holds(needles) == []
    assert CANARY not in drawn
    assert "Onopgeslagen" not in drawn
    assert locks(folder) == ["key"]
    assert kept(folder) == [CANARY + TYPED]


def test_a_blank_screen_sends_nothing_but_itself_and_a_key_brings_the_form_back(folder: Path) -> None:
    """In the bytes that the terminal gets: cleared, one sentence; and never a title for its window."""
    with AppTerminal(folder) as app:
        unlock(app)
        open_form(app)
        app.send(F9)
        app.wait_for("Druk op een toets")
        blank = app.since_keys.split(CLEARED)[-1]
        app.send(b"q")
        app.wait_for("Onopgeslagen")
        everything = app.received.decode(errors="replace")
    assert re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", blank).strip() == "Scherm leeg. Druk op een toets om verder te gaan."
    assert TYPED + "q" not in everything
    assert not re.search(r"\x1b\][012];", everything)


@pytest.mark.parametrize("options", [(), ("stuck",)], ids=["at rest", "while a thread never ends"])
def test_a_terminated_app_keeps_what_was_typed_and_ends(folder: Path, options: tuple[str, ...]) -> None:
    """With the exit code of the signal, the terminal given back, and the log telling why."""
    with AppTerminal(folder, *options) as app:
        unlock(app)
        open_form(app)
        app.kill(signal.SIGTERM)
        assert app.exit_code() == 128 + signal.SIGTERM
        assert b"\x1b[?1049l\x1b[?25h" in app.received
    assert kept(folder) == [CANARY + TYPED]
    assert locks(folder) == ["sigterm"]


def test_a_lock_does_not_wait_for_a_thread_that_never_ends(folder: Path) -> None:
    """As a long import would be."""
    with AppTerminal(folder, "stuck") as app:
        unlock(app)
        app.send(CTRL_L)
        app.wait_for("Wachtwoordzin")
    assert locks(folder) == ["key"]


def test_closing_the_window_keeps_what_was_typed(folder: Path) -> None:
    """The terminal is gone before the app can write a last byte to it."""
    with AppTerminal(folder) as app:
        unlock(app)
        open_form(app)
        app.hang_up()
        assert app.exit_code() == 128 + signal.SIGHUP
    assert kept(folder) == [CANARY + TYPED]
    assert locks(folder) == ["sighup"]


def test_what_was_typed_survives_a_kill(folder: Path) -> None:
    """A second after the last key it is in the store; the form has it again after the next unlock."""
    with AppTerminal(folder) as app:
        unlock(app)
        open_form(app)
        waited = threading.Event()
        began = time.monotonic()
        while kept(folder) != [CANARY + TYPED]:
            assert time.monotonic() - began < PATIENCE, "the draft was never written"
            waited.wait(0.1)
        app.kill(signal.SIGKILL)
        assert app.exit_code() == -signal.SIGKILL
    with AppTerminal(folder) as app:
        app.wait_for("Wachtwoordzin")
        app.send(SECRET.encode() + b"\r")
        app.wait_for("Niet opgeslagen")
        app.send(b"2")
        app.wait_for("Kenmerk")
        app.wait_for("Fatima van der")
        app.send(b"e")
        app.wait_for("teruggezet")
        app.wait_for("Onopgeslagen")
