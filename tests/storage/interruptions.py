"""Running `failing_acts.py`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def interrupted(act: str, how: str, source: Path, base: Path) -> list[list[str]]:
    """Return, per touch, its number, the name of the error (or "killed") and what was said."""
    base.mkdir()
    ended = subprocess.run(
        [sys.executable, str(HERE / "failing_acts.py"), act, how, str(source), str(base)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(HERE.parents[1]), str(HERE.parent)))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return [line.split("\t") for line in ended.stdout.splitlines()]
