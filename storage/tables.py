"""The tables behind the records: who wrote what when, the log, and who is trusted.

They are part of the same metadata as the records, so one migration history covers all of it.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)
from sqlmodel import SQLModel

metadata = SQLModel.metadata

device = Table(
    "device",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(16), nullable=False, unique=True),
)
"""Devices that wrote ops, by a short local number."""

author = Table(
    "author",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fingerprint", String(64), nullable=False, unique=True),
)
"""People (their signing keys) who wrote ops."""

change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("act", Text, nullable=False),
    Column("reverts", Integer, ForeignKey("change.id"), nullable=True),
    Column("restores", Integer, ForeignKey("change.id"), nullable=True),
    Column("reverted_by", Integer, ForeignKey("change.id"), nullable=True),
)
"""One user intent on this device: what undo takes back as a whole.

An undo `reverts` an act; a redo `restores` what an undo took back, and is itself an act.
"""

operation = Table(
    "operation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("device_id", Integer, ForeignKey("device.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("record_type", String(40), nullable=False),
    Column("record_id", String(32), nullable=False),
    Column("field", String(60), nullable=False),
    Column("value", Text, nullable=True),
    Column("milliseconds", Integer, nullable=False),
    Column("counter", Integer, nullable=False),
    Column("author_id", Integer, ForeignKey("author.id"), nullable=False),
    Column("superseded", Boolean, nullable=False),
    Column("change_id", Integer, ForeignKey("change.id"), nullable=True),
    Column("bundle_row", Integer, nullable=True),
    Column("vouched", Boolean, nullable=False, server_default="0"),
    Index("operation_by_number", "device_id", "number", unique=True),
    Index("operation_by_record", "record_id"),
    Index("operation_by_change", "change_id", sqlite_where=text("change_id IS NOT NULL")),
    Index("operation_by_bundle", "bundle_row", sqlite_where=text("bundle_row IS NOT NULL")),
)
"""Every field write, ours and received. `value` is JSON; NULL where the write was superseded before it reached us.

`superseded`: another write replaced it, and that one counts for as much. What an owner wrote is not superseded by what
another proposes.

`bundle_row` is the row of the bundle that brought it first; NULL for our own. `vouched`: its author brought it, or a verified
coordinator passed it on, so that it counts as the author's own word.
"""

supersedes = Table(
    "supersedes",
    metadata,
    Column("operation_id", Integer, ForeignKey("operation.id"), primary_key=True),
    Column("device_id", Integer, ForeignKey("device.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Index("superseded_by", "device_id", "number"),
    sqlite_with_rowid=False,
)
"""Which earlier writes the writer saw in that field. The earlier write may still be unknown here."""

purged = Table("purged", metadata, Column("record_id", String(32), primary_key=True))
"""Records erased for good: later writes to them are ignored everywhere."""

conflict = Table(
    "conflict",
    metadata,
    Column("record_type", String(40), nullable=False),
    Column("record_id", String(32), primary_key=True),
    Column("field", String(60), primary_key=True),
)
"""Fields with more than one open value. All values stay in `operation` until a person chooses."""

proposal = Table(
    "proposal",
    metadata,
    Column("record_type", String(40), nullable=False),
    Column("record_id", String(32), primary_key=True),
    Column("field", String(60), primary_key=True),
)
"""Fields in which somebody who does not own the record wrote something else than the owner, who has not decided yet."""

state = Table(
    "state",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
"""Small facts of this store: key file generation, last stamp."""

identity = Table(
    "identity",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("label", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("device", String(16), nullable=False),
    Column("valid_from", String(10), nullable=False),
    Column("wrapped_keys", LargeBinary, nullable=False),
    Column("card", LargeBinary, nullable=False),
)
"""Whose store this is. The private keys are wrapped once more under their own subkey."""

contact = Table(
    "contact",
    metadata,
    Column("fingerprint", String(64), primary_key=True),
    Column("label", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("card", LargeBinary, nullable=False),
    Column("trust", String(10), nullable=False),
    Column("added_at", String(32), nullable=False),
    Column("verified_at", String(32), nullable=False, server_default=""),
    Column("vouched_by", String(64), nullable=False, server_default=""),
    Column("successor", String(64), nullable=False, server_default=""),
    Column("last_sequence", Integer, nullable=True),
    Column("reason", Text, nullable=False, server_default=""),
    Column("revoked_by", String(64), nullable=False, server_default=""),
    Column("key_change", LargeBinary, nullable=True),
)
"""Contact cards of others, and how far this user trusts them: seen, verified in person, or revoked.

