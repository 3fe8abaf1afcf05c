"""All care in force today as lines for figures, asked in a few large questions: a region has thousands of needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from operator import itemgetter

from sqlalchemy import Connection

from storage.clock import local_date
from storage.models import (
    CareNeed,
    Entitlement,
    Professional,
    Pupil,
    Residence,
    School,
)
from storage.models.casework_codes import TitleState
from storage.models.codes import CareForm
from storage.store import Store
from zorgarrangeur_tui.desk.care_at_places import CareAtPlaces, care_at_places, care_at_places_on
from zorgarrangeur_tui.desk.columns import json_texts, living_columns
from zorgarrangeur_tui.desk.prices import PriceList
from zorgarrangeur_tui.desk.reference import RegionLookup
from zorgarrangeur_tui.desk.remembered import remembered
from zorgarrangeur_tui.desk.ticked_minutes import ticked_minutes
from zorgarrangeur_tui.domain.coverage import Need, PlannedVisit, shares
from zorgarrangeur_tui.domain.funding import Title, granted_minutes
from zorgarrangeur_tui.domain.residence import paying_municipality
from zorgarrangeur_tui.domain.residence_periods import ResidencePeriod
from zorgarrangeur_tui.domain.rhythms import EVEN_WEEK, ODD_WEEK, weeks_of
from zorgarrangeur_tui.domain.school_years import school_year_of
from zorgarrangeur_tui.domain.title_division import OwnedNeed, TitleDivision, owner_of
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
    "case_id",
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


def care_lines(store: Store, day: date | None = None) -> Sequence[CareLine]:
    """Return a line for every need that is in force on a day, by id; today by default.

    Of an earlier day it is what the store says of that day now: what was erased since is not in it.
    """
    return _lines_of_today(store) if day in {None, local_date(store.clock)} else _lines_on(store, day)


@remembered
def _lines_of_today(store: Store) -> Sequence[CareLine]:
    return _lines_on(store, local_date(store.clock), care_at_places(store))


def _lines_on(store: Store, today: date, care: CareAtPlaces | None = None) -> Sequence[CareLine]:
    care = care or care_at_places_on(store, today)
    prices, regions = PriceList(store, today), RegionLookup(store)
    with store.read() as session:
        connection = session.connection()
        alliances = dict(living_columns(connection, School, "id", "alliance"))
        rows = living_columns(connection, CareNeed, *_NEED, on=today)
        given = _given(connection, today, care)
    homes, (own, for_all_care) = paying_municipalities(store, today), titles_by_need(store)
    owned = {need: OwnedNeed(need, owner_of(pupil, case), minutes) for need, case, pupil, _, _, _, minutes, *_ in rows}
    division = TitleDivision(owned.values())
    region_of = _remembered(lambda place: regions.regions(place, today).youth_region if place else "")
    found = []
    for need, case, pupil, kind, form, counts, needed, granted, agreed, planned, realised, declared, provider in rows:
        place = care.places.get(case, "")
        own_titles = own.get(need, [])
        shared = shared_titles(division, owned[need], for_all_care, today)
        titles = [*own_titles, *shared]
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
                alliance=alliances.get(place, ""),
                kind=kind,
                group=form == CareForm.GROUP,
                counts=counts,
                needed=needed,
                granted=granted_minutes(
                    granted,
                    needed,
                    (title.value for title in own_titles),
                    (title.value for title in shared),
                    today,
                ),
                agreed=agreed,
                planned=Fraction(visits.planned + _FORTNIGHT * (planned or 0), _FORTNIGHT),
                realised=_per_week(visits.realised, realised),
                declared=_per_week(visits.declared, declared),
                payments=paid,
                givers=givers(_FORTNIGHT * needed, visits.per_provider.items(), provider),
                price=_price(prices, titles, paid, kind, form, (home, region_of(home))),
                waiting_days=waited,
                waits=waits,
            )
        )
    return tuple(sorted(found, key=lambda line: line.need_id))


def _remembered(answer: Callable[[str], str]) -> Callable[[str], str]:
    known: dict[str, str] = {}

    def ask(question: str) -> str:
        if question not in known:
            known[question] = answer(question)
        return known[question]

    return ask


def paying_municipalities(store: Store, day: date) -> dict[str, str]:
    """Return per child the gemeente that pays under the Jeugdwet: by the residence rule, else as it stands with the child."""
    return _payers_of_today(store) if day == local_date(store.clock) else _payers_on(store, day)


@remembered
def _payers_of_today(store: Store) -> dict[str, str]:
    return _payers_on(store, local_date(store.clock))


def _payers_on(store: Store, day: date) -> dict[str, str]:
    periods: defaultdict[str, list[ResidencePeriod]] = defaultdict(list)
    with store.read() as session:
        connection = session.connection()
        homes = living_columns(
            connection, Residence, "pupil_id", "id", "municipality", "kind", "starts_on", "ends_on", "need_arose_in"
        )
        pupils = living_columns(connection, Pupil, "id", "municipality")
    for pupil, *values in homes:
        periods[pupil].append(ResidencePeriod(*values))
    return {pupil: paying_municipality(periods[pupil], day) if pupil in periods else typed for pupil, typed in pupils}


@remembered
def titles_by_need(store: Store) -> tuple[dict[str, list[DatedTitle]], dict[str, list[DatedTitle]]]:
    """Return the titles by the need that they are for, and those for all care by whose they are, see `owner_of`."""
    own: defaultdict[str, list[DatedTitle]] = defaultdict(list)
    for_all_care: defaultdict[str, list[DatedTitle]] = defaultdict(list)
    with store.read() as session:
        rows = sorted(living_columns(session.connection(), Entitlement, "id", *_TITLE), key=itemgetter(0))
    for _, case, pupil, need, law, state, granted, starts, ends, pots, form, requested, decided in rows:
        title = DatedTitle(Title(law, state, granted, starts, ends, json_texts(pots)), form, requested, decided)
        (own[need] if need else for_all_care[owner_of(pupil, case)]).append(title)
    return dict(own), dict(for_all_care)


def shared_titles(
    division: TitleDivision, need: OwnedNeed, for_all_care: Mapping[str, Sequence[DatedTitle]], day: date
) -> list[DatedTitle]:
    """Return the titles for all care of which a need has its share, each granting that share on a day."""
    return [
        replace(title, value=division.title_for(need, title.value, day)) for title in for_all_care.get(need.owner, ())
    ]


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
    prices: PriceList,
    titles: Iterable[DatedTitle],
    law: str,
    kind: str,
    form: str,
    regions: tuple[str, ...],
    level: str = "",
) -> tuple[int, int] | None:
    """Return the lowest and highest euro-cents of an hour by the tariffs of a law; of such care when the law is "".

    The level is that of who comes; "" when that is not known.
    """
    delivery = next((title.delivery_form for title in titles if title.value.law == law), "") if law else ""
    return prices.range(*regions, law=law, care_kind=kind, form=form, delivery_form=delivery, level=level)


def _per_week(ticked: Fraction | None, typed: int | None) -> Fraction | None:
    """Return minutes a week: as the visits were ticked off, or as it stands with the need when none of them was."""
    if ticked is not None:
        return ticked / _FORTNIGHT
    return None if typed is None else Fraction(typed)


def _given(connection: Connection, today: date, care: CareAtPlaces) -> dict[str, _Given]:
    """Return what the visits of a day give each need, place by place, by the rules of coverage."""
    provider_of = dict(living_columns(connection, Professional, "id", "provider_id"))
    rates = _rates(connection, today)
    found: dict[str, _Given] = {}
    for place, visits in care.visits.items():
        found |= _given_at(care.needs.get(place, []), visits, provider_of, rates)
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
