"""The series of bundles between this store and each of its contacts: numbers, heads, and what was kept of each."""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, select

from storage import tables
from storage.bundle_format import FIRST_PREVIOUS, BundleHeader
from storage.bundle_text import BundleContent
from storage.history import inserted_id, read_state
from storage.new_device import SEQUENCE_FLOOR
from storage.unit_of_work import UnitOfWork


def next_in_series(connection: Connection, peer: str) -> tuple[int, str]:
    """Return the number for the next bundle to a peer, and the head of the one before."""
    number, head = last_in_series(connection, "out", peer)
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


def keep_bundle(
    work: UnitOfWork, direction: str, peer: str, sequence: int, header: BundleHeader, content: BundleContent
) -> int:
    """Keep that a bundle was made ("out") or read in ("in"), and return its row's number."""
    return inserted_id(
        work.connection.execute(
            insert(tables.bundle).values(
                direction=direction,
                peer=peer,
                sequence=sequence,
                head=header.head,
                bundle_id=header.bundle_id,
                kind=header.kind,
                profile=content.profile,
                purpose=content.purpose,
                at=work.at,
                operations=len(content.ops),
                taken_back=False,
            )
        )
    )
