"""Handing a case over between three real stores: Anna gives to Bart, the coordinator knows both before and after."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlmodel import select
from store_kit import meet
from store_samples import rows_of

from storage.bundle_log import bundle_rows
from storage.contacts import Contact, revoke_contact
from storage.handing_on import ArrivedThere, HandedOver
from storage.handing_over import ChangedSinceShown, PurposeMissing, RecipientChanged, export_bundle
from storage.models import RECORD_TYPES, CareNeed, Case, Provider, Pupil, School
from storage.open_fields import OpenKind, open_fields
from storage.receipts import read_receipt, write_receipt
from storage.store import Store
from storage.take_back import take_back
from storage.taking_in import import_bundle
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case
from zorgarrangeur_tui.desk.hand_over import (
    forget_copy,
    hand_over,
    hand_over_in,
    handed_over,
    keep_copy,
    only_here,
    plan_hand_over,
    require_may_forget,
    withdraw_hand_over,
)
from zorgarrangeur_tui.desk.records import change_record, undo_last
from zorgarrangeur_tui.desk.refusals import ActRefused

SCHOOL = "a" * 32


@dataclass(frozen=True)
class Three:
    """Two arrangers and a coordinator who verified each other, with a case of the first."""

    anna: Store
    bart: Store
    coordinator: Store
    bart_of_anna: Contact
    anna_of_bart: Contact
    coordinator_of_anna: Contact
    coordinator_of_bart: Contact
    bart_of_coordinator: Contact
    anna_of_coordinator: Contact
    case_id: str
    child_id: str


@pytest.fixture
def three(make_store) -> Three:
    """Return the three, with a case that only Anna has."""
    anna, bart, coordinator = make_store(), make_store(), make_store("coordinator")
    bart_of_anna, anna_of_bart = meet(anna, bart)
    coordinator_of_anna, anna_of_coordinator = meet(anna, coordinator)
    coordinator_of_bart, bart_of_coordinator = meet(bart, coordinator)
    with anna.unit_of_work("Begonnen") as work:
        work.add(School(id=SCHOOL, site_code="99ZZ00", name="De Wilg"), Provider(id="b" * 32, name="Windroos"))
    case = open_case(anna, {"title": "Verpleging in de klas", "school_id": SCHOOL})
    child = add_pupil(anna, case.id, {"pseudonym": "Blauwe Otter", "name": "Sam Bakker"})
    add_need(anna, case.id, child.id, {"minutes_needed": 60, "provider_id": "b" * 32})
    return Three(
        anna,
        bart,
        coordinator,
        bart_of_anna,
        anna_of_bart,
        coordinator_of_anna,
        coordinator_of_bart,
        bart_of_coordinator,
        anna_of_coordinator,
        case.id,
        child.id,
    )


def given(three: Three) -> bytes:
    """Let Anna hand the case over to Bart."""
    plan = plan_hand_over(three.anna, three.case_id, three.bart_of_anna)
    return hand_over(three.anna, plan, purpose="Anna gaat met verlof")


def owners(store: Store, case_id: str) -> set[str]:
    """Return who owns the case and its parts."""
    with store.read() as session:
        found = {session.get_one(Case, case_id).owner}
        for model in (Pupil, CareNeed):
            found |= {one.owner for one in session.exec(select(model).where(model.case_id == case_id))}
    return found


def name(store: Store) -> str:
    """Return whose store it is."""
    return store.identity.card.fingerprint


def test_a_case_that_was_handed_over_is_the_others_at_everybodys(three: Three) -> None:
    """Bart owns it, at Anna's, at his own, and at the coordinator's who knew it as Anna's; the provider stays Anna's."""
    anna, bart, coordinator = three.anna, three.bart, three.coordinator
    import_bundle(coordinator, export_bundle(anna, [three.coordinator_of_anna], purpose="Overzicht"))
    assert owners(coordinator, three.case_id) == {name(anna)}
    bundle = given(three)
    assert owners(anna, three.case_id) == {name(bart)}
    import_bundle(bart, bundle)
    assert owners(bart, three.case_id) == {name(bart)}
    assert bart.get(Provider, "b" * 32).owner == name(anna)
    change_record(bart, Case, three.case_id, {"title": "Verpleging, elke dag"}, "Gewijzigd")
    import_bundle(coordinator, export_bundle(bart, [three.coordinator_of_bart], purpose="Overzicht"))
    import_bundle(coordinator, export_bundle(anna, [three.coordinator_of_anna], purpose="Overzicht"))
    assert owners(coordinator, three.case_id) == {name(bart)}
    assert coordinator.get(Case, three.case_id).title == "Verpleging, elke dag"
    assert open_fields(coordinator) == []
    assert open_fields(bart) == []


def test_a_case_is_not_handed_over_to_whom_it_is_of_already(three: Three) -> None:
    """The coordinator reads that, and not that somebody handed it over."""
    import_bundle(three.coordinator, export_bundle(three.anna, [three.coordinator_of_anna], purpose="Overzicht"))
    with pytest.raises(ActRefused, match="al van wie u koos"):
        plan_hand_over(three.coordinator, three.case_id, three.anna_of_coordinator)


def test_what_the_old_owner_still_writes_is_a_proposal_to_the_new_one(three: Three) -> None:
    """Bart sees his own value until he decides, and Anna what she wrote."""
    import_bundle(three.bart, given(three))
    change_record(three.anna, Case, three.case_id, {"next_action": "Bel de school"}, "Gewijzigd")
    change_record(three.bart, Case, three.case_id, {"title": "Van Bart"}, "Gewijzigd")
    import_bundle(three.bart, export_bundle(three.anna, [three.bart_of_anna], purpose="Nog iets"))
    [field] = open_fields(three.bart)
    assert (field.field, field.kind) == ("next_action", OpenKind.PROPOSAL)
    assert three.bart.get(Case, three.case_id).next_action == ""
    assert three.anna.get(Case, three.case_id).next_action == "Bel de school"


def test_as_long_as_the_bundle_was_not_given_the_hand_over_can_be_taken_back(three: Three) -> None:
    """Undo stops at it and says where to go; withdrawing gives the same rows as before, and the case is Anna's to change."""
    anna = three.anna
    before = {kind: rows_of(anna, model.__table__) for kind, model in RECORD_TYPES.items()}
    given(three)
    told = handed_over(anna, three.case_id)
    assert told is not None
    assert (told.arrived, told.proposed) == (False, False)
    with pytest.raises(ActRefused, match="al overgedragen"):
        plan_hand_over(anna, three.case_id, three.coordinator_of_anna)
    with pytest.raises(HandedOver):
        undo_last(anna)
    assert withdraw_hand_over(anna, three.case_id) == 3
    assert {kind: rows_of(anna, model.__table__) for kind, model in RECORD_TYPES.items()} == before
    assert handed_over(anna, three.case_id) is None
    change_record(anna, Case, three.case_id, {"title": "Toch van mij"}, "Gewijzigd")
    assert undo_last(anna).kept == 0
    given(three)
    assert owners(anna, three.case_id) == {name(three.bart)}


