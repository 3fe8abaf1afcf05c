"""How many pools of memory the threads have, as the system itself tells."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
THREADS = """
import ctypes, sys, threading
from pathlib import Path
from zorgarrangeur_tui.memory_pools import share_memory_pools

if sys.argv[1] == "share":
    assert share_memory_pools()
held, together = [], threading.Barrier(8)

def take():
    together.wait()
    held.extend(bytearray(2000) for _ in range(2000))
    together.wait()

threads = [threading.Thread(target=take) for _ in range(8)]
[one.start() for one in threads]
[one.join() for one in threads]
system, told = ctypes.CDLL(None), Path(sys.argv[2])
system.fopen.restype = ctypes.c_void_p
file = system.fopen(str(told).encode(), b"w")
system.malloc_info(0, ctypes.c_void_p(file))
system.fclose(ctypes.c_void_p(file))
print(told.read_text().count("<heap "))
"""


def pools(choice: str, folder: Path) -> int:
    """Return how many pools a process with eight busy threads has."""
    command = [sys.executable, "-c", THREADS, choice, str(folder / choice)]
    return int(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other systems have one pool")
def test_threads_share_one_pool_of_memory(tmp_path: Path) -> None:
    """Without the choice each busy thread may get its own."""
    assert pools("share", tmp_path) == 1 < pools("alone", tmp_path)
