"""What a watched record belongs to: its case, place, child and provider, asked once for all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from storage.history import in_parts
from storage.models.codes import Phase
from zorgarrangeur_tui.desk.watch_query import WatchRow, table_of


class Surroundings:
    """The names around some watched records. A child appears by its pseudonym only.

    Args:
        connection: to the store.
        rows: the records, each with the type it is of.
    """

    def __init__(self, connection: Connection, rows: Sequence[tuple[str, WatchRow]]) -> None:
        self._connection = connection
        self._cases = self._named(
            "case", (self.case_id(*one) for one in rows), "phase", "school_id", "care_location_id"
        )
        self._pupils = self._named("pupil", (self.pupil_id(*one) for one in rows), "pseudonym")
        self._schools = self._named("school", (self.school_id(*one) for one in rows), "name")
        self._locations = self._named("care_location", (self._location_id(*one) for one in rows), "name")
        self._providers = self._named("provider", (row.get("provider_id", "") for _, row in rows), "name")

    def case_id(self, record_type: str, row: WatchRow) -> str:
        """Return the id of the case of a record; "" when it is in none."""
        return str(row["id"] if record_type == "case" else row.get("case_id", ""))

    def pupil_id(self, record_type: str, row: WatchRow) -> str:
        """Return the id of the child that a record is about; "" when it is about none."""
        return str(row["id"] if record_type == "pupil" else row.get("pupil_id", ""))

    def school_id(self, record_type: str, row: WatchRow) -> str:
        """Return the id of the school that a record belongs to, by itself or by its case; "" when there is none."""
        return str(row.get("school_id", "") or self._of_case(record_type, row, "school_id"))

    def place(self, record_type: str, row: WatchRow) -> str:
        """Return the name of the school or care location; "" when it is not known here."""
        return self._text(self._schools, self.school_id(record_type, row), "name") or self._text(
            self._locations, self._location_id(record_type, row), "name"
        )

    def pseudonym(self, record_type: str, row: WatchRow) -> str:
        """Return the pseudonym of the child; "" when there is none."""
        return self._text(self._pupils, self.pupil_id(record_type, row), "pseudonym")

    def provider(self, row: WatchRow) -> str:
        """Return the name of the provider that a record names; "" when there is none."""
        return self._text(self._providers, row.get("provider_id", ""), "name")

    def on_hold(self, record_type: str, row: WatchRow) -> bool:
        """Tell whether the case of a record waits."""
        return self._of_case(record_type, row, "phase") == Phase.ON_HOLD

    def _location_id(self, record_type: str, row: WatchRow) -> str:
        return str(row.get("care_location_id", "") or self._of_case(record_type, row, "care_location_id"))

    def _of_case(self, record_type: str, row: WatchRow, field: str) -> str:
        return self._text(self._cases, self.case_id(record_type, row), field)

    @staticmethod
    def _text(known: dict[str, Any], record_id: str, field: str) -> str:
        found = known.get(record_id)
        return "" if found is None else str(getattr(found, field))

    def _named(self, record_type: str, ids: Iterable[str], *fields: str) -> dict[str, Any]:
        """Return some columns of the records with these ids."""
        table = table_of(record_type)
        query = select(table.c.id, *(table.c[field] for field in fields))
        wanted = sorted(set(ids) - {""})
        return {
            row.id: row
            for part in in_parts(wanted)
            for row in self._connection.execute(query.where(table.c.id.in_(part)))
        }
