"""Calling back: what a peer was sent of a child and may not have any more, and doing so when another calls back."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert

from storage import tables
from storage.bundle_text import Recalled
from storage.errors import StorageError
from storage.known_to_peer import WHOLE, still_there
from storage.leaving import Withheld, kinds_withheld, staying
from storage.profiles import Profile, leaves, of_a_child, travels

__all__ = ["RecallNeedsOwnBundle", "Recalled", "keep_recalls", "to_recall"]


class RecallNeedsOwnBundle(StorageError):
    """Something must be called back from one of several recipients."""

    sentence = (
        "Een van deze ontvangers heeft gegevens die niet meer gedeeld mogen worden. Er is geen bundel gemaakt. "
        "Maak voor iedere ontvanger een eigen bundel; dan roept de app die gegevens terug."
    )


def to_recall(connection: Connection, peer: str, withheld: Withheld) -> tuple[Recalled, ...]:
    """Return what a peer was sent and may not have any more. Only a receipt for having called it back ends that.

    What was sent counts, whether or not a receipt came: the file may still be read.
    """
    if not (withheld.records or withheld.kinds or withheld.unshared):
        return ()
    sent = still_there(connection, peer)
    if not sent:
        return ()
    gone = staying(connection, withheld)
    by_type: dict[str, set[str]] = {}
    for record_type, record_id in sent:
        by_type.setdefault(record_type, set()).add(record_id)
    kinds = kinds_withheld(connection, by_type, withheld.kinds)
    found = []
    for (record_type, record_id), fields in sent.items():
        without = kinds.get(record_id, frozenset())
        if record_id in gone or (of_a_child(record_type) and not travels(Profile.FULL, record_type, without)):
            found.append(Recalled(record_id))
        elif without:
            kept = {field for field in fields if leaves(Profile.FULL, record_type, field, without)}
            if not_any_more := tuple(sorted(set(fields) - kept)):
                found.append(Recalled(record_id, not_any_more))
    return tuple(sorted(found))


def keep_recalls(connection: Connection, bundle_row: int, recalled: Iterable[Recalled]) -> None:
    """Remember what a bundle that was made calls back."""
    rows = [
        {"bundle_row": bundle_row, "record_id": one.record_id, "field": field}
        for one in recalled
        for field in one.fields or (WHOLE,)
    ]
    if rows:
        connection.execute(insert(tables.recall), rows)
