"""The short reference of a case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.domain.references import case_reference, case_title, matches_reference

CASE_ID = "7f3a2c" + "0" * 26
IDS = st.integers(0, 2**128 - 1).map(lambda number: f"{number:032x}")


def test_a_reference_is_easy_to_say() -> None:
    """Six digits in capitals after a Z."""
    assert case_reference(CASE_ID) == "Z-7F3A2C"


def test_a_case_of_which_the_question_stayed_at_home_says_so() -> None:
    """Otherwise a line without words stands in every list of a coordinator."""
    assert case_title("Verpleging in de klas") == "Verpleging in de klas"
    assert case_title("") == "niet meegestuurd"


@given(IDS)
def test_a_case_is_found_by_its_own_reference(case_id: str) -> None:
    """As shown, in small letters, without the prefix and with the whole id."""
    reference = case_reference(case_id)
    for text in (reference, reference.lower(), f" {reference} ", reference.removeprefix("Z-"), case_id):
        assert matches_reference(text, case_id)


@pytest.mark.parametrize("text", ["Z-7F", "z7f3", "Z 7F3A", "7f3a", "Z-7F3A2C00"])
def test_a_beginning_is_enough(text: str) -> None:
    """Somebody who types sees the case appear."""
    assert matches_reference(text, CASE_ID)


@pytest.mark.parametrize("text", ["", "Z", "Z-", "7f3", "F3A2C", "Z-7F3B", "Z-7F3A2C1", "zorg", "Z--7F3A", "7f3a 2c"])
def test_other_text_finds_nothing(text: str) -> None:
    """A word, three loose digits or the middle of a reference is no reference."""
    assert not matches_reference(text, CASE_ID)
