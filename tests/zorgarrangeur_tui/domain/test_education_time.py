"""Hours of education: the norm by age and school, and what counts."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from storage.models.codes import SchoolKind
from zorgarrangeur_tui.domain.education_time import (
    all_norms,
    hours_text,
    standing,
)

TODAY = date(2026, 11, 23)


def test_a_child_of_seven_needs_940_hours() -> None:
    """23 and a half hours a week for forty weeks is just enough."""
    enough = standing(SchoolKind.SO, (7, 7), 23 * 60 + 30, day=TODAY)
    assert (enough.norm_minutes, enough.shortfall_minutes, enough.certain) == (940 * 60, 0, True)
    assert enough.sentence == "940 uur onderwijs per jaar (40 weken). De norm is 940 uur: die wordt gehaald."
    short = standing(SchoolKind.SO, (7, 7), 12 * 60, day=TODAY)
    assert short.shortfall_minutes == 460 * 60
    assert short.sentence.endswith("De norm is 940 uur: er ontbreekt 460 uur.")


def test_the_norm_follows_age_and_kind_of_school() -> None:
    """Under four 880, from twelve 1,000, and in the vso always 1,000."""
    assert standing(SchoolKind.SO, (3, 3), 0, day=TODAY).norm_minutes == 880 * 60
    for age, hours in ((4, 940), (11, 940), (12, 1000)):
        found = standing(SchoolKind.SO_VSO, (age, age), 0, day=TODAY)
        assert (found.norm_minutes, found.certain) == (hours * 60, True)
    assert standing(SchoolKind.VSO, None, 0, day=TODAY) == standing(SchoolKind.VSO, (15, 15), 0, day=TODAY)


def test_an_age_between_two_norms_takes_the_higher_and_says_so() -> None:
    """Nothing is made certain that is not."""
    found = standing(SchoolKind.SO, (11, 12), 60, day=TODAY)
    assert (found.norm_minutes, found.certain) == (1000 * 60, False)
    assert "de norm is 940 uur of 1.000 uur" in found.sentence


def test_a_school_without_a_norm_in_the_app_is_told_as_such() -> None:
    """No shortfall is invented."""
    found = standing(SchoolKind.BAO, (7, 7), 60, day=TODAY)
    assert (found.norm_minutes, found.shortfall_minutes) == (None, 0)
    assert "geen norm" in found.sentence


def test_remote_and_grey_hours_are_told_apart() -> None:
    """Remote ones are part of the whole, grey ones come on top and fill no shortfall."""
    found = standing(SchoolKind.VSO, None, 20 * 60, weeks=39, day=TODAY, remote_minutes=120, grey_minutes=90)
    assert (found.minutes_a_year, found.remote_minutes_a_year, found.grey_minutes_a_year) == (46800, 4680, 3510)
    assert "Daarvan is 78 uur op afstand." in found.sentence
    assert "Van nog 58,5 uur zorg" in found.sentence
    assert found.shortfall_minutes == 1000 * 60 - 46800


@given(st.sampled_from(["so", "vso", "so_vso"]), st.integers(0, 20), st.integers(0, 3), st.integers(0, 2400))
def test_more_minutes_never_make_a_greater_shortfall(kind: str, least: int, wider: int, minutes: int) -> None:
    """And every age at so and vso has a norm; an age that is known better never asks for more."""
    found = standing(kind, (least, least + wider), minutes, day=TODAY)
    assert found.norm_minutes is not None
    assert standing(kind, (least, least + wider), minutes + 1, day=TODAY).shortfall_minutes <= found.shortfall_minutes
    assert standing(kind, (least, least), minutes, day=TODAY).norm_minutes in range(1, found.norm_minutes + 1)


def test_hours_are_written_as_dutch_readers_do() -> None:
    """A point for thousands, a comma for a half."""
    assert [hours_text(minutes) for minutes in (0, 90, 60_000, 7520 * 60)] == [
        "0 uur",
        "1,5 uur",
        "1.000 uur",
        "7.520 uur",
    ]


def test_the_data_names_kinds_that_exist() -> None:
    """A slip would make a norm that never speaks."""
    kinds = {kind.value for kind in SchoolKind}
    assert all(rule.kinds and set(rule.kinds) <= kinds for rule in all_norms())
