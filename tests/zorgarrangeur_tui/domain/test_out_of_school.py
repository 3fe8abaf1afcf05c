"""A child that stays at home: days counted, a blocker and a day named, and a way on before eighteen."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storage.models import RECORD_TYPES
from storage.models.casework_codes import AfterEighteen
from zorgarrangeur_tui.domain.dated_rules import CHECK_FIRST
from zorgarrangeur_tui.domain.out_of_school import (
    OutOfSchoolFacts,
    all_steps,
    days_at_home,
    escalation_step,
    problems,
    reporting_advice,
    way_on_needed_from,
)

TODAY = date(2026, 11, 23)
WHOLE = OutOfSchoolFacts(
    starts_on=date(2026, 11, 2), target_on=date(2027, 1, 11), blocker="Er is geen verpleging op school."
)
days = st.dates(date(2015, 1, 1), date(2060, 12, 31))


def test_a_track_with_everything_has_no_problems() -> None:
    """Three weeks at home, with a blocker and a day; the child is ten."""
    assert days_at_home(WHOLE, TODAY) == 21
    assert problems(WHOLE, TODAY, birth_year=2016) == ()


@given(st.none() | days, st.none() | days, days)
def test_days_at_home_never_go_down_and_stop_at_the_return(
    starts_on: date | None, ended_on: date | None, day: date
) -> None:
    """Without a first day nobody knows."""
    track = OutOfSchoolFacts(starts_on=starts_on, ended_on=ended_on)
    counted = days_at_home(track, day)
    if starts_on is None or counted is None:
        assert counted is None
        assert starts_on is None
    else:
        next_day = days_at_home(track, day + timedelta(days=1))
        stopped = ended_on is not None and ended_on <= day
        assert counted >= 0
        assert next_day == (counted if stopped or day < starts_on else counted + 1)


def test_no_blocker_no_day_and_a_day_that_passed_are_told() -> None:
    """On the day itself it has not passed."""
    blocker, target = problems(replace(WHOLE, blocker=" ", target_on=None), TODAY, birth_year=2016)
    assert "in de weg" in blocker
    assert "Spreek er een af" in target
    assert problems(replace(WHOLE, target_on=TODAY), TODAY, birth_year=2016) == ()
    (passed,) = problems(replace(WHOLE, target_on=TODAY - timedelta(days=1)), TODAY, birth_year=2016)
    assert "op 22 november 2026" in passed
    assert "eerste dag thuis" in problems(replace(WHOLE, starts_on=None), TODAY, birth_year=2016)[0]


def test_a_child_that_is_back_has_no_problems_left() -> None:
    """Whatever was not filled in."""
    assert problems(OutOfSchoolFacts(ended_on=TODAY), TODAY) == ()
    assert problems(OutOfSchoolFacts(ended_on=TODAY + timedelta(days=1)), TODAY) != ()


def test_the_longer_it_lasts_the_further_help_is_sought() -> None:
    """Four weeks and three months are the steps; once somebody was asked it is not asked again."""
    assert [escalation_step(count, TODAY).id for count in (0, 27, 28, 90, 91, 900)] == [
        "school", "school", "alliance", "alliance", "regional_expert", "regional_expert",
    ]  # fmt: skip
    long = replace(WHOLE, starts_on=date(2026, 6, 1))
    (step,) = problems(long, TODAY, birth_year=2016)
    assert "expertteam" in step
    assert problems(replace(long, escalated_to="Regionaal expertteam"), TODAY, birth_year=2016) == ()


def test_the_way_after_eighteen_is_asked_for_from_seventeen_and_a_half() -> None:
    """With only a year the earliest possible day counts; with a way there is nothing to ask."""
    assert way_on_needed_from(2009, 5, TODAY) == date(2026, 11, 1)
    assert way_on_needed_from(2009, None, TODAY) == date(2026, 7, 1)
    assert problems(WHOLE, TODAY, 2009, 6) == ()
    assert len(problems(WHOLE, date(2026, 11, 1), 2009, 5)) == 1
    (way,) = problems(WHOLE, TODAY, 2009, 5)
    assert "Wmo, Wlz, verlengde jeugdhulp" in way
    assert way.endswith(CHECK_FIRST)
    assert problems(replace(WHOLE, after_eighteen=AfterEighteen.WORK), TODAY, 2009, 5) == ()
    assert "geboortejaar" in problems(WHOLE, TODAY)[0]


def test_absence_is_reported_from_sixteen_hours_in_four_weeks() -> None:
    """The limit itself counts, and both sentences ask to check the rule."""
    below, reached = reporting_advice(16 * 60 - 1, TODAY), reporting_advice(16 * 60, TODAY)
    assert (below.reached, reached.reached) == (False, True)
    assert "16 uur in 4 weken is bereikt" in reached.sentence
    assert below.sentence.endswith(CHECK_FIRST)


def test_the_first_step_starts_on_the_first_day() -> None:
    """So that every number of days has a step; and the facts are named as the record names them."""
    assert min(step.after_days for step in all_steps()) == 0
    assert escalation_step(-1, TODAY).after_days == 0
    assert {field.name for field in fields(OutOfSchoolFacts)} <= set(RECORD_TYPES["out_of_school"].model_fields)
