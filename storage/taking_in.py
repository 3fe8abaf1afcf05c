"""Taking in: from a bundle to a plan that can be shown, and to a merge."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, update

from storage import audit, audit_anchors, erasing, tables
from storage.bundle_door import opened_bundle
from storage.bundle_errors import RecordsExpected
from storage.bundle_format import BundleHeader
from storage.bundle_series import OPEN_IN, keep_bundle
from storage.bundle_text import BundleContent, read_content
from storage.contacts import Contact, Trust
from storage.deciding import decide
from storage.erasure_scope import ids_of
from storage.errors import StorageError
from storage.forgetting import NOTHING_RECALLED, RecallPlan, apply_recall, plan_recall
from storage.history import FieldKey
from storage.merge import FieldChange, MergePlan, Source, apply_merge, plan_merge
from storage.models import PUPIL_PARTS, RECORD_TYPES
from storage.models.codes import Role
from storage.ops import OpValue
from storage.ownership import OWNER
from storage.store import Store
from storage.waiting_recalls import forget_what_waited, keep_waiting

_PUBLIC = "school"
"""The records that begin as nobody's."""

_HALF = (
    "Van {} kwam maar een deel: de afzender denkt dat u de rest nog hebt. Lees deze bundel niet in, of draai hem terug, en "
    "vraag om een volledige bundel."
)

_WITH_RECORDS = ("full", "delta", "reference")
"""Kinds of bundles that bring records."""


class ChoicesChanged(StorageError):
    """The values between which the user chose are others by now: what nobody saw, nobody may choose away."""

    sentence = "Intussen is iets gewijzigd waaruit u koos. Er is niets ingelezen. Bekijk de bundel opnieuw en kies daarin nog een keer."


@dataclass(frozen=True, slots=True)
class Incoming:
    """A verified bundle and what merging it would do. Nothing has been written."""

    sender: Contact
    header: BundleHeader
    sequence: int
    gap: bool
    content: BundleContent
    plan: MergePlan
    warnings: tuple[str, ...] = ()
    """What must be told of the sender, in Dutch."""
    recall: RecallPlan = NOTHING_RECALLED
    """What the sender calls back, and what becomes of it here."""
    forgot: int = 0
    """How many records were called back earlier, stayed because of a hold, and went now, because that had ended."""

    @property
    def is_an_act(self) -> bool:
        """Whether reading it in wrote something that undo takes back, when nothing was chosen in it."""
        return bool(self.plan.touched)


def inspect_bundle(store: Store, data: bytes) -> Incoming:
    """Return a verified bundle and what merging it would do, without writing anything.

    Raises:
        BundleRefused: with the reason; nothing of the bundle was used.
        ValueRefused: when a value in it may not stand in its field.
    """
    with store.read() as session:
        return _incoming(store, session.connection(), data)


