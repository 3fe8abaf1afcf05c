"""The week rosters: professionals spread over the schools where their provider works, without double bookings."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from random import Random

from storage.models import Professional, School, VisitPattern
from storage.models.codes import Rhythm
from zorgarrangeur_tui.demo.draws import QUARTER, drawn_id
from zorgarrangeur_tui.demo.parts import Region
from zorgarrangeur_tui.demo.placing import Ledger
from zorgarrangeur_tui.demo.providers import trade_of
from zorgarrangeur_tui.demo.texts import VISIT_NOTES
from zorgarrangeur_tui.domain.record_values import in_force
from zorgarrangeur_tui.domain.rhythms import weeks_of

_LUNCH = (720, 750)
_WORTH_A_TRIP = 45
"""Minutes of care without which nobody travels to a school."""
_FULL_DAY = 300
"""Minutes of care that fill a day: more than this makes no school more urgent."""
_COVERED = (0.84, 0.95)
"""Per school the share of all minutes at which its roster is full, drawn between these."""
_WEEKLY = (*((Rhythm.WEEKLY,),) * 9, (Rhythm.EVEN, Rhythm.ODD))
_FORTNIGHTLY = ((Rhythm.WEEKLY,), (Rhythm.EVEN, Rhythm.ODD))


@dataclass(slots=True)
class _Roster:
    """What is known while visits are placed."""

    random: Random
    region: Region
    schools: dict[str, School]
    ledgers: dict[str, Ledger]
    targets: dict[str, float]
    present: Counter[tuple[str, int, int]] = field(default_factory=Counter)
    worked: Counter[tuple[str, int]] = field(default_factory=Counter)


def invented_visits(random: Random, region: Region, links: dict[str, list[str]]) -> dict[str, Ledger]:
    """Add the visits to the region; return per school what its needs got.

    `links` gives per school the providers that work there. One professional is at one school a day; no more come to a
    school at once than it has rooms. Scarce trades choose first.
    """
    case_schools = {case.id: case.school_id for case in region.cases if not case.care_location_id}
    needs = defaultdict(list)
    for need in region.needs:
        if in_force(need, region.today) and need.case_id in case_schools:
            needs[case_schools[need.case_id]].append(need)
    groups = {pupil.id: pupil.group_name for pupil in region.pupils}
    roster = _Roster(
        random,
        region,
        {school.id: school for school in region.schools},
        {school.id: Ledger(needs[school.id], groups) for school in region.schools},
        {school.id: random.uniform(*_COVERED) for school in region.schools},
    )
    schools_of = defaultdict(list)
    for school_id, providers in links.items():
        for provider_id in providers:
            schools_of[provider_id].append(school_id)
    rotating = {provider.id for index, provider in enumerate(region.providers) if trade_of(index).rotates}
    staff = list(region.professionals)
    random.shuffle(staff)
    staff.sort(key=lambda person: len(person.skills))
    for person in staff:
        rhythms = _FORTNIGHTLY if person.provider_id in rotating else _WEEKLY
        days = sorted({window[0] for window in person.availability} or set(range(5)))
        random.shuffle(days)
        for day in days:
            for rhythm in random.choice(rhythms):
                _fill_day(roster, person, schools_of[person.provider_id], day, rhythm)
    return roster.ledgers


def _fill_day(roster: _Roster, person: Professional, school_ids: list[str], day: int, rhythm: Rhythm) -> None:
    """Send a professional to the school of the day that needs them most, and place visits there until it is full."""
    skills = frozenset(person.skills)
    weeks = weeks_of(rhythm)
    demands = {
        school_id: roster.ledgers[school_id].demand(skills, day, weeks, reserved_acts=person.reserved_acts)
        for school_id in school_ids
        if roster.ledgers[school_id].share_covered < roster.targets[school_id]
        and all(roster.present[school_id, day, week] < (roster.schools[school_id].room_count or 0) for week in weeks)
    }
    school_id = max(
        (key for key in demands if demands[key] >= _WORTH_A_TRIP),
        key=lambda key: min(demands[key], _FULL_DAY) * (roster.targets[key] - roster.ledgers[key].share_covered),
        default="",
    )
    if not school_id:
        return
    for week in weeks:
        roster.present[school_id, day, week] += 1
    for first, end in _working_spans(roster.schools[school_id], person, day):
        _fill_span(roster, person, school_id, day, rhythm, (first, end))


def _working_spans(school: School, person: Professional, day: int) -> list[tuple[int, int]]:
    """Return when a professional can work at a school on a day: within both their hours, apart from lunch."""
    opens, closes = school.bell_times[day]
    windows = [(first, end) for weekday, first, end in person.availability if weekday == day] or [(opens, closes)]
    spans = []
    for window_first, window_end in windows:
        first, end = max(opens, window_first), min(closes, window_end)
        spans += [(first, min(end, _LUNCH[0])), (max(first, _LUNCH[1]), end)]
    return [(first, end) for first, end in spans if end - first >= QUARTER]


def _fill_span(
    roster: _Roster, person: Professional, school_id: str, day: int, rhythm: Rhythm, span: tuple[int, int]
) -> None:
    """Place visits one after another from the start of a span, until it, the hours or the needs are used up."""
    ledger = roster.ledgers[school_id]
    weeks = weeks_of(rhythm)
    start, end = span
    while end - start >= QUARTER and ledger.share_covered < roster.targets[school_id]:
        hours_left = (person.max_minutes or 0) - max(roster.worked[person.id, week] for week in weeks)
        session = ledger.best_session(
            person.id,
            frozenset(person.skills),
            day,
            weeks,
            (start, min(end, start + hours_left)),
            reserved_acts=person.reserved_acts,
        )
        if session is None:
            start += QUARTER
            continue
        ledger.place(person.id, session, day, weeks, start)
        for week in weeks:
            roster.worked[person.id, week] += session.minutes
        roster.region.visits.append(
            VisitPattern(
                id=drawn_id(roster.random),
                school_id=school_id,
                professional_id=person.id,
                weekday=day,
                start_minute=start,
                duration_minutes=session.minutes,
                rhythm=rhythm.value,
                starts_on=roster.region.year_start,
                serves=[need.id for need in session.needs],
                locked=roster.random.random() < 0.08,
                note=roster.random.choice(VISIT_NOTES) if roster.random.random() < 0.04 else "",
            )
        )
        start += session.minutes
