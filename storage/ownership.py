"""Whose word counts in a record: a pure function of its writes.

A record belongs to a person, whom its field `owner` names. Writes of that person *bind*; what another writes is a
*proposal*, which is shown to nobody but its writer until the owner decides. In a record without an owner every write binds.

The rules, which look at nothing but the set of writes and how each came to this store:

* Whose word: a write is trusted when its author brought it or a verified coordinator passed it on (`vouched`). A record that
  is new here arrives as it says it is: what came in the bundle that brought its first write of `owner` is trusted too.
* Who is owner: the first write of `owner` (one that replaces none) makes the chain begin; the vouched one where there are
  several, then the one that came here first. It counts only when nobody else had written in the record here before: what is
  public cannot be claimed. A later write of `owner` binds when its author is the owner whom it replaces. So a hand-over needs
  the hand of who owned it, whatever the clocks say and in whatever order the writes come.
* What binds in the other fields: trusted writes of the present owner, whenever written; of a former owner those written
  before that person's own hand-over; of who began a record for another, those written before it was given its owner. Writes
  of one person are ordered by that person's own count and stamps, which never run backwards in one store.
* What stands: the binding writes that no other binding write replaces, directly or through writes between them. Among these
  the present owner's go first, then the newest. More than one value among them is a conflict.
* What is proposed: a write that nobody replaced, does not bind, and says something else than what stands.
* A person sees their own proposal as long as it knew all that stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from storage.ops import OpId, Stamp

OWNER = "owner"
"""The field that names whose a record is."""

_KEPT_IN_SIGHT = ("deleted", "false")
"""A record that one person took away while another worked on it stays in sight until somebody chooses."""


@dataclass(frozen=True, slots=True)
class Write:
    """One write in one field, as ownership looks at it.

    Attributes:
        arrival: the number under which this store keeps it: what came first has the lowest.
        id: device and number.
        value: JSON; None where it never reached this store.
        stamp: when it was written.
        author: fingerprint of who wrote it.
        person: the newest fingerprint of that person.
        vouched: whether its author brought it, or a verified coordinator passed it on.
        bundle: which bundle brought it first; None for what was written here.
        supersedes: the writes of the field that its author saw and replaced.
    """

    arrival: int
    id: OpId
    value: str | None
    stamp: Stamp
    author: str
    person: str
    vouched: bool
    bundle: int | None
    supersedes: frozenset[OpId]


@dataclass(frozen=True, slots=True)
class FieldState:
    """What stands in one field.

    Attributes:
        bound: the write whose value the owner's word gives; None where nobody whose word counts gave one.
        shown: the write that is displayed in this store: `bound`, or this store's own proposal.
        standing: the binding writes that no other binding write replaces.
        proposals: the writes that propose another value.
        open: all writes whose value still matters: what stands and what nobody replaced. Only these travel with their value.
    """

    bound: Write | None
    shown: Write | None
    standing: tuple[Write, ...]
    proposals: tuple[Write, ...]
    open: tuple[Write, ...]

    @property
    def in_conflict(self) -> bool:
        """Whether those whose word counts said different things."""
        return len({write.value for write in self.standing if write.value is not None}) > 1


@dataclass(frozen=True, slots=True)
class _Era:
    """Somebody's time as owner, which ends with one of some writes of `owner`; with none it has not ended."""

    person: str
    ends: tuple[Write, ...]


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who owns a record, and who did. Without an era it is public.

    Attributes:
        owners: who owns it now, newest fingerprints; more than one only where it was given to two people at once.
        owner: the fingerprint that stands in the field now, as it was written; "" for a public record.
        binding: the ids of the writes of `owner` that bind.
    """

    eras: tuple[_Era, ...] = ()
    owners: frozenset[str] = frozenset()
    owner: str = ""
    binding: frozenset[OpId] = frozenset()
    root_bundle: int | None = field(default=None, repr=False)

    @property
    def public(self) -> bool:
        """Whether it belongs to nobody, so that every write binds."""
        return not self.eras

    def binds(self, write: Write) -> bool:
        """Tell whether a write in another field than `owner` counts as the owner's word."""
        if self.public:
            return True
        return _trusted(write, self.root_bundle) and any(
            era.person == write.person and (not era.ends or any(_precedes(write, end) for end in era.ends))
            for era in self.eras
        )


def ownership(fields: Mapping[str, Sequence[Write]], persons: Mapping[str, str]) -> Ownership:
    """Return who owns a record, given all its known writes by field, and the newest fingerprint of each person."""
    owner_writes = fields.get(OWNER, ())
    root = _root(owner_writes, (write for name, writes in fields.items() if name != OWNER for write in writes))
    if root is None:
        return Ownership()

    def given_to(write: Write) -> str:
        """Return the person whom a write makes owner; a first write without its value speaks of its own author."""
        name = owner_named(write.value) if write.value is not None else (write.author if write is root else "")
        return persons.get(name, name)

    beneath: dict[OpId, frozenset[OpId]] = {}
    tops: dict[OpId, frozenset[OpId]] = {}
    replaced: dict[OpId, list[Write]] = {}
    binding: dict[OpId, Write] = {}
    for write in _in_order(owner_writes):
        below = frozenset[OpId]().union(*(tops.get(one, frozenset()) for one in write.supersedes))
        if len(below) > 1:
            below -= _all_beneath(below, beneath)
        if write is root or (
            _trusted(write, root.bundle) and any(given_to(binding[one]) == write.person for one in below)
        ):
            binding[write.id] = write
            tops[write.id] = frozenset({write.id})
            beneath[write.id] = below
            for one in below:
                replaced.setdefault(one, []).append(write)
        else:
            tops[write.id] = below
    eras = [_Era(given_to(write), tuple(replaced.get(name, ()))) for name, write in binding.items()]
    if given_to(root) != root.person:
        eras.append(_Era(root.person, (root,)))
    standing = [write for name, write in binding.items() if name not in replaced]
    owners = frozenset(map(given_to, standing))
    if "" in owners:
        return Ownership(binding=frozenset(binding))
    newest = max(standing, key=lambda write: (write.stamp, write.id))
    owner = owner_named(newest.value) if newest.value is not None else given_to(newest)
    return Ownership(tuple(eras), owners, owner, frozenset(binding), root.bundle)


