"""A thousand ways to tamper with the access log: all are found, with what others saw of it also those of who has the keys."""

from __future__ import annotations

import hmac
import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select, update
from store_kit import master_key_of, quick_unlock

from storage import audit, tables
from storage.audit import COLUMNS, Action, Event, LogRow
from storage.audit_anchors import Anchor, missing
from storage.key_file import subkey
from storage.store import Store

ROWS = 40
TEXTS = COLUMNS[1:]
place_of_row = tables.audit.c.number


@pytest.fixture(scope="module")
def logged(shelf, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, bytes]]:
    """Return a store with forty rows in its log, and the key of the first one."""
    folder = tmp_path_factory.mktemp("tampering") / "store"
    shelf.copy("arranger", 0, folder)
    with quick_unlock(folder) as store:
        with store.unit_of_work("Bekeken") as work:
            for number in range(ROWS - 2):
                work.note(Action.READ, object="pupil", subject=f"{number % 5:032x}", details=f"case={number}")
        yield store, subkey(master_key_of(folder), "audit")


class Tamperer:
    """Somebody with the database open. Each method changes the log in a way that can be noticed.

    Args:
        connection: a transaction that is rolled back.
        first_key: of the chain, for those who have the master key.
        draw: what decides.
    """

    def __init__(self, connection: Connection, first_key: bytes, draw: random.Random) -> None:
        self.connection = connection
        self.first_key = first_key
        self.draw = draw

    def changes_a_word(self) -> None:
        """Write something else in a column of a row."""
        name, number = self.draw.choice(TEXTS), self.draw.randint(1, ROWS)
        column = tables.audit.c[name]
        before = self.connection.execute(select(column).where(place_of_row == number)).scalar_one()
        after = self.draw.choice([before + "x", "x" + before, before[:-1] if before else "y", before.upper() + "Z"])
        self.connection.execute(update(tables.audit).where(place_of_row == number).values({name: after}))

    def changes_a_seal(self) -> None:
        """Turn one bit of a seal."""
        number = self.draw.randint(1, ROWS)
        mac = bytearray(self.connection.execute(select(tables.audit.c.mac).where(place_of_row == number)).scalar_one())
        mac[self.draw.randrange(32)] ^= 1 << self.draw.randrange(8)
        self.connection.execute(update(tables.audit).where(place_of_row == number).values(mac=bytes(mac)))

    def deletes(self) -> None:
        """Take rows away, and sometimes close the gap."""
        first = self.draw.randint(1, ROWS)
        last = min(ROWS, first + self.draw.randrange(4))
        self.connection.execute(delete(tables.audit).where(place_of_row.between(first, last)))
        if self.draw.random() < 0.5:
            self._shift(last + 1, first - last - 1)

    def swaps(self) -> None:
        """Put two rows in each other's place, with or without their seals."""
        one, other = self.draw.sample(range(1, ROWS + 1), 2)
        rows = {row.number: row for row in self.connection.execute(select(tables.audit))}
        with_seals = self.draw.random() < 0.5
        for here, there in ((one, other), (other, one)):
            values = {name: getattr(rows[there], name) for name in TEXTS}
            values |= {"mac": rows[there].mac} if with_seals else {}
            self.connection.execute(update(tables.audit).where(place_of_row == here).values(values))

    def inserts(self) -> None:
        """Write a row in between or at an end."""
        number = self.draw.randint(0, ROWS + 1)
        if number <= ROWS:
            self._shift(max(number, 1), 1)
        row = LogRow(max(number, 1), **_invented())
        key = self.connection.execute(select(tables.audit_key.c.key)).scalar_one()
        self._put(row, hmac.digest(key, b"".join(row.encoded()), "sha256"))

    def cuts_off(self) -> None:
        """Take the end away, and sometimes count anew."""
        kept = self.draw.randrange(ROWS)
        self.connection.execute(delete(tables.audit).where(place_of_row > kept))
        if self.draw.random() < 0.5:
            self.connection.execute(update(tables.audit_key).values(number=kept))

    def rolls_back(self) -> None:
        """With the master key: take the end away and make the key of that moment anew."""
        self._back_to(self.draw.randrange(ROWS))

    def writes_anew(self) -> None:
        """With the master key: go back, and write another end, as long as it was or not."""
        kept = self.draw.randrange(ROWS)
        rows = [row for row, _ in audit.rows(self.connection)][kept:]
        events = [Event(*(getattr(row, name) for name in TEXTS)) for row in rows]
        place = self.draw.randrange(len(events))
        if self.draw.random() < 0.5:
            events[place] = Event(**_invented())
        else:
            del events[place]
        self._back_to(kept)
        audit.append(self.connection, events)

    def _back_to(self, kept: int) -> None:
        self.connection.execute(delete(tables.audit).where(place_of_row > kept))
        key = self.first_key
        for _ in range(kept):
            key = hmac.digest(key, b"next", "sha256")
        mac = self.connection.execute(select(tables.audit.c.mac).where(place_of_row == kept)).scalar_one_or_none()
        self.connection.execute(update(tables.audit_key).values(number=kept, key=key, mac=mac or bytes(32)))

    def _shift(self, first: int, by: int) -> None:
        numbers = list(
            self.connection.execute(select(place_of_row).where(place_of_row >= first).order_by(place_of_row)).scalars()
        )
        for number in reversed(numbers) if by > 0 else numbers:
            self.connection.execute(update(tables.audit).where(place_of_row == number).values(number=number + by))

    def _put(self, row: LogRow, mac: bytes) -> None:
        values: dict[str, Any] = {name: getattr(row, name) for name in COLUMNS}
        self.connection.execute(insert(tables.audit).values(**values, mac=mac))


