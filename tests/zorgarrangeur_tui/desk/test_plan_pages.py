"""Views of the plan from the store: every visit is in them, closed schools and other ways of counting weeks are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest

from storage.errors import RecordMissing
from storage.models import (
    CareLocation,
    CareNeed,
    Case,
    Childcare,
    OwnDay,
    Professional,
    Provider,
    Pupil,
    School,
    VisitPattern,
    site_id,
)
from storage.models.codes import Rhythm
from storage.store import Store
from zorgarrangeur_tui.demo.region import invented_region
from zorgarrangeur_tui.desk.plan_view_paths import beside, other_week
from zorgarrangeur_tui.desk.plan_views import PlanAsk, plan_page, visits_serving
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.domain.clock import week_is_even
from zorgarrangeur_tui.domain.plan_view_values import BlockKind, ViewKind
from zorgarrangeur_tui.domain.record_values import in_force

MONDAY = date(2026, 11, 23)
BELLS = [[510, 870]] * 5


def filled(store: Store, **school: object) -> tuple[School, Professional, Pupil, CareNeed, VisitPattern]:
    """Store a school with one child, one professional, and a visit on Monday at nine in the even weeks."""
    at = School(id=site_id("99ZZ00"), site_code="99ZZ00", name="De Wilg", bell_times=BELLS, **school)
    provider = Provider(name="Zorg Zonnig")
    person = Professional(name="Anna Bos", provider_id=provider.id)
    case = Case(title="Zorg", school_id=at.id)
    pupil = Pupil(case_id=case.id, pseudonym="Blauwe Otter")
    need = CareNeed(case_id=case.id, pupil_id=pupil.id)
    visit = VisitPattern(
        school_id=at.id, professional_id=person.id, weekday=0, start_minute=540, rhythm=Rhythm.EVEN, serves=[need.id]
    )
    with store.unit_of_work("Klaargezet") as work:
        work.add(at, provider, person, case, pupil, need, visit)
    return at, person, pupil, need, visit


def test_the_weeks_of_all_professionals_hold_every_visit_in_force_once(make_store: Callable[[], Store]) -> None:
    """On an invented region, as do the weeks of all providers; without those that have not begun or are over."""
    store = make_store()
    with store.unit_of_work("Oefenregio") as work:
        work.add(*invented_region(1, 3, today=MONDAY))
    some = living(store, VisitPattern)[:2]
    with store.unit_of_work("Voorbij en nog niet begonnen") as work:
        work.change(work.get(VisitPattern, some[0].id), {"ends_on": date(2026, 11, 22)})
        work.change(work.get(VisitPattern, some[1].id), {"starts_on": date(2026, 11, 24)})
    for kind, model in ((ViewKind.PROFESSIONAL, Professional), (ViewKind.PROVIDER, Provider)):
        pages = [plan_page(store, PlanAsk(kind, one.id)) for one in living(store, model)]
        found = Counter(key for page in pages for key in page.visits)
        assert found == Counter(visit.id for visit in living(store, VisitPattern) if in_force(visit, MONDAY))
        assert len(found) > 50


def test_one_week_holds_what_takes_place_in_it(make_store: Callable[[], Store]) -> None:
    """Both weeks show the visit of the even weeks; the odd week alone does not."""
    store = make_store()
    _, person, *_, visit = filled(store)
    both = PlanAsk(ViewKind.PROFESSIONAL, person.id)
    this_week = other_week(both, MONDAY)
    following = other_week(this_week, MONDAY)
    assert (this_week.day, following.day, other_week(following, MONDAY)) == (MONDAY, date(2026, 11, 30), both)
    assert [set(plan_page(store, ask).visits) for ask in (both, this_week, following)] == [
        {visit.id},
        {visit.id},
        set(),
    ]


def test_after_week_53_the_other_week_is_two_weeks_on() -> None:
    """Week 53 and week 1 are both odd: flipping always gives a week of the other sort. A day goes there and back."""
    in_week_53 = date(2026, 12, 29)
    week = other_week(PlanAsk(ViewKind.PROVIDER, "p"), in_week_53)
    following = other_week(week, in_week_53)
    assert following.day is not None
    assert (following.day, week_is_even(following.day)) == (date(2027, 1, 11), True)
    day = PlanAsk(ViewKind.DAY, day=in_week_53)
    there = other_week(day, in_week_53)
    assert there.day == date(2027, 1, 12)


@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2026, 5, 6)])
def test_a_day_flips_to_the_other_week_and_back(today: date) -> None:
    """The same weekday, and the day where one began."""
    day = PlanAsk(ViewKind.DAY, day=today)
    assert other_week(other_week(day, today), today) == day


def test_a_school_that_counts_otherwise_is_followed_and_named(make_store: Callable[[], Store]) -> None:
    """Its even week is this one only when its own count says so."""
    store = make_store()
    _, person, *_, visit = filled(store, fortnight_anchor=date(2026, 11, 30))
    this_week = plan_page(store, PlanAsk(ViewKind.PROFESSIONAL, person.id, MONDAY))
    following = plan_page(store, PlanAsk(ViewKind.PROFESSIONAL, person.id, date(2026, 11, 30)))
    assert (set(this_week.visits), set(following.visits)) == (set(), {visit.id})
    assert following.otherwise == ("De Wilg",)


def test_a_closed_school_cancels_the_visit_in_that_week(make_store: Callable[[], Store]) -> None:
    """It stays in sight with the reason; in both weeks together, the plan itself, it is as always."""
    store = make_store()
    school, person, *_, visit = filled(store)
    with store.unit_of_work("Studiedag") as work:
        work.add(OwnDay(school_id=school.id, first_day=MONDAY, name="Studiedag team"))
    page = plan_page(store, PlanAsk(ViewKind.PROFESSIONAL, person.id, MONDAY))
    assert [(block.key, block.kind) for block in page.view.blocks] == [(visit.id, BlockKind.CANCELLED)]
    assert "Studiedag team" in page.shown[0].why_not
    usual = plan_page(store, PlanAsk(ViewKind.PROFESSIONAL, person.id))
    assert [block.kind for block in usual.view.blocks] == [BlockKind.VISIT]


def test_a_day_shows_childcare_that_holds_then_and_the_bells(make_store: Callable[[], Store]) -> None:
    """Of all schools; childcare that ended is not there."""
    store = make_store()
    school, _, pupil, need, visit = filled(store)
    with store.unit_of_work("Opvang") as work:
        about = {"case_id": need.case_id, "pupil_id": pupil.id, "name": "De Kikker"}
        work.add(
            Childcare(**about, windows=[[0, 420, 510], [1, 870, 1110]]),
            Childcare(**about, windows=[[0, 870, 1110]], ends_on=date(2026, 11, 22)),
        )
    page = plan_page(store, PlanAsk(ViewKind.DAY))
    assert page.ask.day == MONDAY
    shown = {(block.kind, block.start, block.end) for block in page.view.blocks}
    assert shown == {
        (BlockKind.VISIT, 540, 600),
        (BlockKind.CHILDCARE, 420, 510),
        (BlockKind.ARRIVAL, 495, 510),
        (BlockKind.LEAVING, 870, 885),
    }
    assert [column.key for column in page.view.columns] == [school.id]
    tuesday = plan_page(store, PlanAsk(ViewKind.DAY, day=date(2026, 11, 24)))
    assert (len(tuesday.visits), len(tuesday.childcare)) == (0, 1)
    assert visit.id in page.visits


def test_the_week_of_a_child_tells_about_no_other_child(make_store: Callable[[], Store]) -> None:
    """Also when a visit serves two of them."""
    store = make_store()
    _, _, pupil, need, visit = filled(store)
    other = Pupil(case_id=need.case_id, pseudonym="Zilveren Egel")
    other_need = CareNeed(case_id=need.case_id, pupil_id=other.id)
    with store.unit_of_work("Nog een kind") as work:
        work.add(other, other_need)
        work.change(work.get(VisitPattern, visit.id), {"serves": [need.id, other_need.id]})
    page = plan_page(store, PlanAsk(ViewKind.PUPIL, pupil.id))
    assert (page.title, set(page.visits), set(page.pseudonyms)) == ("Blauwe Otter", {visit.id}, {pupil.id})


def test_the_next_one_goes_round_by_name(make_store: Callable[[], Store]) -> None:
    """Children go round within their school; a day passes over a weekend without visits."""
    store = make_store()
    _, person, pupil, need, _ = filled(store)
    second = Professional(name="Bram Vos", provider_id=person.provider_id)
    elsewhere = Case(title="Elders", school_id=site_id("99ZZ01"))
    with store.unit_of_work("Meer") as work:
        work.add(second, elsewhere, Pupil(case_id=elsewhere.id, pseudonym="Andere School"))
        work.add(Pupil(case_id=need.case_id, pseudonym="Zilveren Egel"))
    anna = PlanAsk(ViewKind.PROFESSIONAL, person.id)
    assert beside(store, anna, 1).subject_id == second.id
    assert beside(store, beside(store, anna, 1), 1) == anna
    otter = PlanAsk(ViewKind.PUPIL, pupil.id)
    assert beside(store, beside(store, otter, -1), -1) == otter
    assert plan_page(store, beside(store, otter, 1)).title == "Zilveren Egel"
    friday = PlanAsk(ViewKind.DAY, day=date(2026, 11, 27))
    assert beside(store, friday, 1).day == date(2026, 11, 30)
    assert beside(store, beside(store, friday, 1), -1) == friday


def test_a_visit_at_a_care_location_is_in_every_view(make_store: Callable[[], Store]) -> None:
    """Under the name of that place, which no calendar closes."""
    store = make_store()
    _, person, pupil, need, _ = filled(store)
    place = CareLocation(name="Zorgboerderij De Es")
    visit = VisitPattern(care_location_id=place.id, professional_id=person.id, weekday=0, serves=[need.id])
    with store.unit_of_work("Zorglocatie") as work:
        work.add(place, visit)
    for ask in (
        PlanAsk(ViewKind.PROFESSIONAL, person.id),
        PlanAsk(ViewKind.PUPIL, pupil.id, MONDAY),
        PlanAsk(ViewKind.DAY),
    ):
        page = plan_page(store, ask)
        (shown,) = [one for one in page.shown if one.visit.id == visit.id]
        assert page.facts.school_name(shown.visit.school_id) == "Zorgboerderij De Es"
        assert not shown.why_not


def test_who_is_gone_has_no_view(make_store: Callable[[], Store]) -> None:
    """The sentence is the store's own."""
    store = make_store()
    with pytest.raises(RecordMissing):
        plan_page(store, PlanAsk(ViewKind.PROFESSIONAL, "weg"))


def test_visits_that_serve_a_need_are_found_by_the_whole_id(make_store: Callable[[], Store]) -> None:
    """A part of an id, or a sign that SQL reads as anything, finds nothing."""
    store = make_store()
    *_, need, visit = filled(store)
    assert [one.id for one in visits_serving(store, [need.id])] == [visit.id]
    assert visits_serving(store, [need.id[:8], "%", ""]) == []
