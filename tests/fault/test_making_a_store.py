"""Making a store on a disk that gives up at any moment leaves a whole store or none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from store_kit import quick_create, quick_unlock

from storage.store import exists

HERE = Path(__file__).parent


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot fork")
def test_whichever_file_fails_no_half_store_is_left(tmp_path: Path) -> None:
    """Each touch of a file fails once: the user hears a sentence, and can try again in the same folder or unlock."""
    ended = subprocess.run(
        [sys.executable, str(HERE / "failing_files.py"), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(HERE.parents[1]), str(HERE.parent)))},
        capture_output=True,
        text=True,
        check=True,
    )
    told = [line.split("\t") for line in ended.stdout.splitlines()]
    assert ended.stderr == ""
    assert len(told) >= 8
    for nth, error, sentence in told:
        folder = tmp_path / nth
        assert error in ("StoreFull", "StoreReadOnly")
        assert sentence.endswith(".")
        if exists(folder):
            quick_unlock(folder).close()
        else:
            assert not any(path.is_file() for path in folder.glob("*"))
            quick_create(folder).close()
    quick_unlock(tmp_path / str(len(told) + 1)).close()
