"""The budgets of a school against what is planned there now: hours a week and, where tariffs are known, euro."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, select

from storage.clock import local_date
from storage.models import Budget, CareNeed, Entitlement, Professional, School, VisitPattern
from storage.models.codes import CareForm
from storage.store import Store
from zorgarrangeur_tui.desk.calendars import PlaceCalendar, calendar_of
from zorgarrangeur_tui.desk.care_lines import DatedTitle, shared_titles
from zorgarrangeur_tui.desk.plan_reading import read_needs
from zorgarrangeur_tui.desk.pot_prices import Price, PricedNeed, pot_prices
from zorgarrangeur_tui.desk.prices import PriceList
from zorgarrangeur_tui.desk.records import by_ids, checked_values, living
from zorgarrangeur_tui.desk.reference import RegionLookup
from zorgarrangeur_tui.desk.refusals import require
from zorgarrangeur_tui.domain.budgets import (
    NO_POT,
    PaidNeed,
    Portion,
    WeekBudget,
    portions,
    visit_minutes,
    week_budget,
)
from zorgarrangeur_tui.domain.checked_records import in_force_in_week
from zorgarrangeur_tui.domain.dated_spans import holds_on
from zorgarrangeur_tui.domain.record_values import board_school, board_visit, budget_value, owned_need, title_value
from zorgarrangeur_tui.domain.school_days import weekdays_with_school
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.domain.title_division import TitleDivision, owner_of
from zorgarrangeur_tui.insight.care_lines import payments, pot_weights

_HOUR = 60


@dataclass(frozen=True, slots=True)
class Cost:
    """What time costs.

    Attributes:
        cents: the least that the part with a tariff costs, in euro-cents.
        minutes_without_tariff: of the rest.
        most_cents: the most, when several tariffs fit.
    """

    cents: int = 0
    minutes_without_tariff: int = 0
    most_cents: int = 0


@dataclass(frozen=True, slots=True)
class PotUse:
    """One pot at a school, today.

    Attributes:
        pot: a `FundingSource` value; `NO_POT` for what cannot be attributed, and for budgets of all pots together.
        budget: what its budgets in force allow a week.
        planned: minutes a fortnight.
        cost: of a fortnight.
    """

    pot: str
    budget: WeekBudget
    planned: int
    cost: Cost


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A budget, and what the plan of now takes from its pot over its whole period.

    `cost` is None where an amount cannot be compared: no amount was agreed, or its first or last day is open.
    """

    record: Budget
    cost: Cost | None = None


@dataclass(frozen=True, slots=True)
class SchoolBudgets:
    """The budgets of a school, and the pots that have a budget or of which something is planned.

    Attributes:
        school: whose.
        day: today.
        lines: every budget: those in force first, then those to come, then those that are over.
        pots: with what cannot be attributed last.
        budget: what all budgets in force allow a week.
        presence: planned minutes a fortnight, of all pots together.
        shares_time: whether a visit for several needs is in the figures.
    """

    school: School
    day: date
    lines: tuple[BudgetLine, ...]
    pots: tuple[PotUse, ...]
    budget: WeekBudget
    presence: int
    shares_time: bool = False

    def budget_for(self, pot: str) -> WeekBudget:
        """Return what the budgets in force of one pot allow a week together."""
        return next((use.budget for use in self.pots if use.pot == pot), WeekBudget(None))

    def planned_for(self, pot: str) -> int:
        """Return the minutes a fortnight that budgets of a pot are for; `NO_POT` is for all of them."""
        if pot == NO_POT:
            return self.presence
        return next((use.planned for use in self.pots if use.pot == pot), 0)


def add_budget(store: Store, school_id: str, values: dict[str, Any]) -> Budget:
    """Add a budget to a school as one act.

    Raises:
        ActRefused: with a sentence per field; nothing was added.
        RecordMissing: the school is not there.
    """
    if values.get("minutes_per_week") is None and values.get("cents") is None:
        require({"minutes_per_week": "Vul een tijd per week in, of een bedrag, of allebei."})
    given = checked_values(Budget, values)
    with store.unit_of_work("Budget toegevoegd") as work:
        work.get(School, school_id)
        budget = Budget(**given, school_id=school_id)
        work.add(budget)
    return budget


