"""Tables of figures that left this store: what is kept of them, so that the next one can be held against them.

What a row holds is text that the maker of the tables reads again; no id of a record may be in it, as it outlives erasing. They
are of this computer: in no bundle, no history, and no undo takes them back, for what others have read stays read.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from storage import tables
from storage.unit_of_work import UnitOfWork

_PUBLICATION = tables.publication.c


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """Tables that left together.

    Attributes:
        number: later ones have a higher one.
        at: when, in UTC.
        title: what they are about.
        audience: for whom.
        tables: what is kept of them.
    """

    number: int
    at: str
    title: str
    audience: str
    tables: str


def keep_publication(work: UnitOfWork, *, title: str, audience: str, tables_kept: str) -> None:
    """Keep what is to be remembered of tables that leave, in the transaction in which the log tells of them."""
    row = {"at": work.at, "title": title, "audience": audience, "tables": tables_kept}
    work.connection.execute(insert(tables.publication), [row])


def publications(connection: Connection, audiences: Collection[str]) -> list[PublicationRow]:
    """Return what left for any of these audiences, oldest first."""
    query = select(tables.publication).where(_PUBLICATION.audience.in_(audiences)).order_by(_PUBLICATION.id)
    return [PublicationRow(row.id, row.at, row.title, row.audience, row.tables) for row in connection.execute(query)]
