"""DUO's counts of where pupils live, as they are kept on this computer."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from storage import tables
from storage.changes import Changed
from storage.home_counts import CHANGED_AS, HomeCountRow, counts_on, newest_counts, replace_counts
from storage.store import Store

ACT = "Leerlingen per postcode ingelezen"
OLD, NEW = date(2024, 10, 1), date(2025, 10, 1)


def row(site: str, place: str, most: int = 4, *, day: date = NEW, kind: str = "so") -> HomeCountRow:
    """Return a count with one pupil at least."""
    return HomeCountRow(site, day, kind, place, "De Wilg", 1, most)


def keep(store: Store, *rows: HomeCountRow) -> None:
    """Keep counts as one act."""
    with store.unit_of_work(ACT) as work:
        replace_counts(work, rows, details="new=1")


def kept(
    store: Store, day: date = NEW, *, kinds: tuple[str, ...] = (), sites: tuple[str, ...] = ()
) -> set[tuple[str, str]]:
    """Return site and place of the newest counts."""
    with store.read() as session:
        found = newest_counts(session.connection(), day, kinds=kinds, sites=sites)
    return {(one.site_code, one.place) for one in found}


def test_a_site_is_replaced_whole_and_only_on_its_day(store: Store) -> None:
    """A gemeente that is no longer in the list goes; other sites and other days stay."""
    keep(store, row("99ZZ00", "Urk", day=OLD), row("99ZZ00", "Urk"), row("99ZZ00", "Almere"), row("99ZZ01", "Urk"))
    keep(store, row("99ZZ00", "Lelystad"))
    assert kept(store) == {("99ZZ00", "Lelystad"), ("99ZZ01", "Urk")}
    with store.read() as session:
        assert [one.place for one in counts_on(session.connection(), OLD)] == ["Urk"]


def test_of_each_site_the_newest_count_up_to_a_day_counts(store: Store) -> None:
    """A site without a newer list keeps its older count; so and vso of one site belong together."""
    keep(store, row("99ZZ00", "Urk", day=OLD), row("99ZZ01", "Urk", day=OLD))
    keep(store, row("99ZZ00", "Almere"), row("99ZZ00", "Zeewolde", kind="vso"), row("99ZZ02", "Urk", kind="bao"))
    assert kept(store) == {("99ZZ00", "Almere"), ("99ZZ00", "Zeewolde"), ("99ZZ01", "Urk"), ("99ZZ02", "Urk")}
    assert kept(store, OLD) == {("99ZZ00", "Urk"), ("99ZZ01", "Urk")}
    assert kept(store, kinds=("vso",)) == {("99ZZ00", "Almere"), ("99ZZ00", "Zeewolde")}
    assert kept(store, kinds=("vso",), sites=("99ZZ02",)) == kept(store) - {("99ZZ01", "Urk")}


def test_all_of_it_is_kept_or_none(store: Store) -> None:
    """When the act fails halfway, what was there stays."""
    keep(store, row("99ZZ00", "Urk"))
    with pytest.raises(ZeroDivisionError), store.unit_of_work("Inlezen") as work:
        replace_counts(work, [row("99ZZ00", "Almere")])
        raise ZeroDivisionError
    assert kept(store) == {("99ZZ00", "Urk")}


def test_it_is_logged_and_screens_hear_of_it_but_it_is_no_act_to_undo(store: Store) -> None:
    """The log tells numbers, and it is not in the history of which bundles are made."""
    heard: list[Changed] = []
    stop = store.changed.subscribe(heard.append)
    keep(store, row("99ZZ00", "Urk"))
    stop()
    assert [one.touches(CHANGED_AS) for one in heard] == [True]
    with store.read() as session:
        connection = session.connection()
        log = connection.execute(select(tables.audit.c.object, tables.audit.c.details)).all()
        assert ("pupils_by_postcode", "rows=1 new=1") in [tuple(one) for one in log]
        assert connection.execute(select(tables.change.c.id).where(tables.change.c.act == ACT)).all() == []
