"""A store that counts: each act adds two records and counts on in a third, so that a lost or a half act shows."""

from __future__ import annotations

from store_samples import rows_of, shown

from storage import tables
from storage.models import Case, Pupil
from storage.store import Store

COUNTER = "c" * 32


def begin(store: Store) -> None:
    """Put the case in a store in which acts are counted."""
    with store.unit_of_work("Begonnen") as work:
        work.add(Case(id=COUNTER, title="0"))


def counted(store: Store) -> int:
    """Return how many acts a store holds."""
    return int(store.get(Case, COUNTER).title)


def count_once(store: Store) -> int:
    """Do the next act, and return its number."""
    with store.unit_of_work("Geteld") as work:
        counter = work.get(Case, COUNTER)
        number = int(counter.title) + 1
        work.change(counter, {"title": str(number)})
        case = Case(title=f"casus {number}", note="lang " * 200)
        work.add(case, Pupil(case_id=case.id, pseudonym=f"leerling {number}"))
    return number


def check_whole(store: Store, acknowledged: int) -> int:
    """Check that a store holds every acknowledged act and no half ones; return how many acts it holds."""
    acts = counted(store)
    assert acts >= acknowledged
    records = shown(store).values()
    titles = {record["title"] for record in records if record["type"] == "case"}
    pseudonyms = {record["pseudonym"] for record in records if record["type"] == "pupil"}
    assert titles == {str(acts)} | {f"casus {number}" for number in range(1, acts + 1)}
    assert pseudonyms == {f"leerling {number}" for number in range(1, acts + 1)}
    assert [row.act for row in rows_of(store, tables.change)] == ["Begonnen", *["Geteld"] * acts]
    assert len(rows_of(store, tables.listing)) == acts + 1
    assert store.log_fault() is None
    return acts
