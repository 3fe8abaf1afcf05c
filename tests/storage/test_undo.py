"""Taking back an act, and doing it again."""

from __future__ import annotations

from typing import Any

import pytest
from store_kit import PASSPHRASE, quick_settings, quick_unlock
from store_samples import add_public, counts_behind, hand_over, log, rows_of, shown, written

from storage import audit, listing, tables
from storage.backups import make_backup
from storage.errors import NothingToUndo, RecordMissing
from storage.models import CareNeed, Case, Pupil
from storage.restoring import restore
from storage.store import Store
from storage.undo import Reverted, begin_here, redo, undo


def begin(store: Store, **values: Any) -> Case:
    """Begin a case as one act."""
    with store.unit_of_work("Casus begonnen") as work:
        case = Case(**values)
        work.add(case)
    return case


def begin_public(store: Store, **values: Any) -> Case:
    """Begin a case that belongs to nobody, so that what others write in it stands."""
    with store.unit_of_work("Casus begonnen") as work:
        case = Case(**values)
        add_public(work, case)
    return case


def change(store: Store, record: Any, act: str = "Casus gewijzigd", **values: Any) -> None:
    """Change a record as one act."""
    with store.unit_of_work(act) as work:
        work.change(work.get(type(record), record.id), values)


def take_back(store: Store) -> Reverted:
    """Undo as a user does."""
    with store.unit_of_work("Ongedaan gemaakt") as work:
        return undo(work)


def do_again(store: Store) -> Reverted:
    """Redo as a user does."""
    with store.unit_of_work("Opnieuw gedaan") as work:
        return redo(work)


def test_an_act_is_taken_back_as_a_whole(store: Store) -> None:
    """All fields of all records of the act get back what they held; the answer names the act."""
    case, other = begin(store, title="een", note="x"), begin(store, title="twee")
    before = shown(store)
    with store.unit_of_work("Twee casussen gewijzigd") as work:
        work.change(work.get(Case, case.id), {"title": "1", "note": "", "themes": ["a"]})
        work.change(work.get(Case, other.id), {"title": "2"})
    assert take_back(store) == Reverted(act="Twee casussen gewijzigd", kept=0)
    assert shown(store) == before


def test_undo_goes_back_step_by_step_to_an_empty_store_and_forth_again(store: Store) -> None:
    """Three acts, three times back, three times forth."""
    case = begin(store, title="een")
    change(store, case, title="twee")
    change(store, case, title="drie")
    acts = [take_back(store).act for _ in range(3)]
    assert acts == ["Casus gewijzigd", "Casus gewijzigd", "Casus begonnen"]
    assert store.counts()["case"] == 0
    with pytest.raises(NothingToUndo):
        take_back(store)
    assert [do_again(store).act for _ in range(3)] == acts[::-1]
    assert store.get(Case, case.id).title == "drie"
    with pytest.raises(NothingToUndo, match="opnieuw"):
        do_again(store)


def test_a_record_that_is_taken_back_disappears_with_its_fields_kept(store: Store) -> None:
    """Taking back a beginning is one write, and so is doing it again."""
    case = begin(store, title="een", note="lang")
    before = counts_behind(store)["operation"]
    take_back(store)
    with pytest.raises(RecordMissing):
        store.get(Case, case.id)
    do_again(store)
    assert store.get(Case, case.id).note == "lang"
    assert counts_behind(store)["operation"] == before + 2


def test_a_removal_is_taken_back(store: Store) -> None:
    """What was taken away comes back with everything in it."""
    case = begin(store, title="een")
    with store.unit_of_work("Casus weggehaald") as work:
        work.remove(work.get(Case, case.id))
    take_back(store)
    assert store.get(Case, case.id).title == "een"


def test_a_new_act_ends_what_can_be_done_again(store: Store) -> None:
    """As in any editor: after something new there is nothing to redo, and undo takes back the new act."""
    case = begin(store, title="een")
    change(store, case, title="twee")
    take_back(store)
    change(store, case, act="Anders", title="anders")
    with pytest.raises(NothingToUndo):
        do_again(store)
    assert take_back(store).act == "Anders"
    assert store.get(Case, case.id).title == "een"
    assert take_back(store).act == "Casus begonnen"