def school_budgets(store: Store, school_id: str) -> SchoolBudgets:
    """Return the budgets of a school with what is planned against them. Pots follow from the titles of today.

    Raises:
        RecordMissing: the school is not there.
    """
    school = store.get(School, school_id)
    today = local_date(store.clock)
    records = living(store, Budget, school_id=school_id)
    visits = living(store, VisitPattern, school_id=school_id)
    serves = {visit.id: visit.serves for visit in visits}
    needs = by_ids(store, CareNeed, {key for keys in serves.values() for key in keys})
    asked = [need for need in needs.values() if not need.deleted]
    priced = _priced_needs(store, asked, today)
    prices = _Prices(store, today, priced, {visit.id: visit.professional_id for visit in visits})
    paid = {
        need.id: PaidNeed(need.id, need.minutes_needed, need.form == CareForm.GROUP, pot_weights(priced[need.id].paid))
        for need in asked
    }

    held = weekdays_with_school(board_school(school).bell_times)
    now = [visit for visit in visits if in_force_in_week(visit, monday_of(today)) and visit.weekday in held]
    minutes = {visit.id: visit_minutes(board_visit(visit)) for visit in now}
    values = [budget_value(record) for record in records]
    by_pot: dict[str, list[Portion]] = defaultdict(list)
    for portion in portions(minutes, serves, paid):
        by_pot[portion.pot].append(portion)
    current = {one.pot for one in values if holds_on(one, today)}
    pots = tuple(
        PotUse(
            pot,
            week_budget((one for one in values if one.pot == pot), today),
            sum(one.minutes for one in by_pot[pot]),
            prices.cost(by_pot[pot]),
        )
        for pot in sorted({*current, *by_pot}, key=lambda pot: (pot == NO_POT, pot))
    )
    place = calendar_of(store, school_id)

    def line(record: Budget) -> BudgetLine:
        if record.cents is None or record.starts_on is None or record.ends_on is None:
            return BudgetLine(record)
        over = _period_minutes(visits, place, record.starts_on, record.ends_on)
        found = (one for one in portions(over, serves, paid) if record.pot in (NO_POT, one.pot))
        return BudgetLine(record, prices.cost(found))

    lines = tuple(map(line, sorted(records, key=lambda one: _order(one, today))))
    shares_time = any(len(paid.keys() & set(serves[visit_id])) > 1 for visit_id in minutes)
    return SchoolBudgets(school, today, lines, pots, week_budget(values, today), sum(minutes.values()), shares_time)


class _Prices:
    """What the care of visits may cost, by the rules of the pots ledger."""

    def __init__(self, store: Store, day: date, needs: Mapping[str, PricedNeed], people: Mapping[str, str]) -> None:
        self._list = PriceList(store, day)
        self._needs = needs
        levels = {key: one.level for key, one in by_ids(store, Professional, people.values()).items()}
        self._level_of = {visit: levels.get(person, "") for visit, person in people.items()}
        self._known: dict[tuple[str, str], dict[str, Price]] = {}

    def cost(self, parts: Iterable[Portion]) -> Cost:
        """Return what parts of visits cost."""
        least, most, unpriced = 0, 0, 0
        for one in parts:
            price = self._an_hour(one)
            if price is None:
                unpriced += one.tariff_minutes
            else:
                least += price[0] * one.tariff_minutes
                most += price[1] * one.tariff_minutes
        return Cost(round(least / _HOUR), unpriced, round(most / _HOUR))

    def _an_hour(self, part: Portion) -> Price:
        """Return the least and most euro-cents of an hour of a part."""
        if part.need_id not in self._needs:
            return None
        key = part.need_id, self._level_of.get(part.visit_id, "")
        if key not in self._known:
            self._known[key] = pot_prices(self._list, self._needs[part.need_id], key[1])
        return self._known[key].get(part.pot)


def _priced_needs(store: Store, needs: Iterable[CareNeed], day: date) -> dict[str, PricedNeed]:
    """Return the needs with who pays them on a day."""
    asked = list(needs)
    cases = {need.case_id for need in asked}
    titles: dict[str, list[DatedTitle]] = defaultdict(list)
    with store.read() as session:
        query = select(Entitlement).where(col(Entitlement.case_id).in_(cases), col(Entitlement.deleted).is_(False))
        for one in session.exec(query.order_by(col(Entitlement.id))):
            dated = DatedTitle(title_value(one), one.delivery_form, one.requested_on, one.decided_on)
            titles[one.need_id or owner_of(one.pupil_id, one.case_id)].append(dated)
        alike = select(CareNeed).where(col(CareNeed.case_id).in_(cases), col(CareNeed.deleted).is_(False))
        division = TitleDivision(map(owned_need, session.exec(alike)))
    homes, regions = read_needs(store, asked, day), RegionLookup(store)
    found = {}
    for need in asked:
        own = [*titles[need.id], *shared_titles(division, owned_need(need), titles, day)]
        home = homes[need.id].municipality
        youth = regions.regions(home, day).youth_region if home else ""
        paid = payments(need.minutes_needed, [one.value for one in own], day)
        found[need.id] = PricedNeed(own, paid, need.kind, need.form, (home, youth))
    return found


def _period_minutes(visits: Iterable[VisitPattern], place: PlaceCalendar, first: date, last: date) -> dict[str, int]:
    """Return the minutes of each visit between two days, holidays and single days that are otherwise taken into account."""
    found = {}
    for visit in visits:
        total = 0
        for one in place.occurrences(visit, first, last):
            changed = one.change.duration_minutes if one.change else None
            if one.takes_place:
                total += visit.duration_minutes if changed is None else changed
        found[visit.id] = total
    return found


def _order(record: Budget, today: date) -> tuple[int, str, date, str]:
    """Return the place of a budget in the list."""
    begins, ends = record.starts_on or date.min, record.ends_on or date.max
    state = 0 if begins <= today <= ends else 1 if begins > today else 2
    return state, record.pot, begins, record.id
