"""Three people with a store each, and what each of them has seen: told apart from the code that merges.

What a merge must give follows from who had seen what. The world keeps that in plain sets: each write by its id, and per
write the writes of the same field that its writer knew. A value stands when no other writer who knew it wrote again.
"""

from __future__ import annotations

import atexit
import random
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select
from store_kit import START, CountingClock, StoreShelf, quick_unlock

from storage import history, tables
from storage.bundle_scope import history_of
from storage.clock import milliseconds
from storage.errors import NothingToUndo
from storage.field_values import default_value, to_json, to_op_value
from storage.merge import MergePlan, apply_merge, plan_merge
from storage.models import RECORD_TYPES, Case, Record, School, new_id
from storage.ops import OpId, Stamp
from storage.store import Store
from storage.undo import redo, undo

PEOPLE = (0, 1, 2)
MODELS: tuple[type[Record], ...] = (Case, School)
FIELDS: dict[type[Record], tuple[str, ...]] = {Case: ("title", "note"), School: ("name", "phone")}
RECORDS = (0, 1)


def in_memory_folder() -> Path:
    """Return a new folder, in memory where the system has that: these tests are about merging, not about the disk."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    folder = Path(tempfile.mkdtemp(prefix="zorg-", dir=memory if memory.is_dir() else None))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def people() -> tuple[tuple[Store, CountingClock], ...]:
    """Return the three stores. They stay open; each story gets records of its own."""
    folder = in_memory_folder()
    shelf = StoreShelf(folder)
    opened = []
    for number in PEOPLE:
        shelf.copy("arranger", number, folder / str(number))
        clock = CountingClock()
        opened.append((quick_unlock(folder / str(number), clock), clock))
    return tuple(opened)


@dataclass
class World:
    """One story: its records, the writes in it, and who knows which."""

    ids: tuple[str, ...] = field(default_factory=lambda: tuple(new_id() for _ in RECORDS))
    known: dict[int, set[OpId]] = field(default_factory=lambda: {who: set() for who in PEOPLE})
    erased: dict[int, set[str]] = field(default_factory=lambda: {who: set() for who in PEOPLE})
    place: dict[OpId, tuple[str, str]] = field(default_factory=dict)
    value: dict[OpId, str] = field(default_factory=dict)
    saw: dict[OpId, frozenset[OpId]] = field(default_factory=dict)
    acts: dict[int, int] = field(default_factory=lambda: dict.fromkeys(PEOPLE, 0))

    def __post_init__(self) -> None:
        """Set back every clock and stamp that went wrong, so that a story does not depend on the one before."""
        for _, clock in people():
            if abs(clock.moment - START) > timedelta(days=1):
                clock.moment = START
        for store, _ in people():
            with store.read() as session:
                last = history.last_stamp(session.connection())
            if last.milliseconds > milliseconds(START + timedelta(days=1)):
                with store.unit_of_work("") as work:
                    history.keep_stamp(work.connection, Stamp(0, 0))

    def model(self, record: int) -> type[Record]:
        """Return what kind of record one of the story's records is."""
        return MODELS[record]

    def write(self, who: int, record: int, number: int, text: str) -> None:
        """Let somebody write a field; a record that this person does not know begins with it."""
        model, record_id = self.model(record), self.ids[record]
        if record_id in self.erased[who]:
            return
        with self._store(who).unit_of_work("Geschreven") as work:
            found = work.session.get(model, record_id)
            values = {FIELDS[model][number]: text}
            if found is None:
                work.add(model(id=record_id, owner="", **values))
            else:
                work.change(found, {**values, "deleted": False})
        self._take_note(who, acted=True)

    def remove(self, who: int, record: int) -> None:
        """Let somebody take a record away."""
        with self._store(who).unit_of_work("Weggehaald") as work:
            found = work.session.get(self.model(record), self.ids[record])
            if found is not None:
                work.remove(found)
        self._take_note(who, acted=True)

    def undo(self, who: int) -> None:
        """Let somebody take back an act of this story, do it again, and take it back; acts on what was erased are gone."""
        for step, act in ((undo, "Ongedaan gemaakt"), (redo, "Opnieuw gedaan"), (undo, "Ongedaan gemaakt")):
            if not self.acts[who]:
                return
            try:
                with self._store(who).unit_of_work(act) as work:
                    step(work)
            except NothingToUndo:
                if not self.erased[who]:
                    raise
                self.acts[who] = 0
            self._take_note(who, acted=False)
        self.acts[who] = max(0, self.acts[who] - 1)

    def purge(self, who: int, record: int) -> None:
        """Let somebody erase a record for good."""
        self._merge(who, (), {self.ids[record]})

    def jump(self, who: int, years: float) -> None:
        """Set somebody's clock wrong by years."""
        people()[who][1].jump(years)

    def send(self, sender: int, receiver: int, seed: int = 0, *, lossy: bool = False) -> MergePlan:
        """Let somebody learn what another knows: in any order, and when lossy only some of it."""
        with self._store(sender).read() as session:
            ops = list(history_of(session.connection(), self.ids))
        draw = random.Random(seed)  # noqa: S311 - shuffles, and is drawn by Hypothesis
        draw.shuffle(ops)
        if lossy:
            ops = [op for op in ops if draw.random() < 0.7]
        plan = self._merge(receiver, ops, self.erased[sender])
        self.known[receiver] |= {op.id for op in ops}
        return plan

    def plan(self, sender: int, receiver: int, seed: int) -> MergePlan:
        """Return what it would do to learn what another knows."""
        with self._store(sender).read() as session:
            ops = list(history_of(session.connection(), self.ids))
        random.Random(seed).shuffle(ops)  # noqa: S311 - shuffles
        store = self._store(receiver)
        with store.read() as session:
            return plan_merge(session.connection(), ops, self.erased[sender], store.clock)

    def bring_together(self) -> None:
        """Let everybody learn everything, by way of one of them."""
        for sender, receiver in ((1, 0), (2, 0), (0, 1), (0, 2)):
            self.send(sender, receiver)

    def standing(self) -> dict[tuple[str, str], set[str]]:
        """Return, per field, the values that must stand once everybody knows everything: nobody who knew them wrote again."""
        gone = set().union(*self.erased.values())
        replaced = set().union(*self.saw.values())
        found: dict[tuple[str, str], set[str]] = {}
        for write, place in self.place.items():
            if write not in replaced and place[0] not in gone:
                found.setdefault(place, set()).add(self.value[write])
        return found

    def seen_by(self, who: int) -> dict[str, Any]:
        """Return what somebody sees of this story: rows, open values, what stands in lists, and what is left behind."""
        with self._store(who).read() as session:
            connection = session.connection()
            shown = {}
            for record, record_id in enumerate(self.ids):
                found = session.get(self.model(record), record_id)
                if found is not None:
                    shown[record_id] = {
                        name: to_json(to_op_value(getattr(found, name)))
                        for name in (*FIELDS[self.model(record)], "deleted")
                    }
            conflicts = select(tables.conflict).where(tables.conflict.c.record_id.in_(self.ids))
            listed = select(tables.listing.c.record_id).where(tables.listing.c.record_id.in_(self.ids))
            return {
                "shown": shown,
                "heads": self._values(history.heads(connection, self.ids)),
                "conflicts": {(row.record_id, row.field) for row in connection.execute(conflicts)},
                "listed": set(connection.execute(listed).scalars()),
            }

    def default(self, record_id: str, name: str) -> str:
        """Return what a field shows that nobody wrote."""
        return to_json(to_op_value(default_value(self.model(self.ids.index(record_id)), name)))

    def _store(self, who: int) -> Store:
        return people()[who][0]

    def _merge(self, who: int, ops: Iterable[Any], purged: set[str]) -> MergePlan:
        store = self._store(who)
        with store.unit_of_work("Bundel ingelezen") as work:
            plan = plan_merge(work.connection, tuple(ops), purged, store.clock)
            apply_merge(work, plan)
        self.erased[who] |= purged
        return plan

    def _take_note(self, who: int, *, acted: bool) -> None:
        """Note the writes that an act made, and that its writer knew all that was known to this person in those fields."""
        with self._store(who).read() as session:
            mine = [
                op
                for op in history_of(session.connection(), self.ids)
                if op.id not in self.known[who] | self.place.keys()
            ]
        before = frozenset(self.known[who])
        for op in mine:
            place = (op.record_id, op.field)
            self.place[op.id] = place
            self.value[op.id] = to_json(op.value)
            self.saw[op.id] = frozenset(write for write in before if self.place[write] == place)
            self.known[who].add(op.id)
        self.acts[who] += bool(mine and acted)

    @staticmethod
    def _values(heads: Iterable[history.Head]) -> dict[tuple[str, str], set[str | None]]:
        found: dict[tuple[str, str], set[str | None]] = {}
        for head in heads:
            found.setdefault((head.record_id, head.field), set()).add(head.value)
        return found


assert set(MODELS) <= set(RECORD_TYPES.values())
