"""What may be read in after what was: one rule, for the door and for a list of files."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storage.bundle_errors import BundleReplayed, BundleTooLate, SeriesForked
from storage.bundle_format import FIRST_PREVIOUS
from storage.bundle_series import WITH_CASES, Arriving, ReadIn, kinds_shut_out_by, leaves_gap, refusal_in_series

KINDS = ("delta", "full", "ack", "keys")


def series(kinds: list[str]) -> list[Arriving]:
    """Return an honest series: each bundle names the one before it."""
    heads = [FIRST_PREVIOUS, *(f"{number:064x}" for number in range(1, len(kinds) + 1))]
    return [Arriving(kind, number, heads[number], heads[number - 1]) for number, kind in enumerate(kinds, start=1)]


def stands(*bundles: Arriving) -> dict[int, ReadIn]:
    """Return these bundles as read in."""
    return {one.number: ReadIn(one.head, stands=True, kind=one.kind) for one in bundles}


@given(st.lists(st.sampled_from(KINDS), min_size=1, max_size=8), st.data())
def test_an_honest_series_never_looks_forked_in_whatever_order_and_however_often_it_comes(
    kinds: list[str], data: st.DataObject
) -> None:
    """It is new, known or too late: known when it was read, too late when it has cases and later ones were read."""
    sent = series(kinds)
    read: dict[int, ReadIn] = {}
    for one in data.draw(st.lists(st.sampled_from(sent), max_size=20)):
        refusal = refusal_in_series(one, read)
        later = any(number > one.number and one.kind in kinds_shut_out_by(kept.kind) for number, kept in read.items())
        if one.number in read:
            assert refusal is BundleReplayed
        elif later:
            assert refusal is (BundleTooLate if one.kind in WITH_CASES else BundleReplayed)
        else:
            assert refusal is None
            before = max((number for number in read if number < one.number), default=0)
            assert leaves_gap(one, read) is (before != one.number - 1)
            read |= stands(one)


def test_another_bundle_under_a_number_that_was_read_is_no_replay_however_long_ago_that_was() -> None:
    """Also of another kind, and also when the one that was read is taken back."""
    first, second, third = series(["delta", "delta", "delta"])
    read = stands(first, second, third)
    for kind in KINDS:
        assert refusal_in_series(Arriving(kind, 1, "f" * 64, FIRST_PREVIOUS), read) is SeriesForked
    read[1] = ReadIn(first.head, stands=False, kind="delta")
    assert refusal_in_series(first._replace(head="f" * 64), read) is SeriesForked
    assert refusal_in_series(first, read) is BundleTooLate


def test_what_follows_on_another_bundle_than_the_one_that_was_read_leaves_a_gap() -> None:
    """Its number is the next, but its sender counts on from something that never came here, or was taken back here."""
    first, second = series(["delta", "delta"])
    assert not leaves_gap(second, stands(first))
    assert leaves_gap(second._replace(previous="f" * 64), stands(first))
    assert leaves_gap(second, {1: ReadIn(first.head, stands=False, kind="delta")})


def test_figures_are_looked_at_in_any_order_and_shut_nothing_out() -> None:
    """Only another file under the same number is refused."""
    first, second, third = series(["statistics", "reference", "statistics"])
    assert refusal_in_series(first, stands(first, second, third)) is None
    assert refusal_in_series(second, stands(third)) is None
    assert refusal_in_series(third._replace(head="f" * 64), stands(third)) is SeriesForked
