"""The program in one folder with a Python in it, as PyInstaller makes it for who has no Python."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from installed_program import ROOT, InstalledProgram

from zorgarrangeur_tui.own_program import SEARCH_WORD
from zorgarrangeur_tui.planning import search_pool
from zorgarrangeur_tui.planning.practice.invent import invent
from zorgarrangeur_tui.planning.practice.sizes import Size
from zorgarrangeur_tui.planning.problem_json import problem_text
from zorgarrangeur_tui.planning.search_messages import Begin, Ready
from zorgarrangeur_tui.planning.search_pool import SearchPool

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="the app in a terminal is driven as Linux and macOS have one"),
]

_MOST_BYTES = 500_000_000
_MOST_SECONDS = 1_200


def test_it_is_made_once_and_works_as_the_installed_program_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One test, because making the folder takes a minute: the main job, a day of work, the planner, and what is in it."""
    one_folder = in_one_folder(tmp_path)
    assert one_folder.run("--version").startswith("zorgarrangeur ")
    assert one_folder.answer("demo")["pupils"]
    one_folder.use_for_a_day()
    plan_with_helpers(one_folder)
    talk_to_a_helper(one_folder, monkeypatch)
    look_at_what_is_in_it(one_folder)


def in_one_folder(made: Path) -> InstalledProgram:
    """Make the folder, and return the program in it."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=ERROR"]
    command += [
        f"--distpath={made / 'dist'}",
        f"--workpath={made / 'werk'}",
        str(ROOT / "packaging/zorgarrangeur.spec"),
    ]
    done = subprocess.run(command, cwd=made, capture_output=True, text=True, timeout=_MOST_SECONDS, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    (made / "thuis").mkdir()
    return InstalledProgram(made / "dist" / "zorgarrangeur" / "zorgarrangeur", made / "thuis")


def plan_with_helpers(one_folder: InstalledProgram) -> None:
    """There is no Python to start: a helper is the program itself, at a word. Two are seen, and their plan is sound."""
    problem = one_folder.home / "vraag.json"
    problem.write_text(problem_text(invent(Size(6, 20, 60), 1).problem))
    with subprocess.Popen(
        [one_folder.program, "solve", problem, "--seconds", "4", "--json"], stdout=subprocess.PIPE, text=True
    ) as planner:
        if sys.platform == "linux":
            assert len(helpers_of(planner)) == 2
        answer, _ = planner.communicate()
    assert (planner.returncode, json.loads(answer)["errors"]) == (0, [])


def talk_to_a_helper(one_folder: InstalledProgram, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is started here hears a problem and is ready: it did not end as soon as it began."""
    monkeypatch.setattr(search_pool, "search_command", lambda: [str(one_folder.program), SEARCH_WORD])
    with SearchPool(1) as pool:
        pool.send(0, Begin(invent(Size(6, 20, 60), 1).problem, 1, None))
        heard = None
        while heard is None:
            heard = pool.receive(1.0)
    assert isinstance(heard[1], Ready)


def look_at_what_is_in_it(one_folder: InstalledProgram) -> None:
    """It is no larger than a download bears, our licence is in it, and no test or tool of who makes it came along."""
    files = [path for path in one_folder.program.parent.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files if not path.is_symlink()) < _MOST_BYTES
    names = {path.relative_to(one_folder.program.parent).as_posix() for path in files}
    assert not [name for name in names if "pytest" in name or "hypothesis" in name]
    assert "_internal/LICENSE" in names


def helpers_of(planner: subprocess.Popen[str]) -> set[str]:
    """Return the numbers of the helpers that a planner starts, once there are two or it has ended."""
    helpers: set[str] = set()
    deadline = time.monotonic() + 60
    while len(helpers) < 2 and planner.poll() is None and time.monotonic() < deadline:
        for children in Path(f"/proc/{planner.pid}/task").glob("*/children"):
            try:
                found = children.read_text().split()
                helpers |= {one for one in found if SEARCH_WORD.encode() in Path(f"/proc/{one}/cmdline").read_bytes()}
            except OSError:
                continue  # a thread or a helper that ended meanwhile
    return helpers