def field_state(name: str, writes: Sequence[Write], whose: Ownership, own: str, default: str | None) -> FieldState:
    """Return what stands in one field of a record.

    Args:
        name: the field.
        writes: all its known writes.
        whose: who owns the record.
        own: this store's own person, as newest fingerprint.
        default: JSON of what the field shows that nobody wrote; None when this version does not know the field.
    """
    known = {write.id: write for write in writes}
    if name == OWNER and (whose.binding or not whose.public):
        bind = [write for write in writes if write.id in whose.binding]
    elif name == OWNER:
        bind = []
    else:
        bind = [write for write in writes if whose.binds(write)]
    bind_ids = {write.id for write in bind}
    covered = _reached(bind, known)
    standing = tuple(write for write in bind if write.id not in covered)
    named = {one for write in writes for one in write.supersedes if one != write.id}
    heads = [write for write in writes if write.id not in named]
    bound = _foremost(name, standing, whose.owners)
    stands = default if bound is None else bound.value
    loose = [write for write in heads if write.id not in bind_ids and write.value is not None]
    proposals = tuple(write for write in loose if write.value != stands)
    mine = [write for write in loose if write.person == own and write.vouched and own not in whose.owners]
    seen = [write for write in mine if not {one.id for one in standing} - _reached([write], known)]
    shown = _foremost(name, seen, whose.owners) or bound
    beside = (write for write in heads if write.id not in bind_ids or write.id in covered)
    return FieldState(bound, shown, standing, proposals, (*standing, *beside))


def _root(owner_writes: Iterable[Write], others: Iterable[Write]) -> Write | None:
    """Return the write that says whose a record is from the start."""
    first: dict[str, int] = {}
    for write in others:
        first[write.person] = min(write.arrival, first.get(write.person, write.arrival))
    candidates = [
        write
        for write in owner_writes
        if not write.supersedes
        and _trusted(write, write.bundle)
        and all(arrival > write.arrival for person, arrival in first.items() if person != write.person)
    ]
    return min(candidates, key=lambda write: (not write.vouched, write.arrival), default=None)


def _trusted(write: Write, root_bundle: int | None) -> bool:
    return write.vouched or (write.bundle is not None and write.bundle == root_bundle)


def _precedes(write: Write, end: Write) -> bool:
    """Tell whether a person wrote something before something else that the same person wrote."""
    if write.id.device == end.id.device:
        return write.id.number < end.id.number
    return write.stamp < end.stamp


def _in_order(writes: Sequence[Write]) -> list[Write]:
    """Return writes, each after what it replaces; those that replace each other in a circle are left out."""
    known = {write.id: write for write in writes}
    waiting = {write.id: {one for one in write.supersedes if one in known} for write in writes}
    after: dict[OpId, list[OpId]] = {}
    for name, needs in waiting.items():
        for one in needs:
            after.setdefault(one, []).append(name)
    ready = sorted(name for name, needs in waiting.items() if not needs)
    ordered = []
    while ready:
        name = ready.pop()
        ordered.append(known[name])
        for one in after.get(name, ()):
            waiting[one].discard(name)
            if not waiting[one]:
                ready.append(one)
    return ordered


def _reached(writes: Iterable[Write], known: Mapping[OpId, Write]) -> set[OpId]:
    """Return what some writes replace, directly or through others."""
    found: set[OpId] = set()
    waiting = [one for write in writes for one in write.supersedes]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            if name in known:
                waiting += known[name].supersedes
    return found


def _all_beneath(names: Iterable[OpId], beneath: Mapping[OpId, Iterable[OpId]]) -> set[OpId]:
    """Return the binding writes of `owner` that some others replace, directly or through others."""
    found: set[OpId] = set()
    waiting = [one for name in names for one in beneath[name]]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += beneath[name]
    return found


def _foremost(name: str, writes: Iterable[Write], owners: Collection[str]) -> Write | None:
    """Return the write that is shown before others; one whose value never reached this store is passed over."""
    return max(
        (write for write in writes if write.value is not None),
        key=lambda write: ((name, write.value) == _KEPT_IN_SIGHT, write.person in owners, write.stamp, write.id),
        default=None,
    )


def owner_named(value: str | None) -> str:
    """Return the fingerprint that a value of the field `owner` holds, as JSON."""
    return "" if value is None else value.strip('"')
