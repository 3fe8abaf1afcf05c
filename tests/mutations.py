"""Ways in which a file gets changed by accident or on purpose, drawn from a seed so that a failure can be repeated."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence


def mutants(originals: Sequence[bytes], count: int, seed: int) -> Iterator[bytes]:
    """Give files that each differ from all originals.

    Every change is small, since a large one is noticed by anything: a bit or byte turned, put in or taken out, a tail cut
    off or added, two lines exchanged, two files spliced, a letter of other case, a digit of a number or of a signature.
    """
    chance = random.Random(seed)  # noqa: S311  # a test that can be repeated
    known = set(originals)
    kinds = (_bit, _byte, _insert, _delete, _truncate, _append, _swap_lines, _case, _digit, _header_bit, _double_line)
    while count:
        original = chance.choice(originals)
        if chance.random() < 0.1:
            mutant = _splice(chance, original, chance.choice(originals))
        else:
            mutant = chance.choice(kinds)(chance, original)
        if mutant not in known:
            count -= 1
            yield mutant


def _bit(chance: random.Random, data: bytes) -> bytes:
    return _with_byte(data, at := chance.randrange(len(data)), data[at] ^ 1 << chance.randrange(8))


def _header_bit(chance: random.Random, data: bytes) -> bytes:
    return _with_byte(data, at := chance.randrange(min(1500, len(data))), data[at] ^ 1 << chance.randrange(8))


def _byte(chance: random.Random, data: bytes) -> bytes:
    return _with_byte(data, chance.randrange(len(data)), chance.randrange(256))


def _insert(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice([chance.randbytes(1), b"\n", b" ", b"\r", b'"', b"#", b"\x00"]) + data[at:]


def _delete(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.randint(1, 4) :]


def _truncate(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def _append(chance: random.Random, data: bytes) -> bytes:
    return data + chance.choice([b"\n", b" ", b"\x00", b'"""\n', b"# ps\n", data, data[-77:], chance.randbytes(3)])


def _swap_lines(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _double_line(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    return b"\n".join([*lines[: at + 1], *lines[at:]])


def _case(chance: random.Random, data: bytes) -> bytes:
    places = [at for at, byte in enumerate(data[:2000]) if chr(byte).isalpha() and byte < 128]
    return _with_byte(data, at := chance.choice(places), data[at] ^ 0x20)


def _digit(chance: random.Random, data: bytes) -> bytes:
    places = [at for at, byte in enumerate(data[:2000]) if byte in b"0123456789abcdef"]
    return _with_byte(data, chance.choice(places), chance.choice(b"0123456789abcdef"))


def _splice(chance: random.Random, data: bytes, other: bytes) -> bytes:
    cut = chance.randrange(len(data))
    lines = [at for at, byte in enumerate(other) if byte == ord("\n")]
    return data[:cut] + other[chance.choice([cut, chance.randrange(len(other)), chance.choice(lines)]) :]


def _with_byte(data: bytes, at: int, byte: int) -> bytes:
    return data[:at] + bytes([byte]) + data[at + 1 :]
