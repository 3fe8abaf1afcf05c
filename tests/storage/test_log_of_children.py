"""Who saw or changed a child: every act that touches one leaves a row on that child, in the same transaction."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select
from store_samples import counts_behind, log, rows_of

from storage import audit, audit_anchors, tables
from storage.audit import Action
from storage.handing_over import export_bundle
from storage.models import CareNeed, Case, Professional, Pupil, School, VisitPattern
from storage.store import Store
from storage.taking_in import import_bundle
from storage.undo import redo, undo

CASE, FIRST, SECOND, NEED = "c" * 32, "a" * 32, "b" * 32, "d" * 32


def write_case(store: Store) -> None:
    """Write a case with two children; the first has a need, and so has the group."""
    with store.unit_of_work("Casus begonnen") as work:
        work.add(
            Case(id=CASE, title="Verpleging"),
            Pupil(id=FIRST, case_id=CASE, pseudonym="Zilveren Reiger"),
            Pupil(id=SECOND, case_id=CASE, pseudonym="Blauwe Otter"),
            CareNeed(id=NEED, case_id=CASE, pupil_id=FIRST, minutes_needed=90),
            CareNeed(id="e" * 32, case_id=CASE, minutes_needed=30),
        )


def about(store: Store, subject: str) -> list[tuple[str, str, str]]:
    """Return the log of one child as (action, object, details)."""
    return [(row.action, row.object, row.details) for row in rows_of(store, tables.audit) if row.subject == subject]


def test_an_act_on_several_children_names_each_of_them(store: Store) -> None:
    """A row per child with all of its records, and one for what is of nobody in particular."""
    write_case(store)
    assert about(store, FIRST) == [("change", "care_need pupil", "records=2 fields=7")]
    assert about(store, SECOND) == [("change", "pupil", "records=1 fields=3")]
    assert log(store)[-1] == ("change", "care_need case", "")
    assert store.log_fault() is None


def test_a_change_in_a_care_need_is_a_change_of_the_child(store: Store) -> None:
    """Nobody else is named."""
    write_case(store)
    before = len(log(store))
    with store.unit_of_work("Zorgbehoefte gewijzigd") as work:
        work.change(work.get(CareNeed, NEED), {"minutes_needed": 60})
    assert log(store)[before:] == [("change", "care_need", FIRST)]


def test_a_need_that_goes_to_another_child_is_logged_for_both(store: Store) -> None:
    """Also when that is undone, and done again."""
    write_case(store)
    before = len(log(store))
    with store.unit_of_work("Zorgbehoefte gewijzigd") as work:
        work.change(work.get(CareNeed, NEED), {"pupil_id": SECOND})
    both = [("change", "care_need", FIRST), ("change", "care_need", SECOND)]
    assert log(store)[before:] == both
    for back in (undo, redo):
        before = len(log(store))
        with store.unit_of_work("Ongedaan gemaakt") as work:
            back(work)
        assert log(store)[before:] == [*both, ("change", "undo", "")]


def test_an_act_that_touches_no_child_names_none(store: Store) -> None:
    """A school, a professional and a visit are one row, about no record in particular."""
    with store.unit_of_work("Bezoek geplaatst") as work:
        work.add(School(site_code="99ZZ00"), Professional(name="Noor"), VisitPattern(serves=[NEED]))
    assert log(store)[-1] == ("change", "professional school visit_pattern", "")


def test_a_bundle_leaves_a_row_per_child_at_both_ends(pair: Any) -> None:
    """Who gave it to whom, in which bundle, for what; the row of the bundle itself comes last."""
    write_case(pair.arranger)
    sealed = export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overleg")
    import_bundle(pair.coordinator, sealed)
    sent, received = rows_of(pair.arranger, tables.audit)[-1], rows_of(pair.coordinator, tables.audit)[-1]
    assert (sent.object, received.object) == ("bundle", "bundle")
    for store, action, whom in (
        (pair.arranger, "export", f"to={pair.coordinator_contact.fingerprint}"),
        (pair.coordinator, "import", f"from={pair.arranger_contact.fingerprint}"),
    ):
        rows = [row for row in rows_of(store, tables.audit) if row.action == action and row.object != "bundle"]
        assert [row.subject for row in rows] == [FIRST, SECOND]
        assert {row.reason for row in rows} == {"Overleg"}
        assert all(f"bundle={sent.subject}" in row.details and whom in row.details for row in rows)
        assert store.log_fault() is None


def test_a_bundle_that_says_nothing_new_about_a_child_names_only_who_it_is_about(pair: Any) -> None:
    """The second bundle changes one child; the other is not in the log of that import."""
    write_case(pair.arranger)
    import_bundle(pair.coordinator, export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overleg"))
    with pair.arranger.unit_of_work("Leerling gewijzigd") as work:
        work.change(work.get(Pupil, SECOND), {"group_name": "Groep 4"})
    before = len(log(pair.coordinator))
    import_bundle(pair.coordinator, export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overleg"))
    assert [row[:2] for row in log(pair.coordinator)[before:]] == [("import", "pupil"), ("import", "bundle")]
    assert log(pair.coordinator)[before][2] == SECOND


def test_a_bundle_that_erases_a_child_is_logged_on_that_child(pair: Any) -> None:
    """The rows about the child stay, under its random id."""
    write_case(pair.arranger)
    import_bundle(pair.coordinator, export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overleg"))
    with pair.arranger.unit_of_work("Gewist") as work:
        work.connection.execute(insert(tables.purged), [{"record_id": FIRST}, {"record_id": NEED}])
    before = len(log(pair.coordinator))
    import_bundle(pair.coordinator, export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Wissen"))
    assert ("erase", "care_need pupil", FIRST) in log(pair.coordinator)[before:]
    assert [row[0] for row in about(pair.coordinator, FIRST)] == ["import", "erase"]


def let_everybody_write(store: Any) -> None:
    """Make the records nobody's own, so that what two people write in them stands side by side."""
    with store.unit_of_work("Van niemand") as work:
        for model, record_id in ((Case, CASE), (CareNeed, NEED)):
            work.get(model, record_id).owner = ""


