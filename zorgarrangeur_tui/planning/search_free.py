"""When a pupil has room for more care, and when a worker could be at a school."""

from __future__ import annotations

from zorgarrangeur_tui.planning.search_fortnight import siblings
from zorgarrangeur_tui.planning.search_sheets import LineSheet, PairSheet
from zorgarrangeur_tui.planning.search_state import SearchState


def free_of_pupil(state: SearchState, sheet: LineSheet) -> int:
    """Return the slots in which the pupil of a line has no care, on days with room for a session of that line."""
    fortnight = state.model.fortnight
    busy = state.pupil_busy[sheet.pupil]
    taken = busy | fortnight.other_halves(busy)
    if sheet.crowds:
        most = state.model.max_care - sheet.duration
        for day in fortnight.days:
            if (busy & day).bit_count() > most:
                taken |= day
    return fortnight.whole ^ taken


def starts_of_pupil(state: SearchState, sheet: LineSheet) -> int:
    """Return the slots at which the pupil of a line could begin a session of it."""
    if not state.faces[sheet.pupil]:
        return sheet.starts
    free = free_of_pupil(state, sheet)
    for step in sheet.steps:
        free &= free >> step
    return free & sheet.starts


def possible(state: SearchState, pair: int) -> int:
    """Return the slots in which a worker has nothing to do at a school, were they there whenever they are nowhere else."""
    who = state.model.pairs[pair]
    return state.open[pair] | who.spans & state.idle[who.worker]


def cut_off(state: SearchState, who: PairSheet) -> int:
    """Return the cells in which a worker cannot come because of where they are on the other half of the day."""
    cells = 0
    for school in state.model.unreachable.get(who.school, ()):
        pair = state.model.pair_at[school].get(who.worker)
        if pair is not None:
            cells |= state.there[pair]
    return siblings(cells)
