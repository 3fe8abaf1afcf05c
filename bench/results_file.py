"""What was measured is kept a part at a time, so that the page can be written from what is there."""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.figures import Figure, Size
from storage.clock import local_date, system_clock

RESULTS = Path(__file__).resolve().parent / "results"


@dataclass(frozen=True, slots=True)
class Result:
    """What one bench found.

    Args:
        part: name of the bench.
        made: day, as 2026-11-27.
        size: how much it did.
        machine: what it ran on, in words that name nobody's machine.
        load: how many programs wanted a processor when it ended, on average over its last minute.
        figures: what it found.
        remarks: what the reader must know of this run.
    """

    part: str
    made: str
    size: str
    machine: str
    load: float
    figures: tuple[Figure, ...]
    remarks: tuple[str, ...] = ()


def machine() -> str:
    """Return the kind of machine and the versions of what is measured, and no name."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("textual", "sqlcipher3"))
    kind = f"{os.cpu_count()} processors ({platform.machine()}), {platform.system()}"
    return f"{kind}, Python {platform.python_version()}, {versions}"


def result_of(part: str, size: Size, figures: Sequence[Figure], remarks: Sequence[str] = ()) -> Result:
    """Return what a bench found just now."""
    made = local_date(system_clock).isoformat()
    return Result(part, made, size, machine(), round(os.getloadavg()[0], 1), tuple(figures), tuple(remarks))


def keep(result: Result, folder: Path) -> None:
    """Write a result in place of the one that was there."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(result), indent=1, ensure_ascii=False)
    (folder / f"{result.part}.json").write_text(f"{text}\n", encoding="utf-8")


def read(folder: Path, part: str) -> Result | None:
    """Return the kept result of a part; None when it was never measured."""
    path = folder / f"{part}.json"
    if not path.exists():
        return None
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    figures = tuple(Figure(**one) for one in told.pop("figures"))
    return Result(**told | {"figures": figures, "remarks": tuple(told["remarks"])})
