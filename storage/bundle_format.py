"""Sealing and opening `zorgbundel/1`: one file that proves who sent it and that only its recipients can read.

Nothing of the content comes out before every check has passed. `docs/formats.md` describes the file for others, and why
each check is there.
"""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from storage.bundle_errors import (
    BodyChanged,
    BundleNotMade,
    CannotDecrypt,
    LengthMismatch,
    LineEndingsChanged,
    NotForThisRecipient,
    OpenBundleUnexpected,
    RecipientsWrong,
    SenderRevoked,
    SignatureWrong,
    UnknownSender,
)
from storage.bundle_header import (
    CONTEXT,
    FIRST_PREVIOUS,
    MAX_PLAIN_BYTES,
    MAX_RECIPIENTS,
    OPEN_KINDS,
    SEALED_KINDS,
    SEALED_TRAILER,
    BundleHeader,
    Envelope,
    Series,
    binding,
    line_endings_changed,
    read_envelope,
    signed_bytes,
    written_body_table,
    written_prefix,
    written_recipient,
    written_series,
    written_signature,
)
from storage.encoding import fingerprint, pae

__all__ = [
    "FIRST_PREVIOUS",
    "BundleHeader",
    "OpenedBundle",
    "Recipient",
    "Series",
    "fingerprint",
    "read_header",
    "seal",
    "seal_open",
    "unseal",
]

Follows = Callable[[BundleHeader, Series], bool]
"""Refuses a bundle that may not come after what was read (`bundle_series.follows`), and tells whether an earlier one is missing."""

PADDING_BYTES = 4096
"""Content is filled up with line feeds to a multiple of this, so that its size tells less about a case."""

