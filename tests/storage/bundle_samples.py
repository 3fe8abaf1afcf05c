"""People with fixed keys, and bundles between them, for the tests of the exchange format."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from functools import partial

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from storage.bundle_format import FIRST_PREVIOUS, Follows, OpenedBundle, Recipient, fingerprint, seal, seal_open, unseal
from storage.bundle_series import ReadIn, follows_on

CREATED = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
PLAIN = b"purpose = 'overdracht'\n" * 20
NOTHING_READ = (0, FIRST_PREVIOUS)


class Person:
    """Somebody with a signing key and an exchange key that are the same in every run."""

    def __init__(self, name: str) -> None:
        self.signing_key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"sign " + name.encode()).digest())
        self.exchange_key = X25519PrivateKey.from_private_bytes(hashlib.sha256(b"exchange " + name.encode()).digest())
        self.fingerprint = fingerprint(self.signing_key.public_key().public_bytes_raw(), "ed25519")
        self.exchange_fingerprint = fingerprint(self.exchange_key.public_key().public_bytes_raw(), "x25519")


ARRANGER = Person("arranger")
COORDINATOR = Person("coordinator")
COLLEAGUE = Person("colleague")
STRANGER = Person("stranger")
KNOWN = (ARRANGER, COORDINATOR, COLLEAGUE)


def recipient(person: Person, sequence: int = 1, previous: str = FIRST_PREVIOUS) -> Recipient:
    """A place in the series to one person."""
    return Recipient(person.exchange_key.public_key(), sequence, previous)


def sealed(
    plain: bytes = PLAIN,
    *,
    sender: Person = ARRANGER,
    recipients: Sequence[Recipient] | None = None,
    kind: str = "delta",
    bundle_id: str | None = None,
) -> bytes:
    """A bundle from the arranger to herself and the coordinator, unless told otherwise."""
    to = [recipient(ARRANGER), recipient(COORDINATOR)] if recipients is None else recipients
    return seal(sender.signing_key, to, plain, kind=kind, created=CREATED, schema=3, bundle_id=bundle_id)


def sealed_open(plain: bytes = PLAIN, *, sequence: int = 1, previous: str = FIRST_PREVIOUS) -> bytes:
    """An open bundle of reference data from the coordinator."""
    return seal_open(
        COORDINATOR.signing_key,
        plain,
        kind="reference",
        sequence=sequence,
        previous=previous,
        created=CREATED,
        schema=3,
    )


def opened(
    data: bytes,
    *,
    reader: Person = COORDINATOR,
    known: Sequence[Person] = KNOWN,
    last: tuple[int, str] = NOTHING_READ,
    last_open: tuple[int, str] | None = NOTHING_READ,
    revoked: Collection[str] = (),
) -> OpenedBundle:
    """What the coordinator, unless told otherwise, gets out of a file."""
    return unseal(
        data,
        trusted={person.fingerprint: person.signing_key.public_key() for person in known},
        exchange_key=reader.exchange_key,
        follows=after(last, "delta"),
        open_follows=None if last_open is None else after(last_open, "reference"),
        revoked=revoked,
    )


def after(last: tuple[int, str], kind: str) -> Follows:
    """What judges the place of a bundle in a series of which this number, with this head, is the only one read."""
    number, head = last
    return partial(follows_on, {number: ReadIn(head, stands=True, kind=kind)} if number else {})
