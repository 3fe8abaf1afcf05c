"""What a merge shows beforehand, what it does, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from store_kit import CountingClock
from store_samples import add_public, counts_behind, hand_over, open_values, record_ids_of, rows_of, shown

from storage import history, listing, tables
from storage.bundle_scope import history_of, vector
from storage.errors import BundleRefused, ValueRefused
from storage.field_values import to_json
from storage.merge import ContradictoryHistory, FieldChange, MergePlan, apply_merge, plan_merge
from storage.models import CareNeed, Case, Pupil, School, site_id
from storage.ops import Op, OpId, Stamp
from storage.store import Store


def write(store: Store, record: Any, **values: Any) -> None:
    """Begin a record of nobody, or change fields of one that is there, as one act."""
    with store.unit_of_work("Geschreven") as work:
        found = work.session.get(type(record), record.id)
        if found is None:
            add_public(work, type(record)(id=record.id, **values))
        else:
            work.change(found, values)


def remove(store: Store, record: Any) -> None:
    """Take a record away."""
    with store.unit_of_work("Weggehaald") as work:
        work.remove(work.get(type(record), record.id))


def ops_of(store: Store) -> tuple[Op, ...]:
    """Return all that a store would hand over."""
    with store.read() as session:
        return history_of(session.connection(), record_ids_of(store))


def plan(store: Store, ops: tuple[Op, ...], purged: tuple[str, ...] = ()) -> MergePlan:
    """Plan a merge without doing it."""
    with store.read() as session:
        return plan_merge(session.connection(), ops, purged, store.clock)


def merge(store: Store, ops: tuple[Op, ...], purged: tuple[str, ...] = ()) -> MergePlan:
    """Plan and do a merge."""
    with store.unit_of_work("Bundel ingelezen") as work:
        found = plan_merge(work.connection, ops, purged, store.clock)
        apply_merge(work, found)
    return found


def conflicts(store: Store) -> list[tuple[str, str]]:
    """Return the fields in conflict, by record and name."""
    return sorted((row.record_id, row.field) for row in rows_of(store, tables.conflict))


CASE = Case(id="c" * 32)
FOREIGN = "f" * 16
"""A device of which no store knows anything."""


def foreign_op(number: int = 1, **changed: Any) -> Op:
    """Return a write of another device, as a bundle would bring it."""
    values = {
        "id": OpId(FOREIGN, number),
        "record_type": "case",
        "record_id": CASE.id,
        "field": "title",
        "value": "van ver",
        "carries_value": True,
        "stamp": Stamp(1_700_000_000_000, number),
        "author": "e" * 64,
        "supersedes": (),
    }
    return Op(**(values | changed))


@pytest.fixture
def two(make_store) -> tuple[Store, Store]:
    """Return two stores that know one case."""
    first, second = make_store(), make_store()
    write(first, CASE, title="begin")
    hand_over(first, second)
    return first, second


def test_a_plan_tells_what_would_change_and_writes_nothing(two: tuple[Store, Store]) -> None:
    """Before and after of every field, in the order of the records' types, and which records are new."""
    first, second = two
    write(first, CASE, title="nieuw", deadline=date(2026, 12, 1))
    write(first, School(id=site_id("99ZZ00")), name="De Wilg")
    before = counts_behind(second)
    found = plan(second, ops_of(first))
    assert counts_behind(second) == before
    assert [(change.record_type, change.new) for change in found.changes] == [("school", True), ("case", False)]
    assert found.changes[1].fields == (
        FieldChange("deadline", None, "2026-12-01"),
        FieldChange("title", "begin", "nieuw"),
    )
    assert (found.new_records, found.conflicts, found.already_known) == (1, 0, 1)
    assert shown(second)[CASE.id]["title"] == "begin"


def test_different_fields_merge_without_a_question(two: tuple[Store, Store]) -> None:
    """One wrote the title, the other the note: both stand."""
    first, second = two
    write(first, CASE, title="titel")
    write(second, CASE, note="notitie")
    hand_over(first, second)
    hand_over(second, first)
    assert shown(first) == shown(second)
    assert (first.get(Case, CASE.id).title, first.get(Case, CASE.id).note) == ("titel", "notitie")
    assert conflicts(first) == conflicts(second) == []


def test_the_same_field_becomes_a_question_with_both_values(two: tuple[Store, Store]) -> None:
    """Both values stand open in both stores, which show the same one meanwhile."""
    first, second = two
    write(first, CASE, title="eerste")
    write(second, CASE, title="tweede")
    found = hand_over(first, second)
    hand_over(second, first)
    [change] = [change for record in found.changes for change in record.fields if change.in_conflict]
    assert {change.after, *change.others} == {"eerste", "tweede"}
    assert found.conflicts == 1
    assert open_values(first) == open_values(second) == {(CASE.id, "title"): {'"eerste"', '"tweede"'}}
    assert shown(first) == shown(second)