def test_choosing_between_two_values_is_logged(pair: Any) -> None:
    """A row per field that was settled, on the child it is about; an ordinary write leaves none."""
    write_case(pair.arranger)
    let_everybody_write(pair.arranger)
    import_bundle(pair.coordinator, export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overleg"))
    for store, minutes in ((pair.arranger, 60), (pair.coordinator, 120)):
        with store.unit_of_work("Zorgbehoefte gewijzigd") as work:
            work.change(work.get(CareNeed, NEED), {"minutes_needed": minutes})
    import_bundle(pair.coordinator, export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overleg"))
    assert len(rows_of(pair.coordinator, tables.conflict)) == 1
    assert not [row for row in log(pair.coordinator) if row[0] == "decide"]
    with pair.coordinator.unit_of_work("Gekozen") as work:
        work.change(work.get(CareNeed, NEED), {"minutes_needed": 90})
    assert [row for row in log(pair.coordinator) if row[0] == "decide"] == [
        ("decide", "care_need.minutes_needed", FIRST)
    ]
    with pair.coordinator.unit_of_work("Gewijzigd") as work:
        work.change(work.get(CareNeed, NEED), {"minutes_needed": 95})
    assert len([row for row in log(pair.coordinator) if row[0] == "decide"]) == 1


def test_choosing_in_a_case_names_the_case(pair: Any) -> None:
    """What is about no child is about the record."""
    write_case(pair.arranger)
    let_everybody_write(pair.arranger)
    import_bundle(pair.coordinator, export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overleg"))
    for store, title in ((pair.arranger, "Een"), (pair.coordinator, "Twee")):
        with store.unit_of_work("Casus gewijzigd") as work:
            work.change(work.get(Case, CASE), {"title": title})
    import_bundle(pair.coordinator, export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overleg"))
    with pair.coordinator.unit_of_work("Gekozen") as work:
        work.change(work.get(Case, CASE), {"title": "Drie"})
    assert ("decide", "case.title", CASE) in log(pair.coordinator)


def test_a_bundle_brings_an_anchor_of_its_senders_log(pair: Any) -> None:
    """The seal of the newest row at that moment: the sender's log still has that row, whatever comes after it."""
    write_case(pair.arranger)
    import_bundle(pair.coordinator, export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overleg"))
    [anchor] = rows_of(pair.coordinator, tables.anchor)
    assert (anchor.log, anchor.number, anchor.source) == (pair.arranger_contact.fingerprint, None, "bundle")
    with pair.coordinator.read() as session:
        seen = audit_anchors.seen_of(session.connection(), pair.arranger_contact.fingerprint, 10)
    with pair.arranger.read() as session:
        assert anchor.mac in {mac.hex() for _, mac in audit.rows(session.connection())}
        assert audit_anchors.missing(session.connection(), seen) is None


def test_a_look_is_no_change(store: Store) -> None:
    """It makes no act to undo, and nobody is told to ask the store anew."""
    write_case(store)
    before, told = counts_behind(store), []
    store.changed.subscribe(told.append)
    with store.unit_of_work("Bekeken") as work:
        work.note(Action.READ, object="pupil", subject=FIRST)
    after = counts_behind(store)
    assert {name: after[name] - before[name] for name in after if after[name] != before[name]} == {"audit": 1}
    assert told == []


def test_what_was_to_be_done_afterwards_is_done_only_when_the_act_is_written(store: Store) -> None:
    """And then once it is: what it does may count on the row in the log."""
    done: list[int] = []

    def look() -> None:
        with store.read() as session:
            done.append(len(session.connection().execute(select(tables.audit)).all()))

    before = len(log(store))
    with store.unit_of_work("Bekeken") as work:
        work.note(Action.READ)
        work.afterwards(look)
        assert done == []
    assert done == [before + 1]
    try:
        with store.unit_of_work("Mislukt") as work:
            work.afterwards(look)
            raise LookupError
    except LookupError:
        assert len(done) == 1
