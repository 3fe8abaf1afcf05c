"""How far off a day is, in words."""

from __future__ import annotations

import pytest

from zorgarrangeur_tui.domain.deadlines import days_left_words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-9, "9 dagen te laat"),
        (-1, "1 dag te laat"),
        (0, "vandaag"),
        (1, "morgen"),
        (2, "over 2 dagen"),
        (13, "over 13 dagen"),
        (14, "over 2 weken"),
        (15, "over 15 dagen"),
    ],
)
def test_the_days_left_read_as_words(days: int, words: str) -> None:
    """Whole weeks are counted in weeks."""
    assert days_left_words(days) == words


def test_a_day_that_asked_for_nothing_is_past_and_not_late() -> None:
    """A birthday is not too late."""
    assert days_left_words(-1, late=False) == "1 dag geleden"
    assert days_left_words(-12, late=False) == "12 dagen geleden"
    assert days_left_words(3, late=False) == days_left_words(3)