_CONTENT_KEY_BYTES = 32
_BODY_LINE_BYTES = 76
_LINES_AT_A_TIME = 8192
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_HEX_32 = re.compile(r"[0-9a-f]{32}")
_HEX_64 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who may read a bundle, and where it stands in the sender's series to them.

    Attributes:
        exchange_key: the key on the recipient's contact card.
        sequence: one more than that of the last bundle sent to this recipient; the first is 1.
        previous: the head of that last bundle, or `FIRST_PREVIOUS`.
    """

    exchange_key: X25519PublicKey
    sequence: int
    previous: str


@dataclass(frozen=True, slots=True)
class OpenedBundle:
    """A bundle that passed every check.

    Attributes:
        header: its header, now known to be the sender's.
        plain: the content with its padding of line feeds.
        gap: True when it does not follow on the last bundle read of this series: one is missing, or came from a device
            that was put back. A user must be told; it is never taken for complete.
        sequence: its number in the series that was checked.
    """

    header: BundleHeader
    plain: bytes
    gap: bool
    sequence: int


def seal(
    signing_key: Ed25519PrivateKey,
    recipients: Sequence[Recipient],
    plain: bytes,
    *,
    kind: str,
    created: datetime,
    schema: int,
    bundle_id: str | None = None,
) -> bytes:
    """Return a bundle that only its recipients can read.

    Args:
        signing_key: the sender's key.
        recipients: 1 to 32, each key once. The sender's own key is normally one of them.
        plain: the content, not empty.
        kind: one of `SEALED_KINDS`.
        created: an aware time; kept to the second in UTC.
        schema: version of the records in the content, 1 to 9999.
        bundle_id: 32 hex; random when left out.

    Raises:
        BundleNotMade: the content is larger than a bundle may hold.
        ValueError: an argument is outside what the format can say, or a recipient's key is of low order.
    """
    if kind not in SEALED_KINDS:
        raise ValueError(f"not a sealed kind: {kind}")
    padded = plain + b"\n" * (-len(plain) % PADDING_BYTES)
    prefix = _checked_prefix(signing_key, padded, kind, created, schema, bundle_id)
    raw_keys = [recipient.exchange_key.public_bytes_raw() for recipient in recipients]
    if not 1 <= len(recipients) <= MAX_RECIPIENTS or len(set(raw_keys)) != len(raw_keys):
        raise ValueError("a bundle has 1 to 32 different recipients")
    places = tuple(
        _checked_series(fingerprint(raw, "x25519"), recipient.sequence, recipient.previous)
        for raw, recipient in zip(raw_keys, recipients, strict=True)
    )
    bound = binding(prefix, places)
    content_key = secrets.token_bytes(_CONTENT_KEY_BYTES)
    tables = [
        written_recipient(
            place,
            base64.b64encode(_SUITE.encrypt(content_key, recipient.exchange_key, info=_wrap_info(bound, raw))),
        )
        for place, recipient, raw in zip(places, recipients, raw_keys, strict=True)
    ]
    encryptor = Cobblestone256Encryptor(content_key, context=_body_context(bound))
    body = base64.encodebytes(encryptor.update(padded) + encryptor.finalize())
    core = b"".join((prefix, *tables, written_body_table(body)))
    signature = signing_key.sign(signed_bytes(core))
    return b"".join((core, written_signature(signature, sealed=True), body, SEALED_TRAILER))


def seal_open(
    signing_key: Ed25519PrivateKey,
    plain: bytes,
    *,
    kind: str,
    sequence: int,
    previous: str,
    created: datetime,
    schema: int,
    bundle_id: str | None = None,
) -> bytes:
    """Return a signed bundle that everybody can read: only for content without personal data.

    Args:
        signing_key: the sender's key.
        plain: the content as TOML text, not empty; it stands in the file as it is.
        kind: one of `OPEN_KINDS`.
        sequence: one more than that of the sender's last open bundle; the first is 1.
        previous: the head of that bundle, or `FIRST_PREVIOUS`.
        created: an aware time; kept to the second in UTC.
        schema: version of the records in the content, 1 to 9999.
        bundle_id: 32 hex; random when left out.

    Raises:
        BundleNotMade: the content is larger than a bundle may hold.
        ValueError: an argument is outside what the format can say.
    """
    if kind not in OPEN_KINDS:
        raise ValueError(f"not an open kind: {kind}")
    prefix = _checked_prefix(signing_key, plain, kind, created, schema, bundle_id)
    core = prefix + written_series(_checked_series("", sequence, previous)) + written_body_table(plain)
    return core + written_signature(signing_key.sign(signed_bytes(core)), sealed=False) + plain


def read_header(data: bytes) -> BundleHeader:
    """Return what a file says of itself, for showing before it is opened. Nothing of it is proven: anybody can write it.

    Raises:
        BundleRefused: the file is not in the form of a bundle.
    """
    return read_envelope(data).header


def unseal(
    data: bytes,
    *,
    trusted: Mapping[str, Ed25519PublicKey],
    exchange_key: X25519PrivateKey,
    follows: Follows,
    open_follows: Follows | None = None,
    revoked: Collection[str] = (),
) -> OpenedBundle:
    """Check a bundle from outside to inside, and return its content only when every check passed.

    Args:
        data: the whole file.
        trusted: the signing keys of verified contacts, by fingerprint.
        exchange_key: the key of this store.
        follows: judges its place in the sender's series to this store.
        open_follows: the same for the sender's open bundles. Without it open bundles are refused.
        revoked: fingerprints of senders whose key was withdrawn, whether or not they are still in `trusted`.

    Raises:
        BundleRefused: a subclass for each reason; nothing else is raised for any bytes whatever.
    """
    envelope = read_envelope(data)
    _check_sender(envelope, trusted, revoked)
    if not envelope.body_is_whole(data):
        raise LineEndingsChanged if line_endings_changed(data) else BodyChanged
    header = envelope.header
    if header.open_series is not None:
        if open_follows is None:
            raise OpenBundleUnexpected
        gap = open_follows(header, header.open_series)
        plain = data[envelope.body_start :]
        place = header.open_series
    else:
        raw = exchange_key.public_key().public_bytes_raw()
        index = _own_index(header, fingerprint(raw, "x25519"))
        place = header.recipients[index]
        gap = follows(header, place)
        plain = _decrypted(data, envelope, exchange_key, index)
    if len(plain) != header.plain_bytes:
        raise LengthMismatch
    return OpenedBundle(header=header, plain=plain, gap=gap, sequence=place.sequence)


def _checked_prefix(
    signing_key: Ed25519PrivateKey, content: bytes, kind: str, created: datetime, schema: int, bundle_id: str | None
) -> bytes:
    if len(content) > MAX_PLAIN_BYTES:
        raise BundleNotMade
    identity = secrets.token_hex(16) if bundle_id is None else bundle_id
    if not content or not 1 <= schema <= 9999 or not _HEX_32.fullmatch(identity):
        raise ValueError("content, schema or bundle id is outside the format")
    if created.tzinfo is None or not 2000 <= created.astimezone(UTC).year <= 2099:
        raise ValueError("a bundle is made at an aware time in this century")
    return written_prefix(
        kind=kind,
        bundle_id=identity,
        created=created,
        sender=fingerprint(signing_key.public_key().public_bytes_raw(), "ed25519"),
        schema=schema,
        plain_bytes=len(content),
    )


def _checked_series(recipient: str, sequence: int, previous: str) -> Series:
    if not 1 <= sequence < 10**12 or not _HEX_64.fullmatch(previous):
        raise ValueError("sequence or previous head is outside the format")
    return Series(recipient, sequence, previous)


def _wrap_info(bound: bytes, raw_recipient: bytes) -> bytes:
    return pae(CONTEXT, b"content key", bound, raw_recipient)


def _body_context(bound: bytes) -> bytes:
    return pae(CONTEXT, b"body", bound)


def _check_sender(envelope: Envelope, trusted: Mapping[str, Ed25519PublicKey], revoked: Collection[str]) -> None:
    sender = envelope.header.sender
    if sender in revoked:
        raise SenderRevoked
    key = trusted.get(sender)
    if key is None:
        raise UnknownSender
    try:
        key.verify(envelope.signature, signed_bytes(envelope.core))
    except InvalidSignature:
        raise SignatureWrong from None


def _own_index(header: BundleHeader, own: str) -> int:
    names = [series.recipient for series in header.recipients]
    if len(set(names)) != len(names):
        raise RecipientsWrong
    if own not in names:
        raise NotForThisRecipient
    return names.index(own)


def _decrypted(data: bytes, envelope: Envelope, exchange_key: X25519PrivateKey, index: int) -> bytes:
    """Return the content with its padding; the body is decoded in pieces, so that no second copy of it is needed."""
    bound = binding(envelope.prefix, envelope.header.recipients)
    info = _wrap_info(bound, exchange_key.public_key().public_bytes_raw())
    end = envelope.body_start + envelope.body_bytes
    step = (_BODY_LINE_BYTES + 1) * _LINES_AT_A_TIME
    try:
        content_key = _SUITE.decrypt(base64.b64decode(envelope.wraps[index]), exchange_key, info=info)
        decryptor = Cobblestone256Decryptor(content_key, context=_body_context(bound))
        pieces = [
            decryptor.update(_decoded(data[start : min(start + step, end)]))
            for start in range(envelope.body_start, end, step)
        ]
        pieces.append(decryptor.finalize())
    except (InvalidTag, ValueError):
        raise CannotDecrypt from None
    return b"".join(pieces)


def _decoded(lines: bytes) -> bytes:
    decoded = base64.b64decode(lines)
    if base64.encodebytes(decoded) != lines:  # the same content in other lines would be a second form of one bundle
        raise ValueError("not base64 in lines of 76")
    return decoded
