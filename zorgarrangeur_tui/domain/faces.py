"""How many different professionals a pupil meets at most: a dated wish, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, needed_rule_on


@dataclass(frozen=True, slots=True, kw_only=True)
class FacesRule(DatedRule):
    """The wish for few, known faces.

    Attributes:
        most: professionals a pupil in a week.
        most_with_daily_nursing: the same for a pupil with daily nursing, which hardly one person can give.
        daily_from_days: from so many days a week nursing is daily.
    """

    most: int
    most_with_daily_nursing: int
    daily_from_days: int

    def most_for(self, nursing_days: int) -> int:
        """Return the most for a pupil with nursing on so many days of the week."""
        return self.most_with_daily_nursing if nursing_days >= self.daily_from_days else self.most


def faces_rule(day: date) -> FacesRule:
    """Return the wish that holds on a day."""
    return needed_rule_on(all_faces_rules(), "per_pupil", day)


@cache
def all_faces_rules() -> tuple[FacesRule, ...]:
    """Return every wish in the app's data, of all times."""
    return load_rules("faces.toml", "faces", FacesRule)
