"""The content of a bundle as TOML text: written for people and programs, read with suspicion.

Even a sender who is known may have been taken over, so a text is first held against a grammar of fixed order and fixed
limits, and only then given to `tomllib`: on free TOML a single line of 40 kB can keep that busy for seconds and cost
gigabytes. The grammar is a subset of TOML 1.0, described in `docs/formats.md`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from storage.bundle_errors import BundleNotMade, ContentHoldsControls, ContentNotUnderstood, ContentOutsideLimits
from storage.bundle_grammar import (
    HEAD,
    MAX_DEVICES,
    MAX_OPS,
    OP,
    PADDING,
    accepted,
    check_items,
    held_against,
    refusal,
    within,
)
from storage.bundle_header import MAX_PLAIN_BYTES
from storage.ops import Nested, Op, OpId, Stamp


@dataclass(frozen=True, slots=True, order=True)
class Recalled:
    """A record that the sender calls back: the recipient may not have it any more, or not these fields of it.

    Attributes:
        record_id: 32 hex.
        fields: the fields; none for the whole record.
    """

    record_id: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BundleContent:
    """What a bundle carries, as it was before sealing.

    Attributes:
        profile: one of `bundle_grammar.PROFILES`.
        purpose: why it was sent, in the sender's words.
        sender_label: how the sender calls themselves; never proof of who it is.
        device: the device that made it, 16 hex.
        vector: per device the highest op number up to which the sender misses none.
        audit_head: the newest link of the sender's log, 64 hex, or empty.
        purged: ids of erased records, 32 hex each, without doubles.
        ops: the changes themselves.
        recalled: what the recipient must forget, without doubles.
    """

    profile: str
    purpose: str
    sender_label: str
    device: str
    vector: dict[str, int]
    audit_head: str
    purged: tuple[str, ...]
    ops: tuple[Op, ...]
    recalled: tuple[Recalled, ...] = ()


def write_content(content: BundleContent) -> bytes:
    """Return the content as TOML 1.0 that `read_content` gives back equal.

    Raises:
        BundleNotMade: it is more than one bundle may hold (too many ops, too long a text, list or number), or a text
            holds control characters.
        ValueError: a field does not have the form that its description gives.
    """
    if len(content.ops) > MAX_OPS:
        raise BundleNotMade
    authors = {name: number for number, name in enumerate(dict.fromkeys(op.author for op in content.ops), start=1)}
    try:
        _check_names(op.id for op in content.ops)
        _check_people(content.ops, authors)
        _check_names(content.purged)
        _check_names(one.record_id for one in content.recalled)
        head = held_against(HEAD, _written_head(content, authors))
        blocks = [held_against(OP, _written_op(op, authors[op.author])) for op in content.ops]
        check_items(blocks)
    except ContentOutsideLimits:
        raise BundleNotMade from None
    except ContentHoldsControls:
        raise BundleNotMade(
            "Het doel of een van de teksten bevat onzichtbare stuurtekens. Er is geen bestand gemaakt. "
            "Typ die tekst opnieuw in plaats van te plakken."
        ) from None
    except ContentNotUnderstood:
        raise ValueError("a field of the content is not in the form that its description gives") from None
    data = "".join(match.group() for match in (head, *blocks)).encode()
    if len(data) > MAX_PLAIN_BYTES:
        raise BundleNotMade
    return data


def read_content(data: bytes) -> BundleContent:
    """Return the content of a bundle that was unsealed; line feeds at the end are padding.

    Raises:
        ContentOutsideLimits: a size, a count, a text or a number is larger than allowed.
        ContentHoldsControls: a text holds control characters that the grammar cannot see.
        ContentNotUnderstood: it is not the form of text that `write_content` makes.
    """
    if len(data) > MAX_PLAIN_BYTES:
        raise ContentOutsideLimits
    try:
        text = data.decode()
        head = HEAD.match(text)
        if head is None:
            raise refusal(text, 0)
        return _content(tomllib.loads(head.group()), _scanned_ops(text, head.end()))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError, LookupError):
        raise ContentNotUnderstood from None


def _written_head(content: BundleContent, authors: dict[str, int]) -> str:
    tables = {
        "author": (f"{number} = '{name}'\n" for name, number in authors.items()),
        "vector": (f"{device} = {within(number)}\n" for device, number in sorted(content.vector.items())),
        "purged": (f"{record_id} = true\n" for record_id in content.purged),
        "recalled": (f"{one.record_id} = {_written_fields(one.fields)}\n" for one in content.recalled),
    }
    written = {name: "".join(lines) for name, lines in tables.items()}
    return (
        f"format = 'zorginhoud/1'\nprofile = '{content.profile}'\npurpose = {_written(accepted(content.purpose))}\n"
        f"sender_label = {_written(accepted(content.sender_label))}\ndevice = '{content.device}'\n"
        f"audit_head = '{content.audit_head}'\n"
    ) + "".join(f"\n[{name}]\n{lines}" for name, lines in written.items() if lines)


def _written_fields(fields: tuple[str, ...]) -> str:
    return f"[{', '.join(map(repr, fields))}]" if fields else "true"


def _written_op(op: Op, author: int) -> str:
    within(max(op.id.number, op.stamp.milliseconds, op.stamp.counter))
    if not op.carries_value:
        value = ""
    elif op.value is None:
        value = "empty = true\n"
    else:
        value = f"value = {_written(accepted(op.value))}\n"
    _check_ascending(op.supersedes)
    over = ", ".join(f"'{identity}'" for identity in op.supersedes)
    return (
        f"\n[[op]]\nid = '{op.id}'\non = '{op.record_type}/{op.record_id}/{op.field}'\n{value}"
        f"at = '{op.stamp.milliseconds}-{op.stamp.counter}'\nby = {author}\n"
    ) + (f"over = [{over}]\n" if over else "")


def _written(value: Nested) -> str:
    """Return a value as TOML. Text goes between single quotes where it can: that needs no escapes and reads fastest."""
    match value:
        case bool():
            return "true" if value else "false"
        case str() if "'" in value or "\n" in value or "\t" in value:
            escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
            return f'"{escaped}"'
        case str():
            return f"'{value}'"
        case list():
            return f"[{', '.join(_written(item) for item in value)}]"
        case _:
            return repr(value)


def _scanned_ops(text: str, position: int) -> list[re.Match[str]]:
    """Return every op as the grammar saw it; refuse a text in which anything but padding stands between or after them."""
    matches: list[re.Match[str]] = []
    while match := OP.match(text, position):
        if len(matches) == MAX_OPS:
            raise ContentOutsideLimits
        matches.append(match)
        position = match.end()
    if not PADDING.match(text, position):
        raise refusal(text, position)
    check_items(matches)
    return matches


def _content(head: dict[str, Any], matches: list[re.Match[str]]) -> BundleContent:
    ops = tuple(_ops(matches, head.get("author", {})))
    _check_names(op.id for op in ops)
    _check_people(ops, head.get("author", {}))
    return BundleContent(
        profile=head["profile"],
        purpose=accepted(head["purpose"]),
        sender_label=accepted(head["sender_label"]),
        device=head["device"],
        vector={device: within(number) for device, number in head.get("vector", {}).items()},
        audit_head=head["audit_head"],
        purged=tuple(head.get("purged", ())),
        ops=ops,
        recalled=tuple(
            Recalled(record_id, () if fields is True else tuple(fields))
            for record_id, fields in head.get("recalled", {}).items()
        ),
    )


def _ops(matches: list[re.Match[str]], authors: dict[str, str]) -> Iterator[Op]:
    values = _values(matches)
    for number, match in enumerate(matches):
        identity, record_type, record_id, field, empty, value, milliseconds, counter, by, over = match.groups()
        supersedes = tuple(_op_id(name) for name in over.split("', '")) if over else ()
        _check_ascending(supersedes)
        yield Op(
            id=_op_id(identity),
            record_type=record_type,
            record_id=record_id,
            field=field,
            value=None if value is None else accepted(values[str(number)]),
            carries_value=empty is not None or value is not None,
            stamp=Stamp(within(int(milliseconds)), within(int(counter))),
            author=authors[by],
            supersedes=supersedes,
        )


def _values(matches: list[re.Match[str]]) -> dict[str, Any]:
    """Read the values alone with `tomllib`, each on a line of its own under the number of its op.

    The grammar has read the rest of an op already, and `tomllib` would take several times as long over it.
    """
    lines = (f"{number} = {match['value']}\n" for number, match in enumerate(matches) if match["value"] is not None)
    return tomllib.loads("".join(lines))


def _op_id(name: str) -> OpId:
    device, _, number = name.partition("-")
    return OpId(device, within(int(number)))


def _check_ascending(names: tuple[OpId, ...]) -> None:
    if any(before >= after for before, after in pairwise(names)):
        raise ContentNotUnderstood


def _check_people(ops: Iterable[Op], authors: Collection[str]) -> None:
    """Refuse ops of more devices or people than there can be: each of them costs the reader a search."""
    devices = {one.device for op in ops for one in (op.id, *op.supersedes)}
    if max(len(devices), len(authors)) > MAX_DEVICES:
        raise ContentOutsideLimits


def _check_names(names: Iterable[OpId | str]) -> None:
    listed = list(names)
    if len(set(listed)) != len(listed):
        raise ContentNotUnderstood
