"""What cannot be on the planning board, why, and the nearest way out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.domain.board_openings import nearest_start
from zorgarrangeur_tui.domain.board_values import BoardNeed, BoardProfessional, BoardSchool, BoardVisit
from zorgarrangeur_tui.domain.planning_clashes import Clash, ClashKind, clashes

SCHOOL = BoardSchool("s", "De Wilgenboog", ((510, 870), (510, 870), None, (510, 870), (510, 750)))
OTHER_SCHOOL = BoardSchool("o", "De Molenkade", ((510, 870),) * 5)
NOOR = BoardProfessional("n", "Noor", "zorg", frozenset({"personal_care"}), False, ())
CARE = BoardNeed("care", "personal_care")
NURSING = BoardNeed("nursing", "nursing")
FEEDING = BoardNeed("feeding", "personal_care", reserved_act=True)


def visit(key: str = "v", start: int = 540, minutes: int = 60, **other: Any) -> BoardVisit:
    """Return a weekly visit of Noor on Monday."""
    return replace(BoardVisit(key, "n", "s", 0, start, minutes, "weekly"), **other)


def found(*visits: BoardVisit, staff: tuple[BoardProfessional, ...] = (NOOR,)) -> list[Clash]:
    """Return the clashes of these visits."""
    return clashes(visits, staff, [SCHOOL, OTHER_SCHOOL], [CARE, NURSING, FEEDING])


def test_a_plan_that_is_right_has_no_clashes() -> None:
    """Two visits that touch are no double booking."""
    assert found(visit("a", 540, serves=("care",)), visit("b", 600, school_id="o")) == []


def test_a_professional_cannot_be_in_two_places_at_once() -> None:
    """The later visit is reported, with the place of the other one and the first time that is free."""
    (clash,) = found(visit("a", 540), visit("b", 570, school_id="o"))
    assert (clash.visit_id, clash.other_id, clash.kind) == ("b", "a", ClashKind.DOUBLE_BOOKED)
    assert clash.sentence == (
        "Noor heeft op maandag van 9:00 tot 10:00 al een ander bezoek bij De Wilgenboog. Het kan wel om 10:00."
    )


def test_a_closed_day_is_no_way_out_of_a_double_booking() -> None:
    """The next day with school is."""
    double = found(visit("a", weekday=2), visit("b", weekday=2))[1]
    assert double.kind is ClashKind.DOUBLE_BOOKED
    assert double.sentence.endswith("Die dag past het niet; het kan wel op donderdag om 9:00.")


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [("weekly", "even", True), ("weekly", "odd", True), ("even", "even", True), ("even", "odd", False)],
)
def test_only_visits_of_the_same_week_meet(one: str, other: str, meet: bool) -> None:
    """Even and odd weeks share the same hour without harm."""
    assert bool(found(visit("a", rhythm=one), visit("b", rhythm=other))) == meet


def test_visits_of_nobody_do_not_clash() -> None:
    """A visit may wait for a professional."""
    assert found(visit("a", professional_id=""), visit("b", professional_id="")) == []


def test_a_visit_lies_within_the_hours_of_the_school() -> None:
    """The sentence names the hours and the nearest time within."""
    (clash,) = found(visit(start=840))
    assert clash.kind is ClashKind.OUTSIDE_SCHOOL_HOURS
    assert clash.sentence == (
        "Dit bezoek (14:00 tot 15:00) valt buiten de schooltijd van De Wilgenboog: op maandag van 8:30 tot 14:30. "
        "Het kan wel om 13:30."
    )


@pytest.mark.parametrize("day", [2, 5])
def test_a_visit_needs_a_day_with_school(day: int) -> None:
    """On a closed day, or in the weekend, the sentence names the open days."""
    (clash,) = found(visit(weekday=day))
    assert "dicht. Kies een andere dag: maandag, dinsdag, donderdag, vrijdag." in clash.sentence


def test_unknown_hours_and_availability_are_not_checked() -> None:
    """What nobody filled in cannot clash."""
    assert clashes([visit(start=0)], [NOOR], [BoardSchool("s", "De Wilgenboog")], []) == []


def test_a_visit_lies_within_the_availability() -> None:
    """Windows that touch are one; on a day without any, the nearest other day is offered."""
    noor = replace(NOOR, availability=((0, 510, 600), (0, 600, 660), (3, 480, 720)))
    assert found(visit(start=570), staff=(noor,)) == []
    (late,) = found(visit(start=630), staff=(noor,))
    assert late.kind is ClashKind.OUTSIDE_AVAILABILITY
    assert late.sentence.endswith("beschikbaar; dit bezoek is van 10:30 tot 11:30. Het kan wel om 10:00.")
    (away,) = found(visit(weekday=1), staff=(noor,))
    assert away.sentence == (
        "Noor is op dinsdag niet beschikbaar. Die dag past het niet; het kan wel op donderdag om 9:00."
    )


def test_a_visit_that_fits_nowhere_says_so() -> None:
    """The way out is then somebody else or a shorter visit."""
    noor = replace(NOOR, availability=((0, 540, 570),))
    (clash,) = found(visit(), staff=(noor,))
    assert clash.sentence.endswith(
        "Deze week past het niet; kies een andere zorgprofessional of maak het bezoek korter."
    )


def test_a_missing_skill_names_somebody_who_has_it() -> None:
    """A free colleague of the same provider goes first."""
    ali = BoardProfessional("a", "Ali", "elders", frozenset({"nursing"}), True, ((0, 480, 1020),))
    zoe = replace(ali, id="z", name="Zoë", provider_id="zorg")
    (clash,) = found(visit(serves=("nursing",)), staff=(NOOR, ali, zoe))
    assert clash.kind is ClashKind.SKILL_MISSING
    assert clash.sentence == "Noor geeft geen verpleging. Zoë kan dit wel en is dan vrij."


def test_a_colleague_who_is_busy_or_unknown_is_no_way_out() -> None:
    """Then the sentence asks for another time."""
    busy = BoardProfessional("b", "Bas", "zorg", frozenset({"nursing"}), True, ((0, 480, 1020),))
    unknown = replace(busy, id="u", name="Uma", availability=())
    (clash,) = found(visit(serves=("nursing",)), visit("w", professional_id="b"), staff=(NOOR, busy, unknown))
    assert "Niemand anders" in clash.sentence


def test_each_missing_skill_is_told_once() -> None:
    """Three pupils who need nursing are one clash of the visit."""
    more = [replace(NURSING, id=f"nursing {number}") for number in range(3)]
    answer = clashes([visit(serves=tuple(need.id for need in more))], [NOOR], [SCHOOL], more)
    assert [clash.kind for clash in answer] == [ClashKind.SKILL_MISSING]


def test_a_reserved_act_asks_for_competence() -> None:
    """Whoever gives personal care may not therefore give tube feeding (Wet BIG)."""
    (clash,) = found(visit(serves=("feeding",)))
    assert clash.kind is ClashKind.COMPETENCE_MISSING
    assert "Noor is daarvoor niet bevoegd" in clash.sentence
    assert found(visit(serves=("feeding",)), staff=(replace(NOOR, reserved_acts=True),)) == []


VISITS = st.builds(
    visit,
    key=st.sampled_from("bcdefg"),
    start=st.integers(480, 900),
    minutes=st.integers(5, 120),
    rhythm=st.sampled_from(("weekly", "even", "odd")),
)
WINDOWS = st.lists(st.tuples(st.just(0), st.integers(450, 700), st.integers(600, 1000)), max_size=3)


@given(VISITS, st.lists(VISITS, max_size=5, unique_by=lambda one: one.id), WINDOWS)
def test_the_offered_time_is_the_nearest_at_which_nothing_clashes(
    moved: BoardVisit, others: list[BoardVisit], windows: list[tuple[int, int, int]]
) -> None:
    """No minute of the day is nearer and fits; when none is offered, none fits."""
    noor = replace(NOOR, availability=tuple(window for window in windows if window[1] < window[2]))
    moved = replace(moved, id="a")
    agenda = [other for other in others if other.rhythm != "odd" or moved.rhythm != "even"]

    def fits(start: int) -> bool:
        tried = replace(moved, start_minute=start)
        alone = clashes([tried], [noor], [SCHOOL], [])
        return not alone and not any(tried.overlaps(other) for other in agenda)

    fitting = [start for start in range(510, 870) if fits(start)]
    expected = min(fitting, key=lambda start: (abs(start - moved.start_minute), start), default=None)
    assert nearest_start(moved, noor, SCHOOL, agenda) == expected
