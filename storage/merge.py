"""Joining someone else's history with ours: first a plan that can be shown, then one transaction.

Merging is the union of two sets of writes, so order, repeats and losses do not matter. A write that nobody replaced stays
an open value: two people who changed the same field both keep theirs until a person chooses. What another writes in a
record of somebody is a proposal to its owner (`ownership`). A purged record stays erased, whatever arrives. Writes in
fields that this version does not know are kept, unread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from storage import history, tables
from storage.bundle_errors import ContentOutsideLimits
from storage.clock import Clock, is_far_ahead
from storage.erasing import purge
from storage.erasure_scope import held_among, ids_of, parts_of
from storage.errors import BundleRefused
from storage.field_values import to_json
from storage.history import FieldKey
from storage.materialise import shown_anew, write_fields
from storage.merge_changes import FieldChange, NewWrites, RecordChange, RecordKey, planned_changes
from storage.merge_rows import (
    KnownWrite,
    add_writes,
    advance_clock,
    give_values,
    keep_carried,
    known_writes,
    leave_out_superseded,
    replaced_here,
    take_out,
    vouch_for,
)
from storage.models import RECORD_TYPES, Pupil
from storage.ops import Op, OpId
from storage.ownership import OWNER
from storage.standing import Viewer, viewer
from storage.unit_of_work import UnitOfWork

__all__ = ["ContradictoryHistory", "FieldChange", "MergePlan", "RecordChange", "Source", "apply_merge", "plan_merge"]


class ContradictoryHistory(BundleRefused):
    """One write came with two contents: somebody's store was put back to an older state and went on from there."""

    sentence = (
        "Deze bundel spreekt tegen wat u al van deze afzender hebt: daar is een oudere reservekopie teruggezet. "
        "Er is niets ingelezen. Bel de afzender."
    )


_MOST = 2**53
"""Highest number of a write: far from the end of SQLite's integers, so that counting on from it always works."""

_MOST_OWNERS = 1_000
"""Most times that a bundle tells of one record that it was given: judging them takes the square of their number."""

_WHOLE = ("case_id", "pupil_id")
"""Fields that say what a record is part of."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who brings writes, as far as that decides whose word they are.

    Attributes:
        sender: fingerprint of the verified contact who sent them.
        coordinator: whether that is a coordinator, who may pass on what others wrote.
        own: fingerprint of this store's user, whose own writes nobody else can vouch for.
    """

    sender: str
    coordinator: bool
    own: str


@dataclass(frozen=True, slots=True)
class MergePlan:
    """Everything that a merge would do. Nothing has been written.

    Attributes:
        new: what it would add to the history.
        purged: ids that the sender erased, and that go here too.
        touched: the fields in which writes come, or get to count.
        changes: what records would show.
        judged: records (type, id) of which every write must be judged, since not all of it is its owner's own word.
        known: numbers of the writes that this store has already.
        erased_before: how many writes are about what was erased here.
        clock_ahead: whether some write comes from a clock that is a day or more ahead.
        erases: records (type, id) of this store that the sender erased, and that go here too.
        held: ids that the sender erased, but that must stay here: they are on hold. A later bundle erases them once they
            are not.
    """

    new: NewWrites
    purged: frozenset[str]
    touched: tuple[FieldKey, ...]
    changes: tuple[RecordChange, ...]
    judged: frozenset[RecordKey]
    known: tuple[int, ...]
    erased_before: int
    clock_ahead: bool
    erases: tuple[tuple[str, str], ...]
    held: frozenset[str]

    @property
    def ops(self) -> tuple[Op, ...]:
        """The writes that are new here."""
        return self.new.ops

    @property
    def already_known(self) -> int:
        """How many writes this store has already."""
        return len(self.known)

    @property
    def conflicts(self) -> int:
        """How many fields would have more than one value that stands."""
        return sum(field.in_conflict for change in self.changes for field in change.fields)

    @property
    def proposals(self) -> int:
        """In how many fields something is proposed to their owner, of those that the merge touches."""
        return sum(bool(field.proposed) for change in self.changes for field in change.fields)

    @property
    def new_records(self) -> int:
        """How many records are new here."""
        return sum(change.new for change in self.changes)


