"""The pots ledger read from the store: what is planned, given and to come, which budgets, and who pays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from storage.clock import local_date
from storage.models import (
    Agreement,
    Budget,
    CareNeed,
    Case,
    Entitlement,
    OwnDay,
    Professional,
    Pupil,
    School,
    Tariff,
    VisitException,
    VisitPattern,
    VisitRecord,
    site_id,
    visit_day_id,
    visit_record_id,
)
from storage.models.codes import CareKind, HolidayRegion, Law, OwnDayKind
from storage.models.planning_codes import ExceptionKind
from storage.store import Store
from zorgarrangeur_tui.demo.region import invented_region
from zorgarrangeur_tui.desk.attention import attention
from zorgarrangeur_tui.desk.budgets import school_budgets
from zorgarrangeur_tui.desk.calendars import calendars
from zorgarrangeur_tui.desk.care_lines import care_lines
from zorgarrangeur_tui.desk.ledger import read_ledger
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.domain.budgets import NO_POT
from zorgarrangeur_tui.insight.ledger import WHOLE_PLACE, Ledger, LedgerYear

HERE = site_id("99AA00")
YOUTH, WLZ, EMB = Law.YOUTH_ACT, Law.LONG_TERM_CARE_ACT, "emb_scheme"
SIX_WEEKS = {"starts_on": date(2026, 11, 2), "ends_on": date(2026, 12, 13)}
"""Six Mondays, of which the last two are still to come on the day of these tests."""


def school_year(store: Store) -> Ledger:
    """Return the ledger of the school year."""
    return read_ledger(store).years[LedgerYear.SCHOOL]


def added(store: Store, *records: Any) -> None:
    """Store records as one act."""
    with store.unit_of_work("Klaargezet") as work:
        work.add(*records)


@pytest.fixture
def store(make_store: Callable[[], Store]) -> Store:
    """Return a store with six Mondays of an hour for a child, of which the Jeugdwet pays two thirds."""
    opened = make_store()
    assert local_date(opened.clock) == date(2026, 11, 23)
    added(
        opened,
        School(
            id=HERE, site_code="99AA00", name="De Appelbrug", holiday_region=HolidayRegion.MIDDLE,
            bell_times=[[510, 870]] * 5,
        ),
        Professional(id="anna", name="Anna Bos", level="hbo"),
        Case(id="casus", title="Zorg in de klas", school_id=HERE),
        Pupil(id="otter", case_id="casus", pseudonym="Blauwe Otter"),
        CareNeed(id="zorgvraag", case_id="casus", pupil_id="otter", kind=CareKind.NURSING, minutes_needed=90),
        Entitlement(id="titel", case_id="casus", pupil_id="otter", law=YOUTH, minutes_granted=60),
        VisitPattern(
            id="v", school_id=HERE, professional_id="anna", weekday=0, duration_minutes=60, serves=["zorgvraag"],
            **SIX_WEEKS,
        ),
        Tariff(name="Verpleging", law=YOUTH, unit="hour", cents=6_000),
        Tariff(name="Verpleging duur", law=YOUTH, unit="hour", cents=9_000),
    )  # fmt: skip
    return opened


def test_what_is_not_granted_is_paid_by_nobody_and_tariffs_that_fit_as_well_make_a_span(store: Store) -> None:
    """Six hours: four for the Jeugdwet at 60 to 90 euro, two for nobody. Without ticks the plan itself is expected."""
    lines = school_year(store).lines
    youth, nobody = lines[HERE, YOUTH], lines[HERE, NO_POT]
    assert (youth.planned.minutes, youth.planned.cents) == (240, (24_000, 36_000))
    assert nobody.planned.minutes == 120
    assert (youth.given.minutes, youth.forecast) == (0, youth.planned)
    assert read_ledger(store).years[LedgerYear.CALENDAR].lines[HERE, YOUTH].planned == youth.planned
    assert read_ledger(store).uncertain == 0


def test_a_title_for_all_care_pays_two_needs_together_once_wherever_that_is_asked(store: Store) -> None:
    """Beside a second need of an hour and a half each gets half an hour: ledger, budgets, lines of care and list of unpaid agree."""
    added(store, CareNeed(id="tweede", case_id="casus", pupil_id="otter", kind=CareKind.NURSING, minutes_needed=90))
    lines = school_year(store).lines
    assert (lines[HERE, YOUTH].planned.minutes, lines[HERE, NO_POT].planned.minutes) == (120, 240)
    assert {use.pot: use.planned for use in school_budgets(store, HERE).pots} == {YOUTH: 40, NO_POT: 80}
    assert [(line.granted, line.paid) for line in care_lines(store)] == [(30, Fraction(1, 3))] * 2
    assert not any("niemand die betaalt" in one.words for one in attention(store))
    added(
        store, CareNeed(id="later", case_id="casus", pupil_id="otter", minutes_needed=90, starts_on=date(2026, 12, 14))
    )
    assert school_year(store).lines[HERE, YOUTH].planned.minutes == 120


def test_what_is_to_come_follows_what_was_given_at_the_school(store: Store) -> None:
    """Of two hours ticked off three quarters was given: so of the four that are not known. What was written stays."""
    ticks = {date(2026, 11, 2): (60, 60), date(2026, 11, 9): (30, None)}
    added(
        store,
        *(
            VisitRecord(
                id=visit_record_id("v", day), visit_id="v", day=day, planned_minutes=60, realised_minutes=given,
                declared_minutes=declared,
            )
            for day, (given, declared) in ticks.items()
        ),
    )  # fmt: skip
    found = school_year(store)
    total = found.total()
    assert found.rates == {HERE: Fraction(3, 4)}
    assert (total.given.minutes, total.declared.minutes, total.forecast.minutes) == (90, 60, 90 + 180)
    with store.unit_of_work("Bezoek weg") as work:
        work.remove(work.get(VisitPattern, "v"))
    total = school_year(store).total()
    assert (total.planned.minutes, total.given.minutes, total.forecast.minutes) == (0, 90, 90)


def test_holidays_study_days_and_what_was_decided_for_a_day_count(store: Store) -> None:
    """Of the six Mondays one is a study day and one is half an hour; one is moved to a Thursday, which changes nothing."""
    days = [date(2026, 11, 2) + timedelta(weeks=number) for number in range(6)]
    added(
        store,
        OwnDay(school_id=HERE, kind=OwnDayKind.STUDY_DAY, first_day=days[1]),
        VisitException(
            id=visit_day_id("v", days[2]), visit_id="v", day=days[2], kind=ExceptionKind.CHANGED, duration_minutes=30
        ),
        VisitException(
            id=visit_day_id("v", days[4]), visit_id="v", day=days[4], kind=ExceptionKind.CHANGED,
            moved_to=days[4] + timedelta(days=3),
        ),
    )  # fmt: skip
    assert school_year(store).total().planned.minutes == 4 * 60 + 30


def test_budgets_and_agreements_stand_by_pot_as_far_as_the_year_goes(store: Store) -> None:
    """Half of an amount over two school years; two weeks of school; an agreement beside it; what has no last day is told."""
    own = {"school_id": HERE}
    added(
        store,
        Budget(**own, pot=YOUTH, cents=73_000, starts_on=date(2026, 8, 1), ends_on=date(2028, 7, 30)),
        Budget(**own, pot=YOUTH, minutes_per_week=60, starts_on=date(2026, 11, 20), ends_on=date(2026, 11, 27)),
        Budget(**own, pot=EMB, cents=100, starts_on=date(2026, 8, 1)),
        Budget(**own, pot="", minutes_per_week=300, starts_on=date(2026, 11, 23), ends_on=date(2026, 11, 27)),
        Agreement(
            case_id="casus", title="Samen", level="school", budget_cents=1_000, shares=[f"{YOUTH}:60", f"{EMB}:40"],
            starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30),
        ),
        Agreement(case_id="casus", title="Regio", level="oogo", budget_cents=9_999, **SIX_WEEKS),
    )  # fmt: skip
    lines = school_year(store).lines
    youth, emb, whole = lines[HERE, YOUTH], lines[HERE, EMB], lines[HERE, WHOLE_PLACE]
    assert (youth.cents, youth.minutes, youth.agreed_cents) == (36_550 - 50, 120, 600)
    assert (youth.over, youth.short) == ((500, 12_500), (0, 0))
    assert youth.minutes_short == 120
    assert (emb.cents, emb.agreed_cents, emb.undated) == (None, 400, 1)
    assert (whole.minutes, whole.forecast.minutes, whole.minutes_short) == (300, 360, 60)


def test_pots_that_may_not_be_mixed_are_counted_by_need(store: Store) -> None:
    """Wlz for one part and EMB for another of the same care; the child is not named, only counted."""
    added(
        store,
        CareNeed(id="mix", case_id="casus", pupil_id="otter", kind=CareKind.NURSING, minutes_needed=100),
        Entitlement(
            case_id="casus", pupil_id="otter", need_id="mix", law=WLZ, shares=[f"{WLZ}:50", f"{EMB}:50"],
        ),
    )  # fmt: skip
    book = read_ledger(store)
    found = book.years[LedgerYear.SCHOOL]
    assert found.barriers_at(HERE) == {"entitlement_in_mix": 1}
    assert found.barriers_at(pot=EMB) == {"entitlement_in_mix": 1}
    assert found.barriers_at(pot=YOUTH) == {}
    assert "Wlz" in book.rules["entitlement_in_mix"].sentence


def test_the_plan_of_a_whole_region_is_what_walking_every_visit_through_the_year_gives(
    make_store: Callable[[], Store],
) -> None:
    """Over both years, for every school, whatever its own days and its way of counting weeks."""
    region = make_store()
    added(region, *invented_region(3, 3, today=local_date(region.clock)))
    visits, book = living(region, VisitPattern), read_ledger(region)
    places = calendars(region, {visit.school_id for visit in visits})
    for ledger in book.years.values():
        walked: dict[str, int] = defaultdict(int)
        for visit in visits:
            for one in places.of(visit.school_id).occurrences(visit, *ledger.days):
                if one.takes_place:
                    changed = one.change.duration_minutes if one.change else None
                    walked[visit.school_id or visit.care_location_id] += (
                        visit.duration_minutes if changed is None else changed
                    )
        assert {place: line.planned.minutes for place, line in ledger.per_place().items()} == walked