def import_bundle(
    store: Store,
    data: bytes,
    decisions: Mapping[FieldKey, OpValue] | None = None,
    *,
    seen: MergePlan | None = None,
) -> Incoming:
    """Verify and merge a bundle and write what the user decides about it, in one transaction; return what the merge did.

    Args:
        store: an opened store.
        data: the file.
        decisions: the values that the user chose for fields with a conflict or a proposal. With what the bundle brought they
            are one act, which undo takes back as a whole (`take_back`).
        seen: the plan from which the user chose.

    Raises:
        BundleRefused, ValueRefused: as in `inspect_bundle`; nothing was changed.
        ChoicesChanged: the user chose between other values than there are now; nothing was changed.
        RecordMissing: a decision is about a record that is not here; nothing was changed.
    """
    with store.unit_of_work("Bundel ingelezen") as work:
        incoming = _incoming(store, work.connection, data)
        if seen is not None:
            _check_seen(decisions or {}, seen, incoming.plan)
        plan, sender = incoming.plan, incoming.sender.fingerprint
        touched = [(record_type, record_id) for record_type, record_id, _ in plan.touched]
        erased = _about_children(work.connection, plan.purged)
        work.look_up_children([*touched, *erased])
        direction = OPEN_IN if incoming.header.open_series else "in"
        row = keep_bundle(work, direction, sender, incoming.sequence, incoming.header, incoming.content)
        apply_merge(work, plan, bundle_row=row)
        apply_recall(work, incoming.recall, reason=incoming.content.purpose, sender=sender)
        keep_waiting(work.connection, row, incoming.content.recalled, incoming.recall.held)
        audit_anchors.keep_seen(work.connection, sender, incoming.content.audit_head, incoming.header.created)
        source = {"reason": incoming.content.purpose, "details": f"bundle={incoming.header.bundle_id} from={sender}"}
        work.note_children(audit.Action.IMPORT, touched, **source)
        work.note_children(audit.Action.ERASE, erased, **source)
        work.note(
            audit.Action.IMPORT,
            object="bundle",
            subject=incoming.header.bundle_id,
            reason=incoming.content.purpose,
            details=f"from={sender} operations={len(plan.ops)} conflicts={plan.conflicts} proposals={plan.proposals}",
        )
        if incoming.is_an_act or decisions:  # a bundle that brought nothing is no act, so that undo does not stop there
            change_id = work.new_change()
            decide(work, decisions or {}, change_id=change_id)
            work.connection.execute(update(tables.bundle).where(tables.bundle.c.id == row).values(change_id=change_id))
    # Read in it is, whether or not the file can be written anew now; what is left to do is done at the next opportunity.
    erasing.finish(store)
    return replace(incoming, forgot=forget_what_waited(store))


def _incoming(store: Store, connection: Connection, data: bytes) -> Incoming:
    delivery = opened_bundle(store, connection, data)
    sender, opened = delivery.sender, delivery.opened
    if opened.header.kind not in _WITH_RECORDS:
        raise RecordsExpected
    content = read_content(opened.plain)
    plan = plan_merge(connection, content.ops, content.purged, store.clock, source=_source(store, sender))
    own = store.identity.card.fingerprint
    recall = plan_recall(connection, content.recalled, sender=sender.fingerprint, own=own)
    warnings = (*delivery.warnings, *_half_told(opened.header, content, plan))
    return Incoming(sender, opened.header, opened.sequence, opened.gap, content, plan, warnings, recall)


def _half_told(header: BundleHeader, content: BundleContent, plan: MergePlan) -> list[str]:
    """Return what to tell when a bundle with only what is new begins records here of which the sender left out the rest.

    Whose a record is, is written with its first fields. That happens after a store was put back, or forgot a copy: the
    sender knows only what was received once. What one wrote oneself in such a record would come back as another's word.
    """
    if header.kind != "delta":
        return []
    begun = {op.record_id for op in content.ops if op.field == OWNER}
    halves = sum(one.new and one.record_type != _PUBLIC and one.record_id not in begun for one in plan.changes)
    return [_HALF.format("1 gegeven" if halves == 1 else f"{halves} gegevens")] if halves else []


def _check_seen(decisions: Mapping[FieldKey, OpValue], seen: MergePlan, now: MergePlan) -> None:
    before, after = _fields_of(seen, decisions), _fields_of(now, decisions)
    if before != after:
        raise ChoicesChanged


def _fields_of(plan: MergePlan, keys: Collection[FieldKey]) -> dict[FieldKey, FieldChange]:
    return {
        (change.record_type, change.record_id, field.field): field
        for change in plan.changes
        for field in change.fields
        if (change.record_type, change.record_id, field.field) in keys
    }


def _source(store: Store, sender: Contact) -> Source:
    """Return whose word counts in what somebody sends. Only a verified coordinator may speak for others."""
    return Source(
        sender=sender.fingerprint,
        coordinator=sender.card.role == Role.COORDINATOR and sender.trust is Trust.VERIFIED,
        own=store.identity.card.fingerprint,
    )


def _about_children(connection: Connection, record_ids: Collection[str]) -> list[tuple[str, str]]:
    """Return, as (type, id), those of some records that are a child or may be about one."""
    return [
        (record_type, record_id)
        for record_type in ("pupil", *PUPIL_PARTS)
        for record_id in ids_of(connection, RECORD_TYPES[record_type], id=record_ids)
    ]
