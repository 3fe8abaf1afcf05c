"""What is left of a store when its process is killed at any moment."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

import pytest
from counted_store import begin, check_whole
from store_kit import meet, quick_unlock
from store_samples import rows_of

from storage import tables
from storage.handing_over import export_bundle
from storage.models import CareNeed, Case


def kill_while_committing(store_process, shelf, tmp_path: Path, times: int) -> None:
    """Kill a writer again and again, some acts and some milliseconds after it began, and look what is left.

    Every fifty kills a new store takes its turn, since looking through one takes longer the more acts it holds.
    """
    draw = random.Random(times)  # noqa: S311 - picks moments
    acts, folder = 0, tmp_path
    for number in range(times):
        if number % 50 == 0:
            acts, folder = 0, tmp_path / f"store{number}"
            shelf.copy("arranger", 0, folder)
            with quick_unlock(folder) as store:
                begin(store)
        child = store_process.start("count", folder)
        said = [store_process.line() for _ in range(1 + draw.randrange(4))]
        time.sleep(draw.uniform(0, 0.03))  # the moment of the kill is what is drawn
        store_process.kill(child)
        said += store_process.lines_until_gone()
        assert said[0] == "open"
        acknowledged = max([acts, *map(int, said[1:])])
        with quick_unlock(folder) as store:
            assert store.warnings == []
            acts = check_whole(store, acknowledged)
        assert acts <= acknowledged + 1
    assert acts >= times % 50


def test_a_killed_writer_loses_no_act_that_was_acknowledged(store_process, shelf, tmp_path: Path) -> None:
    """After 25 kills at any moment every act is there as a whole or not at all, and the log is unbroken."""
    kill_while_committing(store_process, shelf, tmp_path, 25)


@pytest.mark.slow
@pytest.mark.parametrize("times", [500, 501])
def test_five_hundred_kills_lose_no_act_that_was_acknowledged(store_process, shelf, memory_folder: Path, times) -> None:
    """The second tier: a thousand in two halves."""
    kill_while_committing(store_process, shelf, memory_folder, times)


def kill_while_importing(store_process, shelf, tmp_path: Path, records: int, times: int) -> None:
    """Kill an import at moments spread over the time that it takes; afterwards all of the bundle is there or nothing."""
    for name, number in (("sender", 0), ("receiver", 1)):
        shelf.copy("arranger", number, tmp_path / name)
    bundle = tmp_path / "bundel"
    with quick_unlock(tmp_path / "sender") as sender, quick_unlock(tmp_path / "receiver") as receiver:
        contact, _ = meet(sender, receiver)
        with sender.unit_of_work("Veel") as work:
            case = Case(title="groot")
            work.add(case, *(CareNeed(case_id=case.id, minutes_needed=number + 1) for number in range(records)))
        bundle.write_bytes(export_bundle(sender, [contact], purpose="Proef"))
    seconds = 0.0
    for number in range(times + 1):
        copy = tmp_path / "copy"
        shutil.copytree(tmp_path / "receiver", copy)
        child = store_process.start("import", copy, str(bundle))
        assert store_process.line() == "open"
        began = time.perf_counter()
        if number:
            time.sleep(seconds * number / times)  # the moments of the kills are spread over a whole import
            store_process.kill(child)
        said = store_process.lines_until_gone()
        seconds = seconds or time.perf_counter() - began
        with quick_unlock(copy) as receiver:
            counts = receiver.counts()
            assert (counts["case"], counts["care_need"]) in ((0, 0), (1, records))
            assert receiver.log_fault() is None
            assert len(rows_of(receiver, tables.bundle)) == counts["case"]
            assert counts["case"] or not said
        shutil.rmtree(copy)


def test_a_killed_import_leaves_all_or_nothing(store_process, shelf, tmp_path: Path) -> None:
    """A bundle comes in as one."""
    kill_while_importing(store_process, shelf, tmp_path, records=150, times=8)


@pytest.mark.slow
def test_a_large_import_killed_two_hundred_times_leaves_all_or_nothing(store_process, shelf, tmp_path: Path) -> None:
    """The second tier: a bundle of about 5,000 writes."""
    kill_while_importing(store_process, shelf, tmp_path, records=1700, times=200)
