"""A form starts with the usual answer."""

from datetime import date

import pytest

from storage.models import Pupil
from zorgarrangeur_tui.screens.part_defaults import part_defaults

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("birth_year", "capacity"),
    [(2018, "both_guardians"), (2013, "both_guardians_and_pupil"), (2009, "pupil"), (None, "both_guardians_and_pupil")],
)
def test_a_consent_starts_with_who_consents_at_that_age(birth_year: int | None, capacity: str) -> None:
    """Below 12 both guardians, from 12 the child too, from 16 the child; of an unknown age all of them."""
    assert part_defaults("consent", None, Pupil(birth_year=birth_year), TODAY)["capacity"] == capacity
