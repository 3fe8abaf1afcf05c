"""All care in force today as lines for figures, asked in a few large questions: a region has thousands of needs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from sqlalchemy import Connection

from storage.clock import local_date
from storage.models import (
    CareNeed,
    Case,
    Entitlement,
    Professional,
    Pupil,
    Residence,
    School,
    VisitPattern,
)
from storage.models.casework_codes import TitleState
from storage.models.codes import CareForm
from storage.store import Store
from zorgarrangeur_tui.desk.columns import living_columns
from zorgarrangeur_tui.desk.prices import PriceList
from zorgarrangeur_tui.desk.reference import RegionLookup
from zorgarrangeur_tui.desk.ticked_minutes import ticked_minutes
from zorgarrangeur_tui.domain.coverage import Need, PlannedVisit, shares
from zorgarrangeur_tui.domain.funding import Title
from zorgarrangeur_tui.domain.residence import payer_on
from zorgarrangeur_tui.domain.residence_periods import ResidencePeriod
from zorgarrangeur_tui.domain.rhythms import EVEN_WEEK, ODD_WEEK, weeks_of
from zorgarrangeur_tui.domain.school_years import school_year_of
from zorgarrangeur_tui.insight.care_lines import CareLine, Payment, givers, payments

_FORTNIGHT = 2


@dataclass(frozen=True, slots=True)
class DatedTitle:
    """A title with what figures want besides what pays: how it is delivered, and how long it takes."""

    value: Title
    delivery_form: str
    requested_on: date | None
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class _Given:
    """What the visits of today give one need, in minutes per fortnight, per provider; and how much of it came about.

    `realised` and `declared` are minutes per fortnight, at the rate of what was ticked off this school year; None when none of
    it was.
    """

    per_provider: Mapping[str, int]
    realised: Fraction | None
    declared: Fraction | None

    @property
    def planned(self) -> int:
        return sum(self.per_provider.values())


_NOTHING = _Given({}, None, None)
_NEED = [
    "id",
    "case_id",
    "pupil_id",
    "kind",
    "form",
    "counts_as_care",
    "minutes_needed",
    "minutes_granted",
    "minutes_agreed",
    "minutes_planned",
    "minutes_realised",
    "minutes_declared",
    "provider_id",
]
_TITLE = [
    "pupil_id",
    "need_id",
    "law",
    "state",
    "minutes_granted",
    "starts_on",
    "ends_on",
    "shares",
    "delivery_form",
    "requested_on",
    "decided_on",
]
_VISIT = [
    "school_id",
    "care_location_id",
    "id",
    "professional_id",
    "weekday",
    "start_minute",
    "duration_minutes",
    "rhythm",
    "serves",
]


def care_lines(store: Store) -> list[CareLine]:
    """Return a line for every need that is in force today, by id."""
    today = local_date(store.clock)
    prices, regions = PriceList(store, today), RegionLookup(store)
    with store.read() as session:
        connection = session.connection()
        cases = {
            case: (school or location, school)
            for case, school, location in living_columns(connection, Case, "id", "school_id", "care_location_id")
        }
        alliances = dict(living_columns(connection, School, "id", "alliance"))
        rows = living_columns(connection, CareNeed, *_NEED, on=today)
        homes = paying_municipalities(connection, today)
        own, of_pupil = titles_by_need(connection)
        given = _given(connection, today, rows, cases)
    region_of = _remembered(lambda place: regions.regions(place, today).youth_region if place else "")
    found = []
    for need, case, pupil, kind, form, counts, needed, granted, agreed, planned, realised, declared, provider in rows:
        place, school = cases.get(case, ("", ""))
        titles = [*own.get(need, ()), *(of_pupil.get(pupil, ()) if pupil else ())]
        paid = payments(needed, [title.value for title in titles], today)
        home, visits = homes.get(pupil, ""), given.get(need, _NOTHING)
        waited, waits = _waiting(titles, today)
        found.append(
            CareLine(
                need_id=need,
                pupil_id=pupil,
                place_id=place,
                municipality=home,
                youth_region=region_of(home),
                alliance=alliances.get(school, ""),
                kind=kind,
                group=form == CareForm.GROUP,
                counts=counts,
                needed=needed,
                granted=granted,
                agreed=agreed,
                planned=Fraction(visits.planned, _FORTNIGHT) + (planned or 0),
                realised=_per_week(visits.realised, realised),
                declared=_per_week(visits.declared, declared),
                payments=paid,
                givers=givers(_FORTNIGHT * needed, visits.per_provider.items(), provider),
                price=_price(prices, titles, paid, kind, form, (home, region_of(home))),
                waiting_days=waited,
                waits=waits,
            )
        )
    return sorted(found, key=lambda line: line.need_id)


def _remembered(answer: Callable[[str], str]) -> Callable[[str], str]:
    known: dict[str, str] = {}

    def ask(question: str) -> str:
        if question not in known:
            known[question] = answer(question)
        return known[question]

    return ask


def paying_municipalities(connection: Connection, today: date) -> dict[str, str]:
    """Return per child the gemeente that pays under the Jeugdwet: by the residence rule, else as it stands with the child."""
    periods: defaultdict[str, list[ResidencePeriod]] = defaultdict(list)
    for pupil, *values in living_columns(
        connection, Residence, "pupil_id", "id", "municipality", "kind", "starts_on", "ends_on", "need_arose_in"
    ):
        periods[pupil].append(ResidencePeriod(*values))
    return {
        pupil: payer_on(periods[pupil], today).municipality if pupil in periods else typed
        for pupil, typed in living_columns(connection, Pupil, "id", "municipality")
    }


def titles_by_need(connection: Connection) -> tuple[dict[str, list[DatedTitle]], dict[str, list[DatedTitle]]]:
    """Return the titles by the need that they are for, and those for all care of a child by child."""
    own: defaultdict[str, list[DatedTitle]] = defaultdict(list)
    of_pupil: defaultdict[str, list[DatedTitle]] = defaultdict(list)
    rows = sorted(living_columns(connection, Entitlement, "id", *_TITLE), key=lambda row: row[0])
    for _, pupil, need, law, state, granted, starts, ends, pots, form, requested, decided in rows:
        title = DatedTitle(Title(law, state, granted, starts, ends, _texts(pots)), form, requested, decided)
        (own[need] if need else of_pupil[pupil]).append(title)
    return own, of_pupil


@lru_cache
def _texts(written: str) -> tuple[str, ...]:
    return tuple(json.loads(written))


def _waiting(titles: Iterable[DatedTitle], today: date) -> tuple[tuple[int, ...], bool]:
    """Return how many days each title that was asked for took or takes so far, and whether one is not decided on."""
    days, waits = [], False
    for title in titles:
        if title.requested_on is None or title.requested_on > today:
            continue
        open_still = title.decided_on is None and title.value.state == TitleState.REQUESTED
        until = today if open_still else title.decided_on
        waits = waits or open_still
        if until is not None and until >= title.requested_on:
            days.append((until - title.requested_on).days)
    return tuple(days), waits


def _price(
    prices: PriceList,
    titles: Iterable[DatedTitle],
    paid: Iterable[Payment],
    kind: str,
    form: str,
    regions: tuple[str, ...],
) -> tuple[int, int] | None:
    """Return what an hour may cost: by the tariffs of the law that pays most; without any, by those of such care."""
    by_law: defaultdict[str, Fraction] = defaultdict(Fraction)
    for one in paid:
        if one.pays:
            by_law[one.law] += one.weight
    law = max(by_law, key=lambda code: (by_law[code], code), default="")
    return law_price(prices, titles, law, kind, form, regions)


def law_price(
    prices: PriceList, titles: Iterable[DatedTitle], law: str, kind: str, form: str, regions: tuple[str, ...]
) -> tuple[int, int] | None:
    """Return the lowest and highest euro-cents of an hour by the tariffs of a law; of such care when the law is ""."""
    delivery = next((title.delivery_form for title in titles if title.value.law == law), "") if law else ""
    return prices.range(*regions, law=law, care_kind=kind, form=form, delivery_form=delivery)


def _per_week(ticked: Fraction | None, typed: int | None) -> Fraction | None:
    """Return minutes a week: as the visits were ticked off, or as it stands with the need when none of them was."""
    if ticked is not None:
        return ticked / _FORTNIGHT
    return None if typed is None else Fraction(typed)


def _given(
    connection: Connection, today: date, needs: Iterable[tuple[object, ...]], cases: Mapping[str, tuple[str, str]]
) -> dict[str, _Given]:
    """Return what the visits of today give each need, place by place, by the rules of coverage."""
    needs_at: defaultdict[str, list[Need]] = defaultdict(list)
    for need, case, pupil, kind, form, _, needed, *_rest in needs:
        place = cases.get(str(case), ("", ""))[0]
        needs_at[place].append(Need(str(need), str(pupil), str(kind), form == CareForm.GROUP, int(str(needed))))
    visits_at: defaultdict[str, list[PlannedVisit]] = defaultdict(list)
    for school, location, visit, who, day, start, length, rhythm, serves in living_columns(
        connection, VisitPattern, *_VISIT, on=today
    ):
        value = PlannedVisit(visit, who, day, start, length, rhythm, tuple(json.loads(serves)))
        visits_at[school or location].append(value)
    provider_of = dict(living_columns(connection, Professional, "id", "provider_id"))
    rates = _rates(connection, today)
    found: dict[str, _Given] = {}
    for place, visits in visits_at.items():
        found |= _given_at(needs_at[place], visits, provider_of, rates)
    return found


_Rates = Mapping[str, tuple[Fraction | None, Fraction | None]]


def _rates(connection: Connection, today: date) -> _Rates:
    """Return per visit which part of the minutes planned was given and declared, as far as it was ticked off this school year."""
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for visit, _, planned, given, declared in ticked_minutes(connection, school_year_of(today).first_day, today):
        row = sums[visit]
        if given is not None:
            row[0] += given
            row[1] += planned
        if declared is not None:
            row[2] += declared
            row[3] += planned
    return {visit: (_rate(row[0], row[1]), _rate(row[2], row[3])) for visit, row in sums.items()}


def _rate(minutes: int, of: int) -> Fraction | None:
    return Fraction(minutes, of) if of else None


def _given_at(
    needs: list[Need], visits: list[PlannedVisit], provider_of: Mapping[str, str], rates: _Rates
) -> dict[str, _Given]:
    providers = {visit.id: provider_of.get(visit.professional_id, "") for visit in visits}
    minutes: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for week in (EVEN_WEEK, ODD_WEEK):
        of_week = [visit for visit in visits if week in weeks_of(visit.rhythm)]
        for visit, parts in shares(needs, of_week).items():
            for need, given in parts.items():
                if need and given:
                    minutes[need][visit] += given
    found = {}
    for need, per_visit in minutes.items():
        per_provider: defaultdict[str, int] = defaultdict(int)
        for visit, given in per_visit.items():
            per_provider[providers[visit]] += given
        found[need] = _Given(per_provider, _came_about(per_visit, rates, 0), _came_about(per_visit, rates, 1))
    return found


def _came_about(per_visit: Mapping[str, int], rates: _Rates, which: int) -> Fraction | None:
    known = [
        (given, rate)
        for visit, given in per_visit.items()
        if (rate := rates.get(visit, (None, None))[which]) is not None
    ]
    return sum((given * rate for given, rate in known), Fraction()) if known else None
