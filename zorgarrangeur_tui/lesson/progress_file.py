"""The file that remembers how far somebody is in the lesson: ids of steps, and nothing else.

```toml
nu = "filter"
klaar = ["today", "case"]
loopt = true
```
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from storage.atomic_file import make_private_folder, read_regular_file, write_atomically
from zorgarrangeur_tui.lesson.progress import Progress
from zorgarrangeur_tui.lesson.steps import Step

_MOST_BYTES = 10_000


def default_lesson_file() -> Path:
    """Return where it is kept."""
    from platformdirs import user_state_path  # noqa: PLC0415 - the practice region only

    return user_state_path("zorgarrangeur", appauthor=False) / "oefenles.toml"


def read_progress(path: Path | None, steps: Sequence[Step]) -> Progress | None:
    """Return what the file says; None when there is none, or nothing in it that can be used."""
    if path is None:
        return None
    try:
        data = read_regular_file(path, _MOST_BYTES)
        table = tomllib.loads(data.decode("utf-8")) if len(data) <= _MOST_BYTES else {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None
    return _progress(table, steps)


def write_progress(path: Path | None, progress: Progress) -> None:
    """Write it down, if it is kept at all.

    Raises:
        OSError: it could not be kept; what was there stays.
    """
    if path is None:
        return
    import tomli_w  # noqa: PLC0415 - the practice region only

    table = {"nu": progress.current, "klaar": sorted(progress.done), "loopt": progress.running}
    make_private_folder(path.parent)
    write_atomically(path, tomli_w.dumps(table).encode())


def _progress(table: dict[str, Any], steps: Sequence[Step]) -> Progress | None:
    current, done, running = table.get("nu"), table.get("klaar"), table.get("loopt")
    known = {step.id for step in steps}
    if not isinstance(current, str) or not isinstance(done, list) or not isinstance(running, bool):
        return None
    if current and current not in known:
        return None
    return Progress(current, frozenset(known & {one for one in done if isinstance(one, str)}), running)
