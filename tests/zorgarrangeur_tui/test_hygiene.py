"""What the process does before anything else; each step is read back by a process of its own."""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from zorgarrangeur_tui.hygiene import forbid_memory_dumps

ROOT = Path(__file__).resolve().parents[2]
CANARY = "Fatima van der Berg"


def outcome(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run code after the guard."""
    return subprocess.run(
        [sys.executable, "-c", f"from zorgarrangeur_tui.hygiene import guard; guard()\n{code}"],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def told(code: str, **environment: str) -> object:
    """Run code that prints JSON after the guard, and return that."""
    result = outcome(code, **environment)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux tells of a process")
def test_memory_reaches_no_dump_and_files_are_for_their_owner_only() -> None:
    """No core file, not dumpable, and a new file may be read by nobody else."""
    code = """
import ctypes, json, os, resource
mask = os.umask(0)
print(json.dumps([resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), mask]))
"""
    assert told(code) == [[0, 0], 0, 0o077]


def test_windows_makes_no_report_of_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its reports hold memory, and may be sent elsewhere."""
    asked: list[int] = []
    system = SimpleNamespace(kernel32=SimpleNamespace(SetErrorMode=asked.append))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", system, raising=False)
    forbid_memory_dumps()
    assert asked == [3]


def test_textual_is_not_told_where_to_write_what_is_on_screen(tmp_path: Path) -> None:
    """Its log, console, screenshot, driver and keys are gone when it is imported; how it looks may be set."""
    code = """
import json
from textual import constants as c
from textual.app import App
print(json.dumps([c.LOG_FILE, c.DEBUG, c.SCREENSHOT_DELAY, c.PRESS, c.DRIVER, sorted(App().features), c.TEXTUAL_ANIMATIONS]))
"""
    surroundings = {
        "TEXTUAL": "debug,devtools",
        "TEXTUAL_LOG": str(tmp_path / "log"),
        "TEXTUAL_DEBUG": "1",
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_PRESS": "a,b",
        "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
        "TEXTUAL_ANIMATIONS": "none",
    }
    assert told(code, **surroundings) == [None, False, -1, "", None, [], "none"]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "fault",
    [
        f"name = '{CANARY}'; raise KeyError(name)",
        f"import threading\ndef f(): raise KeyError('{CANARY}')\nt = threading.Thread(target=f, name='{CANARY}'); t.start(); t.join(); raise KeyError",
        f"class A:\n    def __del__(self): raise KeyError('{CANARY}')\nA(); raise KeyError",
        f"""
import asyncio
from zorgarrangeur_tui.hygiene import quiet_loop
async def fail(): raise KeyError('{CANARY}')
async def main():
    quiet_loop(asyncio.get_running_loop())
    asyncio.ensure_future(fail()); await asyncio.sleep(0)
asyncio.run(main()); raise KeyError
""",
    ],
    ids=["main", "thread", "unraisable", "task"],
)
def test_a_fault_is_told_by_kind_and_place_only(fault: str) -> None:
    """Wherever it happens: no text of the error, no local variables, no names of threads."""
    result = outcome(fault)
    assert CANARY not in result.stdout + result.stderr
    assert "builtins.KeyError" in result.stderr
    assert "<string>:" in result.stderr
    assert "Traceback" not in result.stderr


def test_libraries_log_and_warn_nowhere() -> None:
    """Also when the surroundings ask for warnings and for Python's own fault handler."""
    code = f"""
import faulthandler, logging, warnings
logging.getLogger("sqlalchemy").error("{CANARY}")
logging.getLogger().critical("{CANARY}")
warnings.warn("{CANARY}")
assert not faulthandler.is_enabled()
"""
    result = outcome(code, PYTHONWARNINGS="always", PYTHONFAULTHANDLER="1")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_the_guard_runs_before_a_verb_and_before_the_screen_is_loaded() -> None:
    """The program's own entry calls it, and it loads neither click, Textual nor the database."""
    code = """
import json, sys
print(json.dumps([name for name in ("click", "textual", "rich", "sqlalchemy", "asyncio", "pathlib") if name in sys.modules]))
"""
    assert told(code) == []
    entry = """
import sys
sys.argv = ["zorgarrangeur", "locate"]
from zorgarrangeur_tui.__main__ import main
try:
    main()
except SystemExit:
    pass
import resource
sys.stdout.write(str(resource.getrlimit(resource.RLIMIT_CORE)))
"""
    result = subprocess.run([sys.executable, "-c", entry], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.endswith("(0, 0)")
