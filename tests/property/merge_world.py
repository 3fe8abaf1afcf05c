"""Three people with a store each, and what each of them has seen: told apart from the code that merges.

What a merge must give follows from who had seen what, and from what really happened in which order. The world keeps that in
plain sets: each write by its id, with its moment, and per write the writes of the same field that its writer knew. Whose
word counts is told from that alone: somebody owned a record from the write that gave it to them until they gave it away.

The first record is a case, that belongs to whoever began it; the second is a school, that belongs to nobody. The third person
is a coordinator, whom the others believe in what they pass on.
"""

from __future__ import annotations

import atexit
import random
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from store_kit import START, CountingClock, StoreShelf, quick_unlock

from storage import history, tables
from storage.bundle_scope import history_of
from storage.clock import milliseconds
from storage.deciding import decide
from storage.errors import NothingToUndo
from storage.field_values import default_value, to_json, to_op_value
from storage.handing_on import HandedOver
from storage.known_to_peer import keep_operations
from storage.merge import MergePlan, Source, apply_merge, plan_merge
from storage.models import RECORD_TYPES, TYPE_NAMES, Case, Record, School, new_id
from storage.open_fields import open_fields_in
from storage.ops import Op, OpId, Stamp
from storage.store import Store
from storage.undo import redo, undo
from storage.unit_of_work import UnitOfWork

PEOPLE = (0, 1, 2)
MODELS: tuple[type[Record], ...] = (Case, School)
FIELDS: dict[type[Record], tuple[str, ...]] = {Case: ("title", "note"), School: ("name", "phone")}
RECORDS = (0, 1)
COORDINATOR = 2
_NUMBERS = count(1)
"""Every reading in gets a number of its own, in whichever store."""

_MOMENTS = count(1)

Place = tuple[str, str]
"""Record id and field."""


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
        shelf.copy("coordinator" if number == COORDINATOR else "arranger", number, folder / str(number))
        clock = CountingClock()
        opened.append((quick_unlock(folder / str(number), clock), clock))
    return tuple(opened)


@cache
def fingerprints() -> tuple[str, ...]:
    """Return the names of the three people's keys."""
    return tuple(store.identity.card.fingerprint for store, _ in people())


