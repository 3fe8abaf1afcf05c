"""A visit note that was being typed when the app was killed: the same key opens it again, with all of its text."""

from __future__ import annotations

import signal
import sys
import threading
import time
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("drives a terminal as Linux has them", allow_module_level=True)

from app_terminal import PATIENCE, AppTerminal
from store_kit import PASSPHRASE, quick_create, quick_unlock

from storage import drafts
from storage.models import Case, School, site_id

TYPED = "Onopgeslagen rustig"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a store with one case."""
    with quick_create(tmp_path / "opslag") as store, store.unit_of_work("Casus") as work:
        school = School(id=site_id("99ZZ00"), site_code="99ZZ00", name="De Wilg", kind="so")
        work.add(school, Case(title="Verpleging", school_id=school.id))
    return tmp_path / "opslag"


def unlock(app: AppTerminal, until: str) -> None:
    """Type the passphrase and wait until the first screen says something."""
    app.wait_for("Wachtwoordzin")
    app.send(PASSPHRASE.encode() + b"\r")
    app.wait_for(until)


def kept(folder: Path) -> list[str]:
    """Return the texts of the drafts."""
    with quick_unlock(folder) as store, store.read() as session:
        return [draft.fields["text"] for draft in drafts.all_drafts(session.connection())]


def test_a_note_that_was_being_typed_survives_a_kill(folder: Path) -> None:
    """A second after the last key it is in the store; Vandaag tells of it, and one key brings it back from any screen."""
    with AppTerminal(folder) as app:
        unlock(app, "Termijnen")
        app.send(b".")
        app.wait_for("Ctrl+S")
        app.send(TYPED.encode() + b"\r! bellen")
        app.wait_for("Wie")
        began, waited = time.monotonic(), threading.Event()
        while f"{TYPED}\n! bellen" not in kept(folder):
            assert time.monotonic() - began < PATIENCE, "the draft was never written"
            waited.wait(0.1)
        app.kill(signal.SIGKILL)
        assert app.exit_code() == -signal.SIGKILL
    with AppTerminal(folder) as app:
        unlock(app, "nieuw: bezoekverslag")
        app.send(b"2")
        app.wait_for("Kenmerk")
        app.send(b".")
        app.wait_for("teruggezet")
        app.wait_for("bellen")
    assert kept(folder) == [f"{TYPED}\n! bellen"]
