"""Rows for record tables, straight from the store: ids in order at once, texts only for what is on screen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection
from sqlmodel import col, func, or_, select

from storage import listing
from storage.clock import local_date
from storage.models import Case, FixedBond, Professional, Provider, Pupil, Record, School
from storage.models.codes import Phase, SchoolKind
from storage.store import Store
from widgets.record_source import Row
from widgets.record_table import Column
from zorgarrangeur_tui.desk.columns import columns_of_ids
from zorgarrangeur_tui.desk.overview import busy_schools
from zorgarrangeur_tui.domain.caps import of_cap
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.domain.references import case_reference, case_title
from zorgarrangeur_tui.domain.words import short_word, word

MakeRows = Callable[[Store, Sequence[str]], list[Row]]

CASE_COLUMNS = (
    Column("Kenmerk", 8, priority=3),
    Column("Vraag", 16, weight=3),
    Column("School", 12, weight=2, priority=1),
    Column("Fase", 14, priority=2),
    Column("Lln", 3, priority=4, right=True),
    Column("Termijn", 10, right=True),
)

SCHOOL_COLUMNS = (
    Column("Code", 6),
    Column("Naam", 16, weight=3),
    Column("Plaats", 10, weight=1, priority=1),
    Column("Soort", 5, priority=2),
    Column("Casussen", 8, priority=3, right=True),
    Column("Aanbieders", 10, priority=4, right=True),
)

PROVIDER_COLUMNS = (
    Column("Naam", 16, weight=2),
    Column("KvK", 8, priority=3),
    Column("Professionals", 13, priority=1, right=True),
    Column("Scholen", 7, priority=2, right=True),
)


class StoreSource:
    """A list of one record type. Filtering asks the full-text index; the order is asked once and kept until `forget`.

    Args:
        store: an opened store.
        record_type: what the list holds.
        make_rows: gives the rows for record ids.
        only: narrows the list to the records with these ids; asked anew after every `forget`.
    """

    def __init__(
        self, store: Store, record_type: str, make_rows: MakeRows, only: Callable[[Store], set[str]] | None = None
    ) -> None:
        self._store = store
        self._record_type = record_type
        self._make_rows = make_rows
        self._only = only
        self._order: list[int] | None = None

    def forget(self) -> None:
        """Ask for the order anew at the next selection: the store changed."""
        self._order = None

    def select(self, filter_text: str) -> StoreWindow:
        """Return the rows that hold every word of the filter. May run in a thread."""
        with self._store.read() as session:
            connection = session.connection()
            order = self._order
            if order is None:
                order = self._ask_order(connection)
                self._order = order
            found = listing.matching(connection, filter_text)
        # Walking along all of them: keeping the place of each to sort by would take more memory than the rest of a list.
        ids = order if found is None else list(filter(found.__contains__, order))
        return StoreWindow(self._store, ids, self._make_rows)

    def _ask_order(self, connection: Connection) -> list[int]:
        order = listing.order(connection, self._record_type)
        if self._only is None:
            return order
        wanted = self._only(self._store)
        return [
            one
            for one, record_id in zip(order, listing.record_ids(connection, order), strict=True)
            if record_id in wanted
        ]


class StoreWindow:
    """One answered selection."""

    def __init__(self, store: Store, ids: list[int], make_rows: MakeRows) -> None:
        self._store = store
        self._ids = ids
        self._make_rows = make_rows

    def __len__(self) -> int:
        return len(self._ids)

    def rows(self, start: int, stop: int) -> list[Row]:
        """Return rows `start` up to `stop`."""
        with self._store.read() as session:
            wanted = listing.record_ids(session.connection(), self._ids[start:stop])
        return self._make_rows(self._store, wanted)

    def position(self, key: str) -> int | None:
        """Return the row of a record, or None when it is not among them."""
        with self._store.read() as session:
            found = listing.listing_id(session.connection(), key)
        return None if found is None or found not in self._ids else self._ids.index(found)


def case_source(store: Store, today: date) -> StoreSource:
    """Return the list of all cases, nearest deadline first. A deadline that has passed carries a mark."""

    def rows(opened: Store, ids: Sequence[str]) -> list[Row]:
        return _case_rows(opened, ids, today)

    return StoreSource(store, "case", rows)


def school_source(store: Store, *, only_busy: bool = False) -> StoreSource:
    """Return the list of all schools, by place and name; or only those with a case, a bond or a visit."""
    return StoreSource(store, "school", _school_rows, _busy_ids if only_busy else None)


def provider_source(store: Store) -> StoreSource:
    """Return the list of all providers, by name."""
    return StoreSource(store, "provider", _provider_rows)


def _busy_ids(store: Store) -> set[str]:
    return {school.id for school in busy_schools(store)}


def _case_rows(store: Store, ids: Sequence[str], today: date) -> list[Row]:
    cases = _fields(store, Case, ids, "title", "school_id", "phase", "deadline")
    schools = _fields(store, School, {case.school_id for case in cases.values()}, "name")
    pupils = _counts(store, Pupil, "case_id", ids)
    rows = []
    for record_id in ids:
        case = cases[record_id]
        school = schools.get(case.school_id)
        ended = case.phase in {Phase.CLOSED, Phase.WITHDRAWN}
        late = case.deadline is not None and case.deadline < today and not ended
        cells = (
            case_reference(case.id),
            case_title(case.title),
            school.name if school else "",
            word(case.phase, Phase),
            str(pupils.get(case.id, 0) or ""),
            dutch_date_short(case.deadline) if case.deadline else "",
        )
        rows.append(Row(case.id, cells, (("warning",) if late else ()) + (("muted",) if ended else ())))
    return rows


def _school_rows(store: Store, ids: Sequence[str]) -> list[Row]:
    schools = _fields(store, School, ids, "site_code", "name", "place", "kind", "provider_cap")
    cases = _counts(store, Case, "school_id", ids)
    bonds = _bond_counts(store, "school_id", "provider_id", ids)
    rows = []
    for record_id in ids:
        school = schools[record_id]
        count = bonds.get(record_id, 0)
        over = school.provider_cap is not None and count > school.provider_cap
        cells = (
            school.site_code,
            school.name,
            school.place,
            short_word(school.kind, SchoolKind),
            str(cases.get(record_id, 0) or ""),
            of_cap(count, school.provider_cap) if count else "",
        )
        rows.append(Row(record_id, cells, ("warning",) if over else ()))
    return rows


def _provider_rows(store: Store, ids: Sequence[str]) -> list[Row]:
    providers = _fields(store, Provider, ids, "name", "chamber_number")
    people = _counts(store, Professional, "provider_id", ids)
    bonds = _bond_counts(store, "provider_id", "school_id", ids)
    return [
        Row(
            record_id,
            (
                providers[record_id].name,
                providers[record_id].chamber_number,
                str(people.get(record_id, 0) or ""),
                str(bonds.get(record_id, 0) or ""),
            ),
        )
        for record_id in ids
    ]


def _fields(store: Store, model: type[Record], ids: Collection[str], *names: str) -> dict[str, Any]:
    """Return, by id, these fields of some records. Whole records take three times as long, for lists that no row shows."""
    with store.read() as session:
        return {row.id: row for row in columns_of_ids(session.connection(), model, set(ids), *names)}


def _bond_counts(store: Store, of: str, counted: str, ids: Sequence[str]) -> dict[str, int]:
    """Return, for each id of one party, to how many different other parties it is bound today."""
    column, other, today = col(getattr(FixedBond, of)), col(getattr(FixedBond, counted)), local_date(store.clock)
    query = (
        select(column, func.count(func.distinct(other)))
        .where(
            column.in_(ids),
            col(FixedBond.deleted).is_(False),
            or_(col(FixedBond.starts_on).is_(None), col(FixedBond.starts_on) <= today),
            or_(col(FixedBond.ends_on).is_(None), col(FixedBond.ends_on) >= today),
        )
        .group_by(column)
    )
    with store.read() as session:
        return dict(session.exec(query).all())


def _counts(store: Store, model: type[Pupil | Case | Professional], field: str, ids: Sequence[str]) -> dict[str, int]:
    """Return how many records of a type there are for each id in one of their fields."""
    column = col(getattr(model, field))
    query = select(column, func.count()).where(column.in_(ids), col(model.deleted).is_(False)).group_by(column)
    with store.read() as session:
        return dict(session.exec(query).all())
