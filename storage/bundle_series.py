"""The series of bundles between this store and each of its contacts: numbers, heads, and what was kept of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from storage import tables
from storage.bundle_errors import BundleReplayed, BundleTooLate, SeriesForked
from storage.bundle_format import FIRST_PREVIOUS, BundleHeader, Series
from storage.bundle_text import BundleContent
from storage.errors import BundleRefused
from storage.history import inserted_id, read_state
from storage.new_device import SEQUENCE_FLOOR
from storage.unit_of_work import UnitOfWork

OPEN_IN, OPEN_OUT = "open_in", "open_out"
"""Directions of bundles for everybody: they have a series of their own per sender, beside the sealed ones to each person."""

STATISTICS = "statistics"
"""The kind of bundle that holds figures."""

WITH_CASES = frozenset({"delta", "full"})
"""Kinds of bundle that hold cases: each may bring what no other does."""

INCOMING, OUTGOING = ("in", OPEN_IN), ("out", OPEN_OUT)
"""Every direction in which something arrives, and in which something leaves."""


class ReadIn(NamedTuple):
    """A bundle that was read in.

    Attributes:
        head: by which others name it.
        stands: whether it was not taken back.
        kind: of bundle, as it says in its header.
    """

    head: str
    stands: bool
    kind: str


class Arriving(NamedTuple):
    """A bundle that may be read in, as far as its place in a series goes.

    Attributes:
        kind: of bundle.
        number: its place in the series.
        head: by which others name it.
        previous: the head of the one before it, as its sender says.
    """

    kind: str
    number: int
    head: str
    previous: str


def next_in_series(connection: Connection, peer: str) -> tuple[int, str]:
    """Return the number for the next bundle to a peer, and the head of the one before."""
    number, head = last_in_series(connection, "out", peer)
    return max(number, int(read_state(connection, SEQUENCE_FLOOR, "0"))) + 1, head


def next_open_in_series(connection: Connection, own: str) -> tuple[int, str]:
    """Return the number for this store's next bundle for everybody, and the head of the one before."""
    number, head = last_in_series(connection, OPEN_OUT, own)
    return max(number, int(read_state(connection, SEQUENCE_FLOOR, "0"))) + 1, head


def last_in_series(connection: Connection, direction: str, peer: str) -> tuple[int, str]:
    """Return the number and head of the newest bundle in a series, (0, zeros) before the first."""
    bundle = tables.bundle.c
    newest = select(func.max(bundle.sequence)).where(bundle.direction == direction, bundle.peer == peer)
    row = connection.execute(
        select(bundle.sequence, bundle.head).where(
            bundle.direction == direction, bundle.peer == peer, bundle.sequence == newest.scalar_subquery()
        )
    ).one_or_none()
    return (0, FIRST_PREVIOUS) if row is None else (row.sequence, row.head)


def kinds_shut_out_by(kind: str) -> frozenset[str]:
    """Return the kinds of bundle of which an earlier one is refused once one of this kind was read in.

    Cases, receipts, registers and reference data each come one after another. Those of another sort shut none out, or a
    register that is read after later cases would be lost. Figures bring nothing in: they may be looked at in any order.
    """
    if kind == STATISTICS:
        return frozenset()
    return WITH_CASES if kind in WITH_CASES else frozenset({kind})


def refusal_in_series(one: Arriving, read: Mapping[int, ReadIn]) -> type[BundleRefused] | None:
    """Return why a bundle may not be read in after those of its series that were; None when it may.

    Another bundle under a number that was read is never taken in, however long ago that was. One that was taken back may
    come again, but not below a later one: that may have called back what is in it. A bundle with cases that is not in is
    told apart from one that is: of a register, a receipt or reference data the newest tells all, and an earlier one is not
    missed.

    Args:
        one: the bundle.
        read: the bundles of its series that were read in, by number.
    """
    same = read.get(one.number)
    if same is not None and same.head != one.head:
        return SeriesForked
    shuts_out = max(
        (number for number, kept in read.items() if kept.stands and one.kind in kinds_shut_out_by(kept.kind)), default=0
    )
    if one.number > shuts_out:
        return None
    is_in = same is not None and same.stands
    return BundleTooLate if not is_in and one.kind in WITH_CASES else BundleReplayed


