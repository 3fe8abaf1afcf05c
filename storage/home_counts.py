"""Where pupils of school sites live, as DUO counted it: kept on this computer, for every day of count apart.

The numbers are public, and no child is in them. They have no history and no undo, and are in no bundle: whoever needs them
reads the same lists in.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, or_, select

from storage import audit, tables
from storage.unit_of_work import UnitOfWork

CHANGED_AS = "home_count"
"""By this name screens hear that other counts are kept. It is no type of record."""

_COUNT = tables.home_count.c


@dataclass(frozen=True, slots=True)
class HomeCountRow:
    """Pupils of a site, of one kind of education, from one place.

    Attributes:
        site_code: BRIN and site, such as 99ZZ00.
        counted_on: the day of the count.
        kind: a `SchoolKind` value.
        place: name of the gemeente as DUO writes it, or a word for abroad or unknown.
        school: name of the site.
        least, most: how many pupils.
    """

    site_code: str
    counted_on: date
    kind: str
    place: str
    school: str
    least: int
    most: int


_NAMES = tuple(one.name for one in fields(HomeCountRow))
_COLUMNS = tuple(_COUNT[name] for name in _NAMES)


def replace_counts(work: UnitOfWork, rows: Collection[HomeCountRow], *, details: str = "") -> None:
    """Put counts in the place of all that is kept of the same sites on the same days. Other sites and days stay.

    Args:
        work: the act of which it is part; it gets a row in the access log.
        rows: each site whole, each place of it once.
        details: what else the access log tells; ids and counts only.
    """
    sites: dict[date, set[str]] = {}
    for row in rows:
        sites.setdefault(row.counted_on, set()).add(row.site_code)
    for day, codes in sites.items():
        here = [{"code": code} for code in sorted(codes)]
        there = delete(tables.home_count).where(_COUNT.counted_on == day, _COUNT.site_code == bindparam("code"))
        work.connection.execute(there, here)
    if rows:
        work.connection.execute(insert(tables.home_count), [_values(row) for row in sorted(rows, key=_order)])
        work.touch([(CHANGED_AS, "")])
    work.note(audit.Action.IMPORT, object="pupils_by_postcode", details=f"rows={len(rows)} {details}".rstrip())


def counts_on(connection: Connection, day: date) -> list[HomeCountRow]:
    """Return all that is kept of a day of count."""
    return _rows(connection, select(*_COLUMNS).where(_COUNT.counted_on == day))


def newest_counts(
    connection: Connection, day: date, *, kinds: Collection[str] = (), sites: Collection[str] = ()
) -> list[HomeCountRow]:
    """Return for every site its newest count up to and including a day.

    Args:
        connection: of a store.
        day: later counts are left out.
        kinds: only sites with one of these kinds of education, and those in `sites`; all when both are empty.
        sites: only these site codes, and those of `kinds`.
    """
    newest = (
        select(_COUNT.site_code, func.max(_COUNT.counted_on).label("counted_on"))
        .where(_COUNT.counted_on <= day)
        .group_by(_COUNT.site_code)
    )
    if kinds or sites:
        of_kind = select(_COUNT.site_code).where(_COUNT.kind.in_(kinds))
        newest = newest.where(or_(_COUNT.site_code.in_(of_kind), _COUNT.site_code.in_(sites)))
    found = newest.subquery()
    return _rows(
        connection,
        select(*_COLUMNS).join(
            found, (found.c.site_code == _COUNT.site_code) & (found.c.counted_on == _COUNT.counted_on)
        ),
    )


def _order(row: HomeCountRow) -> tuple[str, date, str, str]:
    """Return where a row stands in the table: written in that order, it takes a part of the time."""
    return row.site_code, row.counted_on, row.kind, row.place


def _values(row: HomeCountRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _NAMES}


def _rows(connection: Connection, query: Select[Any]) -> list[HomeCountRow]:
    ordered = query.order_by(_COUNT.site_code, _COUNT.kind, _COUNT.place)
    return [HomeCountRow(*row) for row in connection.execute(ordered)]
