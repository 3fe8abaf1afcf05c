"""What the registers of coordinators mean for contacts here: who counts as verified, and whose key was withdrawn.

Contacts keep two things apart: what this user judged (`trust`), and what registers say (`vouched_by`, `revoked_by`). The
second always follows anew from the registers that are held now, so leaving a register, or no longer trusting its
coordinator, takes back what it gave.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from storage import tables
from storage.held_registers import held_registers
from storage.models.codes import Role
from storage.persons import persons
from storage.register_format import ReadRegister

VERIFIED, REVOKED = "verified", "revoked"
"""What a user can judge of a contact, besides only having seen the card; as `storage.contacts.Trust` writes it."""


def settle(connection: Connection) -> None:
    """Bring `vouched_by` and `revoked_by` of every contact in line with the registers that count now.

    A register counts when its coordinator was verified here in person. No register withdraws the key of another coordinator
    whom the user verified in person: two of them could otherwise silence each other, and only the user can tell who is right.
    """
    contact = tables.contact.c
    rows = {row.fingerprint: row for row in connection.execute(select(tables.contact).order_by(contact.label))}
    registers = _that_count(connection, rows)
    people = persons(connection)
    vouched: dict[str, str] = {}
    revoked: dict[str, str] = {}
    for coordinator, register in registers.items():
        for name in register.cards:
            vouched.setdefault(name, coordinator)
            vouched.setdefault(people.get(name, name), coordinator)
        for name in register.text.revoked:
            if name in rows and not _is_verified_coordinator(rows[name]):
                revoked.setdefault(name, coordinator)
    for name, row in rows.items():
        says: dict[str, Any] = {"vouched_by": vouched.get(name, ""), "revoked_by": revoked.get(name, "")}
        if says == {"vouched_by": row.vouched_by, "revoked_by": row.revoked_by}:
            continue
        if row.trust != REVOKED and bool(says["revoked_by"]) is not bool(row.revoked_by):
            says |= {"last_sequence": last_number_from(connection, name) if says["revoked_by"] else None}
        connection.execute(update(tables.contact).where(contact.fingerprint == name).values(**says))


def last_number_from(connection: Connection, fingerprint: str) -> int:
    """Return the number of the last bundle of a contact that was read in and stands; 0 before the first."""
    bundle = tables.bundle.c
    query = select(func.max(bundle.sequence)).where(
        bundle.direction == "in", bundle.peer == fingerprint, bundle.taken_back.is_(False)
    )
    return connection.execute(query).scalar() or 0


def _that_count(connection: Connection, rows: Mapping[str, Row[Any]]) -> dict[str, ReadRegister]:
    return {
        coordinator: register
        for coordinator, register in held_registers(connection).items()
        if _is_verified_coordinator(rows[coordinator])
    }


def _is_verified_coordinator(row: Row[Any]) -> bool:
    return bool(row.trust == VERIFIED and row.role == Role.COORDINATOR and not row.successor)
