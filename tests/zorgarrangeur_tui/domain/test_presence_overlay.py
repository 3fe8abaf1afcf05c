"""What is asked against who is there: minutes are neither lost nor made, and "too little" means that nobody could."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storage.models.codes import CareKind, MomentRule
from zorgarrangeur_tui.domain.presence_overlay import able, presence_overlay
from zorgarrangeur_tui.domain.presence_values import (
    AskedCare,
    Balance,
    OverlayDay,
    PresenceOverlay,
    RoomUse,
)
from zorgarrangeur_tui.domain.visit_check_values import CheckedNeed, CheckedProfessional, DayVisit

MONDAY = date(2026, 11, 23)
WEEK = [OverlayDay(MONDAY + timedelta(days=number), (510, 870)) for number in range(5)]
NURSING, GUIDANCE = CareKind.NURSING.value, CareKind.INDIVIDUAL_GUIDANCE.value
ANNA = CheckedProfessional("anna", "Anna Bos", skills=frozenset({NURSING, GUIDANCE}))
BRAM = CheckedProfessional("bram", "Bram Vos", skills=frozenset({GUIDANCE}))
PEOPLE = {"anna": ANNA, "bram": BRAM}


def need(key: str, minutes: int, kind: str = NURSING, **changed: object) -> CheckedNeed:
    """Return a need of a child of its own, changed as asked."""
    return CheckedNeed(key, kind, **{"pupil_id": f"child of {key}", "minutes_needed": minutes, **changed})  # type: ignore[arg-type]  # as the test gives them


def at(asked: CheckedNeed, start: int, *days: int) -> AskedCare:
    """Return a need at a fixed moment on some days."""
    return AskedCare(asked, MomentRule.FIXED, days, start)


def within(asked: CheckedNeed, start: int | None, end: int | None, *days: int) -> AskedCare:
    """Return a need within a window on some days."""
    return AskedCare(asked, MomentRule.WINDOW, days, start, end)


def visit(person: str, start: int, minutes: int = 30, *serves: str, day: int = 0, key: str = "") -> DayVisit:
    """Return a visit on a day of the week."""
    when = MONDAY + timedelta(days=day)
    return DayVisit(key or f"{person} {day} {start}", when, person, "s", start, minutes, serves)


def overlay(asked: list[AskedCare], *visits: DayVisit, rooms: int | None = None, kind: str = "") -> PresenceOverlay:
    """Return the week of these needs and visits."""
    return presence_overlay(WEEK, asked, visits, PEOPLE, rooms=rooms, kind=kind)


def asked_in(found: PresenceOverlay) -> Counter[str]:
    """Return how many minutes each need asks in the week."""
    total: Counter[str] = Counter()
    for slot in found.slots.values():
        for one in slot.needs:
            total[one.asked.need.id] += one.minutes
    return total


@st.composite
def weeks(draw: st.DrawFn) -> tuple[list[AskedCare], list[DayVisit]]:
    """Return needs of every sort, and visits that serve any of them at any time."""
    asked = []
    for number in range(draw(st.integers(0, 5))):
        group = draw(st.booleans())
        one = need(f"n{number}", draw(st.integers(0, 300)), draw(st.sampled_from((NURSING, GUIDANCE))), group=group)
        days = draw(st.lists(st.integers(0, 4), unique=True))
        start = draw(st.integers(510, 800))
        asked.append(
            draw(
                st.sampled_from(
                    (
                        at(one, start, *days),
                        within(one, start, start + 60, *days),
                        within(one, None, 870, *days),
                        AskedCare(one),
                    )
                )
            )
        )
    keys = st.lists(st.sampled_from([f"n{number}" for number in range(5)]), max_size=3)
    visits = [
        visit(
            draw(st.sampled_from(("anna", "bram"))),
            draw(st.integers(30, 60)) * 15,
            draw(st.integers(1, 8)) * 15,
            *draw(keys),
            day=draw(st.integers(0, 4)),
            key=f"v{number}",
        )
        for number in range(draw(st.integers(0, 6)))
    ]
    return asked, visits


@given(weeks())
def test_every_minute_of_a_need_stands_in_the_week_once(week: tuple[list[AskedCare], list[DayVisit]]) -> None:
    """With a moment or a window it is asked wholly, whatever visits give of it; free care is in no half hour."""
    asked, visits = week
    found = overlay(asked, *visits)
    expected = {one.need.id: one.need.minutes_needed for one in asked if not one.is_free}
    assert asked_in(found) == Counter({key: minutes for key, minutes in expected.items() if minutes})
    assert found.free_planned <= found.free_minutes == sum(one.need.minutes_needed for one in asked if one.is_free)


@given(weeks(), st.sampled_from(("anna", "bram")), st.integers(30, 60))
def test_one_more_visit_never_makes_it_shorter(
    week: tuple[list[AskedCare], list[DayVisit]], person: str, quarter: int
) -> None:
    """A visit that serves nobody yet only adds somebody; no half hour is shorter than all that is asked in it."""
    asked, visits = week
    before = overlay(asked, *visits)
    after = overlay(asked, *visits, visit(person, quarter * 15, 60, key="more"))
    for place, slot in before.slots.items():
        assert 0 <= after.slots[place].short <= slot.short <= slot.asked
        assert slot.short >= slot.asked - slot.present_minutes


def test_people_are_divided_as_well_as_can_be() -> None:
    """Anna can do both, Bram only guidance: Bram takes the guidance, whoever is looked at first. Alone, Anna cannot do both."""
    asked = [at(need("g", 30, GUIDANCE), 540, 0), at(need("n", 30), 540, 0)]
    both = overlay(asked, visit("anna", 540), visit("bram", 540)).slots[0, 540]
    assert (both.asked, both.present_minutes, both.short, both.balance) == (60, 60, 0, Balance.ENOUGH)
    alone = overlay(asked, visit("anna", 540)).slots[0, 540]
    assert (alone.short, alone.balance) == (30, Balance.SHORT)
    wrong = overlay([asked[1]], visit("bram", 540)).slots[0, 540]
    assert (wrong.short, able(wrong, asked[1].need, PEOPLE)) == (30, [])


def test_a_reserved_act_asks_for_who_may_do_it() -> None:
    """Also when the kind of care is right."""
    asked = at(need("n", 30, reserved_act=True), 720, 0)
    assert overlay([asked], visit("anna", 720)).slots[0, 720].balance is Balance.SHORT


def test_a_window_stands_where_a_visit_gives_it_and_else_all_over_it() -> None:
    """A visit in the window takes it there; the rest is spread over its days. A visit outside the window does not count."""
    asked = within(need("n", 60), 540, 600, 0)
    spread = overlay([asked])
    assert [spread.slots[0, start].asked for start in (540, 570)] == [30, 30]
    held = overlay([asked], visit("anna", 540, 30, "n"))
    (planned, open_part) = held.slots[0, 540].needs
    assert (planned.minutes, planned.visit is not None) == (30, True)
    assert (open_part.minutes, open_part.visit) == (15, None)
    outside = overlay([asked], visit("anna", 660, 60, "n"))
    assert [outside.slots[0, start].asked for start in (540, 570, 660)] == [30, 30, 0]


def test_a_window_that_is_wide_makes_no_shortage_of_each_half_hour() -> None:
    """A few minutes an hour that anybody can give later are not too little; five minutes at a fixed moment are."""
    wide = overlay([within(need("n", 20), 510, 870, 0)])
    assert 0 < wide.slots[0, 540].short < 5
    assert wide.slots[0, 540].balance is Balance.ENOUGH
    assert overlay([at(need("n", 5), 540, 0)]).slots[0, 540].balance is Balance.SHORT


def test_a_group_asks_for_one_professional() -> None:
    """In a visit always; outside one, for as many as fit."""
    members = [at(need(f"n{number}", 30, group=True, group_size=2), 540, 0) for number in range(4)]
    assert overlay(members).slots[0, 540].asked == 60
    together = overlay(members, visit("anna", 540, 30, *(one.need.id for one in members)))
    assert (together.slots[0, 540].asked, together.slots[0, 540].balance) == (30, Balance.ENOUGH)


def test_free_care_in_a_visit_takes_the_time_of_who_is_there() -> None:
    """Without it there is time to spare."""
    asked = AskedCare(need("n", 30))
    assert overlay([asked], visit("anna", 540)).slots[0, 540].balance is Balance.SPARE
    busy = overlay([asked], visit("anna", 540, 30, "n"))
    assert (busy.slots[0, 540].balance, busy.free_planned, busy.spare) == (Balance.ENOUGH, 30, 0)


def test_on_a_closed_day_nothing_is_asked() -> None:
    """The part of the week that fell on it is not asked on other days."""
    days = [OverlayDay(WEEK[0].day, None, closed=True), *WEEK[1:]]
    found = presence_overlay(days, [at(need("n", 100), 540)], (), PEOPLE)
    assert (0, 540) not in found.slots
    assert found.slots[1, 540].asked == 20


def test_rooms_are_counted_by_visits_at_the_same_moment() -> None:
    """Two visits after each other in a half hour need one room."""
    after = overlay([], visit("anna", 540, 15), visit("bram", 555, 15), rooms=1)
    assert (after.slots[0, 540].rooms_used, after.slots[0, 540].room_use) == (1, RoomUse.FULL)
    at_once = overlay([], visit("anna", 540), visit("bram", 555), rooms=1)
    assert (at_once.slots[0, 540].rooms_used, at_once.slots[0, 540].room_use) == (2, RoomUse.OVER)
    assert overlay([], visit("anna", 540)).slots[0, 540].room_use is RoomUse.FREE


def test_one_kind_of_care_leaves_others_out() -> None:
    """Both what is asked and who does not give it; who gives other care at that time has no time for this."""
    asked = [at(need("g", 30, GUIDANCE), 540, 0), at(need("n", 30), 540, 0)]
    found = overlay(asked, visit("anna", 540), visit("bram", 540), kind=NURSING).slots[0, 540]
    assert ([one.asked.need.id for one in found.needs], [key for key, _ in found.present]) == (["n"], ["anna"])
    busy = overlay(asked, visit("anna", 540, 30, "g"), kind=NURSING).slots[0, 540]
    assert (busy.short, busy.spare) == (30, 0)
