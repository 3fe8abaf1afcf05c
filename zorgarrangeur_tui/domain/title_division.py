"""A title for all care of a child, divided over the needs of that child: what it grants counts once.

It is divided in proportion to the minutes that are needed, in whole minutes by largest remainders, and a need gets at most what
it needs; what is left stays with the title. A title for a group or a school is divided over its needs in the same way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from zorgarrangeur_tui.domain.funding import Title


@dataclass(frozen=True, slots=True)
class OwnedNeed:
    """A need as a title for all care meets it.

    Attributes:
        id: of the need.
        owner: whose it is, see `owner_of`.
        minutes: needed a week.
        starts_on, ends_on: first and last day.
    """

    id: str
    owner: str
    minutes: int
    starts_on: date | None = None
    ends_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether a day is within its first and last day."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


def owner_of(pupil_id: str, case_id: str) -> str:
    """Return whose a need or a title is: of a child, or without one of the group or the school of a case."""
    return pupil_id or case_id


def divided(granted: int, needed: Mapping[str, int]) -> dict[str, int]:
    """Return how many minutes of what a title grants go to each need.

    Args:
        granted: minutes a week.
        needed: minutes a week by need.
    """
    granted, wanted = max(granted, 0), {need: max(minutes, 0) for need, minutes in needed.items()}
    whole = sum(wanted.values())
    if granted >= whole:
        return wanted
    found = {need: granted * minutes // whole for need, minutes in wanted.items()}
    first = sorted(wanted, key=lambda need: (-(granted * wanted[need] % whole), need))
    for need in first[: granted - sum(found.values())]:
        found[need] += 1
    return found


class TitleDivision:
    """What titles for all care grant single needs. It remembers each division, as thousands of needs ask for it."""

    def __init__(self, needs: Iterable[OwnedNeed]) -> None:
        """Take all needs of every child, group or school that is asked about; one that is left out gets nothing."""
        self._needs: defaultdict[str, list[OwnedNeed]] = defaultdict(list)
        for need in needs:
            self._needs[need.owner].append(need)
        self._divided: dict[tuple[str, int, date], dict[str, int]] = {}

    def title_for(self, need: OwnedNeed, title: Title, day: date) -> Title:
        """Return a title for all care of the owner of a need, granting what of it is for that need on a day.

        A title without minutes limits nothing and stays as it is. So it does for a need without a length, of which nothing can
        be counted twice.
        """
        if title.minutes_granted is None or need.minutes <= 0:
            return title
        key = need.owner, title.minutes_granted, day
        if key not in self._divided:
            needed = {one.id: one.minutes for one in self._needs[need.owner] if one.holds_on(day)}
            self._divided[key] = divided(title.minutes_granted, needed)
        minutes = self._divided[key].get(need.id, title.minutes_within(need.minutes))
        return replace(title, minutes_granted=minutes)
