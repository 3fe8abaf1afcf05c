"""Everything that a verb prints: sentences, tables and JSON. Nothing reaches the terminal past `shown`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

from zorgarrangeur_tui.verbs.plain_output import cells, cut, shown

WIDEST_COLUMN = 60
"""Terminal cells. A longer text is cut; JSON has it whole."""

_GAP = "  "
_Function = TypeVar("_Function", bound=Callable[..., Any])


def json_option(function: _Function) -> _Function:
    """Give a verb the option --json, as the argument `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for scripts.")(function)


def say(*lines: str) -> None:
    """Print lines on standard output."""
    click.echo(shown("\n".join(lines), multiline=True))


def warn(*lines: str) -> None:
    """Print lines on standard error."""
    click.echo(shown("\n".join(lines), multiline=True), err=True)


def say_json(value: Any) -> None:
    """Print a value as JSON."""
    click.echo(json_text(value))


def json_text(value: Any) -> str:
    """Return a value as JSON, in ASCII only: it needs no filter, and no encoding of a terminal can break it."""
    return json.dumps(value, indent=2, default=_plain).replace("\x7f", "\\u007f")


def say_table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under their headers."""
    say(*table(headers, rows))


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
