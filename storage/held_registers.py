"""The newest register of every coordinator, as it is kept here."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from storage import tables
from storage.contact_card import read_card
from storage.identity import Identity, former
from storage.register_format import ReadRegister, coordinator_in, read_register_text
from storage.unit_of_work import UnitOfWork


def held_registers(connection: Connection) -> dict[str, ReadRegister]:
    """Return the newest register of every coordinator whose card is here, by fingerprint; the user's own is not among them."""
    register, contact = tables.register.c, tables.contact.c
    cards = {row.fingerprint: bytes(row.card) for row in connection.execute(select(contact.fingerprint, contact.card))}
    rows = connection.execute(
        select(register.coordinator, register.data)
        .join(tables.contact, contact.fingerprint == register.coordinator)
        .order_by(contact.label, contact.fingerprint)
    ).all()
    # Signed by the key that the coordinator had then: there may be a newer one since.
    return {
        row.coordinator: read_register_text(bytes(row.data), read_card(cards[coordinator_in(row.data)]).ed25519)
        for row in rows
    }


def own_register(connection: Connection, own: Identity) -> tuple[bytes, ReadRegister] | None:
    """Return the register that the user of this store made, as its text and read, or None.

    An earlier key of the user may have signed it.
    """
    register = tables.register.c
    data = connection.execute(
        select(register.data).where(register.coordinator == own.card.fingerprint)
    ).scalar_one_or_none()
    if data is None:
        return None
    keys = {one.card.fingerprint: one.card for one in (own, *former(connection, own))}
    return bytes(data), read_register_text(bytes(data), keys[coordinator_in(bytes(data))].ed25519)


def keep_register(work: UnitOfWork, coordinator: str, register: ReadRegister, data: bytes) -> None:
    """Keep a register in the place of the one before.

    Args:
        work: the act.
        coordinator: whose it is, under the newest key.
        register: what it says.
        data: its text.
    """
    work.connection.execute(
        insert(tables.register)
        .prefix_with("OR REPLACE")
        .values(
            coordinator=coordinator,
            number=register.text.number,
            head=register.head,
            expires_on=register.text.expires.isoformat(),
            data=data,
            at=work.at,
        )
    )
