"""Wishes in words become weights, and care always comes first."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.planning.wishes import LEVEL_WORDS, Level, Wish, WishRule, usual_levels, weights_of, wishes_on

DAY = date(2026, 11, 23)
LEVELS = st.fixed_dictionaries({wish: st.sampled_from(Level) for wish in Wish})


@given(LEVELS)
def test_care_weighs_more_than_all_that_can_be_against_it(levels: dict[Wish, Level]) -> None:
    """One quarter of an hour of care is worth a new provider, a new face, a trip of fifty kilometres and more together."""
    weights = weights_of(levels, DAY)
    against = (
        weights.provider_pair
        + weights.worker_pair
        + weights.face
        + weights.change
        + 2 * weights.presence
        + 2 * 50 * weights.kilometre
        + 10 * weights.quiet
        + 30 * weights.ten_euro
        + 10 * weights.move
    )
    assert weights.slot > against
    assert weights.fixed_moment > 20 * weights.slot


@pytest.mark.parametrize("wish", list(Wish))
def test_a_higher_level_weighs_more_and_not_weighs_nothing(wish: Wish) -> None:
    """Each wish has a weight of its own, told in Dutch."""
    rule = wishes_on(DAY)[wish]
    sums = [sum(rule.weights(level).values()) for level in Level]
    assert sums[0] == 0
    assert all(low <= high for low, high in pairwise(sums))
    assert sums[-1] > sums[1] > 0
    assert rule.title[0].isupper()


def test_every_level_has_a_word_and_the_usual_is_the_usual() -> None:
    """A wish that nobody named is an ordinary one."""
    assert set(LEVEL_WORDS) == set(Level)
    assert weights_of({}, DAY) == weights_of(usual_levels(), DAY)


def test_a_rule_whose_weights_fall_is_refused() -> None:
    """It would punish whoever finds something important."""
    with pytest.raises(ValueError, match="face"):
        WishRule(id="x", valid_from=DAY, words="x", source="x", title="X", face=(0, 2, 1, 3))
