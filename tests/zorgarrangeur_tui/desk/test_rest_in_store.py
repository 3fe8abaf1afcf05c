"""Rust from the store: this week beside the last, now beside what was published and what was frozen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

import pytest

from storage.models import (
    CareNeed,
    Case,
    PlanVersion,
    Professional,
    Provider,
    Pupil,
    School,
    VisitException,
    VisitPattern,
    site_id,
)
from storage.models.planning_codes import ExceptionKind
from storage.store import Store
from zorgarrangeur_tui.desk.frozen_figures import freeze
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.desk.rest import FrozenPlaces, named_pupils, rest_per_place
from zorgarrangeur_tui.insight.frozen_figures import Changed, Measure
from zorgarrangeur_tui.insight.rest import Familiar

SCHOOL = site_id("99ZZ00")
MONDAY = date(2026, 11, 23)


@pytest.fixture
def store(make_store: Callable[..., Store]) -> Store:
    """Return a store with one child, to whom Anja comes on Monday and Bram on Tuesday, of two organisations."""
    opened = make_store()
    with opened.unit_of_work("proef") as work:
        case = Case(title="Zorg", school_id=SCHOOL)
        pupil = Pupil(case_id=case.id, pseudonym="Blauwe Otter")
        need = CareNeed(case_id=case.id, pupil_id=pupil.id, minutes_needed=120)
        windroos, meerkoet = Provider(name="Windroos"), Provider(name="Meerkoet")
        anja, bram = (
            Professional(provider_id=windroos.id, name="Anja"),
            Professional(provider_id=meerkoet.id, name="Bram"),
        )
        work.add(
            School(id=SCHOOL, site_code="99ZZ00", name="De Wilg", bell_times=[[510, 900]] * 5),
            case, pupil, need, windroos, meerkoet, anja, bram,
            VisitPattern(school_id=SCHOOL, professional_id=anja.id, weekday=0, serves=[need.id]),
            VisitPattern(school_id=SCHOOL, professional_id=bram.id, weekday=1, serves=[need.id]),
        )  # fmt: skip
    return opened


def visit_of(store: Store, weekday: int) -> str:
    """Return the id of the visit on a weekday."""
    return _visits(store)[weekday].id


def test_somebody_else_for_once_is_no_known_face(store: Store) -> None:
    """Cato comes for Bram this Tuesday: of two faces one was there last week. The fixed plan counts what it counted."""
    with store.unit_of_work("proef") as work:
        cato = Professional(name="Cato")
        work.add(
            cato,
            VisitException(
                visit_id=visit_of(store, 1),
                day=MONDAY + timedelta(days=1),
                kind=ExceptionKind.CHANGED,
                professional_id=cato.id,
            ),
        )
    [place] = rest_per_place(store)
    assert place.familiar == Familiar(1, 2)
    assert (place.now.providers, place.now.faces, place.now.entries) == (2, 2, Fraction(2, 5))
    [child] = named_pupils(store, place)
    assert (child.pseudonym, child.rest.familiar, child.rest.now.faces) == ("Blauwe Otter", Familiar(1, 2), 2)


def test_a_week_in_which_nobody_came_is_nothing_to_hold_against(store: Store) -> None:
    """Both visits of last week fell away."""
    with store.unit_of_work("proef") as work:
        for weekday in (0, 1):
            day = MONDAY + timedelta(days=weekday - 7)
            work.add(VisitException(visit_id=visit_of(store, weekday), day=day, kind=ExceptionKind.CANCELLED))
    assert rest_per_place(store)[0].familiar is None


def test_now_beside_the_plan_that_was_published_last(store: Store) -> None:
    """The newest of two counts, with what holds on the first day of it."""
    people = [one.professional_id for one in _visits(store)]
    old = ["v1", people[0], 0, 540, 60, "weekly", "", "2026-12-31"]
    later = ["v2", people[1], 1, 540, 60, "weekly", "2027-01-01", ""]
    with store.unit_of_work("proef") as work:
        work.add(
            PlanVersion(school_id=SCHOOL, number=1, visits=[]),
            PlanVersion(
                school_id=SCHOOL, number=2, published_on=MONDAY, holds_from=date(2027, 1, 4), visits=[old, later]
            ),
        )
    published = rest_per_place(store)[0].published
    assert published is not None
    assert (published.number, published.rest.providers, published.rest.faces) == (2, 1, 1)


def test_now_beside_a_startfoto(store: Store) -> None:
    """What did not change is equal, measure by measure; what did has a before and an after. A place without one has none."""
    freeze(store, SCHOOL, "Begin")
    assert all(one.before == one.after for one in _since(store))
    with store.unit_of_work("proef") as work:
        work.get(VisitPattern, visit_of(store, 1)).ends_on = MONDAY - timedelta(days=1)
    changes = {one.measure: (one.before, one.after) for one in _since(store)}
    assert changes[Measure.FACES] == (2, 1)
    assert changes[Measure.PROVIDERS] == (2, 1)
    assert changes[Measure.ENTRIES] == (Fraction(2, 5), Fraction(1, 5))


def _visits(store: Store) -> list[VisitPattern]:
    return sorted(living(store, VisitPattern), key=lambda one: one.weekday)


def _since(store: Store) -> tuple[Changed, ...]:
    [place] = rest_per_place(store)
    [frozen] = FrozenPlaces(store).since(place)
    return frozen.changes
