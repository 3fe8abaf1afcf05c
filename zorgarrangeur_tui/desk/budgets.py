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
from storage.models.casework_codes import TariffUnit
from storage.models.codes import CareForm, Law
from storage.store import Store
from zorgarrangeur_tui.desk.calendars import PlaceCalendar, calendar_of
from zorgarrangeur_tui.desk.plan_limits import budget_value
from zorgarrangeur_tui.desk.plan_reading import read_needs
from zorgarrangeur_tui.desk.records import by_ids, checked_values, living
from zorgarrangeur_tui.desk.reference import regions_on, tariffs_on
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
from zorgarrangeur_tui.domain.funding import Title
from zorgarrangeur_tui.domain.record_values import board_visit
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.insight.care_lines import payments, pot_weights

_LAWS = frozenset(Law)


@dataclass(frozen=True, slots=True)
class Cost:
    """What time costs: the euro-cents of the part that has a tariff, and the minutes that have none."""

    cents: int = 0
    minutes_without_tariff: int = 0


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
    """

    school: School
    day: date
    lines: tuple[BudgetLine, ...]
    pots: tuple[PotUse, ...]
    budget: WeekBudget
    presence: int

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
    prices = _Prices(store, today, asked, {visit.id: visit.professional_id for visit in visits})
    paid = _paid_needs(store, asked, today)

    now = [visit for visit in visits if in_force_in_week(visit, monday_of(today))]
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
    return SchoolBudgets(school, today, lines, pots, week_budget(values, today), sum(minutes.values()))


class _Prices:
    """Tariffs of the care that visits give, each looked up once."""

    def __init__(self, store: Store, day: date, needs: Iterable[CareNeed], people: Mapping[str, str]) -> None:
        asked = list(needs)
        self._store = store
        self._day = day
        self._needs = {need.id: need for need in asked}
        self._municipalities = {key: need.municipality for key, need in read_needs(store, asked, day).items()}
        self._people = people
        self._levels = {key: one.level for key, one in by_ids(store, Professional, people.values()).items()}
        self._known: dict[tuple[str, ...], int | None] = {}

    def cost(self, parts: Iterable[Portion]) -> Cost:
        """Return what parts of visits cost."""
        sixtieths, unpriced = 0, 0
        for one in parts:
            cents = self._cents_an_hour(one)
            if cents is None:
                unpriced += one.tariff_minutes
            else:
                sixtieths += cents * one.tariff_minutes
        return Cost(round(sixtieths / 60), unpriced)

    def _cents_an_hour(self, part: Portion) -> int | None:
        need = self._needs.get(part.need_id)
        if need is None or part.pot not in _LAWS:
            return None
        level = self._levels.get(self._people.get(part.visit_id, ""), "")
        form = need.form if need.form in set(CareForm) else ""
        key = (part.pot, need.kind, form, level, self._municipalities.get(need.id, ""))
        if key not in self._known:
            self._known[key] = self._looked_up(*key)
        return self._known[key]

    def _looked_up(self, law: str, kind: str, form: str, level: str, municipality: str) -> int | None:
        """Return the tariff an hour: that of the gemeente, else of its jeugdregio, else the one of everywhere.

        None when there is none, or several that fit as well and are not the same.
        """
        youth = regions_on(self._store, municipality, self._day).youth_region if municipality else ""
        for region in dict.fromkeys((municipality, youth, "")):
            rows = tariffs_on(self._store, self._day, law=law, care_kind=kind, form=form, level=level, region=region)
            fitting = [row for row in rows if row.unit == TariffUnit.HOUR and row.cents is not None]
            if region:
                fitting = [row for row in fitting if row.region]
            if fitting:
                best = fitting[0]
                same = [row for row in fitting if _named(row) == _named(best)]
                return best.cents if len({row.cents for row in same}) == 1 else None
        return None


def _named(row: Any) -> int:
    """Return how much a tariff says about what it is for."""
    return sum(bool(getattr(row, name)) for name in ("law", "care_kind", "form", "level", "region"))


def _paid_needs(store: Store, needs: Iterable[CareNeed], day: date) -> dict[str, PaidNeed]:
    """Return the needs with the pots that pay them on a day."""
    asked = list(needs)
    titles: dict[tuple[str, str], list[Title]] = defaultdict(list)
    with store.read() as session:
        query = select(Entitlement).where(
            col(Entitlement.case_id).in_({need.case_id for need in asked}), col(Entitlement.deleted).is_(False)
        )
        for one in session.exec(query.order_by(col(Entitlement.id))):
            value = Title(one.law, one.state, one.minutes_granted, one.starts_on, one.ends_on, tuple(one.shares))
            titles[one.case_id, one.need_id or one.pupil_id].append(value)
    found = {}
    for need in asked:
        own = [*titles[need.case_id, need.id], *(titles[need.case_id, need.pupil_id] if need.pupil_id else ())]
        pots = pot_weights(payments(need.minutes_needed, own, day))
        found[need.id] = PaidNeed(need.id, need.minutes_needed, need.form == CareForm.GROUP, pots)
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
