"""From a template and values to a PDF, in memory: no temporary file, no fonts of the system, no network.

Texts of users reach the template as JSON. Typst shows a string from JSON as it stands and never reads it as markup.
"""

from __future__ import annotations

import functools
import json
from datetime import UTC, date, datetime, time
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from storage.clock import WALL_CLOCK
from storage.text_rules import BIDI_CONTROLS
from zorgarrangeur_tui.domain.clock import dutch_date

if TYPE_CHECKING:
    from typst import Fonts

_HIDDEN = dict.fromkeys(
    [code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) != "\n"] + [ord(one) for one in BIDI_CONTROLS],
    "\N{REPLACEMENT CHARACTER}",
)


def typeset(template: str, values: dict[str, Any], *, title: str, made_on: date, mark: str = "") -> bytes:
    """Return a PDF.

    Args:
        template: name of a file in this package without its ending; it follows after `frame.typ`.
        values: what the template shows, as JSON takes it; every string is text and never markup.
        title: what the document is, for its heading and its properties; without names of persons.
        made_on: the day that stands at the foot of each page.
        mark: the export's number, at the foot of each page; empty for none.
    """
    import typst  # noqa: PLC0415 - a library of 80 MB, for who makes a document

    data = _printable({**values, "title": title, "made_on": dutch_date(made_on), "mark": mark})
    return typst.compile(
        _source(template),
        format="pdf",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        timestamp=datetime.combine(made_on, time(), WALL_CLOCK).astimezone(UTC),
    )


def printable(text: str) -> str:
    """Return a text in which a control or bidi character shows as a sign."""
    return text.encode("utf-8", "replace").decode().translate(_HIDDEN)


def _source(template: str) -> bytes:
    package = files(__package__)
    return b"\n".join(package.joinpath(f"{name}.typ").read_bytes() for name in ("frame", template))


@functools.cache
def _fonts() -> Fonts:
    """Return the fonts inside the library: a document looks the same on every computer."""
    import typst  # noqa: PLC0415 - as above

    return typst.Fonts(include_system_fonts=False)


def _printable(value: Any) -> Any:
    """Return values in which a control or bidi character shows as a sign, so that paper says what the record says."""
    match value:
        case str():
            return printable(value)
        case dict():
            return {key: _printable(part) for key, part in value.items()}
        case list() | tuple():
            return [_printable(part) for part in value]
        case _:
            return value
