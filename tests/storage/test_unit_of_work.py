"""One act of the user is one transaction: all of it is written, with its history and its log row, or none of it."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest
from store_samples import counts_behind, log, rows_of, shown, written

from storage import tables
from storage.audit import Action
from storage.changes import Changed
from storage.errors import RecordMissing, StorageError, StoreBusy, StoreFull, ValueRefused
from storage.models import CareNeed, Case, Provider, Pupil, School, site_id
from storage.store import Store

BSN_LIKE = "111222333"


def add_case(store: Store, **values: Any) -> Case:
    """Write one case as one act, and return it."""
    with store.unit_of_work("Casus begonnen") as work:
        case = Case(**values)
        work.add(case)
    return case


class Interrupted(Exception):
    """Something that goes wrong in the middle of an act."""


def test_an_act_is_one_change_its_writes_and_its_log_rows(store: Store) -> None:
    """Two records in one act: one entry to undo, one write per filled field, a row in the log for the child and one for the rest."""
    add_case(store, title="eerder")
    before = counts_behind(store)
    with store.unit_of_work("Leerling toegevoegd") as work:
        case = Case(title="Sondevoeding", deadline=date(2026, 12, 1))
        pupil = Pupil(case_id=case.id, pseudonym="Blauwe Reiger")
        work.add(case, pupil)
    after = counts_behind(store)
    assert {name: after[name] - before[name] for name in after if after[name] != before[name]} == {
        "case": 1,
        "pupil": 1,
        "change": 1,
        "operation": 6,
        "audit": 2,
        "listing": 1,
    }
    assert [row.act for row in rows_of(store, tables.change)] == ["Casus begonnen", "Leerling toegevoegd"]
    assert log(store)[-2:] == [("change", "pupil", pupil.id), ("change", "case", case.id)]
    assert written(store, case.id, "deadline") == ["2026-12-01"]


def test_the_log_names_the_record_when_it_is_one(store: Store) -> None:
    """Afterwards one can say whose data were changed, by its random id."""
    case = add_case(store, title="x")
    assert log(store)[-1] == ("change", "case", case.id)


def test_an_exception_halfway_leaves_nothing(store: Store) -> None:
    """Neither records, nor history, nor log rows of an act that did not come to its end."""
    case = add_case(store, title="voor")
    before = counts_behind(store)
    with pytest.raises(Interrupted), store.unit_of_work("Mislukt") as work:
        work.change(work.get(Case, case.id), {"title": "na"})
        work.add(Case(title="nieuw"))
        work.note(Action.READ, object="case")
        raise Interrupted
    assert counts_behind(store) == before
    assert store.get(Case, case.id).title == "voor"


def test_a_refused_value_in_the_second_record_takes_the_first_along(store: Store) -> None:
    """An act is whole or not at all."""
    before = counts_behind(store)
    with pytest.raises(ValueRefused) as refusal, store.unit_of_work("Casus begonnen") as work:
        work.add(Case(title="goed"), Case(title="niet\x1b[2Jgoed"))
    assert (refusal.value.record_type, refusal.value.field) == ("case", "title")
    assert counts_behind(store) == before


def test_an_act_that_changes_nothing_writes_nothing(store: Store) -> None:
    """Saving a form in which nothing was changed is no act."""
    case = add_case(store, title="zelfde", themes=["a"])
    before = counts_behind(store)
    with store.unit_of_work("Casus gewijzigd") as work:
        record = work.get(Case, case.id)
        work.change(record, {"title": "zelfde", "themes": ["a"], "note": ""})
    assert counts_behind(store) == before


def test_a_record_that_holds_nothing_is_still_known(store: Store) -> None:
    """A pupil of whom nothing is filled in yet is there, and travels."""
    with store.unit_of_work("Leerling toegevoegd") as work:
        school = School()
        work.add(school)
    assert store.get(School, school.id).name == ""
    assert written(store, school.id, "deleted") == [False]


def test_only_the_fields_that_changed_are_written(store: Store) -> None:
    """Two people who change different fields of one record must not be in each other's way."""
    case = add_case(store, title="voor", note="blijft")
    with store.unit_of_work("Casus gewijzigd") as work:
        work.change(work.get(Case, case.id), {"title": "na", "note": "blijft"})
    assert written(store, case.id, "title") == ["voor", "na"]
    assert written(store, case.id, "note") == ["blijft"]


def test_a_change_says_that_the_record_stands(store: Store) -> None:
    """So that taking it away elsewhere at the same time is seen as a conflict instead of hiding the change."""
    case = add_case(store, title="voor")
    assert written(store, case.id, "deleted") == []
    with store.unit_of_work("Casus gewijzigd") as work:
        work.change(work.get(Case, case.id), {"title": "na"})
    assert written(store, case.id, "deleted") == [False]


