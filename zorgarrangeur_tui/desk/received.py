"""Who received data of a child: from the access log, with the numbers of the bundles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from storage.audit import Action, LogRow
from storage.bundle_log import bundle_rows
from storage.contacts import known_names
from storage.log_reading import rows_about
from storage.store import Store
from zorgarrangeur_tui.desk.access_log import local_day
from zorgarrangeur_tui.desk.log_words import short
from zorgarrangeur_tui.domain.clock import dutch_date


@dataclass(frozen=True, slots=True)
class Received:
    """One recipient of one bundle with data of a child.

    Attributes:
        peer: fingerprint of the recipient.
        name: what the recipient is called now.
        sequence: number of the bundle in the series with this recipient; None when that is no longer known.
        day: on which it was made.
        purpose: what for.
    """

    peer: str
    name: str
    sequence: int | None
    day: date
    purpose: str

    @property
    def words(self) -> str:
        """To whom, with which bundle and when."""
        number = "een bundel" if self.sequence is None else f"bundel {self.sequence}"
        return f"{self.name}, met {number} op {dutch_date(self.day)}"


def received(store: Store, pupil_id: str, since: date | None = None) -> list[Received]:
    """Return who received data of a child in a bundle, oldest first; with `since` from that day on."""
    names = known_names(store)
    numbers = {(row.bundle_id, row.peer): row.sequence for row in bundle_rows(store) if row.direction == "out"}
    found = []
    for row in rows_about(store, pupil_id):
        day, facts = local_day(row.at), _facts(row)
        if row.action != Action.EXPORT or "bundle" not in facts or day is None:
            continue
        if since is not None and day < since:
            continue
        for peer in filter(None, facts.get("to", "").split(",")):
            name = names.get(peer) or f"onbekende ontvanger {short(peer)}"
            found.append(Received(peer, name, numbers.get((facts["bundle"], peer)), day, row.reason))
    return found


def _facts(row: LogRow) -> dict[str, str]:
    pairs = (fact.partition("=") for fact in row.details.split())
    return {name: value for name, sign, value in pairs if sign}
