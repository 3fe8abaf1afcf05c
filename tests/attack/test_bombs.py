"""Files that are made to keep a program busy or to fill its memory, read by a process that has little of either.

All are signed by somebody who is trusted; what is wrong before a signature is looked at cannot be worse.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from attack_kit import DEVICE, Attack, content, content_text, op, op_text

from storage.bundle_text import write_content
from storage.ops import OpId, Stamp

HERE = Path(__file__).parent
CASE = "c" * 32
ALL_OPS = 200_000


def name(number: int, length: int = 32) -> str:
    """Return a number as hex, for an id or a name."""
    return f"{number:0{length}x}"


def small_bombs(attack: Attack) -> dict[str, bytes]:
    """Return texts that a reader must refuse, by what they are: short, and dear to a program that reads them as they come."""
    me = f"\n[author]\n1 = '{attack.author}'\n"
    return {
        "a dotted key of 40 kB": content_text(head="." * 40_000 + " = 1\n"),
        "a dotted key of letters": content_text(head=f"{'a.' * 20_000}a = 1\n"),
        "a dotted key as a field": content_text(head=me, ops=op_text(on=f"case/{CASE}/{'a.' * 20_000}a")),
        "400 tables within each other": content_text(head=me, ops=op_text("{a=" * 400 + "1" + "}" * 400)),
        "20,000 lists within each other": content_text(head=me, ops=op_text("[" * 20_000 + "]" * 20_000)),
        "an integer of 5,000 digits": content_text(head=me, ops=op_text("9" * 5_000)),
        "a power of ten": content_text(head=me, ops=op_text("1e999999999")),
        "11,000 devices of replaced writes": content_text(head=me, ops=many_devices(11)),
    }


def large_bombs(attack: Attack) -> dict[str, bytes]:
    """Return texts that are long, or hold more than anybody has."""
    me = f"\n[author]\n1 = '{attack.author}'\n"
    return {
        "a text of 5 MB": content_text(head=me, ops=op_text(f"'{'x' * 5_000_000}'")),
        "a text of 5 MB that never ends": content_text(head=me, ops=op_text(f"'{'x' * 5_000_000}")),
        "a purpose of 20 MB": content_text(purpose=f"'{'x' * 20_000_000}'"),
        "31 MB of line feeds before an op": content_text(head=me, ops="\n" * 31_000_000 + op_text()),
        "31 MB of opening brackets": content_text(head=me + "[" * 31_000_000),
        "more than all ops": content_text(
            head=me, ops="".join(op_text("1", number=number) for number in range(1, ALL_OPS + 2))
        ),
        "a million items": content_text(
            head=me, ops="".join(op_text(f"[{'1, ' * 20_000}1]", number=number) for number in range(1, 51))
        ),
        "half a million devices of replaced writes": content_text(head=me, ops=many_devices(500)),
        "200,001 authors": content_text(
            head="\n[author]\n" + "".join(f"{number} = '{name(number, 64)}'\n" for number in range(1, 200_002))
        ),
        "one record given away 100,000 times": write_content(
            content(
                [
                    op(
                        number,
                        ("case", CASE, "owner"),
                        attack.author,
                        attack.author,
                        stamp=Stamp(number, 0),
                        supersedes=(OpId(DEVICE, number - 1),) if number > 1 else (),
                    )
                    for number in range(1, 100_001)
                ]
            )
        ),
    }


def huge_files(one: bytes) -> dict[str, bytes]:
    """Return files that are too large to be looked at, made from a bundle."""
    table = one[one.index(b"\n[[recipient]]") : one.index(b"\n[body]")]
    return {
        "200,000 recipients": one.replace(table, table * 200_000),
        "a header of 64 MiB": one[:300] + b"0" * (64 << 20),
        "a file of 80 MB": one + b"=" * (80 << 20),
        "a change of keys of 64 MB": b"# Sleutelwissel 1. " + b"A" * (64 << 20),
        "a card of 64 MB": b"# Contactkaart 1. " + b"A" * (64 << 20),
    }


def many_devices(thousands: int) -> str:
    """Return writes that each replace a thousand others, all of different devices."""
    return "".join(op_text("1", number=row + 1, rest=f"over = ['{name_list(row)}']\n") for row in range(thousands))


def name_list(row: int) -> str:
    """Return a thousand ids of writes, each of another device."""
    return "', '".join(f"{name(row * 1000 + number, 16)}-1" for number in range(1000))


def looked_at(folder: Path, files: list[Path]) -> list[str]:
    """Let a process with little memory look at files, and return what it said of each, and of the store at the end."""
    root = HERE.parents[1]
    done = subprocess.run(
        [sys.executable, str(HERE / "bomb_reader.py"), str(folder)],
        input="".join(f"{path}\n" for path in files),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(root), str(HERE.parent), str(HERE)))},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


def check_bombs(attack: Attack, folder: Path, files: dict[str, bytes]) -> None:
    """Let a process with little memory take in files: it refuses each, and the store is as it was."""
    paths = [folder / f"{number}.bin" for number in range(len(files))]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    attack.reader.close()
    *said, after = looked_at(attack.reader.folder, paths)
    for path in paths:
        path.unlink()
    assert after == "as it was"
    assert len(said) == len(files)
    assert [what for what, word in zip(files, said, strict=True) if word == "taken in"] == []


def test_no_small_bomb_goes_off(attack: Attack, tmp_path: Path) -> None:
    """As what they say to be, and as a receipt."""
    texts = small_bombs(attack)
    receipts = {f"as a receipt: {what}": attack.sealed(text, kind="ack") for what, text in texts.items()}
    check_bombs(attack, tmp_path, {what: attack.sealed(text) for what, text in texts.items()} | receipts)


@pytest.mark.slow
def test_no_large_bomb_goes_off(attack: Attack, tmp_path: Path) -> None:
    """Half a gigabyte is enough to refuse each of them."""
    sealed = {what: attack.sealed(text) for what, text in large_bombs(attack).items()}
    check_bombs(attack, tmp_path, sealed | huge_files(attack.sealed(b"x")))


def test_what_is_much_but_allowed_is_taken_in_whole(attack: Attack, tmp_path: Path) -> None:
    """As many kinds of records as nobody has, a field on which nobody agrees, and many erased records at once."""
    kinds = [op(number, (f"kind_{number}", name(number), "title"), "x", attack.author) for number in range(1, 1_001)]
    quarrel = [
        op(number, ("case", CASE, "title"), f"Titel {number}", attack.author, stamp=Stamp(number, 0))
        for number in range(6_000, 6_500)
    ]
    plain = content([*kinds, *quarrel], purged=tuple(name(number) for number in range(10_000, 10_200)))
    path = tmp_path / "much.bin"
    path.write_bytes(attack.sealed(plain))
    attack.reader.close()
    assert looked_at(attack.reader.folder, [path]) == ["taken in", "changed"]
