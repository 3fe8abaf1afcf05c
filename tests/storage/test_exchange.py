"""Handing over and taking in: what leaves, what arrives, and what is refused."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from store_kit import FrozenClock, files_of, meet, quick_unlock
from store_samples import add_public, counts_behind, everything_as_text, log, open_values, rows_of, shown

from storage import tables
from storage.bundle_door import OwnBundle, SenderNotVerified
from storage.bundle_errors import (
    BundleNotMade,
    BundleReplayed,
    BundleTooLate,
    NotForThisRecipient,
    SeriesForked,
    UnknownSender,
)
from storage.bundle_text import BundleContent, read_content, write_content
from storage.contacts import Contact, add_contact
from storage.errors import BundleRefused, ClockWrong, RecordMissing, ValueRefused
from storage.handing_over import NothingToExport, PurposeMissing, RecipientNotVerified, export_bundle, plan_export
from storage.merge import ContradictoryHistory, apply_merge, plan_merge
from storage.models import (
    CareLocation,
    CareNeed,
    Case,
    FixedBond,
    Professional,
    Provider,
    Pupil,
    Record,
    School,
    VisitPattern,
)
from storage.store import Store
from storage.taking_in import import_bundle, inspect_bundle
from storage.undo import undo

CASE, OTHER_CASE = "c" * 32, "d" * 32
SCHOOL = "5" * 32


def write(store: Store, *records: Record) -> None:
    """Write new records as one act."""
    with store.unit_of_work("Geschreven") as work:
        work.add(*records)


def change(store: Store, model: type[Record], record_id: str, **values: Any) -> None:
    """Change a record as one act."""
    with store.unit_of_work("Gewijzigd") as work:
        work.change(work.get(model, record_id), values)


def write_case(store: Store) -> None:
    """Write one case with everything that belongs to it, and one provider that does not."""
    write(
        store,
        School(id=SCHOOL, site_code="99ZZ00", name="De Zeehond"),
        Case(id=CASE, title="Verpleging", school_id=SCHOOL),
        Pupil(id="a" * 32, case_id=CASE, pseudonym="Zilveren Reiger"),
        CareNeed(id="b" * 32, case_id=CASE, pupil_id="a" * 32, minutes_needed=90),
        Provider(id="1" * 32, name="Zorg BV"),
        Professional(id="2" * 32, provider_id="1" * 32, name="Noor"),
        FixedBond(id="3" * 32, school_id=SCHOOL, provider_id="1" * 32),
        VisitPattern(id="4" * 32, school_id=SCHOOL, professional_id="2" * 32, serves=["b" * 32]),
        Provider(id="9" * 32, name="Niet betrokken"),
    )


def send(sender: Store, contact: Contact, **limits: Any) -> bytes:
    """Make a bundle for one contact."""
    return export_bundle(sender, [contact], purpose="Overdracht aan de regio", **limits)


def test_a_case_leaves_with_all_that_is_needed_to_understand_it_and_no_more(pair) -> None:
    """The plan tells the same records that arrive; a provider without a tie to the case stays home."""
    write_case(pair.arranger)
    planned = plan_export(pair.arranger)
    import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator_contact))
    arrived = shown(pair.coordinator)
    assert arrived.keys() == set().union(*planned.records.values())
    assert arrived == {key: value for key, value in shown(pair.arranger).items() if key != "9" * 32}


def test_only_the_chosen_cases_leave(pair) -> None:
    """Another case at another place stays home, with its pupils."""
    write_case(pair.arranger)
    write(
        pair.arranger,
        CareLocation(id="6" * 32, name="Kinderdagcentrum"),
        Case(id=OTHER_CASE, title="Thuiszitter", care_location_id="6" * 32),
        Pupil(id="7" * 32, case_id=OTHER_CASE, pseudonym="Gouden Kievit"),
    )
    import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator_contact, case_ids=[OTHER_CASE]))
    assert shown(pair.coordinator).keys() == {"6" * 32, OTHER_CASE, "7" * 32}


def test_nothing_leaves_without_a_purpose(pair) -> None:
    """Blank is no purpose; nothing is made and nothing is counted."""
    write_case(pair.arranger)
    before = counts_behind(pair.arranger)
    for purpose in ("", "  \n"):
        with pytest.raises(PurposeMissing, match="waarvoor"):
            export_bundle(pair.arranger, [pair.coordinator_contact], purpose=purpose)
    assert counts_behind(pair.arranger) == before


def test_nothing_leaves_for_somebody_who_is_not_verified(pair, make_store) -> None:
    """One such recipient among verified ones is enough to refuse; so is none at all."""
    write_case(pair.arranger)
    seen = add_contact(pair.arranger, make_store().identity.card_text)
    before = counts_behind(pair.arranger)
    for recipients in ([seen], [pair.coordinator_contact, seen], []):
        with pytest.raises(RecipientNotVerified, match="controlegetal"):
            export_bundle(pair.arranger, recipients, purpose="Overdracht")
    assert counts_behind(pair.arranger) == before


def test_nothing_leaves_when_there_is_no_case(pair) -> None:
    """Nor a bundle of a choice that is empty; the number of the series is not used up."""
    write(pair.arranger, School(id=SCHOOL))
    for make in (plan_export, lambda store: send(store, pair.coordinator_contact)):
        with pytest.raises(NothingToExport):
            make(pair.arranger)
    for chosen in ([], ["f" * 32]):
        with pytest.raises(NothingToExport):
            send(pair.arranger, pair.coordinator_contact, case_ids=chosen)
    write_case_without_school(pair.arranger)
    assert not import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator_contact)).gap


def write_case_without_school(store: Store) -> None:
    """Write a case alone."""
    write(store, Case(id=CASE, title="Verpleging"))


def test_a_purpose_with_control_characters_is_refused(pair) -> None:
    """It is shown at the other side; nothing is made."""
    write_case(pair.arranger)
    before = counts_behind(pair.arranger)
    with pytest.raises(BundleNotMade, match="stuurtekens"):
        export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Over\x1b[2Jdracht")
    assert counts_behind(pair.arranger) == before


def test_a_purpose_with_a_citizen_number_is_refused(pair) -> None:
    """It would stand in both logs for ever."""
    write_case(pair.arranger)
    before = counts_behind(pair.arranger)
    with pytest.raises(BundleNotMade, match="BSN"):
        export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht 111222333")
    assert counts_behind(pair.arranger) == before


def test_nothing_is_made_under_a_clock_of_another_century(make_store) -> None:
    """A laptop whose battery died says 1970: the sentence says to set the date."""
    clock = FrozenClock()
    arranger, coordinator = make_store(clock=clock), make_store("coordinator")
    contact, _ = meet(arranger, coordinator)
    write_case(arranger)
    clock.moment = clock.moment.replace(year=1970)
    with pytest.raises(ClockWrong, match="klok"):
        send(arranger, contact)
    clock.moment = clock.moment.replace(year=2026)
    assert not import_bundle(coordinator, send(arranger, contact)).gap


def test_a_value_that_was_corrected_never_leaves(pair) -> None:
    """A name typed in the wrong field is nowhere at the other side, nor in the bundle's own text."""
    write_case(pair.arranger)
    change(pair.arranger, Case, CASE, title="Kanarie Vogelaar")
    change(pair.arranger, Case, CASE, title="Verpleging")
    change(pair.arranger, Pupil, "a" * 32, name="Kanarie Vogelaar")
    with pair.arranger.unit_of_work("Ongedaan gemaakt") as work:
        undo(work)
    incoming = import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator_contact))
    assert "Kanarie" not in write_content(incoming.content).decode()
    assert "Kanarie" not in everything_as_text(pair.coordinator)
    assert "Kanarie" in everything_as_text(pair.arranger)


