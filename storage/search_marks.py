"""A mark for what somebody searched: the same for the same words, and telling nothing to who has only the log.

A plain hash of a name can be found by trying names. The key of these marks stays inside the encrypted database.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata

from sqlalchemy import Connection

from storage.history import read_state, write_state

_KEY = "search_mark_key"
_SHOWN = 16


def search_mark(connection: Connection, words: str) -> str:
    """Return the mark of a search, 16 hex digits; "" when nothing was searched for.

    Args:
        connection: a transaction that may write: the first search makes the key.
        words: what was typed; capitals and spaces more or less make no difference.
    """
    searched = " ".join(unicodedata.normalize("NFC", words).casefold().split())
    if not searched:
        return ""
    key = read_state(connection, _KEY)
    if not key:
        key = secrets.token_hex(32)
        write_state(connection, _KEY, key)
    return hmac.digest(bytes.fromhex(key), searched.encode(errors="replace"), "sha256").hex()[:_SHOWN]
