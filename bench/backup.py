"""A verified backup and a restore of a store with 100,000 cases (about 60 MB), next to a plain copy of the file.

Run it from the root of the project: `python -m bench.backup`. The plain copy is synced too. Each measurement and its
baseline take turns, so that a busy machine slows both; nothing is asserted.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from bench.command import run
from bench.figures import Figure, Size, figure
from bench.filled_stores import PASSPHRASE, POLICY, fill, new_store
from bench.timing import in_turn
from storage.backups import Backup, make_backup, remove_backups
from storage.restoring import check_backup, restore
from storage.store import DATABASE, StoreSettings

CASES = {Size.FULL: 100_000, Size.QUICK: 20_000, Size.TINY: 300}
ROUNDS = {Size.FULL: 5, Size.QUICK: 3, Size.TINY: 1}
MOST_MILLISECONDS = 10_000


def plain_copy(source: Path, target: Path) -> None:
    """Copy a file and wait until it is on the disk."""
    shutil.copyfile(source, target)
    with target.open("rb") as file:
        os.fsync(file.fileno())
    target.unlink()


def measure(size: Size) -> list[Figure]:
    """Make backups, check them and put them back."""
    settings, rounds = StoreSettings(policy=POLICY, calibrate=False), ROUNDS[size]
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base)
        store = new_store(folder / "store", "Anna")
        fill(store, CASES[size])
        made: list[Backup] = [make_backup(store)]

        def backup(_: int) -> None:
            made[0] = make_backup(store)

        def copy(_: int) -> None:
            plain_copy(made[0].folder / DATABASE, folder / "copy.db")

        def check(_: int) -> None:
            check_backup(made[0].folder, PASSPHRASE, settings=settings)

        def put_back(target: Path) -> None:
            restore(target, made[0].folder, PASSPHRASE, settings=settings)

        megabytes = (made[0].folder / DATABASE).stat().st_size / 1e6
        beside = f"a plain copy of the file, {megabytes:.0f} MB"
        found = [
            figure("backup, opened and checked", *in_turn(rounds, backup, copy), beside=beside),
            figure("check of a backup", *in_turn(rounds, check, copy), beside=beside),
        ]
        remove_backups(store, keep=made[0])
        store.close()
        empty = in_turn(rounds, lambda number: put_back(folder / f"new{number}"), copy)
        over = in_turn(rounds, lambda _: put_back(folder / "store"), copy)
        found += [
            figure("restore in an empty folder, checked", *empty, beside=beside, most=MOST_MILLISECONDS),
            figure("restore over a store, which is put aside", *over, beside=beside, most=MOST_MILLISECONDS),
        ]
    return found


if __name__ == "__main__":
    run("backup", measure)
