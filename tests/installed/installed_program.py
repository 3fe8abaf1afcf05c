"""The program as a user has it: installed apart from this checkout, and used for a day."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app_terminal import CTRL_L, AppTerminal
from cli_kit import school_list

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("storage", "widgets", "zorgarrangeur_tui")
PASSPHRASE = "wilgen planten langs de vlonderdam 1887"
_QUIT = b"\x11"
_UNLOCKED = "Termijnen"


@dataclass(frozen=True)
class InstalledProgram:
    """A program and the home of who uses it. Nothing of this checkout and of the user at this machine reaches it."""

    program: Path
    home: Path

    def run(self, *words: str, typed: str = "", seconds: float = 300) -> str:
        """Run it with these words, hold that it was done, and return what it printed."""
        done = subprocess.run(
            [self.program, *words],
            input=typed,
            cwd=self.home,
            env=self._surroundings(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=seconds,
            check=False,
        )
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout

    def answer(self, *words: str, typed: str = "") -> Any:
        """Run it with --json and return its answer."""
        return json.loads(self.run(*words, "--json", typed=typed))

    def use_for_a_day(self) -> Path:
        """Make a store, read in a list, print a document, open the app, lock it, and quit it. Return the store."""
        store = self.home / "opslag"
        on_store = ("--store", str(store), "--passphrase-file", "-")
        typed = f"{PASSPHRASE}\n"
        sheet, schools, roster = (self.home / name for name in ("herstelblad.pdf", "scholen.csv", "rooster.pdf"))
        schools.write_bytes(school_list(("99ZZ00", "De Wilg")))
        self.run("init", "--name", "Noor", "--role", "arrangeur", "--sheet", str(sheet), *on_store, typed=typed)
        self.run("import", "schools", str(schools), *on_store, typed=typed)
        assert [school["name"] for school in self.answer("list", "schools", *on_store, typed=typed)] == ["De Wilg"]
        self.run(
            "report", "plan", "--school", "99ZZ00", "--out", str(roster), "--reason", "Proef", *on_store, typed=typed
        )
        assert [path.read_bytes()[:5] for path in (sheet, roster)] == [b"%PDF-", b"%PDF-"]
        if sys.platform == "linux":
            self._sit_at_the_screen(store)
        return store

    def _sit_at_the_screen(self, store: Path) -> None:
        """Open the app twice, with a lock between, and quit it."""
        with AppTerminal(store, home=self.home, installed=self.program) as app:
            for leave in (CTRL_L, _QUIT):
                app.wait_for("Wachtwoordzin")
                app.send(f"{PASSPHRASE}\r".encode())
                app.wait_for(_UNLOCKED)
                app.send(leave)
            assert app.exit_code() == 0

    def _surroundings(self) -> dict[str, str]:
        mine = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_", "XDG_"))}
        return mine | {"HOME": str(self.home), "USERPROFILE": str(self.home), "TMPDIR": str(self.home)}


def own_files(root: Path) -> set[str]:
    """Return every file of our packages under a folder, but for what Python makes of them."""
    return {
        path.relative_to(root).as_posix()
        for package in PACKAGES
        for path in (root / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