def test_a_list_is_replaced_as_a_whole(store: Store) -> None:
    """A new list is one write of one field."""
    case = add_case(store, themes=["wonen"])
    with store.unit_of_work("Casus gewijzigd") as work:
        record = work.get(Case, case.id)
        record.themes = [*record.themes, "vervoer"]
    assert store.get(Case, case.id).themes == ["wonen", "vervoer"]
    assert written(store, case.id, "themes") == [["wonen"], ["wonen", "vervoer"]]


def test_screens_hear_of_a_change_after_it_is_committed(store: Store) -> None:
    """A listener that asks the store at once sees the new state; one that stopped listening hears nothing."""
    heard: list[tuple[Changed, str]] = []
    stop = store.changed.subscribe(
        lambda changed: heard.append((changed, store.get(Case, next(iter(changed.records))[1]).title))
    )
    case = add_case(store, title="nieuw")
    assert [(changed.act, changed.records, title) for changed, title in heard] == [
        ("Casus begonnen", {("case", case.id)}, "nieuw")
    ]
    assert heard[0][0].touches("case", "pupil")
    assert not heard[0][0].touches("school")
    stop()
    add_case(store, title="nog een")
    assert len(heard) == 1


def test_screens_hear_nothing_of_an_act_that_failed_or_changed_nothing(store: Store) -> None:
    """No redrawing for nothing."""
    case = add_case(store, title="x")
    heard: list[Changed] = []
    store.changed.subscribe(heard.append)
    with store.unit_of_work("Gelezen") as work:
        work.note(Action.READ, object="case", subject=case.id)
    with pytest.raises(Interrupted), store.unit_of_work("Mislukt") as work:
        work.change(work.get(Case, case.id), {"title": "y"})
        raise Interrupted
    with pytest.raises(ValueRefused), store.unit_of_work("Geweigerd") as work:
        work.change(work.get(Case, case.id), {"title": "\x00"})
    assert heard == []


def test_an_unknown_field_is_an_error_of_the_caller(store: Store) -> None:
    """A misspelt name is never silently lost."""
    case = add_case(store, title="x")
    for field in ("titel", "id", "__class__"):
        with pytest.raises(AttributeError), store.unit_of_work("Casus gewijzigd") as work:
            work.change(work.get(Case, case.id), {field: "y"})


def test_a_record_that_is_gone_cannot_be_changed(store: Store) -> None:
    """Neither one that never was, nor one that was taken away."""
    case = add_case(store, title="x")
    with store.unit_of_work("Casus weggehaald") as work:
        work.remove(work.get(Case, case.id))
    for record_id in (case.id, "0" * 32, ""):
        with pytest.raises(RecordMissing), store.unit_of_work("Casus gewijzigd") as work:
            work.get(Case, record_id)
        with pytest.raises(RecordMissing):
            store.get(Case, record_id)


def test_a_record_belongs_to_who_made_it_and_a_school_to_nobody(store: Store) -> None:
    """A case has an owner; a school from the public register has none."""
    with store.unit_of_work("Toegevoegd") as work:
        case, school, given = Case(), School(id=site_id("99ZZ00"), site_code="99ZZ00"), Case(owner="f" * 64)
        work.add(case, school, given)
    own = store.identity.card.fingerprint
    assert [store.get(type(record), record.id).owner for record in (case, school, given)] == [own, "", "f" * 64]


def test_text_is_stored_in_one_form(store: Store) -> None:
    """Row and history hold the same NFC text, whichever way the accent was typed."""
    case = add_case(store, title="cafe\u0301")
    assert store.get(Case, case.id).title == "café"
    assert written(store, case.id, "title") == ["café"]


def test_the_same_text_in_another_form_is_no_change(store: Store) -> None:
    """The row does not get another spelling than the history knows."""
    case = add_case(store, title="café", note="voor")
    before = counts_behind(store)
    with store.unit_of_work("Casus gewijzigd") as work:
        work.change(work.get(Case, case.id), {"title": "cafe\u0301"})
    assert counts_behind(store) == before
    with store.unit_of_work("Casus gewijzigd") as work:
        work.change(work.get(Case, case.id), {"title": "cafe\u0301", "note": "na"})
    assert (store.get(Case, case.id).title, store.get(Case, case.id).note) == ("café", "na")
    assert written(store, case.id, "title") == ["café"]


@pytest.mark.parametrize(
    "record",
    [
        Case(title=f"bsn {BSN_LIKE}"),
        Case(next_action="1112 22 333"),
        Case(themes=["wonen", BSN_LIKE]),
        Pupil(name=BSN_LIKE),
        Pupil(pseudonym=BSN_LIKE),
        CareNeed(note=f"zie {BSN_LIKE}"),
        School(website=f"https://school/{BSN_LIKE}"),
    ],
)
def test_a_citizen_number_enters_no_text_field(store: Store, record: Any) -> None:
    """The sentence says why, and nothing is written."""
    before = shown(store)
    with pytest.raises(ValueRefused, match="burgerservicenummer"), store.unit_of_work("x") as work:
        work.add(record)
    assert shown(store) == before


