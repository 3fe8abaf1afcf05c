"""Writes the invented problems by which planners are measured, each with the plan that was planted in it.

Run from the root of the repository: `python bench/plan/instances.py FOLDER` for S1 to S4 with seeds 1 to 3, or name sizes and
seeds: `python bench/plan/instances.py FOLDER S2 S3 --seeds 4 5`. It prints what the planted plans amount to.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from storage.atomic_file import write_atomically
from zorgarrangeur_tui.planning.candidates import eligible_workers
from zorgarrangeur_tui.planning.checker import check
from zorgarrangeur_tui.planning.practice.invent import invent
from zorgarrangeur_tui.planning.practice.sizes import SIZES
from zorgarrangeur_tui.planning.problem_json import problem_text


def main() -> int:
    """Write and print; 1 when a planted plan breaks a rule."""
    parser = argparse.ArgumentParser(description="Writes invented planning problems.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("sizes", nargs="*", metavar="SIZE", help=f"from {', '.join(SIZES)}; all of them by default")
    parser.add_argument("--seeds", nargs="+", type=int, default=[1, 2, 3])
    chosen = parser.parse_args()
    unknown = set(chosen.sizes) - set(SIZES)
    if unknown:
        parser.error(f"no such size: {', '.join(sorted(unknown))}")
    chosen.folder.mkdir(parents=True, exist_ok=True)
    broken = 0
    for size in chosen.sizes or SIZES:
        for seed in chosen.seeds:
            practice = invent(SIZES[size], seed, f"{size}-{seed}")
            text = problem_text(practice.problem, practice.planted)
            write_atomically(chosen.folder / f"{size}-{seed}.json", text.encode())
            checked = check(practice.problem, practice.planted)
            broken += len(checked.errors)
            pairs = sum(map(len, eligible_workers(practice.problem)))
            print(f"{size}-{seed}: {len(practice.problem.lines)} lines, {pairs} candidates, planted {checked.total}")
            print(f"  errors {list(checked.errors[:3])}, {asdict(checked.measures)}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
