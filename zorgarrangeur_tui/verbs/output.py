"""Everything that a verb prints: sentences, tables and JSON. Nothing reaches the terminal past `shown`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

from zorgarrangeur_tui.verbs.plain_output import cells, cut, shown

WIDEST_COLUMN = 60
"""Terminal cells. A longer text is cut; JSON has it whole."""

LINE_BY_LINE = f"{__name__}.line_by_line"
"""Where the context of a verb holds what tells whether lists are given line by line."""

_GAP = "  "
_Function = TypeVar("_Function", bound=Callable[..., Any])


def json_option(function: _Function) -> _Function:
    """Give a verb the option --json, as the argument `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for scripts.")(function)


class OutputClosed(Exception):
    """Whoever read standard output stopped reading, as `head` does."""


class OutputLost(Exception):
    """Standard output takes no more: the disk that it goes to is full, or gone."""

    sentence = (
        "De uitvoer is niet (helemaal) weggeschreven: de schijf of het bestand waar die heen gaat, neemt niets meer aan. "
        "Aan uw gegevens is daardoor niets stuk. Maak ruimte en geef de opdracht opnieuw; wijzigde die iets, kijk dan "
        "eerst of dat al gebeurd is."
    )


def say(*lines: str) -> None:
    """Print lines on standard output.

    Raises:
        OutputClosed, OutputLost: it takes no more.
    """
    _print(shown("\n".join(lines), multiline=True))


def warn(*lines: str) -> None:
    """Print lines on standard error."""
    click.echo(shown("\n".join(lines), multiline=True), err=True)


def say_json(value: Any) -> None:
    """Print a value as JSON.

    Raises:
        OutputClosed, OutputLost: standard output takes no more.
    """
    _print(json_text(value))


def _print(text: str) -> None:
    try:
        click.echo(text)
    except BrokenPipeError:
        raise OutputClosed from None
    except OSError:
        raise OutputLost from None


def json_text(value: Any) -> str:
    """Return a value as JSON, in ASCII only: it needs no filter, and no encoding of a terminal can break it."""
    return json.dumps(value, indent=2, default=_plain).replace("\x7f", "\\u007f")


def say_table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under their headers; or line by line, where that was asked for."""
    context = click.get_current_context(silent=True)
    by_line = context is not None and LINE_BY_LINE in context.meta and context.meta[LINE_BY_LINE]()
    say(*(facts(headers, rows) if by_line else table(headers, rows)))


def facts(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return rows one fact on a line, each behind its header and whole; what is empty is left out.

    A row begins with which of how many it is, and a blank line stands between rows.
    """
    all_rows = list(rows)
    lines: list[str] = []
    for number, row in enumerate(all_rows, start=1):
        lines += [""] if lines else []
        lines.append(f"{number} van {len(all_rows)}")
        named = [(header, shown(cell)) for header, cell in zip(headers, row, strict=True) if cell.strip()]
        lines += [f"{header}: {cell}" if header else cell for header, cell in named]
    return lines


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table: columns as wide as their widest cell, at most `WIDEST_COLUMN`."""
    safe = [[cut(shown(cell), WIDEST_COLUMN) for cell in row] for row in (headers, *rows)]
    widths = [max(cells(cell) for cell in column) for column in zip(*safe, strict=True)]
    return [
        _GAP.join(cell + " " * (width - cells(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in safe
    ]


def _plain(value: Any) -> str:
    """Return dates as ISO text; anything else has no place in an answer."""
    text: str = value.isoformat()
    return text
