"""The plan seen from one side: the week of professionals, the week of a child, and a day over all schools. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from storage.models.codes import CareKind
from zorgarrangeur_tui.domain.board_values import BoardProfessional, BoardVisit
from zorgarrangeur_tui.domain.clock import duration, time_of_day
from zorgarrangeur_tui.domain.plan_trips import meeting_ids, trips
from zorgarrangeur_tui.domain.plan_view_values import (
    BlockKind,
    PlanChildcare,
    PlanFacts,
    PlanView,
    PlanVisit,
    SchoolOnDay,
    Trip,
    ViewBlock,
    ViewColumn,
)
from zorgarrangeur_tui.domain.words import short_word

PRESENT = "aanwezig"
"""What a visit is called that serves no need that is still there."""

DIFFERS = "≠"
"""What stands before a visit that is otherwise than usual in the week that is shown."""

_BELL = 15
"""Minutes before the first bell and after the last one in which children come and go."""
_MIDNIGHT = 24 * 60
_SHORT = 4
"""Cells of a short title."""


def week_of_professionals(
    people: Sequence[BoardProfessional], visits: Iterable[PlanVisit], facts: PlanFacts
) -> PlanView:
    """Return the week of one professional or several over all schools, with the trips between schools.

    Args:
        people: the columns, in this order. Availability is shown as open time when there is one of them.
        visits: visits of others are left out.
        facts: what the visits refer to.
    """
    own = {person.id for person in people}
    shown = sorted((one for one in visits if one.visit.professional_id in own), key=lambda one: one.order)
    ways = trips(shown, facts)
    warned = frozenset(trip.later.id for trip in ways if trip.too_short)
    for person in people:
        warned |= meeting_ids(one for one in shown if one.visit.professional_id == person.id)
    blocks = [
        _visit_block(
            one,
            one.visit.professional_id,
            f"{facts.school_name(one.visit.school_id)} {care_words(one.visit, facts)}",
            warned,
        )
        for one in shown
    ]
    blocks += [_trip_block(trip) for trip in ways if trip.gap > 0]
    hours = people[0].availability if len(people) == 1 else ()
    return PlanView(_columns((one.id, one.name) for one in people), tuple(blocks), hours, ways, warned)


def week_of_pupil(
    pupil: tuple[str, str],
    visits: Iterable[PlanVisit],
    facts: PlanFacts,
    *,
    childcare: Iterable[PlanChildcare] = (),
    hours: Iterable[tuple[int, int, int]] = (),
) -> PlanView:
    """Return who comes for one child and when, with the childcare around it.

    Args:
        pupil: id and pseudonym.
        visits: those that serve no need of this child are left out.
        facts: what the visits refer to.
        childcare: of this child.
        hours: when the child is at school, as (weekday, first minute, end).
    """
    pupil_id, pseudonym = pupil
    shown = sorted((one for one in visits if pupil_id in served_children(one.visit, facts)), key=lambda one: one.order)
    warned = meeting_ids(shown)
    blocks = [
        _visit_block(
            one,
            pupil_id,
            f"{care_words(one.visit, facts, pupil_id)} {facts.person_name(one.visit.professional_id)}",
            warned,
        )
        for one in shown
    ]
    for care in childcare:
        blocks += [
            ViewBlock(_childcare_key(care, day, first), pupil_id, day, first, end, "opvang", BlockKind.CHILDCARE)
            for day, first, end in care.windows
        ]
    return PlanView(_columns([(pupil_id, pseudonym)]), tuple(blocks), tuple(hours), (), warned)


def day_over_schools(
    weekday: int,
    visits: Iterable[PlanVisit],
    facts: PlanFacts,
    schools: Iterable[SchoolOnDay],
    childcare: Iterable[PlanChildcare] = (),
) -> PlanView:
    """Return one day over all schools where somebody comes or children go to childcare. Every block stands on day 0.

    Args:
        weekday: 0 is Monday; visits and windows of other days are left out.
        visits: of all schools.
        facts: what the visits refer to.
        schools: the schools on this day; others have no arrival and leaving.
        childcare: of all children.
    """
    shown = sorted((one for one in visits if one.visit.weekday == weekday), key=lambda one: one.order)
    warned = frozenset(trip.later.id for trip in trips(shown, facts) if trip.too_short)
    agendas: dict[str, list[PlanVisit]] = defaultdict(list)
    for one in shown:
        agendas[one.visit.professional_id].append(one)
    warned = warned.union(*(meeting_ids(agenda) for person, agenda in agendas.items() if person))
    care_blocks = list(_childcare_blocks(weekday, childcare))
    present = {one.visit.school_id for one in shown} | {block.column for block in care_blocks}
    blocks = [
        _visit_block(
            one,
            one.visit.school_id,
            f"{facts.person_name(one.visit.professional_id)} {care_words(one.visit, facts)}",
            warned,
            day=0,
        )
        for one in shown
    ]
    bells = [one for one in schools if one.school_id in present and one.hours is not None]
    blocks += [*care_blocks, *(block for one in bells for block in _bell_blocks(one))]
    columns = sorted(((key, facts.school_name(key)) for key in present), key=lambda pair: (pair[1].casefold(), pair[0]))
    hours = tuple((0, *one.hours) for one in bells if one.hours is not None)
    return PlanView(_columns(columns), tuple(blocks), hours, (), warned)


def care_words(visit: BoardVisit, facts: PlanFacts, pupil_id: str = "") -> str:
    """Return the kinds of care of a visit in a few letters ("VP+PV"), for all or for one child."""
    needs = [need for need in facts.served(visit) if not pupil_id or need.pupil_id == pupil_id]
    return "+".join(dict.fromkeys(short_word(need.kind, CareKind) for need in needs)) or PRESENT


def served_children(visit: BoardVisit, facts: PlanFacts) -> list[str]:
    """Return the ids of the children whom a visit serves, each once, most urgent first."""
    return list(dict.fromkeys(need.pupil_id for need in facts.served(visit) if need.pupil_id))


def minutes_a_week(visits: Iterable[PlanVisit], facts: PlanFacts) -> int:
    """Return how many minutes these visits take on average in the weeks that are shown, rounded down."""
    total = sum(one.visit.duration_minutes * len(one.weeks) for one in visits)
    return total // max(1, len(facts.weeks))


def childcare_key(school_id: str, first: int, end: int) -> str:
    """Return what the block of childcare around a school is called."""
    return f"{BlockKind.CHILDCARE}:{school_id}:{first}:{end}"


def _visit_block(
    one: PlanVisit, column: str, label: str, warned: frozenset[str], *, day: int | None = None
) -> ViewBlock:
    visit = one.visit
    return ViewBlock(
        key=visit.id,
        column=column,
        day=visit.weekday if day is None else day,
        start=visit.start_minute,
        end=visit.end_minute,
        label=f"vervalt: {label}" if one.why_not else f"{DIFFERS} {label}" if one.differs else label,
        kind=BlockKind.CANCELLED if one.why_not else BlockKind.VISIT,
        rhythm=visit.rhythm,
        locked=one.locked,
        warning=visit.id in warned,
    )


def _trip_block(trip: Trip) -> ViewBlock:
    """Return a trip as it begins right after the visit; it lasts no longer than until the next one."""
    start = trip.earlier.end_minute
    return ViewBlock(
        key=trip.key,
        column=trip.later.professional_id,
        day=trip.later.weekday,
        start=start,
        end=min(start + trip.needed, trip.later.start_minute),
        label=f"reis {duration(trip.needed)}",
        kind=BlockKind.TRAVEL,
        rhythm=trip.rhythm,
        warning=trip.too_short,
    )


def _childcare_blocks(weekday: int, childcare: Iterable[PlanChildcare]) -> Iterator[ViewBlock]:
    """Yield the childcare of one day, once for all children of a school with the same window."""
    children: dict[tuple[str, int, int], set[str]] = defaultdict(set)
    for care in childcare:
        for day, first, end in care.windows:
            if day == weekday:
                children[care.school_id, first, end].add(care.pupil_id)
    for (school_id, first, end), pupils in sorted(children.items()):
        key = childcare_key(school_id, first, end)
        yield ViewBlock(key, school_id, 0, first, end, f"opvang ({len(pupils)})", BlockKind.CHILDCARE)


def _bell_blocks(one: SchoolOnDay) -> Iterator[ViewBlock]:
    """Yield when children arrive at a school and when they leave it."""
    if one.hours is None:
        return
    first, last = one.hours
    arrival, leaving = BlockKind.ARRIVAL, BlockKind.LEAVING
    yield ViewBlock(
        f"{arrival}:{one.school_id}",
        one.school_id,
        0,
        max(0, first - _BELL),
        first,
        f"in {time_of_day(first)}",
        arrival,
    )
    yield ViewBlock(
        f"{leaving}:{one.school_id}",
        one.school_id,
        0,
        last,
        min(last + _BELL, _MIDNIGHT),
        f"uit {time_of_day(last)}",
        leaving,
    )


def _childcare_key(care: PlanChildcare, day: int, first: int) -> str:
    return f"{BlockKind.CHILDCARE}:{care.id}:{day}:{first}"


def _columns(named: Iterable[tuple[str, str]]) -> tuple[ViewColumn, ...]:
    """Return columns; two whose short titles would be the same get a letter more."""
    named = tuple(named)
    initials = Counter(_initials(name, 1) for _, name in named)
    return tuple(
        ViewColumn(key, name or "?", _initials(name, 1 if initials[_initials(name, 1)] == 1 else 2))
        for key, name in named
    )


def _initials(name: str, letters: int) -> str:
    """Return "DV" for "Dewi in 't Veldhuisje", or "DeV" with two letters of the first word."""
    words = name.split()
    if not words:
        return "?"
    return words[0][:letters] + words[-1][0] if len(words) > 1 else words[0][:_SHORT]
