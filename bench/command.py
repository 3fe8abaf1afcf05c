"""The command line that every bench has: `python -m bench.NAME [full|quick|tiny] [--results FOLDER]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.figures import Figure, Size, table
from bench.results_file import keep, result_of


def parser() -> argparse.ArgumentParser:
    """Return what every bench may be asked."""
    options = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__)
    options.add_argument("size", nargs="?", type=Size, choices=list(Size), default=Size.FULL)
    options.add_argument("--results", type=Path, help="folder in which what was found is kept for the page")
    return options


def finish(part: str, given: argparse.Namespace, figures: Sequence[Figure], remarks: Sequence[str] = ()) -> None:
    """Print what a bench found, and keep it when that was asked."""
    print(table(figures))
    for remark in remarks:
        print(remark)
    if given.results:
        keep(result_of(part, given.size, figures, remarks), given.results)


def run(part: str, measure: Callable[[Size], Sequence[Figure]]) -> None:
    """Run a bench that is asked nothing else."""
    given = parser().parse_args()
    finish(part, given, measure(given.size))