def test_export_and_import_are_logged_with_purpose_and_counts(pair) -> None:
    """Both logs name the same bundle; the log of the sender says to whom."""
    write_case(pair.arranger)
    incoming = import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator_contact))
    sent, received = rows_of(pair.arranger, tables.audit)[-1], rows_of(pair.coordinator, tables.audit)[-1]
    assert (sent.action, received.action) == ("export", "import")
    assert sent.subject == received.subject == incoming.header.bundle_id
    assert sent.reason == received.reason == "Overdracht aan de regio"
    assert pair.coordinator.identity.card.fingerprint in sent.details
    assert pair.arranger.log_fault() is pair.coordinator.log_fault() is None


def test_two_recipients_each_have_a_series_of_their_own(pair, make_store) -> None:
    """What one got and the other did not is no gap for the other."""
    third = make_store("coordinator")
    third_contact, _ = meet(pair.arranger, third)
    write_case(pair.arranger)
    import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator_contact))
    both = export_bundle(pair.arranger, [pair.coordinator_contact, third_contact], purpose="Overleg")
    assert [import_bundle(store, both).sequence for store in (pair.coordinator, third)] == [2, 1]
    assert not import_bundle(third, send(pair.arranger, third_contact)).gap


def test_looking_writes_nothing(pair) -> None:
    """The preview says what an import would do; files, tables and log stay as they are."""
    write_case(pair.arranger)
    data = send(pair.arranger, pair.coordinator_contact)
    before, files = counts_behind(pair.coordinator), files_of(pair.coordinator.folder)
    looked = inspect_bundle(pair.coordinator, data)
    assert counts_behind(pair.coordinator) == before
    assert files_of(pair.coordinator.folder) == files
    assert (looked.plan.new_records, looked.plan.conflicts, looked.gap) == (8, 0, False)
    assert looked.content.purpose == "Overdracht aan de regio"
    assert import_bundle(pair.coordinator, data).plan == looked.plan