def test_equal_values_are_no_question(two: tuple[Store, Store]) -> None:
    """Two people who wrote the same agree."""
    first, second = two
    write(first, CASE, title="zelfde", themes=["a", "b"])
    write(second, CASE, title="zelfde", themes=["a", "b"])
    assert hand_over(first, second).conflicts == 0
    assert conflicts(second) == []


def test_a_choice_settles_the_question_everywhere(two: tuple[Store, Store]) -> None:
    """Choosing is an ordinary write; when it arrives, the question is gone there too."""
    first, second = two
    write(first, CASE, title="eerste")
    write(second, CASE, title="tweede")
    hand_over(first, second)
    hand_over(second, first)
    write(first, CASE, title="gekozen")
    hand_over(first, second)
    assert conflicts(first) == conflicts(second) == []
    assert second.get(Case, CASE.id).title == "gekozen"


def test_choosing_what_is_already_shown_settles_too(two: tuple[Store, Store]) -> None:
    """A write of the value on screen leaves the row as it is, but replaces both values in the history."""
    first, second = two
    write(first, CASE, title="eerste")
    write(second, CASE, title="tweede")
    hand_over(first, second)
    chosen = second.get(Case, CASE.id).title
    with second.unit_of_work("Gekozen") as work:
        entry = history.FieldWrite("case", CASE.id, "title", to_json(chosen))
        history.write(work.connection, [entry], writer=work.writer(), clock=work.clock, change_id=work.new_change())
    hand_over(second, first)
    assert conflicts(first) == conflicts(second) == []
    assert first.get(Case, CASE.id).title == chosen


def test_three_values_are_one_question(make_store) -> None:
    """A third value joins the question; one choice settles all."""
    stores = [make_store() for _ in range(3)]
    write(stores[0], CASE, title="begin")
    for store in stores[1:]:
        hand_over(stores[0], store)
    for number, store in enumerate(stores):
        write(store, CASE, title=f"van {number}")
    for store in stores[1:]:
        hand_over(store, stores[0])
    assert open_values(stores[0]) == {(CASE.id, "title"): {'"van 0"', '"van 1"', '"van 2"'}}
    write(stores[0], CASE, title="samen")
    for store in stores[1:]:
        hand_over(stores[0], store)
    assert all(conflicts(store) == [] for store in stores)


def test_the_clock_never_decides_what_survives(make_store) -> None:
    """A laptop that thinks it is 2057 is shown first, but the other value stands open beside it."""
    ahead = CountingClock()
    ahead.jump(31)
    first, second = make_store(clock=ahead), make_store(clock=CountingClock())
    write(first, CASE, title="begin")
    hand_over(first, second)
    write(second, CASE, title="na begin")
    assert hand_over(second, first).conflicts == 0
    assert first.get(Case, CASE.id).title == "na begin"
    write(first, CASE, title="van 2057")
    write(second, CASE, title="van nu")
    found = hand_over(first, second)
    assert found.clock_ahead
    assert open_values(second) == {(CASE.id, "title"): {'"van 2057"', '"van nu"'}}
    with second.read() as session:
        assert history.last_stamp(session.connection()).milliseconds < 1_800_000_000_000


def test_a_clock_a_little_ahead_is_followed(make_store, clock) -> None:
    """An answer to a write comes after it, also from a laptop that runs an hour behind."""
    hour_ahead = CountingClock()
    hour_ahead.advance(hours=1)
    first, second = make_store(clock=hour_ahead), make_store()
    write(first, CASE, title="vraag")
    hand_over(first, second)
    write(second, CASE, title="antwoord")
    stamps = [op.stamp for op in ops_of(second) if op.field == "title"]
    assert stamps == sorted(stamps)


def test_taking_away_and_changing_at_once_is_a_question(two: tuple[Store, Store]) -> None:
    """The record stays in sight in both stores, with what the other wrote, until somebody chooses."""
    first, second = two
    remove(first, CASE)
    write(second, CASE, note="nog niet klaar")
    found = hand_over(first, second)
    hand_over(second, first)
    assert found.conflicts == 1
    for store in two:
        assert store.get(Case, CASE.id).note == "nog niet klaar"
        assert conflicts(store) == [(CASE.id, "deleted")]
        assert store.counts()["case"] == 1
    remove(second, CASE)
    hand_over(second, first)
    assert conflicts(first) == conflicts(second) == []
    assert first.counts()["case"] == second.counts()["case"] == 0


