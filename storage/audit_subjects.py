"""Which children an act is about: whoever asks who saw or changed a child must find every row."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from storage.history import in_parts
from storage.models import CareNeed


def pupils_of(connection: Connection, records: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return, for those records (type, id) that are about one child, the id of that child.

    A child's own record is about it, and so is a care need of it; a need of a whole group is about nobody in particular.
    """
    found: dict[tuple[str, str], str] = {}
    needs = []
    for record_type, record_id in records:
        if record_type == "pupil":
            found[record_type, record_id] = record_id
        elif record_type == "care_need":
            needs.append(record_id)
    need = CareNeed.__table__.c  # type: ignore[attr-defined]  # SQLModel adds it to table models
    for part in in_parts(sorted(set(needs))):
        rows = connection.execute(select(need.id, need.pupil_id).where(need.id.in_(part), need.pupil_id != ""))
        found.update((("care_need", row.id), row.pupil_id) for row in rows)
    return found