def test_a_second_bundle_brings_only_what_is_new(pair) -> None:
    """Numbered on, without a gap; what was known is counted as known."""
    write_case(pair.arranger)
    import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator_contact))
    change(pair.arranger, Case, CASE, title="Verpleging en vervoer")
    second = import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator_contact))
    assert (second.sequence, second.gap) == (2, False)
    assert [(change.record_id, [field.field for field in change.fields]) for change in second.plan.changes] == [
        (CASE, ["title"])
    ]
    assert shown(pair.coordinator)[CASE]["title"] == "Verpleging en vervoer"


def test_a_lost_bundle_is_told_and_nothing_is_missing(pair) -> None:
    """The next one brings all; the gap is shown, so that a user asks after it."""
    write_case(pair.arranger)
    send(pair.arranger, pair.coordinator_contact)
    change(pair.arranger, Case, CASE, title="Later")
    incoming = import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator_contact))
    assert incoming.gap
    assert shown(pair.coordinator)[CASE]["title"] == "Later"


def test_a_bundle_is_read_once(pair) -> None:
    """A second time, or an older one after a newer: refused, and nothing changes."""
    write_case(pair.arranger)
    old, new = (send(pair.arranger, pair.coordinator_contact) for _ in range(2))
    import_bundle(pair.coordinator, new)
    before = counts_behind(pair.coordinator)
    for data in (new, old):
        for read in (inspect_bundle, import_bundle):
            with pytest.raises(BundleReplayed):
                read(pair.coordinator, data)
    assert counts_behind(pair.coordinator) == before


def test_a_bundle_that_comes_after_a_later_one_is_told_to_be_missing_still(pair) -> None:
    """It was never read, so nobody says that nothing needs to be done; taking the later one back lets it in."""
    write_case(pair.arranger)
    early, late = (send(pair.arranger, pair.coordinator_contact) for _ in range(2))
    import_bundle(pair.coordinator, late)
    before = counts_behind(pair.coordinator)
    with pytest.raises(BundleTooLate, match="in volgorde"):
        import_bundle(pair.coordinator, early)
    assert counts_behind(pair.coordinator) == before
    with pair.coordinator.unit_of_work("Ongedaan gemaakt") as work:
        undo(work)
    import_bundle(pair.coordinator, early)
    import_bundle(pair.coordinator, late)
    with pytest.raises(BundleReplayed) as known:
        import_bundle(pair.coordinator, early)
    assert type(known.value) is BundleReplayed


def test_ones_own_bundle_is_told_apart(pair) -> None:
    """A user who picks the wrong file hears whose it is."""
    write_case(pair.arranger)
    data = send(pair.arranger, pair.coordinator_contact)
    for read in (inspect_bundle, import_bundle):
        with pytest.raises(OwnBundle, match="zelf gemaakt"):
            read(pair.arranger, data)


def test_a_sender_must_be_known_and_verified(pair, make_store) -> None:
    """Unknown and merely seen are two sentences; in neither case anything of it is used."""
    stranger = make_store()
    contact, _ = meet(stranger, pair.coordinator)
    with pair.coordinator.unit_of_work("proef") as work:
        work.connection.execute(
            tables.contact.delete().where(tables.contact.c.fingerprint == stranger.identity.card.fingerprint)
        )
    write_case(stranger)
    before = counts_behind(pair.coordinator)
    with pytest.raises(UnknownSender):
        import_bundle(pair.coordinator, send(stranger, contact))
    assert counts_behind(pair.coordinator) == before
    add_contact(pair.coordinator, stranger.identity.card_text)
    before = counts_behind(pair.coordinator)
    with pytest.raises(SenderNotVerified, match="controlegetal"):
        import_bundle(pair.coordinator, send(stranger, contact))
    assert counts_behind(pair.coordinator) == before


