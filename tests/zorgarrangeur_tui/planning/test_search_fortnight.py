"""The slots of a fortnight as one number: what is found in all half-days at once is what is found one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.planning.problem import Problem, SchoolSite
from zorgarrangeur_tui.planning.search_fortnight import CELLS, Fortnight, fortnight_for, siblings, steps_for

SLOTS = 6


def fortnight() -> Fortnight:
    """Return the layout for a school that is open for six slots on one morning."""
    school = SchoolSite(blocks={0: (0, SLOTS)}, rooms=1)
    return fortnight_for(Problem(name="", schools=(school,), workers=(), pupils=(), lines=()))


@given(
    opened=st.lists(st.integers(0, (1 << SLOTS) - 1), min_size=CELLS, max_size=CELLS),
    duration=st.integers(1, SLOTS),
    weekly=st.booleans(),
)
def test_sessions_fit_where_every_slot_of_every_week_is_free(opened: list[int], duration: int, weekly: bool) -> None:
    """A session never runs from one half-day into the next, and a weekly one needs the same slots in both weeks."""
    width = fortnight().width
    free = sum(mask << cell * width for cell, mask in enumerate(opened))
    for step in (*steps_for(duration), width) if weekly else steps_for(duration):
        free &= free >> step
    session = (1 << duration) - 1
    for cell in range(0, CELLS, 2):
        found = free >> cell * width & (1 << width) - 1
        both = opened[cell] & opened[cell + 1] if weekly else opened[cell]
        assert found == sum(1 << start for start in range(SLOTS) if both >> start & session == session)


@given(cells=st.integers(0, (1 << CELLS) - 1))
def test_the_other_halves_of_days_are_the_same_for_cells_and_for_slots(cells: int) -> None:
    """Whoever looks twice is back; the lanes of the siblings of cells are the other halves of the lanes of those cells."""
    layout = fortnight()
    assert siblings(siblings(cells)) == cells
    assert siblings(cells) == sum(1 << (cell ^ 2) for cell in range(CELLS) if cells >> cell & 1)

    def lanes(some: int) -> int:
        return sum(lane for cell, lane in enumerate(layout.lanes) if some >> cell & 1)

    assert layout.other_halves(lanes(cells)) == lanes(siblings(cells))