def test_undo_and_redo_alternate_as_often_as_one_likes(store: Store) -> None:
    """Each goes exactly one step."""
    case = begin(store, title="een")
    change(store, case, title="twee")
    for _ in range(4):
        take_back(store)
        assert store.get(Case, case.id).title == "een"
        do_again(store)
        assert store.get(Case, case.id).title == "twee"


def test_undo_is_remembered_when_the_app_was_closed(make_store) -> None:
    """Yesterday's act can be taken back today."""
    store = make_store()
    case = begin(store, title="een")
    change(store, case, title="twee")
    store.close()
    with quick_unlock(store.folder) as opened:
        assert take_back(opened).act == "Casus gewijzigd"
        assert opened.get(Case, case.id).title == "een"


def test_acts_from_before_a_restore_are_taken_back_whole(store: Store) -> None:
    """A backup that is put back goes on as another device; what was done before it is still one's own to undo."""
    case = begin(store, title="een", note="oud")
    change(store, case, title="twee", note="nieuw")
    backup = make_backup(store)
    store.close()
    restore(store.folder, backup.folder, PASSPHRASE, settings=quick_settings())
    with quick_unlock(store.folder) as restored:
        assert take_back(restored) == Reverted(act="Casus gewijzigd", kept=0)
        found = restored.get(Case, case.id)
        assert (found.title, found.note) == ("een", "oud")
        assert take_back(restored) == Reverted(act="Casus begonnen", kept=0)
        assert restored.counts()["case"] == 0
        assert [do_again(restored).kept for _ in range(2)] == [0, 0]
        assert restored.get(Case, case.id).title == "twee"


def test_after_a_restore_what_another_wrote_is_still_kept(pair) -> None:
    """Only the device of the restored store changed: the coordinator's correction stays."""
    case = begin_public(pair.arranger, title="een", note="oud")
    change(pair.arranger, case, title="twee", note="nieuw")
    hand_over(pair.arranger, pair.coordinator)
    change(pair.coordinator, case, title="verbeterd")
    hand_over(pair.coordinator, pair.arranger)
    backup = make_backup(pair.arranger)
    pair.arranger.close()
    restore(pair.arranger.folder, backup.folder, PASSPHRASE, settings=quick_settings())
    with quick_unlock(pair.arranger.folder) as restored:
        assert take_back(restored).kept == 1 + 1
        found = restored.get(Case, case.id)
        assert (found.title, found.note) == ("verbeterd", "oud")


def test_undo_adds_to_the_history_and_wipes_nothing(store: Store) -> None:
    """Each step is an ordinary write, so it travels to others like any other."""
    case = begin(store, title="een")
    change(store, case, title="twee")
    take_back(store)
    assert written(store, case.id, "title") == ["een", "twee", "een"]
    assert log(store)[-1] == ("change", "undo", "")
    assert store.log_fault() is None


def test_lists_and_screens_follow_an_undo(store: Store) -> None:
    """The filter finds the old words again, and screens hear what changed."""
    case = begin(store, title="logopedie")
    change(store, case, title="fysiotherapie")
    heard: list[Any] = []
    store.changed.subscribe(heard.append)
    take_back(store)
    with store.read() as session:
        assert listing.matching(session.connection(), "fysio") == set()
        assert len(listing.matching(session.connection(), "logo") or ()) == 1
    assert [changed.records for changed in heard] == [{("case", case.id)}]


def test_reading_and_searching_are_no_acts(store: Store) -> None:
    """Undo takes back what changed something, not what was only logged."""
    case = begin(store, title="een")
    with store.unit_of_work("Dossier geopend") as work:
        work.note(audit.Action.READ, object="case", subject=case.id)
    assert take_back(store).act == "Casus begonnen"


