"""What all verbs share that make a file: where it goes, what it is for, and what is said when it is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from zorgarrangeur_tui.verbs.output import json_option, say, say_json

if TYPE_CHECKING:
    from zorgarrangeur_tui.desk.exports import Exported

_Function = TypeVar("_Function", bound=Callable[..., Any])


def leaving(function: _Function) -> _Function:
    """Give a verb --out, --reason and --json."""
    out = click.option(
        "--out",
        required=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="The new file; its ending tells the kind.",
    )
    reason = click.option(
        "--reason", required=True, metavar="TEXT", help="What it is needed for, without names; it is logged."
    )
    return out(reason(json_option(function)))


def ending(path: Path) -> str:
    """Return how a file name ends, in small letters, with its dot."""
    return path.suffix.lower()


def check_ending(path: Path, allowed: tuple[str, ...]) -> None:
    """Refuse a file name whose ending tells of no kind that can be made.

    Raises:
        click.UsageError: with the endings that can.
    """
    if ending(path) not in allowed:
        raise click.UsageError(f"Laat de bestandsnaam eindigen op {' of '.join(allowed)}. Er is niets gemaakt.")


def answer(exported: Exported, *, as_json: bool, about: str = "") -> None:
    """Say what was made, and under which number it is in the log.

    Args:
        exported: what was made.
        as_json: whether to say so as JSON.
        about: what it is of, in a sentence; "" for nothing to add.
    """
    if as_json:
        values = {"file": str(exported.path), "export": exported.export_id, "rows": exported.rows}
        say_json({**values, "about": about} if about else values)
        return
    rows = "1 regel" if exported.rows == 1 else f"{exported.rows} regels"
    say(
        f"Gemaakt: {exported.path}, met {rows}. Alleen u kunt het lezen, maar het is niet versleuteld.",
        f"In het logboek staat het als {exported.export_id}.",
        *([about] if about else []),
    )
