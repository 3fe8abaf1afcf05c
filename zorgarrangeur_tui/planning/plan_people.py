"""The professionals of a region as workers of a problem: where, when and how much they can be planned."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from storage.models import Professional, School, VisitPattern
from zorgarrangeur_tui.domain.record_values import board_professional
from zorgarrangeur_tui.domain.travel import Place, travel_rule
from zorgarrangeur_tui.planning.fixed_visits import FixedTime, half_days_touched
from zorgarrangeur_tui.planning.problem import BLOCKS, WEEKDAYS, Span, Worker
from zorgarrangeur_tui.planning.region import Region
from zorgarrangeur_tui.planning.slots import DAY_RULES, whole_slots_within

_ALL_DAY_SLOTS = 24 * 60 // DAY_RULES.slot_minutes


def workers_of(
    region: Region,
    people: Sequence[Professional],
    providers: Mapping[str, int],
    comes_to: Mapping[str, tuple[int, ...]],
    fixed: Mapping[str, Iterable[FixedTime]],
    taken: Mapping[str, Iterable[int]],
) -> tuple[Worker, ...]:
    """Return the professionals as workers, in their order.

    Somebody whose availability is not known can always come; somebody without a maximum has none; who is away never comes.

    Args:
        region: the region.
        people: the professionals.
        providers: the number of a provider, by id.
        comes_to: by provider the numbers of the schools where it may come.
        fixed: by professional when they are at one of the schools already, which must stay possible.
        taken: by professional the half-days on which nothing else can be planned.
    """
    places = _places(region.schools.values())
    away: dict[str, list[VisitPattern]] = defaultdict(list)
    for visit in region.elsewhere:
        away[visit.professional_id].append(visit)
    bases = _bases(region)
    rule = travel_rule(region.day)
    numbers = {key: number for number, key in enumerate(region.schools)}
    found = []
    for person in people:
        blocks, hours = _when(person, tuple(fixed.get(person.id, ())))
        if person.id in region.away:
            blocks, hours = (), {}
        lost = {*taken.get(person.id, ()), *(block for visit in away[person.id] for block in half_days_touched(visit))}
        base = places.get(bases.get(person.id, ""))
        schools = comes_to.get(person.provider_id, ())
        kilometres = (
            {numbers[key]: round(rule.road_km(base, place)) for key, place in places.items() if numbers[key] in schools}
            if base
            else {}
        )
        found.append(
            Worker(
                provider=providers[person.provider_id],
                skills=tuple(sorted(person.skills)),
                blocks=tuple(block for block in blocks if block not in lost),
                slots=_slots(person, away[person.id]),
                schools=schools,
                hourly_cents=region.hourly_cents.get(person.level, 0),
                hours={block: span for block, span in hours.items() if block not in lost},
                kilometres=kilometres,
                key=person.id,
            )
        )
    return tuple(found)


def _when(person: Professional, fixed: Sequence[FixedTime]) -> tuple[tuple[int, ...], dict[int, Span]]:
    """Return the half-days on which somebody can work, and their span on each where it is known."""
    known = board_professional(person)
    if not known.availability:
        return tuple(BLOCKS), {}
    hours: dict[int, Span] = {}
    for weekday in WEEKDAYS:
        spans = [span for first, end in known.windows(weekday) if (span := whole_slots_within(first, end))]
        if spans:
            hours[2 * weekday], hours[2 * weekday + 1] = spans[0], spans[-1]
    for one in fixed:
        held = hours.get(one.block, one.span)
        hours[one.block] = min(held[0], one.span[0]), max(held[1], one.span[1])
    return tuple(sorted(hours)), hours


def _slots(person: Professional, away: Iterable[VisitPattern]) -> int:
    """Return the slots a fortnight that are left for the schools that are planned."""
    if person.max_minutes is None:
        return len(BLOCKS) * 2 * _ALL_DAY_SLOTS
    elsewhere = sum(visit.duration_minutes * (2 if visit.rhythm == "weekly" else 1) for visit in away)
    return max(0, 2 * person.max_minutes - elsewhere) // DAY_RULES.slot_minutes


def _bases(region: Region) -> dict[str, str]:
    """Return the school where each professional comes most now: from there their kilometres are counted."""
    minutes: dict[str, Counter[str]] = defaultdict(Counter)
    for visit in region.here:
        minutes[visit.professional_id][visit.school_id] += visit.duration_minutes
    return {key: min(count, key=lambda school: (-count[school], school)) for key, count in minutes.items()}


def _places(schools: Iterable[School]) -> dict[str, Place]:
    return {
        school.id: Place(school.latitude, school.longitude)
        for school in schools
        if school.latitude is not None and school.longitude is not None
    }


def unreachable_pairs(
    schools: Sequence[School], blocks: Sequence[Mapping[int, Span]], region: Region
) -> frozenset[tuple[int, int]]:
    """Return the pairs of schools that nobody can do on one day, a morning here and an afternoon there.

    Without coordinates a trip is not known, and such a pair is left to whoever plans.
    """
    rule, places = travel_rule(region.day), _places(schools)
    found = set()
    for one, here in enumerate(schools):
        for other in range(one + 1, len(schools)):
            origin, target = places.get(here.id), places.get(schools[other].id)
            gap = min(_gap(blocks[one], blocks[other]), _gap(blocks[other], blocks[one]))
            if gap < 0 or (origin and target and rule.minutes(origin, target) > gap):
                found.add((one, other))
    return frozenset(found)


def _gap(here: Mapping[int, Span], there: Mapping[int, Span]) -> int:
    """Return the shortest time in minutes between a morning here and the afternoon there, over the week."""
    gaps = [there[2 * day + 1][0] - here[2 * day][1] for day in WEEKDAYS if 2 * day in here and 2 * day + 1 in there]
    return min(gaps, default=_ALL_DAY_SLOTS) * DAY_RULES.slot_minutes
