"""Calling back: what a consent no longer covers is forgotten at the other side, and comes again when it may."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from every_record import IDS, add_every_record
from page_reader import places_with
from store_kit import master_key_of, meet, quick_unlock
from store_samples import everything_as_text, rows_of, shown

from storage import tables
from storage.bundle_text import Recalled
from storage.erasing import erasures
from storage.forgetting import RECALLED
from storage.handing_over import DELTA, RecallNeedsOwnBundle, export_bundle, plan_export
from storage.key_file import subkey
from storage.leaving import NOTHING_WITHHELD, Withheld
from storage.models import PUPIL_PARTS, Action, Case, Pupil
from storage.profiles import DataKind
from storage.receipts import read_receipt, write_receipt
from storage.store import DATABASE, Store
from storage.take_back import take_back
from storage.taking_in import Incoming, import_bundle, inspect_bundle
from storage.waiting_recalls import forget_what_waited

CANARY = "Wizzrykje"
GONE = Withheld(frozenset({IDS["pupil"]}))
NO_NAME = Withheld(kinds={IDS["pupil"]: frozenset({DataKind.NAME})})
ABOUT = {IDS[kind] for kind in ("pupil", *PUPIL_PARTS)}


def send(pair: Any, withheld: Withheld = NOTHING_WITHHELD, **limits: Any) -> Incoming:
    """Send a bundle of the arranger's cases to the coordinator, who takes it in."""
    return import_bundle(pair.coordinator, made(pair, withheld, **limits))


def made(pair: Any, withheld: Withheld = NOTHING_WITHHELD, **limits: Any) -> bytes:
    """Make such a bundle."""
    return export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht", withheld=withheld, **limits)


def receipt(pair: Any) -> None:
    """Let the coordinator tell what it has."""
    read_receipt(pair.arranger, write_receipt(pair.coordinator, pair.arranger_contact))


def told(pair: Any, withheld: Withheld) -> tuple[Recalled, ...]:
    """Return what the next bundle would call back."""
    return plan_export(pair.arranger, withheld=withheld, recipients=[pair.coordinator_contact]).recalled


@pytest.fixture
def shared(pair: Any) -> Any:
    """Return two people of whom the coordinator has a record of every kind, with a canary in all texts of the child."""
    add_every_record(pair.arranger, lambda kind, _: CANARY if kind in {"pupil", *PUPIL_PARTS} else "tekst")
    send(pair)
    return pair


def traces(store: Store) -> list[str]:
    """Return where the canary still stands in the files of a store, read past the database."""
    return places_with(store.folder / DATABASE, subkey(master_key_of(store.folder), "db"), [CANARY])


def test_a_child_that_may_not_be_shared_any_more_is_forgotten_at_the_other_side(shared: Any) -> None:
    """With all that belongs to it, in one act, without a trace, with a proof and in the log; the case itself stays."""
    assert traces(shared.coordinator)
    incoming = send(shared, GONE)
    assert {record_id for _, record_id in incoming.recall.whole} == ABOUT
    assert traces(shared.coordinator) == []
    assert ABOUT.isdisjoint(shown(shared.coordinator))
    assert {IDS["case"], IDS["visit_pattern"], IDS["agreement"]} <= shown(shared.coordinator).keys()
    assert rows_of(shared.coordinator, tables.purged) == []
    with shared.coordinator.read() as session:
        [proof] = erasures(session.connection())
    assert (proof.rule, set(proof.record_ids)) == (RECALLED, ABOUT)
    assert any(
        row.action == "erase" and row.subject == IDS["pupil"] for row in rows_of(shared.coordinator, tables.audit)
    )


def test_looking_at_such_a_bundle_tells_what_goes_and_changes_nothing(shared: Any) -> None:
    """The preview names the same records."""
    before = everything_as_text(shared.coordinator)
    looked = inspect_bundle(shared.coordinator, made(shared, GONE))
    assert {record_id for _, record_id in looked.recall.whole} == ABOUT
    assert everything_as_text(shared.coordinator) == before


