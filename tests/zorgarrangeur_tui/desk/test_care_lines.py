"""From the store to lines of care: who pays, who gives, what came of it, what it costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

import pytest

from storage.clock import local_date
from storage.models import (
    CareNeed,
    Case,
    Entitlement,
    Professional,
    Provider,
    Pupil,
    Residence,
    School,
    Tariff,
    VisitPattern,
    VisitRecord,
    site_id,
)
from storage.models.casework_codes import TitleState
from storage.store import Store
from zorgarrangeur_tui.desk.care_lines import care_lines
from zorgarrangeur_tui.insight.breakdown import Cut, breakdown

SCHOOL = site_id("99ZZ00")


@pytest.fixture
def store(make_store: Callable[..., Store]) -> Store:
    """Return an empty store."""
    return make_store()


def fill(store: Store) -> date:
    """Add a child with a title for half of two hours; one visit of an hour, ticked off once; a tariff of 60 euro."""
    today = local_date(store.clock)
    with store.unit_of_work("proef") as work:
        case = Case(title="Zorg", school_id=SCHOOL)
        pupil = Pupil(case_id=case.id, municipality="Oud")
        need = CareNeed(case_id=case.id, pupil_id=pupil.id, kind="nursing", minutes_needed=120, minutes_realised=7)
        provider = Provider(name="Zorg De Windroos")
        person = Professional(provider_id=provider.id, name="Anja")
        visit = VisitPattern(
            school_id=SCHOOL,
            professional_id=person.id,
            weekday=0,
            start_minute=540,
            duration_minutes=60,
            serves=[need.id],
        )
        work.add(
            School(id=SCHOOL, site_code="99ZZ00", name="De Wilg", alliance="PO9901"),
            case,
            pupil,
            need,
            provider,
            person,
            visit,
            Residence(case_id=case.id, pupil_id=pupil.id, municipality="Nieuw", starts_on=today - timedelta(days=5)),
            Entitlement(
                case_id=case.id, pupil_id=pupil.id, law="youth_act", minutes_granted=60, requested_on=today - timedelta(days=30),
                decided_on=today - timedelta(days=10),
            ),
            Entitlement(
                case_id=case.id, pupil_id=pupil.id, need_id=need.id, law="long_term_care_act", state=TitleState.REQUESTED,
                requested_on=today - timedelta(days=3),
            ),
            Tariff(name="Verpleging", law="youth_act", care_kind="nursing", region="Nieuw", cents=6000),
            Tariff(name="Verpleging elders", law="youth_act", care_kind="nursing", region="Elders", cents=9999),
            VisitRecord(visit_id=visit.id, day=today, planned_minutes=60, realised_minutes=45, declared_minutes=None),
        )  # fmt: skip
    return today


def test_a_line_holds_who_pays_who_gives_and_what_came_of_it(store: Store) -> None:
    """Half is paid and half is not; the home since last week pays; of an hour a week three quarters was given."""
    fill(store)
    [line] = care_lines(store)
    assert (line.place_id, line.municipality, line.alliance) == (SCHOOL, "Nieuw", "PO9901")
    assert {(one.law, one.pot): one.weight for one in line.payments} == {
        ("youth_act", "youth_act"): Fraction(1, 2),
        ("", "unfunded"): Fraction(1, 2),
    }
    assert [giver.weight for giver in line.givers] == [Fraction(1, 2), Fraction(1, 2)]
    assert (line.planned, line.realised, line.declared) == (60, 45, None)
    assert line.price == (6000, 6000)
    assert (sorted(line.waiting_days), line.waits) == ([3, 20], True)


def test_what_was_taken_away_or_is_over_is_no_line(store: Store) -> None:
    """Figures are about today."""
    today = fill(store)
    with store.unit_of_work("proef") as work:
        need = work.get(CareNeed, care_lines(store)[0].need_id)
        need.ends_on = today - timedelta(days=1)
    assert not care_lines(store)


def test_the_breakdown_of_a_store_names_what_nobody_pays(store: Store) -> None:
    """An hour a week of two is unpaid, and costs 60 euro."""
    fill(store)
    total = breakdown(care_lines(store), Cut.POT).total
    assert (total.needed, total.unfunded, total.unfunded_cents) == (120, 60, (6000, 6000))


def test_a_title_for_all_care_counts_once_over_the_needs_of_a_child(store: Store) -> None:
    """Of 100 minutes 50, 33 and 17 go to needs of an hour and a half, an hour and half an hour; together that is what was granted."""
    with store.unit_of_work("proef") as work:
        case = Case(title="Zorg", school_id=SCHOOL)
        pupil = Pupil(case_id=case.id)
        work.add(
            case,
            pupil,
            *(CareNeed(case_id=case.id, pupil_id=pupil.id, minutes_needed=minutes) for minutes in (90, 60, 30)),
            Entitlement(case_id=case.id, pupil_id=pupil.id, law="youth_act", minutes_granted=100),
        )
    lines = care_lines(store)
    assert sorted((line.needed, line.granted, line.needed * line.paid) for line in lines) == [
        (30, 17, 17),
        (60, 33, 33),
        (90, 50, 50),
    ]
    found = breakdown(lines, Cut.LAW)
    assert (found.total.granted, found.total.unfunded) == (100, 80)
    assert dict(found.parts)["youth_act"].granted == 100


def test_a_title_of_a_group_pays_the_needs_of_that_group_and_of_no_child(store: Store) -> None:
    """A title without a child is for the group or the school; a child beside it needs its own."""
    with store.unit_of_work("proef") as work:
        case = Case(title="Zorg", school_id=SCHOOL)
        pupil = Pupil(case_id=case.id)
        group = CareNeed(case_id=case.id, minutes_needed=200)
        work.add(
            case,
            pupil,
            group,
            CareNeed(case_id=case.id, pupil_id=pupil.id, minutes_needed=60),
            Entitlement(case_id=case.id, law="youth_act", minutes_granted=150),
        )
    assert {line.needed: (line.granted, line.paid) for line in care_lines(store)} == {
        200: (150, Fraction(3, 4)),
        60: (None, 0),
    }