def leaves_gap(one: Arriving, read: Mapping[int, ReadIn]) -> bool:
    """Tell whether a bundle does not follow on the last one before it that stands. All kinds count for that."""
    before = max((number for number, kept in read.items() if kept.stands and number < one.number), default=0)
    return (before + 1, read[before].head if before else FIRST_PREVIOUS) != (one.number, one.previous)


def follows(connection: Connection, header: BundleHeader, place: Series) -> bool:
    """Refuse a bundle that may not be read in now, and tell whether an earlier one is missing; see `follows_on`."""
    bundle = tables.bundle.c
    series = (bundle.direction == (OPEN_IN if header.open_series else "in"), bundle.peer == header.sender)
    before = select(func.max(bundle.sequence)).where(
        *series, bundle.sequence < place.sequence, bundle.taken_back.is_(False)
    )
    # What came before the one before it judges nothing, and a series may be long.
    rows = connection.execute(
        select(bundle.sequence, bundle.head, bundle.taken_back, bundle.kind).where(
            *series, bundle.sequence >= func.coalesce(before.scalar_subquery(), 0)
        )
    )
    return follows_on({row.sequence: ReadIn(row.head, not row.taken_back, row.kind) for row in rows}, header, place)


def follows_on(read: Mapping[int, ReadIn], header: BundleHeader, place: Series) -> bool:
    """Refuse a bundle that may not come after what was read in, and tell whether an earlier one is missing.

    Args:
        read: the bundles of its series that were read in, by number.
        header: of the bundle.
        place: where it stands in the series to this store, or in that for everybody.

    Raises:
        SeriesForked, BundleReplayed, BundleTooLate: as `refusal_in_series` says.
    """
    one = Arriving(header.kind, place.sequence, header.head, place.previous)
    refusal = refusal_in_series(one, read)
    if refusal is not None:
        raise refusal
    return leaves_gap(one, read)


def is_kept(connection: Connection, header: BundleHeader) -> bool:
    """Tell whether this very bundle for everybody was read in or looked at before."""
    bundle = tables.bundle.c
    query = select(bundle.id).where(
        bundle.direction == OPEN_IN, bundle.peer == header.sender, bundle.head == header.head
    )
    return connection.execute(query).first() is not None


def keep_bundle(
    work: UnitOfWork,
    direction: str,
    peer: str,
    sequence: int,
    header: BundleHeader,
    content: BundleContent | None = None,
) -> int:
    """Keep that a bundle was made ("out") or read in ("in"), and return its row's number.

    A bundle of keys or a receipt has no content of records.
    """
    connection = work.connection
    before = _row_taken_back(connection, direction, peer, header) if direction in INCOMING else None
    if before is not None:
        connection.execute(delete(tables.bundle).where(tables.bundle.c.id == before))
    row = inserted_id(
        connection.execute(
            insert(tables.bundle).values(
                direction=direction,
                peer=peer,
                sequence=sequence,
                head=header.head,
                bundle_id=header.bundle_id,
                kind=header.kind,
                profile=content.profile if content else "",
                purpose=content.purpose if content else "",
                at=work.at,
                operations=len(content.ops) if content else 0,
                taken_back=False,
            )
        )
    )
    if before is not None:
        # What was built upon stayed when it was taken back; it came with this bundle.
        came = tables.operation.c.bundle_row == before
        connection.execute(update(tables.operation).where(came).values(bundle_row=row))
    return row


def _row_taken_back(connection: Connection, direction: str, peer: str, header: BundleHeader) -> int | None:
    """Return the row of this very bundle when it was read in and taken back before."""
    bundle = tables.bundle.c
    query = select(bundle.id).where(
        bundle.direction == direction, bundle.peer == peer, bundle.head == header.head, bundle.taken_back.is_(True)
    )
    return connection.execute(query).scalar_one_or_none()
