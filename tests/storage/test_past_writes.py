"""Everything that the fields of one record ever held, and what became of each value."""

from __future__ import annotations

import contextlib
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_samples import hand_over, shown

from storage.errors import NothingToUndo
from storage.models import Case
from storage.past_writes import PastWrite, past_writes
from storage.store import Store
from storage.undo import begin_here, redo, undo


def begin(store: Store, **values: Any) -> Case:
    """Begin a case as one act."""
    with store.unit_of_work("Casus begonnen") as work:
        case = Case(**values)
        work.add(case)
    return case


def change(store: Store, record: Case, **values: Any) -> None:
    """Change a case as one act."""
    with store.unit_of_work("Casus gewijzigd") as work:
        work.change(work.get(Case, record.id), values)


def take_back(store: Store) -> None:
    """Undo as a user does."""
    with store.unit_of_work("Ongedaan gemaakt") as work:
        undo(work)


def do_again(store: Store) -> None:
    """Redo as a user does."""
    with store.unit_of_work("Opnieuw gedaan") as work:
        redo(work)


def of_field(store: Store, record_id: str, field: str) -> list[PastWrite]:
    """Return the writes in one field, newest first."""
    with store.read() as session:
        return [write for write in past_writes(session.connection(), record_id) if write.field == field]


def test_every_value_is_there_newest_first_with_its_act(store: Store) -> None:
    """Who asks what stood there sees each value, the one that is shown now, and of which act it was part."""
    case = begin(store, title="een")
    change(store, case, title="twee")
    found = of_field(store, case.id, "title")
    assert [(write.value, write.act, write.shown) for write in found] == [
        ('"twee"', "Casus gewijzigd", True),
        ('"een"', "Casus begonnen", False),
    ]
    assert {write.author for write in found} == {store.identity.actor.fingerprint}
    assert {write.device for write in found} == {store.identity.device}


def test_a_record_that_nobody_wrote_has_no_past(store: Store) -> None:
    """An unknown id is answered with nothing."""
    assert of_field(store, "0" * 32, "title") == []


def test_what_a_store_began_with_was_not_taken_back(store: Store) -> None:
    """Undo passes over it, as in the practice region; that is no undoing, and what changes after it is as ever."""
    case = begin(store, title="een")
    with store.unit_of_work("Opslag gevuld") as work:
        begin_here(work)
    change(store, case, title="twee")
    take_back(store)
    assert [(write.value, write.undone, write.shown) for write in of_field(store, case.id, "title")] == [
        ('"een"', False, True),
        ('"twee"', True, False),
        ('"een"', False, False),
    ]


def test_what_was_taken_back_says_so_and_no_longer_once_it_is_done_again(store: Store) -> None:
    """Undo, redo and undo again: the mark follows."""
    case = begin(store, title="een")
    change(store, case, title="twee")
    take_back(store)
    assert [(write.value, write.undone) for write in of_field(store, case.id, "title")] == [
        ('"een"', False),
        ('"twee"', True),
        ('"een"', False),
    ]
    do_again(store)
    assert [write.undone for write in of_field(store, case.id, "title")] == [False, True, False, False]
    take_back(store)
    assert [write.undone for write in of_field(store, case.id, "title")] == [False, True, False, True, False]


def test_a_beginning_that_was_taken_back_takes_all_its_values_with_it(store: Store) -> None:
    """The fields of the record stay as they were, but none of them holds any more."""
    case = begin(store, title="een", note="lang")
    take_back(store)
    assert all(write.undone for field in ("title", "note") for write in of_field(store, case.id, field))


def test_what_another_wrote_since_is_not_told_as_taken_back(pair) -> None:
    """Undo kept the coordinator's correction, and so the value that she replaced was not taken back but replaced."""
    case = begin(pair.arranger, title="een", note="oud")
    change(pair.arranger, case, title="twee", note="nieuw")
    hand_over(pair.arranger, pair.coordinator)
    change(pair.coordinator, case, title="verbeterd")
    hand_over(pair.coordinator, pair.arranger)
    take_back(pair.arranger)
    assert [(write.value, write.act, write.undone) for write in of_field(pair.arranger, case.id, "title")] == [
        ('"verbeterd"', "", False),
        ('"twee"', "Casus gewijzigd", False),
        ('"een"', "Casus begonnen", False),
    ]
    assert [write.undone for write in of_field(pair.arranger, case.id, "note")] == [False, True, False]


def test_values_that_stand_beside_each_other_are_told_as_open(pair) -> None:
    """One of two is shown, the other waits for a person, and the one before both is neither."""
    case = begin(pair.arranger, title="een")
    hand_over(pair.arranger, pair.coordinator)
    change(pair.arranger, case, title="van mij")
    change(pair.coordinator, case, title="van haar")
    hand_over(pair.coordinator, pair.arranger)
    found = of_field(pair.arranger, case.id, "title")
    assert sorted((write.shown, write.open) for write in found) == [(False, False), (False, True), (True, False)]


def test_an_equal_value_of_two_people_holds_for_both(pair) -> None:
    """Nobody has to choose between two times the same."""
    case = begin(pair.arranger, title="een")
    hand_over(pair.arranger, pair.coordinator)
    change(pair.arranger, case, title="zelfde")
    change(pair.coordinator, case, title="zelfde")
    hand_over(pair.coordinator, pair.arranger)
    assert [(write.shown, write.open) for write in of_field(pair.arranger, case.id, "title")] == [
        (True, False),
        (True, False),
        (False, False),
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["change", "undo", "redo"]), max_size=8))
def test_what_is_shown_is_what_the_record_holds(store: Store, steps: list[str]) -> None:
    """After any acts, undos and redos each field has exactly one value that is shown: the record's own."""
    case = begin(store, title="begin")
    for number, step in enumerate(steps):
        if step == "change":
            if not shown(store)[case.id]["deleted"]:
                change(store, case, title=f"t{number}")
            continue
        with contextlib.suppress(NothingToUndo):
            take_back(store) if step == "undo" else do_again(store)
    held = shown(store)[case.id]["title"]
    assert [write.value for write in of_field(store, case.id, "title") if write.shown] == [f'"{held}"']
