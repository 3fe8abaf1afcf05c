"""Which bundles were sent and read in."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from storage import tables
from storage.store import Store


@dataclass(frozen=True, slots=True)
class BundleRow:
    """One bundle in the series with one peer. `direction` is "in" or "out", `at` a moment in UTC.

    `row` rises in the order in which bundles were made and read in. `acknowledged_at` is when the peer's receipt for a
    bundle to them came in, or empty; `taken_back` tells that reading it in was undone.
    """

    direction: str
    peer: str
    sequence: int
    bundle_id: str
    profile: str
    purpose: str
    at: str
    operations: int
    row: int
    kind: str
    head: str
    acknowledged_at: str
    taken_back: bool


def bundle_rows(store: Store) -> list[BundleRow]:
    """Return every bundle, newest first. One that went to three people is three rows, and one more for the own key."""
    bundle = tables.bundle.c
    query = select(
        bundle.direction,
        bundle.peer,
        bundle.sequence,
        bundle.bundle_id,
        bundle.profile,
        bundle.purpose,
        bundle.at,
        bundle.operations,
        bundle.id.label("row"),
        bundle.kind,
        bundle.head,
        bundle.acknowledged_at,
        bundle.taken_back,
    ).order_by(bundle.id.desc())
    with store.read() as session:
        return [BundleRow(**row) for row in session.connection().execute(query).mappings()]
