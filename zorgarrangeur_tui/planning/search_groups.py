"""Sessions that are worth starting at one slot rather than another: those of a group, in a quiet window or of the published plan."""

from __future__ import annotations

from zorgarrangeur_tui.planning.problem import Weights
from zorgarrangeur_tui.planning.search_sheets import LineSheet, Place
from zorgarrangeur_tui.planning.search_state import SearchState


def shared_starts(state: SearchState, sheet: LineSheet, pair: int) -> int:
    """Return the slots at which a worker has sessions that a line could share, in the lane where its own would begin."""
    starts = state.groups.get((pair, sheet.group), 0)
    return starts | starts >> state.model.fortnight.width if sheet.weight == 2 else starts


def joinable(state: SearchState, sheet: LineSheet, pair: int, place: Place, starts: int) -> int:
    """Return, of some of the slots of `shared_starts`, those of groups with a place for one more in every week."""
    width = state.model.fortnight.width
    found = 0
    while starts:
        low = starts & -starts
        starts ^= low
        slot = low.bit_length() - 1
        if _has_place(state, sheet, pair, slot) and (place.rhythm != 2 or _has_place(state, sheet, pair, slot + width)):
            found |= low
    return found


def cheapest_start(weights: Weights, sheet: LineSheet, worker: int, place: Place, starts: int) -> tuple[int, int]:
    """Return what the cheapest of some starts in a place costs in quiet and in moves, and that start as a mask."""
    _, block, rhythm, _, _, shift = place
    length = (1 << sheet.duration) - 1
    quiet = sheet.quiet[block] if sheet.quiet else 0
    best_price, best = 0, 0
    while starts:
        low = starts & -starts
        starts ^= low
        start = low.bit_length() - 1 - shift
        price = weights.quiet * sheet.weight * (quiet & (length << start)).bit_count()
        if (worker, block, start, rhythm) in sheet.published:
            price -= weights.move
        if not best or price < best_price:
            best_price, best = price, low
    return best_price, best


def _has_place(state: SearchState, sheet: LineSheet, pair: int, slot: int) -> bool:
    """Tell whether a pupil can have a session of their group from a slot: in one that is there, or while nothing is."""
    members = state.members.get((pair, sheet.group, slot))
    if members is None:
        return not sheet.slots[0] << slot & ~state.open[pair]
    size, lines = len(members), state.model.lines
    return size < sheet.group_size and all(size < lines[other].group_size for other in members)
