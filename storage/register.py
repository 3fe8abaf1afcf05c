"""Registers of a coordinator: read in, and looked at.

A region has too many people for everybody to meet everybody. The coordinator meets them all, and signs a list of their
cards; who trusts the coordinator reads bundles of those people too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from storage import audit, tables
from storage.bundle_door import opened_bundle
from storage.bundle_series import keep_bundle
from storage.clock import local_date
from storage.contacts import Contact, Trust, contacts, find_contact, insert_card
from storage.held_registers import held_registers, keep_register, own_register
from storage.key_change import follow, own_fingerprints
from storage.models.codes import Role
from storage.register_effects import settle
from storage.register_format import ReadRegister, read_register_text
from storage.store import Store
from storage.trust_errors import KeyChangeRefused, KeysExpected, RegisterForked, RegisterFromOther, RegisterOlder
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class HeldRegister:
    """A register that is held here.

    Attributes:
        coordinator: the fingerprint of whose it is, under the newest key.
        label: the coordinator's name.
        own: whether this user made it.
        counts: whether its cards count here: it is one's own, or the coordinator was verified in person.
        expired: whether it is past its last day.
        register: what it says.
    """

    coordinator: str
    label: str
    own: bool
    counts: bool
    expired: bool
    register: ReadRegister


@dataclass(frozen=True, slots=True)
class RegisterRead:
    """What reading in a register changed.

    Attributes:
        coordinator: whose it is.
        number: which one.
        expires: its last day.
        joined: names of those who count as verified since.
        left: names of those who no longer do.
        revoked: names of those whose keys were withdrawn.
        warnings: what a user must be told, in Dutch.
    """

    coordinator: Contact
    number: int
    expires: date
    joined: tuple[str, ...]
    left: tuple[str, ...]
    revoked: tuple[str, ...]
    warnings: tuple[str, ...]


def read_keys(store: Store, data: bytes) -> RegisterRead:
    """Read in a bundle of kind "keys": keep the coordinator's register when it is the newest, and let it count.

    Raises:
        BundleRefused: a subclass for each reason; nothing was changed.
    """
    with store.unit_of_work("Register ingelezen") as work:
        connection = work.connection
        delivery = opened_bundle(store, connection, data)
        sender, header = delivery.sender, delivery.opened.header
        if header.kind != "keys":
            raise KeysExpected
        if not sender.in_person or sender.trust is not Trust.VERIFIED or sender.card.role != Role.COORDINATOR:
            raise RegisterFromOther
        plain = delivery.opened.plain.rstrip(b"\n") + b"\n"
        register = read_register_text(plain, sender.card.ed25519)
        if register.text.coordinator != sender.fingerprint:
            raise RegisterFromOther
        _check_follows(connection, sender.fingerprint, register)
        before = _trust_by_name(connection)
        keep_register(work, sender.fingerprint, register, plain)
        warnings = [*delivery.warnings, *_take_in(store, work, register)]
        settle(connection)
        keep_bundle(work, "in", sender.fingerprint, delivery.opened.sequence, header)
        details = f"from={sender.fingerprint} register={register.text.number}"
        work.note(audit.Action.IMPORT, object="register", subject=header.bundle_id, details=details)
        after = _trust_by_name(connection)
        if register.text.expires < local_date(store.clock):
            warnings.append("Dit register is verlopen. Het telt nog, maar vraag de coördinator om een nieuw.")
        return RegisterRead(
            sender,
            register.text.number,
            register.text.expires,
            *_differences(before, after),
            warnings=tuple(warnings),
        )


def shown_registers(store: Store) -> list[HeldRegister]:
    """Return every register that is held here, the user's own first."""
    today = local_date(store.clock)
    own = store.identity
    with store.read() as session:
        connection = session.connection()
        mine = own_register(connection, own)
        held = held_registers(connection)
    known = {one.fingerprint: one for one in contacts(store)}
    found = []
    if mine is not None:
        _, register = mine
        expired = register.text.expires < today
        found.append(
            HeldRegister(own.card.fingerprint, own.label, own=True, counts=True, expired=expired, register=register)
        )
    for name, register in held.items():
        one = known[name]
        counts = one.in_person and one.trust is Trust.VERIFIED
        expired = register.text.expires < today
        found.append(HeldRegister(name, one.card.label, own=False, counts=counts, expired=expired, register=register))
    return found


def _check_follows(connection: Connection, coordinator: str, register: ReadRegister) -> None:
    """Refuse a register that is older than the one held, or that does not come after it.

    Raises:
        RegisterOlder, RegisterForked: nothing was changed.
    """
    held = connection.execute(
        select(tables.register.c.number, tables.register.c.head).where(tables.register.c.coordinator == coordinator)
    ).one_or_none()
    if held is None or (held.number, held.head) == (register.text.number, register.head):
        return
    if register.text.number < held.number:
        raise RegisterOlder
    if register.text.number == held.number or (
        register.text.number == held.number + 1 and register.text.previous != held.head
    ):
        raise RegisterForked


def _take_in(store: Store, work: UnitOfWork, register: ReadRegister) -> list[str]:
    """Add the cards that are new here and follow its changes of keys; return what must be told."""
    connection, warnings = work.connection, []
    own = own_fingerprints(store, connection)
    for name, card in register.cards.items():
        if name not in own and find_contact(connection, name) is None:
            insert_card(connection, card, register.card_text(name), work.at)
    for change in register.changes:
        if {change.old.fingerprint, change.new.fingerprint} & own:
            continue
        try:
            follow(work, change)
        except KeyChangeRefused as refusal:
            warnings.append(str(refusal))
    if own & set(register.text.revoked):
        warnings.append(
            "De coördinator heeft uw eigen sleutels ingetrokken. Anderen lezen uw bundels niet meer in. Bel de coördinator."
        )
    return warnings


def _trust_by_name(connection: Connection) -> dict[str, Contact]:
    names = connection.execute(select(tables.contact.c.fingerprint)).scalars()
    return {name: one for name in names if (one := find_contact(connection, name)) is not None}


def _differences(
    before: dict[str, Contact], after: dict[str, Contact]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the names of who joined the verified, who left them, and whose keys were withdrawn."""

    def became(*trust: Trust, was: Callable[[Trust | None], bool]) -> tuple[str, ...]:
        found = [
            one.card.label
            for name, one in after.items()
            if one.trust in trust and was(before[name].trust if name in before else None)
        ]
        return tuple(sorted(found))

    followed = became(Trust.REPLACED, was=lambda trust: trust is Trust.VERIFIED)
    joined = became(Trust.VERIFIED, was=lambda trust: trust is not Trust.VERIFIED)
    return (
        tuple(name for name in joined if name not in followed),
        became(Trust.SEEN, was=lambda trust: trust is Trust.VERIFIED),
        became(Trust.REVOKED, was=lambda trust: trust is not Trust.REVOKED),
    )