def test_a_case_that_changed_since_it_was_shown_is_not_handed_over(three: Three) -> None:
    """Neither with a child more, nor to somebody who was revoked meanwhile; nothing is given and no bundle is kept."""
    anna = three.anna
    plan = plan_hand_over(anna, three.case_id, three.bart_of_anna)
    add_pupil(anna, three.case_id, {"pseudonym": "Groene Kikker", "name": "Noor Visser"})
    with pytest.raises(ChangedSinceShown):
        hand_over(anna, plan, purpose="Anna gaat met verlof")
    plan = plan_hand_over(anna, three.case_id, three.bart_of_anna)
    revoke_contact(anna, three.bart_of_anna.fingerprint, reason="Laptop kwijt")
    with pytest.raises(RecipientChanged):
        hand_over(anna, plan, purpose="Anna gaat met verlof")
    assert handed_over(anna, three.case_id) is None
    assert owners(anna, three.case_id) == {name(anna)}
    assert bundle_rows(anna) == []


def test_a_file_that_cannot_be_written_takes_back_only_its_own_hand_over(three: Three, tmp_path: Path) -> None:
    """What another window handed over meanwhile stays so: its bundle may be on its way."""
    anna = three.anna
    plan = plan_hand_over(anna, three.case_id, three.bart_of_anna)
    with pytest.raises(ActRefused, match="kan hier niet"):
        hand_over_in(anna, plan, tmp_path / "weg" / "a.zorgbundel", purpose="Verlof")
    assert handed_over(anna, three.case_id) is None
    given(three)
    for path in (tmp_path / "weg" / "a.zorgbundel", tmp_path / "b.zorgbundel"):
        with pytest.raises(ActRefused):
            hand_over_in(anna, plan, path, purpose="Verlof")
    assert handed_over(anna, three.case_id) is not None
    assert list(tmp_path.glob("*.zorgbundel")) == []


