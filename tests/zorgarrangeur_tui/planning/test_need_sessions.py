"""How the minutes of a week become sessions."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from storage.models import CareNeed, VisitPattern
from storage.models.codes import CareForm, CareKind, MomentRule, Rhythm
from zorgarrangeur_tui.planning.need_sessions import Sessions, sessions_of

DAY = date(2026, 11, 23)
WEEK = range(5)


def need(**fields: object) -> CareNeed:
    """Return a need of guidance."""
    return CareNeed(**{"kind": CareKind.INDIVIDUAL_GUIDANCE, **fields})


def visit(minutes: int, rhythm: str = Rhythm.WEEKLY, serves: tuple[str, ...] = ("n",)) -> VisitPattern:
    """Return a visit of so many minutes."""
    return VisitPattern(duration_minutes=minutes, rhythm=rhythm, serves=list(serves))


def test_a_fixed_moment_is_a_session_on_each_of_its_days() -> None:
    """150 minutes at noon are half an hour a day; on a day that the pupil is away there is none."""
    noon = need(moment_rule=MomentRule.FIXED, moment_start=720)
    assert sessions_of(noon, 150, WEEK, (), DAY) == (Sessions(30, 5, days=(0, 1, 2, 3, 4), window=(720, 720)),)
    assert sessions_of(noon, 25, WEEK, (), DAY) == (Sessions(13, 2, days=(0, 1, 2, 3, 4), window=(720, 720)),)
    some = need(moment_rule=MomentRule.FIXED, moment_start=720, moment_weekdays=[0, 2])
    assert sessions_of(some, 60, (0, 1), (), DAY) == (Sessions(60, 1, days=(0,), window=(720, 720)),)


def test_a_window_leaves_the_start_free_as_far_as_the_session_fits() -> None:
    """Half an hour between nine and ten may start until half past nine."""
    window = need(moment_rule=MomentRule.WINDOW, moment_start=540, moment_end=600, moment_weekdays=[1])
    assert sessions_of(window, 30, WEEK, (), DAY) == (Sessions(30, 1, days=(1,), window=(540, 570)),)


def test_visits_that_give_just_what_is_asked_keep_their_number_and_length() -> None:
    """An hour and a half hour stay so; fortnightly care stays fortnightly."""
    assert sessions_of(need(), 90, WEEK, (visit(60), visit(30)), DAY) == (Sessions(60, 1), Sessions(30, 1))
    assert sessions_of(need(), 30, WEEK, (visit(60, Rhythm.ODD),), DAY) == (Sessions(60, 1, weekly=False),)
    mixed = visit(30), visit(60, Rhythm.EVEN)
    assert sessions_of(need(), 60, WEEK, mixed, DAY) == (Sessions(30, 1), Sessions(60, 1, weekly=False))


def test_what_the_visits_of_today_do_not_give_comes_beside_them() -> None:
    """The hour stays and half an hour is added. More than is asked, or a few minutes short: the whole is divided anew."""
    assert sessions_of(need(), 90, WEEK, (visit(60),), DAY) == (Sessions(60, 1), Sessions(30, 1))
    assert sessions_of(need(), 45, WEEK, (visit(60),), DAY) == (Sessions(45, 1),)
    assert sessions_of(need(), 65, WEEK, (visit(60),), DAY) == sessions_of(need(), 65, WEEK, (), DAY)
    assert sessions_of(need(), 60, WEEK, (visit(60, serves=("n", "other")),), DAY) == (Sessions(60, 1),)


def test_otherwise_the_dated_assumption_divides_the_week() -> None:
    """Guidance goes by three quarters of an hour, a group by the hour, nursing by the half hour."""
    assert sessions_of(need(), 90, WEEK, (), DAY) == (Sessions(45, 2),)
    assert sessions_of(need(form=CareForm.GROUP), 120, WEEK, (), DAY) == (Sessions(60, 2),)
    assert sessions_of(need(kind=CareKind.NURSING), 90, WEEK, (), DAY) == (Sessions(30, 3),)
    assert sessions_of(need(), 0, WEEK, (), DAY) == ()
    assert sessions_of(need(), 60, (), (), DAY) == ()


@given(st.integers(1, 2400), st.sets(st.integers(0, 4), min_size=1), st.sampled_from(list(CareKind)))
def test_sessions_together_are_never_short_and_at_most_a_minute_each_too_long(
    minutes: int, days: set[int], kind: CareKind
) -> None:
    """On no more days than there are."""
    [sessions] = sessions_of(need(kind=kind), minutes, days, (), DAY)
    assert 0 <= sessions.minutes * sessions.count - minutes < sessions.count <= len(days)
