"""Checks of the people in a visit: whether the professional can come, and whether it and the pupil are in one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from storage.models.codes import CareKind, Rhythm
from zorgarrangeur_tui.domain.board_openings import nearest_start
from zorgarrangeur_tui.domain.board_values import BoardProfessional, BoardSchool, BoardVisit
from zorgarrangeur_tui.domain.clock import time_of_day, weekday
from zorgarrangeur_tui.domain.faces import faces_rule
from zorgarrangeur_tui.domain.visit_check_values import (
    CheckedNeed,
    CheckedProfessional,
    CheckedSchool,
    DayVisit,
    Surroundings,
)
from zorgarrangeur_tui.domain.visit_findings import Finding, FindingKind
from zorgarrangeur_tui.domain.words import word


def is_available(visit: DayVisit, professional: CheckedProfessional) -> bool:
    """Tell whether a visit lies in a time at which the professional can work, as far as those are known."""
    if not professional.availability:
        return visit.start_minute >= 0 and visit.end_minute <= 24 * 60
    weekday_number, start, over = visit.day.weekday(), visit.start_minute, visit.end_minute
    if any(day == weekday_number and first <= start and over <= end for day, first, end in professional.availability):
        return True
    return any(first <= start and over <= end for first, end in _on_board(professional).windows(weekday_number))


def outside_availability(
    visit: DayVisit, professional: CheckedProfessional, school: CheckedSchool | None
) -> Finding | None:
    """Find a visit that lies in no time at which the professional can work, as far as those are known."""
    if is_available(visit, professional):
        return None
    windows = _on_board(professional).windows(visit.day.weekday())
    who, day = professional.called, weekday(visit.day.weekday())
    if windows:
        times = " en ".join(f"{time_of_day(first)} tot {time_of_day(end)}" for first, end in windows)
        cause = f"{who} is op {day} alleen beschikbaar van {times}; dit bezoek is van {visit.span}."
    else:
        cause = f"{who} is op {day} niet beschikbaar."
    way_out = _other_time(visit, professional, school, ())
    return Finding(
        FindingKind.OUTSIDE_AVAILABILITY, visit.day, (visit.id,), (professional.id,), f"{_begin(cause)} {way_out}"
    )


def skills_missing(
    visit: DayVisit, professional: CheckedProfessional, served: Sequence[CheckedNeed]
) -> Iterator[Finding]:
    """Find the kinds of care in a visit that the professional does not give, each once."""
    if professional.skills is None:
        return
    missing: dict[str, list[str]] = {}
    for need in served:
        if need.kind not in professional.skills:
            missing.setdefault(need.kind, []).append(need.id)
    for kind, need_ids in missing.items():
        care = word(kind, CareKind)
        yield Finding(
            FindingKind.SKILL_MISSING,
            visit.day,
            (visit.id,),
            (professional.id, *need_ids),
            f"{_begin(professional.called)} geeft geen {care[:1].lower()}{care[1:]}. Kies iemand die dat wel geeft, of haal "
            "deze zorg uit het bezoek.",
        )


def double_bookings(visits: Iterable[DayVisit], surroundings: Surroundings) -> Iterator[Finding]:
    """Find, in one day of one professional, the visits that begin while another goes on. Told at the later one."""
    ordered = sorted(visits, key=_by_start)
    for place, visit in enumerate(ordered):
        for other in ordered[:place]:
            if not _at_once(visit, other):
                continue
            professional = surroundings.professionals.get(visit.professional_id)
            school, elsewhere = (surroundings.schools.get(one.school_id) for one in (visit, other))
            who = professional.called if professional else "deze zorgprofessional"
            where = f" bij {elsewhere.name}" if elsewhere else ""
            cause = (
                f"{_begin(who)} heeft op {weekday(visit.day.weekday())} van {other.span} al een ander bezoek{where}."
            )
            rest = [one for one in ordered if one is not visit]
            yield Finding(
                FindingKind.DOUBLE_BOOKED,
                visit.day,
                (visit.id, other.id),
                (visit.professional_id,),
                f"{cause} {_other_time(visit, professional, school, rest)}",
            )


def pupil_twice(visits: Iterable[DayVisit], pupil_id: str, needs: Mapping[str, CheckedNeed]) -> Iterator[Finding]:
    """Find, in one day of one pupil, the sessions at the same time. Told at the later one.

    A visit takes up a pupil when it is for that pupil alone, or for a group that it is in. In a visit for several pupils one
    by one the time of each is free to choose, and care on call takes no time of its own.

    Args:
        visits: those of one day.
        pupil_id: the pupil.
        needs: what the visits serve, by id.
    """
    sessions = sorted((one for one in visits if takes_up(one, pupil_id, needs)), key=_by_start)
    for place, visit in enumerate(sessions):
        for other in sessions[:place]:
            if not _at_once(visit, other):
                continue
            yield Finding(
                FindingKind.PUPIL_TWICE,
                visit.day,
                (visit.id, other.id),
                (pupil_id,),
                f"Een leerling heeft op {weekday(visit.day.weekday())} twee keer zorg tegelijk: van {other.span} en van "
                f"{visit.span}. Begin dit bezoek niet voor {time_of_day(other.end_minute)}, of kies een andere dag.",
            )


def takes_up(visit: DayVisit, pupil_id: str, needs: Mapping[str, CheckedNeed]) -> bool:
    """Tell whether the whole of a visit is the time of one pupil."""
    served = [needs[key] for key in dict.fromkeys(visit.serves) if key in needs]
    own = [need for need in served if need.pupil_id == pupil_id]
    if not own or all(need.on_call for need in own):
        return False
    return len(own) == len(served) or all(need.group for need in served)


def too_many_faces(
    visits: Iterable[DayVisit],
    pupil_id: str,
    needs: Mapping[str, CheckedNeed],
    professionals: Mapping[str, CheckedProfessional],
    monday: date,
) -> Finding | None:
    """Find a pupil who meets more professionals in a week than is wished.

    Args:
        visits: those of this week in which the pupil gets care.
        pupil_id: the pupil.
        needs: what the visits serve, by id.
        professionals: by id.
        monday: of the week.
    """
    together = [one for one in visits if one.professional_id]
    rule = faces_rule(monday)
    if len({one.professional_id for one in together}) <= min(rule.most, rule.most_with_daily_nursing):
        return None
    week = sorted(together, key=lambda one: (one.day, one.start_minute, one.id))
    given: dict[str, int] = {}
    for one in week:
        given[one.professional_id] = given.get(one.professional_id, 0) + one.duration_minutes
    nursing = {
        one.day
        for one in week
        for need in (needs[key] for key in one.serves if key in needs)
        if need.pupil_id == pupil_id and need.kind == CareKind.NURSING
    }
    most = rule.most_for(len(nursing))
    if len(given) <= most:
        return None
    least = min(given, key=lambda key: (given[key], key))
    known = professionals.get(least)
    name = known.called if known else "de zorgprofessional die er het minst is"
    own = [one for one in week if one.professional_id == least]
    others = [one for one in week if one.professional_id != least]
    return Finding(
        FindingKind.TOO_MANY_FACES,
        monday,
        tuple(dict.fromkeys(one.id for one in (*own, *others))),
        (pupil_id,),
        f"Een leerling krijgt in week {monday.isocalendar().week} zorg van {len(given)} zorgprofessionals; de wens is ten "
        f"hoogste {most}. Geef wat {name} doet aan iemand die de leerling al kent.",
    )


def nearest_fit(
    visit: DayVisit,
    professional: CheckedProfessional | None,
    school: CheckedSchool | None,
    others: Iterable[DayVisit],
) -> int | None:
    """Return the start nearest to its own at which a visit fits on its day, or None.

    It fits within the hours of the school and the times at which the professional can work (each as far as known), beside the
    other visits. Travel is not looked at.
    """
    hours = school.calendar.on(visit.day).hours if school else None
    opened = None
    if hours is not None:
        opened = BoardSchool("", "", tuple(hours if day == visit.day.weekday() else None for day in range(7)))
    person = _on_board(professional) if professional else None
    return nearest_start(_as_pattern(visit), person, opened, map(_as_pattern, others))


def _other_time(
    visit: DayVisit,
    professional: CheckedProfessional | None,
    school: CheckedSchool | None,
    others: Iterable[DayVisit],
) -> str:
    """Say when on this day the visit does fit."""
    start = nearest_fit(visit, professional, school, others)
    if start is None:
        return "Die dag past het niet; kies een andere dag of een andere zorgprofessional."
    return f"Het kan wel om {time_of_day(start)}."


def _on_board(professional: CheckedProfessional) -> BoardProfessional:
    return BoardProfessional(professional.id, professional.name, availability=professional.availability)


def _as_pattern(visit: DayVisit) -> BoardVisit:
    return BoardVisit(
        visit.id,
        visit.professional_id,
        visit.school_id,
        visit.day.weekday(),
        visit.start_minute,
        visit.duration_minutes,
        Rhythm.WEEKLY,
    )


def _at_once(one: DayVisit, other: DayVisit) -> bool:
    return one.start_minute < other.end_minute and other.start_minute < one.end_minute


def _by_start(visit: DayVisit) -> tuple[int, str]:
    return visit.start_minute, visit.id


def _begin(text: str) -> str:
    return text[:1].upper() + text[1:]
