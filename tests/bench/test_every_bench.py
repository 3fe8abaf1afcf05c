"""Every bench still measures: each is run at its smallest size, in the tier of slow tests."""

from __future__ import annotations

import math
import sys
from importlib import import_module
from pathlib import Path

import pytest

from bench.figures import Size
from bench.page_text import PARTS
from bench.plan.moments import read as read_plan
from bench.plan.run import main as run_planner

IN_A_TERMINAL = {"start", "keys", "memory", "apps"}


@pytest.mark.slow
@pytest.mark.parametrize("name", [part.name for part in PARTS])
def test_a_bench_gives_figures(name: str) -> None:
    """Figures with names, values that are numbers, and a baseline of which the ratio follows."""
    if name in IN_A_TERMINAL and sys.platform != "linux":
        pytest.skip("reads what Linux tells of a process")
    found = import_module(f"bench.{name}").measure(Size.TINY)
    assert found
    for one in found:
        assert one.what
        assert math.isfinite(one.value)
        assert (one.baseline is None) == (one.ratio is None) == (not one.beside)


@pytest.mark.slow
def test_the_bench_of_the_planner_keeps_what_it_reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A moment of the smallest problem, with a plan that breaks no rule."""
    words = ["run", "S1", "--seeds", "1", "--processes", "1", "--iterations", "50", "--results", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", words)
    assert run_planner() == 0
    kept = read_plan(tmp_path)
    assert kept is not None
    assert [(one.problem, one.errors) for one in kept.moments] == [("S1-1", 0)]
