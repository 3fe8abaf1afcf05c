"""What is known of where pupils live, in a count that does not name them."""

from __future__ import annotations

from enum import StrEnum


class HomePlace(StrEnum):
    """A gemeente, abroad, or not known."""

    MUNICIPALITY = "municipality"
    ABROAD = "abroad"
    UNKNOWN = "unknown"
