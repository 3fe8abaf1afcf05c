"""Finding anything by its words: every record that a list can show, of all kinds together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from storage import listing
from storage.models import CareLocation, Case, Professional, Provider, School
from storage.store import Store
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.domain.references import case_reference

Cells = Mapping[str, tuple[str, str, str]]
"""Per record id: its name, where it is, and its code."""


@dataclass(frozen=True, slots=True)
class Found:
    """A record that was found: its type and id, its name, where it is, and its code."""

    record_type: str
    record_id: str
    name: str
    place: str
    code: str


@dataclass(frozen=True, slots=True)
class ListOrder:
    """All listing ids by kind, in the order of its list."""

    kinds: Mapping[str, Sequence[int]]

    @classmethod
    def read(cls, connection: Connection) -> ListOrder:
        """Read it from the store."""
        return cls({record_type: listing.order(connection, record_type) for record_type in listing.LISTED})

    def grouped(self, found: set[int]) -> tuple[tuple[str, Sequence[int]], ...]:
        """Return what was found by kind, the smallest group first."""
        within = {record_type: list(filter(found.__contains__, ids)) for record_type, ids in self.kinds.items()}
        groups = [(record_type, ids) for record_type, ids in within.items() if ids]
        return tuple(sorted(groups, key=lambda group: (len(group[1]), group[0] == "case", group[0])))


def find_everything(store: Store, words: str, most: int) -> tuple[list[Found], int]:
    """Return the first records that hold every word, in the order of `ListOrder.grouped`, and how many there are."""
    with store.read() as session:
        connection = session.connection()
        found = listing.matching(connection, words)
        groups = ListOrder.read(connection).grouped(found) if found else ()
    shown: list[Found] = []
    for record_type, ids in groups:
        shown += found_records(store, record_type, ids[: most - len(shown)])
    return shown, sum(len(ids) for _, ids in groups)


def found_records(store: Store, record_type: str, listing_ids: Sequence[int]) -> list[Found]:
    """Return what can be told about records of one type, by their ids in the lists, in that order."""
    with store.read() as session:
        wanted = listing.record_ids(session.connection(), listing_ids)
    cells = _CELLS[record_type](store, wanted)
    return [Found(record_type, one, *cells[one]) for one in wanted if one in cells]


def _case_cells(store: Store, ids: Sequence[str]) -> Cells:
    cases = by_ids(store, Case, ids)
    schools = by_ids(store, School, [case.school_id for case in cases.values()])
    places = by_ids(store, CareLocation, [case.care_location_id for case in cases.values()])
    found = {}
    for case in cases.values():
        place = schools.get(case.school_id) or places.get(case.care_location_id)
        found[case.id] = (case.title, place.name if place else "", case_reference(case.id))
    return found


def _school_cells(store: Store, ids: Sequence[str]) -> Cells:
    schools = by_ids(store, School, ids).values()
    return {school.id: (school.name, school.place, school.site_code) for school in schools}


def _care_location_cells(store: Store, ids: Sequence[str]) -> Cells:
    return {place.id: (place.name, place.place, "") for place in by_ids(store, CareLocation, ids).values()}


def _provider_cells(store: Store, ids: Sequence[str]) -> Cells:
    return {one.id: (one.name, "", one.chamber_number) for one in by_ids(store, Provider, ids).values()}


def _professional_cells(store: Store, ids: Sequence[str]) -> Cells:
    people = by_ids(store, Professional, ids)
    providers = by_ids(store, Provider, [person.provider_id for person in people.values()])
    found = {}
    for person in people.values():
        provider = providers.get(person.provider_id)
        found[person.id] = (person.name, provider.name if provider else "", "")
    return found


_CELLS: dict[str, Callable[[Store, Sequence[str]], Cells]] = {
    "case": _case_cells,
    "school": _school_cells,
    "care_location": _care_location_cells,
    "provider": _provider_cells,
    "professional": _professional_cells,
}
