"""Stores and databases that benches fill past the unit of work.

A hundred thousand acts would take an hour, and what is measured does not depend on how the rows came.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select, text

from storage import tables
from storage.contacts import Contact, add_contact, verify_contact
from storage.field_values import default_value, field_names
from storage.key_derivation import DerivationCost, DerivationPolicy
from storage.models import Case, Record, School, new_id, site_id
from storage.recovery_code import new_recovery_code
from storage.store import Store, StoreSettings, create

_QUICK = DerivationCost(memory_kib=64, passes=1)
POLICY = DerivationPolicy(least=_QUICK, preferred=_QUICK, recovery=_QUICK)
PASSPHRASE = "alleen voor deze meting"
WORDS = ("verpleging", "begeleiding", "vervoer", "sondevoeding", "rolstoel", "groep", "klas", "rooster", "epilepsie")
PLACES = ("Zwammerdam", "Urk", "Appelscha", "Genemuiden", "Eijsden", "Workum", "Oirschot", "Vorden", "Súdwest")
TYPED = (
    "verpleging urk",
    "rolstoel zwam",
    "sonde klas",
    "genemuiden rooster",
    "z 7f3",
    "súdw",
    "epil eijs",
    "groep 12",
)
"""What somebody types; each beginning of it is a filter."""


def new_store(folder: Path, label: str) -> Store:
    """Make an empty store whose key takes no time."""
    settings = StoreSettings(policy=POLICY, calibrate=False)
    code = new_recovery_code()
    return create(folder, label=label, role="arranger", passphrase=PASSPHRASE, recovery_code=code, settings=settings)


def default_row(model: type[Record]) -> dict[str, Any]:
    """Return a row in which nothing was filled in."""
    return {field: default_value(model, field) for field in field_names(model)}


def fill(store: Store, cases: int) -> tuple[list[tuple[int, str, str]], list[str]]:
    """Write cases and schools besides what is there; return (number, sort text, words) of every list row, and the cases' ids."""
    chance = random.Random(1)  # the same rows in every run
    schools = [
        {**default_row(School), "id": site_id(f"{number:04}"), "name": f"De {WORDS[number % 9].title()} {number}"}
        | {"place": PLACES[number % 9]}
        for number in range(300)
    ]
    empty = default_row(Case)
    rows, listed, entries = [], [], []
    with store.read() as session:
        first = (session.execute(select(func.max(tables.listing.c.id))).scalar() or 0) + 1
    for number in range(first, first + cases):
        school, case_id = chance.choice(schools), new_id()
        title = f"{chance.choice(WORDS)} in de {chance.choice(WORDS)} {number}"
        sort_text = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02} {title}"
        rows.append({**empty, "id": case_id, "title": title, "school_id": school["id"]})
        entries.append({"id": number, "record_type": "case", "record_id": case_id, "sort_text": sort_text})
        listed.append((number, sort_text, f"{title} Z {case_id[:6]} {school['name']} {school['place']}"))
    with store.unit_of_work("Vulling voor de meting") as work:
        work.connection.execute(insert(School), schools)
        work.connection.execute(insert(Case), rows)
        work.connection.execute(insert(tables.listing), entries)
        work.connection.execute(
            text("INSERT INTO listing_text(rowid, words) VALUES (:rowid, :words)"),
            [{"rowid": number, "words": words} for number, _, words in listed],
        )
    return listed, [row["id"] for row in rows]


def plain_database(path: Path, listed: Sequence[tuple[int, str, str]], case_ids: Sequence[str]) -> sqlite3.Connection:
    """Return a plain SQLite file with the same rows, under the same pragmas."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "temp_store=MEMORY", "cache_size=-8000"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE listing (id INTEGER PRIMARY KEY, record_type TEXT, sort_text TEXT)")
    connection.execute("CREATE INDEX listing_order ON listing (record_type, sort_text, id)")
    connection.execute('CREATE TABLE "case" (id TEXT PRIMARY KEY, title TEXT, note TEXT)')
    connection.execute(tables.LISTING_TEXT_SQL.replace("contentless_delete=1, ", ""))
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO listing VALUES (?, 'case', ?)", [row[:2] for row in listed])
    connection.executemany("INSERT INTO listing_text(rowid, words) VALUES (?, ?)", [(row[0], row[2]) for row in listed])
    connection.executemany('INSERT INTO "case" VALUES (?, ?, ?)', [(key, "titel", "") for key in case_ids])
    connection.execute("COMMIT")
    return connection


def filters() -> list[str]:
    """Return every beginning of every text that is typed, from the first letter."""
    return [text[:length] for text in TYPED for length in range(1, len(text) + 1)]


def met(own: Store, other: Store) -> Contact:
    """Return somebody as a verified contact."""
    return verify_contact(own, add_contact(own, other.identity.card_text).fingerprint)
