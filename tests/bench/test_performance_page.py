"""The page of performance, and the figures that it is made of."""

from __future__ import annotations

from pathlib import Path

from bench.figures import AGAIN, Figure, Size, figure, table
from bench.page import PAGE, page
from bench.page_text import PARTS
from bench.plan.moments import PlanMoment, goal_of, reached
from bench.results_file import RESULTS, keep, read, result_of


def test_the_page_is_what_the_script_writes_of_the_kept_results() -> None:
    """Nobody mends a figure by hand, and no result stays off the page."""
    assert PAGE.read_text(encoding="utf-8") == page(RESULTS), "run: python -m bench.page --write"


def test_a_figure_knows_its_ratio_and_whether_its_goals_hold() -> None:
    """Ratios are of turns, so that one slow turn of both changes nothing; every goal is judged by its own value."""
    one = figure("iets", [10, 20, 900], [5, 10, 450], beside="kaal", most=15, most_ratio=2)
    assert (one.value, one.baseline, one.ratio) == (20, 10, 2)
    assert one.goals == [("<= 15 ms", False), ("<= 2 x", True)]
    many = figure("iets", [1.0] * 95 + [60.0] * 5, most_high=50)
    assert (many.value, many.goals) == (1, [("95 % <= 50 ms", False)])
    assert "DOES NOT HOLD" in table([one])


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    """A part can be measured again alone, since the others are still there."""
    kept = result_of("start", Size.QUICK, [figure("iets", [1, 2], [3, 4], beside="kaal", most=5)], ["Let op."])
    keep(kept, tmp_path)
    assert read(tmp_path, "start") == kept
    assert read(tmp_path, "keys") is None


def test_a_goal_that_does_not_hold_stands_on_the_page_twice(tmp_path: Path) -> None:
    """Above all, and beside its figure; a figure of less than the full size says that."""
    figures = [Figure("cursor", 20.0, most=16), Figure("vak", 5.0, most=16)]
    keep(result_of("keys", Size.QUICK, figures), tmp_path)
    text = page(tmp_path)
    assert "1 hold. 1 do not:" in text
    assert "cursor: 20.0 ms (goal <= 16 ms)" in text
    assert "**<= 16 ms: does not hold**" in text
    assert "of the quick size" in text


def test_both_times_of_a_screen_stand_in_one_row(tmp_path: Path) -> None:
    """The first time and the time after it are read side by side."""
    goal = {"beside": "leeg", "most": 300}
    first, second = figure("Potjes", [200], [10], **goal), figure(f"Potjes{AGAIN}", [30], [10], **goal)
    keep(result_of("screens", Size.FULL, [first, second]), tmp_path)
    assert "| Potjes | 200 | 20.0 | 30.0 | 3.00 | <= 300 ms: holds |" in page(tmp_path)


def test_the_goal_of_a_plan_is_that_of_its_size_and_time() -> None:
    """A plan that is proven the best reaches every goal; a broken rule or a gap in the cover reaches none."""
    moment = PlanMoment("S3-1", 300.2, 0.873, 5.4, 100, errors=0)
    goal = goal_of(moment)
    assert goal is not None
    assert (goal.share, goal.gap) == (0.87, 12)
    assert not reached(moment, goal)
    assert reached(PlanMoment("S3-1", 300, 0.87, 12, 100), goal)
    assert reached(PlanMoment("S3-1", 300, 0.9, 0, 100), goal)
    assert not reached(PlanMoment("S3-1", 300, 0.8, 1, 99.9), goal)
    assert not reached(PlanMoment("S3-1", 300, 0.8, 1, 100, errors=1), goal)
    assert goal_of(PlanMoment("S3-1", 400, 0.8, 1, 100)) is None


def test_every_part_has_its_own_chapter() -> None:
    """A bench that is added must be told about, once."""
    assert len({part.name for part in PARTS}) == len({part.title for part in PARTS}) == len(PARTS)
