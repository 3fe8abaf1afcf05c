"""A second process that works on a store, to be killed in the middle of it or to have its disk fail."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent


class StoreProcess:
    """Sends commands to `store_process.py` and reads what it says."""

    def __init__(self, disk: Path | None = None) -> None:
        root = HERE.parents[1]
        preload = {"LD_PRELOAD": str(disk)} if disk else {}
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "store_process.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join((str(root), str(HERE.parent)))} | preload,
        )

    def start(self, command: str, folder: Path, argument: str = "", under: str = "") -> int:
        """Let a child begin a command (`store_commands.py`) under hardships (`hardships.py`), and return its number."""
        self._tell(f"{command}\t{folder}\t{argument}\t{under}")
        return int(self.line().removeprefix("child "))

    def run(self, command: str, folder: Path, argument: str = "", under: str = "") -> list[str]:
        """Let a child do a command to the end, and return what it said."""
        self.start(command, folder, argument, under)
        return self.lines_until_gone()

    def line(self) -> str:
        """Return the next line that was said."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().rstrip("\n")

    def lines_until_gone(self) -> list[str]:
        """Return what the child still said, until it was gone."""
        self._tell("wait")
        said = []
        while (line := self.line()) != "gone":
            assert line, "the process itself ended"
            said.append(line)
        assert not any(line.startswith("crash") for line in said), said[-1]
        return said

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    @staticmethod
    def kill(child: int) -> None:
        """End a child as a power button or the system's own hand does: without a last word."""
        os.kill(child, signal.SIGKILL)

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


@pytest.fixture
def new_store_process() -> Iterator[Callable[[], StoreProcess]]:
    """Return a function that starts a process that works on stores; it needs to fork and to be killed."""
    if os.name == "nt":
        pytest.skip("Windows has neither fork nor SIGKILL")
    started: list[StoreProcess] = []

    def start() -> StoreProcess:
        started.append(StoreProcess())
        return started[-1]

    yield start
    for process in started:
        process.close()


@pytest.fixture
def store_process(new_store_process) -> StoreProcess:
    """Return a process that works on stores."""
    return new_store_process()


@pytest.fixture(scope="session")
def disk_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return `disk.c`, compiled."""
    if sys.platform != "linux":
        pytest.skip("the failing disk is made for Linux")
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("there is no C compiler to make the failing disk with")
    library = tmp_path_factory.mktemp("disk") / "disk.so"
    subprocess.run(
        [compiler, "-std=c11", "-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-o", library, HERE / "disk.c", "-ldl"],
        check=True,
    )
    return library


@pytest.fixture
def disk_process(disk_library: Path) -> Iterator[StoreProcess]:
    """Return a process that works on stores, on a disk that can be watched, filled and pulled out."""
    process = StoreProcess(disk_library)
    yield process
    process.close()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that every user of the computer can reach, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def memory_folder(tmp_path: Path) -> Iterator[Path]:
    """Return a folder in memory where there is one: stores of a moment need no real disk."""
    memory = Path("/dev/shm")  # noqa: S108 - the folder in it is new and private
    if os.access(memory, os.W_OK):
        with tempfile.TemporaryDirectory(dir=memory) as folder:
            yield Path(folder)
    else:
        yield tmp_path