def test_only_a_name_is_called_back_when_the_rest_may_stay(shared: Any) -> None:
    """The fields are emptied, as if nobody had ever written in them; the needs are untouched."""
    name = shown(shared.arranger)[IDS["pupil"]]["name"]
    assert shown(shared.coordinator)[IDS["pupil"]]["name"] == name
    send(shared, NO_NAME)
    there, here = shown(shared.coordinator), shown(shared.arranger)
    assert (there[IDS["pupil"]]["name"], there[IDS["pupil"]]["birth_month"]) == ("", None)
    assert there[IDS["pupil"]]["pseudonym"] == here[IDS["pupil"]]["pseudonym"]
    assert there[IDS["care_need"]] == here[IDS["care_need"]]
    fields = {row.field for row in rows_of(shared.coordinator, tables.operation) if row.record_id == IDS["pupil"]}
    assert "name" not in fields


def test_calling_back_goes_on_until_a_receipt_comes_and_starts_again_after_a_lower_one(shared: Any) -> None:
    """A lost file calls nothing back. What went once without a receipt counts too: the file may still be read."""
    assert {one.record_id for one in told(shared, GONE)} == ABOUT
    made(shared, GONE)
    assert {one.record_id for one in told(shared, GONE)} == ABOUT
    send(shared, GONE)
    assert {one.record_id for one in told(shared, GONE)} == ABOUT
    receipt(shared)
    assert told(shared, GONE) == ()


def test_what_may_go_again_goes_whole_again(shared: Any) -> None:
    """In a bundle with only what is new too; then both sides show the same."""
    receipt(shared)
    send(shared, GONE)
    receipt(shared)
    again = send(shared, kind=DELTA)
    assert {op.record_id for op in again.content.ops} == ABOUT
    for record_id in ABOUT:
        assert shown(shared.coordinator)[record_id] == shown(shared.arranger)[record_id]


def test_a_case_that_is_no_longer_shared_by_choice_is_called_back(shared: Any) -> None:
    """With all that belongs to it; the school and the plan stay."""
    send(shared, Withheld(unshared=frozenset({IDS["case"]})))
    left = {record["type"] for record in shown(shared.coordinator).values()}
    assert not left & {"case", "pupil", "agreement", "care_need"}
    assert {"school", "provider", "visit_pattern"} <= left


def test_what_is_on_hold_stays_and_is_told(shared: Any) -> None:
    """The sender cannot take away what must be kept here."""
    with shared.coordinator.unit_of_work("Bewaren") as work:
        work.change(work.get(Case, IDS["case"]), {"hold_reason": "Rechtszaak"})
    incoming = send(shared, GONE)
    assert incoming.recall.held == ABOUT
    assert shown(shared.coordinator).keys() >= ABOUT


def test_nobody_can_call_back_what_is_anothers(shared: Any, make_store: Any, bundle_of: Any) -> None:
    """What this user owns, what a third person gave too, and what is in no case, stays."""
    own_action = Action(case_id=IDS["case"], pupil_id=IDS["pupil"], what="Bellen")
    with shared.coordinator.unit_of_work("Eigen") as work:
        work.add(own_action)
    third_store = make_store("arranger")
    third, to_third = meet(shared.coordinator, third_store)
    case = Case(title="Van een ander")
    pupil = Pupil(case_id=case.id, pseudonym="Rode Vos")
    with third_store.unit_of_work("Casus") as work:
        work.add(case, pupil)
    import_bundle(shared.coordinator, export_bundle(third_store, [to_third], purpose="Overdracht"))
    named = [own_action.id, pupil.id, IDS["school"], "f" * 32]
    data = bundle_of(shared, lambda _: {"recalled": tuple(Recalled(one) for one in sorted(named))})
    incoming = import_bundle(shared.coordinator, data)
    assert incoming.recall.kept == {own_action.id, pupil.id}
    assert incoming.recall.forgets == []
    assert {own_action.id, pupil.id, IDS["school"]} <= shown(shared.coordinator).keys()
    assert third.fingerprint == shown(shared.coordinator)[pupil.id]["owner"]


