"""The first lines of a `zorgbundel/1` file: how they are written, and how they are read before anything is trusted.

All that a stranger can make this program do is in one anchored regular expression over at most 64 KiB. The form is
fixed: key order, spacing, lower-case hex. So a bundle has one form in bytes, and the bytes themselves are what is signed.
`docs/formats.md` describes the file for others.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from storage.bundle_errors import (
    BundleTooLarge,
    HeaderDamaged,
    LineEndingsChanged,
    NewerFormat,
    NotABundle,
    TooManyRecipients,
)
from storage.encoding import pae
from storage.errors import BundleRefused

CONTEXT = b"zorgbundel/1 2026 ed25519 hpke-x25519-hkdfsha256-aes256gcm cobblestone256"
"""What every signature and key of this format is bound to. The algorithms are in the name: no field in a file picks them."""

MAX_FILE_BYTES = 64 << 20
MAX_HEADER_BYTES = 64 << 10
MAX_PLAIN_BYTES = 32 << 20
MAX_RECIPIENTS = 32
FIRST_PREVIOUS = "0" * 64
"""What the first bundle of a series has as its previous head."""

SEALED_KINDS = frozenset({"delta", "full", "ack", "keys"})
"""Kinds that only their recipients can read."""

OPEN_KINDS = frozenset({"reference", "statistics"})
"""Kinds without personal data: signed, and readable in any editor."""

SEALED_TRAILER = b'"""\n'
"""What follows the last line of a sealed body, to the last byte of the file."""

_SEALED_NOTE = "Versleuteld bestand: open het met de app, wijzig niets."
_OPEN_NOTE = "Open bestand zonder persoonsgegevens: lees het gerust, wijzig niets."
_SIGNATURE_TABLE = b"\n[signature]\n"
_RECIPIENT_TABLE = b"\n[[recipient]]\n"

_HEADER = re.compile(
    rb"""\A# Zorgbundel 1\. (?:(?P<sealed>Versleuteld bestand: open het met de app, wijzig niets\.)"""
    rb"""|Open bestand zonder persoonsgegevens: lees het gerust, wijzig niets\.)
format = "zorgbundel/1"
kind = "(?P<kind>(?(sealed)(?:delta|full|ack|keys)|(?:reference|statistics)))"
bundle = "(?P<bundle>[0-9a-f]{32})"
created = (?P<created>20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9])Z
sender = "(?P<sender>[0-9a-f]{64})"
schema = (?P<schema>[1-9][0-9]{0,3})
plain_bytes = (?P<plain_bytes>[1-9][0-9]{0,7})
(?P<series>(?(sealed)(?:
\[\[recipient\]\]
key = "[0-9a-f]{64}"
seq = [1-9][0-9]{0,11}
prev = "[0-9a-f]{64}"
wrap = "[A-Za-z0-9+/]{106}[AEIMQUYcgkosw048]="
){1,32}|seq = [1-9][0-9]{0,11}
prev = "[0-9a-f]{64}"
))
\[body\]
text_bytes = (?P<text_bytes>[1-9][0-9]{0,7})
text_sha256 = "(?P<text_sha256>[0-9a-f]{64})"

\[signature\]
ed25519 = "(?P<signature>[0-9a-f]{128})"

(?(sealed)\[payload\]
data = \"""
|\[content\]
)"""
)
_RECIPIENT = re.compile(rb'key = "([0-9a-f]{64})"\nseq = ([0-9]+)\nprev = "([0-9a-f]{64})"\nwrap = "([^"]+)"\n')
_OPEN_SERIES = re.compile(rb'seq = ([0-9]+)\nprev = "([0-9a-f]{64})"\n')
_FIRST_LINES = re.compile(rb'\A# Zorgbundel ([1-9][0-9]{0,3})\.[^\n]{0,200}\r?\nformat = "zorgbundel/\1"\r?\n')


class Series(NamedTuple):
    """Where a bundle stands in the series of one sender to one recipient.

    `recipient` is a fingerprint, or empty in an open bundle; `sequence` counts from 1; `previous` is the head of the
    bundle before it, or `FIRST_PREVIOUS`.
    """

    recipient: str
    sequence: int
    previous: str


@dataclass(frozen=True, slots=True)
class BundleHeader:
    """What stands on the outside of a bundle. Names no person: keys appear as fingerprints only.

    Attributes:
        kind: one of `SEALED_KINDS` or `OPEN_KINDS`.
        bundle_id: 32 hex, random.
        created: when the sender says it was made, in UTC, to the second.
        sender: fingerprint of the signing key.
        schema: version of the records that the ops inside speak of.
        plain_bytes: length of the content with its padding.
        recipients: a fingerprint, sequence and previous head for each recipient; empty in an open bundle.
        head: SHA-256 in hex of all that is signed: what the next bundle of a series names as its previous one.
        open_series: the sender's series for everybody, in an open bundle.
    """

    kind: str
    bundle_id: str
    created: datetime
    sender: str
    schema: int
    plain_bytes: int
    recipients: tuple[Series, ...]
    head: str
    open_series: Series | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    """A header with the places of everything that the checks after it need.

    Attributes:
        header: the header itself.
        prefix: the bytes before the recipients, which are bound into the encryption.
        core: the bytes that are signed.
        signature: 64 bytes.
        wraps: the wrapped content key of each recipient, base64, in the order of `header.recipients`.
        body_start: where the body begins in the file.
        body_bytes: how long the sender says it is.
        body_sha256: its SHA-256 in hex, as signed.
        trailer: the bytes that must follow the body, and nothing after them.
    """

    header: BundleHeader
    prefix: bytes
    core: bytes
    signature: bytes
    wraps: tuple[bytes, ...]
    body_start: int
    body_bytes: int
    body_sha256: str
    trailer: bytes

    @property
    def file_bytes(self) -> int:
        """How long the whole file is, as the sender says."""
        return self.body_start + self.body_bytes + len(self.trailer)

    def body_is_whole(self, data: bytes) -> bool:
        """Tell whether the file ends exactly where it should and its body is the one that the header names."""
        end = self.body_start + self.body_bytes
        body = memoryview(data)[self.body_start : end]
        return data[end:] == self.trailer and hashlib.sha256(body).hexdigest() == self.body_sha256


