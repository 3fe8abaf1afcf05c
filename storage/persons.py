"""Which keys belong to one person: each time somebody takes new keys, the old key signs who comes after it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from storage import tables
from storage.contact_card import read_card


def persons(connection: Connection) -> Mapping[str, str]:
    """Return, for every fingerprint that was replaced, the newest one of the same person; look up with `.get(name, name)`.

    A change of keys is signed by the old key and by the new one, so it holds whether or not the person was verified here.
    """
    contact = tables.contact.c
    rows = connection.execute(select(contact.fingerprint, contact.successor).where(contact.successor != "")).all()
    following = {row.fingerprint: row.successor for row in rows}
    old = connection.execute(select(tables.old_identity.c.fingerprint)).scalars().all()
    if old:
        own = read_card(connection.execute(select(tables.identity.c.card)).scalar_one()).fingerprint
        following |= dict.fromkeys(old, own)
    return {name: line_from(following, name)[-1] for name in following}


def line_from(following: Mapping[str, str], name: str) -> list[str]:
    """Return a name and those that came after it; a line that runs in a circle ends before its first repeat."""
    line = [name]
    while (after := following.get(line[-1], "")) and after not in line:
        line.append(after)
    return line
