"""The plan seen from one side: nothing is lost or shown twice, and a way between schools takes time."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from storage.models.codes import CareKind, Rhythm
from zorgarrangeur_tui.domain.board_values import BoardProfessional, BoardSchool, BoardVisit
from zorgarrangeur_tui.domain.plan_trips import meeting_ids, trips
from zorgarrangeur_tui.domain.plan_view_values import (
    BlockKind,
    PlanChildcare,
    PlanFacts,
    PlanNeed,
    PlanView,
    PlanVisit,
    SchoolOnDay,
)
from zorgarrangeur_tui.domain.plan_views import day_over_schools, week_of_professionals, week_of_pupil
from zorgarrangeur_tui.domain.rhythms import weeks_of
from zorgarrangeur_tui.domain.travel import Place, travel_rule

RULE = travel_rule(date(2026, 11, 23))
PEOPLE = {key: BoardProfessional(key, name) for key, name in (("a", "Anna Bos"), ("b", "Bram Vos"), ("c", "Cas Kok"))}
SCHOOLS = {key: BoardSchool(key, name) for key, name in (("s", "De Wilg"), ("t", "Het Anker"), ("u", "De Es"))}
NEEDS = {
    "n1": PlanNeed("n1", "otter", CareKind.NURSING),
    "n2": PlanNeed("n2", "egel", CareKind.PERSONAL_CARE),
    "n3": PlanNeed("n3", "otter", CareKind.PERSONAL_CARE),
}
PLACES = {"s": Place(52.0, 5.0), "t": Place(52.1, 5.0)}
FACTS = PlanFacts(RULE, people=PEOPLE, schools=SCHOOLS, needs=NEEDS, places=PLACES)
ALL_WEEK = (Rhythm.WEEKLY, Rhythm.EVEN, Rhythm.ODD)


def visit(key: str, start: int, minutes: int = 60, school: str = "s", **changed: object) -> PlanVisit:
    """Return a visit of Anna on Monday, every week unless another rhythm is given."""
    values: dict[str, object] = {"professional_id": "a", "weekday": 0, "rhythm": Rhythm.WEEKLY, "serves": (), **changed}
    one = BoardVisit(id=key, school_id=school, start_minute=start, duration_minutes=minutes, **values)  # type: ignore[arg-type]  # as the test gives them
    return PlanVisit(one, weeks_of(one.rhythm))


@st.composite
def plans(draw: st.DrawFn) -> list[PlanVisit]:
    """Return visits of three professionals at three schools, with any overlap."""
    return [
        visit(
            f"v{number}",
            draw(st.integers(28, 60)) * 15,
            draw(st.integers(1, 10)) * 15,
            draw(st.sampled_from("stu")),
            professional_id=draw(st.sampled_from("abc")),
            weekday=draw(st.integers(0, 6)),
            rhythm=draw(st.sampled_from(ALL_WEEK)),
            serves=tuple(draw(st.lists(st.sampled_from(("n1", "n2", "n3", "gone")), max_size=3))),
        )
        for number in range(draw(st.integers(0, 12)))
    ]


def visit_keys(view: PlanView) -> list[str]:
    """Return the ids of the visits in a view."""
    return [block.key for block in view.blocks if block.kind in {BlockKind.VISIT, BlockKind.CANCELLED}]


@given(plans())
def test_every_visit_is_once_in_the_weeks_of_all_professionals(plan: list[PlanVisit]) -> None:
    """One by one or side by side as a provider shows them: nothing is lost, nothing comes twice."""
    alone = Counter(
        key for person in PEOPLE.values() for key in visit_keys(week_of_professionals([person], plan, FACTS))
    )
    together = Counter(visit_keys(week_of_professionals(list(PEOPLE.values()), plan, FACTS)))
    assert alone == together == Counter(one.visit.id for one in plan)


@given(plans())
def test_every_visit_is_once_in_the_days_of_all_schools(plan: list[PlanVisit]) -> None:
    """In the column of its school."""
    found = Counter(
        (block.key, block.column)
        for day in range(7)
        for block in day_over_schools(day, plan, FACTS, ()).blocks
        if block.kind is BlockKind.VISIT
    )
    assert found == Counter((one.visit.id, one.visit.school_id) for one in plan)


@given(plans())
def test_a_child_sees_just_the_visits_that_serve_it(plan: list[PlanVisit]) -> None:
    """Also when one visit serves it with two kinds of care."""
    found = Counter(visit_keys(week_of_pupil(("otter", "Blauwe Otter"), plan, FACTS)))
    assert found == Counter(one.visit.id for one in plan if {"n1", "n3"} & set(one.visit.serves))


@given(plans())
def test_a_trip_lies_between_its_visits_and_a_short_one_is_marked(plan: list[PlanVisit]) -> None:
    """It never covers the visit after it, and whoever cannot be there in time is marked in every view."""
    view = week_of_professionals(list(PEOPLE.values()), plan, FACTS)
    for trip in view.trips:
        assert trip.earlier.end_minute <= trip.later.start_minute
        assert trip.earlier.professional_id == trip.later.professional_id
        assert not trip.too_short or trip.later.id in view.warned
    for block in view.blocks:
        assert block.start < block.end
        if block.kind is BlockKind.TRAVEL:
            trip = next(one for one in view.trips if one.key == block.key)
            assert trip.earlier.end_minute <= block.start < block.end <= trip.later.start_minute
    by_day = [day_over_schools(day, plan, FACTS, ()).warned for day in range(7)]
    assert frozenset[str]().union(*by_day) == view.warned


def test_the_way_to_the_next_school_is_a_block_right_after_the_visit() -> None:
    """Eleven kilometres by the straight line take half an hour: an hour is enough, a quarter is not."""
    enough = week_of_professionals([PEOPLE["a"]], [visit("1", 540), visit("2", 660, school="t")], FACTS)
    (trip,) = enough.trips
    (block,) = [one for one in enough.blocks if one.kind is BlockKind.TRAVEL]
    assert (block.start, block.end, block.warning) == (600, 600 + trip.needed, False)
    assert not enough.warned
    short = week_of_professionals([PEOPLE["a"]], [visit("1", 540), visit("2", 615, school="t")], FACTS)
    (block,) = [one for one in short.blocks if one.kind is BlockKind.TRAVEL]
    assert (block.start, block.end, block.warning) == (600, 615, True)
    assert short.warned == {"2"}


def test_a_place_that_is_not_known_or_the_same_needs_no_trip() -> None:
    """What is not known is not shown as if it were."""
    assert trips([visit("1", 540), visit("2", 615, school="u")], FACTS) == ()
    assert trips([visit("1", 540), visit("2", 615)], FACTS) == ()


def test_a_trip_has_the_rhythm_of_the_weeks_in_which_it_is_made() -> None:
    """A visit of the even weeks in between leaves the direct way for the odd weeks."""
    plan = [visit("1", 540), visit("2", 630, 30, rhythm=Rhythm.EVEN), visit("3", 720, school="t")]
    assert [(one.earlier.id, one.rhythm) for one in trips(plan, FACTS)] == [("1", Rhythm.ODD), ("2", Rhythm.EVEN)]
    never = [visit("1", 540, rhythm=Rhythm.ODD), visit("2", 660, school="t", rhythm=Rhythm.EVEN)]
    assert trips(never, FACTS) == ()


def test_visits_of_even_and_odd_weeks_do_not_meet() -> None:
    """At the same time they do when one of them is every week."""
    even, odd, weekly = (visit(rhythm, 540, rhythm=rhythm) for rhythm in (Rhythm.EVEN, Rhythm.ODD, Rhythm.WEEKLY))
    assert meeting_ids([even, odd]) == frozenset()
    assert meeting_ids([even, weekly]) == {"even", "weekly"}


def test_a_day_shows_childcare_once_per_window_with_arrival_and_leaving() -> None:
    """Two children with the same window are one block; a school without hours that day has no bell."""
    childcare = [
        PlanChildcare("k1", "otter", "s", "De Kikker", ((0, 420, 510), (1, 420, 510))),
        PlanChildcare("k2", "egel", "s", "De Kikker", ((0, 420, 510),)),
        PlanChildcare("k3", "egel", "t", "De Kikker", ((2, 420, 510),)),
    ]
    schools = [SchoolOnDay("s", (510, 870)), SchoolOnDay("t", None), SchoolOnDay("u", (510, 870))]
    view = day_over_schools(0, [visit("1", 540, school="t")], FACTS, schools, childcare)
    assert [column.title for column in view.columns] == ["De Wilg", "Het Anker"]
    others = [(block.column, block.start, block.end, block.label) for block in view.blocks if block.key != "1"]
    assert others == [("s", 420, 510, "opvang (2)"), ("s", 495, 510, "in 8:30"), ("s", 870, 885, "uit 14:30")]


def test_what_does_not_take_place_is_said_in_the_block() -> None:
    """It needs no trip and meets nothing."""
    away = PlanVisit(visit("1", 540).visit, (), "Kerstvakantie")
    view = week_of_professionals([PEOPLE["a"]], [away, visit("2", 555), visit("3", 615, school="t")], FACTS)
    assert view.blocks[0].label == "vervalt: De Wilg aanwezig"
    assert [trip.earlier.id for trip in view.trips] == ["2"] or view.trips == ()
    assert "1" not in view.warned


def test_columns_that_would_look_the_same_get_a_letter_more() -> None:
    """Where only the short title fits, two people stay apart."""
    people = [BoardProfessional("1", "Anna Bos"), BoardProfessional("2", "Arie Bos"), BoardProfessional("3", "Cas Kok")]
    assert [one.short for one in week_of_professionals(people, [], FACTS).columns] == ["AnB", "ArB", "CK"]
