"""Who can come instead of a professional who is away, best first. Pure.

Only who gives the care, and is competent for its reserved acts, is considered. Whether somebody is free is told by the same checks
as for any visit: availability, other visits, travel, hours of the week, own absences. Who is free comes first; then who could
come at another time of the same day, as far as the care has no fixed moment; then who cannot, when the pupils or the provider are
its own, with why. Within each group points decide (`replacements.toml`): same provider, known face, fixed provider of the
school, knows the school, is there that day anyway; against: travel, no contract, hours not known, one face too many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from zorgarrangeur_tui.domain import ranking_rules as rules
from zorgarrangeur_tui.domain.clock import duration, time_of_day
from zorgarrangeur_tui.domain.ranking_rules import RankingRule
from zorgarrangeur_tui.domain.replacement_values import AskedVisit, Candidate, Replacement
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.domain.travel import travel_rule
from zorgarrangeur_tui.domain.visit_absence_checks import professional_absent
from zorgarrangeur_tui.domain.visit_care_checks import competence_missing, outside_contract
from zorgarrangeur_tui.domain.visit_check_values import CheckedNeed, CheckedProfessional, DayVisit, Surroundings
from zorgarrangeur_tui.domain.visit_findings import Finding
from zorgarrangeur_tui.domain.visit_minute_checks import above_max_minutes
from zorgarrangeur_tui.domain.visit_person_checks import (
    double_bookings,
    is_available,
    nearest_fit,
    outside_availability,
    skills_missing,
    too_many_faces,
)
from zorgarrangeur_tui.domain.visit_place_checks import outside_school_hours, trips_too_short

_QUARTER = 15
_WHOLE = 5
"""A visit at another time begins at a whole five minutes, when that fits."""
_DAY = 24 * 60


def gives_all(person: CheckedProfessional, visit: DayVisit, served: Sequence[CheckedNeed]) -> bool:
    """Tell whether a professional gives all the care of a visit, and is competent for its reserved acts."""
    if any(True for _ in skills_missing(visit, person, served)):
        return False
    return competence_missing(visit, person, served) is None


def ranked(
    asked: AskedVisit, candidates: Iterable[Candidate], around: Surroundings, known: Mapping[str, RankingRule]
) -> list[Replacement]:
    """Return who could come, best first. Whoever cannot come at all is only told when pupils or provider are its own.

    Another time of the day is looked for with those, and with all others when nobody is free.

    Args:
        asked: the visit.
        candidates: those who give its care.
        around: the schools, providers and needs that it is about, and all professionals among the candidates.
        known: what counts, by id (`ranking_rules`).
    """
    others = [_beside(one, asked.visit) for one in candidates if one.person.id != asked.visit.professional_id]
    own = [one for one in others if _is_own(asked, one)]
    strangers = [one for one in others if not _is_own(asked, one)]
    found = [_judged(asked, one, around, known) for one in own]
    found += [_judged(asked, one, around, known) for one in strangers if _seems_free(asked, one)]
    if not any(one.fits for one in found):
        found += [_judged(asked, one, around, known) for one in strangers if not _seems_free(asked, one)]
    told = {one.person.id for one in own}
    return sorted((one for one in found if one.possible or one.person.id in told), key=_order)


def _beside(candidate: Candidate, visit: DayVisit) -> Candidate:
    """Return somebody with its other visits: it may be the one to whom this one was given before."""
    rest = tuple(one for one in candidate.week if (one.id, one.day) != (visit.id, visit.day))
    return candidate if len(rest) == len(candidate.week) else replace(candidate, week=rest)


def _is_own(asked: AskedVisit, candidate: Candidate) -> bool:
    """Tell whether somebody works for the same provider or knows a pupil."""
    return asked.provider_id == candidate.person.provider_id or bool(candidate.known_pupils & asked.pupil_ids)


def _seems_free(asked: AskedVisit, candidate: Candidate) -> bool:
    """Tell whether somebody works at the time of a visit and makes no other then; travel and hours are not looked at."""
    visit = asked.visit
    return is_available(visit, candidate.person) and not _meets(
        visit, (one for one in candidate.week if one.day == visit.day)
    )


def _judged(
    asked: AskedVisit, candidate: Candidate, around: Surroundings, known: Mapping[str, RankingRule]
) -> Replacement:
    visit = replace(asked.visit, professional_id=candidate.person.id)
    hard = next(_hard(visit, candidate, around), None)
    moved = visit if hard is None else _at_another_time(asked, visit, candidate, around, known)
    at = moved or visit
    for_it = list(_for_it(asked, at, candidate, known))
    against = list(_against(asked, at, candidate, around, known))
    away = abs(at.start_minute - asked.visit.start_minute)
    points = sum(count for count, _ in (*for_it, *against)) + known[rules.OTHER_TIME_QUARTER].points * _quarters(away)
    objections = tuple(words for _, words in against if words)
    if hard is not None:
        later = f"Kan als het om {time_of_day(at.start_minute)} begint ({_shift(at, asked.visit)})."
        objections = (later if moved else "", hard.sentence, *objections)
    return Replacement(
        candidate.person,
        points,
        tuple(words for _, words in for_it if words),
        tuple(filter(None, objections)),
        at.start_minute,
        hard is None,
        moved is not None,
    )


def _hard(visit: DayVisit, candidate: Candidate, around: Surroundings) -> Iterator[Finding]:
    """Yield why somebody cannot make a visit."""
    person, week = candidate.person, candidate.week
    yield from _one(professional_absent(visit, person))
    yield from _one(outside_availability(visit, person, around.schools.get(visit.school_id)))
    day = [one for one in week if one.day == visit.day]
    people = replace(around, professionals={person.id: person})
    for check in (double_bookings, trips_too_short):
        yield from (one for one in check([*day, visit], people) if visit.id in one.visit_ids)
    yield from _one(above_max_minutes([*week, visit], person, monday_of(visit.day)))


def _at_another_time(
    asked: AskedVisit, visit: DayVisit, candidate: Candidate, around: Surroundings, known: Mapping[str, RankingRule]
) -> DayVisit | None:
    """Return the visit at the nearest time of the same day at which somebody can make it; None when there is none."""
    if asked.fixed or not candidate.person.availability:
        return None
    day = [one for one in candidate.week if one.day == visit.day]
    taken = [*(_with_travel(one, visit, around) for one in day), *asked.pupil_visits]
    school = around.schools.get(visit.school_id)
    start = nearest_fit(visit, candidate.person, school, taken)
    if start is None or abs(start - visit.start_minute) > known[rules.OTHER_TIME_QUARTER].most_minutes:
        return None
    step = 1 if start > visit.start_minute else -1
    for minute in dict.fromkeys((-(-step * start // _WHOLE) * _WHOLE * step, start)):
        moved = replace(visit, start_minute=minute)
        is_open = school is None or outside_school_hours(moved, school) is None
        if is_open and next(_hard(moved, candidate, around), None) is None and not _meets(moved, taken):
            return moved
    return None


def _meets(visit: DayVisit, others: Iterable[DayVisit]) -> bool:
    return any(one.start_minute < visit.end_minute and visit.start_minute < one.end_minute for one in others)


def _with_travel(other: DayVisit, visit: DayVisit, around: Surroundings) -> DayVisit:
    """Return a visit with the trip to and from another school added, as time that is taken."""
    trip = _trip(other.school_id, visit, around)
    start = max(0, other.start_minute - trip)
    return replace(other, start_minute=start, duration_minutes=min(_DAY, other.end_minute + trip) - start)


def _for_it(
    asked: AskedVisit, visit: DayVisit, candidate: Candidate, known: Mapping[str, RankingRule]
) -> Iterator[tuple[int, str]]:
    """Yield the points of what speaks for somebody, each with its words."""
    person = candidate.person
    if asked.provider_id and person.provider_id == asked.provider_id:
        yield (
            known[rules.SAME_PROVIDER].points,
            f"Werkt ook voor {candidate.provider_name or 'dezelfde zorgaanbieder'}.",
        )
    elif candidate.bound:
        yield known[rules.BOUND_PROVIDER].points, f"{_named(candidate)} is vast verbonden aan deze school."
    met = len(candidate.known_pupils & asked.pupil_ids)
    if met:
        points = known[rules.KNOWN_FACE].points * met // len(asked.pupil_ids)
        yield points, _met_words(met, len(asked.pupil_ids))
    there = any(one.school_id == visit.school_id and one.day == visit.day for one in candidate.week)
    if there:
        yield known[rules.THERE_THAT_DAY].points, "Is die dag al op deze school."
    if there or visit.school_id in candidate.school_ids:
        yield known[rules.KNOWS_SCHOOL].points, "" if there else "Komt al op deze school."


def _against(
    asked: AskedVisit, visit: DayVisit, candidate: Candidate, around: Surroundings, known: Mapping[str, RankingRule]
) -> Iterator[tuple[int, str]]:
    """Yield the points, 0 or less, of what speaks against somebody, each with its words."""
    person = candidate.person
    if asked.pupil_ids and not candidate.known_pupils & asked.pupil_ids:
        yield 0, f"Is nieuw voor de {'leerling' if len(asked.pupil_ids) == 1 else 'leerlingen'}."
    if _adds_a_face(asked, visit, candidate, around):
        yield known[rules.EXTRA_FACE].points, "Zo ziet een leerling die week meer gezichten dan gewenst."
    if not candidate.bound and person.provider_id != asked.provider_id:
        yield 0, f"{_named(candidate)} is niet vast verbonden aan deze school."
    if not person.availability:
        yield known[rules.HOURS_UNKNOWN].points, "Niet bekend is wanneer deze persoon werkt: vraag het eerst."
    provider = around.providers.get(person.provider_id)
    for finding in outside_contract(visit, provider, around.served(visit)) if provider else ():
        yield known[rules.NO_CONTRACT].points, finding.sentence
    extra = _extra_travel(visit, candidate, around)
    if extra:
        yield known[rules.TRAVEL_QUARTER].points * _quarters(extra), f"Reist daarvoor {duration(extra)} extra."


def _adds_a_face(asked: AskedVisit, visit: DayVisit, candidate: Candidate, around: Surroundings) -> bool:
    """Tell whether a pupil who does not know somebody would meet more people that week than is wished."""
    monday = monday_of(visit.day)
    return any(
        too_many_faces([*week, visit], pupil_id, around.needs, {}, monday) is not None
        for pupil_id, week in asked.pupil_weeks
        if pupil_id not in candidate.known_pupils
    )


def _extra_travel(visit: DayVisit, candidate: Candidate, around: Surroundings) -> int:
    """Return the minutes of trips between schools that a visit adds to a day."""
    day = [one for one in candidate.week if one.day == visit.day]
    return max(0, _travel([*day, visit], around) - _travel(day, around))


def _travel(day: Iterable[DayVisit], around: Surroundings) -> int:
    ordered = sorted(day, key=lambda one: (one.start_minute, one.id))
    return sum(_trip(earlier.school_id, later, around) for earlier, later in pairwise(ordered))


def _trip(from_id: str, visit: DayVisit, around: Surroundings) -> int:
    """Return the minutes from a school to that of a visit; 0 when one of both places is not known."""
    origin, target = around.schools.get(from_id), around.schools.get(visit.school_id)
    if origin is None or target is None or origin.place is None or target.place is None or origin.id == target.id:
        return 0
    return travel_rule(visit.day).minutes(origin.place, target.place)


def _met_words(met: int, pupils: int) -> str:
    if pupils == 1:
        return "Kent de leerling."
    return f"Kent alle {pupils} leerlingen." if met == pupils else f"Kent {met} van de {pupils} leerlingen."


def _named(candidate: Candidate) -> str:
    return candidate.provider_name or "De zorgaanbieder"


def _shift(moved: DayVisit, asked: DayVisit) -> str:
    minutes = moved.start_minute - asked.start_minute
    return f"{duration(abs(minutes))} {'later' if minutes > 0 else 'eerder'}"


def _quarters(minutes: int) -> int:
    return -(-minutes // _QUARTER)


def _one(finding: Finding | None) -> tuple[Finding, ...]:
    return () if finding is None else (finding,)


def _order(one: Replacement) -> tuple[bool, bool, int, str, str]:
    return not one.fits, not one.possible, -one.points, one.person.name, one.person.id
