"""Taking in: from a bundle to a plan that can be shown, and to a merge."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from storage import audit, audit_anchors, erasing
from storage.bundle_door import opened_bundle
from storage.bundle_format import BundleHeader
from storage.bundle_series import keep_bundle
from storage.bundle_text import BundleContent, read_content
from storage.contacts import Contact
from storage.erasure_scope import ids_of
from storage.merge import MergePlan, apply_merge, plan_merge
from storage.models import PUPIL_PARTS, RECORD_TYPES
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Incoming:
    """A verified bundle and what merging it would do. Nothing has been written."""

    sender: Contact
    header: BundleHeader
    sequence: int
    gap: bool
    content: BundleContent
    plan: MergePlan


def inspect_bundle(store: Store, data: bytes) -> Incoming:
    """Return a verified bundle and what merging it would do, without writing anything.

    Raises:
        BundleRefused: with the reason; nothing of the bundle was used.
        ValueRefused: when a value in it may not stand in its field.
    """
    with store.read() as session:
        return _incoming(store, session.connection(), data)


def import_bundle(store: Store, data: bytes) -> Incoming:
    """Verify and merge a bundle in one transaction, and return what it did.

    Raises:
        BundleRefused, ValueRefused: as in `inspect_bundle`; nothing was changed.
    """
    with store.unit_of_work("Bundel ingelezen") as work:
        incoming = _incoming(store, work.connection, data)
        plan, sender = incoming.plan, incoming.sender.fingerprint
        touched = [(record_type, record_id) for record_type, record_id, _ in plan.touched]
        erased = _about_children(work.connection, plan.purged)
        work.look_up_children([*touched, *erased])
        apply_merge(work, plan)
        keep_bundle(work, "in", sender, incoming.sequence, incoming.header, incoming.content)
        audit_anchors.keep_seen(work.connection, sender, incoming.content.audit_head, incoming.header.created)
        source = {"reason": incoming.content.purpose, "details": f"bundle={incoming.header.bundle_id} from={sender}"}
        work.note_children(audit.Action.IMPORT, touched, **source)
        work.note_children(audit.Action.ERASE, erased, **source)
        work.note(
            audit.Action.IMPORT,
            object="bundle",
            subject=incoming.header.bundle_id,
            reason=incoming.content.purpose,
            details=f"from={sender} operations={len(plan.ops)} conflicts={plan.conflicts}",
        )
    # Read in it is, whether or not the file can be written anew now; what is left to do is done at the next opportunity.
    erasing.finish(store)
    return incoming


def _incoming(store: Store, connection: Connection, data: bytes) -> Incoming:
    sender, opened = opened_bundle(store, connection, data)
    content = read_content(opened.plain)
    plan = plan_merge(connection, content.ops, content.purged, store.clock)
    return Incoming(sender, opened.header, opened.sequence, opened.gap, content, plan)


def _about_children(connection: Connection, record_ids: Collection[str]) -> list[tuple[str, str]]:
    """Return, as (type, id), those of some records that are a child or may be about one."""
    return [
        (record_type, record_id)
        for record_type in ("pupil", *PUPIL_PARTS)
        for record_id in ids_of(connection, RECORD_TYPES[record_type], id=record_ids)
    ]
