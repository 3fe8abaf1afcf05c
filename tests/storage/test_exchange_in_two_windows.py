"""Exchange while another window of the app, or another screen, changes what it rests on."""

from __future__ import annotations

from typing import Any

import pytest
from store_kit import quick_unlock
from store_samples import counts_behind, open_values

from storage.contacts import revoke_contact
from storage.errors import StoreBusy
from storage.handing_over import RecipientChanged, export_bundle
from storage.key_change import take_new_keys
from storage.models import Case, School
from storage.receipts import write_receipt
from storage.reference_bundles import export_reference
from storage.register_making import RegisterForNobody, keys_bundle
from storage.store import Store
from storage.taking_in import ChoicesChanged, import_bundle, inspect_bundle

CASE = "c" * 32
TITLE = ("case", CASE, "title")


def write(store: Store, title: str) -> None:
    """Write the title of the case, which this begins when it is not there."""
    with store.unit_of_work("Geschreven") as work:
        case = work.session.get(Case, CASE)
        if case is None:
            work.add(Case(id=CASE, title=title))
        else:
            work.change(case, {"title": title})


def test_who_was_revoked_since_they_were_chosen_gets_nothing(pair: Any) -> None:
    """No bundle, no receipt and no register; nothing is kept of them and no number is used up."""
    write(pair.coordinator, "Rust in groep 3")
    chosen = pair.arranger_contact
    revoke_contact(pair.coordinator, chosen.fingerprint, reason="Laptop kwijt")
    before = counts_behind(pair.coordinator)
    with pytest.raises(RecipientChanged):
        export_bundle(pair.coordinator, [chosen], purpose="Overdracht")
    with pytest.raises(RecipientChanged):
        write_receipt(pair.coordinator, chosen)
    with pytest.raises(RegisterForNobody):
        keys_bundle(pair.coordinator, [chosen])
    assert counts_behind(pair.coordinator) == before


def test_nothing_is_signed_under_keys_that_another_window_replaced(pair: Any) -> None:
    """Readers would refuse it, and the number would be given away; the sentence says to unlock again."""
    write(pair.coordinator, "Rust in groep 3")
    write(pair.arranger, "Van de arrangeur")
    arrived = export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht")
    with quick_unlock(pair.coordinator.folder) as other_window:
        take_new_keys(other_window)
    before = counts_behind(pair.coordinator)
    for act in (
        lambda store: export_bundle(store, [pair.arranger_contact], purpose="Overdracht"),
        lambda store: write_receipt(store, pair.arranger_contact),
        lambda store: keys_bundle(store, [pair.arranger_contact]),
        lambda store: import_bundle(store, arrived),
    ):
        with pytest.raises(StoreBusy, match="ontgrendel het weer"):
            act(pair.coordinator)
    assert counts_behind(pair.coordinator) == before


def test_reference_data_is_not_signed_under_replaced_keys_either(pair: Any) -> None:
    """That too has a series of its own."""
    with quick_unlock(pair.coordinator.folder) as other_window:
        with other_window.unit_of_work("School") as work:
            work.add(School(site_code="99ZZ00", name="De Zeehond"))
        take_new_keys(other_window)
    with pytest.raises(StoreBusy):
        export_reference(pair.coordinator)


def test_what_somebody_wrote_meanwhile_is_not_chosen_away_unseen(pair: Any) -> None:
    """A choice between two values is refused when a third came; chosen anew, it holds."""
    write(pair.arranger, "Rust in groep 3")
    import_bundle(pair.coordinator, export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht"))
    with pair.arranger.unit_of_work("Voor iedereen") as work:
        work.change(work.get(Case, CASE), {"owner": ""})
    write(pair.arranger, "Van de arrangeur")
    import_bundle(pair.coordinator, export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht"))
    write(pair.coordinator, "Van de coördinator")
    write(pair.arranger, "Weer van de arrangeur")
    data = export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht")
    seen = inspect_bundle(pair.coordinator, data).plan
    assert seen.conflicts == 1
    write(pair.coordinator, "Uit een ander venster")
    before = counts_behind(pair.coordinator)
    with pytest.raises(ChoicesChanged, match="nog een keer"):
        import_bundle(pair.coordinator, data, {TITLE: "Weer van de arrangeur"}, seen=seen)
    assert counts_behind(pair.coordinator) == before
    seen = inspect_bundle(pair.coordinator, data).plan
    import_bundle(pair.coordinator, data, {TITLE: "Uit een ander venster"}, seen=seen)
    assert open_values(pair.coordinator) == {}
