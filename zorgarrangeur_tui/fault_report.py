"""What is told when the program itself fails: the kind of error and the place in the code, never a value.

A traceback with locals would print what stands in memory: names of children, a passphrase. The text of an error may hold
a value too. Imports next to nothing, because it must work when much else does not.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

_HOUSE = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep  # noqa: PTH100, PTH120 - pathlib loads slowly
_MOST_ERRORS = 4
_MOST_PLACES = 8


def fault_report(error: BaseException) -> str:
    """Return a few lines on an error that hold no values: types, files and line numbers only."""
    lines = [
        "Er ging iets mis in de app zelf. Wat u had opgeslagen, is bewaard.",
        "Geef deze regels door; er staan geen gegevens in:",
    ]
    for one in _chain(error):
        lines.append(f"  {type(one).__module__}.{type(one).__qualname__}")
        lines += [f"    {place}" for place in _places(one.__traceback__)[-_MOST_PLACES:]]
    return "\n".join(lines)


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in found and len(found) < _MOST_ERRORS:
        found.append(current)
        current = current.__cause__ or current.__context__
    return found


def _places(trace: TracebackType | None) -> list[str]:
    places = []
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        inside = file.removeprefix(_HOUSE)
        # In a program in a folder of its own, code knows no more of its file than the place in the house.
        ours = inside != file or not os.path.isabs(file)  # noqa: PTH117 - as above
        name = inside.replace(os.sep, "/") if ours else os.path.basename(file)  # noqa: PTH119 - as above
        places.append(f"{name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return places
