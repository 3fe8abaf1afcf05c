"""A table of figures as a CSV file for own use, beside showing it: two options, and one way to write it."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from zorgarrangeur_tui.verbs.report_files import answer, check_ending

if TYPE_CHECKING:
    from storage.store import Store
    from zorgarrangeur_tui.desk.own_tables import OwnTable

_Function = TypeVar("_Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class TableFile:
    """Where a table goes and why."""

    path: Path
    reason: str

    def write(self, store: Store, tables: Sequence[OwnTable], *, as_json: bool) -> None:
        """Write it, and say so.

        Raises:
            ActRefused, ValueRefused, StorageError: as `save_own_tables`; nothing was made.
        """
        from zorgarrangeur_tui.desk.own_tables import CHILDREN_IN_IT, names_children, save_own_tables

        exported = save_own_tables(store, self.path, tables, reason=self.reason)
        about = "De cijfers zijn precies: voor eigen gebruik, niet om te publiceren."
        answer(exported, as_json=as_json, about=f"{about} {CHILDREN_IN_IT}" if names_children(tables) else about)


def table_file(function: _Function) -> _Function:
    """Give a verb --csv and --reason."""
    out = click.option(
        "--csv",
        "out",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Write the table as a new .csv for own use, with exact figures; asks for --reason.",
    )
    reason = click.option("--reason", metavar="TEXT", help="What --csv is needed for, without names; it is logged.")
    return out(reason(function))


def wanted_file(out: Path | None, reason: str | None) -> TableFile | None:
    """Return where the table goes; None when it is only shown.

    Raises:
        click.UsageError: the one without the other, or a name that does not end on .csv.
    """
    if out is None and reason is None:
        return None
    if out is None or reason is None:
        raise click.UsageError("Bij --csv hoort --reason, en andersom. Er is niets gemaakt.")
    check_ending(out, (".csv",))
    return TableFile(out, reason)
