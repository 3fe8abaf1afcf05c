"""Rows for finding anything: every record that a list can show, of all kinds together, by the words that find it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from storage import listing, tables
from storage.models import CareLocation, Case, Professional, Provider, School
from storage.store import Store
from widgets.record_source import Row
from widgets.record_table import Column
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS
from zorgarrangeur_tui.domain.references import case_reference

FIND_COLUMNS = (
    Column("Soort", 16, priority=3),
    Column("Naam", 18, weight=3),
    Column("Waar", 12, weight=2, priority=1),
    Column("Kenmerk", 8, priority=2),
)

Cells = Mapping[str, tuple[str, str, str]]
"""Per record id: its name, where it is, and its code."""


class EverythingSource:
    """Every record of every list. Without a word to look for it answers with nothing.

    The kind of which least was found comes first, and cases after others: a school before its many cases. Within a kind the order is that of its list.

    Args:
        store: an opened store.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._order: _Order | None = None

    def select(self, filter_text: str) -> FoundWindow:
        """Return what holds every word of the filter. May run in a thread."""
        with self._store.read() as session:
            connection = session.connection()
            found = listing.matching(connection, filter_text)
            if not found:
                return FoundWindow(self._store, ())
            if self._order is None:
                entry = tables.listing.c
                rows = connection.execute(
                    select(entry.record_type, entry.id).order_by(entry.record_type, entry.sort_text, entry.id)
                )
                self._order = _Order.of([(row.record_type, row.id) for row in rows])
        return FoundWindow(self._store, self._order.grouped(found))


@dataclass(frozen=True, slots=True)
class _Order:
    """All listing ids by kind and place, and where each kind begins."""

    ids: Sequence[int]
    places: Mapping[int, int]
    kinds: Sequence[tuple[str, int]]

    @classmethod
    def of(cls, listed: Sequence[tuple[str, int]]) -> _Order:
        """Make it from (record type, listing id), in order."""
        first: dict[str, int] = {}
        for place, (record_type, _) in enumerate(listed):
            first.setdefault(record_type, place)
        ids = [listing_id for _, listing_id in listed]
        return cls(ids, {listing_id: place for place, listing_id in enumerate(ids)}, list(first.items()))

    def grouped(self, found: set[int]) -> tuple[tuple[str, Sequence[int]], ...]:
        """Return what was found by kind, the smallest group first."""
        ends = [*(start for _, start in self.kinds[1:]), len(self.ids)]
        groups = []
        # Walking along all of them is quicker than sorting many.
        places = (
            None if len(found) * 8 > len(self.ids) else sorted(self.places[one] for one in found & self.places.keys())
        )
        for (record_type, start), end in zip(self.kinds, ends, strict=True):
            if places is None:
                within = [one for one in self.ids[start:end] if one in found]
            else:
                part = places[bisect_left(places, start) : bisect_left(places, end)]
                within = [self.ids[place] for place in part]
            if within:
                groups.append((record_type, within))
        return tuple(sorted(groups, key=lambda group: (len(group[1]), group[0] == "case", group[0])))


class FoundWindow:
    """What was found, kind after kind."""

    def __init__(self, store: Store, groups: Sequence[tuple[str, Sequence[int]]]) -> None:
        self._store = store
        self._groups = groups

    def __len__(self) -> int:
        return sum(len(ids) for _, ids in self._groups)

    def rows(self, start: int, stop: int) -> list[Row]:
        """Return rows `start` up to `stop`."""
        rows: list[Row] = []
        first = 0
        for record_type, ids in self._groups:
            part = ids[max(0, start - first) : max(0, stop - first)]
            first += len(ids)
            if part:
                rows += self._rows_of(record_type, part)
        return rows

    def position(self, key: str) -> int | None:
        """Return the row of a record, or None when it is not among them."""
        record_type, record_id = record_of(key)
        with self._store.read() as session:
            wanted = listing.listing_id(session.connection(), record_id)
        first = 0
        for kind, ids in self._groups:
            if kind == record_type and wanted in ids:
                return first + ids.index(wanted)
            first += len(ids)
        return None

    def _rows_of(self, record_type: str, listing_ids: Sequence[int]) -> list[Row]:
        with self._store.read() as session:
            wanted = listing.record_ids(session.connection(), listing_ids)
        cells = _CELLS[record_type](self._store, wanted)
        kind = RECORD_WORDS[record_type].singular
        return [Row(f"{record_type}:{one}", (kind, *cells[one])) for one in wanted if one in cells]


def record_of(key: str) -> tuple[str, str]:
    """Return the type and id of the record of a row."""
    record_type, _, record_id = key.partition(":")
    return record_type, record_id


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
