"""How long the trip between two schools takes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.domain.travel import Place, straight_km, travel_rule

UTRECHT, AMERSFOORT = Place(52.0907, 5.1214), Place(52.1561, 5.3878)
RULE = travel_rule(date(2026, 11, 23))
PLACES = st.builds(Place, st.floats(50.7, 53.6), st.floats(3.3, 7.3))


def test_a_distance_that_is_known_from_elsewhere() -> None:
    """From Utrecht to Amersfoort is about 20 km in a straight line; a degree of latitude is 111 km."""
    assert straight_km(UTRECHT, AMERSFOORT) == pytest.approx(19.6, abs=0.2)
    assert straight_km(Place(52, 5), Place(53, 5)) == pytest.approx(111.2, abs=0.1)


def test_the_trip_takes_the_road_at_an_assumed_speed_and_a_margin() -> None:
    """19.6 km in a straight line is 25.4 km of road: 39 minutes at 40 km an hour, and 10 to leave and arrive."""
    assert RULE.minutes(UTRECHT, AMERSFOORT) == 49


def test_schools_in_one_building_need_no_trip() -> None:
    """Up to a hundred metres it is one place; two hundred metres away a trip is needed."""
    assert RULE.minutes(UTRECHT, Place(52.0914, 5.1214)) == 0
    assert RULE.minutes(UTRECHT, Place(52.0925, 5.1214)) == 11


@given(one=PLACES, two=PLACES, three=PLACES)
def test_a_trip_is_as_long_back_and_never_longer_than_by_way_of_elsewhere(one: Place, two: Place, three: Place) -> None:
    """There and back are the same, and a stop on the way gains no time but for the hundred metres of one place."""
    assert straight_km(one, two) == pytest.approx(straight_km(two, one))
    assert straight_km(one, three) <= straight_km(one, two) + straight_km(two, three) + 1e-6
    assert RULE.minutes(one, two) >= 0
    assert RULE.minutes(one, one) == 0