def plan_merge(
    connection: Connection,
    ops: Sequence[Op],
    purged: Iterable[str],
    clock: Clock,
    *,
    source: Source | None = None,
) -> MergePlan:
    """Return what merging these writes would do.

    Args:
        connection: the transaction.
        ops: the writes.
        purged: ids of what their sender erased.
        clock: tells which stamps lie ahead.
        source: who brings them; None when every author is taken at their word.

    Raises:
        ContradictoryHistory: when a write that we know comes with another content: the sender's store was rolled back.
        BundleRefused: when one record is given two types, or a write a number that no device ever comes to.
        ContentOutsideLimits: when one record was given away more often than can be.
        ValueRefused: when a value may not stand in its field. Nothing of such a bundle is used.
    """
    if len({op.record_id for op in ops}) != len({(op.record_id, op.record_type) for op in ops}):
        raise BundleRefused
    if any(max(op.id.number, op.stamp.counter) > _MOST for op in ops):
        raise BundleRefused
    if max(Counter(op.record_id for op in ops if op.field == OWNER).values(), default=0) > _MOST_OWNERS:
        raise ContentOutsideLimits
    eyes = viewer(connection)
    vouches = _vouching(source, eyes)
    known = known_writes(connection, ops)
    false_copies = _false_copies(ops, known, vouches)
    taken_out = {known.pop(name).operation_id for name in false_copies}
    fresh = [op for op in ops if op.id not in known]
    gone_before = set(connection.execute(select(tables.purged.c.record_id)).scalars())
    new_purged = set(purged) - gone_before
    new_purged |= _belonging_to(connection, new_purged) | _written_about(fresh, gone_before | new_purged)
    held = held_among(connection, new_purged)
    gone = gone_before | (new_purged - held)
    kept = sorted((op for op in fresh if op.record_id not in gone), key=lambda op: op.field != OWNER)
    newly, values = _known_better(
        [op for op in ops if op.record_id not in gone],
        known,
        vouches,
        {op.record_id for op in kept if op.field == OWNER},
    )
    changed = [one for one in known.values() if one.operation_id in newly | values.keys()]
    unsettled = {
        one.record_id: one.record_type for one in (*changed, *false_copies.values()) if one.record_id not in gone
    }
    new = NewWrites(
        ops=tuple(kept),
        replaced=replaced_here(connection, kept),
        vouched=frozenset(op.id for op in kept if vouches(op)),
        newly_vouched=frozenset(newly),
        taken_out=frozenset(taken_out),
        values=values,
        unsettled=unsettled,
    )
    changes, judged = planned_changes(connection, new, eyes)
    touched = {(op.record_type, op.record_id, op.field) for op in kept}
    return MergePlan(
        new=new,
        purged=frozenset(new_purged - held),
        touched=tuple(sorted(touched | {(one.record_type, one.record_id, one.field) for one in changed})),
        changes=changes,
        judged=judged,
        known=tuple(one.operation_id for one in known.values()),
        erased_before=len(fresh) - len(kept),
        clock_ahead=any(is_far_ahead(op.stamp, clock) for op in kept),
        erases=_present(connection, new_purged - held),
        held=held,
    )


def apply_merge(work: UnitOfWork, plan: MergePlan, *, bundle_row: int | None = None) -> None:
    """Write a plan in the transaction of `work`, in which it was made.

    Args:
        work: the transaction.
        plan: what to do.
        bundle_row: the row of the bundle that brought it; a plan with a source needs one.
    """
    connection, new = work.connection, plan.new
    take_out(connection, sorted(new.taken_out))
    vouch_for(connection, sorted(new.newly_vouched))
    give_values(connection, new.values)
    added: list[int] = []
    if new.ops:
        added = add_writes(connection, new.ops, replaced=new.replaced, vouched=new.vouched, bundle_row=bundle_row)
        advance_clock(connection, new.ops, work.clock)
    if bundle_row is not None:
        keep_carried(connection, bundle_row, [*plan.known, *added])
    _show_plain(connection, plan)
    shown_anew(connection, plan.judged)
    leave_out_superseded(connection, sorted(new.values))
    purge(work, plan.purged)
    work.touch([(change.record_type, change.record_id) for change in plan.changes])


