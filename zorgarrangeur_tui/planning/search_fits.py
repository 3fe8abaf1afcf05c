"""Whether one given visit can be added to a plan under way."""

from __future__ import annotations

from zorgarrangeur_tui.planning.placements import Visit
from zorgarrangeur_tui.planning.search_groups import joinable
from zorgarrangeur_tui.planning.search_sheets import (
    CELLS,
    PUPIL_DAYS,
    WEEKS_OF_RHYTHM,
    LineSheet,
    PairSheet,
    rhythm_of,
)
from zorgarrangeur_tui.planning.search_state import SearchState


def fits(state: SearchState, visit: Visit) -> bool:
    """Tell whether a visit, by a worker who may serve its line, breaks no rule with all that is in a plan."""
    model = state.model
    sheet = model.lines[visit.line]
    pair = model.pairs[sheet.candidates[visit.worker]]
    return (
        state.missing(visit.line) > 0
        and _is_asked(state, sheet, visit)
        and _pupil_is_free(state, sheet, visit)
        and _worker_can_come(state, sheet, pair, visit)
        and _worker_is_free(state, sheet, pair, visit)
    )


def _is_asked(state: SearchState, sheet: LineSheet, visit: Visit) -> bool:
    """Tell whether the moment is one of the line, on a day without another session of it, with no face too many."""
    moment = (visit.block, rhythm_of(visit.weeks))
    asked = any(
        (place.block, place.rhythm) == moment and place.starts >> visit.start & 1
        for rotation in sheet.rotations[:1]
        for place in rotation
    )
    others = state.given[visit.line]
    same_day = any(
        other.block // 2 == visit.weekday and set(WEEKS_OF_RHYTHM[other.rhythm]) & set(visit.weeks) for other in others
    )
    faces = {other.worker for other in others} | {visit.worker}
    return asked and not same_day and len(faces) <= sheet.faces


def _pupil_is_free(state: SearchState, sheet: LineSheet, visit: Visit) -> bool:
    """Tell whether the pupil has no other care then, and not too much on that day."""
    mask = ((1 << sheet.duration) - 1) << visit.start
    first = PUPIL_DAYS * sheet.pupil + 2 * visit.weekday
    days = [state.pupil_busy[first + week] for week in visit.weeks]
    most = state.model.max_care - sheet.duration
    return all(not taken & mask and taken.bit_count() <= most for taken in days)


def _worker_can_come(state: SearchState, sheet: LineSheet, pair: PairSheet, visit: Visit) -> bool:
    """Tell whether the worker is at the school then, or could be."""
    model, school, slots = state.model, sheet.school, 0
    for week in visit.weeks:
        offset = 2 * visit.block + week
        cell = CELLS * visit.worker + offset
        if state.where[cell] == school:
            continue
        other = state.where[cell ^ 2]
        reachable = other < 0 or other not in model.unreachable.get(school, ())
        if state.where[cell] >= 0 or state.present[CELLS * school + offset] >= model.rooms[school] or not reachable:
            return False
        slots += pair.lengths[visit.block]
    known = state.post_workers[pair.post] > 0 or model.bonded[pair.post]
    return slots <= state.left[visit.worker] and (known or state.strangers[school] < model.caps[school])


def _worker_is_free(state: SearchState, sheet: LineSheet, pair: PairSheet, visit: Visit) -> bool:
    """Tell whether the worker has nothing else then, or a group with a place."""
    mask = ((1 << sheet.duration) - 1) << visit.start
    if mask & ~pair.spans[visit.block]:
        return False
    cells = [CELLS * visit.worker + 2 * visit.block + week for week in visit.weeks]
    if all(not state.busy[cell] & mask for cell in cells):
        return True
    rhythm = rhythm_of(visit.weeks)
    return sheet.group >= 0 and joinable(state, sheet, cells[0], rhythm, 1 << visit.start) != 0
