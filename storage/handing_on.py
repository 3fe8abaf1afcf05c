"""Giving records to another for good: whether the other has them, and taking that back while nobody can know of it.

Once the write of `owner` is with the new owner, only the new owner can give the record back. Until then it never left this
store in a way that counts, so it is taken out of the history rather than written over: a write over it would be a proposal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, exists, or_, select

from storage import audit, history, tables
from storage.errors import StorageError
from storage.field_values import to_json
from storage.forgetting import take_out
from storage.known_to_peer import keys_of_person
from storage.materialise import shown_anew
from storage.ownership import OWNER, Write, owner_named
from storage.standing import states, viewer
from storage.unit_of_work import UnitOfWork


class HandedOver(StorageError):
    """Undo came to a hand-over."""

    sentence = (
        "Uw laatste handeling was een overdracht. Die maakt u niet zo ongedaan, en ook wat daarvoor was niet. Er is niets "
        "gewijzigd. Open de casus en kies Overdragen: daar trekt u de overdracht in zolang de bundel nog niet is afgegeven."
    )


class ArrivedThere(StorageError):
    """The new owner has it, or may have it."""

    sentence = "De nieuwe eigenaar heeft de overdracht ontvangen. Er is niets gewijzigd. Vraag om de casus terug over te dragen."


@dataclass(frozen=True, slots=True)
class Gift:
    """A record that this store gave, or proposes to give, to another.

    Attributes:
        record_id: which.
        to: fingerprint of who gets it.
        at: when it was written.
        change_id: the act; None when it is not known any more.
        arrived: whether the other surely has it: there was a receipt.
        proposed: whether it is a proposal to the owner, because the record was not this user's to give.
    """

    record_id: str
    to: str
    at: datetime
    change_id: int | None
    arrived: bool
    proposed: bool


def gift(connection: Connection, record_id: str) -> Gift | None:
    """Return to whom this store gave a record, or proposes to give it; None when that is not so (any more)."""
    eyes = viewer(connection)
    found = states(connection, [record_id]).get(record_id)
    field = found.fields.get(OWNER) if found else None
    if found is None or field is None:
        return None
    given: list[Write] = [
        write
        for write in {*field.standing, *field.proposals}
        if write.person == eyes.own and write.bundle is None and eyes.person(owner_named(write.value)) != eyes.own
    ]
    if not given:
        return None
    newest = max(given, key=lambda write: (write.stamp, write.id))
    to = owner_named(newest.value)
    operation = tables.operation.c
    change_id = connection.execute(select(operation.change_id).where(operation.id == newest.arrival)).scalar_one()
    return Gift(
        record_id=record_id,
        to=to,
        at=datetime.fromtimestamp(newest.stamp.milliseconds / 1000, UTC),
        change_id=change_id,
        arrived=_arrived(connection, newest.arrival, to),
        proposed=newest.id not in found.whose.binding,
    )


def _arrived(connection: Connection, operation_id: int, peer: str) -> bool:
    """Tell whether a peer surely has a write: it sent the write itself, or a receipt for a bundle with it."""
    bundle, carried = tables.bundle.c, tables.bundle_operation.c
    query = (
        select(bundle.id)
        .join(tables.bundle_operation, carried.bundle_row == bundle.id)
        .where(carried.operation_id == operation_id, bundle.peer.in_(keys_of_person(connection, peer)))
        .where(or_((bundle.direction == "out") & (bundle.acknowledged_at != ""), bundle.direction == "in"))
        .where(bundle.taken_back.is_(False))
    )
    return connection.execute(query.limit(1)).first() is not None


def gives_away(connection: Connection, change_id: int) -> bool:
    """Tell whether an act gave a record that was there already to another."""
    operation, supersedes = tables.operation.c, tables.supersedes.c
    replaces = exists().where(supersedes.operation_id == operation.id)
    query = select(operation.id).where(operation.change_id == change_id, operation.field == OWNER, replaces)
    return connection.execute(query.limit(1)).first() is not None


def give(work: UnitOfWork, records: Sequence[tuple[str, str]], to: str) -> None:
    """Write who owns some records (type, id) from now on, as one act and nothing besides."""
    connection = work.connection
    work.look_up_children(records)
    value = to_json(to)
    history.write(
        connection,
        [history.FieldWrite(kind, record_id, OWNER, value) for kind, record_id in records],
        writer=work.writer(),
        clock=work.clock,
        change_id=work.new_change(),
    )
    shown_anew(connection, records)
    work.touch(records)
    others = work.note_children(audit.Action.CHANGE, records, reason=work.act, details=f"to={to}")
    kinds = " ".join(sorted({kind for kind, _ in others}))
    work.note(audit.Action.CHANGE, object=kinds, reason=work.act, details=f"records={len(records)} to={to}")


def withdraw(work: UnitOfWork, given: Gift) -> int:
    """Take a gift back in the transaction of `work`, with all that was given in the same act; return how many records.

    `erasing.finish` must follow.

    Raises:
        ArrivedThere: the other has it.
    """
    if given.arrived or given.change_id is None:
        raise ArrivedThere
    connection, operation = work.connection, tables.operation.c
    of_the_act = (operation.change_id == given.change_id) & (operation.field == OWNER)
    rows = connection.execute(select(operation.record_type, operation.record_id).where(of_the_act)).all()
    records = sorted({(row.record_type, row.record_id) for row in rows})
    history.keep_last_number(connection, work.writer().device_id)
    take_out(connection, of_the_act)
    shown_anew(connection, records)
    work.touch(records)
    work.note_children(audit.Action.CHANGE, records, reason=work.act, details=f"to={given.to}")
    work.note(audit.Action.CHANGE, object="case", subject=given.record_id, reason=work.act, details=f"to={given.to}")
    return len(records)
