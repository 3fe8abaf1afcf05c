"""New keys: for the owner of this store, and for contacts who took new ones.

Whoever may have copied a signing key can write in its owner's name, and an exchange key opens everything that was ever
sealed for it. So keys are renewed now and then, and the old key itself says who comes after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sqlalchemy import Connection, exists, select, update

from storage import audit, history, identity, tables
from storage.clock import local_date, present
from storage.contacts import Contact, Trust, find_contact, insert_card
from storage.errors import StorageError
from storage.field_values import to_json
from storage.key_change_format import MAX_CHANGES, KeyChange, read_key_changes, write_key_change
from storage.materialise import shown_anew
from storage.ownership import OWNER
from storage.persons import line_from
from storage.register_effects import settle
from storage.store import Store
from storage.trust_errors import (
    KeyChangeForked,
    KeyChangeKnown,
    KeyChangeRevoked,
    KeyChangeUnknown,
    OwnKeyChange,
)
from storage.unit_of_work import UnitOfWork


class NoNewKeys(StorageError):
    """There is no change of keys to hand out."""

    sentence = "U hebt nog geen nieuwe sleutels gemaakt. Er is geen bestand gemaakt."


def take_new_keys(store: Store) -> None:
    """Give the owner of a store a new signing key and a new exchange key; the old ones still open what is on its way.

    Contacts must be told with `key_change_file`: until then they refuse what the new key signs.

    Raises:
        StoreBusy: another window of the app took new keys; nothing was changed.
        ClockWrong: the clock stands in another century.
    """
    present(store.clock)
    own = store.identity
    with store.unit_of_work("Nieuwe sleutels") as work:
        connection = work.connection
        identity.check_present(connection, own)
        made = identity.renew(connection, own, today=local_date(store.clock), at=work.at)
        history.local_number(connection, tables.author, "fingerprint", made.card.fingerprint)
        _rename(connection, own.card.fingerprint, made.card.fingerprint)
        work.note(audit.Action.KEYS, object="identity", details=f"renewed {made.card.fingerprint}")
    store.identity = made


def key_change_file(store: Store) -> bytes:
    """Return the file that tells contacts of the owner's new keys: every change, so that it also serves who missed one.

    Raises:
        NoNewKeys: the owner still has the first keys.
    """
    own = store.identity
    with store.read() as session:
        line = [*reversed(identity.former(session.connection(), own)), own]
    steps = list(pairwise(line))[-MAX_CHANGES:]
    if not steps:
        raise NoNewKeys
    return b"".join(
        write_key_change((old.signing_key, old.card_text), (new.signing_key, new.card_text)) for old, new in steps
    )


def follow_key_changes(store: Store, data: bytes) -> Contact:
    """Read in the new keys of a contact, and return the contact as it is now.

    Whoever compared the control number of the old card need not compare again: the old key vouches for the new one.

    Raises:
        BundleRefused: a subclass for each reason; nothing was changed.
    """
    changes = read_key_changes(data)
    with store.unit_of_work("Nieuwe sleutels van contact ingelezen") as work:
        connection = work.connection
        own = own_fingerprints(store, connection)
        if any({one.old.fingerprint, one.new.fingerprint} & own for one in changes):
            raise OwnKeyChange
        if not any(_is_known(connection, one) for one in changes):
            raise KeyChangeUnknown
        followed = [one for one in changes if follow(work, one)]
        if not followed:
            raise KeyChangeKnown
        settle(connection)
        contact = find_contact(connection, _newest(connection, followed[-1].new.fingerprint))
        assert contact is not None, "it was kept a moment ago"
        return contact


def follow(work: UnitOfWork, change: KeyChange) -> bool:
    """Keep one change of keys that both keys signed; call `register_effects.settle` after the last.

    The new card gets what this user judged of the old one; series of bundles, registers and anchors go on under the new name,
    and what both keys wrote is judged as the word of one person.

    When the old key named another successor before, somebody else may have it, or its owner went back to a backup of before.
    The user decides by comparing the new card's number in person: then the former successor is replaced by the new key in its
    turn, or, when the user revoked it, is no successor any more.

    Returns:
        False when it was kept before.

    Raises:
        KeyChangeRevoked, KeyChangeForked: this change may not be followed.
    """
    connection = work.connection
    old, new = (find_contact(connection, one.fingerprint) for one in (change.old, change.new))
    if change.new.fingerprint in _line(connection, change.old.fingerprint):
        return False
    if Trust.REVOKED in {one.trust for one in (old, new) if one is not None}:
        raise KeyChangeRevoked
    if _newest(connection, change.new.fingerprint) == change.old.fingerprint:
        raise KeyChangeForked
    before = None
    if old is not None and old.successor:
        if new is None or not new.in_person:
            raise KeyChangeForked
        before = find_contact(connection, _newest(connection, change.old.fingerprint))
    for known, card, text in ((old, change.old, change.old_text), (new, change.new, change.new_text)):
        if known is None:
            insert_card(connection, card, text, work.at)
    contact = tables.contact.c
    if old is not None and old.in_person and not (new is not None and new.in_person):
        verified_at = connection.execute(
            select(contact.verified_at).where(contact.fingerprint == old.fingerprint)
        ).scalar_one()
        connection.execute(
            update(tables.contact)
            .where(contact.fingerprint == change.new.fingerprint)
            .values(trust=Trust.VERIFIED, verified_at=verified_at)
        )
    judged_anew = _written_under(connection, change.new.fingerprint)
    if before is None or before.trust is Trust.REVOKED:
        replaced, proof = change.old.fingerprint, change.text
        judged_anew += _written_under(connection, before.fingerprint) if before else []
    else:
        replaced, proof = before.fingerprint, None
    connection.execute(
        update(tables.contact)
        .where(contact.fingerprint == replaced)
        .values(successor=change.new.fingerprint, key_change=proof)
    )
    _rename(connection, replaced, change.new.fingerprint)
    shown_anew(connection, judged_anew)
    work.touch(judged_anew)
    work.note(audit.Action.TRUST, object="contact", details=f"followed {change.new.fingerprint}")
    return True


def own_fingerprints(store: Store, connection: Connection) -> set[str]:
    """Return the names of all signing keys that the owner of a store has and had."""
    return {store.identity.card.fingerprint, *identity.former_fingerprints(connection)}


def changes_of(connection: Connection, fingerprints: Sequence[str]) -> list[bytes]:
    """Return the texts of the changes by which people came to the keys that they have now."""
    contact = tables.contact.c
    rows = connection.execute(
        select(contact.successor, contact.key_change)
        .where(contact.key_change.is_not(None))
        .order_by(contact.fingerprint)
    ).all()
    wanted = set(fingerprints)
    return [bytes(row.key_change) for row in rows if _newest(connection, row.successor) in wanted]


def _written_under(connection: Connection, fingerprint: str) -> list[tuple[str, str]]:
    """Return the records, as (type, id), in which a key wrote before it was known whose it is, or which were given to it."""
    operation, author = tables.operation.c, tables.author.c
    given = (operation.field == OWNER) & (operation.value == to_json(fingerprint))
    rows = connection.execute(
        select(operation.record_type, operation.record_id)
        .join(tables.author, author.id == operation.author_id)
        .where((author.fingerprint == fingerprint) | given)
        .distinct()
    )
    return [(row.record_type, row.record_id) for row in rows]


def _is_known(connection: Connection, change: KeyChange) -> bool:
    return any(find_contact(connection, one.fingerprint) is not None for one in (change.old, change.new))


def _newest(connection: Connection, fingerprint: str) -> str:
    return _line(connection, fingerprint)[-1]


def _line(connection: Connection, fingerprint: str) -> list[str]:
    contact = tables.contact.c
    rows = connection.execute(select(contact.fingerprint, contact.successor).where(contact.successor != "")).all()
    return line_from({row.fingerprint: row.successor for row in rows}, fingerprint)


def _rename(connection: Connection, old: str, new: str) -> None:
    """Let everything that is kept by a person's key go on under the new one.

    A bundle whose number the new key used already keeps the old name: it then only counts as not delivered.
    """
    bundle, taken = tables.bundle, tables.bundle.alias()
    used = exists().where(
        taken.c.direction == bundle.c.direction, taken.c.peer == new, taken.c.sequence == bundle.c.sequence
    )
    connection.execute(update(bundle).where(bundle.c.peer == old, ~used).values(peer=new))
    register = tables.register.c.coordinator
    held = connection.execute(select(register).where(register == new)).first()
    if held is None:
        connection.execute(update(tables.register).where(register == old).values(coordinator=new))
    connection.execute(update(tables.anchor).where(tables.anchor.c.log == old).values(log=new))
