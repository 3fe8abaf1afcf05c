"""Drafts: what was typed in a form that was not saved yet.

A draft is a convenience of this computer: it has no history, no undo, and is in no bundle. Its key names the form and the
ids of the records that the form is about, as in `change:pupil:<id>` or `new:care_need:<case id>:<pupil id>`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, delete, insert, select

from storage import tables
from storage.clock import Clock

KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Draft:
    """The raw texts of the fields that were changed in one form. `at` is the moment in UTC, as ISO text."""

    key: str
    at: str
    fields: Mapping[str, str]


def keep(connection: Connection, draft: Draft) -> None:
    """Keep a draft, in the place of an older one of the same form."""
    values = {"key": draft.key, "at": draft.at, "fields": json.dumps(dict(draft.fields), ensure_ascii=False)}
    connection.execute(insert(tables.draft).prefix_with("OR REPLACE").values(**values))


def find(connection: Connection, key: str) -> Draft | None:
    """Return the draft of a form, or None."""
    return next((draft for draft in all_drafts(connection) if draft.key == key), None)


def all_drafts(connection: Connection) -> list[Draft]:
    """Return every draft, newest first."""
    rows = connection.execute(select(tables.draft).order_by(tables.draft.c.at.desc(), tables.draft.c.key))
    return [Draft(row.key, row.at, json.loads(row.fields)) for row in rows]


def forget(connection: Connection, key: str) -> None:
    """Forget the draft of a form, if there is one."""
    connection.execute(delete(tables.draft).where(tables.draft.c.key == key))


def forget_about(connection: Connection, record_ids: Iterable[str]) -> None:
    """Forget every draft that names one of these records: in its key, in the name of a field, or among what was chosen."""
    wanted = set(record_ids)
    for draft in all_drafts(connection):
        named = {*draft.key.split(":"), *(part for name in draft.fields for part in name.split(" "))}
        named |= {part for text in draft.fields.values() for part in text.split("\n")}
        if named & wanted:
            forget(connection, draft.key)


def forget_old(connection: Connection, clock: Clock) -> None:
    """Forget drafts of more than thirty days ago."""
    oldest = (clock() - KEPT_FOR).isoformat(timespec="milliseconds")
    connection.execute(delete(tables.draft).where(tables.draft.c.at < oldest))
