"""The nearest way out of a clash: another time on the same day, or another professional at the same time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from zorgarrangeur_tui.domain.board_values import BoardNeed, BoardProfessional, BoardSchool, BoardVisit, Span

_WHOLE_DAY: Span = (0, 24 * 60)


def nearest_start(
    visit: BoardVisit,
    professional: BoardProfessional | None,
    school: BoardSchool | None,
    others: Iterable[BoardVisit],
) -> int | None:
    """Return the start nearest to the present one at which the visit fits on its weekday, or None.

    It fits when it lies within the school's hours and one window of the professional (each as far as known) and meets
    none of `others`, the further visits of that professional. Of two starts as near, the earlier.

    Only the edges of windows and other visits can be nearest, so only those are tried.
    """
    rivals = [other for other in others if other.id != visit.id and other.weekday == visit.weekday]
    spans = [
        (max(open_from, free_from), min(open_until, free_until))
        for open_from, open_until in _school_hours(visit, school)
        for free_from, free_until in _windows(visit, professional)
    ]
    edges = {visit.start_minute}
    edges.update(start for first, end in spans for start in (first, end - visit.duration_minutes))
    edges.update(start for other in rivals for start in (other.end_minute, other.start_minute - visit.duration_minutes))
    fitting = [start for start in edges if _fits(visit, start, spans, rivals)]
    return min(fitting, key=lambda start: (abs(start - visit.start_minute), start), default=None)


def substitute(
    visit: BoardVisit,
    needs: Iterable[BoardNeed],
    professionals: Iterable[BoardProfessional],
    visits_by_professional: Mapping[str, Collection[BoardVisit]],
) -> BoardProfessional | None:
    """Return a professional who can give all `needs` of the visit and is free at its time, or None.

    Colleagues of the same provider come first, then by name and id. A professional whose availability is not known is no
    way out.
    """
    asked = list(needs)
    everybody = list(professionals)
    provider = next((person.provider_id for person in everybody if person.id == visit.professional_id), "")
    able = [
        person
        for person in everybody
        if person.id != visit.professional_id
        and all(can_give(person, need) for need in asked)
        and any(first <= visit.start_minute and visit.end_minute <= end for first, end in person.windows(visit.weekday))
        and not any(visit.overlaps(other) for other in visits_by_professional.get(person.id, ()))
    ]
    return min(able, key=lambda person: (person.provider_id != provider, person.name, person.id), default=None)


def can_give(professional: BoardProfessional, need: BoardNeed) -> bool:
    """Tell whether a professional has the kind of care of a need, and the competence for its reserved act."""
    return need.kind in professional.skills and (professional.reserved_acts or not need.reserved_act)


def _school_hours(visit: BoardVisit, school: BoardSchool | None) -> list[Span]:
    """Return the hours of the school on the day of the visit; the whole day when they are not known."""
    if school is None or not school.bell_times:
        return [_WHOLE_DAY]
    hours = school.open_at(visit.weekday)
    return [] if hours is None else [hours]


def _windows(visit: BoardVisit, professional: BoardProfessional | None) -> list[Span]:
    """Return the windows of the professional on the day of the visit; the whole day when they are not known."""
    if professional is None or not professional.availability:
        return [_WHOLE_DAY]
    return professional.windows(visit.weekday)


def _fits(visit: BoardVisit, start: int, spans: Iterable[Span], rivals: Iterable[BoardVisit]) -> bool:
    """Tell whether the visit could start at this minute."""
    moved = BoardVisit(
        visit.id,
        visit.professional_id,
        visit.school_id,
        visit.weekday,
        start,
        visit.duration_minutes,
        visit.rhythm,
    )
    inside = any(first <= start and moved.end_minute <= end for first, end in spans)
    return inside and not any(moved.overlaps(other) for other in rivals)
