"""Receipts as text, `zorgontvangst/1`: which bundles of one sender somebody holds at a moment.

One anchored regular expression over at most a few hundred kilobytes reads all of it. `docs/formats.md` describes it for
others.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from storage.bundle_errors import ReceiptDamaged
from storage.contact_card import MAX_LABEL
from storage.text_rules import has_forbidden_character

MOST_HELD = 1_000
"""The newest bundles that one receipt names."""

MAX_RECEIPT_BYTES = 256 << 10

_RECEIPT = re.compile(
    rf"""\Aformat = 'zorgontvangst/1'
sender_label = "(?P<label>(?:[^"\\\x00-\x1f\x7f]|\\["\\]){{1,{8 * MAX_LABEL}}}+)"
device = '(?P<device>[0-9a-f]{{16}})'
audit_head = '(?P<audit_head>(?:[0-9a-f]{{64}})?+)'
(?:
\[held\]
(?P<held>(?:[1-9][0-9]{{0,11}} = '[0-9a-f]{{64}}'
){{1,{MOST_HELD}}}+))?+\n*+\Z"""
)
_HELD = re.compile(r"([1-9][0-9]{0,11}) = '([0-9a-f]{64})'\n")


@dataclass(frozen=True, slots=True)
class ReceiptText:
    """What a receipt says.

    Attributes:
        sender_label: how its sender calls themselves; never proof of who it is.
        device: the device that made it, 16 hex.
        audit_head: the newest link of the sender's log, 64 hex, or empty.
        held: the heads, 64 hex, of the bundles that are held, by their number in the series.
    """

    sender_label: str
    device: str
    audit_head: str
    held: Mapping[int, str]


def write_receipt_text(receipt: ReceiptText) -> bytes:
    """Return a receipt as TOML 1.0 that `read_receipt_text` gives back equal.

    Raises:
        ValueError: a field does not have the form that its description gives.
    """
    label = receipt.sender_label.replace("\\", "\\\\").replace('"', '\\"')
    held = "".join(f"{number} = '{head}'\n" for number, head in sorted(receipt.held.items()))
    text = (
        f"format = 'zorgontvangst/1'\nsender_label = \"{label}\"\ndevice = '{receipt.device}'\n"
        f"audit_head = '{receipt.audit_head}'\n"
    ) + (f"\n[held]\n{held}" if held else "")
    if not _RECEIPT.match(text):
        raise ValueError("a field of the receipt is not in the form that its description gives")
    return text.encode()


def read_receipt_text(data: bytes) -> ReceiptText:
    """Return what a receipt says; line feeds at the end are padding.

    Raises:
        ReceiptDamaged: it is not the form of text that `write_receipt_text` makes.
    """
    if len(data) > MAX_RECEIPT_BYTES:
        raise ReceiptDamaged
    try:
        match = _RECEIPT.match(data.decode())
    except UnicodeDecodeError:
        raise ReceiptDamaged from None
    if match is None:
        raise ReceiptDamaged
    label = re.sub(r"\\(.)", r"\1", match["label"])
    pairs = [(int(number), head) for number, head in _HELD.findall(match["held"] or "")]
    ascending = all(one < other for (one, _), (other, _) in itertools.pairwise(pairs))
    if has_forbidden_character(label) or len(label) > MAX_LABEL or not ascending:
        raise ReceiptDamaged
    return ReceiptText(label, match["device"], match["audit_head"], dict(pairs))
