"""Attacks as they reach a store: files that somebody's keys sealed, and what is left of the store after they were refused.

The attacker has whatever a test gives: a stick with somebody else's file, or the keys and the app of the arranger whom the
coordinator trusts. Every file goes through the one door that screens and command line use.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from sqlalchemy import text

from storage.bundle_format import Recipient, seal, seal_open
from storage.bundle_header import FIRST_PREVIOUS, OPEN_KINDS
from storage.bundle_text import BundleContent, write_content
from storage.errors import StorageError
from storage.migrations import SCHEMA
from storage.ops import Op, OpId, OpValue, Stamp
from storage.store import Store
from zorgarrangeur_tui.desk.arrivals import take_in

DEVICE = "0123456789abcdef"
AT = Stamp(1_795_291_200_000, 0)
_THE_LOG = ("audit", "audit_key")


def content_text(*, ops: str = "", head: str = "", label: str = "'Sofie'", purpose: str = "'overdracht'") -> bytes:
    """Return the text of a content with any ops and tables in it, also such as no writer makes."""
    return (
        f"format = 'zorginhoud/1'\nprofile = 'full'\npurpose = {purpose}\nsender_label = {label}\n"
        f"device = '{DEVICE}'\naudit_head = ''\n{head}{ops}"
    ).encode("utf-8", "surrogatepass")


def op_text(value: str = "'x'", *, number: int | str = 1, on: str = f"case/{'ab' * 16}/title", rest: str = "") -> str:
    """Return the text of one op by the first author."""
    return f"\n[[op]]\nid = '{DEVICE}-{number}'\non = '{on}'\nvalue = {value}\nat = '10-0'\nby = 1\n{rest}"


def op(number: int, on: tuple[str, str, str], value: OpValue, author: str, **changed: Any) -> Op:
    """Return a write with its value; `changed` may give another device, stamp, or writes that it replaces."""
    device = changed.pop("device", DEVICE)
    values = {"stamp": AT, "supersedes": (), "carries_value": True} | changed
    return Op(OpId(device, number), *on, value=value, author=author, **values)


def content(ops: Sequence[Op] = (), **changed: Any) -> BundleContent:
    """Return a content with these ops."""
    values: dict[str, Any] = {
        "profile": "full",
        "purpose": "Overdracht",
        "sender_label": "Sofie",
        "device": DEVICE,
        "vector": {},
        "audit_head": "",
        "purged": (),
        "ops": tuple(ops),
    }
    return BundleContent(**(values | changed))


@dataclass
class Attack:
    """Somebody with the keys of one store (`sender`) against another store (`reader`) that trusts those keys."""

    sender: Store
    reader: Store
    _number: int = field(default=0)

    @property
    def author(self) -> str:
        """The fingerprint of the sender."""
        return self.sender.identity.card.fingerprint

    def sealed(
        self, plain: bytes | BundleContent, *, kind: str = "delta", number: int | None = None, schema: int = SCHEMA
    ) -> bytes:
        """Return a bundle of any kind around any content, the next in its series when no number is given."""
        data = write_content(plain) if isinstance(plain, BundleContent) else plain
        self._number = number or self._number + 1
        about = {"kind": kind, "created": self.sender.clock(), "schema": schema}
        key = self.sender.identity.signing_key
        if kind in OPEN_KINDS:
            return seal_open(key, data, sequence=self._number, previous=FIRST_PREVIOUS, **about)
        card = self.reader.identity.card
        to = Recipient(X25519PublicKey.from_public_bytes(card.x25519), self._number, FIRST_PREVIOUS)
        return seal(key, [to], data, **about)

    def refused(self, data: bytes) -> StorageError:
        """Let the reader take in a file, hold that it was refused and changed nothing, and return why."""
        return refused(self.reader, data)


def refused(store: Store, data: bytes, door: Callable[[Store, bytes], object] = take_in) -> StorageError:
    """Let a store take in a file, hold that it was refused and that no row but the log's changed, and return why."""
    before = everything(store)
    try:
        door(store, data)
    except StorageError as refusal:
        assert everything(store) == before
        return refusal
    raise AssertionError("it was taken in")


def everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, but for the log."""
    with store.read() as session:
        connection = session.connection()
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")).scalars()
        return {
            name: [tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')]  # noqa: S608  # a name from the database itself
            for name in names
            if name not in _THE_LOG
        }
