"""A look at the first lines of a bundle, so that a list of files can tell who each is from without reading them whole.

A glimpse only picks words: nothing is taken in on its account. Reading in checks the whole file anew.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from storage.bundle_errors import LineEndingsChanged
from storage.bundle_header import MAX_HEADER_BYTES, BundleHeader, Envelope, Series, read_envelope, signed_bytes
from storage.errors import BundleRefused


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What the first lines of a bundle say. Who wrote them is known only after `signed_by`.

    Attributes:
        header: what stands on the outside.
        file_bytes: how long the whole file should be.
        place: where it stands in the series to one of the keys that were asked for; None when it is for others.
    """

    header: BundleHeader
    file_bytes: int
    place: Series | None
    envelope: Envelope

    def signed_by(self, key: bytes) -> bool:
        """Tell whether a raw signing key signed these lines, the length and the hash of what follows among them."""
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(self.envelope.signature, signed_bytes(self.envelope.core))
        except InvalidSignature:
            return False
        return True


def glimpse(beginning: bytes, own_keys: Collection[str]) -> Glimpse:
    """Return what the first bytes of a file tell.

    Args:
        beginning: at most the first `MAX_HEADER_BYTES` are looked at; more is no harm.
        own_keys: fingerprints of the exchange keys that open bundles here.

    Raises:
        BundleRefused: these are no first lines of a bundle; `LineEndingsChanged` when only carriage returns are too many.
    """
    beginning = beginning[:MAX_HEADER_BYTES]
    try:
        envelope = read_envelope(beginning)
    except BundleRefused:
        if b"\r" in beginning and _is_header(beginning.replace(b"\r", b"")):
            raise LineEndingsChanged from None
        raise
    header = envelope.header
    places = [series for series in header.recipients if series.recipient in own_keys]
    return Glimpse(header, envelope.file_bytes, header.open_series or next(iter(places), None), envelope)


def _is_header(beginning: bytes) -> bool:
    try:
        read_envelope(beginning)
    except BundleRefused:
        return False
    return True