def test_a_bundle_for_somebody_else_stays_closed(pair, make_store) -> None:
    """Also for somebody whom the sender knows well."""
    third = make_store()
    third_contact, _ = meet(pair.arranger, third)
    write_case(pair.arranger)
    with pytest.raises(NotForThisRecipient):
        import_bundle(pair.coordinator, send(pair.arranger, third_contact))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"# Zorgbundel 1.", b"\x00" * 1000])
def test_what_is_no_bundle_is_refused(pair, data: bytes) -> None:
    """Any other file gets a sentence, in the preview as well."""
    for read in (inspect_bundle, import_bundle):
        with pytest.raises(BundleRefused):
            read(pair.coordinator, data)


def with_title(content: BundleContent, value: Any) -> tuple[Any, ...]:
    """Return the ops of a content with another value in the case's title."""
    return tuple(replace(op, value=value) if (op.record_id, op.field) == (CASE, "title") else op for op in content.ops)


@pytest.mark.parametrize("value", ["bsn 111222333", 5, ["Verpleging"], None])
def test_one_value_that_is_no_good_refuses_the_whole_bundle(pair, bundle_of, value: Any) -> None:
    """Nothing of it is used; a good bundle afterwards is read as usual."""
    write_case(pair.arranger)
    data = bundle_of(pair, lambda content: {"ops": with_title(content, value)})
    before = counts_behind(pair.coordinator)
    for read in (inspect_bundle, import_bundle):
        with pytest.raises(ValueRefused):
            read(pair.coordinator, data)
    assert counts_behind(pair.coordinator) == before
    import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator_contact))
    assert shown(pair.coordinator)[CASE]["title"] == "Verpleging"


def test_a_store_whose_backup_was_put_back_is_found_out(pair, tmp_path: Path) -> None:
    """It makes bundles that contradict earlier ones: by the number of the series, and by the writes themselves."""
    write_case(pair.arranger)
    import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator_contact))
    pair.arranger.close()
    shutil.copytree(pair.arranger.folder, tmp_path / "reservekopie")
    with quick_unlock(pair.arranger.folder) as arranger:
        change(arranger, Case, CASE, title="Eerst zo")
        import_bundle(pair.coordinator, send(arranger, pair.coordinator_contact))
    before = counts_behind(pair.coordinator)
    with quick_unlock(tmp_path / "reservekopie") as restored:
        change(restored, Case, CASE, title="Dan anders")
        with pytest.raises(SeriesForked, match="reservekopie"):
            import_bundle(pair.coordinator, send(restored, pair.coordinator_contact))
        with pytest.raises(ContradictoryHistory, match="reservekopie"):
            import_bundle(pair.coordinator, send(restored, pair.coordinator_contact))
    assert counts_behind(pair.coordinator) == before
    assert shown(pair.coordinator)[CASE]["title"] == "Eerst zo"


def exchange_both_ways(pair) -> None:
    """Let both send to each other and read."""
    import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator_contact))
    import_bundle(pair.arranger, send(pair.coordinator, pair.arranger_contact))


def test_a_conflict_is_seen_by_both_and_settled_by_one(pair) -> None:
    """Both keep both values; the choice of one travels back and ends it for the other."""
    with pair.arranger.unit_of_work("Casus van niemand begonnen") as work:
        add_public(work, Case(id=CASE, title="Verpleging"))
    exchange_both_ways(pair)
    change(pair.arranger, Case, CASE, title="van de arrangeur")
    change(pair.coordinator, Case, CASE, title="van de coördinator")
    exchange_both_ways(pair)
    both = {(CASE, "title"): {'"van de arrangeur"', '"van de coördinator"'}}
    assert open_values(pair.arranger) == open_values(pair.coordinator) == both
    assert shown(pair.arranger)[CASE] == shown(pair.coordinator)[CASE]
    change(pair.coordinator, Case, CASE, title="samen gekozen")
    import_bundle(pair.arranger, send(pair.coordinator, pair.arranger_contact))
    assert open_values(pair.arranger) == open_values(pair.coordinator) == {}
    assert shown(pair.arranger)[CASE]["title"] == "samen gekozen"


def test_taking_away_travels(pair) -> None:
    """What one took away disappears at the other, and comes back when it is undone."""
    write_case(pair.arranger)
    exchange_both_ways(pair)
    with pair.arranger.unit_of_work("Leerling weggehaald") as work:
        work.remove(work.get(Pupil, "a" * 32))
    exchange_both_ways(pair)
    with pytest.raises(RecordMissing):
        pair.coordinator.get(Pupil, "a" * 32)
    with pair.arranger.unit_of_work("Ongedaan gemaakt") as work:
        undo(work)
    exchange_both_ways(pair)
    assert pair.coordinator.get(Pupil, "a" * 32).pseudonym == "Zilveren Reiger"