def test_calling_back_takes_a_bundle_for_each_recipient(shared: Any, make_store: Any) -> None:
    """For two together it would be one text for both."""
    third, _ = meet(shared.arranger, make_store("coordinator"))
    with pytest.raises(RecallNeedsOwnBundle):
        export_bundle(shared.arranger, [shared.coordinator_contact, third], purpose="Overleg", withheld=GONE)
    assert export_bundle(shared.arranger, [third], purpose="Overleg", withheld=GONE)


def test_who_stays_behind_this_time_only_is_not_called_back(shared: Any) -> None:
    """Such as a child without a consent, when consent is the ground this time."""
    now = replace(Withheld(), now=frozenset({IDS["pupil"]}))
    incoming = send(shared, now)
    assert IDS["pupil"] not in {op.record_id for op in incoming.content.ops}
    assert incoming.content.recalled == ()


def on_hold(store: Store, reason: str = "Rechtszaak") -> None:
    """Keep the case of every record, or with an empty reason no longer."""
    with store.unit_of_work("Bewaren") as work:
        work.change(work.get(Case, IDS["case"]), {"hold_reason": reason})


def test_what_was_on_hold_goes_when_that_ends(shared: Any) -> None:
    """Without a trace, with a proof and in the log, though its sender got a receipt and does not ask again."""
    on_hold(shared.coordinator)
    send(shared, GONE)
    receipt(shared)
    assert told(shared, GONE) == ()
    assert forget_what_waited(shared.coordinator) == 0
    on_hold(shared.coordinator, "")
    assert forget_what_waited(shared.coordinator) == len(ABOUT)
    assert traces(shared.coordinator) == []
    assert ABOUT.isdisjoint(shown(shared.coordinator))
    with shared.coordinator.read() as session:
        [proof] = erasures(session.connection())
    assert (proof.rule, set(proof.record_ids)) == (RECALLED, ABOUT)
    assert rows_of(shared.coordinator, tables.recall) == []
    assert forget_what_waited(shared.coordinator) == 0


def test_of_what_was_on_hold_only_the_fields_that_were_called_back_go(shared: Any) -> None:
    """A name goes; the child stays."""
    on_hold(shared.coordinator)
    send(shared, NO_NAME)
    assert shown(shared.coordinator)[IDS["pupil"]]["name"]
    on_hold(shared.coordinator, "")
    assert forget_what_waited(shared.coordinator) > 0
    pupil = shown(shared.coordinator)[IDS["pupil"]]
    assert (pupil["name"], pupil["pseudonym"]) == ("", shown(shared.arranger)[IDS["pupil"]]["pseudonym"])


def test_a_store_that_is_opened_forgets_what_waited_and_tells(shared: Any) -> None:
    """However the hold ended."""
    on_hold(shared.coordinator)
    send(shared, GONE)
    folder = shared.coordinator.folder
    with quick_unlock(folder) as again:
        assert shown(again).keys() >= ABOUT
        assert again.warnings == []
        on_hold(again, "")
    with quick_unlock(folder) as again:
        assert ABOUT.isdisjoint(shown(again))
        assert any("teruggeroepen" in warning for warning in again.warnings)


def test_what_came_again_waits_no_longer(shared: Any) -> None:
    """It may be shared again, so it stays when the hold ends."""
    on_hold(shared.coordinator)
    send(shared, GONE)
    send(shared)
    on_hold(shared.coordinator, "")
    assert forget_what_waited(shared.coordinator) == 0
    assert shown(shared.coordinator).keys() >= ABOUT


def test_a_bundle_that_was_taken_back_calls_nothing_back(shared: Any) -> None:
    """Its sender hears that from the next receipt. Read in again, it calls back again."""
    on_hold(shared.coordinator)
    data = made(shared, GONE)
    import_bundle(shared.coordinator, data)
    take_back(shared.coordinator)
    on_hold(shared.coordinator, "")
    assert forget_what_waited(shared.coordinator) == 0
    receipt(shared)
    assert {one.record_id for one in told(shared, GONE)} == ABOUT
    on_hold(shared.coordinator)
    import_bundle(shared.coordinator, data)
    on_hold(shared.coordinator, "")
    assert forget_what_waited(shared.coordinator) == len(ABOUT)