def test_after_the_receipt_the_copy_may_be_forgotten_but_not_taken_back(three: Three) -> None:
    """Before it, neither; a kept copy needs a reason; what was forgotten is gone from rows and history, and not at Bart's."""
    anna, bart = three.anna, three.bart
    import_bundle(bart, given(three))
    for refused in (require_may_forget, forget_copy):
        with pytest.raises(ActRefused, match="ontvangst"):
            refused(anna, three.case_id)
    read_receipt(anna, write_receipt(bart, three.anna_of_bart))
    told = handed_over(anna, three.case_id)
    assert told is not None
    assert told.arrived
    with pytest.raises(ArrivedThere):
        withdraw_hand_over(anna, three.case_id)
    with pytest.raises(ActRefused, match="waarom"):
        keep_copy(anna, three.case_id, " ")
    keep_copy(anna, three.case_id, "Klacht over de start")
    assert ("pupil", "name") in only_here(anna, three.case_id)
    require_may_forget(anna, three.case_id)
    with pytest.raises(ActRefused, match="Kijk opnieuw wat er verloren gaat"):
        forget_copy(anna, three.case_id, lacking={("case", "note")})
    assert forget_copy(anna, three.case_id, lacking=only_here(anna, three.case_id)) == 3
    assert rows_of(anna, Case.__table__) == []
    assert rows_of(anna, Pupil.__table__) == []
    assert bart.get(Case, three.case_id).title == "Verpleging in de klas"


def test_what_comes_of_a_forgotten_case_is_told_to_be_a_part(three: Three) -> None:
    """The new owner cannot know that the copy was forgotten; taken back and sent whole, it is the other's case again."""
    anna, bart = three.anna, three.bart
    import_bundle(bart, given(three))
    read_receipt(anna, write_receipt(bart, three.anna_of_bart))
    forget_copy(anna, three.case_id)
    change_record(bart, Case, three.case_id, {"next_action": "Bellen"}, "Gewijzigd")
    incoming = import_bundle(anna, export_bundle(bart, [three.anna_of_bart], purpose="Verder", kind="delta"))
    [warning] = incoming.warnings
    assert "Van 1 gegeven kwam maar een deel" in warning
    assert anna.get(Case, three.case_id).title == ""
    take_back(anna)
    whole = import_bundle(anna, export_bundle(bart, [three.anna_of_bart], purpose="Alles", kind="full"))
    assert whole.warnings == ()
    assert anna.get(Case, three.case_id).title == "Verpleging in de klas"
    assert owners(anna, three.case_id) == {name(bart)}


def test_the_new_owner_can_hand_it_back(three: Three) -> None:
    """Then it is Anna's again at all three."""
    anna, bart, coordinator = three.anna, three.bart, three.coordinator
    import_bundle(bart, given(three))
    back = hand_over(bart, plan_hand_over(bart, three.case_id, three.anna_of_bart), purpose="Terug van verlof")
    import_bundle(anna, back)
    assert owners(anna, three.case_id) == {name(anna)}
    assert handed_over(anna, three.case_id) is None
    change_record(anna, Case, three.case_id, {"title": "Weer van mij"}, "Gewijzigd")
    import_bundle(coordinator, export_bundle(anna, [three.coordinator_of_anna], purpose="Overzicht"))
    assert owners(coordinator, three.case_id) == {name(anna)}
    assert coordinator.get(Case, three.case_id).title == "Weer van mij"


def test_a_coordinator_can_only_propose_whose_a_case_becomes(three: Three) -> None:
    """At Bart's it comes in as Anna's; it becomes his when Anna takes the proposal. Another arranger cannot even propose."""
    anna, bart, coordinator = three.anna, three.bart, three.coordinator
    import_bundle(coordinator, export_bundle(anna, [three.coordinator_of_anna], purpose="Overzicht"))
    plan = plan_hand_over(coordinator, three.case_id, three.bart_of_coordinator)
    assert plan.proposed
    import_bundle(bart, hand_over(coordinator, plan, purpose="Anna is ziek"))
    told = handed_over(coordinator, three.case_id)
    assert told is not None
    assert told.proposed
    assert owners(bart, three.case_id) == {name(anna)}
    with pytest.raises(ActRefused, match="niet van u"):
        plan_hand_over(bart, three.case_id, three.coordinator_of_bart)
    import_bundle(anna, export_bundle(coordinator, [three.anna_of_coordinator], purpose="Wilt u dit aannemen?"))
    proposed = [one for one in open_fields(anna) if one.field == "owner"]
    assert {one.kind for one in proposed} == {OpenKind.PROPOSAL}
    for one in proposed:
        change_record(anna, RECORD_TYPES[one.record_type], one.record_id, {"owner": name(bart)}, "Aangenomen")
    import_bundle(bart, export_bundle(anna, [three.bart_of_anna], purpose="Aangenomen"))
    assert owners(bart, three.case_id) == {name(bart)}


def test_a_hand_over_without_a_purpose_changes_nothing(three: Three) -> None:
    """The case is still the user's own."""
    plan = plan_hand_over(three.anna, three.case_id, three.bart_of_anna)
    with pytest.raises(PurposeMissing):
        hand_over(three.anna, plan, purpose=" ")
    assert owners(three.anna, three.case_id) == {name(three.anna)}
