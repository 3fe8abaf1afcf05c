"""Taking back what was read in: everything is as before, what was built upon stays, and the file can be read in again."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, func, select, update
from store_samples import rows_of, shown

from storage import tables
from storage.bundle_errors import BundleReplayed
from storage.deciding import decide
from storage.errors import NothingToUndo
from storage.handing_over import export_bundle
from storage.models import CareNeed, Case, Provider, Pupil, Record, School
from storage.open_fields import open_fields
from storage.receipts import read_receipt, write_receipt
from storage.store import Store
from storage.take_back import NoSuchBundle, NothingToTakeBack, ReadInBefore, TakeBack, plan_take_back, take_back
from storage.taking_in import import_bundle
from storage.undo import AnotherActSince, next_import, redo, undo

CASE, PUPIL, NEED, SCHOOL, PROVIDER = "c" * 32, "a" * 32, "b" * 32, "5" * 32, "1" * 32


def write(store: Store, *records: Record) -> None:
    """Write new records as one act."""
    with store.unit_of_work("Geschreven") as work:
        work.add(*records)


def change(store: Store, model: type[Record], record_id: str, **values: Any) -> None:
    """Change a record as one act."""
    with store.unit_of_work("Gewijzigd") as work:
        work.change(work.get(model, record_id), values)


def sent(pair: Any) -> bytes:
    """Return a bundle of all cases of the arranger, for the coordinator."""
    return export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht")


def answered(pair: Any) -> bytes:
    """Return a bundle of all cases of the coordinator, for the arranger."""
    return export_bundle(pair.coordinator, [pair.arranger_contact], purpose="Terug")


def begin(store: Store) -> None:
    """Write a case with a pupil and a need, at a school."""
    write(
        store,
        School(id=SCHOOL, site_code="99ZZ00", name="De Zeehond"),
        Case(id=CASE, title="Verpleging", school_id=SCHOOL),
        Pupil(id=PUPIL, case_id=CASE, pseudonym="Zilveren Reiger"),
        CareNeed(id=NEED, case_id=CASE, pupil_id=PUPIL, minutes_needed=90),
    )


def everything(store: Store) -> dict[str, Any]:
    """Return what is shown, listed, open and standing in a store, without the local numbers of writes."""
    with store.read() as session:
        connection = session.connection()
        heads = connection.execute(
            select(
                tables.device.c.name,
                tables.operation.c.number,
                tables.operation.c.value,
                tables.operation.c.superseded,
                tables.operation.c.vouched,
            ).join(tables.device, tables.device.c.id == tables.operation.c.device_id)
        )
        listing = connection.execute(select(tables.listing.c.record_id, tables.listing.c.sort_text))
        carried = connection.execute(
            select(func.count())
            .select_from(tables.bundle_operation)
            .join(tables.bundle, tables.bundle.c.id == tables.bundle_operation.c.bundle_row)
            .where(tables.bundle.c.direction == "in")
        )
        return {
            "shown": shown(store),
            "writes": {tuple(row) for row in heads},
            "listing": {tuple(row) for row in listing},
            "open": open_fields(store),
            "links": len(rows_of(store, tables.supersedes)),
            "received": carried.scalar_one(),
        }


def test_all_is_as_before_and_the_same_file_can_be_read_in_again(pair) -> None:
    """Rows, lists, conflicts, proposals and the history itself; a second reading gives what the first one gave."""
    begin(pair.arranger)
    import_bundle(pair.coordinator, sent(pair))
    change(pair.coordinator, School, SCHOOL, phone="030 222")
    change(pair.coordinator, Case, CASE, next_action="Bellen met de school")
    change(pair.arranger, School, SCHOOL, phone="030 111")
    change(pair.arranger, Case, CASE, title="Verpleging in groep 4")
    write(pair.arranger, Provider(id=PROVIDER, name="Zorg BV"), CareNeed(case_id=CASE, provider_id=PROVIDER))
    bundle = sent(pair)
    before = everything(pair.coordinator)
    import_bundle(pair.coordinator, bundle)
    first = everything(pair.coordinator)
    assert first["shown"] != before["shown"]
    assert first["open"] != before["open"]
    done = take_back(pair.coordinator)
    assert not done.leaving.stays
    assert everything(pair.coordinator) == before
    import_bundle(pair.coordinator, bundle)
    assert everything(pair.coordinator) == first
    with pytest.raises(BundleReplayed):
        import_bundle(pair.coordinator, bundle)


def test_undo_takes_back_an_import_with_the_choices_made_in_it(pair) -> None:
    """One act: the proposal that was accepted is open no more, and not even known; redo has nothing, the file has."""
    begin(pair.arranger)
    import_bundle(pair.coordinator, sent(pair))
    change(pair.coordinator, Case, CASE, title="Verpleging en rust")
    bundle = answered(pair)
    before = everything(pair.arranger)
    import_bundle(pair.arranger, bundle, {("case", CASE, "title"): "Verpleging en rust"})
    assert pair.arranger.get(Case, CASE).title == "Verpleging en rust"
    with pair.arranger.read() as session:
        assert next_import(session.connection())
    with pair.arranger.unit_of_work("Ongedaan gemaakt") as work:
        undo(work)
    assert everything(pair.arranger) == before
    with pytest.raises(NothingToUndo), pair.arranger.unit_of_work("Opnieuw") as work:
        redo(work)
    import_bundle(pair.arranger, bundle)
    assert [one.field for one in open_fields(pair.arranger)] == ["title"]


def test_undo_of_another_bundle_than_was_shown_is_refused(pair) -> None:
    """While the user read what would go, another bundle came in, or the first one."""
    begin(pair.arranger)
    for shown_first in (False, True):
        change(pair.arranger, Case, CASE, title=f"Rust {shown_first}")
        bundle = sent(pair)
        with pair.coordinator.read() as session:
            seen = next_import(session.connection())
        assert bool(seen) is shown_first
        import_bundle(pair.coordinator, bundle)
        with pytest.raises(AnotherActSince), pair.coordinator.unit_of_work("Ongedaan gemaakt") as work:
            undo(work, bundle_id=seen)
    assert pair.coordinator.get(Case, CASE).title == "Rust True"


def test_what_the_user_built_upon_stays_and_is_told(pair) -> None:
    """A record that somebody worked on stays whole, with all that it names; the rest goes."""
    begin(pair.arranger)
    write(pair.arranger, Case(id="d" * 32, title="Thuiszitter", school_id=SCHOOL))
    import_bundle(pair.coordinator, sent(pair))
    write(pair.coordinator, CareNeed(id="e" * 32, case_id=CASE, pupil_id=PUPIL, minutes_needed=30))
    done = take_back(pair.coordinator)
    assert {kind for kind, _ in done.leaving.gone} == {"case", "care_need"}
    assert shown(pair.coordinator).keys() == {SCHOOL, CASE, PUPIL, "e" * 32}
    assert {key[1] for key in done.leaving.stays} == {SCHOOL, CASE, PUPIL}
    with pytest.raises(NothingToTakeBack):
        take_back(pair.coordinator)


def test_an_import_of_an_older_version_of_the_app_cannot_be_taken_back(pair) -> None:
    """It was not kept what it brought; the sentence says so and nothing changes."""
    begin(pair.arranger)
    import_bundle(pair.coordinator, sent(pair))
    with pair.coordinator.unit_of_work("Zoals het was") as work:
        work.connection.execute(delete(tables.bundle_operation))
        work.connection.execute(update(tables.operation).values(bundle_row=None))
    before = everything(pair.coordinator)
    with pytest.raises(ReadInBefore, match="oudere versie"):
        take_back(pair.coordinator)
    assert everything(pair.coordinator) == before


def test_an_older_import_leaves_what_a_later_one_brought_too(pair) -> None:
    """Without receipts a bundle holds all of the one before: taking the first back changes nothing, then the second all."""
    begin(pair.arranger)
    first = import_bundle(pair.coordinator, sent(pair))
    change(pair.arranger, Case, CASE, title="Verpleging in groep 4")
    import_bundle(pair.coordinator, sent(pair))
    both = everything(pair.coordinator)
    done = take_back(pair.coordinator, first.header.bundle_id)
    assert done.leaving.moved
    assert everything(pair.coordinator)["shown"] == both["shown"]
    take_back(pair.coordinator)
    assert shown(pair.coordinator) == {}
    assert not rows_of(pair.coordinator, tables.bundle_operation)


def test_a_choice_that_nobody_saw_yet_is_undone_so_that_it_can_be_made_again(pair) -> None:
    """Also a declined proposal is open again; once the choice was sent, undo writes what stood before, as ever."""
    begin(pair.arranger)
    import_bundle(pair.coordinator, sent(pair))
    change(pair.coordinator, Case, CASE, title="Verpleging en rust")
    import_bundle(pair.arranger, answered(pair))
    waiting = open_fields(pair.arranger)
    choose = {("case", CASE, "title"): "Verpleging"}
    for _ in range(2):
        with pair.arranger.unit_of_work("Keuze gemaakt") as work:
            decide(work, choose)
        assert not open_fields(pair.arranger)
        with pair.arranger.unit_of_work("Ongedaan gemaakt") as work:
            assert not undo(work).can_redo
        assert open_fields(pair.arranger) == waiting
    with pair.arranger.unit_of_work("Keuze gemaakt") as work:
        decide(work, {("case", CASE, "title"): "Verpleging en rust"})
    sent(pair)
    with pair.arranger.unit_of_work("Ongedaan gemaakt") as work:
        assert undo(work).can_redo
    assert pair.arranger.get(Case, CASE).title == "Verpleging"
    assert not open_fields(pair.arranger)


def test_a_sender_who_got_a_receipt_must_get_a_new_one_after_taking_back(pair) -> None:
    """Until then the sender believes that it is all here, and sends none of it again."""
    begin(pair.arranger)
    import_bundle(pair.coordinator, sent(pair))
    assert not planned_now(pair.coordinator).receipted
    read_receipt(pair.arranger, write_receipt(pair.coordinator, pair.arranger_contact))
    assert take_back(pair.coordinator).receipted
    assert read_receipt(pair.arranger, write_receipt(pair.coordinator, pair.arranger_contact)).again == 1


def planned_now(store: Store) -> TakeBack:
    """Return what taking back the last import would do."""
    with store.read() as session:
        return plan_take_back(session.connection())


def test_a_bundle_that_is_not_there_is_told_apart_from_having_none(pair) -> None:
    """The sentence names no bundle and no sender: what is there is for a list."""
    with pytest.raises(NothingToTakeBack) as none:
        take_back(pair.coordinator, "ab")
    assert type(none.value) is NothingToTakeBack
    begin(pair.arranger)
    incoming = import_bundle(pair.coordinator, sent(pair))
    with pytest.raises(NoSuchBundle) as other:
        take_back(pair.coordinator, "zz")
    assert incoming.header.bundle_id[:8] not in str(other.value)
    assert pair.arranger.identity.label not in str(other.value)
    take_back(pair.coordinator, incoming.header.bundle_id[:8])
