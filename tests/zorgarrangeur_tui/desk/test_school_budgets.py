"""The budgets of a school read from the store: which pot pays, which tariff holds, and what a whole period costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from storage.models import (
    Budget,
    CareNeed,
    Case,
    Entitlement,
    Municipality,
    OwnDay,
    Professional,
    Provider,
    Pupil,
    School,
    Tariff,
    VisitException,
    VisitPattern,
    site_id,
    visit_day_id,
)
from storage.models.codes import CareForm, CareKind, Law, OwnDayKind, Rhythm
from storage.models.planning_codes import ExceptionKind
from storage.store import Store
from zorgarrangeur_tui.desk.budgets import Cost, add_budget, school_budgets
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.budgets import NO_POT

HERE = site_id("99AA00")
YOUTH = {"law": Law.YOUTH_ACT, "unit": "hour"}
THREE_WEEKS = {"starts_on": date(2026, 11, 23), "ends_on": date(2026, 12, 13)}


@pytest.fixture
def store(make_store: Callable[[], Store]) -> Store:
    """Return a store with a weekly visit of an hour for a child of Zandhoek, paid under the Jeugdwet, and one for nobody."""
    opened = make_store()
    here: dict[str, Any] = {"school_id": HERE, "professional_id": "anna", "duration_minutes": 60}
    with opened.unit_of_work("School klaargezet") as work:
        work.add(
            School(id=HERE, site_code="99AA00", name="De Appelbrug", bell_times=[[510, 870]] * 5),
            Provider(id="zorg", name="Zorg Zonnig"),
            Professional(id="anna", name="Anna Bos", provider_id="zorg", level="hbo"),
            Case(id="casus", title="Zorg in de klas", school_id=HERE),
            Pupil(id="otter", case_id="casus", pseudonym="Blauwe Otter", municipality="Zandhoek"),
            CareNeed(id="zorgvraag", case_id="casus", pupil_id="otter", kind=CareKind.NURSING, minutes_needed=60),
            Entitlement(case_id="casus", pupil_id="otter", law=Law.YOUTH_ACT),
            VisitPattern(id="v", weekday=0, serves=["zorgvraag"], **here),
            VisitPattern(id="leeg", weekday=1, rhythm=Rhythm.EVEN, **here),
        )
    return opened


def added(store: Store, *records: Any) -> None:
    """Store records as one act."""
    with store.unit_of_work("Klaargezet") as work:
        work.add(*records)


def test_hours_go_to_the_pot_of_the_title_and_the_rest_belongs_to_none(store: Store) -> None:
    """Together they are all that is planned; a budget of another pot stands beside them with nothing used."""
    added(store, Budget(school_id=HERE, pot="emb_scheme", minutes_per_week=60))
    found = school_budgets(store, HERE)
    assert [(use.pot, use.planned) for use in found.pots] == [("emb_scheme", 0), (Law.YOUTH_ACT, 120), (NO_POT, 60)]
    assert found.presence == sum(use.planned for use in found.pots)


def test_the_tariff_of_the_gemeente_goes_before_that_of_its_jeugdregio_and_of_everywhere(store: Store) -> None:
    """Two that fit as well and differ are no tariff; nor is one per day."""

    def cost() -> Cost:
        return next(use.cost for use in school_budgets(store, HERE).pots if use.pot == Law.YOUTH_ACT)

    assert cost() == Cost(0, 120)
    added(store, Tariff(name="Per dag", law=Law.YOUTH_ACT, unit="day", cents=99_000))
    assert cost() == Cost(0, 120)
    added(store, Tariff(name="Overal", cents=6_000, **YOUTH))
    assert cost() == Cost(12_000, 0)
    added(
        store,
        Municipality(name="Zandhoek", youth_region="Kustland"),
        Tariff(name="Regio", cents=7_000, region="Kustland", **YOUTH),
    )
    assert cost() == Cost(14_000, 0)
    added(store, Tariff(name="Gemeente", cents=8_000, region="Zandhoek", **YOUTH))
    assert cost() == Cost(16_000, 0)
    added(store, Tariff(name="Ook gemeente", cents=9_000, region="Zandhoek", **YOUTH))
    assert cost() == Cost(0, 120)


def test_an_amount_is_held_against_the_days_that_really_take_place(store: Store) -> None:
    """Of three weeks one day is a study day and one visit is cut to half an hour; without a last day nothing is compared."""
    second = date(2026, 12, 7)
    added(
        store,
        Tariff(name="Overal", cents=6_000, **YOUTH),
        OwnDay(school_id=HERE, kind=OwnDayKind.STUDY_DAY, first_day=date(2026, 11, 30)),
        VisitException(
            id=visit_day_id("v", second), visit_id="v", day=second, kind=ExceptionKind.CHANGED, duration_minutes=30
        ),
        Budget(id="a", school_id=HERE, pot=Law.YOUTH_ACT, cents=100_000, **THREE_WEEKS),
        Budget(id="b", school_id=HERE, pot=Law.YOUTH_ACT, cents=100_000, starts_on=date(2026, 11, 23)),
        Budget(id="c", school_id=HERE, pot="emb_scheme", cents=100_000, **THREE_WEEKS),
    )
    costs = {line.record.id: line.cost for line in school_budgets(store, HERE).lines}
    assert costs == {"a": Cost(9_000, 0), "b": None, "c": Cost()}


def test_a_tariff_for_a_group_is_per_pupil(store: Store) -> None:
    """Two children in one visit of an hour are two hours of the tariff, and one hour of presence."""
    group = {"case_id": "casus", "kind": CareKind.GROUP_GUIDANCE, "form": CareForm.GROUP, "minutes_needed": 60}
    added(
        store,
        Pupil(id="egel", case_id="casus", pseudonym="Zilveren Egel"),
        Entitlement(case_id="casus", pupil_id="egel", law=Law.YOUTH_ACT),
        CareNeed(id="g1", pupil_id="otter", **group),
        CareNeed(id="g2", pupil_id="egel", **group),
        VisitPattern(school_id=HERE, professional_id="anna", weekday=2, duration_minutes=60, serves=["g1", "g2"]),
        Tariff(name="Groep", care_kind=CareKind.GROUP_GUIDANCE, form=CareForm.GROUP, cents=2_000, **YOUTH),
    )
    youth = next(use for use in school_budgets(store, HERE).pots if use.pot == Law.YOUTH_ACT)
    assert (youth.planned, youth.cost) == (240, Cost(8_000, 120))


def test_a_budget_without_hours_and_amount_is_refused(store: Store) -> None:
    """The sentence says what is missing; nothing is added."""
    with pytest.raises(ActRefused, match="tijd per week"):
        add_budget(store, HERE, {"pot": "youth_act"})
    assert school_budgets(store, HERE).lines == ()
