"""A working day with planted names, and then a search for them in everything that was written or drawn."""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("drives a terminal as Linux has it", allow_module_level=True)

from app_terminal import CTRL_L, ESCAPE, AppTerminal
from cli_kit import CommandLine
from store_kit import FrozenClock, meet, quick_create, quick_unlock

from storage.models import Case, Pupil, School, site_id

NAME, NOTE, TYPED = "Kanarievogel Zonneveld", "Epilepsie sinds Kanariekooi", "Onopgeslagen Kanarieveer"
CLEARED = "\x1b[0m\x1b[2J"
SECRET = "paard batterij nietje correct"


def in_any_form(text: str) -> list[bytes]:
    """Return a text as it could stand in a file: in the usual encodings, in capitals, in base64."""
    forms = [text, text.upper(), text.lower(), *text.split()]
    found = [form.encode(encoding) for form in forms for encoding in ("utf-8", "utf-16-le", "utf-32-le")]
    return [*found, base64.b64encode(text.encode()).rstrip(b"=")[:-2]]


NEEDLES = [needle for text in (NAME, NOTE, TYPED) for needle in in_any_form(text) if needle != b"sinds"]


def traces(root: Path) -> list[str]:
    """Return the files below a folder whose content or name holds any of the planted texts."""
    found = []
    for path in root.rglob("*"):
        data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        if any(needle in data or needle in os.fsencode(path.name) for needle in NEEDLES):
            found.append(str(path.relative_to(root)))
    return found


def plant(folder: Path, other: Path) -> None:
    """Make a store with a child of this name, and a colleague whom its owner verified."""
    with quick_create(folder, passphrase=SECRET) as store, quick_create(other, label="Corrie") as colleague:
        meet(store, colleague)
        with store.unit_of_work("Casus begonnen") as work:
            school = School(id=site_id("99ZZ00"), site_code="99ZZ00", name="De Wilg", kind="so")
            case = Case(title="Zorg in groep 5", school_id=school.id, note=NOTE)
            work.add(school, case, Pupil(case_id=case.id, pseudonym="Blauwe Otter", name=NAME, note=NOTE))


def day_at_the_screen(folder: Path, home: Path, written: Path) -> str:
    """Look at the child, show the name, search for it, type in a form, and lock; return what was drawn after the lock."""
    with AppTerminal(folder, f"written={written}", home=home) as app:
        app.wait_for("Wachtwoordzin")
        app.send(SECRET.encode() + b"\r")
        app.wait_for("Termijnen")
        app.send(b"2")
        app.wait_for("Zorg in groep 5")
        app.send(b"/")
        app.wait_for("vraag, school")
        app.send(NAME.encode())
        app.wait_for("Zonneveld")
        app.send(ESCAPE)
        app.wait_for("Zorg in groep 5")
        app.send(b"o")
        app.wait_for("Wie en wat")
        app.wait_for("Blauwe Otter")
        app.send(b"j")
        app.wait_for("Geboortejaar")
        app.send(b"v")
        app.wait_for("Kanarievogel")
        app.send(b"e")
        app.wait_for("Opslaan")
        app.send(TYPED.encode())
        app.wait_for("Kanarieveer")
        app.send(CTRL_L)
        app.wait_for("Wachtwoordzin")
        return app.since_keys.split(CLEARED, 1)[1]


def crash(folder: Path, home: Path) -> str:
    """Let the app break down with the name in its hands; return what the terminal got since the key that broke it."""
    with AppTerminal(folder, "broken", home=home) as app:
        app.wait_for("Wachtwoordzin")
        app.send(SECRET.encode() + b"\r")
        app.wait_for("Termijnen")
        app.send(b"2")
        app.wait_for("Geef deze regels door")
        assert app.exit_code() == 1
        return app.since_keys


def rest_of_the_day(folder: Path, home: Path) -> None:
    """Backups, a bundle, exports, searches and an undone change, by command line."""
    line = CommandLine(folder, FrozenClock())
    contact = line.answer("card", "list")[0]["fingerprint"]
    (home / "stick").mkdir()
    line.did("backup")
    line.did("backup", "--to", str(home / "stick"))
    line.did(
        "bundle",
        "export",
        "--to",
        contact,
        "--purpose",
        "Overdracht",
        "--profile",
        "full",
        "--out",
        str(home / "dag.zorgbundel"),
    )
    line.did("report", "cases", "--out", str(home / "casussen.csv"), "--reason", "Overleg")
    line.did("report", "plan", "--school", "99ZZ00", "--out", str(home / "rooster.pdf"), "--reason", "Voor de deur")
    line.did("list", "cases", "--json")
    line.did("undo")
    line.did("redo")
    line.did("audit", "verify")


def test_after_a_working_day_no_planted_name_is_readable_anywhere(tmp_path: Path) -> None:
    """Store, backups, stick, bundle, exports, temporary files, the user's own folders, and the terminal after lock and crash."""
    folder, home, written = tmp_path / "opslag", tmp_path / "thuis", tmp_path / "geschreven"
    home.mkdir()
    plant(folder, tmp_path / "collega")
    after_lock = day_at_the_screen(folder, home, written)
    after_crash = crash(folder, home)
    rest_of_the_day(folder, home)
    for drawn in (after_lock, after_crash):
        assert not any(needle in drawn.encode() for needle in NEEDLES)
    elsewhere = [path for path in written.read_text().splitlines() if not path.startswith((str(tmp_path), "/dev/"))]
    assert elsewhere == []
    assert traces(tmp_path) == []
    assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) > 1_000_000
    with quick_unlock(folder) as store, store.read() as session:
        assert NAME in str(session.connection().exec_driver_sql("SELECT name FROM pupil").all()), "it was there to find"


def test_the_search_finds_what_is_readable(tmp_path: Path) -> None:
    """The simulator has teeth: a name in a file, in another encoding, or in the name of a file is found."""
    (tmp_path / "a.log").write_text(f"fout bij {NAME}")
    (tmp_path / "b.bin").write_bytes(b"\x00" + NOTE.encode("utf-16-le"))
    (tmp_path / f"{TYPED}.txt").touch()
    assert len(traces(tmp_path)) == 3
