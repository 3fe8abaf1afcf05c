"""How long it takes to get from one school to another: a straight line and a dated assumption about speed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from functools import cache

from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, needed_rule_on

_EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the map in degrees (WGS84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelRule(DatedRule):
    """What is assumed about a trip between two schools.

    Attributes:
        speed_kmh: how fast, door to door.
        detour_percent: length of the road against the straight line.
        margin_minutes: to leave, park and walk in.
        same_place_metres: up to here two schools are in one place, and no trip is needed.
    """

    speed_kmh: int
    detour_percent: int
    margin_minutes: int
    same_place_metres: int

    def minutes(self, one: Place, other: Place) -> int:
        """Return the minutes from one place to another, rounded up; 0 within one place."""
        line = straight_km(one, other)
        if line * 1000 <= self.same_place_metres:
            return 0
        return math.ceil(self.road_km(one, other) / self.speed_kmh * 60) + self.margin_minutes

    def road_km(self, one: Place, other: Place) -> float:
        """Return the length of the road as far as it can be guessed."""
        return straight_km(one, other) * self.detour_percent / 100


def straight_km(one: Place, other: Place) -> float:
    """Return the distance over the surface of the earth in kilometres (haversine)."""
    latitude, other_latitude = math.radians(one.latitude), math.radians(other.latitude)
    half_north = (other_latitude - latitude) / 2
    half_east = math.radians(other.longitude - one.longitude) / 2
    square = math.sin(half_north) ** 2 + math.cos(latitude) * math.cos(other_latitude) * math.sin(half_east) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(square)))


def travel_rule(day: date) -> TravelRule:
    """Return what is assumed about trips on a day."""
    return needed_rule_on(all_travel_rules(), "between_schools", day)


@cache
def all_travel_rules() -> tuple[TravelRule, ...]:
    """Return every assumption in the app's data, of all times."""
    return load_rules("travel.toml", "travel", TravelRule)
