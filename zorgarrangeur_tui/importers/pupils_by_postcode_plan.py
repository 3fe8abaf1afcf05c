"""What reading in DUO's lists of pupils by postcode would do to the counts that are kept. Nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from storage.home_counts import HomeCountRow
from zorgarrangeur_tui.domain.home_places import HomePlace
from zorgarrangeur_tui.importers.problems import FileRefused
from zorgarrangeur_tui.importers.pupils_by_postcode import PupilsByPostcode

_ELSEWHERE = frozenset({HomePlace.ABROAD.value, HomePlace.UNKNOWN.value})


@dataclass(frozen=True, slots=True)
class SiteCount:
    """A site in short: in how many gemeenten its pupils live, and how many pupils it has."""

    municipalities: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class SiteChange:
    """A site of which the count would be added or become another.

    Attributes:
        site_code, name: of the site.
        is_here: whether it is in the store.
        before: what is kept of the same day; None for nothing.
        after: what the lists say.
    """

    site_code: str
    name: str
    is_here: bool
    before: SiteCount | None
    after: SiteCount


@dataclass(frozen=True, slots=True)
class HomeCountPlan:
    """What would be done.

    Attributes:
        found: what the lists say, and what of them is not used.
        rows: the counts to keep: of each site in the lists all of it.
        changes: sites that are in the store first, then by site code.
        unchanged: sites of which just this is kept already.
    """

    found: PupilsByPostcode
    rows: tuple[HomeCountRow, ...]
    changes: tuple[SiteChange, ...]
    unchanged: int

    @property
    def new_count(self) -> int:
        """Sites of which nothing is kept of that day."""
        return sum(one.before is None for one in self.changes)

    @property
    def changed_count(self) -> int:
        """Sites of which something else is kept of that day."""
        return len(self.changes) - self.new_count

    @property
    def here_count(self) -> int:
        """Sites with a change that are in the store."""
        return sum(one.is_here for one in self.changes)

    @property
    def lines_read(self) -> int:
        """Lines with data of all files."""
        return sum(one.lines_read for one in self.found.files)

    @property
    def refused_count(self) -> int:
        """Lines that are not used, of all files."""
        return sum(one.refused_count for one in self.found.files)

    @property
    def refused_files(self) -> int:
        """Files that are not used."""
        return sum(bool(one.refused) for one in self.found.files)


def plan_counts(found: PupilsByPostcode, known: Iterable[HomeCountRow], here: Collection[str]) -> HomeCountPlan:
    """Return what keeping these lists would do.

    Args:
        found: the lists, read.
        known: what is kept of the same day.
        here: site codes of the schools in the store.

    Raises:
        FileRefused: nothing of the lists can be used.
    """
    rows = count_rows(found)
    if not rows:
        told = "; ".join(one.refused for one in found.files if one.refused)
        raise FileRefused(f"{told} Er is niets te gebruiken en er is niets ingelezen.".strip())
    before, after = _by_site(known), _by_site(rows)
    changes = [
        SiteChange(
            code,
            site[0].school,
            code in here,
            _short(before[code]) if code in before else None,
            _short(site),
        )
        for code, site in after.items()
        if set(site) != set(before.get(code, ()))
    ]
    ordered = sorted(changes, key=lambda one: (not one.is_here, one.site_code))
    return HomeCountPlan(found, tuple(rows), tuple(ordered), len(after) - len(changes))


def count_rows(found: PupilsByPostcode) -> list[HomeCountRow]:
    """Return the lines of lists as they are kept: the postcodes of a gemeente added up. One name per site."""
    names: dict[str, str] = {}
    numbers: defaultdict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for line in found.lines:
        names.setdefault(line.site_code, line.school)
        place = line.municipality if line.home is HomePlace.MUNICIPALITY else line.home.value
        both = numbers[line.site_code, line.kind, place]
        both[0] += line.least
        both[1] += line.most
    day = found.count_day
    if day is None:
        return []
    return [
        HomeCountRow(code, day, kind, place, names[code], least, most)
        for (code, kind, place), (least, most) in numbers.items()
    ]


def _by_site(rows: Iterable[HomeCountRow]) -> dict[str, list[HomeCountRow]]:
    found: dict[str, list[HomeCountRow]] = {}
    for row in rows:
        found.setdefault(row.site_code, []).append(row)
    return found


def _short(rows: Iterable[HomeCountRow]) -> SiteCount:
    held = list(rows)
    places = {row.place for row in held} - _ELSEWHERE
    return SiteCount(len(places), sum(row.least for row in held), sum(row.most for row in held))
