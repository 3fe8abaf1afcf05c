"""What every document carries so that it can be traced in the access log: when it was made, and under which number."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from storage.clock import WALL_CLOCK


@dataclass(frozen=True, slots=True)
class Imprint:
    """The mark of one export. `made_at` is aware, in UTC; `export_id` also stands in the access log."""

    export_id: str
    made_at: datetime

    @property
    def made_on(self) -> date:
        """The day on the wall clock of Europe/Amsterdam."""
        return self.made_at.astimezone(WALL_CLOCK).date()


def new_export_id() -> str:
    """Return a random number for an export, such as "E-4F09-A1C2-77B3"."""
    digits = secrets.token_hex(6).upper()
    return "-".join(("E", digits[:4], digits[4:8], digits[8:]))
