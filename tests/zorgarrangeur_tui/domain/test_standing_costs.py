"""Costs that go on: agreed minus declared minutes, of weeks with an absent pupil of which all is known."""

from __future__ import annotations

from datetime import date, timedelta

from tick_samples import MONDAY, NEEDS, line, ticked

from storage.models.codes import Law
from storage.models.planning_codes import CancellationCause
from zorgarrangeur_tui.domain.cancellation_causes import (
    Side,
    all_cause_rules,
    cause_rule,
    cause_words,
    side_of,
    standing_cost_rule,
)
from zorgarrangeur_tui.domain.standing_costs import CostTitle, StandingCost, scheme_words, standing_costs
from zorgarrangeur_tui.domain.tick_totals import need_weeks
from zorgarrangeur_tui.domain.ticking import TickLine

WEEK = timedelta(days=7)
TITLE = CostTitle("titel", "pv", Law.LONG_TERM_CARE_ACT)
ABSENT = {"cause": CancellationCause.PUPIL_ABSENT, "absent_needs": ("pv",)}


def costs(found: list[TickLine], agreed: int | None = 120, cents: int | None = 5000) -> list[StandingCost]:
    """Return the costs of the title of one need, at an hour's price."""
    mondays = sorted({one.day - timedelta(days=one.day.weekday()) for one in found})
    weeks = need_weeks(found, NEEDS, lambda key, _: agreed if key == "pv" else 0, mondays)
    return list(standing_costs(weeks, lambda key, _: TITLE if key == "pv" else None, lambda _, __: cents))


def test_only_weeks_with_an_absent_pupil_are_reckoned() -> None:
    """Agreed 2 hours, declared 1: an hour goes on. The week after, in which less was declared too, counts for nothing."""
    [found] = costs(
        [
            ticked(0, declared=0, **ABSENT),
            ticked(60, declared=60, visit_id="b", day=MONDAY + timedelta(days=1)),
            ticked(30, declared=30, visit_id="c", day=MONDAY + WEEK, cause=CancellationCause.SCHOOL_ACTIVITY),
        ]
    )
    assert (found.weeks, found.agreed, found.declared, found.minutes) == ((MONDAY,), 120, 60, 60)
    assert found.euros == 50


def test_a_week_of_which_something_is_not_known_is_not_reckoned() -> None:
    """Not ticked off, or ticked off and not declared: both are told as open."""
    week_later = {"day": MONDAY + WEEK, "visit_id": "b"}
    [found] = costs(
        [
            ticked(0, declared=0, **ABSENT),
            line(visit_id="c", day=MONDAY + timedelta(days=2)),
            ticked(0, **ABSENT, **week_later),
        ]
    )
    assert (found.weeks, found.minutes, found.open_weeks, found.euros) == ((), 0, 2, None)


def test_without_an_agreement_or_a_tariff_nothing_is_made_up() -> None:
    """Nothing agreed: nothing to reckon. No tariff: minutes only. More declared than agreed: nothing, not less."""
    absent = [ticked(0, declared=0, **ABSENT)]
    [unknown] = costs(absent, agreed=None)
    assert (unknown.without_agreement, unknown.minutes, unknown.euros) == (True, 0, None)
    [unpriced] = costs(absent, cents=None)
    assert (unpriced.minutes, unpriced.euros) == (120, None)
    [more] = costs([*absent, ticked(60, declared=240, visit_id="b")])
    assert more.minutes == 0
    assert costs([ticked(60, declared=60)]) == []


def test_money_is_in_whole_euros_a_half_counted_up() -> None:
    """90 minutes at 51,00 is 76,50."""
    [found] = costs([ticked(0, declared=0, **ABSENT)], agreed=90, cents=5100)
    assert found.euros == 77


def test_the_scheme_ended_and_the_app_says_to_find_out_what_holds() -> None:
    """Minutes of weeks in which it held are told apart."""
    rule = standing_cost_rule(Law.LONG_TERM_CARE_ACT, MONDAY)
    assert rule is not None
    assert [rule.holds_on(day) for day in (date(2023, 5, 31), date(2025, 8, 31), date(2025, 9, 1))] == [
        False,
        True,
        False,
    ]
    assert scheme_words(rule, MONDAY) == "Deze regeling liep tot 1-9-2025; ga na wat nu geldt."
    assert standing_cost_rule(Law.YOUTH_ACT, MONDAY) is None
    [then] = costs([ticked(0, declared=0, day=date(2025, 3, 3), **ABSENT)])
    [now] = costs([ticked(0, declared=0, **ABSENT)])
    assert (then.minutes_in_scheme, now.minutes_in_scheme) == (120, 0)


def test_every_cause_lies_with_somebody_and_an_unknown_one_with_nobody_known() -> None:
    """A cause of a newer version is not guessed at."""
    assert {rule.id for rule in all_cause_rules()} == set(CancellationCause)
    assert side_of(CancellationCause.PROFESSIONAL_NO_SHOW, MONDAY) is Side.PROVIDER
    assert side_of("", MONDAY) is Side.UNKNOWN
    assert cause_rule("newer", MONDAY) is None
    assert cause_words("") == "reden niet ingevuld"
