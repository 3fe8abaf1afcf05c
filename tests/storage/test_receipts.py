"""Receipts: what the other has is what the other says to have, no more and no less."""

from __future__ import annotations

from typing import Any

import pytest
from store_kit import meet
from store_samples import everything_as_text, rows_of

from storage import tables
from storage.bundle_errors import NotAReceipt, ReceiptContradicts, ReceiptDamaged
from storage.handing_over import RecipientNotVerified, export_bundle
from storage.models import Case
from storage.receipt_text import MOST_HELD, ReceiptText, read_receipt_text, write_receipt_text
from storage.receipts import read_receipt, write_receipt
from storage.store import Store
from storage.take_back import take_back
from storage.taking_in import import_bundle

TEXT = ReceiptText('Anna "de" Wit\\', "a" * 16, "b" * 64, {1: "c" * 64, 7: "d" * 64})


def add_case(store: Store, title: str = "Zorg") -> None:
    """Write something to send."""
    with store.unit_of_work("Casus") as work:
        work.add(Case(title=title))


def send(pair: Any) -> bytes:
    """Make a bundle of all cases for the coordinator."""
    return export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht")


def acknowledged(pair: Any) -> list[int]:
    """Return the numbers of the bundles to the coordinator that count as received."""
    rows = rows_of(pair.arranger, tables.bundle)
    mine = pair.coordinator_contact.fingerprint
    return [row.sequence for row in rows if row.peer == mine and row.direction == "out" and row.acknowledged_at]


def test_a_receipt_text_is_read_as_it_was_written() -> None:
    """Also without anything held, and with padding; one byte more or another order is refused."""
    for text in (TEXT, ReceiptText("Anna", "a" * 16, "", {})):
        assert read_receipt_text(write_receipt_text(text) + b"\n" * 9) == text
    data = write_receipt_text(TEXT)
    swapped = data.replace(b"1 = ", b"9 = ", 1)
    for wrong in (swapped, data + b"x", data.replace(b"/1'", b"/2'"), data.replace(b"Anna", b"An\x1bna"), b"\xff", b""):
        with pytest.raises(ReceiptDamaged):
            read_receipt_text(wrong)
    with pytest.raises(ValueError, match="not in the form"):
        write_receipt_text(ReceiptText("Anna", "a" * 16, "", dict.fromkeys(range(1, MOST_HELD + 2), "c" * 64)))


def test_a_receipt_names_what_was_read_in_and_nothing_else(pair: Any) -> None:
    """A bundle that was lost on the way does not count; the next receipt tells of one that came later."""
    add_case(pair.arranger)
    first, _lost, third = (send(pair) for _ in range(3))
    import_bundle(pair.coordinator, first)
    done = read_receipt(pair.arranger, write_receipt(pair.coordinator, pair.arranger_contact))
    assert (acknowledged(pair), done.newly, done.again, done.held) == ([1], 1, 0, 1)
    import_bundle(pair.coordinator, third)
    done = read_receipt(pair.arranger, write_receipt(pair.coordinator, pair.arranger_contact))
    assert (acknowledged(pair), done.newly, done.held) == ([1, 3], 1, 2)


def test_what_was_taken_back_does_not_count_any_more(pair: Any) -> None:
    """The whole truth of the moment: a receipt also takes back an earlier one."""
    add_case(pair.arranger)
    import_bundle(pair.coordinator, send(pair))
    read_receipt(pair.arranger, write_receipt(pair.coordinator, pair.arranger_contact))
    take_back(pair.coordinator)
    done = read_receipt(pair.arranger, write_receipt(pair.coordinator, pair.arranger_contact))
    assert (acknowledged(pair), done.again) == ([], 1)


def test_a_receipt_for_another_bundle_under_the_same_number_is_refused(pair: Any, monkeypatch: Any) -> None:
    """Somebody was put back to an older copy: nothing is changed, and it is said."""
    add_case(pair.arranger)
    import_bundle(pair.coordinator, send(pair))
    with monkeypatch.context() as patch:
        patch.setattr("storage.receipts._held_of", lambda *_: {1: "e" * 64})
        wrong = write_receipt(pair.coordinator, pair.arranger_contact)
    before = everything_as_text(pair.arranger)
    with pytest.raises(ReceiptContradicts):
        read_receipt(pair.arranger, wrong)
    assert everything_as_text(pair.arranger) == before


def test_only_a_verified_contact_gets_one_and_only_a_receipt_is_read_as_one(pair: Any, make_store: Any) -> None:
    """A bundle with cases is no receipt; a receipt is not read twice."""
    add_case(pair.arranger)
    with pytest.raises(NotAReceipt):
        read_receipt(pair.coordinator, send(pair))
    seen, _ = meet(pair.arranger, make_store("arranger"))
    with pytest.raises(RecipientNotVerified):
        write_receipt(pair.coordinator, seen.__class__(seen.card, type(seen.trust).SEEN))


def test_a_receipt_stands_in_the_same_series_and_in_both_logs(pair: Any) -> None:
    """It has the next number, brings the head of the sender's log, and is told of."""
    add_case(pair.coordinator)
    receipt = write_receipt(pair.coordinator, pair.arranger_contact)
    assert read_receipt(pair.arranger, receipt).sequence == 1
    after = export_bundle(pair.coordinator, [pair.arranger_contact], purpose="Overleg")
    incoming = import_bundle(pair.arranger, after)
    assert (incoming.sequence, incoming.gap) == (2, False)
    assert "kind=ack" in rows_of(pair.coordinator, tables.audit)[-2].details
    assert any("kind=ack" in row.details and row.action == "import" for row in rows_of(pair.arranger, tables.audit))
    assert pair.coordinator_contact.fingerprint in {row.log for row in rows_of(pair.arranger, tables.anchor)}
