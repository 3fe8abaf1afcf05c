"""What a verb says about a list that was read in, or would be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zorgarrangeur_tui.verbs.output import say, warn

if TYPE_CHECKING:
    from zorgarrangeur_tui.importers.problems import Problem


def tell_import(
    name: str, summary: Sequence[str], problems: Sequence[Problem], *, dry_run: bool, only_refused: bool
) -> None:
    """Print what became of a file; the lines that are not used go to standard error.

    Args:
        name: of the file.
        summary: as `importers.report_text.plan_summary` gives it: the counts first, a line per problem last.
        problems: those, in the same order.
        dry_run: whether nothing was written.
        only_refused: whether the rest was told as JSON already.
    """
    from zorgarrangeur_tui.importers.problems import Severity  # noqa: PLC0415 - help is answered without it

    counts, *lines = summary
    told = lines[len(lines) - len(problems) :]
    refused = [line for line, one in zip(told, problems, strict=True) if one.severity is Severity.REFUSED]
    if not only_refused:
        say(f"{name}: {counts}", *(line for line in lines if line not in refused))
        say("Proef: er is niets gewijzigd." if dry_run else "Ingelezen.")
    if refused:
        warn(f"{name}: deze regels zijn niet gebruikt:", *refused)
