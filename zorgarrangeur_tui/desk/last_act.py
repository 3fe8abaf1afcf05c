"""Whether an act wrote anything: undo of one that did not would take back the act before it."""

from __future__ import annotations

from sqlalchemy import func, select

from storage import tables
from storage.store import Store


def last_act(store: Store) -> int:
    """Return the number of the newest act in the list of acts; 0 before there is one."""
    with store.read() as session:
        return session.connection().execute(select(func.max(tables.change.c.id))).scalar() or 0


def undo_offer(store: Store, before: int, sentence: str) -> str:
    """Return a sentence that offers undo, or "" when nothing was written since.

    Args:
        store: an opened store.
        before: the newest act before this one (`last_act`).
        sentence: the offer.
    """
    return sentence if last_act(store) > before else ""