def test_working_on_keeps_a_record_that_another_took_away(two: tuple[Store, Store]) -> None:
    """Whoever goes on with the record after seeing the question has chosen to keep it."""
    first, second = two
    remove(first, CASE)
    write(second, CASE, note="een")
    hand_over(first, second)
    write(second, CASE, note="twee")
    hand_over(second, first)
    assert conflicts(first) == conflicts(second) == []
    assert first.get(Case, CASE.id).note == "twee"


def test_a_removal_that_saw_everything_is_no_question(two: tuple[Store, Store]) -> None:
    """Taking away what nobody else is working on takes it away everywhere."""
    first, second = two
    write(second, CASE, note="klaar")
    hand_over(second, first)
    remove(first, CASE)
    assert hand_over(first, second).conflicts == 0
    assert second.counts()["case"] == 0


def test_a_write_may_arrive_after_the_one_that_replaced_it(make_store) -> None:
    """Order does not matter: what was replaced by somebody who saw it does not come back, nor becomes a question."""
    first, second, third = make_store(), make_store(), make_store()
    write(first, CASE, title="oud")
    hand_over(first, second)
    write(second, CASE, title="nieuw")
    merge(third, tuple(op for op in ops_of(second) if op.value == "nieuw"))
    found = hand_over(first, third)
    assert found.conflicts == 0
    assert third.get(Case, CASE.id).title == "nieuw"
    assert conflicts(third) == []
    assert hand_over(second, third).changes == ()


def test_merging_with_oneself_or_twice_changes_nothing(two: tuple[Store, Store]) -> None:
    """All writes are known: no changes, no questions, no new rows."""
    first, second = two
    write(first, CASE, title="nieuw")
    hand_over(first, second)
    for sender in two:
        before = counts_behind(second)
        found = merge(second, ops_of(sender))
        assert (found.ops, found.changes, found.conflicts) == ((), (), 0)
        assert counts_behind(second) == before


def test_replaced_values_travel_without_their_text(two: tuple[Store, Store]) -> None:
    """A name typed in the wrong field and corrected never reaches the other."""
    first, second = two
    write(first, CASE, title="Kanarie Vogelaar")
    write(first, CASE, title="verpleging")
    ops = ops_of(first)
    assert "Kanarie" not in repr(ops)
    assert [op.carries_value for op in ops if op.field == "title"] == [False, False, True]
    merge(second, ops)
    assert "Kanarie" not in repr(rows_of(second, tables.operation))


def test_a_value_that_is_no_good_refuses_the_whole(two: tuple[Store, Store]) -> None:
    """Also a sender who is trusted cannot bring in control characters, a BSN or a wrong type."""
    _, second = two
    before = counts_behind(second)
    for value in ("stuur\x1b[2J", "bsn 111222333", 5, ["x"], None, "x" * 20_001):
        good = foreign_op(1, field="note", value="goed")
        with pytest.raises(ValueRefused):
            merge(second, (good, foreign_op(2, value=value)))
    assert counts_behind(second) == before


def test_fields_and_records_of_a_newer_version_are_kept_unread(two: tuple[Store, Store], make_store) -> None:
    """An older app passes on what it does not understand, and shows nothing of it."""
    _, second = two
    newer = (
        foreign_op(1, field="kleur", value=["paars", 5]),
        foreign_op(2, record_type="voertuig", record_id="d" * 32, field="wielen", value=4),
    )
    before = shown(second)
    found = merge(second, newer)
    assert (found.changes, found.conflicts) == ((), 0)
    assert shown(second) == before
    third = make_store()
    hand_over(second, third)
    for store in (second, third):
        assert tuple(op for op in ops_of(store) if op.id.device == FOREIGN) == newer


def test_a_write_with_two_contents_is_refused(two: tuple[Store, Store]) -> None:
    """Somebody's store was put back to an older state and went on from there: nothing is guessed."""
    _, second = two
    merge(second, (foreign_op(),))
    before = counts_behind(second)
    for changed in (
        {"value": "iets anders"},
        {"field": "note"},
        {"record_id": "d" * 32},
        {"stamp": Stamp(1_700_000_000_001, 1)},
    ):
        with pytest.raises(ContradictoryHistory, match="reservekopie"):
            merge(second, (foreign_op(**changed), foreign_op(2, field="note")))
    assert counts_behind(second) == before
    assert merge(second, (foreign_op(value=None, carries_value=False),)).already_known == 1


def test_a_record_cannot_have_two_types(two: tuple[Store, Store]) -> None:
    """A bundle that says so is refused as a whole."""
    _, second = two
    with pytest.raises(BundleRefused):
        merge(second, (foreign_op(1), foreign_op(2, record_type="school", field="name")))


