"""Numbers that come with the app, and a user's own that go before them."""

from __future__ import annotations

from datetime import date

import pytest

from zorgarrangeur_tui.domain import thresholds
from zorgarrangeur_tui.domain.thresholds import OwnThreshold, ThresholdRule, threshold_names, threshold_on

DAY = date(2026, 11, 23)


def test_without_an_own_number_that_of_the_app_holds() -> None:
    """The defaults of the field, also on a day before the app was there."""
    values = {name: threshold_on(name, DAY).value for name in threshold_names()}
    assert values == {
        "suppression_region": 5,
        "suppression_outside": 10,
        "rounding": 5,
        "weeks_ahead": 8,
        "provider_cap_default": 3,
        "short_notice_days": 7,
        "absence_weeks": 3,
        "exchange_silence_weeks": 4,
        "receipt_weeks": 2,
        "key_age_weeks": 26,
    }
    assert threshold_on("rounding", date(2019, 1, 1)).value == 5


def test_the_names_in_the_code_are_the_names_in_the_data() -> None:
    """A rule that asks a number finds it."""
    named = {value for name, value in vars(thresholds).items() if name.isupper()}
    assert named == set(threshold_names())


def test_an_own_number_goes_before_that_of_the_app_in_its_period_only() -> None:
    """It brings its own source."""
    own = [OwnThreshold(7, date(2026, 1, 1), date(2026, 12, 31), "Regioplan 2026")]
    standing = threshold_on("suppression_region", DAY, own)
    assert (standing.value, standing.own, standing.source) == (7, True, "Regioplan 2026")
    assert threshold_on("suppression_region", date(2027, 1, 1), own).value == 5


def test_an_own_row_without_a_number_says_nothing() -> None:
    """A bundle may bring a part of a row."""
    assert not threshold_on("rounding", DAY, [OwnThreshold(None, None, None)]).own


def test_a_newer_number_of_the_app_holds_from_its_day() -> None:
    """Numbers are data with a date."""
    rules = [
        ThresholdRule(
            id="rounding", valid_from=date(year, 1, 1), words="Zo.", source="CBS", title="Afronden", value=value
        )
        for year, value in ((2026, 5), (2027, 10))
    ]
    assert [threshold_on("rounding", date(year, 6, 1), rules=rules).value for year in (2026, 2027)] == [5, 10]


def test_a_name_that_the_app_does_not_know_is_a_fault() -> None:
    """It is a slip in the code, no answer."""
    with pytest.raises(KeyError):
        threshold_on("unknown", DAY)
