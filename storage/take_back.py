"""Taking back what was read in: the writes of one bundle leave the history, and records show again what they did before.

The same file can be read in again afterwards. What the sender had erased stays erased: nobody can bring that back.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, exists, select, update

from storage import audit, erasing, history, tables
from storage.batches import in_parts
from storage.bundle_series import INCOMING
from storage.errors import StorageError
from storage.forgetting import forget, take_out
from storage.known_to_peer import keys_of_person
from storage.materialise import shown_anew
from storage.models.codes import Role
from storage.store import Store
from storage.take_back_scope import Leaving, leaving, vouched_anew
from storage.unit_of_work import UnitOfWork
from storage.waiting_recalls import forget_row

ACT = "Bundel teruggedraaid"
"""What the act is called."""

RECORD_KINDS = ("full", "delta", "reference")
"""The kinds of bundle that bring records."""


class NothingToTakeBack(StorageError):
    """No bundle was read in that still stands, or not this one."""

    sentence = "Er is geen ingelezen bundel die u kunt terugdraaien. Er is niets gewijzigd."


class NoSuchBundle(NothingToTakeBack):
    """Bundles that were read in stand, but not exactly one whose id begins as it was named."""

    sentence = (
        "Er is niet precies één ingelezen bundel waarvan het kenmerk zo begint. Er is niets gewijzigd. Kies een kenmerk "
        "van een bundel die u inlas."
    )


class ReadInBefore(StorageError):
    """The bundle was read in by a version of the app that did not keep which writes it brought."""

    sentence = (
        "Deze bundel is ingelezen met een oudere versie van de app, die niet bijhield wat erin zat. Er is niets gewijzigd. "
        "Zet zo nodig een reservekopie van voor die dag terug."
    )


@dataclass(frozen=True, slots=True)
class TakeBack:
    """What taking back one import would do. Nothing has been written.

    `receipted` tells that the sender got a receipt since, and so believes that it is here.
    """

    row: int
    bundle_id: str
    sender: str
    sequence: int
    at: str
    purpose: str
    change_id: int | None
    leaving: Leaving
    receipted: bool = False


def plan_take_back(connection: Connection, bundle_id: str = "") -> TakeBack:
    """Return what taking back an import would do.

    Args:
        connection: the transaction.
        bundle_id: which bundle, or the beginning of its id; "" for the one that was read in last.

    Raises:
        NothingToTakeBack: no bundle stands.
        NoSuchBundle: none of those that do is named so, or more than one.
        ReadInBefore: the store does not know what it brought.
    """
    bundle, operation = tables.bundle.c, tables.operation.c
    standing = (
        select(tables.bundle)
        .where(bundle.direction.in_(INCOMING), bundle.taken_back.is_(False), bundle.kind.in_(RECORD_KINDS))
        .order_by(bundle.id.desc())
    )
    if connection.execute(standing.limit(1)).first() is None:
        raise NothingToTakeBack
    rows = connection.execute(standing.where(bundle.bundle_id.startswith(bundle_id, autoescape=True))).all()
    if not rows or (bundle_id and len(rows) > 1):
        raise NoSuchBundle
    row = rows[0]
    carried = exists().where(tables.bundle_operation.c.bundle_row == row.id)
    known = select(carried | exists().where(operation.bundle_row == row.id))
    if row.operations and not connection.execute(known).scalar_one():
        raise ReadInBefore
    return TakeBack(
        row=row.id,
        bundle_id=row.bundle_id,
        sender=row.peer,
        sequence=row.sequence,
        at=row.at,
        purpose=row.purpose,
        change_id=row.change_id,
        leaving=leaving(connection, row.id, row.change_id),
        receipted=row.direction == "in" and _got_a_receipt_since(connection, row.peer, row.id),
    )


def _got_a_receipt_since(connection: Connection, peer: str, bundle_row: int) -> bool:
    bundle = tables.bundle.c
    sent = select(bundle.id).where(
        bundle.direction == "out",
        bundle.kind == "ack",
        bundle.peer.in_(keys_of_person(connection, peer)),
        bundle.id > bundle_row,
    )
    return connection.execute(sent.limit(1)).first() is not None


def import_of(connection: Connection, change_id: int) -> str:
    """Return the id of the bundle that was read in with an act, when that still stands; "" for another act."""
    bundle = tables.bundle.c
    found = select(bundle.bundle_id).where(bundle.change_id == change_id, bundle.taken_back.is_(False))
    return connection.execute(found).scalar_one_or_none() or ""


def take_back(store: Store, bundle_id: str = "") -> TakeBack:
    """Take an import back as one act, and return what that did.

    Raises:
        NothingToTakeBack, ReadInBefore: as `plan_take_back`; nothing was changed.
    """
    with store.unit_of_work(ACT) as work:
        plan = plan_take_back(work.connection, bundle_id)
        apply_take_back(work, plan)
    erasing.finish(store)
    return plan


def apply_take_back(work: UnitOfWork, plan: TakeBack) -> None:
    """Take an import back in the transaction of `work`, in which it was planned. `erasing.finish` must follow."""
    connection, going = work.connection, plan.leaving
    touched = sorted(going.gone | {key[:2] for key in going.fields})
    work.look_up_children(touched)
    history.keep_last_number(connection, work.writer().device_id)
    for part in in_parts(sorted(going.removed)):
        take_out(connection, tables.operation.c.id.in_(part))
    judged = _stand_by_others(connection, plan, work.actor.fingerprint)
    forget(work, [record_id for _, record_id in going.gone])
    again = {key[:2] for key in going.fields} | judged
    connection.execute(delete(tables.bundle_operation).where(tables.bundle_operation.c.bundle_row == plan.row))
    forget_row(connection, plan.row)
    connection.execute(update(tables.bundle).where(tables.bundle.c.id == plan.row).values(taken_back=True))
    shown_anew(connection, again - going.gone)
    if plan.change_id is not None:
        _close(connection, plan.change_id)
    work.touch([*touched, *sorted(again)])
    details = f"bundle={plan.bundle_id} from={plan.sender} taken_back"
    work.note_children(audit.Action.CHANGE, touched, reason=work.act, details=details)
    work.note(
        audit.Action.CHANGE,
        object="bundle",
        subject=plan.bundle_id,
        reason=work.act,
        details=f"from={plan.sender} operations={len(going.removed)} taken_back",
    )


def _stand_by_others(connection: Connection, plan: TakeBack, own: str) -> set[tuple[str, str]]:
    """Let the writes that other bundles brought too stand by those; return the records (type, id) that must be judged anew."""
    contact, operation = tables.contact.c, tables.operation.c
    coordinators = set(
        connection.execute(select(contact.fingerprint).where(contact.role == Role.COORDINATOR)).scalars()
    )
    by_row: dict[int, list[int]] = {}
    for one, row in plan.leaving.moved.items():
        by_row.setdefault(row, []).append(one)
    by_word: dict[bool, list[int]] = {}
    for one, vouched in vouched_anew(connection, plan.row, own, coordinators).items():
        by_word.setdefault(vouched, []).append(one)
    for row, ids in by_row.items():
        for part in in_parts(ids):
            connection.execute(update(tables.operation).where(operation.id.in_(part)).values(bundle_row=row))
    judged: set[tuple[str, str]] = set()
    for vouched, ids in by_word.items():
        for part in in_parts(ids):
            connection.execute(update(tables.operation).where(operation.id.in_(part)).values(vouched=vouched))
            records = select(operation.record_type, operation.record_id).where(operation.id.in_(part))
            judged |= {(row.record_type, row.record_id) for row in connection.execute(records)}
    return judged


def _close(connection: Connection, change_id: int) -> None:
    """Let undo and redo pass over the act of reading in."""
    change = tables.change.c
    connection.execute(update(tables.change).where(change.id == change_id).values(reverted_by=change_id))
