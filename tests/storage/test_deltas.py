"""A bundle with only what the recipient does not have yet."""

from __future__ import annotations

from typing import Any

import pytest
from store_kit import meet
from store_samples import rows_of, shown

from storage import tables
from storage.erasing import erase
from storage.erasure_scope import scope_of
from storage.handing_over import DELTA, FULL, DeltaForOne, NothingNew, export_bundle, plan_export, usual_kind
from storage.models import CareNeed, Case, Pupil
from storage.profiles import Profile
from storage.receipts import read_receipt, write_receipt
from storage.taking_in import Incoming, import_bundle


@pytest.fixture
def case(pair: Any) -> Case:
    """Return a case with a child, which the coordinator has and gave a receipt for."""
    case = Case(title="Zorg")
    pupil = Pupil(case_id=case.id, pseudonym="Rode Vos")
    with pair.arranger.unit_of_work("Casus") as work:
        work.add(case, pupil, CareNeed(case_id=case.id, pupil_id=pupil.id, minutes_needed=60))
    assert usual_kind(pair.arranger, [pair.coordinator_contact]) == FULL
    import_bundle(pair.coordinator, send(pair, FULL))
    receipt(pair)
    return case


def send(pair: Any, kind: str = DELTA, **limits: Any) -> bytes:
    """Make a bundle for the coordinator."""
    return export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht", kind=kind, **limits)


def receipt(pair: Any) -> None:
    """Let the coordinator tell what it has."""
    read_receipt(pair.arranger, write_receipt(pair.coordinator, pair.arranger_contact))


def retitled(pair: Any, case: Case, title: str) -> None:
    """Write in the case."""
    with pair.arranger.unit_of_work("Titel") as work:
        work.change(work.get(Case, case.id), {"title": title})


def fields_of(incoming: Incoming) -> set[tuple[str, str]]:
    """Return what a bundle brought, as (type, field)."""
    return {(op.record_type, op.field) for op in incoming.content.ops}


def test_after_a_receipt_only_what_is_new_goes(pair: Any, case: Case) -> None:
    """One write, in a bundle of its own kind, and both show the same."""
    assert usual_kind(pair.arranger, [pair.coordinator_contact]) == DELTA
    retitled(pair, case, "Verpleging")
    planned = plan_export(pair.arranger, kind=DELTA, recipients=[pair.coordinator_contact])
    assert {kind: ids for kind, ids in planned.records.items() if ids} == {"case": {case.id}}
    incoming = import_bundle(pair.coordinator, send(pair))
    assert incoming.header.kind == DELTA
    assert fields_of(incoming) == {("case", "title"), ("case", "deleted")}
    assert shown(pair.coordinator)[case.id] == shown(pair.arranger)[case.id]


def test_when_there_is_nothing_new_nothing_is_made(pair: Any, case: Case) -> None:
    """Nor is a number of the series used up, nor a row written in the log."""
    before = (rows_of(pair.arranger, tables.bundle), rows_of(pair.arranger, tables.audit))
    with pytest.raises(NothingNew):
        send(pair)
    assert (rows_of(pair.arranger, tables.bundle), rows_of(pair.arranger, tables.audit)) == before
    assert case.id in shown(pair.coordinator)


def test_what_was_lost_goes_along_with_what_came_after(pair: Any, case: Case) -> None:
    """Without a receipt each bundle holds all that came since the last receipt."""
    retitled(pair, case, "Verpleging")
    send(pair)
    with pair.arranger.unit_of_work("Fase") as work:
        work.change(work.get(Case, case.id), {"next_action": "Bellen"})
    incoming = import_bundle(pair.coordinator, send(pair))
    assert incoming.gap
    assert {("case", "title"), ("case", "next_action")} <= fields_of(incoming)


def test_a_wider_profile_later_brings_what_the_narrow_one_left_out(pair: Any, case: Case) -> None:
    """What a peer has is known write by write, not up to a date."""
    other, back = meet(pair.arranger, pair.coordinator)
    assert (other.fingerprint, back.fingerprint) == (
        pair.coordinator_contact.fingerprint,
        pair.arranger_contact.fingerprint,
    )
    second = Case(title="Tweede")
    with pair.arranger.unit_of_work("Casus") as work:
        work.add(second)
    incoming = import_bundle(pair.coordinator, send(pair, profile=Profile.SCHOOL))
    assert ("case", "title") not in fields_of(incoming)
    receipt(pair)
    incoming = import_bundle(pair.coordinator, send(pair))
    assert fields_of(incoming) == {("case", "title")}
    assert {one["title"] for one in shown(pair.coordinator).values() if one["type"] == "case"} == {"Zorg", "Tweede"}
    assert case.id in shown(pair.coordinator)


def test_what_was_erased_is_something_new_until_the_other_has_heard_of_it(pair: Any, case: Case) -> None:
    """Also when there is nothing else to tell."""
    with pair.arranger.unit_of_work("Voorgoed gewist") as work:
        erase(work, scope_of(work.connection, "case", case.id), rule="case_ended", reason="Termijn voorbij")
    import_bundle(pair.coordinator, send(pair))
    assert case.id not in shown(pair.coordinator)
    receipt(pair)
    with pytest.raises(NothingNew):
        send(pair)


def test_what_the_other_wrote_itself_is_not_sent_back(pair: Any, case: Case) -> None:
    """It has that."""
    with pair.coordinator.unit_of_work("Voorstel") as work:
        work.change(work.get(Case, case.id), {"next_action": "Bellen"})
    import_bundle(pair.arranger, export_bundle(pair.coordinator, [pair.arranger_contact], purpose="Voorstel"))
    with pytest.raises(NothingNew):
        send(pair)


def test_what_is_new_is_for_one(pair: Any, case: Case, make_store: Any) -> None:
    """For several people a whole bundle is made."""
    third, _ = meet(pair.arranger, make_store("arranger"))
    both = [pair.coordinator_contact, third]
    assert usual_kind(pair.arranger, both) == FULL
    with pytest.raises(DeltaForOne):
        export_bundle(pair.arranger, both, purpose="Overleg", kind=DELTA)
    assert case.id in shown(pair.arranger)