def read_envelope(data: bytes) -> Envelope:
    """Read the header of a file that nobody vouches for yet.

    Raises:
        BundleTooLarge: before anything is looked at.
        NotABundle, HeaderDamaged, LineEndingsChanged, NewerFormat: the file is not in the one form that is read.
    """
    if len(data) > MAX_FILE_BYTES:
        raise BundleTooLarge
    envelope = _matched(data)
    if envelope is None:
        raise _reason(data)
    if envelope.header.plain_bytes > MAX_PLAIN_BYTES:
        raise BundleTooLarge
    return envelope


def line_endings_changed(data: bytes) -> bool:
    """Tell whether a refused file would be a whole bundle if its carriage returns were taken out."""
    if b"\r" not in data:
        return False
    restored = data.replace(b"\r", b"")
    envelope = _matched(restored)
    return envelope is not None and envelope.body_is_whole(restored)


def _matched(data: bytes) -> Envelope | None:
    match = _HEADER.match(data[:MAX_HEADER_BYTES])
    if match is None:
        return None
    try:
        created = datetime.fromisoformat(match["created"].decode()).replace(tzinfo=UTC)
    except ValueError:  # the thirtieth of February
        return None
    core = data[: match.start("signature") - len(_SIGNATURE_TABLE) - len(b'ed25519 = "')]
    recipients = _RECIPIENT.findall(match["series"])
    everybody = _OPEN_SERIES.fullmatch(match["series"])
    header = BundleHeader(
        kind=match["kind"].decode(),
        bundle_id=match["bundle"].decode(),
        created=created,
        sender=match["sender"].decode(),
        schema=int(match["schema"]),
        plain_bytes=int(match["plain_bytes"]),
        recipients=tuple(Series(key.decode(), int(number), last.decode()) for key, number, last, _ in recipients),
        head=hashlib.sha256(core).hexdigest(),
        open_series=Series("", int(everybody[1]), everybody[2].decode()) if everybody else None,
    )
    return Envelope(
        header=header,
        prefix=data[: match.start("series")],
        core=core,
        signature=bytes.fromhex(match["signature"].decode()),
        wraps=tuple(wrap for _, _, _, wrap in recipients),
        body_start=match.end(),
        body_bytes=int(match["text_bytes"]),
        body_sha256=match["text_sha256"].decode(),
        trailer=SEALED_TRAILER if match["sealed"] else b"",
    )


def _reason(data: bytes) -> BundleRefused:
    """Say why a header was refused. It only picks a sentence: nothing is accepted here."""
    first_lines = _FIRST_LINES.match(data[:512])
    if first_lines and first_lines[1] != b"1":
        return NewerFormat()
    if line_endings_changed(data):
        return LineEndingsChanged()
    if not data.startswith(b"# Zorgbundel"):
        return NotABundle()
    return (
        TooManyRecipients() if data.count(_RECIPIENT_TABLE, 0, MAX_HEADER_BYTES) > MAX_RECIPIENTS else HeaderDamaged()
    )


def written_prefix(
    *, kind: str, bundle_id: str, created: datetime, sender: str, schema: int, plain_bytes: int
) -> bytes:
    """Return the lines of a header before its recipients or open series."""
    note = _SEALED_NOTE if kind in SEALED_KINDS else _OPEN_NOTE
    moment = created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f'# Zorgbundel 1. {note}\nformat = "zorgbundel/1"\nkind = "{kind}"\nbundle = "{bundle_id}"\n'
        f'created = {moment}\nsender = "{sender}"\nschema = {schema}\nplain_bytes = {plain_bytes}\n'
    ).encode()


def written_recipient(series: Series, wrap: bytes) -> bytes:
    """Return the table of one recipient; `wrap` is base64."""
    return f'\n[[recipient]]\nkey = "{series.recipient}"\n'.encode() + written_series(series) + b'wrap = "%s"\n' % wrap


def written_series(series: Series) -> bytes:
    """Return the two lines that tell where a bundle stands in a series."""
    return f'seq = {series.sequence}\nprev = "{series.previous}"\n'.encode()


def written_body_table(body: bytes) -> bytes:
    """Return the table that pins the body: the last of what is signed."""
    digest = hashlib.sha256(body).hexdigest()
    return f'\n[body]\ntext_bytes = {len(body)}\ntext_sha256 = "{digest}"\n'.encode()


def written_signature(signature: bytes, *, sealed: bool) -> bytes:
    """Return the signature and the line that opens the body."""
    opening = b'[payload]\ndata = """\n' if sealed else b"[content]\n"
    return _SIGNATURE_TABLE + b'ed25519 = "%s"\n\n' % signature.hex().encode() + opening


def signed_bytes(core: bytes) -> bytes:
    """Return what the sender's key signs for a core."""
    return pae(CONTEXT, b"core", core)


def binding(prefix: bytes, recipients: tuple[Series, ...]) -> bytes:
    """Return the hash that ties the encryption to its sender and to every recipient with its place in the series.

    Without it somebody could sign another's ciphertext as his own, or send it on under other recipients.
    """
    parts = [
        part.encode() for series in recipients for part in (series.recipient, str(series.sequence), series.previous)
    ]
    return hashlib.sha256(pae(CONTEXT, b"header", prefix, *parts)).digest()
