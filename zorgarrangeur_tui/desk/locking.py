"""What the store keeps about locking: after how many idle minutes, and in the access log why it was locked."""

from __future__ import annotations

from storage import audit, history
from storage.store import Store
from zorgarrangeur_tui.desk.refusals import require

DEFAULT_LOCK_MINUTES = 5
MOST_LOCK_MINUTES = 15

_LOCK_MINUTES = "lock_minutes"


def lock_minutes(store: Store) -> int:
    """Return after how many minutes without a key or the mouse the app locks."""
    with store.read() as session:
        text = history.read_state(session.connection(), _LOCK_MINUTES, str(DEFAULT_LOCK_MINUTES))
    return int(text)


def set_lock_minutes(store: Store, minutes: int) -> None:
    """Keep after how many minutes the app locks; the access log tells that it was changed.

    Raises:
        ActRefused: it is not from 1 to 15.
        StorageError: nothing was changed.
    """
    if not 1 <= minutes <= MOST_LOCK_MINUTES:
        require({_LOCK_MINUTES: f"Kies van 1 tot {MOST_LOCK_MINUTES} minuten. Langer open laten is niet veilig."})
    with store.unit_of_work("Tijd tot vergrendelen gewijzigd") as work:
        history.write_state(work.connection, _LOCK_MINUTES, str(minutes))
        work.note(audit.Action.CHANGE, object="lock_minutes", details=f"minutes={minutes}")


def note_lock(store: Store, cause: str) -> None:
    """Write in the access log that the store was locked, and why.

    Raises:
        StorageError: when that cannot be written.
    """
    with store.unit_of_work("Vergrendeld") as work:
        work.note(audit.Action.LOCK, object="store", reason=cause)
