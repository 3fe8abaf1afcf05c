"""The pots ledger read from the store, in a few large questions: a region has hundreds of schools."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from sqlalchemy import Connection, String, select, type_coerce

from storage.clock import local_date
from storage.models import Agreement, Budget, CareLocation, Case, Professional, School, VisitPattern
from storage.models.casework_codes import AgreementLevel
from storage.store import Store
from zorgarrangeur_tui.desk.calendars import Calendars, calendars
from zorgarrangeur_tui.desk.columns import all_columns, json_texts, living_columns
from zorgarrangeur_tui.desk.ledger_needs import LedgerNeeds
from zorgarrangeur_tui.desk.remembered import remembered
from zorgarrangeur_tui.desk.ticked_minutes import ticked_minutes
from zorgarrangeur_tui.domain.budgets import NO_POT
from zorgarrangeur_tui.domain.pot_shares import WHOLE, BlockedCombination, read_shares
from zorgarrangeur_tui.domain.visit_occurrences import VisitSeries
from zorgarrangeur_tui.insight.care_lines import NO_MONEY
from zorgarrangeur_tui.insight.ledger import (
    WHOLE_PLACE,
    BudgetPart,
    Ledger,
    LedgerYear,
    ledger,
    share_of_year,
)
from zorgarrangeur_tui.insight.ledger_amounts import VisitTime
from zorgarrangeur_tui.insight.planned_time import OpenDays, OpenDaysOfPlaces, planned_time


@dataclass(frozen=True, slots=True)
class LedgerBook:
    """The ledger of the school year and of the calendar year of today.

    Attributes:
        today: the day on which it was read.
        years: both ledgers.
        names: of schools and care locations, by id.
        rules: partitions between pots that needs run into, by id.
        uncertain: how many schools have holidays in these years that are not known.
    """

    today: date
    years: Mapping[LedgerYear, Ledger]
    names: Mapping[str, str]
    rules: Mapping[str, BlockedCombination]
    uncertain: int


@remembered
def read_ledger(store: Store) -> LedgerBook:
    """Return the ledger of today."""
    today = local_date(store.clock)
    spans = {year: year.days(today) for year in LedgerYear}
    first, last = min(span[0] for span in spans.values()), max(span[1] for span in spans.values())
    with store.read() as session:
        connection = session.connection()
        visits = _visits(connection)
        budgets = living_columns(
            connection, Budget, "school_id", "pot", "cents", "minutes_per_week", "starts_on", "ends_on"
        )
        places = {
            case: school or location
            for case, school, location in living_columns(connection, Case, "id", "school_id", "care_location_id")
        }
        agreements = _agreements(connection, places)
        names = {
            key: name
            for model in (School, CareLocation)
            for key, name in living_columns(connection, model, "id", "name")
        }
        ticks = _ticks(connection, today, spans)
        levels = dict(all_columns(connection, Professional, "id", "level"))
    found = LedgerNeeds(store, today, places)
    schools = {visit.school_id for visit in visits if visit.school_id} | {row[0] for row in budgets}
    opened = _Opened(calendars(store, schools, (first, last)), (first, last))
    times = _times(visits, found, opened, ticks, spans, today, levels)
    rates = _rates(visits, ticks)
    barriers = found.barriers()
    years = {
        year: ledger(
            times[year],
            [*_budget_parts(budgets, opened, days), *_agreement_parts(agreements, days)],
            barriers,
            rates,
            days,
        )
        for year, days in spans.items()
    }
    return LedgerBook(today, years, names, found.rules, opened.uncertain(schools))


class _Visit(NamedTuple):
    id: str
    school_id: str
    care_location_id: str
    weekday: int
    duration: int
    rhythm: str
    starts_on: date | None
    ends_on: date | None
    deleted: bool
    serves: str
    professional_id: str

    @property
    def place_id(self) -> str:
        return self.school_id or self.care_location_id


def _visits(connection: Connection) -> list[_Visit]:
    """Return all visits; of one that was taken away only what was ticked off counts."""
    visit = VisitPattern.__table__.c  # type: ignore[attr-defined]  # SQLModel adds it to table models
    columns = (
        visit.id, visit.school_id, visit.care_location_id, visit.weekday, visit.duration_minutes, visit.rhythm,
        visit.starts_on, visit.ends_on, visit.deleted, type_coerce(visit.serves, String),
        visit.professional_id,
    )  # fmt: skip
    return [_Visit(*row) for row in connection.execute(select(*columns).order_by(visit.id)).all()]


@dataclass(slots=True)
class _Ticked:
    """What was ticked off of a visit in one year: minutes planned of what was settled, given, and declared."""

    settled: int = 0
    given: int = 0
    declared: int = 0

    def add(self, planned: int, given: int | None, declared: int | None) -> None:
        """Add a day; None is not known."""
        if given is not None:
            self.settled += planned
            self.given += given
        self.declared += declared or 0


_ONE_DAY = timedelta(days=1)
_NO_TICKS = _Ticked()
_Ticks = Mapping[str, Mapping[LedgerYear, _Ticked]]


def _ticks(connection: Connection, today: date, spans: Mapping[LedgerYear, tuple[date, date]]) -> _Ticks:
    """Return what was ticked off up to today, per visit and year. One year lies wholly in the other: up to today."""
    earlier, later = sorted(spans, key=lambda year: spans[year][0])
    begin = spans[later][0].isoformat()
    found: dict[str, dict[LedgerYear, _Ticked]] = {}
    for visit, day, planned, given, declared in ticked_minutes(connection, spans[earlier][0], today):
        own = found.get(visit)
        if own is None:
            own = found[visit] = {year: _Ticked() for year in LedgerYear}
        own[earlier].add(planned, given, declared)
        if day >= begin:
            own[later].add(planned, given, declared)
    return found


def _rates(visits: Iterable[_Visit], ticks: _Ticks) -> dict[str, Fraction]:
    """Return by place which part of what was ticked off this school year was given."""
    settled: defaultdict[str, int] = defaultdict(int)
    given: defaultdict[str, int] = defaultdict(int)
    for visit in visits:
        if visit.id in ticks:
            ticked = ticks[visit.id][LedgerYear.SCHOOL]
            settled[visit.place_id] += ticked.settled
            given[visit.place_id] += ticked.given
    return {place: Fraction(given[place], minutes) for place, minutes in settled.items() if minutes}


class _Opened:
    """Open days of places, each counted once."""

    def __init__(self, known: Calendars, days: tuple[date, date]) -> None:
        self._known = known
        self._days = days
        self._places = OpenDaysOfPlaces(*days)
        self._found: dict[str, OpenDays] = {}
        self._counts: dict[tuple[str, int, str, date | None, date | None], list[int]] = {}

    def of(self, school_id: str) -> OpenDays:
        """Return the open days of a school; of any other place those of one that never closes."""
        if school_id not in self._found:
            place = self._known.of(school_id)
            self._found[school_id] = self._places.of(place.calendar, place.fortnights)
        return self._found[school_id]

    def minutes(self, visit: _Visit, periods: Sequence[tuple[date, date]]) -> list[int]:
        """Return the minutes of a visit in each of some periods, always the same; none of one that was taken away.

        Of a region's visits most are at the same school on the same weekday: how many days that are is counted once.
        """
        if visit.deleted:
            return [0] * len(periods)
        place, duration = self._known.of(visit.school_id), max(visit.duration, 0)
        changes = place.changes.get(visit.id)
        if changes:
            series = VisitSeries(visit.weekday, visit.rhythm, visit.starts_on, visit.ends_on)
            opened = self.of(visit.school_id)
            time = planned_time(series, duration, opened, place.calendar, place.fortnights, changes)
            return [time.between(*period) for period in periods]
        when = visit.school_id, visit.weekday, visit.rhythm, visit.starts_on, visit.ends_on
        counts = self._counts.get(when)
        if counts is None:
            series, opened = VisitSeries(*when[1:]), self.of(visit.school_id)
            counts = self._counts[when] = [opened.count(series, *period) for period in periods]
        return [duration * count for count in counts]

    def uncertain(self, schools: Iterable[str]) -> int:
        """Return of how many schools not all holidays are known."""
        return sum(bool(self._known.of(school).doubts(*self._days)) for school in schools)


def _times(
    visits: Iterable[_Visit],
    needs: LedgerNeeds,
    opened: _Opened,
    ticks: _Ticks,
    spans: Mapping[LedgerYear, tuple[date, date]],
    today: date,
    levels: Mapping[str, str],
) -> dict[LedgerYear, list[VisitTime]]:
    """Return the visits per year, those of a place for the same care at the same level together: there are far fewer of those."""
    tomorrow = today + _ONE_DAY
    sums: dict[LedgerYear, defaultdict[tuple[str, str, str], list[int]]] = {
        year: defaultdict(lambda: [0, 0, 0, 0]) for year in spans
    }
    periods = [period for first, last in spans.values() for period in ((first, today), (tomorrow, last))]
    for visit in visits:
        minutes, ticked = iter(opened.minutes(visit, periods)), ticks.get(visit.id)
        level = levels.get(visit.professional_id, "")
        for year in spans:
            own = ticked[year] if ticked else _NO_TICKS
            past, to_come = next(minutes), next(minutes)
            row = sums[year][visit.place_id, visit.serves, level]
            row[0] += past + to_come
            row[1] += own.given
            row[2] += own.declared
            row[3] += max(past - own.settled, 0) + to_come
    return {
        year: [
            VisitTime(place, needs.parts(serves, level), planned, given, declared, still_open, needs.share_time(serves))
            for (place, serves, level), (planned, given, declared, still_open) in found.items()
        ]
        for year, found in sums.items()
    }


def _budget_parts(budgets: Iterable[tuple[Any, ...]], opened: _Opened, days: tuple[date, date]) -> Iterable[BudgetPart]:
    for school, pot, cents, per_week, starts, ends in budgets:
        begin, end = max(starts or days[0], days[0]), min(ends or days[1], days[1])
        if begin > end:
            continue
        amount = None if cents is None else share_of_year(cents, starts, ends, days)
        minutes = None if per_week is None else per_week * opened.of(school).weeks(begin, end)
        yield BudgetPart(school, _budget_pot(pot), amount, minutes, undated=int(cents is not None and amount is None))


def _budget_pot(pot: str) -> str:
    return WHOLE_PLACE if not pot else NO_POT if pot in NO_MONEY else pot


_Agreed = tuple[str, int, str, date | None, date | None]


def _agreements(connection: Connection, places: Mapping[str, str]) -> list[_Agreed]:
    """Return the agreements with an amount that are about one school: place, euro-cents, pots, first and last day."""
    return [
        (places[case], cents, shares, starts, ends)
        for case, level, cents, shares, starts, ends in living_columns(
            connection, Agreement, "case_id", "level", "budget_cents", "shares", "starts_on", "ends_on"
        )
        if level == AgreementLevel.SCHOOL and cents is not None and places.get(case)
    ]


def _agreement_parts(agreements: Iterable[_Agreed], days: tuple[date, date]) -> Iterable[BudgetPart]:
    for place, cents, percents, starts, ends in agreements:
        if (starts or days[0]) > days[1] or (ends or days[1]) < days[0]:
            continue
        amount = share_of_year(cents, starts, ends, days)
        shares = [(one.pot, one.percent) for one in read_shares(json_texts(percents))] or [(WHOLE_PLACE, WHOLE)]
        for number, (pot, percent) in enumerate(shares):
            part = None if amount is None else amount * Fraction(percent, WHOLE)
            undated = int(amount is None and number == 0)
            yield BudgetPart(place, _budget_pot(pot), agreed_cents=part, undated=undated)
