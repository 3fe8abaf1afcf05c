"""The series of bundles between this store and each of its contacts: numbers, heads, and what was kept of each."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select, update

from storage import tables
from storage.bundle_errors import SeriesForked
from storage.bundle_format import FIRST_PREVIOUS, BundleHeader
from storage.bundle_text import BundleContent
from storage.history import inserted_id, read_state
from storage.new_device import SEQUENCE_FLOOR
from storage.unit_of_work import UnitOfWork

OPEN_IN, OPEN_OUT = "open_in", "open_out"
"""Directions of bundles for everybody: they have a series of their own per sender, beside the sealed ones to each person."""

INCOMING, OUTGOING = ("in", OPEN_IN), ("out", OPEN_OUT)
"""Every direction in which something arrives, and in which something leaves."""


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


def last_read(connection: Connection, header: BundleHeader, direction: str = "in") -> tuple[int, str]:
    """Return the number and head of the newest bundle of a sender that was read in and stands, (0, zeros) before the first.

    For a bundle that was taken back it is the one before that, so that the same file can be read in again.
    """
    bundle = tables.bundle.c
    of_sender = (bundle.direction == direction, bundle.peer == header.sender)
    again = connection.execute(
        select(bundle.sequence).where(*of_sender, bundle.taken_back.is_(True), bundle.head == header.head)
    ).scalar_one_or_none()
    standing = select(bundle.sequence, bundle.head).where(*of_sender, bundle.taken_back.is_(False))
    if again is not None:
        standing = standing.where(bundle.sequence < again)
    row = connection.execute(standing.order_by(bundle.sequence.desc()).limit(1)).one_or_none()
    return (0, FIRST_PREVIOUS) if row is None else (row.sequence, row.head)


def refuse_another_of(connection: Connection, header: BundleHeader, sequence: int) -> int | None:
    """Return the row of this bundle when it was read in and taken back before; None when it never was.

    Raises:
        SeriesForked: another bundle with this number was.
    """
    bundle = tables.bundle.c
    row = connection.execute(
        select(bundle.id, bundle.head).where(
            bundle.direction == (OPEN_IN if header.open_series else "in"),
            bundle.peer == header.sender,
            bundle.sequence == sequence,
            bundle.taken_back.is_(True),
        )
    ).one_or_none()
    if row is not None and row.head != header.head:
        raise SeriesForked
    return None if row is None else int(row.id)


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
    before = refuse_another_of(connection, header, sequence) if direction in INCOMING else None
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
