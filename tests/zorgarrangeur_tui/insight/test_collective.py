"""Individual against collective: by hand, and laws that hold whatever is assumed."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.models.casework_codes import FundingSource
from storage.models.codes import CareKind, CountsAsCare, Law
from zorgarrangeur_tui.insight.assumptions import Assumed, assumed_on
from zorgarrangeur_tui.insight.care_lines import CareLine, Giver, Payment
from zorgarrangeur_tui.insight.collective import Comparison, Rest, compare, sensitivity
from zorgarrangeur_tui.insight.collective_words import outcome_lines

DAY = date(2026, 11, 21)
NOW = Rest(providers=9, faces=Fraction(12), entries=Fraction(6))
INDIVIDUAL = (FundingSource.LONG_TERM_CARE_ACT, FundingSource.HEALTH_INSURANCE_ACT)
YOUTH = Payment(Law.YOUTH_ACT, FundingSource.YOUTH_ACT, Fraction(1))
WLZ = Payment(Law.LONG_TERM_CARE_ACT, FundingSource.LONG_TERM_CARE_ACT, Fraction(1))


def line(number: int = 1, **values: Any) -> CareLine:
    """Return ten hours of guidance of one child, at 78 euro an hour from the Jeugdwet."""
    plain = {
        "need_id": f"n{number}",
        "pupil_id": f"p{number}",
        "place_id": "school",
        "municipality": "Waterhoven",
        "youth_region": "",
        "alliance": "",
        "kind": CareKind.INDIVIDUAL_GUIDANCE,
        "group": False,
        "counts": CountsAsCare.YES,
        "needed": 600,
        "granted": None,
        "agreed": None,
        "planned": Fraction(),
        "realised": None,
        "declared": None,
        "payments": (YOUTH,),
        "givers": (Giver("", Fraction(1)),),
        "price": (7800, 7800),
    }
    return CareLine(**(plain | values))


def compared(*lines: CareLine, **own: int) -> Comparison:
    """Compare with the proposals of the app, but for some own numbers."""
    return compare(lines, NOW, assumed_on(DAY).changed(**own), INDIVIDUAL)


def test_four_children_with_guidance_by_hand() -> None:
    """Forty hours at 78 euro is 3,120 euro a week; a team that does half of it for four at once costs 1,950 euro.

    It takes 20 + 5 = 25 hours, with a fifth around it 30 hours, at 65 euro. Forty weeks save 46,800 euro.
    """
    four = [line(number) for number in range(4)]
    found = compared(*four, group_size=4, one_to_one_percent=50, indirect_percent=20, team_hour=65, school_weeks=40)
    assert (found.individual.hours, found.individual.cents) == (40, (312_000, 312_000))
    assert (found.collective.hours, found.collective.cents) == (30, (195_000, 195_000))
    assert found.yearly_saving == (4_680_000, 4_680_000)
    assert (found.pupils, found.individual.decisions, found.collective.decisions) == (4, 4, 0)


def test_care_that_is_an_entitlement_of_the_child_keeps_its_price_and_its_decision() -> None:
    """Wlz money follows the child: nothing is saved on it, and its hours are not shared away from its own tariff."""
    found = compared(line(payments=(WLZ,), kind=CareKind.NURSING))
    assert found.yearly_saving == (0, 0)
    assert found.individual.cents == found.collective.cents
    assert found.individual.decisions == found.collective.decisions == 1
    assert (found.goes_to_team, found.stays_individual) == (0, 600)


def test_nursing_is_never_given_to_several_at_once() -> None:
    """Ten hours stay ten hours; with time around it the team costs more than at the same tariff now."""
    found = compared(line(kind=CareKind.NURSING), team_hour=78)
    assert found.collective.hours == Fraction(23, 2)
    assert found.yearly_saving[1] < 0
    assert found.break_even is None


def test_the_break_even_is_the_fewest_pupils_at_once_that_surely_cost_no_more() -> None:
    """Just below it a team costs more than the least of now, at it not."""
    lines = [line(number) for number in range(4)]
    found = compared(*lines)
    size = found.break_even
    assert size is not None
    assert compared(*lines, group_size=size).yearly_saving[0] >= 0
    assert size == 1 or compared(*lines, group_size=size - 1).yearly_saving[0] < 0


def test_a_need_without_a_tariff_counts_in_hours_and_not_in_money_on_both_sides() -> None:
    """It is told how much that is."""
    found = compared(line(price=None))
    assert found.individual.cents == found.collective.cents == (0, 0)
    assert (found.unpriced, found.individual.hours) == (600, 10)
    assert found.collective.hours > 0


def test_decisions_and_avoided_care_stand_apart_from_what_care_costs() -> None:
    """One title of six hours of work at 60 euro is 360 euro; an avoided trajectory is what somebody filled in."""
    found = compared(line(), decision_hours=6, decision_hour=60, avoided_trajectories=1, avoided_cost=20_000)
    assert (found.decision_cents, found.avoided_cents) == (36_000, 2_000_000)
    assert found.yearly_balance[0] == found.yearly_saving[0] + 2_036_000


@pytest.mark.parametrize(
    ("name", "value"), [("group_size", 0), ("one_to_one_percent", 101), ("team_hour", -1), ("x", 1)]
)
def test_a_number_that_cannot_be_is_refused_with_a_sentence(name: str, value: int) -> None:
    """A group of nobody, more than all, less than nothing, or what is no assumption."""
    with pytest.raises(ValueError, match=r"\."):
        assumed_on(DAY).changed(**{name: value})


PARTS = st.sampled_from([(YOUTH,), (WLZ,), (Payment("", FundingSource.UNFUNDED, Fraction(1)),)])
LINES = st.lists(
    st.builds(
        line,
        st.integers(1, 9),
        needed=st.integers(0, 900),
        kind=st.sampled_from([*CareKind]),
        group=st.booleans(),
        payments=PARTS,
        price=st.none() | st.tuples(st.integers(1000, 6000), st.integers(6000, 12000)),
    ),
    max_size=6,
)


@st.composite
def assumptions(draw: st.DrawFn) -> Assumed:
    """Draw any assumption between its bounds."""
    plain = assumed_on(DAY)
    own = {name: draw(st.integers(rule.low, rule.high)) for name, rule in plain.rules.items() if draw(st.booleans())}
    return plain.changed(**own)


@settings(max_examples=150, deadline=None)
@given(LINES, assumptions())
def test_the_saving_is_the_difference_and_larger_groups_never_cost_more(
    lines: list[CareLine], assumed: Assumed
) -> None:
    """What stays the same in both ways falls out of the difference; one more pupil at once never makes a team dearer."""
    found = compare(lines, NOW, assumed, INDIVIDUAL)
    for end in (0, 1):
        weekly = found.individual.cents[end] - found.collective.cents[end]
        assert found.yearly_saving[end] == weekly * assumed["school_weeks"]
    larger = compare(lines, NOW, assumed.changed(group_size=assumed["group_size"] + 1), INDIVIDUAL)
    assert larger.yearly_saving[0] >= found.yearly_saving[0]
    assert found.collective.decisions <= found.individual.decisions
    assert found.goes_to_team + found.stays_individual == sum(one.needed for one in lines)


@settings(max_examples=25, deadline=None)
@given(LINES, assumptions())
def test_the_sensitivity_is_what_each_assumption_does_alone(lines: list[CareLine], assumed: Assumed) -> None:
    """Each end is the comparison with that number, and the widest stands first."""
    swings = sensitivity(lines, NOW, assumed, INDIVIDUAL)
    assert {swing.name for swing in swings} == set(assumed.rules)
    assert [swing.width for swing in swings] == sorted((swing.width for swing in swings), reverse=True)
    for swing in swings[:3]:
        high = assumed.changed(**{swing.name: assumed.rules[swing.name].high})
        assert swing.at_high == compare(lines, NOW, high, INDIVIDUAL).yearly_balance


def test_without_any_tariff_nothing_is_said_of_money() -> None:
    """Neither "no difference" nor a break-even: both would be made of nothing."""
    told = outcome_lines(compared(line(price=None)))
    assert [label for label, _ in told] == ["Zonder tarief"]
    assert "10:00" in told[0][1]
