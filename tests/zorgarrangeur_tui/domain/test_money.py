"""Amounts are read the way people write them, and come back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.domain.money import euros, parse_euros


@given(st.integers(min_value=0, max_value=99_999_999_999))
def test_what_is_written_is_read_back(cents: int) -> None:
    """No cent is lost on the way to a form and back."""
    assert parse_euros(euros(cents)) == cents


@pytest.mark.parametrize(
    ("text", "cents"),
    [("78", 7800), ("78,5", 7850), ("1.250,00", 125000), ("€ 8.000,-", 800000), ("12 euro", 1200), ("", None)],
)
def test_people_write_amounts_in_many_ways(text: str, cents: int | None) -> None:
    """With and without a sign, points and cents."""
    assert parse_euros(text) == cents


@pytest.mark.parametrize("text", ["1,234", "veel", "1.2", "12.50", "-5"])
def test_an_amount_that_can_mean_two_things_is_refused(text: str) -> None:
    """A point for cents, as in 12.50, could as well be a slip: the sentence says how to write it."""
    with pytest.raises(ValueError, match="euro"):
        parse_euros(text)