@pytest.mark.parametrize("changed", [{"id": OpId(FOREIGN, 2**63 - 1)}, {"stamp": Stamp(1, 2**63 - 1)}])
def test_numbers_that_leave_no_room_to_count_on_are_refused(two: tuple[Store, Store], changed: dict[str, Any]) -> None:
    """A sender cannot bring a store to the end of its integers, after which nothing more could be written."""
    _, second = two
    with pytest.raises(BundleRefused):
        merge(second, (foreign_op(**changed),))
    own = OpId(second.identity.device, 2**53)
    merge(second, (foreign_op(id=own, stamp=Stamp(1, 2**53)),))
    write(second, CASE, note="verder")
    assert second.get(Case, CASE.id).note == "verder"


def test_erasing_removes_every_trace(two: tuple[Store, Store]) -> None:
    """Rows, history, questions and list words go; only the id stays, so that it never comes back."""
    first, second = two
    write(first, CASE, title="Kanarie een")
    write(second, CASE, title="Kanarie twee")
    hand_over(first, second)
    late = ops_of(first)
    merge(second, (), (CASE.id,))
    assert [row.record_id for row in rows_of(second, tables.purged)] == [CASE.id]
    for table in (tables.operation, tables.supersedes, tables.conflict, tables.listing):
        assert rows_of(second, table) == []
    found = merge(second, late)
    assert (found.ops, found.changes, found.erased_before) == ((), (), len(late))
    assert shown(second) == {}
    hand_over(second, first)
    assert shown(first) == {}


def test_erasing_a_pupil_removes_the_pseudonym_from_the_search(two: tuple[Store, Store]) -> None:
    """The words that find a case hold its pupils' pseudonyms: they go along."""
    first, _ = two
    pupil = Pupil(id="d" * 32)
    write(first, pupil, case_id=CASE.id, pseudonym="Zilverreiger")
    with first.read() as session:
        assert listing.matching(session.connection(), "zilver")
    merge(first, (), (pupil.id,))
    with first.read() as session:
        assert listing.matching(session.connection(), "zilver") == set()
        assert listing.matching(session.connection(), "begin")


def test_numbers_of_erased_writes_are_never_given_again(two: tuple[Store, Store]) -> None:
    """Else the next write would contradict what others still have under that number."""
    first, second = two
    write(first, CareNeed(id="d" * 32), minutes_needed=30)
    hand_over(first, second)
    merge(first, (), ("d" * 32,))
    write(first, CASE, note="daarna")
    with first.read() as session:
        ops = history_of(session.connection(), [CASE.id])
    merge(second, ops)
    assert second.get(Case, CASE.id).note == "daarna"


def test_a_store_takes_its_own_writes_back(make_store, two: tuple[Store, Store]) -> None:
    """After a backup was put back, another's bundle brings what was lost, and numbering goes on after it."""
    first, second = two
    write(first, CASE, title="verloren")
    lost = ops_of(first)
    hand_over(first, second)
    with first.unit_of_work("Reservekopie teruggezet") as work:
        for table in (tables.supersedes, tables.operation, tables.listing):
            work.connection.execute(table.delete())
        work.connection.exec_driver_sql('DELETE FROM "case"')
    hand_over(second, first)
    assert sorted(ops_of(first), key=lambda op: op.id) == sorted(lost, key=lambda op: op.id)
    write(first, CASE, note="verder")
    assert hand_over(first, second).conflicts == 0
    assert second.get(Case, CASE.id).note == "verder"


def test_lists_follow_a_merge(two: tuple[Store, Store]) -> None:
    """What came in can be searched at once."""
    first, second = two
    write(first, CASE, title="hippotherapie")
    hand_over(first, second)
    with second.read() as session:
        assert len(listing.matching(session.connection(), "hippo") or ()) == 1
        assert listing.matching(session.connection(), "begin") == set()


def test_a_large_merge_comes_in_as_one(make_store) -> None:
    """More records than fit in one query, in two orders: the same result."""
    first, second, third = make_store(), make_store(), make_store()
    with first.unit_of_work("Veel") as work:
        work.add(*(Case(title=f"casus {number}") for number in range(450)))
    ops = ops_of(first)
    merge(second, ops)
    merge(third, ops[::-1])
    assert shown(first) == shown(second) == shown(third)


def test_the_vector_tells_how_far_each_device_is_known(two: tuple[Store, Store]) -> None:
    """Per device the newest number that this store has."""
    first, second = two
    write(second, CASE, title="x")
    with second.read() as session:
        known = vector(session.connection())
    assert known == {
        first.identity.device: max(op.id.number for op in ops_of(first)),
        second.identity.device: 2,
    }


def test_a_planned_op_is_not_changed_by_planning(two: tuple[Store, Store]) -> None:
    """Plans are pure: the ops that go in are the ops that come out."""
    _, second = two
    op = foreign_op()
    assert plan(second, (op,)).ops == (op,)
    assert op == replace(op)
