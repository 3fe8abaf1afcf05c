"""The visits of today as a proposal, as far as they fit the lines of a problem: where a search begins."""

from __future__ import annotations

from collections import defaultdict

from storage.models import VisitPattern
from zorgarrangeur_tui.planning.candidates import starts_in, working_span
from zorgarrangeur_tui.planning.explain_crop import needed_presence
from zorgarrangeur_tui.planning.fixed_visits import WEEKS_OF
from zorgarrangeur_tui.planning.placements import Visit
from zorgarrangeur_tui.planning.problem import NeedLine
from zorgarrangeur_tui.planning.proposal import Proposal
from zorgarrangeur_tui.planning.region_problem import PlannedRegion
from zorgarrangeur_tui.planning.slots import slots_around
from zorgarrangeur_tui.planning.visit_parts import serving_visits


def current_plan(planned: PlannedRegion) -> Proposal:
    """Return what stays, and every visit of today that is just one session of a line.

    Nobody has checked it: two visits of today may be in each other's way.
    """
    problem = planned.problem
    sessions = [visit for theirs in current_sessions(planned).values() for visit in theirs]
    presence = {*problem.locked_presence, *needed_presence(problem, sessions)}
    return Proposal(tuple(sorted(presence)), (*problem.locked_visits, *sessions))


def current_sessions(planned: PlannedRegion) -> dict[str, tuple[Visit, ...]]:
    """Return by the id of a visit that may be planned anew the sessions that it is; a visit that is none is not there."""
    serving = serving_visits(planned.layout)
    found: dict[str, list[Visit]] = defaultdict(list)
    used: set[tuple[str, str]] = set()
    for number, line in enumerate(planned.problem.lines):
        if not planned.minutes[number]:
            continue
        taken: list[Visit] = []
        for visit in serving.get(line.key, ()):
            session = _session(planned, number, line, visit)
            if session is None or (line.key, visit.id) in used or not _fits(line, session, taken):
                continue
            used.add((line.key, visit.id))
            taken.append(session)
            found[visit.id].append(session)
    return {key: tuple(sessions) for key, sessions in found.items()}


def _session(planned: PlannedRegion, number: int, line: NeedLine, visit: VisitPattern) -> Visit | None:
    """Return a visit as a session of a line; None when it is no session of it."""
    worker = planned.layout.person_number.get(visit.professional_id)
    weeks = WEEKS_OF.get(visit.rhythm)
    first, end = slots_around(visit.start_minute, visit.start_minute + visit.duration_minutes)
    allowed = line.only is None or worker in line.only
    if worker is None or weeks not in line.week_choices or end - first != line.duration or not allowed:
        return None
    for block in (2 * visit.weekday, 2 * visit.weekday + 1):
        span = working_span(planned.problem, worker, line.school, block)
        if span is not None and first in starts_in(line, block, span):
            return Visit(number, worker, block, first, weeks)
    return None


def _fits(line: NeedLine, session: Visit, taken: list[Visit]) -> bool:
    """Tell whether a line can have one more session: not too many, one a day, and few enough faces."""
    faces = {one.worker for one in taken} | {session.worker}
    same_day = any(one.weekday == session.weekday and set(one.weeks) & set(session.weeks) for one in taken)
    return len(taken) < line.sessions and not same_day and len(faces) <= line.max_faces
