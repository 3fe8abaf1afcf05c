"""What lists show and how they are searched: one row per record, kept in step by every write.

A list asks once for the ids in order (numbers only, a covering index) and then for the few rows on screen. A filter asks
the full-text index which ids match; accents and capitals do not matter.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, text

from storage import tables
from storage.history import in_parts, read_state, write_state
from storage.listing_words import folded, name_words, search_expression, sort_text, surname_first
from storage.models import (
    RECORD_TYPES,
    Action,
    Agreement,
    Barrier,
    CareLocation,
    Case,
    CaseParty,
    Pupil,
    Record,
    School,
)
from storage.ownership import OWNER

LISTED = ("case", "school", "care_location", "provider", "professional")
"""The record types that have a row."""

_VERSION = "2"
"""What rows and words are made of. Another number, and every store makes its listing anew at the next unlock."""

_VERSION_STATE = "listing_version"
_NO_DATE = "9999"

_CASE_PARTS: dict[str, tuple[type[Record], str]] = {
    "pupil": (Pupil, "pseudonym"),
    "agreement": (Agreement, "title"),
    "case_party": (CaseParty, "name"),
    "action": (Action, "what"),
    "barrier": (Barrier, "title"),
}
"""Parts of a case by which it is found: the type, and the field with the short text. Never a note or what parents said."""


_PLACE_FIELDS = ("name", "place", "municipality")
_SHOWN: dict[str, frozenset[str]] = {
    "case": frozenset({"title", "next_action", "school_id", "care_location_id", "deadline"}),
    "school": frozenset({*_PLACE_FIELDS, "site_code", "postcode"}),
    "care_location": frozenset(_PLACE_FIELDS),
    "provider": frozenset({"name", "chamber_number", "agb_codes"}),
    "professional": frozenset({"name"}),
    **{record_type: frozenset({"case_id", field}) for record_type, (_, field) in _CASE_PARTS.items()},
}
_SHOWN_OF_ALL = frozenset({"deleted", OWNER})
"""What changes whether a record is listed; another owner may bring other values to sight in every field."""

_ORDER = "SELECT id FROM listing WHERE record_type = ? ORDER BY sort_text, id"
_MATCHING = "SELECT json_group_array(rowid) FROM listing_text WHERE listing_text MATCH ?"
"""All numbers in one row: a row for each takes longer than finding them, and keeps other threads waiting at every row."""


@dataclass(frozen=True, slots=True)
class ListingEntry:
    """How one record appears in lists: its place in the order, and the words that find it."""

    record_type: str
    record_id: str
    sort_text: str
    words: str


def shows(record_type: str, field: str) -> bool:
    """Tell whether a field of a record is in what lists show, or among the words that find a record."""
    shown = _SHOWN.get(record_type)
    return shown is not None and (field in shown or field in _SHOWN_OF_ALL)


def refresh(connection: Connection, touched: Iterable[tuple[str, str]]) -> None:
    """Bring the listing in step with records (type, id) that changed, and with those whose words depend on them."""
    by_type: dict[str, set[str]] = {}
    for record_type, record_id in touched:
        by_type.setdefault(record_type, set()).add(record_id)
    case_ids = by_type.setdefault("case", set())
    for record_type in _CASE_PARTS:
        case_ids |= _cases_of_parts(connection, record_type, by_type.get(record_type, set()))
    case_ids |= _cases_at(connection, "school_id", by_type.get("school", set()))
    case_ids |= _cases_at(connection, "care_location_id", by_type.get("care_location", set()))
    for record_type in LISTED:
        for part in in_parts(sorted(by_type.get(record_type, ()))):
            _replace(connection, part, _entries(connection, record_type, part))


def order(connection: Connection, record_type: str) -> list[int]:
    """Return the listing ids of all records of a type, in list order."""
    # Straight from the driver: a list of 100,000 would spend its time on row objects.
    cursor = connection.connection.cursor()
    try:
        return list(chain.from_iterable(cursor.execute(_ORDER, (record_type,))))
    finally:
        cursor.close()


def matching(connection: Connection, words: str) -> set[int] | None:
    """Return the listing ids that hold every word, each as the start of a word; None when there is nothing to look for."""
    expression = search_expression(words)
    if expression is None:
        return None
    return set(json.loads(connection.exec_driver_sql(_MATCHING, (expression,)).scalar_one()))


def record_ids(connection: Connection, listing_ids: Sequence[int]) -> list[str]:
    """Return the record ids for listing ids, in the order asked; a row that is gone by now is left out."""
    listing = tables.listing.c
    found: dict[int, str] = {}
    for part in in_parts(listing_ids):
        rows = connection.execute(select(listing.id, listing.record_id).where(listing.id.in_(part)))
        found.update((row.id, row.record_id) for row in rows)
    return [found[listing_id] for listing_id in listing_ids if listing_id in found]


def listing_id(connection: Connection, record_id: str) -> int | None:
    """Return the listing id of a record, or None when no list shows it."""
    listing = tables.listing.c
    return connection.execute(select(listing.id).where(listing.record_id == record_id)).scalar_one_or_none()


def forget_words(connection: Any) -> None:
    """Merge the whole index of words into one, on a driver connection: words of rows that are gone stay in it until then."""
    connection.execute("INSERT INTO listing_text(listing_text) VALUES ('optimize')")


def cases_of_pupils(connection: Connection, pupil_ids: set[str]) -> set[str]:
    """Return the cases of these pupils, whose list words hold their pseudonyms."""
    return _cases_of_parts(connection, "pupil", pupil_ids)


def cases_found_by(connection: Connection, record_ids: set[str]) -> set[str]:
    """Return the cases whose list words hold something of these records, whatever their types."""
    return set().union(*(_cases_of_parts(connection, record_type, record_ids) for record_type in _CASE_PARTS))


def keep_up_to_date(connection: Connection) -> None:
    """Make the whole listing anew when an older version of the app made it. Otherwise this reads one small row."""
    if read_state(connection, _VERSION_STATE) == _VERSION:
        return
    connection.execute(delete(tables.listing))
    connection.execute(text("INSERT INTO listing_text(listing_text) VALUES ('delete-all')"))
    for record_type in LISTED:
        table = _table(RECORD_TYPES[record_type])
        ids = list(connection.execute(select(table.c.id).where(table.c.deleted.is_(False))).scalars())
        for part in in_parts(ids):
            _replace(connection, part, _entries(connection, record_type, part))
    write_state(connection, _VERSION_STATE, _VERSION)


def _cases_of_parts(connection: Connection, record_type: str, ids: set[str]) -> set[str]:
    found: set[str] = set()
    column = _table(_CASE_PARTS[record_type][0]).c
    for part in in_parts(sorted(ids)):
        found |= set(connection.execute(select(column.case_id).where(column.id.in_(part))).scalars())
    return found - {""}


def _replace(connection: Connection, ids: Sequence[str], entries: Sequence[ListingEntry]) -> None:
    listing = tables.listing.c
    rows = connection.execute(select(listing.record_id, listing.id).where(listing.record_id.in_(ids)))
    known = {row.record_id: row.id for row in rows}
    fresh = count((connection.execute(select(func.max(listing.id))).scalar() or 0) + 1)
    if known:
        connection.execute(delete(tables.listing).where(listing.id.in_(list(known.values()))))
        connection.execute(
            text("DELETE FROM listing_text WHERE rowid = :rowid"), [{"rowid": found} for found in known.values()]
        )
    if not entries:
        return
    numbered = [(known.get(entry.record_id) or next(fresh), entry) for entry in entries]
    connection.execute(
        insert(tables.listing),
        [
            {"id": number, "record_type": entry.record_type, "record_id": entry.record_id, "sort_text": entry.sort_text}
            for number, entry in numbered
        ],
    )
    connection.execute(
        text("INSERT INTO listing_text(rowid, words) VALUES (:rowid, :words)"),
        [{"rowid": number, "words": entry.words} for number, entry in numbered],
    )


def _entries(connection: Connection, record_type: str, ids: Sequence[str]) -> list[ListingEntry]:
    rows = _rows(connection, RECORD_TYPES[record_type], ids)
    if record_type == "case":
        return _case_entries(connection, rows)
    return [
        ListingEntry(record_type, row.id, sort_text(_sorted_by(record_type, row)), " ".join(_words(record_type, row)))
        for row in rows
    ]


def _rows(connection: Connection, model: type[Record], ids: Collection[str]) -> list[Any]:
    if not ids:
        return []
    table = _table(model)
    return list(connection.execute(select(table).where(table.c.id.in_(sorted(ids)), table.c.deleted.is_(False))))


def _case_entries(connection: Connection, rows: Sequence[Any]) -> list[ListingEntry]:
    schools = {row.id: row for row in _rows(connection, School, {row.school_id for row in rows} - {""})}
    places = {row.id: row for row in _rows(connection, CareLocation, {row.care_location_id for row in rows} - {""})}
    parts = _words_of_parts(connection, [row.id for row in rows])
    entries = []
    for row in rows:
        words = [folded(row.title), folded(row.next_action), f"Z {row.id[:6]}", *parts.get(row.id, ())]
        if school := schools.get(row.school_id):
            words += [folded(part) for part in _place_words(school)]
        if place := places.get(row.care_location_id):
            words += [folded(part) for part in _place_words(place)]
        deadline = row.deadline.isoformat() if row.deadline else _NO_DATE
        entries.append(ListingEntry("case", row.id, f"{deadline} {sort_text(row.title)}", " ".join(words)))
    return entries


def _words_of_parts(connection: Connection, case_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return, by case, the words of what belongs to it."""
    found: dict[str, list[str]] = {}
    for model, field in _CASE_PARTS.values():
        column = _table(model).c
        query = select(column.case_id, column[field]).where(column.case_id.in_(case_ids), column.deleted.is_(False))
        for case_id, words in connection.execute(query):
            found.setdefault(case_id, []).append(folded(words))
    return found


def _words(record_type: str, row: Any) -> list[str]:
    """Return the words that find a record. Free notes and names of children are no part of them."""
    match record_type:
        case "school" | "care_location":
            return [name_words(row.name), *(folded(part) for part in _place_words(row)[1:])]
        case "provider":
            return [name_words(row.name), row.chamber_number, *row.agb_codes]
        case _:
            return [name_words(row.name)]


def _place_words(row: Any) -> list[str]:
    """Return the name of a school or care location, where it is, and its code."""
    code = [row.site_code, row.postcode] if hasattr(row, "site_code") else []
    return [row.name, row.place, row.municipality, *code]


def _sorted_by(record_type: str, row: Any) -> str:
    if record_type == "school":
        return f"{row.place} {row.name}"
    return surname_first(row.name) if record_type == "professional" else str(row.name)


def _cases_at(connection: Connection, column: str, place_ids: set[str]) -> set[str]:
    found: set[str] = set()
    case = _table(Case).c
    for part in in_parts(sorted(place_ids)):
        found |= set(connection.execute(select(case.id).where(case[column].in_(part))).scalars())
    return found


def _table(model: type[Record]) -> Any:
    return model.__table__  # type: ignore[attr-defined]  # SQLModel adds it to table models
