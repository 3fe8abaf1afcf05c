"""The region desk: what a coordinator watches over all schools in this store, part by part.

A store holds what its user made and what came in bundles of others; a line opens nothing that is not here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from storage.clock import local_date
from storage.models import Barrier, Case, Pupil
from storage.store import Store
from zorgarrangeur_tui.desk.breakdowns import part_names
from zorgarrangeur_tui.desk.care_lines import care_lines
from zorgarrangeur_tui.desk.columns import living_columns
from zorgarrangeur_tui.desk.exchange_overview import overview
from zorgarrangeur_tui.desk.record_names import people
from zorgarrangeur_tui.desk.region_law_lines import barrier_list, unfunded_list
from zorgarrangeur_tui.desk.region_lines import RegionList, RegionPart
from zorgarrangeur_tui.desk.region_place_lines import cap_list, presence_list, uncovered_list
from zorgarrangeur_tui.desk.region_places import region_places
from zorgarrangeur_tui.desk.region_watch_lines import bundle_list, late_list
from zorgarrangeur_tui.desk.watch import due
from zorgarrangeur_tui.domain.watch import WatchKind
from zorgarrangeur_tui.insight.figures import PlaceFigures
from zorgarrangeur_tui.insight.region_desk import BarrierFact, Matrix, barriers_by_law, matrix, unpaid

_LATE = (WatchKind.REVIEW, WatchKind.PUPIL)


class RegionDesk:
    """The parts of the desk as they are now. What parts share is read once; after a change, make another.

    Args:
        store: an opened store.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def part(self, part: RegionPart) -> RegionList:
        """Return one part. It may take a while: ask in a thread."""
        read: Mapping[RegionPart, Callable[[], RegionList]] = {
            RegionPart.PRESENCE: self._presence,
            RegionPart.UNCOVERED: lambda: uncovered_list(self._places[1]),
            RegionPart.CAP: lambda: cap_list(self._places[0], self._names),
            RegionPart.LATE: lambda: late_list(due(self._store, 0, kinds=_LATE)),
            RegionPart.BUNDLES: lambda: bundle_list(overview(self._store)),
            RegionPart.BARRIERS: lambda: barrier_list(barriers_by_law(barrier_facts(self._store)), self._names),
            RegionPart.UNFUNDED: self._unfunded,
        }
        return read[part]()

    def _presence(self) -> RegionList:
        return presence_list(self._places[0], self._names, people(self._store), self._store.identity.card.fingerprint)

    def _unfunded(self) -> RegionList:
        return unfunded_list(unpaid(care_lines(self._store)), self._names, _pseudonyms(self._store))

    @cached_property
    def _places(self) -> tuple[Matrix, Sequence[PlaceFigures]]:
        places, figures = region_places(self._store)
        return matrix(places, local_date(self._store.clock)), figures

    @cached_property
    def _names(self) -> dict[str, str]:
        return part_names(self._store)


_BARRIER = ("id", "case_id", "law", "article", "title", "effect", "pupils_hit", "seen_on", "reported_to")
_WHAT_CAME = ("reported_on", "solved_on")


def barrier_facts(store: Store) -> list[BarrierFact]:
    """Return every barrier that was written down, with its place."""
    with store.read() as session:
        connection = session.connection()
        places = {
            case: school or location
            for case, school, location in living_columns(connection, Case, "id", "school_id", "care_location_id")
        }
        rows = living_columns(connection, Barrier, *_BARRIER, *_WHAT_CAME)
    return [
        BarrierFact(**dict(zip((*_BARRIER, *_WHAT_CAME), row, strict=True)), place_id=places.get(row[1], ""))
        for row in rows
    ]


def _pseudonyms(store: Store) -> dict[str, str]:
    with store.read() as session:
        return dict(living_columns(session.connection(), Pupil, "id", "pseudonym"))
