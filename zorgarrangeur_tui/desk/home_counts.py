"""Keeping DUO's counts of where pupils live: reading lists in, and reading back what is kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection
from sqlmodel import col, select

from storage.home_counts import HomeCountRow, counts_on, newest_counts, replace_counts
from storage.models import School
from storage.store import Store
from zorgarrangeur_tui.domain.home_places import HomePlace
from zorgarrangeur_tui.importers.pupils_by_postcode import PupilsByPostcode, read_pupils_by_postcode
from zorgarrangeur_tui.importers.pupils_by_postcode_plan import HomeCountPlan, plan_counts

_ELSEWHERE = {place.value: place for place in (HomePlace.ABROAD, HomePlace.UNKNOWN)}


@dataclass(frozen=True, slots=True)
class KeptCount:
    """A count that is kept, with the gemeente apart; see `HomeCountRow`."""

    site_code: str
    counted_on: date
    school: str
    kind: str
    home: HomePlace
    municipality: str
    least: int
    most: int


def plan_count_import(store: Store, files: Sequence[tuple[str, bytes]]) -> HomeCountPlan:
    """Return what reading in lists (name and bytes of each) would do. Nothing is written.

    Raises:
        FileRefused: nothing of the lists can be used.
    """
    found = read_pupils_by_postcode(files)
    with store.read() as session:
        return _plan(session.connection(), found)


def import_counts(store: Store, files: Sequence[tuple[str, bytes]]) -> HomeCountPlan:
    """Read in lists as one act, and return what was done. Of each site in them what was kept of that day is replaced.

    Raises:
        FileRefused: nothing was written.
    """
    found = read_pupils_by_postcode(files)
    with store.unit_of_work("Leerlingen per postcode ingelezen") as work:
        plan = _plan(work.connection, found)
        details = (
            f"lines={plan.lines_read} new={plan.new_count} changed={plan.changed_count} refused={plan.refused_count}"
        )
        replace_counts(work, plan.rows, details=details)
    return plan


def kept_counts(
    store: Store, day: date, *, kinds: Collection[str] = (), sites: Collection[str] = ()
) -> list[KeptCount]:
    """Return what is kept, per site of its newest count up to and including a day.

    Args:
        store: an opened store.
        day: later counts are left out.
        kinds: only sites with one of these kinds of education, and those in `sites`; all when both are empty.
        sites: only these site codes, and those of `kinds`.
    """
    with store.read() as session:
        rows = newest_counts(session.connection(), day, kinds=kinds, sites=sites)
    return [_kept(row) for row in rows]


def _plan(connection: Connection, found: PupilsByPostcode) -> HomeCountPlan:
    known = counts_on(connection, found.count_day) if found.count_day else []
    codes = connection.execute(select(School.site_code).where(col(School.deleted).is_(False))).scalars()
    return plan_counts(found, known, set(codes))


def _kept(row: HomeCountRow) -> KeptCount:
    home = _ELSEWHERE.get(row.place, HomePlace.MUNICIPALITY)
    name = row.place if home is HomePlace.MUNICIPALITY else ""
    return KeptCount(row.site_code, row.counted_on, row.school, row.kind, home, name, row.least, row.most)
