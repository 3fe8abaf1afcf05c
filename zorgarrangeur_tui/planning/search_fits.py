"""Whether one given visit can be added to a plan under way."""

from __future__ import annotations

from zorgarrangeur_tui.planning.placements import Visit
from zorgarrangeur_tui.planning.search_fortnight import WEEKS_OF_RHYTHM, rhythm_of
from zorgarrangeur_tui.planning.search_free import cut_off, free_of_pupil, possible
from zorgarrangeur_tui.planning.search_groups import joinable, shared_starts
from zorgarrangeur_tui.planning.search_sheets import LineSheet, Place, SearchVisit
from zorgarrangeur_tui.planning.search_state import SearchState, search_visit


def fits(state: SearchState, visit: Visit) -> bool:
    """Tell whether a visit, by a worker who may serve its line, breaks no rule with all that is in a plan."""
    sheet = state.model.lines[visit.line]
    place = _place_of(sheet, visit)
    return (
        place is not None
        and state.missing(visit.line) > 0
        and _is_asked(state, sheet, visit)
        and _fits_in(state, sheet, place, search_visit(state.model, visit, sheet.candidates[visit.worker]))
    )


def _place_of(sheet: LineSheet, visit: Visit) -> Place | None:
    """Return the place of the line in which a visit is, if it can start then."""
    moment = (visit.block, rhythm_of(visit.weeks))
    for rotation in sheet.rotations[:1]:
        for place in rotation:
            if (place.block, place.rhythm) == moment and sheet.starts & place.lane & 1 << place.shift + visit.start:
                return place
    return None


def _is_asked(state: SearchState, sheet: LineSheet, visit: Visit) -> bool:
    """Tell whether the line has no other session on that day, and no face too many."""
    others = state.given[visit.line]
    same_day = any(
        other.block // 2 == visit.weekday and set(WEEKS_OF_RHYTHM[other.rhythm]) & set(visit.weeks) for other in others
    )
    faces = {other.worker for other in others} | {visit.worker}
    return not same_day and len(faces) <= sheet.faces


def _fits_in(state: SearchState, sheet: LineSheet, place: Place, visit: SearchVisit) -> bool:
    """Tell whether the pupil is free then, and the worker is or could be there and has nothing else, or a group with room."""
    model, pair, school = state.model, visit.pair, sheet.school
    who = model.pairs[pair]
    coming = place.cells & ~state.there[pair]
    known = state.post_workers[who.post] > 0 or model.bonded[who.post]
    if (
        visit.slots & ~free_of_pupil(state, sheet)
        or coming & (state.full[school] | cut_off(state, who))
        or _elsewhere(state, who.worker, coming)
        or coming.bit_count() * who.lengths[visit.block] > state.left[who.worker]
        or not (known or state.strangers[school] < model.caps[school])
    ):
        return False
    start = 1 << place.shift + visit.start
    return not visit.slots & ~possible(state, pair) or (
        sheet.group >= 0 and joinable(state, sheet, pair, place, shared_starts(state, sheet, pair) & start) != 0
    )


def _elsewhere(state: SearchState, worker: int, cells: int) -> bool:
    """Tell whether a worker is somewhere in one of some cells."""
    lanes = state.model.fortnight.lanes
    return any(cells >> cell & 1 and not state.idle[worker] & lane for cell, lane in enumerate(lanes))