def test_undo_takes_back_only_ones_own_acts(pair) -> None:
    """What came in a bundle is the other's; the newest act here is the own one."""
    case = begin(pair.arranger, title="van mij")
    hand_over(pair.arranger, pair.coordinator)
    with pytest.raises(NothingToUndo):
        take_back(pair.coordinator)
    own = begin(pair.coordinator, title="van haar")
    hand_over(pair.coordinator, pair.arranger)
    take_back(pair.arranger)
    assert {record["title"] for record in shown(pair.arranger).values() if not record["deleted"]} == {"van haar"}
    assert case.id != own.id


def test_undo_keeps_what_another_wrote_since(pair) -> None:
    """The coordinator corrected one of two fields: that one stays, and the user is told how many."""
    case = begin_public(pair.arranger, title="een", note="oud")
    change(pair.arranger, case, title="twee", note="nieuw")
    hand_over(pair.arranger, pair.coordinator)
    change(pair.coordinator, case, title="verbeterd")
    hand_over(pair.coordinator, pair.arranger)
    assert take_back(pair.arranger).kept == 1 + 1
    found = pair.arranger.get(Case, case.id)
    assert (found.title, found.note) == ("verbeterd", "oud")


def test_undo_keeps_what_another_wrote_at_the_same_time(pair) -> None:
    """A field in conflict is left to the person who chooses."""
    case = begin_public(pair.arranger, title="een")
    hand_over(pair.arranger, pair.coordinator)
    change(pair.arranger, case, title="van mij")
    change(pair.coordinator, case, title="van haar")
    hand_over(pair.coordinator, pair.arranger)
    take_back(pair.arranger)
    assert [(row.record_id, row.field) for row in rows_of(pair.arranger, tables.conflict)] == [(case.id, "title")]


def test_undo_keeps_an_equal_value_that_another_wrote(pair) -> None:
    """Both wrote the same: taking back one's own does not take away the other's."""
    case = begin(pair.arranger, title="een")
    hand_over(pair.arranger, pair.coordinator)
    change(pair.arranger, case, title="zelfde")
    change(pair.coordinator, case, title="zelfde")
    hand_over(pair.coordinator, pair.arranger)
    assert take_back(pair.arranger).kept >= 1
    assert pair.arranger.get(Case, case.id).title == "zelfde"


def test_a_beginning_is_not_taken_back_once_another_worked_on_it(pair) -> None:
    """Taking away the record would take away what the other wrote in it."""
    case = begin_public(pair.arranger, title="een")
    hand_over(pair.arranger, pair.coordinator)
    change(pair.coordinator, case, note="mijn aantekening")
    hand_over(pair.coordinator, pair.arranger)
    assert take_back(pair.arranger).kept >= 1
    assert pair.arranger.get(Case, case.id).note == "mijn aantekening"


def test_undo_of_several_records_counts_each_apart(pair) -> None:
    """Of two records begun in one act, the one that another worked on stays and the other goes."""
    with pair.arranger.unit_of_work("Leerling toegevoegd") as work:
        case = Case(title="een")
        pupil, need = Pupil(case_id=case.id, pseudonym="Reiger"), CareNeed(case_id=case.id, minutes_needed=30)
        work.add(case, pupil, need)
    hand_over(pair.arranger, pair.coordinator)
    change(pair.coordinator, need, minutes_needed=45)
    hand_over(pair.coordinator, pair.arranger)
    take_back(pair.arranger)
    counts = pair.arranger.counts()
    assert (counts["case"], counts["pupil"], counts["care_need"]) == (0, 0, 1)


def test_what_a_store_was_filled_with_is_no_act_to_take_back(store: Store) -> None:
    """Neither undo nor redo reaches it; what is done afterwards can be taken back as ever."""
    with store.unit_of_work("Oefenregio gemaakt") as work:
        work.add(Case(title="Zorg"))
    with store.unit_of_work("Klaar") as work:
        begin_here(work)
    for act in (undo, redo):
        with pytest.raises(NothingToUndo), store.unit_of_work("Ongedaan gemaakt") as work:
            act(work)
    with store.unit_of_work("Casus begonnen") as work:
        work.add(Case(title="Nog een"))
    with store.unit_of_work("Ongedaan gemaakt") as work:
        assert undo(work).act == "Casus begonnen"
    assert store.counts()["case"] == 1
