"""Rust of every place: now, in the plan that was published last, and in a startfoto; asked in a few large questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from sqlalchemy import Connection, func, select, tuple_

from storage.clock import local_date
from storage.models import CareNeed, FigureFreeze, PlanVersion, Professional, Pupil
from storage.models.codes import CareKind
from storage.store import Store
from zorgarrangeur_tui.desk.board_weeks import week_span
from zorgarrangeur_tui.desk.breakdowns import part_names
from zorgarrangeur_tui.desk.calendars import PlaceCalendar, calendars
from zorgarrangeur_tui.desk.care_at_places import (
    DatedVisit,
    care_at_places,
    places_of_cases_with_needs,
    visits_at_places,
)
from zorgarrangeur_tui.desk.care_lines import care_lines
from zorgarrangeur_tui.desk.columns import living_columns
from zorgarrangeur_tui.desk.frozen_figures import EVERYTHING, freezes
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.desk.remembered import remembered
from zorgarrangeur_tui.domain.coverage import PlannedVisit
from zorgarrangeur_tui.domain.faces import faces_rule
from zorgarrangeur_tui.domain.published_plan import PublishedVisit, visits_of
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.domain.visit_occurrences import DayChange, Occurrence, VisitSeries, occurrences
from zorgarrangeur_tui.insight.frozen_figures import ALL, Changed, Measure, thawed
from zorgarrangeur_tui.insight.rest import (
    Familiar,
    PupilNeed,
    PupilRest,
    Rest,
    TwoWeeks,
    familiar,
    pupils_rest,
    rest_of,
)
from zorgarrangeur_tui.insight.rest_words import rest_changes, rest_measures

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class PublishedRest:
    """The rust of the plan of a school that was published last."""

    number: int
    published_on: date | None
    rest: Rest


@dataclass(frozen=True, slots=True)
class FrozenRest:
    """What a startfoto of a place holds of rust, and what it is now, counted in the same way."""

    name: str
    frozen_on: date | None
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class PlaceRest:
    """The rust of one place.

    Attributes:
        place_id: school or care location.
        name: what it is called; "" when it is not known.
        now: by the fixed plan of today.
        familiar: known faces this week; None when there is nothing to hold against each other.
        pupils: the children with a need here, most above the wish first.
        published: the plan that was published last; None when none was.
    """

    place_id: str
    name: str
    now: Rest
    familiar: Familiar | None
    pupils: tuple[PupilRest, ...]
    published: PublishedRest | None = None

    @property
    def above_wish(self) -> int:
        """How many children meet more professionals in a week than is wished."""
        return sum(one.above_wish for one in self.pupils)


@dataclass(frozen=True, slots=True)
class NamedPupil:
    """A child by its pseudonym, with its rust."""

    pseudonym: str
    rest: PupilRest


@remembered
def rest_per_place(store: Store) -> tuple[PlaceRest, ...]:
    """Return the rust of every place with a visit or a need: most children above the wish first, then most entries."""
    today = local_date(store.clock)
    with store.read() as session:
        connection = session.connection()
        provider_of = dict(living_columns(connection, Professional, "id", "provider_id"))
        needs = _needs(connection, today)
        published = _published(connection, today, provider_of)
    visits, current = visits_at_places(store), care_at_places(store).visits
    names, weeks = part_names(store), _weeks(store, visits, monday_of(today))
    rule = faces_rule(today)
    found = []
    for place_id in {*needs, *visits} - {""}:
        here = current.get(place_id, ())
        both = weeks[place_id]
        children = pupils_rest(needs[place_id], here, both, provider_of, rule)
        found.append(
            PlaceRest(
                place_id,
                names.get(place_id, ""),
                rest_of(here, provider_of),
                familiar(both),
                tuple(children),
                published.get(place_id),
            )
        )
    found.sort(key=lambda one: (-one.above_wish, -one.now.entries, -one.now.faces, one.name, one.place_id))
    return tuple(found)


class FrozenPlaces:
    """The startfoto's of places, to hold rust against. Only when there are any, making it costs a look at all care.

    Args:
        store: an opened store.
    """

    def __init__(self, store: Store) -> None:
        self._by_place: defaultdict[str, list[FigureFreeze]] = defaultdict(list)
        for one in freezes(store):
            if one.school_id != EVERYTHING:
                self._by_place[one.school_id].append(one)
        self._giving: defaultdict[str, set[str]] = defaultdict(set)
        for line in care_lines(store) if self._by_place else ():
            self._giving[line.place_id] |= {giver.provider_id for giver in line.givers} - {""}

    def since(self, place: PlaceRest) -> list[FrozenRest]:
        """Return what changed since the first startfoto of a place, and since the last when that is another one.

        Of a startfoto the providers are those that give care there, also without a visit in the plan; so they are counted now.
        """
        known = self._by_place.get(place.place_id, [])
        giving = Fraction(len(self._giving.get(place.place_id, ())))
        after = {**rest_measures(place.now), Measure.PROVIDERS: giving}
        shown = dict.fromkeys((len(known) - 1, 0)) if known else ()
        return [
            FrozenRest(one.name, one.frozen_on, tuple(rest_changes(_kept(one), after)))
            for one in (known[number] for number in shown)
        ]


def named_pupils(store: Store, place: PlaceRest) -> list[NamedPupil]:
    """Return the children of a place by pseudonym. Showing them is a read that the caller logs."""
    known = by_ids(store, Pupil, [one.pupil_id for one in place.pupils])
    return [
        NamedPupil(known[one.pupil_id].pseudonym, one)
        for one in place.pupils
        if one.pupil_id in known and not known[one.pupil_id].deleted
    ]


def _kept(freeze: FigureFreeze) -> Mapping[Measure, Fraction]:
    return thawed(freeze.rows).get((ALL, ""), ("", {}))[1]


def _needs(connection: Connection, today: date) -> defaultdict[str, dict[str, PupilNeed]]:
    """Return the needs of children in force per place."""
    place_of = places_of_cases_with_needs(connection)
    found: defaultdict[str, dict[str, PupilNeed]] = defaultdict(dict)
    for need, case, pupil, kind in living_columns(connection, CareNeed, "id", "case_id", "pupil_id", "kind", on=today):
        if pupil and case in place_of:
            found[place_of[case]][need] = PupilNeed(pupil, kind == CareKind.NURSING)
    return found


def _weeks(store: Store, visits: Mapping[str, Sequence[DatedVisit]], monday: date) -> defaultdict[str, list[TwoWeeks]]:
    """Return per place who comes in the week of a Monday and came the week before."""
    first, last = monday - _WEEK, week_span(monday)[1]
    known = calendars(store, visits, (first, last))
    return defaultdict(
        list, {place_id: _at_place(here, known.of(place_id), monday) for place_id, here in visits.items()}
    )


def _at_place(visits: Sequence[DatedVisit], place: PlaceCalendar, monday: date) -> list[TwoWeeks]:
    first, last = monday - _WEEK, week_span(monday)[1]

    def days(series: VisitSeries, changes: Mapping[date, DayChange] | None = None) -> tuple[Occurrence, ...]:
        return occurrences(series, place.calendar, place.fortnights, first, last, changes)

    @cache
    def as_usual(series: VisitSeries) -> tuple[bool, bool]:
        held = {one.day >= monday for one in days(series) if one.takes_place}
        return True in held, False in held

    found = []
    for visit in visits:
        planned, changes = visit.planned, place.changes.get(visit.planned.id)
        if not changes:
            alone = frozenset({planned.professional_id} - {""})
            now, before = as_usual(visit.series)
            found.append(TwoWeeks(planned.serves, alone if now else _NOBODY, alone if before else _NOBODY))
            continue
        came: tuple[set[str], set[str]] = (set(), set())
        for one in days(visit.series, changes):
            who = (one.change.professional_id if one.change else "") or planned.professional_id
            if one.takes_place and who:
                came[one.day >= monday].add(who)
        found.append(TwoWeeks(planned.serves, frozenset(came[True]), frozenset(came[False])))
    return found


_NOBODY: frozenset[str] = frozenset()


def _published(connection: Connection, today: date, provider_of: Mapping[str, str]) -> dict[str, PublishedRest]:
    """Return the rust of the plan that each school published last, on the first day from today on which it holds."""
    version = PlanVersion.__table__.c  # type: ignore[attr-defined]  # SQLModel adds it to table models
    newest = (
        select(version.school_id, func.max(version.number))
        .where(version.deleted.is_(False))
        .group_by(version.school_id)
    )
    query = select(version.school_id, version.number, version.published_on, version.holds_from, version.visits).where(
        version.deleted.is_(False), tuple_(version.school_id, version.number).in_(newest)
    )
    found = {}
    for school_id, number, published_on, holds_from, rows in connection.execute(
        query.order_by(version.published_on, version.id)
    ):
        day = max(today, holds_from or today)
        held = [
            PlannedVisit(
                one.id, one.professional_id, one.weekday, one.start_minute, one.duration_minutes, one.rhythm, ()
            )
            for one in visits_of(rows)
            if _holds(one, day)
        ]
        found[school_id] = PublishedRest(number, published_on, rest_of(held, provider_of))
    return found


def _holds(period: VisitSeries | PublishedVisit, day: date) -> bool:
    first, last = period.starts_on, period.ends_on
    return (first is None or first <= day) and (last is None or day <= last)
