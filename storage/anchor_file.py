"""Files of anchors, `ankers/1`: what one person saw of another's access log, for that other to check the log against.

The file is signed by who saw it. That tells nothing of who that is: whoever reads one must know the key.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from storage.audit_anchors import Anchor
from storage.contact_card import signing_key_is_sound
from storage.encoding import fingerprint, pae
from storage.errors import StorageError

MAX_ANCHORS = 5_000
MAX_ANCHOR_FILE_BYTES = 1 << 20

_CONTEXT = b"ankers/1 2026 ed25519"
_MOMENT = r"20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z"
_ONE = rf"""
\[\[anchor\]\]
mac = "([0-9a-f]{{64}})"
at = ({_MOMENT})
"""
_ANCHOR = re.compile(_ONE.encode())
_FILE = re.compile(
    rf"""\A# Ankers 1\. Geef dit bestand aan wie het logboek controleert, wijzig niets\.
format = "ankers/1"
log = "(?P<log>[0-9a-f]{{64}})"
seen_by = "(?P<seen_by>[0-9a-f]{{64}})"
made = (?P<made>{_MOMENT})
(?P<anchors>(?:{_ONE.replace("(", "(?:")}){{1,{MAX_ANCHORS}}})(?P<signature_table>
\[signature\]
ed25519 = "(?P<signature>[0-9a-f]{{128}})"
)\Z""".encode()
)


class AnchorsRefused(StorageError):
    """A file of anchors cannot be used."""

    sentence = "Dit bestand met ankers is beschadigd of veranderd. Er is niets gecontroleerd. Vraag het opnieuw aan."


class NotAnchors(AnchorsRefused):
    """The file is something else, or far too large to be one."""

    sentence = "Dit is geen bestand met ankers. Er is niets gecontroleerd. Kies het bestand dat uw contact u gaf."


class NoAnchors(StorageError):
    """There is nothing to write: no bundle of this contact was read in."""

    sentence = "Van dit contact is nog geen bundel ingelezen. Er zijn dus geen ankers, en er is geen bestand gemaakt."


@dataclass(frozen=True, slots=True)
class AnchorFile:
    """What stands in a file of anchors.

    Attributes:
        log: the fingerprint of whose log it is about.
        seen_by: the fingerprint of who saw it, and signed.
        made: when.
        anchors: what was seen, oldest first.
    """

    log: str
    seen_by: str
    made: datetime
    anchors: tuple[Anchor, ...]


def write_anchors(signing_key: Ed25519PrivateKey, log: str, anchors: Sequence[Anchor], made: datetime) -> bytes:
    """Return a file of anchors, signed.

    Raises:
        NoAnchors: when there are none.
        ValueError: when there are too many, or something has not the form of its field.
    """
    if not anchors:
        raise NoAnchors
    core = (
        "# Ankers 1. Geef dit bestand aan wie het logboek controleert, wijzig niets.\n"
        f'format = "ankers/1"\nlog = "{log}"\nseen_by = "{signing_key.public_key().public_bytes_raw().hex()}"\n'
        f"made = {_written(made)}\n"
        + "".join(f'\n[[anchor]]\nmac = "{one.mac}"\nat = {_written(one.at)}\n' for one in anchors)
    ).encode()
    signature = signing_key.sign(_signed(core)).hex()
    data = core + f'\n[signature]\ned25519 = "{signature}"\n'.encode()
    if not _FILE.match(data):
        raise ValueError("a fingerprint, seal or date is not in the form of an anchor")
    return data


def read_anchors(data: bytes) -> AnchorFile:
    """Return what a file of anchors holds, when its own key signed it. Whose key that is, is up to the caller.

    Raises:
        AnchorsRefused: it is not such a file, or was changed; nothing else is raised for any bytes whatever.
    """
    if len(data) > MAX_ANCHOR_FILE_BYTES or not data.startswith(b"# Ankers "):
        raise NotAnchors
    match = _FILE.match(data)
    if match is None:
        raise AnchorsRefused
    key = bytes.fromhex(match["seen_by"].decode())
    if not signing_key_is_sound(key):
        raise AnchorsRefused
    try:
        signature = bytes.fromhex(match["signature"].decode())
        Ed25519PublicKey.from_public_bytes(key).verify(signature, _signed(data[: match.start("signature_table")]))
        return AnchorFile(
            log=match["log"].decode(),
            seen_by=fingerprint(key, "ed25519"),
            made=_read(match["made"]),
            anchors=tuple(Anchor(mac.decode(), _read(at)) for mac, at in _ANCHOR.findall(match["anchors"])),
        )
    except (InvalidSignature, ValueError):
        raise AnchorsRefused from None


def _signed(core: bytes) -> bytes:
    return pae(_CONTEXT, b"anchors", core)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _read(written: bytes) -> datetime:
    return datetime.fromisoformat(written.decode().removesuffix("Z")).replace(tzinfo=UTC)
