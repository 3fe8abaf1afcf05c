"""Budgets of a school against what is planned, and which pot pays which part of a visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from check_samples import MONDAY, SCHOOL
from hypothesis import given
from hypothesis import strategies as st

from storage.models.casework_codes import FundingSource, TitleState
from storage.models.codes import Law, Rhythm
from zorgarrangeur_tui.domain.board_values import BoardVisit
from zorgarrangeur_tui.domain.budgets import (
    NO_POT,
    BudgetValue,
    PaidNeed,
    divided,
    fortnight_minutes,
    hours_words,
    portion_weights,
    portions,
    week_budget,
)
from zorgarrangeur_tui.domain.funding import Title
from zorgarrangeur_tui.domain.plan_checks import budget_exceeded
from zorgarrangeur_tui.domain.visit_findings import FindingKind, Severity
from zorgarrangeur_tui.insight.care_lines import payments, pot_weights

YOUTH, EMB = FundingSource.YOUTH_ACT, FundingSource.EMB_SCHEME
YEAR = BudgetValue("year", YOUTH, 120, starts_on=date(2026, 8, 1), ends_on=date(2027, 7, 31))
EXTRA = BudgetValue("extra", EMB, 60, starts_on=date(2027, 1, 1))
MONEY = BudgetValue("money", EMB, cents=1_000_000)


def visit(minutes: int = 60, rhythm: str = Rhythm.WEEKLY, key: str = "v") -> BoardVisit:
    """Return a visit on Monday."""
    return BoardVisit(key, "n", "s", 0, 540, minutes, rhythm)


def test_only_budgets_that_hold_on_the_day_count_together() -> None:
    """The extra one begins in January; one with only an amount leaves the whole open."""
    assert week_budget((YEAR, EXTRA), MONDAY).minutes == 120
    assert week_budget((YEAR, EXTRA), date(2027, 1, 4)).minutes == 180
    assert week_budget((), MONDAY).minutes is None
    assert not week_budget((YEAR, MONEY), MONDAY).whole


def test_more_hours_than_the_budget_is_a_soft_finding_that_says_how_much() -> None:
    """A visit every other week counts for half of it; what is just enough is fine, and so is what is not known."""
    school = replace(SCHOOL, budgets=(YEAR,))
    assert budget_exceeded(school, [visit(120)], MONDAY) is None
    finding = budget_exceeded(school, [visit(120), visit(30, Rhythm.ODD)], MONDAY)
    assert finding is not None
    assert (finding.kind, finding.severity, finding.about) == (FindingKind.BUDGET_EXCEEDED, Severity.SOFT, ("s",))
    assert finding.sentence == (
        "De Wilgenboog: gepland is 2 u 15 min per week, 15 min meer dan het budget van 2 u. Haal 15 min per week weg, of "
        "spreek een hoger budget af en schrijf dat op (B op het bord)."
    )
    for unknown in ((), (MONEY,), (YEAR, MONEY)):
        assert budget_exceeded(replace(SCHOOL, budgets=unknown), [visit(600)], MONDAY) is None


def test_hours_are_told_against_the_budget() -> None:
    """With the share that is used; without hours it says what there is."""
    assert fortnight_minutes([visit(60), visit(60, Rhythm.EVEN), visit(60, "unknown")]) == 180
    assert hours_words(180, week_budget((YEAR,), MONDAY)) == "1 u 30 min van 2 u per week (75 %)"
    assert hours_words(180, week_budget((), MONDAY)) == "1 u 30 min per week, geen budget"
    assert hours_words(180, week_budget((MONEY,), MONDAY)) == "1 u 30 min per week, budget alleen in euro"
    assert hours_words(180, week_budget((YEAR, MONEY), MONDAY)).endswith("(75 %), en een budget in euro")


def test_a_need_weighs_on_each_pot_by_what_its_titles_pay() -> None:
    """What is asked, over, not known yet or beyond what was granted is no pot."""
    youth = Title(Law.YOUTH_ACT, TitleState.PRESENT, 60)
    shared = Title(Law.YOUTH_ACT, TitleState.PRESENT, 120, shares=("emb_scheme:75", "unknown:25"))

    def weights(*titles: Title) -> dict[str, Fraction]:
        return dict(pot_weights(payments(180, titles, MONDAY)))

    assert weights(youth, shared) == {NO_POT: Fraction(1, 6), EMB: Fraction(1, 2), YOUTH: Fraction(1, 3)}
    assert weights(youth) == {NO_POT: Fraction(2, 3), YOUTH: Fraction(1, 3)}
    assert weights(replace(youth, state=TitleState.REQUESTED)) == {NO_POT: 1}
    assert weights(replace(youth, ends_on=date(2026, 1, 1))) == {NO_POT: 1}


def test_a_visit_is_paid_by_what_each_need_asks_and_a_tariff_counts_every_pupil_of_a_group() -> None:
    """A visit without a known need belongs to no pot."""
    needs = {
        "a": PaidNeed("a", 60, pots=((YOUTH, 1),)),
        "b": PaidNeed("b", 30, pots=((YOUTH, 1), (EMB, 1))),
        "g": PaidNeed("g", 60, group=True, pots=((YOUTH, 1),)),
        "h": PaidNeed("h", 60, group=True),
    }
    found = portions({"v": 90, "w": 60, "x": 15}, {"v": ("a", "b"), "w": ("g", "h", "g"), "x": ("gone",)}, needs)
    assert [(one.visit_id, one.pot, one.minutes, one.tariff_minutes) for one in found] == [
        ("v", YOUTH, 60, 60),
        ("v", YOUTH, 15, 15),
        ("v", EMB, 15, 15),
        ("w", YOUTH, 30, 60),
        ("w", NO_POT, 30, 60),
        ("x", NO_POT, 15, 15),
    ]


@given(total=st.integers(0, 10_000), weights=st.lists(st.integers(0, 400), min_size=1, max_size=9))
def test_dividing_loses_nothing_and_no_part_is_a_whole_unit_off(total: int, weights: list[int]) -> None:
    """The parts together are the whole, each within one of its exact share."""
    parts = divided(total, weights)
    assert sum(parts) == total
    whole = sum(weights)
    if whole:
        assert all(abs(part * whole - total * weight) < whole for part, weight in zip(parts, weights, strict=True))
    else:
        assert max(parts) - min(parts) <= 1


@given(
    time=st.integers(0, 500),
    served=st.lists(
        st.tuples(st.integers(0, 300), st.booleans(), st.dictionaries(st.sampled_from("pqr"), st.integers(0, 9))),
        max_size=4,
    ),
)
def test_whole_minutes_follow_the_exact_parts_of_a_visit(
    time: int, served: list[tuple[int, bool, dict[str, int]]]
) -> None:
    """The exact parts are 1 together; whole minutes are the time together, and none is a whole minute off its part."""
    needs = {
        str(number): PaidNeed(str(number), minutes, group, tuple(pots.items()))
        for number, (minutes, group, pots) in enumerate(served)
    }
    weights = portion_weights(needs, needs)
    found = portions({"v": time}, {"v": tuple(needs)}, needs)
    assert sum(one.weight for one in weights) == 1
    assert sum(one.minutes for one in found) == time
    assert [(one.need_id, one.pot) for one in weights] == [(one.need_id, one.pot) for one in found]
    assert all(abs(whole.minutes - time * exact.weight) < 1 for whole, exact in zip(found, weights, strict=True))
