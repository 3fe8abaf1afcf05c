"""What the bundles to and from one person tell: the last each way, what is missing, and which receipts are still to come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from storage.bundle_log import BundleRow
from storage.bundle_series import WITH_CASES

_RECEIPT = "ack"

_LARGEST_LOSS = 999
"""More numbers than this are not lost one by one: whoever puts a backup back goes on far above what was used before."""


class NumberGap(NamedTuple):
    """Bundles of a series that never came, from the first number to the last."""

    first: int
    last: int

    @property
    def is_jump(self) -> bool:
        """Whether the sender put a backup back, rather than that so many bundles were lost."""
        return self.last - self.first >= _LARGEST_LOSS

    @property
    def words(self) -> str:
        """The missing numbers, such as "4" or "4 tot en met 6"."""
        return str(self.first) if self.first == self.last else f"{self.first} tot en met {self.last}"


@dataclass(frozen=True, slots=True)
class SeriesStanding:
    """How the bundles with one person stand.

    Attributes:
        last_in: the newest bundle of theirs that stands here.
        last_out: the newest bundle with cases for them.
        gaps: what never came and was not made good since.
        waits_for_receipt: whether something came in since they last got a receipt.
    """

    last_in: BundleRow | None = None
    last_out: BundleRow | None = None
    gaps: tuple[NumberGap, ...] = ()
    waits_for_receipt: bool = False


def standing_of(rows: Iterable[BundleRow]) -> SeriesStanding:
    """Return how the bundles with one person stand, in whatever order they are given."""
    by_row = sorted(rows, key=lambda one: one.row)
    came = [one for one in by_row if one.direction == "in"]
    sent = [one for one in by_row if one.direction == "out"]
    receipts = [one.row for one in sent if one.kind == _RECEIPT]
    cases_in = [one.row for one in came if one.kind in WITH_CASES and not one.taken_back]
    cases_out = [one for one in sent if one.kind in WITH_CASES]
    standing = [one for one in came if not one.taken_back]
    return SeriesStanding(
        max(standing, key=lambda one: one.sequence, default=None),
        cases_out[-1] if cases_out else None,
        tuple(_open_gaps(came, receipts, cases_in)),
        waits_for_receipt=bool(cases_in) and cases_in[-1] > max(receipts, default=0),
    )


def _open_gaps(came: Sequence[BundleRow], receipts: Sequence[int], cases_in: Sequence[int]) -> Iterable[NumberGap]:
    """Yield the missing numbers. A receipt after a gap tells the sender; with what they send then the gap is made good."""
    by_number = sorted(came, key=lambda one: one.sequence)
    places = [(0, 0), *((one.sequence, one.row) for one in by_number)]
    for (before, _), (after, shown_by) in pairwise(places):
        told = min((row for row in receipts if row > shown_by), default=None)
        made_good = told is not None and any(row > told for row in cases_in)
        if after > before + 1 and not made_good:
            yield NumberGap(before + 1, after - 1)