def test_a_case_that_was_taken_away_travels_too(pair) -> None:
    """Also when it is the only one."""
    write_case(pair.arranger)
    exchange_both_ways(pair)
    with pair.arranger.unit_of_work("Casus weggehaald") as work:
        work.remove(work.get(Case, CASE))
    exchange_both_ways(pair)
    assert pair.coordinator.counts()["case"] == 0


def test_erasure_travels(pair) -> None:
    """What was erased at one is erased at the other, and does not come back with an answer."""
    write_case(pair.arranger)
    exchange_both_ways(pair)
    late = send(pair.coordinator, pair.arranger_contact)
    with pair.arranger.unit_of_work("Gewist") as work:
        apply_merge(work, plan_merge(work.connection, (), ["a" * 32], pair.arranger.clock))
    import_bundle(pair.arranger, late)
    import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator_contact))
    for store in (pair.arranger, pair.coordinator):
        assert "Zilveren Reiger" not in everything_as_text(store)


def test_after_a_round_trip_nothing_is_left_to_say(pair) -> None:
    """What comes back is known: no changes, no conflicts."""
    write_case(pair.arranger)
    exchange_both_ways(pair)
    incoming = import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator_contact))
    assert (incoming.plan.ops, incoming.plan.changes, incoming.plan.conflicts) == ((), (), 0)


def test_an_import_is_one_act_that_screens_hear_of(pair) -> None:
    """The signal comes once, with every record that changed; the coordinator's own acts are untouched."""
    write_case(pair.arranger)
    heard: list[Any] = []
    pair.coordinator.changed.subscribe(heard.append)
    import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator_contact))
    assert len(heard) == 1
    assert ("case", CASE) in heard[0].records
    assert log(pair.coordinator)[-1][0] == "import"


def test_the_content_names_who_wrote_each_value(pair) -> None:
    """A value keeps its author when somebody else hands it on."""
    write_case(pair.arranger)
    exchange_both_ways(pair)
    change(pair.coordinator, Case, CASE, next_action="bellen")
    data = send(pair.coordinator, pair.arranger_contact)
    incoming = import_bundle(pair.arranger, data)
    authors = {(op.field, op.author) for op in incoming.content.ops if op.record_id == CASE}
    assert ("next_action", pair.coordinator.identity.card.fingerprint) in authors
    assert ("title", pair.arranger.identity.card.fingerprint) in authors
    assert read_content(write_content(incoming.content)) == incoming.content


def test_what_the_user_decides_is_written_with_what_came_in(pair) -> None:
    """One transaction and one act; the store keeps which writes the bundle brought, and both logs tell the proposal."""
    write_case_without_school(pair.arranger)
    exchange_both_ways(pair)
    change(pair.coordinator, Case, CASE, title="voorstel")
    data = send(pair.coordinator, pair.arranger_contact)
    incoming = import_bundle(pair.arranger, data, {("case", CASE, "title"): "samen"})
    assert incoming.plan.proposals == 1
    assert shown(pair.arranger)[CASE]["title"] == "samen"
    assert rows_of(pair.arranger, tables.proposal) == []
    bundle = [row for row in rows_of(pair.arranger, tables.bundle) if row.direction == "in"][-1]
    decided = [row for row in rows_of(pair.arranger, tables.operation) if row.change_id == bundle.change_id]
    assert [(row.field, row.value) for row in decided] == [("title", '"samen"')]
    carried = [row for row in rows_of(pair.arranger, tables.bundle_operation) if row.bundle_row == bundle.id]
    assert len(carried) == len(incoming.content.ops)
    assert ("decide", "case.title", CASE) in log(pair.arranger)
    import_bundle(pair.coordinator, send(pair.arranger, pair.coordinator_contact))
    assert shown(pair.coordinator)[CASE]["title"] == "samen"


def test_a_decision_about_a_record_that_is_not_here_undoes_the_whole(pair) -> None:
    """Nothing of the bundle is taken in either."""
    write_case_without_school(pair.arranger)
    data = send(pair.arranger, pair.coordinator_contact)
    before = counts_behind(pair.coordinator)
    with pytest.raises(RecordMissing):
        import_bundle(pair.coordinator, data, {("case", "e" * 32, "title"): "x"})
    assert counts_behind(pair.coordinator) == before