`vouched_by` and `revoked_by` are coordinators whose registers say so, `successor` is the key that took over and `key_change`
the text that proves it. From a revoked contact bundles up to `last_sequence` are still good; NULL means none.
"""

register = Table(
    "register",
    metadata,
    Column("coordinator", String(64), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("head", String(64), nullable=False),
    Column("expires_on", String(10), nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("at", String(32), nullable=False),
)
"""The newest register of cards and revocations of each coordinator, our own too."""

old_identity = Table(
    "old_identity",
    metadata,
    Column("fingerprint", String(64), primary_key=True),
    Column("card", LargeBinary, nullable=False),
    Column("wrapped_keys", LargeBinary, nullable=False),
    Column("until", String(32), nullable=False),
)
"""Keys that this store used before: they open what was sealed for them, and sign nothing any more."""

bundle = Table(
    "bundle",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("direction", String(8), nullable=False),
    Column("peer", String(64), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("head", String(64), nullable=False),
    Column("bundle_id", String(32), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("profile", String(20), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("operations", Integer, nullable=False),
    Column("taken_back", Boolean, nullable=False, server_default="0"),
    Column("acknowledged_at", String(32), nullable=False, server_default=""),
    Column("change_id", Integer, nullable=True),
    Column("erased", Integer, nullable=False, server_default="0"),
    Index("bundle_series", "direction", "peer", "sequence", unique=True),
)
"""Bundles sent and read in, one row per pair of sender and recipient.

`taken_back`: an import that was undone as a whole. `acknowledged_at`: when the recipient's receipt for it came in.
`change_id`: the decisions that were taken while it was read in. `erased`: how many erased records a sent bundle named.
"""

bundle_operation = Table(
    "bundle_operation",
    metadata,
    Column("bundle_row", Integer, ForeignKey("bundle.id"), primary_key=True),
    Column("operation_id", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""Which writes were in which bundle, sent or received: what a peer has is what it sent and what it gave a receipt for."""

recall = Table(
    "recall",
    metadata,
    Column("bundle_row", Integer, ForeignKey("bundle.id"), primary_key=True),
    Column("record_id", String(32), primary_key=True),
    Column("field", String(60), primary_key=True),
    sqlite_with_rowid=False,
)
"""Which records, or which fields of them, a sent bundle called back; and of a bundle that came in, those that are on hold here.

`field` is empty for a whole record.
"""

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("actor", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("device", String(16), nullable=False),
    Column("action", String(20), nullable=False),
    Column("object", Text, nullable=False),
    Column("subject", String(32), nullable=False),
    Column("reason", Text, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("details", Text, nullable=False),
    Column("mac", LargeBinary, nullable=False),
    Index("audit_by_subject", "subject"),
)
"""The access log after NEN 7513: what happened, when, by whom, on whose data. Ids, never names or values."""

audit_key = Table(
    "audit_key",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("key", LargeBinary, nullable=False),
    Column("mac", LargeBinary, nullable=False),
    Column("first_key", LargeBinary, nullable=True),
)
"""Only the key for the next log row is kept: today's thief cannot rewrite yesterday.

`first_key` is the first row's key, wrapped; NULL as long as it still follows from the store's own master key.
"""

anchor = Table(
    "anchor",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("log", String(64), nullable=False),
    Column("number", Integer, nullable=True),
    Column("mac", String(64), nullable=False),
    Column("at", String(32), nullable=False),
    Column("source", String(20), nullable=False),
    Index("anchor_by_log", "log"),
)
"""What was seen of somebody's access log at a moment: the seal (hex) of its newest row, and its number where known.

`log` is the fingerprint of whose log it is. A log that no longer has such a row was rewritten or rolled back.
"""

draft = Table(
    "draft",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("at", String(32), nullable=False),
    Column("fields", Text, nullable=False),
)
"""What was typed in a form that was not saved yet. No part of the history; gone once the form is saved or left."""

erasure = Table(
    "erasure",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("at", String(32), nullable=False),
    Column("actor", String(64), nullable=False),
    Column("rule", String(40), nullable=False),
    Column("reason", Text, nullable=False),
    Column("counts", Text, nullable=False),
    Column("record_ids", Text, nullable=False),
)
"""Proof that records were erased: why, and how many of which kind (JSON). Nothing of what they held."""

publication = Table(
    "publication",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("title", Text, nullable=False),
    Column("audience", String(40), nullable=False),
    Column("tables", Text, nullable=False),
)
"""Tables of figures that left this store, with what was hidden in them (JSON): the next one is held against them."""

home_count = Table(
    "home_count",
    metadata,
    Column("site_code", String(6), primary_key=True),
    Column("counted_on", Date, primary_key=True),
    Column("kind", String(10), primary_key=True),
    Column("place", String(80), primary_key=True),
    Column("school", String(120), nullable=False),
    Column("least", Integer, nullable=False),
    Column("most", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Pupils of a school site by where they live, as DUO's lists have it: a least and a most, where they shield small counts.

`kind` is of education: one site can have so and vso. `place` is the name of a gemeente as DUO writes it, or a `HomePlace`
value. `school` is the name of the site, for many are not in the store. They are of this computer: in no bundle, no history.
"""

listing = Table(
    "listing",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("record_type", String(40), nullable=False),
    Column("record_id", String(32), nullable=False, unique=True),
    Column("sort_text", Text, nullable=False),
    Index("listing_order", "record_type", "sort_text", "id"),
)
"""What lists show: one row per record that is not deleted, in the order of its list. Derived; can be built anew."""

LISTING_TEXT_SQL = (
    "CREATE VIRTUAL TABLE listing_text USING fts5("
    "words, content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')"
)
"""The words by which a listing row is found; rowid is `listing.id`. It keeps no text of its own."""
