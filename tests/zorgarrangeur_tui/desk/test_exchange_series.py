"""What the numbers of bundles tell of what is missing and of which receipts are still to come."""

from __future__ import annotations

from itertools import permutations

from storage.bundle_log import BundleRow
from zorgarrangeur_tui.desk.exchange_series import NumberGap, standing_of


def row(row_number: int, direction: str, sequence: int, kind: str = "full", *, taken_back: bool = False) -> BundleRow:
    """Return a bundle as the log has it."""
    return BundleRow(
        direction, "ab" * 32, sequence, "", kind, "", "2026-11-23", 1, row_number, kind, "", "", taken_back
    )


def test_nothing_exchanged_is_nothing_missing() -> None:
    """The first bundle that comes has number 1."""
    assert standing_of([]).gaps == ()
    assert standing_of([row(1, "in", 1)]).gaps == ()
    assert standing_of([row(1, "in", 3)]).gaps == (NumberGap(1, 2),)


def test_a_gap_is_made_good_by_a_receipt_and_what_comes_after_it() -> None:
    """The receipt tells the sender what is missing; without one, or without anything after it, it stays open."""
    gap = [row(1, "in", 1), row(2, "in", 4)]
    assert [one.words for one in standing_of(gap).gaps] == ["2 tot en met 3"]
    assert standing_of([*gap, row(3, "in", 5, "delta")]).gaps
    told = [*gap, row(3, "out", 1, "ack")]
    assert standing_of(told).gaps
    assert standing_of([*told, row(4, "in", 5, "ack")]).gaps
    assert standing_of([*told, row(4, "in", 5, "delta", taken_back=True)]).gaps
    assert standing_of([*told, row(4, "in", 5, "delta")]).gaps == ()
    assert standing_of([*told, row(4, "in", 5, "delta"), row(5, "in", 7)]).gaps == (NumberGap(6, 6),)


def test_a_sender_who_was_put_back_jumps_and_has_lost_nothing() -> None:
    """The next number is far above the last; nobody lost so many bundles."""
    near, far = standing_of([row(1, "in", 1), row(2, "in", 9), row(3, "in", 218_000_000)]).gaps
    assert (near.is_jump, near.words) == (False, "2 tot en met 8")
    assert far.is_jump


def test_a_bundle_waits_for_a_receipt_until_one_was_sent_after_it() -> None:
    """A receipt, a register or what was taken back asks for none."""
    assert standing_of([row(1, "in", 1)]).waits_for_receipt
    assert not standing_of([row(1, "in", 1), row(2, "out", 1, "ack")]).waits_for_receipt
    assert standing_of([row(1, "in", 1), row(2, "out", 1, "ack"), row(3, "in", 2, "delta")]).waits_for_receipt
    for one in (row(1, "in", 1, "ack"), row(1, "in", 1, "keys"), row(1, "in", 1, taken_back=True)):
        assert not standing_of([one]).waits_for_receipt


def test_the_order_in_which_bundles_are_given_does_not_matter() -> None:
    """They are put in order by when they were made and read in."""
    rows = [row(1, "in", 1), row(2, "out", 1), row(3, "in", 3), row(4, "out", 2, "ack"), row(5, "out", 3)]
    assert len({standing_of(some) for some in permutations(rows)}) == 1
    standing = standing_of(rows)
    assert standing.last_in is rows[2]
    assert standing.last_out is rows[4]
