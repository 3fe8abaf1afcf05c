"""Killed while the passphrase or the master key changes: always exactly one passphrase opens the store, with all in it."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from counted_store import begin, check_whole, count_once
from store_kit import PASSPHRASE, quick_settings, quick_unlock

from storage.errors import WrongSecret
from storage.store import unlock

OTHER = "fiets wolk tafel spijker"


def opens(folder: Path, passphrase: str) -> bool:
    """Tell whether a passphrase opens the store; when it does, everything is in it and work goes on."""
    try:
        store = unlock(folder, passphrase, settings=quick_settings())
    except WrongSecret:
        return False
    with store:
        acts = check_whole(store, 0)
        assert count_once(store) == acts + 1
    return True


def kill_while_changing(store_process, shelf, folder: Path, times: int, *, rotate: bool) -> None:
    """Change to and fro, each time killed at another moment after the store was open.

    The first change runs to its end. A kill that came too late makes the next ones earlier, one in time makes them later:
    so the moments stay around the change, however fast or busy the machine is.
    """
    shelf.copy("arranger", 0, folder)
    with quick_unlock(folder) as store:
        begin(store)
    draw = random.Random(times)  # noqa: S311 - picks moments
    now, other = PASSPHRASE, OTHER
    longest, changed = 0.05, 0
    for number in range(times):
        child = store_process.start("keys", folder, f"{now}|{other}" + ("|rotate" if rotate else ""))
        assert store_process.line() == "open"
        began = time.perf_counter()
        if number:
            moment = draw.uniform(0, longest)
            time.sleep(moment)  # the moment of the kill is what is drawn
            store_process.kill(child)
        said = store_process.lines_until_gone()
        done, refused = "changed" in said, "refused" in said
        if not number:
            longest = time.perf_counter() - began
        works = [secret for secret in (now, other) if opens(folder, secret)]
        assert len(works) == 1
        assert not done or works == [other]
        assert not refused or works == [now]
        if works == [other]:
            now, other = other, now
            changed += 1
            longest = moment if number else longest
        elif number:
            longest *= 1.5
    assert 0 < changed < times


@pytest.mark.parametrize("rotate", [False, True])
def test_a_kill_leaves_exactly_one_passphrase(store_process, shelf, tmp_path: Path, rotate: bool) -> None:
    """Twelve kills at moments spread over the change."""
    kill_while_changing(store_process, shelf, tmp_path / "store", 12, rotate=rotate)


@pytest.mark.slow
@pytest.mark.parametrize("rotate", [False, True])
def test_two_hundred_kills_leave_exactly_one_passphrase(store_process, shelf, tmp_path: Path, rotate: bool) -> None:
    """The second tier of the same."""
    kill_while_changing(store_process, shelf, tmp_path / "store", 200, rotate=rotate)
