"""Making a register and handing it out, by a coordinator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from sqlalchemy import Connection, select

from storage import audit, identity, tables
from storage.bundle_format import Recipient, read_header, seal
from storage.bundle_header import FIRST_PREVIOUS, MAX_RECIPIENTS
from storage.bundle_series import keep_bundle, next_in_series
from storage.clock import local_date, present
from storage.contacts import Contact, Trust, trusted_now
from storage.errors import StorageError
from storage.held_registers import keep_register, own_register
from storage.history import read_state
from storage.key_change import changes_of
from storage.migrations import SCHEMA
from storage.models.codes import Role
from storage.new_device import SEQUENCE_FLOOR
from storage.register_format import ReadRegister, RegisterText, read_register_text, write_register
from storage.store import Store
from storage.unit_of_work import UnitOfWork

VALID_FOR = timedelta(days=180)
"""How long a register is fresh."""

RENEW_AFTER = timedelta(days=90)
"""A register this old is made anew before it is handed out, though nothing in it changed."""

MOST_RECIPIENTS = MAX_RECIPIENTS - 1
"""How many others one bundle of keys can go to."""


class NotACoordinator(StorageError):
    """Somebody who is no coordinator makes a register."""

    sentence = "Alleen een regiocoördinator maakt een register. Er is niets gemaakt."


class RegisterHasNobody(StorageError):
    """There is no verified or revoked contact to put in a register."""

    sentence = (
        "U hebt nog met niemand het controlegetal vergeleken. Er is geen register gemaakt. "
        "Vergelijk eerst het getal met uw contacten."
    )


class RegisterForNobody(StorageError):
    """A register is handed out to nobody, to too many at once, or to somebody unverified."""

    sentence = (
        f"Een register gaat naar 1 tot {MOST_RECIPIENTS} gecontroleerde contacten tegelijk. Er is niets gemaakt. "
        "Kies andere ontvangers."
    )


def make_register(store: Store) -> ReadRegister:
    """Return the coordinator's register of today: the last one when it still says the same, else a new one.

    It holds who was verified in person (and not revoked since), how they came to their present keys, and whom this user
    revoked.

    Raises:
        NotACoordinator, RegisterHasNobody, ClockWrong: nothing was made.
    """
    with store.unit_of_work("Register gemaakt") as work:
        return read_register_text(_present_register(store, work), store.identity.card.ed25519)


def keys_bundle(store: Store, recipients: Sequence[Contact]) -> bytes:
    """Return a sealed bundle with the coordinator's register of today, and keep that it was made.

    Args:
        store: an opened store.
        recipients: verified contacts, `MOST_RECIPIENTS` at most.

    Raises:
        NotACoordinator, RegisterHasNobody, RegisterForNobody, BundleNotMade, ClockWrong: nothing was made.
    """
    if not 1 <= len(recipients) <= MOST_RECIPIENTS or any(one.trust is not Trust.VERIFIED for one in recipients):
        raise RegisterForNobody
    own = store.identity
    peers = [(own.card.fingerprint, own.card.x25519), *((one.fingerprint, one.card.x25519) for one in recipients)]
    with store.unit_of_work("Register meegegeven") as work:
        if len(trusted_now(work.connection, recipients)) != len(recipients):
            raise RegisterForNobody
        identity.check_present(work.connection, own)
        data = _present_register(store, work)
        places = {peer: next_in_series(work.connection, peer) for peer, _ in peers}
        sealed = seal(
            own.signing_key,
            [Recipient(X25519PublicKey.from_public_bytes(key), *places[peer]) for peer, key in peers],
            data,
            kind="keys",
            created=present(store.clock),
            schema=SCHEMA,
        )
        header = read_header(sealed)
        for peer, _ in peers:
            keep_bundle(work, "out", peer, places[peer][0], header)
        to = ",".join(peer for peer, _ in peers[1:])
        work.note(audit.Action.EXPORT, object="register", subject=header.bundle_id, details=f"to={to}")
    return sealed


def _present_register(store: Store, work: UnitOfWork) -> bytes:
    own, connection, today = store.identity, work.connection, local_date(store.clock)
    present(store.clock)
    if own.role != Role.COORDINATOR:
        raise NotACoordinator
    wanted = _wanted(store, connection, today)
    if not wanted.cards and not wanted.revoked:
        raise RegisterHasNobody
    held = own_register(connection, own)
    if held is not None:
        data, last = held
        same = replace(wanted, number=last.text.number, previous=last.text.previous, made=last.text.made)
        if last.text == replace(same, expires=last.text.expires) and today - last.text.made < RENEW_AFTER:
            return data
        wanted = replace(wanted, number=max(wanted.number, last.text.number + 1), previous=last.head)
    made = write_register(own.signing_key, wanted)
    keep_register(work, own.card.fingerprint, read_register_text(made, own.card.ed25519), made)
    work.note(audit.Action.TRUST, object="register", details=f"register={wanted.number} cards={len(wanted.cards)}")
    return made


def _wanted(store: Store, connection: Connection, today: date) -> RegisterText:
    contact = tables.contact.c
    rows = connection.execute(select(tables.contact).order_by(contact.fingerprint)).all()
    cards = {
        row.fingerprint: bytes(row.card)
        for row in rows
        if row.trust == Trust.VERIFIED and not row.successor and not row.revoked_by
    }
    return RegisterText(
        coordinator=store.identity.card.fingerprint,
        number=int(read_state(connection, SEQUENCE_FLOOR, "0")) + 1,
        previous=FIRST_PREVIOUS,
        made=today,
        expires=today + VALID_FOR,
        cards=tuple(cards.values()),
        changes=tuple(changes_of(connection, list(cards))),
        revoked=tuple(row.fingerprint for row in rows if row.trust == Trust.REVOKED),
    )
