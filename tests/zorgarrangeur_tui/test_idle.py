"""When the app locks without being asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.entry_delay import EntryDelay
from zorgarrangeur_tui.idle import IdleWatch, LockCause
from zorgarrangeur_tui.testing import FrozenWatch

FIVE_MINUTES = 300


def ticked(watch: IdleWatch, clocks: FrozenWatch, seconds: int) -> LockCause | None:
    """Let seconds pass, with a look at each, until there is a cause to lock."""
    for _ in range(seconds):
        clocks.monotonic += 1
        clocks.wall += 1
        cause = watch.look()
        if cause is not None:
            return cause
    return None


def test_nothing_for_five_minutes_locks_and_a_key_starts_the_time_anew() -> None:
    """Just short of the time nothing happens; a touch gives the whole time again."""
    clocks = FrozenWatch()
    watch = IdleWatch(clocks.clocks(), FIVE_MINUTES)
    assert ticked(watch, clocks, FIVE_MINUTES - 1) is None
    watch.touch()
    assert ticked(watch, clocks, FIVE_MINUTES - 1) is None
    assert ticked(watch, clocks, 1) is LockCause.IDLE


def test_a_computer_that_slept_is_seen_by_its_wall_clock() -> None:
    """While it sleeps only the wall clock runs on."""
    clocks = FrozenWatch()
    watch = IdleWatch(clocks.clocks(), FIVE_MINUTES)
    clocks.wall += 31
    assert watch.look() is LockCause.SUSPEND
    assert watch.look() is None, "it is told once"


def test_where_both_clocks_run_on_in_sleep_the_gap_between_two_looks_tells() -> None:
    """As under Windows: nobody looked for more than half a minute."""
    clocks = FrozenWatch()
    watch = IdleWatch(clocks.clocks(), FIVE_MINUTES)
    clocks.wall += 31
    clocks.monotonic += 31
    assert watch.look() is LockCause.SUSPEND


@given(st.lists(st.floats(min_value=-1e9, max_value=28), max_size=20))
def test_a_wall_clock_that_is_set_back_or_a_little_on_locks_nothing(jumps: list[float]) -> None:
    """Whatever years somebody sets the clock back, working goes on."""
    clocks = FrozenWatch()
    watch = IdleWatch(clocks.clocks(), FIVE_MINUTES)
    for jump in jumps:
        clocks.wall += jump
        clocks.monotonic += 1
        assert watch.look() is None


def test_wrong_tries_wait_longer_and_longer_but_never_for_good() -> None:
    """Three tries are free; then 1, 2, 4, 8, 16 and at most 30 seconds."""
    clocks = FrozenWatch()
    delay = EntryDelay(clocks.clocks().monotonic)
    waits = []
    for _ in range(12):
        delay.wrong()
        waits.append(delay.seconds_left())
        clocks.monotonic += waits[-1]
        assert delay.seconds_left() == 0
    assert waits == [0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30, 30]
