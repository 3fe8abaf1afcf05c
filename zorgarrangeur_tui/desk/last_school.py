"""Which school was on the board last: kept in the store, so that it is there again after the app was locked or closed."""

from __future__ import annotations

from storage import history
from storage.store import Store

_LAST_SCHOOL = "last_school"


def last_school(store: Store) -> str:
    """Return the id of the school that was on the board last; "" for none. It may be gone since."""
    with store.read() as session:
        return history.read_state(session.connection(), _LAST_SCHOOL)


def keep_last_school(store: Store, school_id: str) -> None:
    """Keep which school is on the board. It is of this computer: no record changes, and it is in no bundle.

    Raises:
        StorageError: when that cannot be written.
    """
    if last_school(store) == school_id:
        return
    with store.unit_of_work("School van het bord onthouden") as work:
        history.write_state(work.connection, _LAST_SCHOOL, school_id)