def _show_plain(connection: Connection, plan: MergePlan) -> None:
    """Let the records follow of which every write binds."""
    by_type: dict[str, dict[str, dict[str, str]]] = {}
    conflicts = []
    for change in plan.changes:
        if (change.record_type, change.record_id) in plan.judged:
            continue
        fields = by_type.setdefault(change.record_type, {}).setdefault(change.record_id, {})
        for field in change.fields:
            fields[field.field] = to_json(field.after)
            if field.in_conflict:
                conflicts.append((change.record_type, change.record_id, field.field))
    for record_type, values in by_type.items():
        write_fields(connection, record_type, values)
    history.settle(connection, [key[1:] for key in plan.touched if key[:2] not in plan.judged])
    if conflicts:
        names = ("record_type", "record_id", "field")
        connection.execute(insert(tables.conflict), [dict(zip(names, entry, strict=True)) for entry in conflicts])


def _vouching(source: Source | None, eyes: Viewer) -> Callable[[Op], bool]:
    """Return what tells whether a write counts as its author's own word, given who brings it."""
    if source is None:
        return lambda _op: True
    sender, own = eyes.person(source.sender), eyes.person(source.own)

    def vouches(op: Op) -> bool:
        author = eyes.person(op.author)
        return author != own and (source.coordinator or author == sender)

    return vouches


def _false_copies(
    ops: Iterable[Op], known: Mapping[OpId, KnownWrite], vouches: Callable[[Op], bool]
) -> dict[OpId, KnownWrite]:
    """Return the writes that somebody passed on before with another content than their author gives them now.

    Raises:
        ContradictoryHistory: when it is not the author who says otherwise, or was the author before.
    """
    found = {}
    for op in ops:
        copy = known.get(op.id)
        if copy is not None and not copy.agrees_with(op):
            if copy.vouched or not vouches(op):
                raise ContradictoryHistory
            found[op.id] = copy
    return found


def _known_better(
    ops: Iterable[Op], known: Mapping[OpId, KnownWrite], vouches: Callable[[Op], bool], given: Collection[str]
) -> tuple[set[int], dict[int, str]]:
    """Return which writes of this store get vouched for, and which get the value (JSON) that they came without.

    A value is of use where the write stands, or may stand now: because it gets vouched for, or its record (`given`) an owner.
    """
    newly: set[int] = set()
    values: dict[int, str] = {}
    for op in ops:
        copy = known.get(op.id)
        if copy is None:
            continue
        gets_vouched = not copy.vouched and vouches(op)
        if gets_vouched:
            newly.add(copy.operation_id)
        may_stand = not copy.superseded or gets_vouched or op.record_id in given
        if copy.value is None and op.carries_value and may_stand:
            values[copy.operation_id] = to_json(op.value)
    return newly, values


def _belonging_to(connection: Connection, record_ids: set[str]) -> set[str]:
    """Return what belongs here to cases and pupils that another erased, also what that other never knew of."""
    if not record_ids:
        return set()
    pupils = record_ids | set(ids_of(connection, Pupil, case_id=record_ids))
    return pupils.union(*parts_of(connection, record_ids, pupils).values()) - record_ids


def _written_about(ops: Iterable[Op], gone: set[str]) -> set[str]:
    """Return the records that some writes put with a case or pupil that was erased: they go with it."""
    named = (op for op in ops if op.field in _WHOLE and op.carries_value and isinstance(op.value, str))
    return {op.record_id for op in named if op.value in gone} - gone


def _present(connection: Connection, record_ids: set[str]) -> tuple[tuple[str, str], ...]:
    """Return, as (type, id), those of some records that have a row here."""
    return tuple(
        (record_type, record_id)
        for record_type, model in RECORD_TYPES.items()
        for record_id in sorted(ids_of(connection, model, id=record_ids))
    )