def _invented() -> dict[str, str]:
    return dict.fromkeys(TEXTS, "x") | {"action": "read"}


KEYLESS: tuple[Callable[[Tamperer], None], ...] = (
    Tamperer.changes_a_word,
    Tamperer.changes_a_seal,
    Tamperer.deletes,
    Tamperer.swaps,
    Tamperer.inserts,
    Tamperer.cuts_off,
)
WITH_THE_KEY: tuple[Callable[[Tamperer], None], ...] = (Tamperer.rolls_back, Tamperer.writes_anew)


def unnoticed(logged: tuple[Store, bytes], times: int, ways: tuple[Callable[[Tamperer], None], ...]) -> list[str]:
    """Tamper so many times, each time with a whole log, and return which ways neither chain nor anchors noticed."""
    store, first_key = logged
    draw = random.Random(7)  # noqa: S311 - which tampering, not a secret
    found = []
    with store.read() as session:
        connection = session.connection()
        anchors = [
            Anchor(mac.hex(), datetime(2026, 11, 1, tzinfo=UTC) + timedelta(days=row.number))
            for row, mac in audit.rows(connection)
            if row.number % 10 == 0
        ]
        for turn in range(times):
            way = ways[turn % len(ways)]
            connection.exec_driver_sql("SAVEPOINT whole")
            way(Tamperer(connection, first_key, draw))
            if audit.first_fault(connection, first_key) is None and missing(connection, anchors) is None:
                found.append(way.__name__)
            connection.exec_driver_sql("ROLLBACK TO whole")
            assert audit.first_fault(connection, first_key) is None
            assert missing(connection, anchors) is None
    return found


def test_two_hundred_tamperings_are_all_found(logged: tuple[Store, bytes]) -> None:
    """Changed, deleted, swapped, inserted, cut off, rolled back, written anew."""
    assert unnoticed(logged, 200, KEYLESS + WITH_THE_KEY) == []


@pytest.mark.slow
def test_a_thousand_tamperings_are_all_found(logged: tuple[Store, bytes]) -> None:
    """The same, more often."""
    assert unnoticed(logged, 1_000, KEYLESS + WITH_THE_KEY) == []


def test_only_anchors_find_a_log_that_was_made_with_the_master_key(logged: tuple[Store, bytes]) -> None:
    """The chain of such a log fits from its first row to its last: that is what the anchors are for."""
    store, first_key = logged
    with store.read() as session:
        connection = session.connection()
        seen = Anchor(audit.head(connection), datetime(2026, 11, 20, 9, tzinfo=UTC))
        earlier = Anchor(list(audit.rows(connection))[9][1].hex(), datetime(2026, 11, 3, 8, 5, tzinfo=UTC))
        Tamperer(connection, first_key, random.Random(1))._back_to(12)  # noqa: S311 - as above
        assert audit.first_fault(connection, first_key) is None
        assert missing(connection, [earlier]) is None
        assert missing(connection, [seen, earlier]) == (
            "In het logboek ontbreekt wat er op 20-11-2026 om 10:00 in stond. Het is daarna herschreven, of het "
            "gegevensbestand is teruggezet naar een oudere stand. Tot 3-11-2026 om 9:05 klopt het logboek met wat toen is gezien."
        )