@pytest.mark.parametrize(
    "record",
    [
        Provider(chamber_number=BSN_LIKE),
        Provider(agb_codes=[BSN_LIKE]),
        Provider(phone=BSN_LIKE),
        School(phone=BSN_LIKE),
        School(board_number=BSN_LIKE),
    ],
)
def test_a_register_number_is_welcome_whatever_it_looks_like(store: Store, record: Any) -> None:
    """KvK, AGB and phone numbers come from public registers."""
    with store.unit_of_work("x") as work:
        work.add(record)
    assert record.id in shown(store)


def test_two_threads_that_write_lose_nothing(store: Store) -> None:
    """Each waits for the other; every act is there, numbered without holes, and the log is whole."""
    counter = add_case(store, title="0")
    faults: list[BaseException] = []

    def write(name: str) -> None:
        try:
            for number in range(15):
                with store.unit_of_work(f"{name} {number}") as work:
                    record = work.get(Case, counter.id)
                    work.change(record, {"title": str(int(record.title) + 1)})
                    work.add(Case(title=f"{name} {number}"))
        except BaseException as error:  # noqa: BLE001 - any fault in a thread must reach the test
            faults.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("een", "twee")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert store.get(Case, counter.id).title == "30"
    assert store.counts()["case"] == 31
    numbers = [row.number for row in rows_of(store, tables.operation)]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert store.log_fault() is None


def test_reading_goes_on_while_another_writes(store: Store) -> None:
    """A reader sees the last committed state and never waits for a writer."""
    case = add_case(store, title="voor")
    with store.unit_of_work("Casus gewijzigd") as work:
        work.change(work.get(Case, case.id), {"title": "na"})
        assert store.get(Case, case.id).title == "voor"
    assert store.get(Case, case.id).title == "na"


def test_a_store_that_another_window_is_writing_to_is_busy(store: Store, impatient) -> None:
    """The sentence says to try again, whether the lock is missed at the first read or on leaving."""
    case = add_case(store, title="voor")
    with store.unit_of_work("Ander venster") as other:
        other.change(other.get(Case, case.id), {"title": "ander"})
        impatient(store)
        with pytest.raises(StoreBusy, match="ander venster"), store.unit_of_work("Dit venster") as work:
            work.get(Case, case.id)
        with pytest.raises(StoreBusy), store.unit_of_work("Dit venster") as work:
            work.add(Case(title="nieuw"))
    assert store.get(Case, case.id).title == "ander"
    assert store.counts()["case"] == 1


def test_a_full_disk_costs_only_the_last_act(store: Store) -> None:
    """The sentence says what was saved and what was not; afterwards the store works on."""
    case = add_case(store, title="eerder")
    before = counts_behind(store)
    with pytest.raises(StoreFull, match="De schijf is vol"), store.unit_of_work("Lange notitie") as work:
        pages = work.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        work.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        work.add(*(Case(note="lang " * 2000) for _ in range(20)))
    assert counts_behind(store) == before
    assert store.get(Case, case.id).title == "eerder"
    with store.unit_of_work("Ruimte gemaakt") as work:
        work.connection.exec_driver_sql("PRAGMA max_page_count = 4294967294")
        work.add(Case(title="daarna"))
    assert store.counts()["case"] == 2


def test_adding_a_record_twice_is_refused_in_words(store: Store) -> None:
    """An id that exists is never overwritten."""
    case = add_case(store, title="eerste")
    with pytest.raises(StorageError) as refusal, store.unit_of_work("Casus begonnen") as work:
        work.add(Case(id=case.id, title="Kanarie"))
    assert "Kanarie" not in str(refusal.value)
    assert "Kanarie" not in str(refusal.value.__cause__)
    assert store.get(Case, case.id).title == "eerste"


def test_what_is_read_stays_usable_and_is_never_written(store: Store) -> None:
    """A record from a reading session is a copy: changing it changes nothing in the store."""
    case = add_case(store, title="voor")
    with store.read() as session:
        record = session.get(Case, case.id)
        assert record is not None
        record.title = "per ongeluk"
    assert record.title == "per ongeluk"
    assert store.get(Case, case.id).title == "voor"


def test_stamps_rise_when_the_clock_stands_still_or_goes_back(store: Store, clock) -> None:
    """The order of writes is theirs, whatever the clock says."""
    case = add_case(store, title="1")
    for title, hours in (("2", 0), ("3", -5000), ("4", 1)):
        clock.advance(hours=hours)
        with store.unit_of_work("Casus gewijzigd") as work:
            work.change(work.get(Case, case.id), {"title": title})
    stamps = [(row.milliseconds, row.counter) for row in rows_of(store, tables.operation)]
    assert stamps == sorted(set(stamps))
    assert written(store, case.id, "title") == ["1", "2", "3", "4"]
