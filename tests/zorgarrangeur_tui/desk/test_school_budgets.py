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
from zorgarrangeur_tui.desk.ledger import read_ledger
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.budgets import NO_POT
from zorgarrangeur_tui.insight.ledger import LedgerYear
from zorgarrangeur_tui.insight.ledger_words import SHARED_VISITS
from zorgarrangeur_tui.reports.figure_parts import budgets_part
from zorgarrangeur_tui.screens.budget_lines import budget_sections

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
    """Of two that fit as well it is from the one to the other; that of who comes decides; one per day is none."""

    def cost() -> Cost:
        return next(use.cost for use in school_budgets(store, HERE).pots if use.pot == Law.YOUTH_ACT)

    assert cost() == Cost(0, 120)
    added(store, Tariff(name="Per dag", law=Law.YOUTH_ACT, unit="day", cents=99_000))
    assert cost() == Cost(0, 120)
    added(store, Tariff(name="Overal", cents=6_000, **YOUTH))
    assert cost() == Cost(12_000, 0, 12_000)
    added(
        store,
        Municipality(name="Zandhoek", youth_region="Kustland"),
        Tariff(name="Regio", cents=7_000, region="Kustland", **YOUTH),
    )
    assert cost() == Cost(14_000, 0, 14_000)
    added(store, Tariff(name="Gemeente", cents=8_000, region="Zandhoek", **YOUTH))
    assert cost() == Cost(16_000, 0, 16_000)
    added(store, Tariff(name="Ook gemeente", cents=9_000, region="Zandhoek", **YOUTH))
    assert cost() == Cost(16_000, 0, 18_000)
    added(store, Tariff(name="Van dit niveau", cents=8_500, region="Zandhoek", level="hbo", **YOUTH))
    assert cost() == Cost(17_000, 0, 17_000)


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
    assert costs == {"a": Cost(9_000, 0, 9_000), "b": None, "c": Cost()}


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
    assert (youth.planned, youth.cost) == (240, Cost(8_000, 120, 8_000))


def test_a_budget_without_hours_and_amount_is_refused(store: Store) -> None:
    """The sentence says what is missing; nothing is added."""
    with pytest.raises(ActRefused, match="tijd per week"):
        add_budget(store, HERE, {"pot": "youth_act"})
    assert school_budgets(store, HERE).lines == ()


def test_an_hour_costs_the_same_against_a_budget_as_in_the_pots(store: Store) -> None:
    """By the level of who comes, or from the lowest to the highest tariff when that is not known; also of who was taken away."""
    one_week = {"starts_on": date(2026, 11, 23), "ends_on": date(2026, 11, 29)}
    added(
        store,
        *(
            Tariff(name=level, level=level, cents=cents, **YOUTH)
            for level, cents in (("mbo", 2_932), ("hbo", 6_000), ("wo", 11_600))
        ),
        Budget(id="a", school_id=HERE, pot=Law.YOUTH_ACT, cents=100_000, **one_week),
    )
    known, gone = ("hbo", (6_000, 6_000)), ("wo", (11_600, 11_600))
    for level, expected in (known, ("", (2_932, 11_600)), gone):
        with store.unit_of_work("Niveau") as work:
            work.change(work.get(Professional, "anna"), {"level": level, "deleted": level == gone[0]})
            work.change(work.get(VisitPattern, "v"), one_week)
        (cost,) = (line.cost for line in school_budgets(store, HERE).lines)
        year = read_ledger(store).years[LedgerYear.SCHOOL]
        assert cost is not None
        assert (cost.cents, cost.most_cents) == expected == year.lines[HERE, Law.YOUTH_ACT].planned.cents


def test_where_needs_share_a_visit_the_figures_know_and_their_parts_are_the_whole(store: Store) -> None:
    """Both the budgets and the pots say so, and only then; minutes per pot add up to the time that stands above them."""
    assert not school_budgets(store, HERE).shares_time
    assert not read_ledger(store).years[LedgerYear.SCHOOL].shares_time(HERE)
    added(
        store,
        CareNeed(id="tweede", case_id="casus", kind=CareKind.GROUP_GUIDANCE, minutes_needed=45),
        VisitPattern(
            school_id=HERE, professional_id="anna", weekday=3, duration_minutes=61, serves=["zorgvraag", "tweede"]
        ),
    )
    found = school_budgets(store, HERE)
    assert found.shares_time
    assert read_ledger(store).years[LedgerYear.SCHOOL].shares_time(HERE)
    (hours,) = [one for one in budget_sections(found, None) if one.title == "Gepland in een gewone week"]
    assert dict(hours.lines) == {
        "Samen": "2 u 31 min per week, geen budget",
        "Jeugdwet": "1 u 35 min",
        "Nog niet toe te wijzen": "56 min",
    }
    assert SHARED_VISITS in hours.paragraphs
    added(store, Budget(school_id=HERE, pot=Law.YOUTH_ACT, minutes_per_week=600))
    assert SHARED_VISITS in budgets_part(read_ledger(store).years[LedgerYear.SCHOOL], HERE).source
