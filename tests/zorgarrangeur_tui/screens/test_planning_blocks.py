"""From the board of a school to lanes, blocks and hours."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from planning_kit import board_of, small_school

from storage.models import CareNeed, Professional, VisitPattern
from storage.models.codes import CareForm, CareKind, Rhythm
from widgets.week_grid import DayHours
from zorgarrangeur_tui.domain.planning_clashes import Clash, ClashKind
from zorgarrangeur_tui.screens.planning_blocks import (
    FIRST_HOUR,
    LAST_HOUR,
    PRESENT,
    board_blocks,
    board_hours,
    board_lanes,
    board_week,
    clashing_visits,
    first_place,
)

NAMES = st.lists(
    st.lists(st.sampled_from(["Dewi", "Bo", "in", "'t", "Vos", "Bos", "W"]), min_size=1, max_size=3).map(" ".join),
    max_size=8,
    unique=True,
)
VISITS = st.builds(
    VisitPattern,
    weekday=st.integers(0, 6),
    start_minute=st.integers(0, 1439),
    duration_minutes=st.integers(1, 400),
    rhythm=st.sampled_from([*Rhythm, "nieuw"]),
)
BELL_TIMES = st.lists(
    st.one_of(st.just([]), st.tuples(st.integers(0, 700), st.integers(701, 1440)).map(list)), max_size=7
)


def people(*names: str) -> list[Professional]:
    """Return professionals with these names."""
    return [Professional(name=name) for name in names]


def test_a_visit_is_called_after_its_care_and_its_child() -> None:
    """One child is named in full; several are named by their letters."""
    here = small_school()
    one = here.visit(serves=[here.nursing.id])
    both = here.visit(serves=[here.nursing.id, here.guidance.id])
    labels = [block.label for block in board_blocks(board_of(here, one, both))]
    assert labels == ["VP Blauwe Otter", "VP+BI BO ZE"]


def test_a_visit_for_a_group_or_for_nobody_says_so() -> None:
    """A need without a child is the group's; a need that is gone leaves somebody who is just there."""
    here = small_school()
    shared = CareNeed(case_id=here.case.id, kind=CareKind.GROUP_GUIDANCE, form=CareForm.GROUP)
    visits = here.visit(serves=[shared.id]), here.visit(serves=["0" * 32]), here.visit()
    labels = [block.label for block in board_blocks(board_of(here, *visits, needs=(shared,)))]
    assert labels == ["BG groep", PRESENT, PRESENT]


def test_a_block_shows_rhythm_and_lock() -> None:
    """Even and odd weeks carry a letter, every week carries none."""
    here = small_school()
    visits = [here.visit(rhythm=rhythm, locked=rhythm == Rhythm.ODD) for rhythm in Rhythm]
    signs = [(block.rhythm, block.locked) for block in board_blocks(board_of(here, *visits))]
    assert signs == [("", False), ("E", False), ("O", True)]


def test_both_visits_of_a_double_booking_carry_a_warning() -> None:
    """A clash belongs to either of them, and the walk past clashes visits both."""
    here = small_school()
    fine, first, second = here.visit(weekday=3), here.visit(), here.visit()
    clash = Clash(second.id, first.id, "Anna Bos heeft dan al een ander bezoek.", ClashKind.DOUBLE_BOOKED)
    board = board_of(here, first, second, fine, clashes=(clash,))
    assert [block.warning for block in board_blocks(board)] == [True, True, False]
    assert clashing_visits(board) == [first, second]


def test_a_few_professionals_keep_their_whole_name() -> None:
    """With up to three there is often room for it; letters stand by for where there is not."""
    lanes = board_lanes(people("Anna Bos", "Dewi in 't Veldhuisje"))
    assert [(lane.title, lane.short) for lane in lanes] == [("Anna Bos", "AB"), ("Dewi in 't Veldhuisje", "DV")]


def test_many_professionals_go_by_first_names_that_differ() -> None:
    """Two of the same first name get a letter of their last name."""
    lanes = board_lanes(people("Dewi Vos", "Dewi Waterreus", "Lotte Bos", "Bram Bos"))
    assert [lane.title for lane in lanes] == ["Dewi V", "Dewi W", "Lotte", "Bram"]
    assert [lane.short for lane in lanes] == ["DV", "DW", "LB", "BB"]


@given(NAMES)
def test_lanes_differ_whenever_the_names_do(names: list[str]) -> None:
    """No two lanes have the same title, and no short form is wider than a grid takes."""
    lanes = board_lanes(people(*names))
    assert len({lane.title for lane in lanes}) == len(names)
    assert all(len(lane.short) <= 4 for lane in lanes)


def test_a_professional_without_a_name_has_a_lane_all_the_same() -> None:
    """What came in a bundle may be unfinished."""
    (lane,) = board_lanes(people(""))
    assert lane.title == "?"


def test_bell_times_are_open_and_a_quarter_more_is_shown() -> None:
    """The grid widens to whole hours around 8:15 and 14:30, without opening that time."""
    here = small_school()
    hours = board_hours(board_of(here))
    assert hours[:5] == tuple(DayHours(day, first, last) for day, (first, last) in enumerate(here.school.bell_times))
    assert [(item.start, item.end) for item in hours[5:]] == [(495, 495), (870, 870)]


def test_a_school_without_bell_times_is_open_all_day() -> None:
    """Nothing is known to be closed, so nothing is drawn closed; an early visit is within the day."""
    here = small_school()
    here.school.bell_times = []
    hours = board_hours(board_of(here, here.visit(start_minute=435, weekday=5)))
    assert hours == tuple(DayHours(day, 435, 960) for day in range(6))


@given(st.lists(VISITS, max_size=6), BELL_TIMES)
def test_every_visit_of_a_lane_is_on_the_grid(visits: list[VisitPattern], bells: list[list[int]]) -> None:
    """Whatever the bell times and however odd the visit, it is drawn, and the grid can take all values."""
    from widgets.week_content import WeekContent  # noqa: PLC0415 - the law is about what the grid makes of it

    here = small_school()
    here.school.bell_times = bells
    for visit in visits:
        visit.professional_id = here.nurse.id
    week = board_week(board_of(here, *visits))
    shown = WeekContent.of(week.lanes, week.blocks, week.hours, days=5, least_range=(FIRST_HOUR, LAST_HOUR, 15))
    assert set(shown.places) == {visit.id for visit in visits}


def test_the_cursor_begins_at_the_first_bell_of_today() -> None:
    """On Thursday that is Thursday; at the weekend, or on a day without school, the first day with school."""
    here = small_school()
    assert first_place(board_of(here), 3) == (3, 510)
    assert first_place(board_of(here), 6) == (0, 510)
    here.school.bell_times = [[], [525, 840]]
    assert first_place(board_of(here), 0) == (1, 525)
    here.school.bell_times = []
    assert first_place(board_of(here), 2) == (2, FIRST_HOUR)
