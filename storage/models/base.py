"""What every record has in common."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from sqlmodel import Field, SQLModel


def new_id() -> str:
    """Return a random 128-bit id in hex. Never derived from a person: a derived id can be guessed back."""
    return secrets.token_hex(16)


def site_id(site_code: str) -> str:
    """Return the id of a school site, derived from its public DUO code.

    A school is no person, so its id may be derived; two people who import the same list then speak of the same record.
    """
    return hashlib.sha256(b"zorgarrangeur site " + site_code.encode()).hexdigest()[:32]


def number_register() -> dict[str, Any]:
    """Mark a text field whose numbers come from a public register (KvK, AGB, phone) and so may look like a BSN."""
    return {"info": {"number_register": True}}


class Record(SQLModel):
    """Base of every record that has a history and travels in bundles.

    Every field has a default: bundles may arrive in any order and in parts, so a row must be able to stand with any of
    its fields still unknown. For the same reason references are ids without a foreign key: what one points at may come
    later, or never.
    """

    id: str = Field(default_factory=new_id, primary_key=True, min_length=32, max_length=32)
    owner: str = Field(default="", description="fingerprint of the person who owns this record; empty for public data")
    deleted: bool = Field(default=False, description="taken away, but not erased: an ordinary write that can be undone")
