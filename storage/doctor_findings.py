"""What the doctor finds: in words, with what to do, and what the app can do itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Repair(StrEnum):
    """What the app can do about a finding."""

    USE_KEY_FILE_COPY = "use_key_file_copy"
    TIGHTEN_RIGHTS = "tighten_rights"
    REMOVE_LEFTOVERS = "remove_leftovers"
    RESTORE_BACKUP = "restore_backup"
    """Needs a secret: see `storage.restoring`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found.

    Attributes:
        kind: its name for scripts.
        serious: whether data cannot be used, or may be lost, as it is now.
        wrong: what is wrong, in the user's words.
        advice: what to do.
        repair: what the app can do about it, or None.
    """

    kind: str
    serious: bool
    wrong: str
    advice: str
    repair: Repair | None = None
