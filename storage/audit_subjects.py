"""Which children an act is about: whoever asks who saw or changed a child must find every row."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from storage.history import in_parts
from storage.models import PUPIL_PARTS, RECORD_TYPES


def pupils_of(connection: Connection, records: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return, for those records (type, id) that are about one child, the id of that child.

    A child's own record is about it, and so is all that belongs to it; a need of a whole group is about nobody in particular.
    """
    found: dict[tuple[str, str], str] = {}
    parts: dict[str, set[str]] = {}
    for record_type, record_id in records:
        if record_type == "pupil":
            found[record_type, record_id] = record_id
        elif record_type in PUPIL_PARTS:
            parts.setdefault(record_type, set()).add(record_id)
    for record_type, ids in parts.items():
        column = RECORD_TYPES[record_type].__table__.c  # type: ignore[attr-defined]  # SQLModel adds it to table models
        for part in in_parts(sorted(ids)):
            rows = connection.execute(
                select(column.id, column.pupil_id).where(column.id.in_(part), column.pupil_id != "")
            )
            found.update(((record_type, row.id), row.pupil_id) for row in rows)
    return found
