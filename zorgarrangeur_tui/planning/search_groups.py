"""Sessions that are worth starting at one slot rather than another: those of a group, in a quiet window or of the published plan."""

from __future__ import annotations

from zorgarrangeur_tui.planning.problem import Weights
from zorgarrangeur_tui.planning.search_sheets import START_BITS, LineSheet, group_key
from zorgarrangeur_tui.planning.search_state import SearchState


def joinable(state: SearchState, sheet: LineSheet, cell: int, rhythm: int, starts: int) -> int:
    """Return, of the slots at which a pupil could start, those of groups with a place for one more in every week."""
    cells = (cell, cell + 1) if rhythm == 2 else (cell,)
    found = 0
    for one in cells:
        for key in state.groups[one]:
            start = key & ((1 << START_BITS) - 1)
            if key == group_key(sheet.group, start) and starts >> start & 1 and not found >> start & 1:
                found |= all(_has_place(state, sheet, other, start) for other in cells) << start
    return found


def cheapest_start(
    weights: Weights, sheet: LineSheet, worker: int, block: int, rhythm: int, starts: int
) -> tuple[int, int]:
    """Return what the cheapest of some starts costs in quiet and in moves, and that start as a mask."""
    length = (1 << sheet.duration) - 1
    quiet = sheet.quiet[block] if sheet.quiet else 0
    best_price, best = 0, 0
    while starts:
        low = starts & -starts
        starts ^= low
        start = low.bit_length() - 1
        price = weights.quiet * sheet.weight * (quiet & (length << start)).bit_count()
        if (worker, block, start, rhythm) in sheet.published:
            price -= weights.move
        if not best or price < best_price:
            best_price, best = price, low
    return best_price, best


def _has_place(state: SearchState, sheet: LineSheet, cell: int, start: int) -> bool:
    """Tell whether a pupil can have a session of their group at a start: in one that is there, or while nothing is."""
    members = state.groups[cell].get(group_key(sheet.group, start))
    if members is None:
        return state.where[cell] == sheet.school and not state.busy[cell] & ((1 << sheet.duration) - 1) << start
    size, lines = len(members), state.model.lines
    return size < sheet.group_size and all(size < lines[other].group_size for other in members)