@dataclass
class World:
    """One story: its records, the writes in it, and who knows which."""

    ids: tuple[str, ...] = field(default_factory=lambda: tuple(new_id() for _ in RECORDS))
    known: dict[int, set[OpId]] = field(default_factory=lambda: {who: set() for who in PEOPLE})
    believed: dict[int, set[OpId]] = field(default_factory=lambda: {who: set() for who in PEOPLE})
    """Per person the writes that their author brought, or the coordinator: what another passes on first does not count yet."""
    erased: dict[int, set[str]] = field(default_factory=lambda: {who: set() for who in PEOPLE})
    place: dict[OpId, Place] = field(default_factory=dict)
    value: dict[OpId, str] = field(default_factory=dict)
    saw: dict[OpId, frozenset[OpId]] = field(default_factory=dict)
    author: dict[OpId, int] = field(default_factory=dict)
    moment: dict[OpId, int] = field(default_factory=dict)
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
        """Let somebody write a field; a record that nobody knows begins with it, a school with whoever does not know it."""
        model, record_id = self.model(record), self.ids[record]
        if record_id in self.erased[who]:
            return
        with self._store(who).unit_of_work("Geschreven") as work:
            found = work.session.get(model, record_id)
            values: dict[str, Any] = {FIELDS[model][number]: text}
            if found is not None:
                work.change(found, {**values, "deleted": False})
            elif model is School or all(place[0] != record_id for place in self.place.values()):
                work.add(model(id=record_id, **values))
        self._take_note(who, acted=True)

    def remove(self, who: int, record: int) -> None:
        """Let somebody take a record away."""
        with self._store(who).unit_of_work("Weggehaald") as work:
            found = work.session.get(self.model(record), self.ids[record])
            if found is not None:
                work.remove(found)
        self._take_note(who, acted=True)

    def give(self, who: int, to: int) -> None:
        """Let somebody give the case to another, or propose that when it is not theirs."""
        with self._store(who).unit_of_work("Overgedragen") as work:
            found = work.session.get(Case, self.ids[0])
            if found is not None:
                found.owner = fingerprints()[to]
        self._take_note(who, acted=True)

    def choose(self, who: int, *, accept: bool) -> None:
        """Let somebody choose in everything that is open to them: what another wrote, or what they see now."""
        store = self._store(who)
        with store.unit_of_work("Gekozen") as work:
            decisions = {}
            for one in open_fields_in(work.connection, self.ids):
                now = None if one.shown is None else one.shown.value
                if one.shown is None:
                    now = to_op_value(default_value(RECORD_TYPES[one.record_type], one.field))
                decisions[one.record_type, one.record_id, one.field] = (
                    one.claims[0].value if accept and one.claims else now
                )
            decide(work, decisions)
        self._take_note(who, acted=True)

    def undo(self, who: int) -> None:
        """Let somebody take back an act of this story, do it again, and take it back; acts on what was erased are gone."""
        if self.acts[who]:
            self._tell_what_went_out(who)
        for step, act in ((undo, "Ongedaan gemaakt"), (redo, "Opnieuw gedaan"), (undo, "Ongedaan gemaakt")):
            if not self.acts[who]:
                return
            try:
                with self._store(who).unit_of_work(act) as work:
                    step(work)
            except HandedOver:
                return
            except NothingToUndo:
                if step is undo and not self.erased[who]:
                    raise
                self.acts[who] = 0
            self._forget_unwritten(who)
            self._take_note(who, acted=False)
        self.acts[who] = max(0, self.acts[who] - 1)

    def purge(self, who: int, record: int) -> None:
        """Let somebody erase a record for good."""
        self._merge(who, (), {self.ids[record]})

    def jump(self, who: int, years: float) -> None:
        """Set somebody's clock wrong by years."""
        people()[who][1].jump(years)

    def send(self, sender: int, receiver: int, seed: int = 0, *, lossy: bool = False) -> MergePlan:
        """Let somebody learn what another knows: in any order, and when lossy only some of it, but always whose it is."""
        ops = self._told_by(sender, seed)
        if lossy:
            draw = random.Random(seed)  # noqa: S311 - loses, and is drawn by Hypothesis
            ops = [op for op in ops if op.field == "owner" or draw.random() < 0.7]
        owned = self._owns(receiver)
        before = self._rows(receiver) if owned else {}
        plan = self._merge(receiver, ops, self.erased[sender], sender)
        believed = {op.id for op in ops if sender in (self.author[op.id], COORDINATOR)}
        new = ({op.id for op in ops} - self.known[receiver]) | (believed - self.believed[receiver])
        self.known[receiver] |= new
        self.believed[receiver] |= believed
        if owned and self._owns(receiver):
            may_change = {self.place[write] for write in new & self.binding()}
            after = self._rows(receiver).get(self.ids[0], {})
            for name in after.keys() & before.get(self.ids[0], {}):
                assert after[name] == before[self.ids[0]][name] or (self.ids[0], name) in may_change, (
                    "only its owner changes a record"
                )
        return plan

    def plan(self, sender: int, receiver: int, seed: int) -> MergePlan:
        """Return what it would do to learn what another knows."""
        ops = self._told_by(sender, seed)
        store = self._store(receiver)
        with store.read() as session:
            source = self._source(sender, receiver)
            return plan_merge(session.connection(), ops, self.erased[sender], store.clock, source=source)

    def bring_together(self) -> None:
        """Let everybody learn everything, by way of the coordinator."""
        for sender, receiver in ((0, 2), (1, 2), (2, 0), (2, 1)):
            self.send(sender, receiver)

    def binding(self) -> set[OpId]:
        """Return the writes that count as their owner's word, told from what really happened."""
        found = {write for write, (record_id, _) in self.place.items() if record_id != self.ids[0]}
        eras = self._eras()
        for write in self._of_case(owner=False):
            found |= (
                {write}
                if any(who == self.author[write] and self._before(write, end) for who, _, end in eras)
                else set()
            )
        return found | {start for _, start, _ in eras}

    def open_writes(self) -> dict[Place, set[OpId]]:
        """Return, per field, the writes that matter once everybody knows everything.

        That is what nobody who knew it replaced, and what nobody whose word counts replaced among what counts.
        """
        gone = set().union(*self.erased.values())
        replaced = set().union(*self.saw.values())
        found: dict[Place, set[OpId]] = {}
        standing = set().union(*self.standing().values())
        for write, place in self.place.items():
            if place[0] not in gone and (write not in replaced or write in standing):
                found.setdefault(place, set()).add(write)
        return found

    def standing(self) -> dict[Place, set[OpId]]:
        """Return, per field, the writes whose value stands once everybody knows everything; none where only others wrote."""
        gone = set().union(*self.erased.values())
        binding = self.binding()
        replaced = self._below(binding)
        found: dict[Place, set[OpId]] = {}
        for write, place in self.place.items():
            if place[0] not in gone:
                found.setdefault(place, set()).update({write} & (binding - replaced))
        return found

    def pending(self, who: int) -> dict[Place, set[OpId]]:
        """Return the proposals that their writer sees: they knew all that stands."""
        standing, binding = self.standing(), self.binding()
        found: dict[Place, set[OpId]] = {}
        for place, writes in self.open_writes().items():
            mine = {write for write in writes - binding if self.author[write] == who and self.owner() != who}
            found[place] = {write for write in mine if standing[place] <= self._below({write})}
        return found

    def owner(self) -> int | None:
        """Return whose the case really is."""
        eras = [who for who, _, end in self._eras() if end is None]
        return eras[-1] if eras else None

    def seen_by(self, who: int) -> dict[str, Any]:
        """Return what somebody sees of this story: rows, writes that matter, what is open, and what stands in lists."""
        with self._store(who).read() as session:
            connection = session.connection()
            listed = select(tables.listing.c.record_id).where(tables.listing.c.record_id.in_(self.ids))
            open_writes: dict[Place, dict[OpId, str | None]] = {}
            for head in history.heads(connection, self.ids):
                open_writes.setdefault((head.record_id, head.field), {})[head.id] = head.value
            return {
                "shown": self._rows(who),
                "open": open_writes,
                "conflicts": {key[1:] for key in history.open_fields_of(connection, self.ids, [tables.conflict])},
                "proposals": {key[1:] for key in history.open_fields_of(connection, self.ids, [tables.proposal])},
                "listed": set(connection.execute(listed).scalars()),
            }

    def default(self, record_id: str, name: str) -> str:
        """Return what a field shows that nobody wrote."""
        return to_json(to_op_value(default_value(self.model(self.ids.index(record_id)), name)))

    def _store(self, who: int) -> Store:
        return people()[who][0]

    def _rows(self, who: int) -> dict[str, dict[str, str]]:
        """Return what the rows of this story hold for somebody, as JSON."""
        found = {}
        with self._store(who).read() as session:
            for record, record_id in enumerate(self.ids):
                row = session.get(self.model(record), record_id)
                if row is not None:
                    names = (*FIELDS[self.model(record)], "deleted", "owner")
                    found[record_id] = {name: to_json(to_op_value(getattr(row, name))) for name in names}
        return found

    def _owns(self, who: int) -> bool:
        """Tell whether somebody owns the case, and knows that."""
        latest = [start for _, start, end in self._eras() if end is None]
        return self.owner() == who and latest[-1] in self.known[who]

    def _of_case(self, *, owner: bool) -> Iterator[OpId]:
        """Yield the writes in the case, in the order in which they happened: those that say whose it is, or the others."""
        of_case = (write for write, (record_id, _) in self.place.items() if record_id == self.ids[0])
        ordered = sorted(of_case, key=lambda write: self.moment[write])
        yield from (write for write in ordered if (self.place[write][1] == "owner") == owner)

    def _eras(self) -> list[tuple[int, OpId, OpId | None]]:
        """Return who owned the case, from which write until which; None until now."""
        eras: list[tuple[int, OpId, OpId | None]] = []
        for write in self._of_case(owner=True):
            to = fingerprints().index(self.value[write].strip('"'))
            if not eras:
                eras.append((to, write, None))
                continue
            who, start, _ = eras[-1]
            if self.author[write] == who and start in self.saw[write]:
                eras[-1:] = [(who, start, write), (to, write, None)]
        return eras

    def _before(self, write: OpId, end: OpId | None) -> bool:
        return end is None or self.moment[write] < self.moment[end]

    def _below(self, writes: Iterable[OpId]) -> set[OpId]:
        """Return all that some writes replaced, directly or through others."""
        found: set[OpId] = set()
        waiting = [one for write in writes for one in self.saw[write]]
        while waiting:
            write = waiting.pop()
            if write not in found:
                found.add(write)
                waiting += self.saw[write]
        return found

    def _told_by(self, sender: int, seed: int) -> list[Op]:
        with self._store(sender).read() as session:
            ops = list(history_of(session.connection(), self.ids))
        random.Random(seed).shuffle(ops)  # noqa: S311 - shuffles, and is drawn by Hypothesis
        return ops

    def _source(self, sender: int, receiver: int) -> Source:
        names = fingerprints()
        return Source(sender=names[sender], coordinator=sender == COORDINATOR, own=names[receiver])

    def _merge(self, who: int, ops: Iterable[Any], purged: set[str], sender: int | None = None) -> MergePlan:
        store = self._store(who)
        source = None if sender is None else self._source(sender, who)
        with store.unit_of_work("Bundel ingelezen") as work:
            row = self._row(work, "in", who if sender is None else sender)
            plan = plan_merge(work.connection, tuple(ops), purged, store.clock, source=source)
            apply_merge(work, plan, bundle_row=row)
        self.erased[who] |= purged
        return plan

    @staticmethod
    def _row(work: UnitOfWork, direction: str, peer: int) -> int:
        """Keep that a bundle came in or went out, and return its number."""
        number = next(_NUMBERS)
        told = {"kind": "full", "profile": "full", "purpose": "", "head": "0" * 64, "bundle_id": f"{number:032x}"}
        # Below 0: these stores also send real bundles in the same process, and their numbers begin at 1.
        values = {"direction": direction, "peer": fingerprints()[peer], "sequence": -number, "at": work.at}
        row = insert(tables.bundle).values(**values, **told, operations=0, taken_back=False)
        return history.inserted_id(work.connection.execute(row))

    def _tell_what_went_out(self, who: int) -> None:
        """Let somebody's store know which writes others have, as it would have kept with each bundle."""
        others = [one for one in PEOPLE if one != who]
        went = set().union(*(self.known[one] for one in others))
        with self._store(who).unit_of_work("Bundel gemaakt") as work:
            ops = [op for op in history_of(work.connection, self.ids) if op.id in went]
            keep_operations(work.connection, self._row(work, "out", others[0]), ops)

    def _forget_unwritten(self, who: int) -> None:
        """Forget choices that somebody took back before anybody else heard of them: they leave no trace."""
        others = set().union(*(self.known[one] for one in PEOPLE if one != who))
        with self._store(who).read() as session:
            there = {op.id for op in history_of(session.connection(), self.ids)}
        for write in self.known[who] - others - there:
            if self.place[write][0] not in self.erased[who]:
                self.known[who].discard(write)
                for told in (self.place, self.value, self.saw, self.author, self.moment):
                    told.pop(write)

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
            self.author[op.id] = who
            self.moment[op.id] = next(_MOMENTS)
            self.known[who].add(op.id)
        self.acts[who] += bool(mine and acted)


assert set(MODELS) <= set(RECORD_TYPES.values())
assert len(TYPE_NAMES) == len(RECORD_TYPES)
