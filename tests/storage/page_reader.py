"""Reading the encrypted files of a store past the database: every page of the file and of its journal, decrypted by hand.

SQLCipher 4: pages of 4,096 bytes, of which the last 80 are the page's own IV (16) and its HMAC (64); AES-256-CBC under the
raw key; the first 16 bytes of the file are the salt in place of SQLite's own first words. The journal (WAL) has a header of
32 bytes and frames of 24 bytes and one page. So this shows what a thief with the key would find, also in places that
the database itself no longer reads: free pages, the gaps inside pages, and frames of transactions long past.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import pbkdf2_hmac
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
_SALT = 16
_IV = 16
_MAC = 64
_RESERVED = _IV + _MAC
_WAL_HEADER = 32
_FRAME_HEADER = 24
_PIECE = 6
_HEADER_PLAIN = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Page:
    """One decrypted page: in which file it stands, at which place there, and its number in the database."""

    file: str
    place: int
    number: int
    data: bytes


def pages_of(database: Path, key: bytes) -> Iterator[Page]:
    """Yield every page of a database file, and every frame of the journal beside it, decrypted.

    Args:
        database: the file; its journal is the same name with "-wal".
        key: the 32 bytes of the database key.

    Raises:
        ValueError: when a page is not what this key wrote, so that a search in it would prove nothing.
    """
    data = database.read_bytes()
    salt = data[:_SALT]
    mac_key = pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    for place in range(len(data) // PAGE):
        encrypted = data[place * PAGE : (place + 1) * PAGE]
        yield Page(database.name, place, place + 1, _decrypted(encrypted, place + 1, key, mac_key))
    journal = database.with_name(f"{database.name}-wal")
    frames = journal.read_bytes()[_WAL_HEADER:] if journal.exists() else b""
    size = _FRAME_HEADER + PAGE
    for place in range(len(frames) // size):
        frame = frames[place * size : (place + 1) * size]
        number = int.from_bytes(frame[:4], "big")
        yield Page(journal.name, place, number, _decrypted(frame[_FRAME_HEADER:], number, key, mac_key))


def places_with(database: Path, key: bytes, words: Iterable[str]) -> list[str]:
    """Return where any piece of some words stands, in a database file or its journal, as "word in file, page n".

    A piece is six letters in a row, in capitals or not, in UTF-8 or UTF-16: the index of words keeps small letters only, and
    of each term no more than what differs from the one before. So the words must be unlike any other text in the store.
    """
    pages = [(page, page.data.lower()) for page in pages_of(database, key)]
    everything = b"\n".join(data for _, data in pages)
    looked_for = [(piece, word) for word in words for piece in _pieces(word) if piece in everything]
    return sorted(
        {
            f"{word} in {page.file}, page {page.number} (place {page.place})"
            for page, data in pages
            for piece, word in looked_for
            if piece in data
        }
    )


def _pieces(word: str) -> Iterator[bytes]:
    for token in word.lower().split():
        for start in range(max(1, len(token) - _PIECE + 1)):
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                yield token[start : start + _PIECE].encode(encoding)


def _decrypted(encrypted: bytes, number: int, key: bytes, mac_key: bytes) -> bytes:
    start = _SALT if number == 1 else 0
    content, initial, mac = encrypted[start:-_RESERVED], encrypted[-_RESERVED:-_MAC], encrypted[-_MAC:]
    expected = hmac.digest(mac_key, content + initial + number.to_bytes(4, "little"), "sha512")
    if not hmac.compare_digest(mac, expected):
        raise ValueError(f"page {number} does not belong to this key")
    decryptor = Cipher(algorithms.AES256(key), modes.CBC(initial)).decryptor()
    plain = decryptor.update(content) + decryptor.finalize()
    return (_HEADER_PLAIN if number == 1 else b"") + plain
