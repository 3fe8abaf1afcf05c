"""Where a child lives, in dated periods: which hold on a day, and which stays lead without a gap to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from storage.models.casework_codes import ResidenceKind

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ResidencePeriod:
    """A period in which a child lives somewhere. An unknown first day is always so far, an unknown last day is still so.

    Attributes:
        id: by which an outcome names it.
        municipality: gemeente of the address in the BRP, or of the stay; "" when it is not known.
        kind: a `ResidenceKind` value.
        starts_on, ends_on: first and last day.
        need_arose_in: gemeente where the need arose, while no address is known.
    """

    id: str
    municipality: str
    kind: str
    starts_on: date | None = None
    ends_on: date | None = None
    need_arose_in: str = ""

    def holds_on(self, day: date) -> bool:
        """Tell whether this is so on a day; the last day counts."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)

    def ended_before(self, day: date) -> bool:
        """Tell whether its last day is earlier than a day."""
        return self.ends_on is not None and self.ends_on < day


def in_order(periods: Iterable[ResidencePeriod]) -> list[ResidencePeriod]:
    """Return the periods by first day, without those that end before they begin."""
    possible = [
        period
        for period in periods
        if period.starts_on is None or period.ends_on is None or period.starts_on <= period.ends_on
    ]
    return sorted(possible, key=lambda period: (period.starts_on or date.min, period.id))


def holding(periods: Iterable[ResidencePeriod], kind: ResidenceKind, day: date) -> list[ResidencePeriod]:
    """Return the periods of one kind that hold on a day."""
    return [period for period in periods if period.kind == kind and period.holds_on(day)]


def unbroken_stays(periods: Sequence[ResidencePeriod], day: date) -> list[ResidencePeriod]:
    """Return the stays that lead without a gap to a day, the first one first; none when the child does not stay anywhere.

    A stay that begins on the day after another ends goes on with it.

    Args:
        periods: as from `in_order`.
        day: the day.
    """
    chain = holding(periods, ResidenceKind.STAY, day)
    earlier = [period for period in periods if period.kind == ResidenceKind.STAY and period not in chain]
    for stay in reversed(earlier):
        first = chain[0].starts_on if chain else None
        if first is None or first == date.min:
            break
        begins_earlier = stay.starts_on is None or stay.starts_on < first
        if begins_earlier and not stay.ended_before(first - ONE_DAY):
            chain.insert(0, stay)
    return chain


def boundaries(periods: Iterable[ResidencePeriod]) -> set[date]:
    """Return the days on which something begins or is over: between two of them nothing changes."""
    days: set[date] = set()
    for period in periods:
        if period.starts_on is not None:
            days.add(period.starts_on)
        if period.ends_on is not None and period.ends_on < date.max:
            days.add(period.ends_on + ONE_DAY)
    return days


def place_key(municipality: str) -> str:
    """Return the name of a gemeente such that capitals and spaces make no difference."""
    return " ".join(municipality.casefold().split())


def distinct_places(names: Iterable[str]) -> list[str]:
    """Return each gemeente once, in the order of the alphabet and as it was first written; "" for one that is missing."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(place_key(name), name.strip())
    return [found[key] for key in sorted(found)]
