"""A verified backup and a restore of a store of about 60 MB, next to a plain copy of the file.

Run it from the root of the project: `python -m bench.backup [cases]`. The plain copy is synced too. Each measurement and its
baseline take turns, so that a busy machine slows both; nothing is asserted.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from bench.store import PASSPHRASE, POLICY, fill, in_turn, new_store, report
from storage.backups import Backup, make_backup, remove_backups
from storage.restoring import check_backup, restore
from storage.store import DATABASE, StoreSettings

ROUNDS = 5


def plain_copy(source: Path, target: Path) -> None:
    """Copy a file and wait until it is on the disk."""
    shutil.copyfile(source, target)
    with target.open("rb") as file:
        os.fsync(file.fileno())
    target.unlink()


def main(cases: int) -> None:
    """Measure and print."""
    settings = StoreSettings(policy=POLICY, calibrate=False)
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base)
        store = new_store(folder / "store", "Anna")
        fill(store, cases)
        made: list[Backup] = [make_backup(store)]
        source = made[0].folder / DATABASE

        def backup(_: int) -> None:
            made[0] = make_backup(store)

        def copy(_: int) -> None:
            plain_copy(source, folder / "copy.db")

        print(f"store of {source.stat().st_size / 1e6:.0f} MB".ljust(44), end="")
        print(f"{'median ms':>10}{'p95 ms':>10}{'copy ms':>12}{'ratio':>8}")
        figures = in_turn(ROUNDS, backup, copy)
        source = made[0].folder / DATABASE
        report("backup, opened and checked", figures)
        report(
            "check of a backup",
            in_turn(ROUNDS, lambda _: check_backup(made[0].folder, PASSPHRASE, settings=settings), copy),
        )
        remove_backups(store, keep=made[0])
        store.close()
        report(
            "restore in an empty folder, checked",
            in_turn(
                ROUNDS,
                lambda number: restore(folder / f"new{number}", made[0].folder, PASSPHRASE, settings=settings),
                copy,
            ),
            "10 s",
        )
        report(
            "restore over a store, which is put aside",
            in_turn(ROUNDS, lambda _: restore(folder / "store", made[0].folder, PASSPHRASE, settings=settings), copy),
            "10 s",
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
