"""What of a region takes part in a problem, in which order, and what must be left to people.

The place of a school, a professional, a provider or a pupil in these tuples is its number in the problem.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from storage.models import CareNeed, Professional, School, VisitPattern
from storage.models.codes import CareKind, MomentRule
from zorgarrangeur_tui.domain.value_words import value_word
from zorgarrangeur_tui.planning.fixed_visits import FixedVisits, fixed_visits
from zorgarrangeur_tui.planning.problem import WEEKDAYS, Span
from zorgarrangeur_tui.planning.region import LeftOut, Region
from zorgarrangeur_tui.planning.school_blocks import half_days

_NOT_AT_SCHOOL_TIMES = frozenset({CareKind.TRANSPORT_GUIDANCE.value, CareKind.COORDINATION.value})
"""Kinds of care that are not given in the half-days of a school."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a problem, each in its order.

    Attributes:
        region: what all comes from.
        schools: with `blocks`, the half-days of each.
        people: the professionals.
        providers: ids.
        needs: what is asked, on call and outside school hours left out.
        pupils: ids; a need of a group or a school as a whole stands for a pupil of its own, and so does a visit that stays
            and serves nobody.
        fixed: the visits that stay.
        free: the visits that may be planned anew.
        school_number: the number of a school by its id.
        person_number: the number of a professional by their id.
    """

    region: Region
    schools: tuple[School, ...]
    blocks: tuple[Mapping[int, Span], ...]
    people: tuple[Professional, ...]
    providers: tuple[str, ...]
    needs: tuple[CareNeed, ...]
    pupils: tuple[str, ...]
    fixed: FixedVisits
    free: tuple[VisitPattern, ...]
    school_number: Mapping[str, int]
    person_number: Mapping[str, int]

    def school_of(self, need: CareNeed) -> str:
        """Return the id of the school where a need is."""
        return self.region.school_of[need.case_id]

    def open_days(self, need: CareNeed) -> list[int]:
        """Return the weekdays on which the school of a need is open and its pupil is there."""
        blocks = self.blocks[self.school_number[self.school_of(need)]]
        pupil = self.region.pupils.get(need.pupil_id)
        there = {window[0] for window in pupil.attendance if window} if pupil else set()
        return [day for day in WEEKDAYS if {2 * day, 2 * day + 1} & blocks.keys() and (not there or day in there)]


def pupil_key(need: CareNeed) -> str:
    """Return who takes part when a need is met: its pupil, or the need itself when it is of a group or a school."""
    return need.pupil_id or need.id


def layout_of(region: Region, may_change: frozenset[str] | None = None) -> tuple[Layout, tuple[LeftOut, ...]]:
    """Return what takes part in the problem of a region, and what does not.

    Args:
        region: all that matters.
        may_change: ids of the visits that may be planned anew; None for all but those of care that is left to people. One that
            is locked never is.
    """
    schools = tuple(school for school in region.schools.values() if any(len(hours) == 2 for hours in school.bell_times))
    left_out = [_without_hours(school) for school in region.schools.values() if school not in schools]
    keys = {school.id for school in schools}
    here = [visit for visit in region.here if visit.school_id in keys]
    needs, not_planned = _needs(region, keys)
    left_to_people = {need.id for need in region.needs} - {need.id for need in needs}
    kept = [
        one
        for one in here
        if one.locked
        or (may_change is None and not left_to_people.isdisjoint(one.serves))
        or (may_change is not None and one.id not in may_change)
    ]
    fixed_times = _fixed_times(region, kept, needs)
    blocks = tuple(half_days(school.bell_times, school.breaks, fixed_times[school.id]) for school in schools)
    pupils = {need.id: pupil_key(need) for need in region.needs if need.moment_rule != MomentRule.ON_CALL}
    here_blocks = {school.id: spans for school, spans in zip(schools, blocks, strict=True)}
    fixed = fixed_visits(kept, here_blocks, pupils, region.professionals)
    left_out += [*not_planned, *map(_passed_over, fixed.passed_over)]
    kept_ids = {one.id for one in kept}
    people = tuple(region.professionals.values())
    layout = Layout(
        region=region,
        schools=schools,
        blocks=blocks,
        people=people,
        providers=tuple(sorted({one.provider_id for one in people} | {bond.provider_id for bond in region.bonds})),
        needs=tuple(needs),
        pupils=tuple(dict.fromkeys((*pupils.values(), *fixed.extra_pupils()))),
        fixed=fixed,
        free=tuple(one for one in here if one.id not in kept_ids),
        school_number={school.id: number for number, school in enumerate(schools)},
        person_number={person.id: number for number, person in enumerate(people)},
    )
    return layout, tuple(left_out)


def _needs(region: Region, schools: set[str]) -> tuple[list[CareNeed], list[LeftOut]]:
    """Return the needs that can be planned, and the others with the reason."""
    planned, left_out = [], []
    for need in region.needs:
        wanted = region.asked is None or need.id in region.asked
        if not wanted or region.school_of.get(need.case_id) not in schools:
            continue
        kind = value_word("care_need", "kind", need.kind)
        if need.moment_rule == MomentRule.ON_CALL:
            sentence = f"{kind} op oproep krijgt geen vast moment. Regel wie er bereikbaar is."
            left_out.append(LeftOut("care_need", need.id, sentence))
        elif need.id in region.stopped:
            sentence = f"{kind} heeft geen titel meer die geldt. Vraag een titel aan, of beëindig de zorgbehoefte."
            left_out.append(LeftOut("care_need", need.id, sentence))
        elif need.kind in _NOT_AT_SCHOOL_TIMES:
            left_out.append(LeftOut("care_need", need.id, f"{kind} valt buiten de schooldag. Plan dit met de hand."))
        elif need.minutes_needed <= 0:
            sentence = f"Bij {kind.lower()} staat niet hoeveel tijd er nodig is. Vul dat in bij de zorgbehoefte."
            left_out.append(LeftOut("care_need", need.id, sentence))
        else:
            planned.append(need)
    return planned, left_out


def _fixed_times(region: Region, kept: list[VisitPattern], needs: list[CareNeed]) -> dict[str, dict[int, list[Span]]]:
    """Return by school and weekday the minutes of all that stays where it is."""
    found: dict[str, dict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for visit in kept:
        found[visit.school_id][visit.weekday].append((visit.start_minute, visit.start_minute + visit.duration_minutes))
    for need in needs:
        if need.moment_rule == MomentRule.FIXED and need.moment_start is not None:
            days = need.moment_weekdays or list(WEEKDAYS)
            each = -(-need.minutes_needed // len(days))
            for day in days:
                found[region.school_of[need.case_id]][day].append((need.moment_start, need.moment_start + each))
    return found


def _without_hours(school: School) -> LeftOut:
    name = school.name or "Deze school"
    return LeftOut(
        "school", school.id, f"{name} heeft geen schooltijden. Vul die in bij de school, dan kan er gepland worden."
    )


def _passed_over(visit: VisitPattern) -> LeftOut:
    sentence = (
        "Een bezoek dat blijft staan, kan de planner niet meenemen: het valt buiten de schooltijd, valt samen met een ander "
        "bezoek, er staat niet bij wie er komt, of die is dat dagdeel op twee plekken. Het blijft zo, en die zorgprofessional "
        "krijgt er dat dagdeel niets bij."
    )
    return LeftOut("visit_pattern", visit.id, sentence)
